"""O*NET: what its tables become, as text and as workbooks, and that what makes no sense is told and left out."""

import io
import sys

import pytest

from careergraph.errors import InvalidGraph, OverLimit, UnreadableData
from careergraph.formats import Limits, read, read_report
from careergraph.formats.given import Given
from careergraph.formats.limits import DEFAULT_LIMITS
from careergraph.formats.registry import format_of
from tests.formats.releases import onet, real, text_of

RELATED = "Related Occupations.txt"
SKILLS = "Skills.txt"


def reading(files, limits=DEFAULT_LIMITS):
    given = Given("db_29_0_text", files, limits)
    assert format_of(given).name == "onet"
    return format_of(given).read(given)


def told(files):
    return [str(notice) for notice in reading(files).notices]


def as_workbooks(files):
    """Return the tables as workbooks, with a title column and nulls as the Excel release has them."""
    openpyxl = pytest.importorskip("openpyxl")
    books = {}
    for name, content in files.items():
        book = openpyxl.Workbook()
        for number, line in enumerate(content.decode().splitlines()):
            cells = [None if cell == "n/a" else cell for cell in line.split("\t")]
            book.active.append([cells[0], "Scale Name" if number == 0 else "said again", *cells[1:]])
        saved = io.BytesIO()
        book.save(saved)
        books[name.replace(".txt", ".xlsx")] = saved.getvalue()
    return books


def test_related_occupations_become_transitions_with_their_tier():
    graph = reading(onet()).graph
    assert {" > ".join(pair): one.evidence[0].rule for pair, one in graph.transitions.items()} == {
        "11-1011.00 > 11-1021.00": "O*NET related occupations: Primary-Short, place 1",
        "11-1021.00 > 11-1011.00": "O*NET related occupations: Supplemental, place 12",
    }
    assert all(one.evidence[0].kind == "derived" for one in graph.transitions.values())


def test_a_move_asks_what_is_important_for_its_head_at_a_quarter_of_the_scale():
    graph = reading(onet()).graph
    asked = graph.transitions["11-1021.00", "11-1011.00"].requirements
    assert [(one.skill, one.level) for one in asked] == [("2.A.1.e", 3), ("2.C.4.a", 4)]


def test_a_name_may_be_a_skill_and_a_knowledge_area():
    skills = reading(onet()).graph.skills
    assert [(str(skill.name), skill.kind) for skill in skills.values() if str(skill.name) == "Mathematics"] == [
        ("Mathematics", "skill"),
        ("Mathematics", "knowledge"),
    ]


def test_job_zones_are_seniority_and_say_the_kind_of_a_move():
    graph = reading(onet()).graph
    assert [graph.roles[role].seniority for role in ("11-1011.00", "11-1021.00")] == ["job-zone-5", "job-zone-4"]
    assert graph.transitions["11-1021.00", "11-1011.00"].kind == "promotion"
    assert graph.transitions["11-1011.00", "11-1021.00"].kind == "step_back"


def test_titles_in_use_are_aliases_and_the_licence_is_told():
    graph = reading(onet()).graph
    assert [str(alias) for alias in graph.roles["11-1011.00"].aliases] == [
        "CEO (Chief Executive Officer)",
        "Bank President",
    ]
    assert graph.metadata.licence.startswith("CC BY 4.0.")
    assert graph.metadata.edition == "29.0"


def test_workbooks_say_the_same_as_texts():
    files = onet()
    read_me = {"Read Me.txt": files.pop("Read Me.txt")}
    assert reading(as_workbooks(files) | read_me).graph == reading(files | read_me).graph


def test_a_workbook_without_openpyxl_is_refused_with_a_remedy(monkeypatch):
    books = as_workbooks(onet())
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UnreadableData, match=r"pip install 'careergraph\[excel\]'"):
        reading(books)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_a_damaged_workbook_is_told(content):
    pytest.importorskip("openpyxl")
    with pytest.raises(UnreadableData, match="the workbook is damaged"):
        reading({"Occupation Data.xlsx": content})


