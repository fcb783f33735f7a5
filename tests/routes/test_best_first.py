"""The search best first gives what rounds give, on graphs with more routes than brute force can write out."""

from dataclasses import replace
from random import Random

import pytest

from careergraph.routes.asked import PlainEngine, Searched, searched_by_rounds
from careergraph.routes.best_first import suits
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.onward import COUNTED, best_routes
from careergraph.routes.query import RouteQuery
from careergraph.routes.rounds import never
from tests.drawn import asked, drawn
from tests.routes.test_both_engines import larger_graph, larger_query

SEEDS = range(6)


def by_name(routes):
    return {(route.roles, route.ranks): route for route in routes}


def query_of_one_figure(rng, graph):
    query = larger_query(rng, graph)
    served = replace(query.profile, months_served=rng.choice((0, 0, 7)))
    limits = {} if rng.random() < 0.5 else {"max_months": rng.choice((30, 60, 90))}
    matters = ("months",) if limits else (rng.choice(tuple(COUNTED)),)
    return RouteQuery(served, query.goals, matters, k=rng.choice((1, 2, 7, 30)), **limits)


@pytest.mark.parametrize("seed", SEEDS)
def test_best_first_finds_what_rounds_find(seed):
    rng = Random(f"best first/{seed}")
    for _ in range(6):
        graph = larger_graph(rng)
        query = query_of_one_figure(rng, graph)
        question = PlainEngine(graph).question(query)
        routes, outcome, _ = best_routes(question, never)
        expected = searched_by_rounds(question, never)
        assert by_name(routes) == by_name(expected.prefixes)
        assert outcome.complete
        assert outcome.proven_moves == expected.outcome.proven_moves


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("engine", [PlainEngine, ArrayEngine])
def test_what_orders_routes_is_known_before_they_are_spelled_out(engine, seed):
    rng = Random(f"in passing/{seed}")
    graph = larger_graph(rng)
    query = query_of_one_figure(rng, graph)
    found = engine(graph).search(query, never)
    assert list(found.passed) == list(Searched.of(*found[:3]).passed)
    assert list(found.passed) == sorted(found.passed)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_that_were_made_for_fewer_moves_or_more_change_no_answer(seed):
    rng = Random(f"as many moves as asked/{seed}")
    graph = larger_graph(rng)
    asked_before = ArrayEngine(graph)
    query = replace(larger_query(rng, graph), matters=("months",), max_months=None, max_learning=None, max_step=None)
    for moves in (2, None, 5, 1, 8):
        said = replace(query, max_moves=moves)
        found, anew = (engine.search(said, never) for engine in (asked_before, ArrayEngine(graph)))
        assert list(found.passed) == list(anew.passed)
        assert found.question.hop_limit == anew.question.hop_limit == PlainEngine(graph).question(said).hop_limit


def test_routes_come_best_first_and_equal_ones_by_moves_and_role_ids():
    graph = drawn("s>b6m b>t6m s>a6m a>t6m s>t12m s>c3m c>t3m")
    routes, *_ = best_routes(PlainEngine(graph).question(asked("months; k=9")), never)
    assert names(graph, routes) == ["s>c>t", "s>t", "s>a>t", "s>b>t"]


def names(graph, routes):
    roles = tuple(graph.roles)
    return [">".join(roles[role] for role in route.roles) for route in routes]


def test_walks_to_the_same_goals_are_laid_out_once():
    engine = PlainEngine(drawn("s>a6m a>t6m s>t24m"))
    questions = [engine.question(asked(f"months; from {start}; k=2")) for start in "sa"]
    before = [best_routes(question, never)[0] for question in questions]
    kept = len(engine.index.kept)
    assert [best_routes(question, never)[0] for question in questions] == before
    assert len(engine.index.kept) == kept


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("months", True),
        ("months; months<=12", True),
        ("likelihood; k=3", True),
        ("moves; months<=12", False),
        ("months; via a", False),
        ("months; step<=2", False),
        ("months; learning<=2", False),
        ("learning", False),
        ("moves+months", False),
    ],
)
def test_best_first_is_for_one_figure_that_what_is_passed_decides_alone(query, fits):
    assert suits(asked(query), COUNTED) == fits


def test_a_search_that_is_cut_knows_what_no_route_betters():
    looks = iter([False, False, True])
    question = PlainEngine(drawn("s>a6m a>t6m s>b9m b>t9m s>t")).question(asked("months; k=9"))
    routes, outcome, _ = best_routes(question, lambda: next(looks))
    assert not outcome.complete
    assert outcome.proven_moves == 0
    assert [route.months for route in routes] == [(0, 120)]
    assert outcome.frontier == ((0, 180),)
