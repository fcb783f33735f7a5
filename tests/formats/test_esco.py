"""ESCO: what its tables become, and that what makes no sense is told and left out."""

import pytest

from careergraph.errors import InvalidGraph, OverLimit, UnreadableData
from careergraph.explorer import Explorer
from careergraph.formats import Limits, read, read_bytes, read_report, to_bytes
from careergraph.formats.given import Given
from careergraph.formats.limits import DEFAULT_LIMITS
from careergraph.formats.registry import format_of
from careergraph.model.graph import CareerGraph
from tests.formats.releases import OCCUPATION, SKILL, csv_of, esco, real

HEADER = ("occupationUri", "relationType", "skillType", "skillUri")


def reading(files, limits=DEFAULT_LIMITS):
    given = Given("ESCO dataset - v1.2.0", files, limits)
    assert format_of(given).name == "esco"
    return format_of(given).read(given)


def told(files):
    return [str(notice) for notice in reading(files).notices]


def test_occupations_become_roles_that_hold_what_is_essential():
    graph = reading(esco()).graph
    assert {role.id: [one.skill for one in role.grows] for role in graph.roles.values()} == {
        "baker": ["dough", "hygiene"],
        "chef": ["hygiene", "menu"],
        "cook": ["hygiene"],
    }
    assert len(graph.transitions) == 0


def test_isco_says_the_family_and_the_seniority():
    graph = reading(esco()).graph
    assert [(role.family, role.seniority[-1]) for role in graph.roles.values()] == [("75", "2"), ("34", "3"), ("", "2")]


def test_labels_are_clean_and_aliases_stand_once():
    graph = reading(esco()).graph
    assert [str(role.title) for role in graph.roles.values()] == ["baker", "chef de cuisine", "cook"]
    assert [str(alias) for alias in graph.roles["baker"].aliases] == ["bread baker"]
    assert str(graph.roles["cook"].description) == "Cooks & tastes."
    assert [str(alias) for alias in graph.skills["dough"].aliases] == ["knead", "shape"]


def test_the_graph_says_whose_it_is_and_under_what_terms():
    metadata = reading(esco()).graph.metadata
    assert "This service uses the ESCO classification of the European Commission." in metadata.licence
    assert metadata.edition == "1.2.0"


def test_what_is_optional_is_counted_and_left_out():
    assert told(esco()) == [
        "occupationSkillRelations_en.csv: 1 skills are optional for an occupation, and are not kept."
    ]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_marks_and_line_ends_change_nothing(bom, line_end):
    changed = {
        name: bom + content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", line_end.encode())
        for name, content in esco().items()
    }
    assert reading(changed).graph == reading(esco()).graph


def test_columns_are_found_by_name():
    turned = {
        name: csv_of(*(line[::-1] for line in rows))
        for name, rows in {"occupationSkillRelations_en.csv": relations()}.items()
    }
    assert reading(esco(**turned)).graph == reading(esco()).graph


