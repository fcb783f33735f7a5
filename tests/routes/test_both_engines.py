"""The engine of large graphs gives the answers of the plain one, with every figure, on graphs of any size."""

import json
import os
from dataclasses import replace
from random import Random

import pytest

from careergraph import CareerGraph, Role, RouteQuery, Text, Transition
from careergraph.model.roles import Grown
from careergraph.model.skills import Requirement, Skill
from careergraph.model.transitions import Evidence
from careergraph.routes import search
from careergraph.routes.large import arrays, best_first, goal_steps, layers, lengthening, relevant, ruling
from careergraph.routes.large import search as label_search
from careergraph.routes.query import CRITERIA
from careergraph.routes.survey.leverage import find_leverage
from careergraph.routes.survey.reach import find_reach
from tests.engines import make_ready
from tests.generated import random_graph, random_query

SEEDS = range(int(os.environ.get("CAREERGRAPH_LONG", "8")))
SMALL, LARGER = 60, 6


def answer(monkeypatch, graph, query, largest_plain):
    monkeypatch.setattr(search, "LARGE", largest_plain)
    return search.find_routes(graph, query).to_dict()


def assert_same(monkeypatch, graph, query, *, ready=False):
    plain = answer(monkeypatch, graph, query, len(graph.transitions))
    monkeypatch.setattr(search, "LARGE", -1)
    if ready:
        make_ready(graph)
    assert answer(monkeypatch, graph, query, -1) == plain, json.dumps(plain, default=str)


