"""What the page of Neo4j measures is what it says it measures."""

import secrets
from contextlib import closing

import pytest

from careergraph.stores.neo4j.store import open_store
from scripts.benchmark.graphs import load
from tests.conformance.contract import made_of
from tests.neo4j_server import PATIENT, graph_of_its_own, take_out
from tests.reliability.served import loads, plain, routes

GRAPH = load("S")


@pytest.mark.neo4j
def test_the_plain_script_writes_the_rows_that_a_push_writes(neo4j_server):
    name = f"test-{secrets.token_hex(6)}"
    try:
        plain.created(neo4j_server, name, GRAPH)
        with graph_of_its_own(neo4j_server) as url, closing(open_store(url, create=True, deadline=PATIENT)) as store:
            store.commit(made_of(GRAPH), change_id="push")
            pushed = rows(neo4j_server, url.partition("?graph=")[2])
        assert rows(neo4j_server, name) == pushed
        assert plain.streamed(neo4j_server, name) == len(GRAPH.transitions) == len(pushed)
    finally:
        take_out(neo4j_server, name)


def rows(uri, name):
    with plain.driver(uri) as opened, opened.session() as session:
        return sorted(map(repr, session.run(plain.STREAM, prefix=f"{name} ").values()))


@pytest.mark.neo4j
def test_both_stores_are_asked_the_same_and_answer_the_same(neo4j_server):
    told = routes.measured(neo4j_server, "S", 4, warm=1)
    assert len(told) == len(routes.QUESTIONS)
    assert all(row.endswith("| 0 |") and row.count(" ms |") == 8 for row in told)
    assert {row.count("|") for row in told} == {routes.HEAD.count("|")}


def test_a_row_that_is_not_measured_anew_stays_when_a_column_is_added():
    older = ["Once measured.", "", "| graph | push | stream |", "|---|--:|--:|", "| L | 163.0 s | 29.7 s |"]
    (kept,) = loads.rows_of(older).values()
    cells = dict(zip(loads.COLUMNS, kept.strip("| ").split(" | "), strict=True))
    assert (cells.pop("graph"), cells.pop("push"), cells.pop("stream")) == ("L", "163.0 s", "29.7 s")
    assert set(cells.values()) == {loads.UNMEASURED}
    assert loads.rows_of([loads.HEAD, loads.LINE, kept]) == {"L": kept}
    assert loads.rows_of([]) == {}
