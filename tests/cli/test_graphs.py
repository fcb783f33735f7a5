"""`careergraph validate` and `convert`."""

import json

import pytest

import careergraph as cg
from careergraph.formats import formats


def broken(tmp_path):
    document = {
        "format": "careergraph",
        "format_version": 1,
        "id": "broken",
        "roles": [{"id": "a", "title": "A"}, {"id": "a", "title": "A"}],
        "transitions": [{"tail": "a", "head": "b"}, {"tail": "a", "head": "a"}],
    }
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_bundled_graph_is_clean(run, told):
    result = run("validate")
    assert result.exit_code == 0
    assert "no problem; 10 roles, 16 skills, 7 transitions, version " in result.stdout
    code, document = told("validate")
    assert (code, document["valid"], document["errors"], document["warnings"]) == (0, True, [], [])


def test_every_problem_is_told_with_its_place(run, told, tmp_path):
    result = run("validate", broken(tmp_path))
    assert result.exit_code == 1
    errors = [line for line in result.stdout.splitlines() if line.startswith("error")]
    assert len(errors) >= 3
    assert any("roles[1]" in line for line in errors)
    assert any("transitions[1]" in line for line in errors)
    code, document = told("validate", broken(tmp_path))
    assert code == 1
    assert len(document["errors"]) == len(errors)
    assert all(one["where"] and one["what"] for one in document["errors"])


def test_a_warning_makes_no_graph_unusable(run, tmp_path):
    graph = cg.CareerGraph(
        roles=[cg.Role("a", cg.Text("A")), cg.Role("b", cg.Text("B"))], transitions=[cg.Transition("a", "b")]
    )
    cg.write(graph, tmp_path / "graph.json")
    result = run("validate", tmp_path / "graph.json")
    assert result.exit_code == 0
    assert "warning  " in result.stdout
    assert "it has no evidence. Say why it is believed." in result.stdout
    assert "2 warnings; 2 roles" in result.stdout


def test_a_graph_that_breaks_the_rules_is_refused_by_every_question(run, told, tmp_path):
    result = run("show", "-g", broken(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith("careergraph: The graph has ")
    code, document = told("show", "-g", broken(tmp_path))
    assert (code, document["error"]) == (1, "invalid-graph")
    assert len(document["problems"]) >= 3


def test_what_is_no_graph_cannot_be_read(run, tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("a note", encoding="utf-8")
    for words in (
        ["validate", path],
        ["validate", tmp_path / "nothing"],
        ["show", "-g", path],
        ["convert", path, tmp_path / "x.json"],
    ):
        result = run(*words)
        assert result.exit_code == 4
        assert result.stderr.count("\n") == 1
        assert "cannot be read" in result.stderr


@pytest.mark.parametrize("name", ["out.json", "out.zip", "out.node-link.json", "out"])
def test_a_converted_graph_is_the_same_graph(run, tmp_path, name):
    result = run("convert", tmp_path / name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Wrote {tmp_path / name}: 10 roles, 16 skills, 7 transitions, version ")
    assert cg.read(tmp_path / name) == cg.read()


def test_a_graph_is_converted_from_one_place_to_another(told, tmp_path):
    told("convert", tmp_path / "one.json")
    code, document = told("convert", tmp_path / "one.json", tmp_path / "two", "--to", "dataset")
    assert (code, document["roles"], document["notices"]) == (0, 10, [])
    assert (tmp_path / "two" / "roles.csv").is_file()


def test_nothing_is_replaced_unless_told(run, tmp_path):
    run("convert", tmp_path / "out.json")
    refused = run("convert", tmp_path / "out.json")
    assert refused.exit_code == 2
    assert "is there already. Add --force to replace it" in refused.stderr
    assert run("convert", tmp_path / "out.json", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["out.foo"], "ends like no format"),
        (["out.json", "--to", "parquet"], "no format “parquet”"),
        (["a", "b", "c"], "Too many paths"),
    ],
)
def test_what_cannot_be_written_is_told(run, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    result = run("convert", *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_place_that_cannot_be_written_to_is_told(run, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = run("convert", tmp_path / "file" / "out.json")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_the_formats_are_listed_by_the_help(run):
    told = run("convert", "--help").stdout
    assert all(name in told for name in formats())
