"""Why there is no route: what the tables of the semantics do not have."""

from random import Random

import pytest

from careergraph.routes.asked import PlainEngine
from careergraph.routes.large import engine as large
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.search import find_routes
from tests.brute import brute_force
from tests.drawn import asked, drawn
from tests.engines import answered_by
from tests.generated import random_graph

ENGINES = PlainEngine, ArrayEngine
UNREACHABLE = "s>a(p) s>b(q) b>c x>t(p,q2) a+p b+q"


def test_a_repair_takes_known_months_over_the_limit_rather_than_unknown_ones():
    graph, query = drawn("s>a a>v s>b12m b>v12m v>t12m"), asked("months; months<=30")
    answer = find_routes(graph, query)
    assert [str(repair.route) for repair in answer.no_route.repairs] == ["s > b > v > t"]
    assert answer.to_dict()["no_route"] == brute_force(graph, query)["no_route"]


def lacking(engine, graph):
    made = engine(graph)
    return {goals: dict(made.lacking(goals, lambda: None)) for goals in [(role,) for role in graph.roles]}


@pytest.mark.parametrize("seed", range(40))
def test_both_engines_know_what_each_role_leaves_of_what_is_usual_in_a_goal(seed):
    graph = random_graph(Random(seed))
    assert lacking(ArrayEngine, graph) == lacking(PlainEngine, graph)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_goal_grows_counts_as_usual_although_no_move_asks_it(engine):
    graph = drawn("s>a s>b x>t a+p2 t+p3")
    assert dict(engine(graph).lacking(("t",), lambda: None)) == {"a": 1, "b": 3, "s": 3, "t": 0, "x": 3}


@pytest.mark.parametrize("engine", ENGINES)
def test_of_a_goal_of_which_nothing_is_known_nothing_is_lacking(engine):
    assert not engine(drawn("s>a(p) x>t")).lacking(("t",), lambda: None)


@pytest.mark.parametrize("question", ["learning", "learning; step<=3", "learning; learning<=9"])
def test_a_large_graph_is_not_indexed_to_say_why_a_goal_cannot_be_reached(monkeypatch, question):
    def refuse(*_):
        message = "an index of all that can be reached"
        raise AssertionError(message)

    monkeypatch.setattr(large, "GraphIndex", refuse)
    graph, query = drawn(UNREACHABLE), asked(question)
    assert answered_by("arrays", graph, query).no_route.closest == brute_force(graph, query)["no_route"]["closest"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_walk_to_the_nearest_role_that_has_no_time_says_that_it_is_not_complete(engine):
    made, query = engine(drawn(UNREACHABLE)), asked("moves")
    away = made.fewest_moves(["a"])
    _, found, outcome, _ = made.nearest(query, away, ("t",), made.hop_limit(query, 8), lambda: True)
    assert (list(found), outcome.complete) == ([], False)
