"""`careergraph neo4j`: push, pull and check on a real server; and `careergraph export`."""

import io

import pytest

from careergraph import read
from careergraph.cli.progress import Bar
from careergraph.cli.words import CommandWords

CANARY = "correct horse battery staple"


@pytest.fixture
def bundled(tmp_path, run):
    path = tmp_path / "graph.json"
    assert run("convert", path).exit_code == 0
    return path


@pytest.mark.neo4j
def test_what_is_pushed_is_pulled_and_checked(neo4j_url, bundled, tmp_path, run, told):
    code, made = told("neo4j", "push", bundled, neo4j_url, "--note", "first")
    assert (code, made["number"], made["version"], made["note"]) == (0, 1, read().version, "first")
    assert told("neo4j", "push", bundled, neo4j_url)[1]["number"] == 1
    assert run("neo4j", "pull", neo4j_url, tmp_path / "again.json").exit_code == 0
    assert read(tmp_path / "again.json") == read()
    code, checked = told("neo4j", "check", neo4j_url)
    assert (code, checked["roles"], checked["problems"]) == (0, len(read().roles), [])
    assert "7 moves; version 1" in run("neo4j", "check", neo4j_url).stdout
    assert "每个值" in run("neo4j", "check", neo4j_url, "--lang", "zh").stdout


@pytest.mark.neo4j
def test_every_command_reads_a_graph_from_the_server(neo4j_url, bundled, run):
    run("neo4j", "push", bundled, neo4j_url)
    assert "Founder" in run("routes", "rd-department-manager", "founder", "-g", neo4j_url).stdout


@pytest.mark.neo4j
def test_another_graph_is_pushed_only_where_that_is_said(neo4j_url, bundled, tmp_path, run):
    run("neo4j", "push", bundled, neo4j_url)
    other = tmp_path / "other.json"
    other.write_text('{"format": "careergraph", "roles": [{"id": "cto", "title": "CTO"}]}')
    refused = run("neo4j", "push", other, neo4j_url)
    assert refused.exit_code == 4
    assert "--update" in refused.stderr
    assert run("neo4j", "push", other, neo4j_url, "--update").exit_code == 0
    assert run("neo4j", "pull", neo4j_url, tmp_path / "old.json", "--version", "1").exit_code == 0
    assert read(tmp_path / "old.json") == read()


@pytest.mark.neo4j
def test_a_graph_that_was_changed_by_hand_is_told(neo4j_url, bundled, run, changed_by_hand):
    run("neo4j", "push", bundled, neo4j_url)
    changed_by_hand(neo4j_url)
    checked = run("neo4j", "check", neo4j_url)
    assert checked.exit_code == 1
    assert "by hand" in checked.stdout


@pytest.fixture
def changed_by_hand():
    def change(url):
        from careergraph.stores.neo4j.address import Address
        from careergraph.stores.neo4j.server import Server

        server = Server(Address.of(url))
        statement = "MATCH (r:Role {graph: $graph, id: 'founder'}) SET r.family = 'technology'"
        server.write(lambda one: one.rows(statement, graph=server.address.graph))
        server.close()

    return change


def test_a_password_in_the_address_is_refused_and_not_told(bundled, run):
    refused = run("neo4j", "push", bundled, f"neo4j://neo4j:{CANARY}@localhost")
    assert refused.exit_code == 4
    assert "NEO4J_PASSWORD_FILE" in refused.stderr
    assert CANARY not in refused.output


def test_a_server_that_is_not_there_is_told_in_a_sentence(bundled, run):
    refused = run("neo4j", "push", bundled, "bolt://127.0.0.1:1", "--timeout", "3")
    assert refused.exit_code == 4
    assert "bolt://127.0.0.1:1 cannot be reached" in refused.stderr


@pytest.mark.parametrize("chosen", ["neo4j-admin", "cypher"])
def test_export_writes_what_neo4j_imports(bundled, tmp_path, run, chosen):
    target = tmp_path / "out"
    assert run("export", bundled, target, "--format", chosen).exit_code == 0
    content = (target / "roles.csv" if chosen == "neo4j-admin" else target).read_text()
    assert "technical-director founder" in content
    assert run("export", bundled, target, "--format", chosen).exit_code == 2


def test_nothing_is_drawn_where_nobody_watches():
    stream = io.StringIO()
    bar = Bar(CommandWords(), lambda: 0.0, stream)
    bar(1, 2)
    bar.end()
    assert stream.getvalue() == ""
