"""Transitions made of skills: which, in what order, what they ask; and the quick way gives what the plain one does."""

import random
from itertools import permutations
from math import log2

import pytest

from careergraph.analysis import derive as deriving
from careergraph.analysis.derive import Holdings, closest, derive
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Term
from careergraph.model.roles import Grown, Role
from careergraph.model.skills import Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Transition


def holding(rungs=(), transitions=(), **held):
    """Return a graph of roles by what they hold: `baker="dough2 hygiene"`."""
    grows = {
        role: [Grown(word.rstrip("1234"), int(word[-1]) if word[-1].isdigit() else 1) for word in words.split()]
        for role, words in held.items()
    }
    skills = sorted({one.skill for many in grows.values() for one in many})
    return CareerGraph(
        Metadata(seniorities=tuple(Term(one, Text(one)) for one in ("low", "high"))),
        roles=[
            Role(role, Text(role), seniority=dict(rungs).get(role, ""), grows=tuple(many))
            for role, many in grows.items()
        ],
        skills=[Skill(skill, Text(skill)) for skill in skills],
        transitions=transitions,
    )


def moves(graph):
    return [" > ".join(pair) for pair in graph.transitions]


def any_graph(seed):
    chance = random.Random(seed)
    count, skills = chance.randint(1, 60), chance.randint(1, 25)
    grows = [
        tuple(
            Grown(f"s{one}", chance.randint(1, 3))
            for one in range(skills)
            if chance.random() < chance.choice((0.05, 0.3, 0.9))
        )
        for _ in range(count)
    ]
    rungs = ["", *(f"rung-{number}" for number in range(5))]
    return CareerGraph(
        Metadata(seniorities=tuple(Term(one, Text(one)) for one in rungs[1:])),
        roles=[
            Role(f"r{number}", Text("R"), grows=many, seniority=chance.choice(rungs))
            for number, many in enumerate(grows)
        ],
        skills=[Skill(f"s{one}", Text("S")) for one in range(skills)],
    )


def test_a_role_leads_to_those_that_share_most_with_it():
    graph = holding(baker="dough hygiene", pastry="dough sugar hygiene", cook="hygiene menu", smith="fire")
    assert moves(derive(graph, 1)) == ["baker > pastry", "cook > baker", "pastry > baker"]


def test_rare_skills_count_more_than_common_ones():
    common = {f"r{one}": "english" for one in range(9)}
    graph = holding(a="english harp", b="english drum", c="harp piano", **common)
    assert "a > c" in moves(derive(graph, 1))


def test_of_equally_close_roles_the_lower_id_comes_first():
    graph = holding(a="x", d="x", c="x", b="x")
    assert moves(derive(graph, 2)) == ["a > b", "a > c", "b > a", "b > c", "c > a", "c > b", "d > a", "d > b"]


def test_higher_levels_shared_bring_roles_closer():
    graph = holding(a="law3", b="law3", c="law1")
    assert moves(derive(graph, 1)) == ["a > b", "b > a", "c > a"]


def test_a_move_asks_what_its_head_grows_and_shares_it_with_the_others():
    derived = derive(holding(a="law2 x", b="law x", c="x"), 2)
    asked = [derived.transitions[tail, "a"].requirements for tail in ("b", "c")]
    assert [(one.skill, one.level) for one in asked[0]] == [("law", 2), ("x", 1)]
    assert asked[0] is asked[1]


def test_seniority_says_what_kind_of_move_it_is():
    derived = derive(holding(rungs={"a": "low", "b": "high"}.items(), a="x", b="x", c="x"), 2)
    kinds = {" > ".join(pair): one.kind for pair, one in derived.transitions.items()}
    assert (kinds["a > b"], kinds["b > a"], kinds["a > c"]) == ("promotion", "step_back", "lateral")


def test_no_derived_move_falls_or_climbs_too_far():
    seniorities = tuple(Term(one, Text(one)) for one in "1234")
    roles = [Role(f"r{one}", Text("R"), seniority=one, grows=(Grown("x"),)) for one in "1234"]
    graph = CareerGraph(Metadata(seniorities=seniorities), roles=roles, skills=[Skill("x", Text("X"))])
    assert moves(derive(graph, 9)) == [
        *("r1 > r2", "r1 > r3"),
        *("r2 > r1", "r2 > r3", "r2 > r4"),
        *("r3 > r2", "r3 > r4"),
        "r4 > r3",
    ]


def test_transitions_that_are_there_stay():
    graph = holding(a="x", b="x", transitions=[Transition("a", "b", months=7)])
    derived = derive(graph, 1)
    assert derived.transitions["a", "b"].months == 7
    assert derived.transitions["b", "a"].evidence[0].kind == "derived"


@pytest.mark.parametrize("seed", range(40))
def test_the_quick_way_gives_the_same_graph_as_the_plain_one(seed):
    pytest.importorskip("scipy")
    graph = any_graph(seed)
    if not any(role.grows for role in graph.roles.values()):
        return
    for top in (1, 3, 100):
        assert derive(graph, top, with_scipy=True).version == derive(graph, top, with_scipy=False).version


@pytest.mark.parametrize("seed", range(10))
def test_the_closest_are_those_that_the_definition_says(seed):
    graph = any_graph(seed)
    held = {
        role.id: {(one.skill, level) for one in role.grows for level in range(1, one.level + 1)}
        for role in graph.roles.values()
    }
    weigh = {
        step: int(1000 * log2(1 + len(held) / sum(step in many for many in held.values())))
        for many in held.values()
        for step in many
    }

    def closeness(one, other):
        shared, either = (
            sum(weigh[step] for step in steps) for steps in (held[one] & held[other], held[one] | held[other])
        )
        return shared * 1_000_000 // either

    rung = {role.id: int(role.seniority[-1]) if role.seniority else None for role in graph.roles.values()}
    pairs = [
        (tail, head)
        for tail, head in permutations(sorted(held), 2)
        if held[tail] & held[head] and (None in (rung[tail], rung[head]) or -1 <= rung[head] - rung[tail] <= 2)
    ]
    for tail in held:
        expected = sorted((pair for pair in pairs if pair[0] == tail), key=lambda pair: (-closeness(*pair), pair))[:3]
        if any(held.values()):
            assert sorted(expected) == sorted(
                pair for pair in derive(graph, 3, with_scipy=False).transitions if pair[0] == tail
            )


def test_of_many_roles_the_closest_are_found_by_either_way():
    pytest.importorskip("scipy")
    chance = random.Random(1)
    roles = [
        Role(f"r{number:03}", Text("R"), grows=tuple(Grown(f"s{one}") for one in sorted(chance.sample(range(30), 6))))
        for number in range(600)
    ]
    held = Holdings.of(roles)
    for top in (2, 20, 300):
        assert closest(held, top, with_scipy=True) == closest(held, top, with_scipy=False)


def test_blocks_change_nothing(monkeypatch):
    pytest.importorskip("scipy")
    graph = any_graph(7)
    whole = derive(graph, 4, with_scipy=True)
    monkeypatch.setattr(deriving, "BLOCK", 3)
    assert derive(graph, 4, with_scipy=True).version == whole.version


def test_without_skills_or_without_a_number_nothing_is_derived():
    with pytest.raises(ValueError, match="no role holds a skill"):
        derive(holding(a="", b=""))
    with pytest.raises(ValueError, match="ask for 1 or more"):
        derive(holding(a="x"), 0)