def test_a_workbook_larger_than_allowed_is_refused():
    with pytest.raises(OverLimit, match="bytes"):
        reading(as_workbooks(onet()), Limits(bytes=100))


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        (RELATED, ("11-1011.00", "11-1011.00", "Primary-Short", "3"), "it relates an occupation to itself"),
        (RELATED, ("11-1011.00", "99-9999.00", "Primary-Short", "3"), "“99-9999.00” is no occupation that was read"),
        (RELATED, ("11-1011.00", "11-1021.00", "Supplemental", "3"), "are related before"),
        (RELATED, ("11-1021.00", "13-0000.00", "Tertiary", "3"), "“13-0000.00” is no occupation"),
        (RELATED, ("11-1021.00",), "it has 1 cells, and the header 4"),
        (
            SKILLS,
            ("11-1011.00", "2.A.1.a", "Reading", "IM", "n/a", "N", "n/a"),
            "column Data Value: nothing stands there",
        ),
        (SKILLS, ("11-1011.00", "2.A.1.a", "Reading", "IM", "high", "N", "n/a"), "“high” is no rating"),
        (SKILLS, ("11-1011.00", "2.A.1.a", "Reading", "IM", "NaN", "N", "n/a"), "“NaN” is no rating"),
        (SKILLS, ("11-1011.00", "2.A.1.a", "Reading", "IM", "-1", "N", "n/a"), "“-1” is no rating"),
        (SKILLS, ("11-1011.00", "2.A.1.a", "Reading", "XX", "3", "N", "n/a"), "“XX” is neither IM nor LV"),
        (SKILLS, ("11-1011.00", "<b>", "Reading", "IM", "3", "N", "n/a"), "“<b>” is no element"),
        ("Occupation Data.txt", ("11-1011.00", "Again", "Twice."), "the occupation stands twice"),
        ("Occupation Data.txt", ("chief", "Chief", "No code."), "“chief” is no code"),
    ],
)
def test_a_row_that_makes_no_sense_is_left_out_and_told(table, row, said):
    content = onet()[table]
    number = content.count(b"\n") + 1
    where = f"{table} row {number}"
    files = onet() | {table: content + text_of(row)}
    assert reading(files).graph == reading(onet()).graph
    assert any(one.startswith(where) and said in one and one.endswith("left out.") for one in told(files))


def test_what_o_net_recommends_to_suppress_is_counted_and_left_out():
    rows = [("11-1021.00", "2.A.1.a", "Reading", scale, "5", "Y", "n/a") for scale in ("IM", "LV")]
    files = onet() | {SKILLS: onet()[SKILLS] + text_of(*rows)}
    assert reading(files).graph.roles["11-1021.00"].grows == reading(onet()).graph.roles["11-1021.00"].grows
    assert "Skills: 2 ratings are not relevant, or too uncertain" in " ".join(told(files))


def test_a_move_to_what_is_not_rated_is_left_out_because_unknown_is_not_nothing():
    row = ("11-1011.00", "55-1011.00", "Primary-Long", "6")
    files = onet() | {RELATED: onet()[RELATED] + text_of(row)}
    assert reading(files).graph == reading(onet()).graph
    said = "Related Occupations: 1 moves lead to occupations that O*NET does not rate, so what they ask is unknown"
    assert f"{said}: they are not kept." in told(files)


def test_without_skills_moves_ask_nothing_and_that_is_told():
    files = {name: content for name, content in onet().items() if name not in {SKILLS, "Knowledge.txt"}}
    assert all(not one.requirements for one in reading(files).graph.transitions.values())
    assert "db_29_0_text: there is no table “Skills”, so what it says is unknown." in told(files)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    files = {name: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for name, content in onet().items()}
    assert reading(files).graph == reading(onet()).graph


def test_a_table_without_a_column_it_needs_is_a_problem():
    with pytest.raises(InvalidGraph, match="there is no column “Title”"):
        reading(onet() | {"Occupation Data.txt": text_of(("O*NET-SOC Code", "Name"))})


def test_limits_are_in_force():
    for limits in (Limits(rows=1), Limits(columns=2), Limits(cell=20)):
        with pytest.raises(OverLimit):
            reading(onet(), limits)


def test_the_text_release_becomes_the_graph_it_is():
    graph, notices = read_report(real("onet-29.0-text"))
    assert (len(graph.roles), len(graph.transitions), graph.metadata.edition) == (1016, 18_460, "29.0")
    assert len({tail for tail, _ in graph.transitions}) == 923
    assert not [str(notice) for notice in notices if "left out" in str(notice)]


@pytest.mark.slow
def test_the_workbooks_become_the_graph_they_are():
    pytest.importorskip("openpyxl")
    graph = read(real("onet-29.3-excel"))
    assert (len(graph.roles), len(graph.skills), len(graph.transitions)) == (1016, 68, 17_181)
    assert all(one.requirements for one in graph.transitions.values() if graph.roles[one.head].grows)
