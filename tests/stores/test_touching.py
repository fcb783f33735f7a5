"""A change judged by what it touches comes to what it comes to with the whole graph at hand, in either store."""

from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from careergraph import CareerGraph, ChangeSet, InvalidGraph, Requirement, Role, Skill, Text, Transition
from careergraph.model import judging
from careergraph.model.changes import difference
from careergraph.model.metadata import Metadata, Term
from careergraph.model.roles import Relation
from careergraph.model.skills import AnyOf
from careergraph.stores.embedded.store import EmbeddedStore
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import made_of, whole
from tests.drawn import drawn
from tests.neo4j_server import PATIENT

GRAPH = "s>a(p2,q)6m40%~policy a>t(p3,q/r)12m s>t(r3)36m t>s t+q2 r*1.5 u v"
CHANGES, FEW = 60, 4


def referring():
    """Return a graph in which roles and transitions refer to each other in every way there is."""
    graph = drawn(GRAPH)
    roles = {**graph.roles, "u": replace(graph.roles["u"], reports_to="t", relations=(Relation("v", "similar"),))}
    either = Transition("v", "u", groups=(AnyOf(1, (Requirement("r"), Requirement("q", 2, estimated=True))),))
    unsure = Transition("u", "v", requirements=(Requirement("p", stated=False),))
    moves = (*graph.transitions.values(), either, unsure)
    return CareerGraph(graph.metadata, roles=roles.values(), skills=graph.skills.values(), transitions=moves)


def a_change(rng, graph):
    """Return a change that drops and puts at random, and mostly breaks a rule."""

    def some(values, most):
        values = sorted(values)
        return tuple(rng.sample(values, min(len(values), rng.randrange(most))))

    roles, skills = [*graph.roles, "new"], [*graph.skills, "more"]
    put = {
        *(
            Role(one, Text(f"R{rng.randrange(3)}"), reports_to=rng.choice(["", *roles]) or None)
            for one in some(roles, 2)
        ),
        *(Skill(one, Text("S")) for one in some(skills, 2)),
        *(
            Transition(rng.choice(roles), rng.choice(roles), requirements=(Requirement(rng.choice(skills)),))
            for _ in range(rng.randrange(2))
        ),
    }
    metadata = (
        replace(graph.metadata, title=Text("T"), families=(Term("f", Text("F")),)) if rng.random() < 0.2 else None
    )
    pairs, gone_roles, gone_skills = some(graph.transitions, 3), some(roles, 3), some(skills, 2)
    return ChangeSet(tuple(sorted(put, key=repr)), gone_roles, gone_skills, pairs, metadata)


def beside_memory(opening, monkeypatch, count):
    """Commit changes to a store that knows nothing of its graph, and in memory; return how many both refused."""
    graph, refused, rng = referring(), 0, Random("touching")
    with closing(opening()) as store:
        store.commit(made_of(graph), change_id="graph")
    for number in range(count):
        change = a_change(rng, graph)
        with closing(opening()) as store:
            monkeypatch.setattr(CareerGraph, "problems", None)  # nobody looks at a whole
            outcome = error_of(store.commit, change, change_id=str(number))
            monkeypatch.undo()
            assert outcome == error_of(change.applied_to, graph), change
            refused += outcome is not None
            if outcome is None:
                before, graph = graph, change.applied_to(graph)
                newest = store.latest()
                assert store.changes(newest.number) == change.told(before, graph)
                assert newest.version == graph.version
        with closing(opening()) as store:
            assert whole(store.load()) == whole(graph)
            assert store.check() == ()
            if len(graph.transitions) < FEW:
                store.commit(difference(graph, referring()), change_id=f"again {number}")
                graph = referring()
    return refused


def error_of(do, *given, **named):
    try:
        do(*given, **named)
    except InvalidGraph as error:
        return sorted(map(str, (one for one in error.problems if one.severity == "error")))
    return None


def test_a_change_to_a_file_is_judged_as_in_memory(tmp_path, monkeypatch):
    path = tmp_path / "careers.db"
    refused = beside_memory(lambda: EmbeddedStore(path, create=True), monkeypatch, CHANGES)
    assert 0 < refused < CHANGES


@pytest.mark.neo4j
def test_a_change_in_neo4j_is_judged_as_in_memory(neo4j_url, monkeypatch):
    count = CHANGES // 3
    refused = beside_memory(lambda: open_store(neo4j_url, create=True, deadline=PATIENT), monkeypatch, count)
    assert 0 < refused < count


def test_only_metadata_that_takes_something_away_needs_the_whole():
    before = Metadata(families=(Term("f", Text("F")),))
    kept = replace(before, title=Text("T"), families=(*before.families, Term("g", Text("G"))))
    assert not judging.needs_whole(ChangeSet(metadata=kept, drop_roles=("a",), drop_skills=("p",)), before)
    assert judging.needs_whole(ChangeSet(metadata=Metadata()), before)
    fewer = replace(before, levels=replace(before.levels, names=before.levels.names[:2]))
    assert judging.needs_whole(ChangeSet(metadata=fewer), before)
