"""
The Neo4j that tests use: the one that NEO4J_URI names, or the one that `scripts/neo4j start` started.

Each test has a graph of its own in it, so that tests do not meet; it is taken out again afterwards.
"""

import os
import secrets
import subprocess
from contextlib import contextmanager
from pathlib import Path

from careergraph.stores.neo4j.address import Address
from careergraph.stores.neo4j.server import Server

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "scripts" / "neo4j"
NAMES = ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE")
PATIENT = 60.0
"""Seconds that a call may take in tests of something else: a server that has just started is slow."""
SOME_AWAY = """
MATCH (one:Role|Skill) WHERE one.key STARTS WITH $graph + ' '
WITH one LIMIT 1000 DETACH DELETE one RETURN count(*)
"""
AWAY = """
MATCH (graph:CareerGraph {id: $graph})
OPTIONAL MATCH (graph)-[:VERSION]->(version)-[:MADE_BY]->(change)
DETACH DELETE graph, version, change
"""


def known():
    """Return the environment that names the server; None where there is none."""
    if os.environ.get("NEO4J_URI"):
        return {name: os.environ[name] for name in NAMES if name in os.environ}
    status = subprocess.run([SCRIPT, "status"], capture_output=True, text=True, check=False)
    return told_by(status.stdout) if status.returncode == 0 else None


def told_by(status):
    """Return the environment that a status names; None where it names none."""
    words = status.split()[1:]
    return dict(word.split("=", 1) for word in words) or None


@contextmanager
def graph_of_its_own(uri):
    """Give the URL of a graph that is empty, and take it out of the database in the end."""
    graph = f"test-{secrets.token_hex(6)}"
    try:
        yield f"{uri}?graph={graph}"
    finally:
        take_out(uri, graph)


def take_out(uri, graph):
    server = Server(Address.of(uri), deadline=PATIENT)
    while server.write(lambda one: one.rows(SOME_AWAY, graph=graph)) != [[0]]:
        pass
    server.write(lambda one: one.rows(AWAY, graph=graph))
    server.close()
