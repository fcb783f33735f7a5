"""Text on whatever terminal there is."""

import json
import os
import subprocess
import sys

import pytest

import careergraph as cg
from careergraph.cli.columns import filled, table, width
from careergraph.cli.telling import bar, letter


def in_terminal(encoding, *words):
    """Run a command in a terminal of an encoding, and return what it printed."""
    settings = os.environ | {
        "PYTHONIOENCODING": encoding,
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "COLUMNS": "100",
    }
    command = [sys.executable, "-m", "careergraph", *words]
    return subprocess.run(command, capture_output=True, check=False, env=settings)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_dumb_terminal_gets_plain_signs(encoding):
    ran = in_terminal(encoding, "routes", "rd-department-manager", "founder")
    told = ran.stdout.decode(encoding)
    assert ran.returncode == 0
    assert "~ 36 months" in told
    assert "?" not in told
    assert ran.stderr == b""


def test_a_dumb_terminal_shows_question_marks_for_chinese_rather_than_end():
    ran = in_terminal("ascii", "show", "technical-director")
    assert ran.returncode == 0
    assert b"Technical director  ????" in ran.stdout


def test_json_is_ascii_where_the_terminal_is():
    ran = in_terminal("ascii", "show", "technical-director", "--json")
    assert json.loads(ran.stdout)["role"]["title"]["zh"] == "技术总监"


def test_a_utf_8_terminal_gets_everything():
    assert "≈ 36 months" in in_terminal("utf-8", "routes", "rd-department-manager", "founder").stdout.decode().replace(
        "\u00a0", " "
    )


def test_columns_are_as_wide_as_a_terminal_shows_them():
    assert (width("abc"), width("技术"), width("e\u0301")) == (3, 4, 1)
    assert table([("技术", "1"), ("abcdef", "10")], right=[1]) == ["技术     1", "abcdef  10"]
    assert table([("a", "", "b")]) == ["a  b"]


def test_a_text_without_blanks_breaks_anywhere():
    assert filled("企业集团中的高级管理岗位", columns=10) == ["企业集团中", "的高级管理", "岗位"]


def test_a_bar_is_as_long_as_the_scale_and_a_long_scale_is_written():
    assert bar(4, 4) == "■■■■"
    assert bar(4, 0, 1, 2) == "▨□□·"
    assert bar(9, 1, 1, 3) == "2 of 9"


def test_routes_have_letters_for_ever():
    assert [letter(number) for number in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


HOSTILE = "CTO\x1b[2J\x07\u202e\nSecond line"


@pytest.mark.parametrize("words", [["show"], ["show", "a"], ["next", "a"], ["gap", "a", "b"], ["routes", "a", "b"]])
def test_no_text_of_a_graph_steers_the_terminal(run, tmp_path, words):
    roles = [
        cg.Role("a", cg.Text(HOSTILE), description=cg.Text(HOSTILE)),
        cg.Role("b", cg.Text("B"), aliases=(cg.Text(HOSTILE),)),
    ]
    move = cg.Transition(
        "a", "b", requirements=(cg.Requirement("law", 2),), evidence=(cg.Evidence("derived", rule=HOSTILE),)
    )
    graph = cg.CareerGraph(roles=roles, skills=[cg.Skill("law", cg.Text(HOSTILE))], transitions=[move])
    cg.write(graph, tmp_path / "graph.json")
    told = run(*words, "-g", tmp_path / "graph.json").stdout
    assert told
    assert not {"\x1b", "\x07", "\u202e"} & set(told)


def test_what_was_typed_does_not_steer_the_terminal(run):
    result = run("show", "\x1b[2Jnobody")
    assert "\x1b" not in result.stderr
    assert "No role “�[2Jnobody”." in result.stderr
