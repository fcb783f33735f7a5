"""From what a person writes to the one thing that it names."""

import pytest

from careergraph.analysis.naming import Directory
from careergraph.errors import NotInGraph, RoleNotFound
from careergraph.explorer import read
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.text import Text
from careergraph.routes.query import Selector


@pytest.fixture(scope="module")
def directory():
    return Directory(read())


@pytest.mark.parametrize(
    "text", ["technical-director", "Technical director", " TECHNICAL  director ", "技术总监", "head of technology"]
)
def test_a_role_is_named_by_id_title_or_alias_in_any_language(directory, text):
    assert directory.role_id(text) == "technical-director"


def test_a_title_wins_over_an_alias(directory):
    assert (
        directory.role_id("chief technology officer") == directory.role_id("首席技术官") == "chief-technology-officer"
    )


def test_two_roles_of_one_title_are_never_guessed_between():
    twins = Directory(CareerGraph(roles=[Role("a", Text("Lead")), Role("b", Text("Lead"))]))
    with pytest.raises(RoleNotFound, match=r"Did you mean a or b\?") as refused:
        twins.role_id("lead")
    assert refused.value.suggestions == ("a", "b")


def test_two_roles_of_one_alias_are_never_guessed_between():
    roles = [Role("a", Text("A"), aliases=(Text("boss"),)), Role("b", Text("B"), aliases=(Text("Boss"),))]
    with pytest.raises(RoleNotFound, match=r"Did you mean a or b\?"):
        Directory(CareerGraph(roles=roles)).role_id("boss")


def test_an_unknown_role_is_told_with_the_closest_title(directory):
    with pytest.raises(RoleNotFound) as refused:
        directory.role_id("techncal director")
    assert str(refused.value) == "No role “techncal director”. Did you mean technical director?"


def test_a_role_like_nothing_is_told_where_roles_are_listed(directory):
    with pytest.raises(RoleNotFound, match=r"No role “astronaut”\. The graph's roles are listed"):
        directory.role_id("astronaut")


def test_a_skill_is_named_by_id_name_or_alias(directory):
    for text in ("team-leadership", "Team leadership", "领导力", "leadership"):
        assert directory.skill_id(text) == "team-leadership"


def test_an_unknown_skill_is_told_with_the_closest_name(directory):
    with pytest.raises(NotInGraph, match=r"No skill “team leedership”\. Did you mean team leadership") as refused:
        directory.skill_id("team leedership")
    assert (refused.value.kind, refused.value.name) == ("skill", "team leedership")
    with pytest.raises(NotInGraph, match=r"No skill “juggling”\. No name in the graph is near\."):
        directory.skill_id("juggling")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("team-leadership:3", ("team-leadership", 3)),
        ("Team leadership : expert", ("team-leadership", 4)),
        ("领导力:熟练", ("team-leadership", 3)),
        ("team leadership", ("team-leadership", 1)),
        ("funds:0", ("funds", 0)),
    ],
)
def test_a_level_is_written_after_a_colon_by_number_or_name(directory, text, meant):
    assert directory.levelled(text) == meant


@pytest.mark.parametrize("text", ["team-leadership:5", "team-leadership:wizard", "team-leadership:-1"])
def test_a_level_that_is_not_on_the_scale_is_refused_with_the_scale(directory, text):
    with pytest.raises(ValueError, match=r"write 0 \(not held\), 1 \(awareness\), 2 \(working\)"):
        directory.levelled(text)


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        ("technical-director", Selector("role", "technical-director")),
        ("技术总监", Selector("role", "technical-director")),
        ("family:Human resources", Selector("family", "human-resources")),
        ("family:人力资源", Selector("family", "human-resources")),
        ("family:human-resources", Selector("family", "human-resources")),
        ("skill:Team leadership:3", Selector("skill", "team-leadership", 3)),
        ("skill:team-leadership", Selector("skill", "team-leadership", 1)),
    ],
)
def test_a_selector_names_things_by_title_or_id(directory, text, selector):
    assert directory.selector(text) == selector


@pytest.mark.parametrize("text", ["", "family:", "skill:", "skill:team-leadership:0"])
def test_a_selector_of_nothing_is_refused(directory, text):
    with pytest.raises(ValueError, match="selects nothing"):
        directory.selector(text)


@pytest.mark.parametrize(
    ("text", "said"), [("family:Tecnology", "Technology"), ("family:zzz", "General management or")]
)
def test_an_unknown_family_is_told_with_close_ones(directory, text, said):
    with pytest.raises(NotInGraph, match=f"No family .* Did you mean {said}"):
        directory.selector(text)


def test_an_id_with_a_colon_is_an_id_first():
    directory = Directory(CareerGraph(roles=[Role("family:x", Text("Odd"))]))
    assert directory.selector("family:x") == Selector("role", "family:x")
