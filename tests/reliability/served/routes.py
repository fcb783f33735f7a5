"""
What a route question costs on the embedded store and on Neo4j, asked in turn.

Whoever asks goes by `Following.current`, as every request to a server does: it looks which version is the newest.
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

ASKED, SEED, PATIENT = 200, 7, 300.0
QUESTIONS = (best_by_months(10), least_learning(4))
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
        sources = dict(zip(STORES, (embedded, served), strict=True))
        return [row(question, arrays, about, sources) for question in QUESTIONS]


def following(store, folder, told):
    """Return what answers on a store that has a graph; each has a shelf of its own."""
    store.commit(told, change_id="whole")
    source = Following(store, Shelf(Path(folder) / type(store).__name__))
    source.prepare()
    return source


def row(question, arrays, about, sources):
    """Return the row of a question, asked about some pairs of roles."""
    seconds, differing = {name: [] for name in sources}, 0
    for number, pair in enumerate(about):
        query, answers = question.about(arrays, pair), []
        for name in STORES[:: 1 if number % 2 else -1]:  # nobody is always the first
            began = time.perf_counter()
            answers.append(sources[name].current().routes(query).to_dict())
            seconds[name].append(time.perf_counter() - began)
        differing += answers[0] != answers[1]
    figures = [f"{1000 * one:,.1f} ms" for name in STORES for one in median_and_p95(seconds[name])]
    return f"| {' | '.join((question.name, *figures, str(differing)))} |"


def median_and_p95(seconds):
    """Return what half of the answers took at most, and 19 of 20."""
    parts = quantiles(seconds, n=20, method="inclusive")
    return parts[9], parts[18]
