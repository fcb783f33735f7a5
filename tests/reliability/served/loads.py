"""What it costs to bring a large graph to Neo4j and to read it back, beside a loader that takes row by row."""

import os
import secrets
import time
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec

import neo4j

from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.stores.neo4j import cypher, properties
from careergraph.stores.neo4j.address import credentials
from careergraph.stores.neo4j.store import open_store
from scripts.benchmark.graphs import load
from tests.neo4j_server import take_out

PATIENT = 300.0
SAMPLE = 500
"""Rows that the naive loader writes; all of them would take hours."""


@dataclass
class Load:
    """Seconds for a graph; the naive figure is made from its sample. `busy` is the load of the machine meanwhile."""

    shape: str
    transitions: int
    requirements: int
    push: float
    push_processor: float
    naive: float
    stream: float
    stream_processor: float
    load: float
    busy: float
    same: bool
    rust: bool


def measured(uri, shape):
    """Return what a shape of the benchmark costs."""
    graph, name = load(shape), f"bench-{secrets.token_hex(4)}"
    change = difference(CareerGraph(), graph)
    try:
        with closing(open_store(f"{uri}?graph={name}", create=True, deadline=PATIENT)) as store:
            push = timed(lambda: store.commit(change, change_id="push"))
            stream = timed(lambda: sum(1 for _ in store.stream()))
            read = timed(store.load)
            naive = by_rows(uri, name, graph) * len(change.put)
            asked = sum(len(one.asked()) for one in graph.transitions.values())
            same = store.load().version == graph.version and stream[2] == len(graph.transitions)
    finally:
        take_out(uri, name)
    return Load(
        shape,
        len(graph.transitions),
        asked,
        *push[:2],
        naive,
        *stream[:2],
        read[0],
        os.getloadavg()[0],
        same,
        find_spec("neo4j._rust") is not None,
    )


def by_rows(uri, name, graph):
    """Return the seconds that a row takes whose loader writes each in a transaction of its own."""
    rows = [properties.of_move(one, name) for one in list(graph.transitions.values())[:SAMPLE]]
    driver = neo4j.GraphDatabase.driver(uri, auth=credentials(), notifications_min_severity="OFF")
    with driver, driver.session() as session:
        began = time.perf_counter()
        for row in rows:
            session.run(cypher.PUT_MOVES, rows=[row]).consume()
    return (time.perf_counter() - began) / len(rows)


def timed(do):
    """Return seconds, seconds of our own processor, and what comes of something."""
    began, processor = time.perf_counter(), time.process_time()
    result = do()
    return time.perf_counter() - began, time.process_time() - processor, result
