"""Finding roles and skills by what people call them."""

import pytest

from careergraph.analysis.search import Match, Name, Names, role_names, skill_names
from careergraph.explorer import read
from careergraph.model.folding import fold
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Term
from careergraph.model.roles import Role
from careergraph.model.text import Text


@pytest.fixture(scope="module")
def roles():
    return role_names(read())


def ids(matches):
    return [match.id for match in matches]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Technical Director", "technical director"),
        ("ＴＥＣＨＮＩＣＡＬ", "technical"),
        ("Général-Manager", "general manager"),
        ("R&D   manager", "r&d manager"),
        ("C++ / C#", "c++ c#"),
        ("rd_department-manager", "rd department manager"),
        ("技术总监", "技术总监"),
        ("が", "が"),
        ("  ", ""),
        ("—", ""),
    ],
)
def test_case_width_accents_and_punctuation_make_no_difference(written, compared):
    assert fold(written) == compared


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("technical director", Match("technical-director", "Technical director", "title")),
        ("TECHNICAL DIR", Match("technical-director", "Technical director", "title")),
        ("director", Match("technical-director", "Technical director", "title")),
        ("manager r&d", Match("rd-department-manager", "Manager of the R&D department", "title")),
        ("技术总监", Match("technical-director", "技术总监", "translation")),
        ("总监", Match("technical-director", "技术总监", "translation")),
        ("CTO", Match("chief-technology-officer", "CTO", "alias")),
        ("entrepreneur", Match("founder", "entrepreneur", "alias")),
        ("rd-dep", Match("rd-department-manager", "rd-department-manager", "id")),
        ("quality", Match("quality-department-manager", "quality manager", "alias")),
        ("techncal dir", Match("technical-director", "Technical director", "close")),
        ("generl manger", Match("general-manager", "General manager", "close")),
        ("技术总临", Match("technical-director", "技术总监", "close")),
    ],
)
def test_the_best_match_comes_first(roles, text, first):
    assert roles.find(text)[0] == first


def test_a_title_comes_before_an_alias_that_is_the_same(roles):
    assert ids(roles.find("chief technology officer"))[:2] == ["chief-technology-officer", "technical-director"]


def test_the_title_in_ones_own_language_is_no_translation(roles):
    assert roles.find("技术总监", language="zh-CN")[0].by == "title"
    assert roles.find("technical director", language="zh")[0].by == "translation"


def test_the_roles_of_a_family_come_after_those_called_so(roles):
    found = roles.find("technology")
    assert found[0].by != "family"
    assert {match.id for match in found if match.by == "family"} <= {"chief-engineer", "technical-department-manager"}
    assert found[-1].by == "family"


def test_each_role_is_found_once_and_no_more_than_asked_for(roles):
    found = roles.find("manager")
    assert len(set(ids(found))) == len(found)
    assert roles.find("manager", limit=2) == found[:2]


def test_nothing_is_found_for_nothing_or_for_what_is_like_nothing(roles):
    assert roles.find("") == roles.find(" - ") == roles.find("xyzzy") == ()


def test_close_spelling_comes_last_and_only_what_is_close(roles):
    assert ids(roles.find("technical director")) == ["technical-director"]
    assert ids(roles.find("techncal director")) == ["technical-director"]


def test_a_very_long_text_is_cut_and_answered(roles):
    assert roles.find("manager " * 10_000) is not None


def test_skills_are_found_in_the_same_way():
    skills = skill_names(read())
    assert skills.find("leadership")[0] == Match("team-leadership", "leadership", "alias")
    assert skills.find("团队领导")[0].id == "team-leadership"
    assert skills.find("team leedership")[0].id == "team-leadership"


def test_a_family_without_a_title_is_found_by_its_id():
    metadata = Metadata(families=(Term("ops", Text("Operations")),))
    names = role_names(CareerGraph(metadata, roles=[Role("chef", Text("Chef"), family="ops")]))
    assert names.find("operat") == (Match("chef", "Operations", "family"),)


def test_names_without_letters_are_left_out():
    assert Names([Name("dash", "—", "title", "en", fold("—"))]).names == ()