def relations(*more):
    essential = [
        ("baker", "hygiene"),
        ("baker", "dough"),
        ("cook", "hygiene"),
        ("chef", "hygiene"),
        ("chef", "menu"),
    ]
    rows = [(OCCUPATION + role, "essential", "", SKILL + skill) for role, skill in essential]
    return [HEADER, *rows, (OCCUPATION + "chef", "optional", "", SKILL + "wine"), *more]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((OCCUPATION + "smith", "essential", "", SKILL + "wine"), "column occupationUri: “"),
        ((OCCUPATION + "cook", "essential", "", SKILL + "fire"), "column skillUri: “"),
        ((OCCUPATION + "cook", "vital", "", SKILL + "wine"), "column relationType: “vital” is neither"),
        ((OCCUPATION + "cook", "", "", SKILL + "wine"), "column relationType: nothing stands there"),
        ((OCCUPATION + "cook", "n/a", "", SKILL + "wine"), "column relationType: nothing stands there"),
        ((OCCUPATION + "cook", "essential"), ": it has 2 cells, and the header 4"),
    ],
)
def test_a_row_that_makes_no_sense_is_left_out_and_told(row, said):
    files = esco(**{"occupationSkillRelations_en.csv": csv_of(*relations(row))})
    assert reading(files).graph == reading(esco()).graph
    (notice,) = [notice for notice in told(files) if "are optional" not in notice]
    assert notice.startswith("occupationSkillRelations_en.csv row 8")
    assert said in notice
    assert notice.endswith("the row is left out.")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Occupation", OCCUPATION + "cook", "5120", "cook", "", "released", "", ""), "stands there before"),
        (("Occupation", OCCUPATION + "smith", "72", "smith", "", "obsolete", "", ""), "it is obsolete"),
        (("Occupation", "http://x/ y?z", "72", "smith", "", "released", "", ""), "does not end like an id"),
        (("Occupation", OCCUPATION + "smith", "72", " ", "", "released", "", ""), "nothing stands there"),
    ],
)
def test_an_occupation_that_makes_no_sense_is_left_out_and_told(row, said):
    content = esco()["occupations_en.csv"] + csv_of(row, bom=b"")
    assert reading(esco(**{"occupations_en.csv": content})).graph == reading(esco()).graph
    assert any(
        one.startswith("occupations_en.csv row 5") and said in one
        for one in told({**esco(), "occupations_en.csv": content})
    )


def test_repeated_labels_stay_two_roles():
    row = ("Occupation", OCCUPATION + "cook-2", "5120", "cook", "", "released", "", "")
    content = esco()["occupations_en.csv"] + csv_of(row, bom=b"")
    graph = reading(esco(**{"occupations_en.csv": content})).graph
    assert [role.id for role in graph.roles.values() if str(role.title) == "cook"] == ["cook", "cook-2"]


def test_a_release_without_relations_has_roles_without_skills():
    files = {"occupations_en.csv": esco()["occupations_en.csv"]}
    assert all(not role.grows for role in reading(files).graph.roles.values())
    assert "there is no table “skills_en”" in " ".join(told(files))


def test_a_table_without_a_column_it_needs_is_a_problem():
    files = esco(**{"skills_en.csv": csv_of(("uri", "preferredLabel"), ("x", "y"))})
    with pytest.raises(InvalidGraph, match=r"skills_en.csv row 1: there is no column “conceptUri”"):
        reading(files)


def test_limits_are_in_force():
    with pytest.raises(OverLimit, match="rows"):
        reading(esco(), Limits(rows=3))
    with pytest.raises(OverLimit, match="cell"):
        reading(esco(), Limits(cell=30))


def test_bytes_that_are_no_text_are_told():
    with pytest.raises(UnreadableData, match=r"skills_en.csv line 1"):
        reading(esco(**{"skills_en.csv": b"\xff\xfe"}))


def test_the_reconstructed_release_becomes_the_graph_it_is():
    graph, notices = read_report(real("esco-1.1.1-reconstructed"))
    assert (len(graph.roles), len(graph.skills)) == (3007, 13123)
    assert sum(len(role.grows) for role in graph.roles.values()) == 123_788
    assert [str(notice) for notice in notices if "is left out" in str(notice)] == []
    assert len(Explorer(graph).derived().transitions) == 60_112


def test_a_release_without_skills_is_read_for_its_occupations():
    assert len(read(real("esco-1.2.0-en")).roles) == 3039


def test_a_derived_graph_is_written_without_repeating_what_its_roles_hold():
    derived = Explorer(reading(esco()).graph).derived()
    for name in ("json", "zip", "node-link"):
        assert read_bytes(to_bytes(derived, name))[0] == derived
    assert to_bytes(derived, "json").count(b'"requirements"') == 0
    assert isinstance(derived, CareerGraph)
