"""`docs/answers.md` and the schemas say what answers are: everything that is answered keeps to them."""

import json
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

import careergraph as cg
from careergraph.cli import EPILOG, main
from careergraph.formats import change_file, json_text
from careergraph.routes import document
from careergraph.routes.query import Budget
from tests.drawn import asked, drawn

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "answers.md"
LADDER = """
    rd>td(tech3,lead2,team2)48m30%~observed12/40,expert td>dgm(lead3,strat2)36m20% dgm>gm(lead4,strat3,pl2)48m40%
    td>gm(lead4,strat3,pl3)72m5% rd>pm(lead2)24m40%~derived pm>gm(lead3,strat2,pl3/x,w?)60m10% td>fo(contacts2,funds2)
    rd=30 td#f=45 dgm=60 gm=90 pm=28 td+strat dgm+pl2 lead*1.5
"""
QUESTIONS = """
    months+learning+hardest; held tech3
    moves+months+learning+hardest+likelihood+pay+dip; assume
    learning; k=5; effort; served 12; paid 40CNY; in CNY
    likelihood; k=3
    learning; step<=2
    learning; step<=2; months<=120
    learning; avoid td,pm
    learning; via !strat2; avoid #f
    learning+moves; show 1; ε 2, 3
    months; months<=40
    learning; evidence policy; pay>=80%
    learning; to rd
    learning; to fo; learning<=9; moves<=3
"""


def schema(name):
    return json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))


def problems(name, value):
    validator = Draft202012Validator(schema(name))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(json.dumps(value)))]


@pytest.fixture(scope="module")
def ladder():
    return drawn(LADDER)


@pytest.mark.parametrize("name", ["answer", "query"])
def test_a_schema_is_one_and_is_closed_and_every_field_is_described(name):
    Draft202012Validator.check_schema(schema(name))
    for part in parts(schema(name)):
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert set(part["required"]) <= set(part["properties"])
            for field, said in part["properties"].items():
                assert said.get("description") or "$ref" in said, field


def parts(value):
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(one)


def test_both_schemas_have_the_fields_of_a_query():
    assert tuple(schema("query")["properties"]) == document.FIELDS
    assert tuple(schema("answer")["$defs"]["query"]["properties"]) == document.FIELDS


@pytest.mark.parametrize("question", [line.strip() for line in QUESTIONS.strip().splitlines()])
def test_an_answer_keeps_to_its_schema_and_its_query_to_both(ladder, question):
    answer = cg.find_routes(ladder, asked(question, "rd", "gm")).to_dict()
    assert problems("answer", answer) == []
    assert problems("query", answer["query"]) == []


def test_a_cut_answer_keeps_to_its_schema():
    names = [f"r{chr(97 + number)}" for number in range(20)]
    crowd = " ".join(
        f"{one}>{other}(p{(ord(one[1]) + ord(other[1])) % 5 + 1})" for one in names for other in names if one != other
    )
    graph = drawn(f"s>ra {crowd} rt>t")
    for question in ("learning; moves<=8; k=3", "months+learning+hardest; moves<=8"):
        answer = cg.find_routes(graph, asked(question), Budget(seconds=0.002)).to_dict()
        assert answer["complete"] is False
        assert problems("answer", answer) == []


@pytest.mark.parametrize("goal", ["general-manager", "founder", "chief-engineer"])
def test_what_the_command_line_answers_keeps_to_the_schema(goal):
    ran = CliRunner().invoke(main, ["routes", "rd-department-manager", goal, "--json"])
    assert problems("answer", json.loads(ran.stdout)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"speed": 1},
        {"from": ""},
        {"to": []},
        {"matters": ["fun"]},
        {"k": 0},
        {"max_months": -1},
        {"max_moves": 1.5},
        {"pay_floor": 0.5},
        {"epsilon": {"months": 0}},
        {"assume": "yes"},
    ],
)
def test_the_schema_of_queries_refuses_what_nobody_can_answer(wrong):
    query = {"from": "a", "to": ["b"]} | wrong
    assert problems("query", query)
    with pytest.raises(ValueError, match=r".+"):
        document.query_of(query)


def blocks(kind):
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_query_on_the_page_can_be_asked():
    (written,) = blocks("json query")
    query = cg.Explorer(cg.read()).query(json.loads(written))
    assert problems("query", json.loads(written)) == []
    assert cg.find_routes(cg.read(), query).routes


def test_the_example_on_the_page_is_what_the_command_answers():
    """CAREERGRAPH_UPDATE_DOCS=1 writes it anew."""
    (command,) = blocks("console")
    ran = CliRunner().invoke(main, shlex.split(command)[1:])
    answer = shortened(json.loads(ran.stdout))
    (shown,) = blocks("json answer")
    if os.environ.get("CAREERGRAPH_UPDATE_DOCS"):
        text = PAGE.read_text(encoding="utf-8").replace(shown, json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
        PAGE.write_text(text, encoding="utf-8")
        (shown,) = blocks("json answer")
    assert json.loads(shown) == answer


def shortened(value):
    """Return a document with the first of each list of skills only, and of levels."""
    if isinstance(value, list):
        return [shortened(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: shortened(_first(name, one)) for name, one in value.items()}


def _first(name, one):
    if name in {"skills", "way", "relied_on"}:
        return one[:1]
    return dict(list(one.items())[:1]) if name in {"start", "assumed"} and isinstance(one, dict) else one


def test_the_exit_codes_on_the_page_are_those_of_the_help():
    told = re.findall(r"^  (\d+) +(.+)$", EPILOG, re.MULTILINE)
    assert told == re.findall(r"^\| (\d+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "format_name"),
    [
        (["next", "technical-director"], "careergraph-next"),
        (["gap", "technical-director", "founder"], "careergraph-gap"),
        (["show", "technical-director"], "careergraph-role"),
        (["show"], "careergraph-roles"),
        (["validate"], "careergraph-check"),
    ],
)
def test_every_format_on_the_page_is_printed_with_the_fields_named(words, format_name):
    printed = json.loads(CliRunner().invoke(main, [*words, "--json"]).stdout)
    (row,) = re.findall(rf"^\| `{format_name}` \| .+? \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    named = {name for name in re.findall(r"`([a-z_]+)`", row) if name not in {"transition", "usual", "unknown"}}
    assert printed["format"] == format_name
    assert named - {"where", "what", "remedy"} <= set(printed)


def test_the_change_that_is_shown_can_be_made():
    (shown,) = blocks("json change")
    change = change_file.read("change.json", shown.encode())
    assert "adviser" in change.applied_to(cg.read()).roles
    assert json.loads(json_text.dumps(change_file.document(change), "en")) == json.loads(shown)