def without_groups(graph):
    transitions = [replace(one, groups=()) for one in graph.transitions.values()]
    return CareerGraph(
        graph.metadata, roles=graph.roles.values(), skills=graph.skills.values(), transitions=transitions
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("few", [False, True], ids=["as it is", "with few labels at a time"])
def test_small_graphs_have_the_answers_of_the_plain_engine(monkeypatch, seed, few):
    if few:
        as_on_a_large_graph(monkeypatch, ruling_peers=1)
    for number in range(SMALL):
        rng = Random(f"{seed}/{number}")
        graph = random_graph(rng)
        query = random_query(rng, graph)
        assert_same(monkeypatch, without_groups(graph) if number % 4 else graph, query, ready=not few)


def as_on_a_large_graph(monkeypatch, *, ruling_peers):
    """Let a small graph meet what is otherwise for thousands of labels, or where little of a graph matters."""
    monkeypatch.setattr(label_search, "WRITTEN_OUT", -1)
    monkeypatch.setattr(label_search, "DIVE", 2)
    monkeypatch.setattr(lengthening, "AT_ONCE", 3)
    monkeypatch.setattr(label_search, "MANY", 2)
    monkeypatch.setattr(ruling, "PEERS", ruling_peers)
    monkeypatch.setattr(ruling, "FEW", 0)
    monkeypatch.setattr(ruling, "SAMPLE", 2)
    monkeypatch.setattr(relevant, "FEW", 0)
    monkeypatch.setattr(layers, "SPARSE", 0)
    monkeypatch.setattr(arrays, "DENSE", 0)
    monkeypatch.setattr(best_first, "FEW", 0)
    monkeypatch.setattr(best_first, "AT_ONCE", 2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("few", [False, True], ids=["as it is", "with few labels at a time"])
def test_larger_graphs_have_the_answers_of_the_plain_engine(monkeypatch, seed, few):
    if few:
        as_on_a_large_graph(monkeypatch, ruling_peers=8)
    for number in range(LARGER):
        rng = Random(f"larger/{seed}/{number}")
        graph = larger_graph(rng)
        assert_same(monkeypatch, graph, larger_query(rng, graph), ready=not few)


def larger_graph(rng):
    """Return a graph of some dozens of roles, with dozens of skills that overlap as those of trades do."""
    count = rng.choice((20, 30, 40))
    grows = [rng.random() < 0.1 for _ in range(count)]
    roles = [
        Role(f"r{at:02}", Text(f"r{at}"), grows=grown(rng, at, count) if grows[at] and count < 40 else ())
        for at in range(count)
    ]
    pairs = {(tail, rng.randrange(count)) for tail in range(count) for _ in range(rng.choice((3, 4, 5)))}
    moves = [move(rng, *pair, count) for pair in sorted(pairs) if len(set(pair)) == 2]
    effort = [Skill(f"s{at:02}", Text(f"s{at}"), effort=rng.choice(("1", "0.5", "2"))) for at in range(count)]
    return CareerGraph(roles=roles, skills=effort, transitions=moves)


def move(rng, tail, head, count):
    return Transition(
        f"r{tail:02}",
        f"r{head:02}",
        months=rng.choice((None, *range(6, 60, 6))) if count == 20 else rng.randrange(6, 60),
        likelihood=rng.choice((None, "0.05", "0.1", "0.2")) if count == 20 else f"0.{rng.randrange(1, 20):02}",
        requirements=skills(rng, head, count, rng.choice((2, 4, 8))),
        evidence=(Evidence(rng.choice(("policy", "derived"))),),
    )


def grown(rng, role, count):
    return tuple(Grown(one.skill, one.level) for one in skills(rng, role, count, 2))


def skills(rng, role, count, most):
    """Return levels of some skills, mostly of those near a role."""
    near = {(role + rng.choice((-2, -1, 0, 1, 2, rng.randrange(count)))) % count for _ in range(most)}
    return tuple(Requirement(f"s{one:02}", rng.randrange(1, 5)) for one in near)


def larger_query(rng, graph):
    start, *goals = rng.sample(list(graph.roles), rng.choice((2, 2, 2, 3)))
    held = {f"s{rng.randrange(len(graph.roles)):02}": rng.randrange(1, 4) for _ in range(8)}
    matters = tuple(rng.sample(("moves", "months", "learning", "hardest", "likelihood"), rng.choice((1, 1, 2, 3))))
    assert set(matters) <= set(CRITERIA)
    limits = rng.choice(
        (
            {},
            {},
            {"max_step": 6},
            {"max_months": 120},
            {"max_learning": 20},
            {"k": 3},
            {"max_moves": 5},
            {"effort": True},
        )
    )
    return RouteQuery.between(start, *goals, held=held, matters=matters, **limits)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "compared",
    [(goal_steps, "MOST_STEPS", 2), (relevant, "FEW", 0), None],
    ids=["labels compared, few bits", "labels compared, little matters", "as it is"],
)
def test_graphs_of_overlapping_roles_have_the_answers_of_the_plain_engine(monkeypatch, seed, compared):
    if compared:
        monkeypatch.setattr(label_search, "WRITTEN_OUT", -1)
        monkeypatch.setattr(ruling, "FEW", 0)
        monkeypatch.setattr(*compared)
    for number in range(LARGER):
        rng = Random(f"overlapping/{seed}/{number}")
        graph = overlapping_graph(rng)
        assert_same(monkeypatch, graph, overlapping_query(rng, graph), ready=compared is None or relevant in compared)


def overlapping_graph(rng):
    """Return a graph in which each move asks a stretch of what its head usually asks."""
    count, skills = rng.choice((10, 14)), rng.choice((12, 20))
    usual = [
        sorted({f"s{rng.randrange(skills):02}": rng.randrange(1, 5) for _ in range(rng.choice((3, 6, 9)))}.items())
        for _ in range(count)
    ]
    growing = rng.random() < 0.3
    grows = [tuple(Grown(*one) for one in asked[:2] if growing and rng.random() < 0.3) for asked in usual]
    roles = [Role(f"r{at:02}", Text(f"r{at}"), grows=grown) for at, grown in enumerate(grows)]
    pairs = {(rng.randrange(count), rng.randrange(count)) for _ in range(count * rng.choice((3, 5, 8)))}
    moves = [overlapping_move(rng, *pair, usual[pair[1]]) for pair in sorted(pairs) if len(set(pair)) == 2]
    effort = [Skill(f"s{at:02}", Text(f"s{at}"), effort=rng.choice(("1", "0.5", "2"))) for at in range(skills)]
    return CareerGraph(roles=roles, skills=effort, transitions=moves)


def overlapping_move(rng, tail, head, usual):
    first = rng.randrange(len(usual))
    asked = (usual + usual)[first : first + rng.randrange(1, len(usual) + 1)]
    return Transition(
        f"r{tail:02}",
        f"r{head:02}",
        months=rng.choice((None, 6, 12, *range(1, 30))),
        likelihood=rng.choice((None, "0.1", "0.05", *(f"0.0{digit}" for digit in range(1, 10)))),
        requirements=tuple(Requirement(skill, max(1, level - (rng.random() < 0.2))) for skill, level in asked),
    )


def overlapping_query(rng, graph):
    start, *goals = rng.sample(list(graph.roles), rng.choice((2, 2, 3)))
    held = {f"s{rng.randrange(20):02}": rng.randrange(1, 4) for _ in range(6)}
    matters = rng.choice(
        (("learning",), ("learning",), ("learning", "months", "likelihood"), ("hardest",), ("learning", "hardest"))
    )
    limits = rng.choice(({}, {}, {"max_step": 6}, {"max_learning": 15}, {"k": 5}, {"max_moves": 5}, {"effort": True}))
    return RouteQuery.between(start, *goals, held=held, matters=matters, **limits)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("find", [find_reach, find_leverage], ids=["what is in reach", "what opens most"])
def test_questions_without_a_goal_have_the_answers_of_the_plain_engine(monkeypatch, seed, find):
    monkeypatch.setattr(ruling, "FEW", 0)
    for number in range(LARGER):
        rng = Random(f"outward/{seed}/{number}")
        graph = overlapping_graph(rng) if number % 2 else larger_graph(rng)
        query = overlapping_query(rng, graph) if number % 2 else larger_query(rng, graph)
        query = replace(query, max_moves=rng.choice((1, 2, 3)))
        query = query if rng.random() < 0.5 else replace(query, max_learning=rng.choice((5, 10, 20)))
        monkeypatch.setattr(search, "LARGE", len(graph.transitions))
        plain = find(graph, query).to_dict()
        monkeypatch.setattr(search, "LARGE", -1)
        assert find(graph, query).to_dict() == plain


@pytest.mark.parametrize("seed", SEEDS)
def test_small_graphs_have_the_same_in_reach_by_either_engine(monkeypatch, seed):
    for number in range(SMALL):
        rng = Random(f"outward/small/{seed}/{number}")
        graph = random_graph(rng)
        query = replace(random_query(rng, graph), max_moves=rng.choice((1, 2, 3)))
        graph = without_groups(graph) if number % 4 else graph
        for find in (find_reach, find_leverage):
            monkeypatch.setattr(search, "LARGE", len(graph.transitions))
            plain = find(graph, query).to_dict()
            monkeypatch.setattr(search, "LARGE", -1)
            assert find(graph, query).to_dict() == plain
