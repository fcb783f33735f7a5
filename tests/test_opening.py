"""A large file is read once; then its graph is taken from the shelf, until a byte of it changes."""

import json

import pytest

from careergraph import CareerGraph, Role, Text, Transition, write
from careergraph.explorer import opening
from careergraph.stores.shelf.shelf import FOLDER


@pytest.fixture
def large(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    monkeypatch.setattr("careergraph.routes.search.LARGE", 3)
    monkeypatch.setattr(opening, "WORTHWHILE", 1)
    roles = [Role(name, Text(name.upper())) for name in "abcde"]
    graph = CareerGraph(roles=roles, transitions=[Transition("a", name) for name in "bcde"])
    write(graph, tmp_path / "graph.json")
    return tmp_path / "graph.json"


@pytest.fixture
def reads(monkeypatch):
    seen = []
    monkeypatch.setattr(opening, "read", lambda path, read=opening.read: seen.append(path) or read(path))
    return seen


def test_a_large_file_is_read_once_and_again_when_it_changed(large, reads):
    first, again = opening.open_graph(large), opening.open_graph(large)
    assert first == again
    assert len(reads) == 1
    document = json.loads(large.read_text(encoding="utf-8"))
    document["roles"][0]["title"] = "Other"
    large.write_text(json.dumps(document), encoding="utf-8")
    assert opening.open_graph(large).roles["a"].title == Text("Other")
    assert len(reads) == 2


def test_with_nothing_kept_it_is_read_each_time(large, reads, monkeypatch):
    monkeypatch.setenv(FOLDER, "")
    opening.open_graph(large)
    opening.open_graph(large)
    assert len(reads) == 2
