"""Two routes side by side, and the schedule of one: against brute force, and by example."""

from itertools import permutations
from random import Random

import pytest

from careergraph.explorer import Explorer, find_routes
from careergraph.routes.comparing import compare_routes
from careergraph.routes.schedule import schedule_of
from tests import brute_compare
from tests.drawn import asked, drawn
from tests.generated import random_graph, random_query
from tests.routes.test_semantics_tables import LADDER, THE_CLIMBER

GRAPH = drawn("s>a(p2)12m a>t(q3,p3)24m a>b(q)6m b>t(q2,r?)6m t>u(p) a+q")
BOTH = asked("moves+learning; from s; to t")


def compared(graph, query):
    return compare_routes(graph, query, *find_routes(graph, query).routes[:2])


def plainly(route):
    return route.roles, tuple(step.way for step in route.steps)


def agrees_with_brute_force(seeds):
    """Ask random graphs for routes, and compare every two of up to four with what brute force says of them."""
    pairs = 0
    for seed in seeds:
        rng = Random(f"compare/{seed}")
        graph = random_graph(rng)
        query = random_query(rng, graph)
        routes = Explorer(graph).alternatives(query, most=4).routes
        for route in routes:
            lessons = [one.to_dict() for one in schedule_of(route)]
            assert lessons == brute_compare.schedule(graph, query, *plainly(route)), seed
        for first, second in permutations(routes, 2):
            found = compare_routes(graph, query, first, second).to_dict()
            expected = brute_compare.comparison(graph, query, plainly(first), plainly(second))
            assert {name: found[name] for name in expected} == expected, seed
            pairs += 1
    return pairs


def test_comparisons_and_schedules_agree_with_brute_force():
    assert agrees_with_brute_force(range(250)) > 250


@pytest.mark.slow
@pytest.mark.parametrize("block", range(20))
def test_they_agree_on_many_more(block):
    assert agrees_with_brute_force(range(1_000 * (block + 1), 1_000 * (block + 2)))


def test_a_comparison_says_where_two_routes_part():
    comparison = compared(GRAPH, BOTH)
    assert [str(route) for route in comparison.routes] == ["s > a > t", "s > a > b > t"]
    assert (comparison.shared, comparison.parting) == (1, "a")
    assert [len(steps) for steps in comparison.steps] == [1, 1, 2]


def test_every_criterion_is_compared_and_the_better_route_named():
    told = {one.criterion: (one.change, one.better) for one in compared(GRAPH, BOTH).differences}
    assert told["moves"] == (1, 0)
    assert told["months"] == (-12, 1)
    assert told["learning"] == (-2, 1)
    assert told["likelihood"] == told["pay"] == told["dip"] == (None, None)  # nothing is known of them


def test_more_likely_and_better_paid_are_better():
    graph = drawn("s=10 s>a50% a>t50% s>u20% t=20 u=30")
    likelihood, pay, _ = compared(graph, asked("likelihood+pay; from s; to t,u")).differences[4:]
    assert [str(one) for one in likelihood.values] == ["0.25", "0.2"]
    assert (likelihood.better, pay.better, int(pay.change)) == (0, 1, 10)


def test_an_unknown_month_is_never_compared_as_if_it_were_none():
    months = compared(drawn("s>t(p) s>a6m a>t"), asked("moves+learning")).differences[1]
    assert (months.values[0].unknown, months.change, months.better) == (1, None, None)


def test_skills_that_differ_most_come_first_and_add_up_to_the_learning_of_each_route():
    comparison = compared(GRAPH, BOTH)
    assert [(row.skill, *map(int, row.learning), row.differs) for row in comparison.rows] == [
        ("p", 3, 2, True),
        ("q", 2, 1, True),
        ("r", 0, 0, False),
    ]
    for number, route in enumerate(comparison.routes):
        assert sum(row.learning[number] for row in comparison.rows) == route.values["learning"].known


