"""
What it costs to bring a large graph to Neo4j and to read it back, beside a plain script, and one that goes row by row.

`python -m tests.reliability.served.loads M60` prints the row of a graph, in a process that has no other in memory.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path

import neo4j

from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.stores.neo4j import cypher, properties
from careergraph.stores.neo4j.address import credentials
from careergraph.stores.neo4j.store import open_store
from careergraph.stores.shelf.shelf import FOLDER
from scripts.benchmark.graphs import load
from tests.neo4j_server import known, take_out
from tests.reliability.served import plain

PATIENT = 300.0
SAMPLE = 500
"""Rows that the naive loader writes; all of them would take hours."""
SHAPES = ("M60", "M300", "L")
TWICE = 1_000_000
"""Transitions up to which both loaders write a graph twice; beyond it takes too long."""
COLUMNS = (
    *(
        "graph",
        "transitions",
        "requirements",
        "codec",
        "version",
        "push",
        "plain script",
        "by rows",
        "stream",
        "plain stream",
        "load",
    ),
    *("first route", "with the shelf", "memory: push", "memory: stream", "memory: first route", "machine's load"),
    "the same",
)
UNMEASURED = "-"
HEAD = f"| {' | '.join(COLUMNS)} |"
LINE = f"|---|--:|--:|---|{'--:|' * (len(COLUMNS) - 5)}---|"
MIB = 1024
FIRST_ROUTE = """
import json, sys, time
began = time.perf_counter()
from careergraph import RouteQuery
from careergraph.explorer.opening import open_source
explorer = open_source(sys.argv[1]).current()
routes = explorer.routes(RouteQuery.between(sys.argv[2], sys.argv[3], matters=("months",)))
print(json.dumps([time.perf_counter() - began, open("/proc/self/status").read().split("VmHWM:")[1].split()[0]]))
"""


def rows_of(lines):
    """Return the rows of a table that was written, by graph; what an older one has no column for is unmeasured."""
    table = [one.strip("| ").split(" | ") for one in lines if one.startswith("| ")]
    told = [dict(zip(table[0], cells, strict=True)) for cells in table[1:]]
    return {one["graph"]: row(one.get(column, UNMEASURED) for column in COLUMNS) for one in told}


def row(cells):
    return f"| {' | '.join(cells)} |"


def measured(uri, shape):
    """Return the cells of a shape of the benchmark."""
    graph, name = load(shape), f"bench-{secrets.token_hex(4)}"
    beside, again = f"{name}-plain", f"{name}-again"
    named = timed(lambda: graph.version)
    url, counts = f"{uri}?graph={name}", (len(graph.transitions), asked(graph))
    values = len(graph.roles) + len(graph.skills) + len(graph.transitions)
    try:
        script = timed(lambda: plain.created(uri, beside, graph))
        push, pushed = timed(lambda: pushed_to(url, graph)), peak()
        if counts[0] <= TWICE:
            push = min(push, timed(lambda: pushed_to(f"{uri}?graph={again}", graph)))
            take_out(uri, beside)
            script = min(script, timed(lambda: plain.created(uri, beside, graph)))  # around ours: of two the better one
        naive = by_rows(uri, name, graph) * values
        version, ends = graph.version, next(reversed(graph.transitions))
        graph = None  # there may be no room for it twice
        first, shelved, memory = first_routes(url, ends)
        streams = [apart(what, url) for what in ("plain stream", "stream", "stream", "plain stream")]
        streams.sort(key=itemgetter("seconds"))
        stream, script_stream = (
            next(one for one in streams if one["what"] == what) for what in ("stream", "plain stream")
        )
        whole = apart("load", url)
    finally:
        for one in (name, beside, again):
            take_out(uri, one)
    same = whole["version"] == version and all(one["rows"] == counts[0] for one in streams)
    return (
        *(shape, f"{counts[0]:,}", f"{counts[1]:,}", "neo4j-rust-ext" if find_spec("neo4j._rust") else "Python"),
        *(f"{seconds:.1f} s ({processor:.1f})" for seconds, processor, _ in (named, push, script)),
        f"{naive:,.0f} s",
        *(f"{one['seconds']:.1f} s ({one['processor']:.1f})" for one in (stream, script_stream, whole)),
        *(f"{first:.1f} s", f"{shelved:.2f} s"),
        *(f"{one:,.0f} MiB" for one in (pushed, stream["memory"], memory)),
        *(f"{os.getloadavg()[0]:.1f}", "yes" if same else "**no**"),
    )


def pushed_to(url, graph):
    """Bring a graph to an empty store, as `careergraph neo4j push` does."""
    with closing(open_store(url, create=True, deadline=PATIENT)) as store:
        store.commit(difference(CareerGraph(), graph), change_id=f"push {graph.version} on 0")


def asked(graph):
    return sum(len(one.asked()) for one in graph.transitions.values())


def by_rows(uri, name, graph):
    """Return the seconds that a row takes whose loader writes each in a transaction of its own."""
    rows = [properties.of_move(one, name) for one in list(graph.transitions.values())[:SAMPLE]]
    driver = neo4j.GraphDatabase.driver(uri, auth=credentials(), notifications_min_severity="OFF")
    with driver, driver.session() as session:
        began = time.perf_counter()
        for row in rows:
            session.run(cypher.PUT_MOVES, rows=[row]).consume()
    return (time.perf_counter() - began) / len(rows)


def first_routes(url, ends):
    """Return the seconds to the first route of a new process, without and with a shelf, and the memory of the first."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, FOLDER: folder, "PYTHONDONTWRITEBYTECODE": ""}  # empty: modules are compiled once
        told = [json.loads(out([sys.executable, "-c", FIRST_ROUTE, url, *ends], environment)) for _ in range(2)]
    return told[0][0], told[1][0], int(told[0][1]) / MIB


def apart(what, url):
    """Return what reading costs in a process of its own."""
    return json.loads(out([sys.executable, "-m", "tests.reliability.served.loads", what, url], os.environ))


def out(command, environment):
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def read(what, url):
    """Read a graph in one of three ways, and return what it cost."""
    if what == "plain stream":
        uri, _, name = url.partition("?graph=")
        seconds, processor, rows = timed(lambda: plain.streamed(uri, name))
        return {"what": what, "seconds": seconds, "processor": processor, "rows": rows}
    with closing(open_store(url, deadline=PATIENT)) as store:
        if what == "stream":
            seconds, processor, rows = timed(lambda: sum(1 for _ in store.stream()))
            told = {"rows": rows}
        else:
            seconds, processor, graph = timed(store.load)
            seen = CareerGraph.of_sound(graph.metadata, graph.roles, graph.skills, graph.transitions)
            told = {"version": seen.version}  # of the values, and not as it was written
    return {"what": what, "seconds": seconds, "processor": processor, "memory": peak(), **told}


def timed(do):
    """Return seconds, seconds of our own processor, and what comes of something."""
    began, processor = time.perf_counter(), time.process_time()
    result = do()
    return time.perf_counter() - began, time.process_time() - processor, result


def peak():
    """Return the most memory that this process had, in MiB; what `resource` tells begins at that of its parent."""
    return int(Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / MIB


if __name__ == "__main__":
    if sys.argv[1] in SHAPES:
        os.environ.update(known())
        print(row(measured(os.environ["NEO4J_URI"], sys.argv[1])))  # noqa: T201 - another process reads it
    else:
        print(json.dumps(read(*sys.argv[1:])))  # noqa: T201 - another process reads it
