"""`careergraph reach`, `ways-in`, `learn` and `train`."""

import pytest

import careergraph as cg
from tests.drawn import drawn

STAFF = "person,role,held\nanna,s,p\nben,s,q:1\ncleo,s,\n"


@pytest.fixture
def small(tmp_path):
    cg.write(drawn("s>t(p2,q)12m s>a(p)6m a>t(q3)6m t>u"), tmp_path / "graph.json")
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    return ("-g", tmp_path / "graph.json")


def test_reach_lists_every_role_with_its_first_route(run):
    result = run("reach", "R&D manager", "--by", "learning")
    assert result.exit_code == 0
    lines = [line.split("  ") for line in result.stdout.splitlines() if line[:1].isdigit()]
    assert [words[1] for words in lines[1:]] == [
        "Technical director",
        "Founder",
        "Deputy general manager (technology)",
        "General manager",
    ]
    assert "All routes of up to 3 moves were compared." in result.stdout


def test_reach_for_scripts_keeps_to_the_limits(told, small):
    code, document = told("reach", "s", "--no-assume", "--max-months", "11", *small)
    assert (code, document["format"], document["criterion"]) == (0, "careergraph-reach", "months")
    assert [one["roles"] for one in document["roles"]] == [["s", "a"]]
    assert "to" not in document["query"]


def test_nothing_within_reach_is_told(run):
    result = run("reach", "founder")
    assert result.exit_code == 1
    assert "0 roles are within reach" in result.stdout


def test_ways_in_lists_the_roles_one_can_come_from(run, told):
    assert "From 5 roles one can get here; ranked by months." in run("ways-in", "general manager").stdout
    code, document = told("ways-in", "general manager", "--max-moves", "1")
    assert code == 0
    assert {one["from"] for one in document["ways_in"]} == {"technical-director", "deputy-general-manager-technology"}
    assert "from" not in document["query"]


def test_ways_in_ranks_people(run, told, small, tmp_path):
    asked = ("ways-in", "t", "--people", tmp_path / "staff.csv", "--by", "learning", "--max-learning", "2", *small)
    _, document = told(*asked)
    assert [(one["person"], one["values"]["learning"]["known"]) for one in document["ways_in"]] == [
        ("anna", 2),
        ("ben", 2),
    ]
    assert document["without"] == ["cleo"]
    assert "No route within these limits: cleo." in run(*asked).stdout


def test_learn_ranks_what_to_learn_by_what_it_opens(run, told, small):
    asked = ("learn", "s", "--no-assume", "--max-learning", "2", *small)
    _, document = told(*asked)
    assert [(one["skill"], one["level"], one["opened"]) for one in document["raises"]][:2] == [
        ("p", 1, ["t", "u"]),
        ("p", 2, ["t", "u"]),
    ]
    assert "p 1" in run(*asked).stdout


def test_learn_tells_what_changes_with_a_skill_learned(run, told, small):
    asked = ("learn", "s", "--no-assume", "--max-learning", "2", "--raise", "q", "--to", "t", *small)
    code, document = told(*asked)
    assert (code, document["format"]) == (0, "careergraph-what-if")
    assert [one["role"] for one in document["opened"]] == ["t", "u"]
    assert [one["roles"] for one in document["routes"]] == [["s", "t"]]
    assert "2 roles open." in run(*asked).stdout


def test_what_is_held_already_changes_nothing(run, small):
    result = run("learn", "s", "--held", "q:3", "--raise", "q:2", *small)
    assert result.exit_code == 1
    assert "You hold all of this already." in result.stdout


def test_a_goal_without_a_raise_is_refused(run):
    result = run("learn", "founder", "--to", "general-manager")
    assert result.exit_code == 2
    assert "say what is learned" in result.stderr


def test_train_tells_the_least_that_frees_enough(run, told, small, tmp_path):
    asked = ("train", "t", "--people", tmp_path / "staff.csv", "--max-learning", "1", *small)
    code, document = told(*asked)
    assert (code, document["stuck"], document["needed"]) == (0, ["anna", "ben", "cleo"], 2)
    assert document["raises"] == [{"skill": "p", "level": 1}, {"skill": "q", "level": 1}]
    words = run(*asked).stdout
    assert "3 people have no route within these limits.\n  anna, ben, cleo\n" in words
    assert "The least that gives 2 of them a route" in words


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("person,role\nanna,nobody\n", "staff.csv row 2"),
        ("person,role\nanna,s\nanna,t\n", "“anna” stands twice"),
        ("person\nanna\n", "there is no column role"),
        ("person,role,held\nanna,s,juggling:2\n", "No skill “juggling”"),
        ("person,role,pay\nanna,s,much\n", "staff.csv row 2"),
        ("person,role\n,s\n", "there is no person"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(run, small, tmp_path, table, said):
    (tmp_path / "staff.csv").write_text(table, encoding="utf-8")
    result = run("ways-in", "t", "--people", tmp_path / "staff.csv", *small)
    assert result.exit_code == 4
    assert said in result.stderr


def test_a_share_that_is_none_is_refused(run, small, tmp_path):
    result = run("train", "t", "--people", tmp_path / "staff.csv", "--share", "many", *small)
    assert result.exit_code == 2
    assert "--share" in result.stderr


@pytest.mark.parametrize("words", [["reach", "技术总监"], ["ways-in", "总经理"], ["learn", "技术总监"]])
def test_they_speak_chinese(run, words):
    told = run(*words, "--lang", "zh").stdout
    assert not {"role", "to learn", "months", "opens"} & set(told.split("  "))
    assert "技术" in told
