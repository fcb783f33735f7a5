"""
What a route question costs on the embedded store and on Neo4j, asked in turn.

The whole application is asked, as over HTTP: it looks which version is the newest, for each question. How long that
took is told apart: it is all that the stores differ in.
"""

import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import quantiles

from careergraph.explorer.following import Following
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.stores.embedded.store import EmbeddedStore
from careergraph.stores.neo4j.store import open_store
from careergraph.stores.shelf.shelf import Shelf
from scripts.benchmark.graphs import as_graph, plain
from scripts.benchmark.questions import best_by_months, least_learning, pairs
from scripts.benchmark.shapes import SHAPES
from scripts.benchmark.timing import settled
from tests.neo4j_server import graph_of_its_own
from web import create_app

ASKED, SEED, PATIENT = 200, 7, 300.0
WARM = 10_000
"""Looks after which the server has compiled what it runs for one."""
QUESTIONS = (best_by_months(10), best_by_months(100), least_learning(5))
ONCE_MORE = "embedded once more"
"""The embedded store a second time: what two series of the same differ by is chance."""
STORES = ("embedded", ONCE_MORE, "Neo4j")
HEAD = (
    f"| question | embedded: median | p95 | {ONCE_MORE}: median | p95 | Neo4j: median | p95 | of it, the look: median "
    "| p95 without the look | different answers |"
)
LINE = "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"


class Looking:
    """
    A store whose looks at the newest version are timed.

    Parameters
    ----------
    store
        The store.
    """

    def __init__(self, store):
        self._ask = store.latest
        self.seconds = 0.0
        store.latest = self.look

    def look(self):
        began = time.perf_counter()
        try:
            return self._ask()
        finally:
            self.seconds += time.perf_counter() - began

    def taken(self):
        """Return the seconds since this was asked last."""
        taken, self.seconds = self.seconds, 0.0
        return taken


def measured(uri, shape, count=ASKED, warm=WARM):
    """Return a row for each kind of question."""
    arrays = plain(SHAPES[shape])
    told = difference(CareerGraph(), as_graph(arrays, SHAPES[shape]))
    about = pairs(arrays, 2 * count, SEED)[:count]
    with (
        tempfile.TemporaryDirectory() as folder,
        graph_of_its_own(uri) as url,
        closing(following(EmbeddedStore(Path(folder) / "careers.db", create=True), folder, told)) as embedded,
        closing(answering(EmbeddedStore(Path(folder) / "careers.db"), folder)) as again,
        closing(following(open_store(url, create=True, deadline=PATIENT), folder, told)) as served,
    ):
        for _ in range(warm):
            served.store.latest()
        asked = {
            name: (create_app(source).test_client(), Looking(source.store))
            for name, source in zip(STORES, (embedded, again, served), strict=True)
        }
        with settled():
            return [row(question, arrays, about, asked) for question in QUESTIONS]


def said(query):
    """Return a query as it stands in an address."""
    held = [f"{skill}:{level}" for skill, level in query.profile.declared.items()]
    limits = {"matters": ",".join(query.matters), "k": query.k, "max_moves": query.max_moves}
    return {"from": query.profile.role, "to": query.goals[0], "assume": 0, "held": held, **limits}


def following(store, folder, told):
    """Return what answers on a store that is given a graph."""
    store.commit(told, change_id="whole")
    return answering(store, folder)


def answering(store, folder):
    """Return what answers on a store; each kind has a shelf of its own."""
    source = Following(store, Shelf(Path(folder) / type(store).__name__))
    source.prepare()
    return source


def row(question, arrays, about, asked):
    """Return the row of a question, asked about some pairs of roles."""
    whole, looks, differing = {name: [] for name in asked}, {name: [] for name in asked}, 0
    for number, pair in enumerate(about):
        query, answers, first = said(question.about(arrays, pair)), [], number % len(STORES)
        for name in STORES[first:] + STORES[:first]:  # nobody is always the first
            client, looking = asked[name]
            looking.taken()
            began = time.perf_counter()
            answers.append(client.get("/routes.json", query_string=query).data)
            whole[name].append(time.perf_counter() - began)
            looks[name].append(looking.taken())
        differing += len(set(answers)) > 1 or b'"routes"' not in answers[0]
    rest = [one - look for one, look in zip(whole["Neo4j"], looks["Neo4j"], strict=True)]
    seconds = [one for name in STORES for one in median_and_p95(whole[name])]
    seconds += [median_and_p95(looks["Neo4j"])[0], median_and_p95(rest)[1]]
    return f"| {' | '.join((question.name, *(f'{1000 * one:,.1f} ms' for one in seconds), str(differing)))} |"


def median_and_p95(seconds):
    """Return what half of the answers took at most, and 19 of 20."""
    parts = quantiles(seconds, n=20, method="inclusive")
    return parts[9], parts[18]
