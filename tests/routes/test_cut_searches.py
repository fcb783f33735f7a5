"""A search that runs out of time says what it knows, and no more (SEMANTICS §8)."""

from dataclasses import replace
from itertools import count
from random import Random

import pytest

from careergraph.routes import search
from careergraph.routes.asked import Asked, PlainEngine
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.query import Budget
from careergraph.routes.rounds import never
from careergraph.routes.route import HopLimit
from careergraph.routes.search import find_routes
from careergraph.routes.watch import OverTime, deadline, end_of
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
@pytest.mark.parametrize(
    ("largest_plain", "looks"), [(5_000, (3, 10, 30, 90)), (-1, (3, 5, 7, 9))], ids=["plain", "arrays"]
)
def test_a_cut_answer_is_the_best_of_what_was_compared_and_found(monkeypatch, largest_plain, looks, seed):
    monkeypatch.setattr(search, "LARGE", largest_plain)
    rng = Random(seed)
    cut = 0
    for _ in range(60):
        graph = random_graph(rng)
        query = random_query(rng, graph)
        answer = find_routes(graph, query, budget=Budget(seconds=1), clock=stopping_after(rng.choice(looks)))
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


def test_a_search_leaves_time_to_tell_what_it_found():
    now = [0.0]
    searching, telling = (ends(Budget(seconds=1), lambda: now[0]) for ends in (deadline, end_of))
    now[0] = 0.95
    assert (searching(), telling()) == (True, False)
    now[0] = 1.01
    assert telling()


@pytest.mark.parametrize("make", [PlainEngine, ArrayEngine])
def test_what_there_is_no_time_to_tell_is_left_out_and_nothing_is_proven(make):
    query = asked("moves; k=3")
    hurried = Asked(make(drawn("s>a a>t s>b b>t s>t")), query, 8, never, lambda: True)
    (route,), outcome = hurried.told(hurried.search())
    assert route.passed.roles == ("s", "t")
    assert (outcome.complete, outcome.proven_moves) == (False, 0)


@pytest.mark.parametrize("make", [PlainEngine, ArrayEngine])
def test_a_question_that_is_asked_again_can_be_cut_before_anything_is_found(make):
    late = Asked(make(drawn("s>a a>t s>t(p)")), asked("learning"), 8, lambda: True, never)
    with pytest.raises(OverTime):
        late.again(late.query, HopLimit(2, asked=True, fewest=1))
