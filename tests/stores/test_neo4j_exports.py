"""What is exported for Neo4j is what the store makes, and the store opens it."""

import os
import subprocess
from contextlib import closing

import pytest

from careergraph import InvalidGraph, read
from careergraph.model.graph import CareerGraph
from careergraph.stores.neo4j import exported
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import whole
from tests.neo4j_server import PATIENT, ROOT
from tests.views.hostile import hostile_graph

AT = "2026-01-01T00:00:00Z"
VERSION = "5.26.30"


@pytest.mark.neo4j
@pytest.mark.parametrize("make", [read, hostile_graph], ids=["bundled", "hostile"])
def test_a_script_makes_a_graph_that_the_store_opens(neo4j_url, make):
    graph, name = make(), neo4j_url.rpartition("=")[2]
    script = exported.as_cypher(graph, name, AT).decode()
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        for statement in filter(str.strip, script.split(";\n\n")):
            store.server.write(lambda one, text=statement: one.rows(text))
        assert whole(store.load()) == whole(graph)
        assert store.latest().version == graph.version
        assert store.check() == ()


@pytest.fixture(scope="session")
def admin(lacking):
    """Return the command line tool of a Neo4j that was fetched, to be run with a home of its own."""
    jars = ROOT / ".neo4j" / "lib" / VERSION
    if not (jars / "complete").exists():
        lacking("neo4j-admin", "scripts/neo4j start")
    return ["java", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize("make", [read, hostile_graph], ids=["bundled", "hostile"])
def test_neo4j_admin_imports_the_tables(admin, tmp_path, make):
    for name, content in exported.for_neo4j_admin(make(), "careers", AT).items():
        (tmp_path / name).write_bytes(content)
    command = (tmp_path / "import.sh").read_text()
    (tmp_path / "neo4j-admin").write_text(f"#!/bin/sh\nexec {admin[0]} -cp '{admin[2]}' {admin[3]} \"$@\"\n")
    (tmp_path / "neo4j-admin").chmod(0o755)
    home = tmp_path / "home"
    (home / "conf").mkdir(parents=True)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    done = subprocess.run(
        ["sh", "import.sh"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert command.startswith("#!")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(make().transitions) + 2} relationships" in done.stdout.replace(",", "")


def test_tables_have_typed_headers():
    files = exported.for_neo4j_admin(read(), "careers", AT)
    header = files["transitions.csv"].decode().splitlines()[0]
    assert header.startswith(":START_ID,:END_ID,kind:string,months:double")
    assert "levels:long[]" in header
    assert header.endswith(":TYPE")
    assert files["roles.csv"].decode().startswith("key:ID,graph:string,id:string,title:string")


def test_a_graph_whose_name_cannot_be_a_key_is_refused():
    with pytest.raises(InvalidGraph, match="cannot name"):
        exported.as_cypher(CareerGraph(), "two words", AT)
