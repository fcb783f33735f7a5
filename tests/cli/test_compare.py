"""`careergraph compare` and `careergraph schedule`."""

import pytest

import careergraph as cg
from tests.drawn import drawn

WAY = ("rd-department-manager", "general-manager")


@pytest.fixture
def kept(tmp_path):
    """Keep a drawn graph in a file: `kept("s>t(p)")`."""

    def keep(drawing):
        cg.write(drawn(drawing), tmp_path / "graph.json")
        return "--graph", tmp_path / "graph.json"

    return keep


def test_compare_says_where_two_routes_part_what_each_asks_and_what_changing_over_costs(run):
    result = run("compare", *WAY)
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "They share the first step and part at technical director." in lines
    assert "Months ≈ 96 months ≈ 108 months A: ≈ 12 months sooner" in lines
    assert "Decisions across departments □□□· ≈ 3 ▨▨▨· ≈ 3 0" in lines
    assert lines.index("Where they differ") < lines.index("The same on both")
    assert "From A to B as technical director: ≈ 9 level steps, ≈ 72 months are ahead." in lines


def test_compare_takes_letters_or_numbers_in_any_order(told):
    (_, forth), (_, back) = told("compare", *WAY, "A", "b"), told("compare", *WAY, "2", "1")
    assert (forth["format"], forth["routes"]) == ("careergraph-comparison", back["routes"][::-1])
    assert told("compare", *WAY)[1] == forth


@pytest.mark.parametrize(
    ("letters", "said"), [(("A", "Z"), "no route of this answer"), (("A",), "two routes"), (("A", "A"), "two routes")]
)
def test_compare_refuses_letters_that_do_not_name_two_routes(run, letters, said):
    result = run("compare", *WAY, *letters)
    assert result.exit_code == 2
    assert said in result.stderr


def test_compare_of_a_query_document_takes_letters_alone(told, tmp_path):
    (tmp_path / "query.json").write_text('{"from": "rd-department-manager", "to": "general-manager"}', encoding="utf-8")
    assert told("compare", "--query", tmp_path / "query.json", "B", "A")[1]["differences"][0]["change"] == -1


def test_compare_by_one_criterion_finds_two_routes(told):
    assert len(told("compare", *WAY, "--matters", "months")[1]["routes"]) == 2


def test_compare_without_two_routes_prints_the_answer(run, told):
    assert "There are not two routes to compare." in run("compare", "technical-director", "founder").stdout
    code, document = told("compare", "technical-director", "founder")
    assert (code, document["format"], len(document["routes"])) == (1, "careergraph-answer", 1)


def test_compare_never_takes_an_unknown_month_for_none(run, kept):
    told = run("compare", "s", "t", "--matters", "moves,learning", *kept("s>t(p) s>a6m a>t")).stdout
    assert "1 step of unknown length" in told
    assert "cannot be compared" in told


def test_schedule_says_what_is_due_with_which_move_and_what_is_asked_again(run):
    told = run("schedule", *WAY, "--route", "b").stdout
    assert "Step 1, to technical director: by ≈ 36 months from now" in told
    assert "Step 3, to general manager: by ≈ 108 months from now" in told
    first = next(line for line in told.splitlines() if "Technical management" in line)
    assert first.split("   ")[-1].endswith("asked again by 1 later step")


def test_schedule_for_scripts_has_each_lesson(told):
    code, document = told("schedule", "technical-director", "founder")
    assert (code, document["format"]) == (0, "careergraph-schedule")
    assert document["lessons"][0] == {
        "skill": "accumulated-contacts",
        "from_level": 0,
        "level": 1,
        "step": 1,
        "role": "founder",
        "again": 0,
        "due": {"known": 36, "unknown": 0},
    }


def test_schedule_of_a_route_with_nothing_to_learn_says_so(run, kept):
    assert "Nothing is left to learn on this route." in run("schedule", "s", "t", *kept("s>t6m")).stdout


def test_schedule_without_a_route_says_why(run, kept):
    result = run("schedule", "t", "s", *kept("s>t6m"))
    assert (result.exit_code, "No move in this graph leads to s." in result.stdout) == (1, True)
