"""Several goals at once: what is unavoidable, what a first step costs, what can be learned for all (L4 to L6)."""

import time
from dataclasses import replace
from itertools import count
from random import Random

import pytest

from careergraph.analysis.first_steps import find_first_steps
from careergraph.analysis.shared_learning import find_shared_learning
from careergraph.analysis.unavoidable import find_unavoidable
from careergraph.routes import search
from careergraph.routes.query import Budget
from tests import brute_weighing as brute
from tests.drawn import asked, drawn
from tests.generated import lines, lines_like
from tests.routes.test_against_brute_force import WELL_CHOSEN
from tests.routes.test_semantics_tables import LADDER, THE_CLIMBER

SEEDS = range(4)


def cases(seed, number, goals):
    """Yield graphs with queries to so many goals, some drawn at random, some like the well chosen ones."""
    for place in range(number):
        rng = Random(f"{seed}/{place}")
        graph, query = lines(rng.choice) if place % 2 else lines_like(rng.choice, *rng.choice(WELL_CHOSEN))
        graph, query = drawn(graph), asked(query)
        others = sorted(graph.roles)
        wanted = tuple(rng.sample(others, min(rng.choice(goals), len(others))))
        yield graph, replace(query, goals=wanted, epsilon=())


def unavoidable(graph, query):
    found = find_unavoidable(graph, query)
    assert found.complete
    return (found.roles, found.skills) if found.reachable else None


def first_steps(graph, query):
    found = find_first_steps(graph, query)
    assert found.complete
    return [(one.role, {goal: (it.unknown, it.known) for goal, it in one.regrets.items()}) for one in found.steps]


def shared(graph, query):
    found = find_shared_learning(graph, query)
    assert found.complete
    return None if found.weight is None else (found.weight, found.learned, [one.roles for one in found.routes])


WEIGHED = [
    (unavoidable, brute.unavoidable, (1, 1, 2)),
    (first_steps, brute.first_steps, (2, 2, 3)),
    (shared, brute.shared, (2, 2, 3)),
]
of_each = pytest.mark.parametrize(("found", "expected", "goals"), WEIGHED, ids=[one.__name__ for one, *_ in WEIGHED])


@of_each
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_weighed_agrees_with_brute_force(found, expected, goals, seed):
    compare(found, expected, goals, seed, 150)


@of_each
def test_what_is_weighed_in_a_large_graph_agrees_with_brute_force(found, expected, goals, monkeypatch):
    monkeypatch.setattr(search, "LARGE", -1)
    compare(found, expected, goals, "large", 100)


@pytest.mark.slow
@of_each
@pytest.mark.parametrize("seed", range(100, 140))
def test_what_is_weighed_agrees_with_brute_force_on_many_more(found, expected, goals, seed):
    compare(found, expected, goals, seed, 1_000)


def compare(found, expected, goals, seed, number):
    for graph, query in cases(seed, number, goals):
        assert found(graph, query) == expected(graph, query), (list(graph.transitions.values()), query)


def test_z16_what_every_allowed_route_passes_and_asks():
    found = find_unavoidable(drawn(LADDER), asked("learning; to gm; step<=4" + THE_CLIMBER))
    assert found.roles == ("dgm", "td")
    assert found.skills == (("lead", 4), ("pl", 2), ("strat", 3), ("team", 2))


def test_z17_the_regret_of_a_first_step_is_its_greatest_over_the_goals():
    found = find_first_steps(drawn("s>a6m a>t6m a>u12m s>b3m b>t6m b>u24m"), asked("months; to t,u"))
    assert [(step.role, str(step.greatest)) for step in found.steps] == [("a", "3"), ("b", "9")]


def test_z18_what_is_learned_for_two_goals_together_may_not_be_the_least_for_either():
    found = find_shared_learning(drawn("s>a(p) a>t(q) s>b(x2) b>t b>u(q) a>u(r2)"), asked("learning; to t,u"))
    assert (found.weight, found.learned) == (3, (("q", 1), ("x", 1), ("x", 2)))


def test_x20_what_is_unavoidable_depends_on_the_limits():
    graph = drawn("s>a a>t s>b b>c c>t")
    assert find_unavoidable(graph, asked("learning; moves<=2")).roles == ("a",)
    assert find_unavoidable(graph, asked("learning; moves<=3")).roles == ()


def test_a_skill_grown_on_the_way_is_unavoidable_if_every_route_asks_it():
    assert find_unavoidable(drawn("s>a a>t(p2) a+p2"), asked("learning")).skills == (("p", 2),)


def test_a_step_that_begins_a_best_route_to_every_goal_is_without_regret():
    found = find_first_steps(drawn("s>a6m a>t6m a>u6m s>t24m s>b6m b>u9m"), asked("months; to t,u"))
    assert [step.role for step in found.without_regret] == ["a"]
    assert [step.role for step in found.others] == ["b", "t"]


def test_goals_are_two_to_five():
    with pytest.raises(ValueError, match="2 to 5"):
        find_first_steps(drawn("s>t"), asked("learning"))


def stopping_after(looks):
    """Return a clock that stands still, and jumps when it has been looked at often enough."""
    seen = count()
    return lambda: 0.0 if next(seen) < looks else 100.0


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_cut_claims_no_more_than_it_knows(seed):
    cut = 0
    for place, (graph, query) in enumerate(cases(seed, 40, (2, 3))):
        budget, clock = Budget(seconds=1), stopping_after(place * 3 % 8 + 1)
        cut += claims_hold(find_unavoidable(graph, query, budget=budget, clock=clock), brute.unavoidable(graph, query))
        least = brute.shared(graph, query)
        found = find_shared_learning(graph, query, budget=budget, clock=stopping_after(place * 3 + 2))
        if found.weight is not None:
            assert found.lower_bound is None or found.lower_bound <= least[0] <= found.weight
            assert set(found.learned) == {step for route in found.routes for step in learned_on(route)}
        assert least is None or found.weight is not None or not found.complete
    assert cut


def learned_on(route):
    for step in route.steps:
        for one in step.skills:
            yield from ((one.skill, level) for level in range(one.then + 1, one.asked + 1) if one.to_learn)


def claims_hold(found, exact):
    if found.reachable:
        roles, skills = exact
        assert set(found.roles) <= set(roles) <= {*found.roles, *found.open_roles}
        at_most = {**dict(found.skills), **dict(found.open_skills)}
        assert all(level <= dict(skills)[skill] for skill, level in found.skills)
        assert all(level <= at_most[skill] for skill, level in skills)
    assert found.reachable is not False or exact is None
    return not found.complete


def test_no_question_overruns_its_budget_by_much():
    names = [f"x{chr(97 + number // 8)}{chr(105 + number % 8)}" for number in range(60)]
    moves = [
        f"{one}>{other}({other[1]}{ord(one[2]) % 4 + 1},{other[2]}2)"
        for one in names
        for other in names
        if one != other
    ]
    graph = drawn(" ".join(moves))
    query = replace(asked("learning", start=names[0]), goals=tuple(names[1:4]))
    for question in (find_first_steps, find_unavoidable, find_shared_learning):
        began = time.monotonic()
        question(graph, query, budget=Budget(seconds=0.2), clock=time.monotonic)
        assert time.monotonic() - began < 2  # generous: machines are noisy
