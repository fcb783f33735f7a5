"""A change is whole or not at all, and what it makes has the same name as the same content made anew."""

import json
from contextlib import nullcontext
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careergraph import CareerGraph, ChangeSet, InvalidGraph, Requirement, Role, Skill, Text, Transition
from careergraph.model.changes import difference
from careergraph.model.metadata import Metadata
from careergraph.model.records import record_of, value_of
from tests.drawn import drawn
from tests.formats.graphs import graphs


def anew(graph):
    values = {"roles": graph.roles.values(), "skills": graph.skills.values(), "transitions": graph.transitions.values()}
    return CareerGraph(graph.metadata, **values)


@given(before=graphs(), after=graphs())
def test_a_changed_graph_is_the_one_made_anew_with_its_version_and_order(before, after):
    named = before.version
    changed = difference(before, after).applied_to(before)
    for made in (changed, anew(after)):
        assert (made.version, list(made.roles), list(made.transitions)) == (
            after.version,
            list(after.roles),
            list(after.transitions),
        )
    assert difference(changed, before).applied_to(changed).version == named


@given(graph=graphs())
def test_every_value_comes_back_equal_from_its_record(graph):
    kinds = {Metadata: [graph.metadata], Role: graph.roles.values(), Skill: graph.skills.values()}
    for kind, values in (kinds | {Transition: graph.transitions.values()}).items():
        for value in values:
            assert value_of(kind, json.loads(json.dumps(record_of(value)))) == value


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (ChangeSet(put=(Transition("s", "nowhere"),)), "nowhere"),
        (ChangeSet(put=(Transition("s", "t", requirements=(Requirement("unknown"),)),)), "unknown"),
        (ChangeSet(drop_skills=("p",)), "“p” is not in the graph"),
        (ChangeSet(put=(Role("u", Text("U")), Role("u", Text("V")))), "stands 2 times"),
        (ChangeSet(drop_roles=("r",)), "role s > reports_to: role “r” is not in the graph"),
        (ChangeSet(drop_skills=("g",)), "role s > grows: skill “g” is not in the graph"),
        (ChangeSet(metadata=Metadata("no slug")), "cannot be an id"),
    ],
)
def test_a_change_that_breaks_a_rule_is_refused_with_its_place(change, told):
    graph = drawn("s>t(p2) s+g r")
    boss = ChangeSet(put=(replace(graph.roles["s"], reports_to="r"),))
    with pytest.raises(InvalidGraph, match=told):
        change.applied_to(boss.applied_to(graph))


@settings(max_examples=40)
@given(before=graphs(), data=st.data())
def test_a_change_is_refused_just_where_the_graph_made_anew_is(before, data):
    ids = [*before.roles, *before.skills, "nobody"]
    gone = data.draw(st.sets(st.sampled_from(ids)))
    change = ChangeSet(drop_roles=tuple(gone & before.roles.keys()), drop_skills=tuple(gone & before.skills.keys()))
    unseen = change.made_of(before)
    errors = {str(one) for one in unseen.problems() if one.severity == "error"}
    with pytest.raises(InvalidGraph) if errors else nullcontext() as told:
        change.applied_to(before)
    assert set(map(str, told.value.problems if errors else ())) == errors


def test_the_transitions_of_a_dropped_role_go_with_it():
    graph = drawn("s>a(p) a>t")
    assert list(ChangeSet(drop_roles=("a",)).applied_to(graph).transitions) == []
