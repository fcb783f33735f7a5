"""`careergraph unavoidable`, `careergraph goals`, families as goals, and the likeliest route beside the best."""

import pytest

import careergraph as cg
from tests.drawn import drawn

FROM, TO = "rd-department-manager", "general-manager"


@pytest.fixture
def written(tmp_path):
    def write(text):
        cg.write(drawn(text), tmp_path / "graph.json")
        return tmp_path / "graph.json"

    return write


def test_what_every_route_passes_and_asks_is_told_with_its_level(run):
    told = run("unavoidable", FROM, TO).stdout
    assert "Every route passes: technical director." in told
    assert "Team leadership ≈ 4 expert" in told
    assert "All routes of up to 4 moves within the limits count, beaten or not." in told


def test_what_is_unavoidable_depends_on_the_limits(run, written):
    graph = written("s>a a>t s>b b>c c>t(p)")
    words = ("unavoidable", "s", "t", "-g", graph, "--no-assume")
    assert "No role is on every route." in run(*words).stdout
    assert "Every route passes: a." in run(*words, "--max-moves", 2).stdout


def test_unavoidable_exits_with_one_where_there_is_no_route(run, written):
    result = run("unavoidable", "s", "t", "-g", written("s>a x>t"))
    assert (result.exit_code, "No route within these limits." in result.stdout) == (1, True)


def test_goals_tell_regrets_what_is_asked_anyway_and_what_to_learn_for_all(run, written):
    graph = written("s>a6m a>t(x)6m a>u(x)12m s>b(p,q)3m b>t(x)6m b>u(x)24m")
    told = " ".join(run("goals", "s", "t", "u", "-g", graph, "--matters", "months", "--no-assume").stdout.split())
    assert "First steps, and what the best route by each is worse in months: t u a 3 0 b 0 9" in told
    assert "Whichever you choose, every route asks: x 1" in told
    assert "To keep every goal open, learn 1 level step (one by one it would be 2 level steps):" in told


def test_the_documents_of_both_name_their_format(told):
    code, document = told("goals", FROM, TO, "founder")
    assert (code, document["format"], document["complete"]) == (0, "careergraph-goals", True)
    assert document["first_steps"]["without_regret"] == ["technical-director"]
    assert told("unavoidable", FROM, TO)[1]["roles"] == ["technical-director"]


@pytest.mark.parametrize("goals", [["founder"], ["a", "b", "c", "d", "e", "f"]])
def test_goals_are_two_to_five(run, written, goals):
    graph = written(" ".join(f"s>{goal}" for goal in goals))
    result = run("goals", "s", *goals, "-g", graph)
    assert (result.exit_code, "name 2 to 5 different roles" in result.stderr) == (2, True)


def test_a_goal_out_of_reach_is_named(run):
    result = run("goals", FROM, TO, "chief-engineer")
    assert (result.exit_code, "No route leads to chief engineer within the limits." in result.stdout) == (1, True)
    assert "Technical director leads only to general manager." in result.stdout


def test_a_family_is_a_goal_that_stands_for_its_roles(run, told):
    _, document = told("routes", FROM, "family:Technology")
    assert document["query"]["to"] == [
        "chief-engineer",
        "chief-technology-officer",
        "technical-department-manager",
        "technical-director",
    ]
    text = run("routes", FROM, "family:technology").stdout
    assert "→ any role of technology" in text
    assert "to technical director, straight" in text


def test_the_role_one_holds_is_no_goal_of_its_family(told):
    _, document = told("routes", "technical-director", "family:technology")
    assert "technical-director" not in document["query"]["to"]


def test_the_likeliest_route_stands_beside_the_best_one(run, written):
    graph = written("s>a(p2)6m10% a>t6m50% s>b6m90% b>t(p3)12m90%")
    told = " ".join(run("routes", "s", "t", "-g", graph, "--matters", "months").stdout.split())
    assert "The likeliest of all is another one, by way of b: 81 %." in told.replace("\u00a0", " ")
    assert "Against A: 6 months longer, 1 level step more to learn." in told


def test_without_likelihoods_no_route_is_called_the_likeliest(run):
    assert "likeliest" not in run("routes", FROM, TO).stdout


def test_a_search_that_was_cut_offers_a_limit_on_learning(run, written):
    names = [f"r{chr(97 + number)}" for number in range(22)]
    moves = (
        f"{one}>{other}(p{(ord(one[1]) + ord(other[1])) % 5 + 1})" for one in names for other in names if one != other
    )
    graph = written(f"s>ra {' '.join(moves)} rv>t")
    result = run("routes", "s", "t", "-g", graph, "--max-moves", 8, "--seconds", "0.01")
    assert result.exit_code == 3
    assert "--max-learning 60" in " ".join(result.stdout.split())