def test_one_way_round_met_in_two_ways_parts_where_the_ways_do():
    graph = drawn("s>a(p/q2) a>t")
    with_p, with_q = (find_routes(graph, asked(query))[0] for query in ("learning", "learning; avoid !p"))
    assert with_p.roles == with_q.roles
    assert compare_routes(graph, asked("learning"), with_p, with_q).shared == 0
    assert compare_routes(graph, asked("learning"), with_p, with_p).shared == 2


def test_what_is_ahead_after_changing_over_is_counted_from_what_is_held_by_then():
    graph = drawn("s>a(p)6m a>t(x9)6m s>b(q)9m b>t(p,q2)12m")
    by_a, by_b = find_routes(graph, asked("moves; k=2"))
    onto_b, onto_a = compare_routes(graph, asked("moves"), by_a, by_b).switches
    assert [(one.taken, one.role, one.onward, one.goes_back) for one in onto_b] == [
        (0, "s", "s", False),
        (1, "a", "s", True),
    ]
    assert [(int(one.learning), str(one.months)) for one in onto_b] == [(3, "21"), (2, "21")]
    assert [int(one.learning) for one in onto_a] == [10, 10]


def test_routes_that_meet_again_are_changed_over_without_going_back():
    graph = drawn("s>a a>m m>x(p) x>t s>b b>m m>t(p2)")
    by_a = next(one for one in find_routes(graph, asked("moves; k=9")) if one.roles == tuple("samt"))
    by_b = next(one for one in find_routes(graph, asked("moves; k=9")) if one.roles == tuple("sbmxt"))
    switches = compare_routes(graph, asked("moves"), by_a, by_b).switches[0]
    assert [(one.role, one.onward) for one in switches] == [("s", "s"), ("a", "s"), ("m", "m")]


@pytest.mark.parametrize(("start", "reason"), [("b", "does not start in b"), ("s", "no route of this graph")])
def test_a_route_of_somebody_else_or_of_another_graph_is_refused(start, reason):
    route = find_routes(GRAPH, asked("moves"))[0]
    with pytest.raises(ValueError, match=reason):
        compare_routes(drawn("s>b b>t"), asked("moves; from " + start), route, route)


def test_z19_a_schedule_says_for_which_move_each_skill_is_due_and_how_often_it_is_asked_again():
    route = find_routes(drawn(LADDER), asked("learning; to gm; avoid pm" + THE_CLIMBER))[0]
    assert [f"{one.skill}{one.level} step {one.step} reused {one.again}" for one in schedule_of(route)] == [
        "lead2 step 1 reused 2",
        "team2 step 1 reused 0",
        "lead3 step 2 reused 1",
        "strat2 step 2 reused 1",
        "lead4 step 3 reused 0",
        "strat3 step 3 reused 0",
    ]
    assert [str(one.due) for one in schedule_of(route)] == ["48", "48", "84", "84", "132", "132"]


def test_a_lesson_after_a_step_of_unknown_length_is_due_at_a_time_that_says_so():
    (route,) = find_routes(drawn("s>a a>t(p)6m"), asked("moves"))
    assert [str(one.due) for one in schedule_of(route)] == ["6+1?"]


def test_documents_are_headed_and_have_the_figures_of_the_values():
    explorer, query = Explorer(GRAPH), BOTH
    first, second = explorer.routes(query)
    document = explorer.compare_document(query, first, second)
    assert (document["format"], document["graph"]["version"]) == ("careergraph-comparison", GRAPH.version)
    assert [route["roles"] for route in document["routes"]] == [list(first.roles), list(second.roles)]
    assert document["differences"][1] == {
        "criterion": "months",
        "values": [{"known": 36, "unknown": 0}, {"known": 24, "unknown": 0}],
        "change": -12,
        "better": 1,
    }
    lessons = explorer.schedule_document(query, first)["lessons"]
    assert [(one["skill"], one["from_level"], one["level"], one["due"]["known"]) for one in lessons]
