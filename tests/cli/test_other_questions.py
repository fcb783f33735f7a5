"""`careergraph next`, `gap` and `show`."""

import pytest

import careergraph as cg
from tests.drawn import drawn


def test_next_lists_the_moves_with_least_to_learn_first(run):
    result = run("next", "technical director")
    assert result.exit_code == 0
    lines = [line.split("  ")[0] for line in result.stdout.splitlines()]
    assert lines.index("Founder") < lines.index("Deputy general manager (technology)") < lines.index("General manager")
    assert "≈ 36 months  ≈ 3 level steps   raises 1, adds 2           expert · 1 source" in result.stdout


def test_next_for_scripts_has_each_move_as_a_step(told):
    code, document = told("next", "technical-director", "--held", "funds:2", "--served", "12")
    assert (code, document["format"], document["from"]) == (0, "careergraph-next", "technical-director")
    assert document["steps"][0]["to"] == "founder"
    assert document["steps"][0]["months"] == 24
    assert document["start"]["funds"] == 2
    assert "funds" not in document["assumed"]


def test_next_of_a_role_that_nothing_leaves_is_told(run):
    result = run("next", "founder")
    assert (result.exit_code, result.stdout) == (1, "Founder\n\nNo move in this graph leaves this role.\n")


def test_gap_tells_a_move_skill_by_skill(run):
    result = run("gap", "technical director", "founder", "--held", "funds:1")
    assert result.exit_code == 0
    assert "  □···  Accumulated contacts (resource)  level not stated        new to you" in result.stdout
    assert (
        "  ■···  Funds (resource)                 1 awareness             held today, level not stated" in result.stdout
    )


def test_gap_without_a_move_is_what_the_role_usually_asks(run, told):
    result = run("gap", "rd-department-manager", "general-manager")
    assert "No move leads straight there." in result.stdout
    assert "raises 2, adds 5 · ≈ 19 level steps" in result.stdout
    code, document = told("gap", "rd-department-manager", "general-manager")
    assert (code, document["by"], document["learning"], document["step"]) == (0, "usual", 19, None)


def test_gap_of_a_role_the_graph_is_silent_about(run):
    result = run("gap", "rd-department-manager", "hr-manager")
    assert (result.exit_code, result.stdout) == (1, "The graph does not say what HR manager asks.\n")


def test_gap_to_ones_own_role(run):
    assert "You are there already." in run("gap", "founder", "founder").stdout


def test_show_without_a_role_lists_all(run, told):
    result = run("show")
    assert result.exit_code == 0
    assert "technical-director                 Technical director" in result.stdout
    assert "10 roles, 7 moves, 16 skills" in result.stdout
    _, document = told("show")
    assert len(document["roles"]) == document["summary"]["roles"] == 10


def test_show_tells_everything_of_a_role(run):
    told = run("show", "技术总监", "--as", "R&D manager").stdout
    for words in (
        "Technical director  技术总监",
        "Not the same as  Chief technology officer",
        "Pay  200,000 to 600,000 Chinese yuan a year",
        "you are here",
        "not from your role",
        "Level steps are counted for a manager of the R&D department.",
        "  6  Review technical solutions.",
        "Performance",
    ):
        assert words in told


def test_show_counts_the_way_there(run, tmp_path):
    cg.write(drawn("s>a(p) a>t(q2) s>t(p,q3)"), tmp_path / "graph.json")
    told = run("show", "t", "--as", "s", "--no-assume", "-g", tmp_path / "graph.json").stdout
    assert "1 level step to get there, then 2" in told
    assert "Ways out: none in this graph" in told


def test_show_does_not_deny_a_way_that_there_was_no_time_to_look_for(run, monkeypatch):
    asked = ("show", "founder", "--as", "rd-department-manager")
    assert "not found in time" not in run(*asked).stdout
    monkeypatch.setattr(cg.Explorer, "_finder", lambda *_: lambda _query: None)
    told = run(*asked).stdout
    assert "not found in time" in told
    assert "not from your role" not in told


def test_show_for_scripts_has_the_role_and_what_is_around_it(told):
    _, document = told("show", "technical-director", "--as", "rd-department-manager")
    assert document["role"]["title"] == {"en": "Technical director", "zh": "技术总监"}
    assert len(document["around"]["ways_in"]) == 3
    assert document["usual"]["team-leadership"] == 3


@pytest.mark.parametrize("words", [["next", "技术总监"], ["gap", "技术总监", "创业者"], ["show", "技术总监"], ["show"]])
def test_they_speak_chinese(run, words):
    told = run(*words, "--lang", "zh").stdout
    assert not {"level steps", "Ways in", "held today", "months", "title"} & set(told.split("  "))
    assert "技术" in told


def test_the_language_is_that_of_the_terminal(run, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "任职者通常具备" in run("show", "founder").stdout
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "What a holder usually holds" in run("show", "founder").stdout


def test_another_graph_is_named_by_option_or_by_variable(run, monkeypatch, tmp_path):
    cg.write(drawn("s>t"), tmp_path / "graph.json")
    assert "s>t" not in run("show", "s", "-g", tmp_path / "graph.json").stdout
    monkeypatch.setenv("CAREERGRAPH_GRAPH", str(tmp_path / "graph.json"))
    assert run("next", "s").exit_code == 0
