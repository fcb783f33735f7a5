"""A search that runs out of time says what it knows, and no more (SEMANTICS §8)."""

import time
from dataclasses import replace
from itertools import count
from random import Random

import pytest

from careergraph.routes.query import Budget
from careergraph.routes.search import find_routes
from tests.drawn import asked, drawn
from tests.generated import random_graph, random_query


def stopping_after(looks):
    """Return a clock that stands still, and jumps when it has been looked at often enough."""
    seen = count()
    return lambda: 0.0 if next(seen) < looks else 100.0


def figures(routes):
    return {(route.roles, tuple(step.way for step in route.steps)): route for route in routes}


def value(answer, route):
    return tuple(
        (route.values[one].unknown, route.values[one].known * (-1 if one in ("likelihood", "pay") else 1))
        for one in answer.query.matters
    )


def best_of(answer, routes):
    """Return the routes that stay of these, by the definition: the first k, or those of the Pareto set."""
    ordered = sorted(
        routes, key=lambda one: (value(answer, one), one.moves, one.roles, [step.way for step in one.steps])
    )
    if len(answer.query.matters) == 1:
        return list({one.roles: one for one in reversed(ordered)}.values())[::-1][: answer.query.k]
    values = {value(answer, one): one for one in reversed(ordered)}
    beaten = {v for v in values for w in values if w != v and all(a <= b for a, b in zip(w, v, strict=True))}
    return [one for v, one in values.items() if v not in beaten]


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_answer_is_the_best_of_what_was_compared_and_found(seed):
    rng = Random(seed)
    cut = 0
    for _ in range(60):
        graph = random_graph(rng)
        query = random_query(rng, graph)
        answer = find_routes(graph, query, budget=Budget(seconds=1), clock=stopping_after(rng.choice((3, 10, 30, 90))))
        if answer.complete:
            continue
        cut += 1
        compared = find_routes(graph, replace(query, max_moves=answer.proven_moves))
        longer = [route for route in answer if route.moves > answer.proven_moves]
        assert figures(answer.routes).keys() == figures(best_of(answer, [*compared.routes, *longer])).keys()
        exact = find_routes(graph, query)
        if answer.lower_bound is not None and exact.routes:
            best = min(value(exact, route) for route in exact)
            sign = -1 if query.matters[0] in ("likelihood", "pay") else 1
            bound = ((answer.lower_bound.unknown, answer.lower_bound.known * sign),)
            assert bound <= best
            assert not answer.value_proven or value(answer, answer[0]) == best
        assert answer.routes or answer.no_route.reason == "none_found"
    assert cut


def test_a_search_with_time_enough_is_complete():
    answer = find_routes(drawn("s>a a>t s>t(p)"), asked("learning"), budget=Budget(seconds=1), clock=lambda: 0.0)
    assert answer.complete
    assert answer.proven_moves == answer.hop_limit.moves


def named(*numbers):
    """Return a name of letters for some numbers: a name in a drawing has no digits."""
    return "-".join("x" + str(number).translate(str.maketrans("0123456789", "abcdefghij")) for number in numbers)


def complete_graph(size):
    pairs = ((a, b) for a in range(size) for b in range(size) if a != b)
    return " ".join(f"{named(a)}>{named(b)}(p{a * b % 9 + 1})" for a, b in pairs), named(0), named(1)


def ladder(rungs):
    """Two to the power of the rungs routes, all equal."""
    moves = (f"{named(a, n)}>{named(b, n + 1)}" for n in range(rungs) for a in (0, 1) for b in (0, 1))
    ends = (f"s>{named(a, 0)} {named(a, rungs)}>t" for a in (0, 1))
    return " ".join([*moves, *ends]), "s", "t"


def anti_correlated(width, depth):
    """Every route trades months for learning: all of them belong to the Pareto set."""
    words = []
    for n in range(depth):
        for way in range(width):
            asks = ",".join(named(n, way, i) for i in range((width - 1 - way) * width**n))
            words += [f"{named(n)}>{named(n, way)}({asks})0m" if asks else f"{named(n)}>{named(n, way)}0m"]
            words += [f"{named(n, way)}>{named(n + 1)}{way * width**n}m"]
    return " ".join(words), named(0), named(depth)


def chain(length):
    return " ".join(f"{named(n)}>{named(n + 1)}(p)" for n in range(length)), named(0), named(length)


@pytest.mark.parametrize(
    ("shape", "matters"),
    [
        (complete_graph(60), "learning+hardest"),
        (ladder(18), "learning"),
        (anti_correlated(3, 4), "months+learning"),
        (chain(1200), "learning"),
    ],
    ids=["complete", "ladder", "anti-correlated", "chain"],
)
def test_no_adversary_makes_a_search_overrun_its_budget_by_much(shape, matters):
    words, start, goal = shape
    graph = drawn(words)
    query = asked(matters, start=start, goal=goal)
    find_routes(graph, query, budget=Budget(seconds=0.05), clock=time.monotonic)  # compiles the index
    began = time.monotonic()
    answer = find_routes(graph, query, budget=Budget(seconds=0.3), clock=time.monotonic)
    assert time.monotonic() - began < 1.5  # generous: machines are noisy; the benchmark has the figures
    assert answer.complete or answer.proven_moves < answer.hop_limit.moves
