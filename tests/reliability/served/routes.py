"""
What a route question costs on the embedded store and on Neo4j, asked in turn.

The whole application is asked, as over HTTP: it looks which version is the newest, for each question.
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
from tests.neo4j_server import graph_of_its_own
from web import create_app

ASKED, SEED, PATIENT = 200, 7, 300.0
QUESTIONS = (best_by_months(10), best_by_months(100), least_learning(5))
STORES = ("embedded", "Neo4j")
HEAD = "| question | embedded: median | p95 | Neo4j: median | p95 | different answers |"
LINE = "|---|--:|--:|--:|--:|--:|"


def measured(uri, shape, count=ASKED):
    """Return a row for each kind of question."""
    arrays = plain(SHAPES[shape])
    told = difference(CareerGraph(), as_graph(arrays, SHAPES[shape]))
    about = pairs(arrays, 2 * count, SEED)[:count]
    with (
        tempfile.TemporaryDirectory() as folder,
        graph_of_its_own(uri) as url,
        closing(following(EmbeddedStore(Path(folder) / "careers.db", create=True), folder, told)) as embedded,
        closing(following(open_store(url, create=True, deadline=PATIENT), folder, told)) as served,
    ):
        clients = {name: create_app(one).test_client() for name, one in zip(STORES, (embedded, served), strict=True)}
        return [row(question, arrays, about, clients) for question in QUESTIONS]


def said(query):
    """Return a query as it stands in an address."""
    held = [f"{skill}:{level}" for skill, level in query.profile.declared.items()]
    limits = {"matters": ",".join(query.matters), "k": query.k, "max_moves": query.max_moves}
    return {"from": query.profile.role, "to": query.goals[0], "assume": 0, "held": held, **limits}


def following(store, folder, told):
    """Return what answers on a store that has a graph; each has a shelf of its own."""
    store.commit(told, change_id="whole")
    source = Following(store, Shelf(Path(folder) / type(store).__name__))
    source.prepare()
    return source


def row(question, arrays, about, clients):
    """Return the row of a question, asked about some pairs of roles."""
    seconds, differing = {name: [] for name in clients}, 0
    for number, pair in enumerate(about):
        asked, answers = said(question.about(arrays, pair)), []
        for name in STORES[:: 1 if number % 2 else -1]:  # nobody is always the first
            began = time.perf_counter()
            answers.append(clients[name].get("/routes.json", query_string=asked).data)
            seconds[name].append(time.perf_counter() - began)
        differing += answers[0] != answers[1] or b'"routes"' not in answers[0]
    figures = [f"{1000 * one:,.1f} ms" for name in STORES for one in median_and_p95(seconds[name])]
    return f"| {' | '.join((question.name, *figures, str(differing)))} |"


def median_and_p95(seconds):
    """Return what half of the answers took at most, and 19 of 20."""
    parts = quantiles(seconds, n=20, method="inclusive")
    return parts[9], parts[18]
