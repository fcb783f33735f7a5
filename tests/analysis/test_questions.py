"""What a role asks, what can come next, and the ways around a role."""

from random import Random

import pytest

from careergraph.analysis.around import look_around
from careergraph.analysis.gap import find_gap
from careergraph.analysis.moves import find_next_moves
from careergraph.errors import RoleNotFound
from careergraph.explorer import find_routes
from careergraph.model.profile import Profile
from careergraph.routes import search
from careergraph.routes.stepping import Walker
from tests.drawn import asked, drawn
from tests.engines import ENGINES
from tests.generated import lines

LADDER = drawn("s>a(p2)12m a>t(p3,q) s>t(p4,q,r)6m x>a(p) u>x t+q2")


def bare(role, **held):
    return Profile(role, held, assume=False)


def around(graph, role, profile=None):
    return look_around(graph, role, profile, lambda query: find_routes(graph, query))


def told(doors):
    return [(door.transition.tail, door.transition.head, door.to_get_there, int(door.step.learning)) for door in doors]


def test_a_gap_is_that_of_the_move_where_there_is_one():
    gap = find_gap(LADDER, bare("s", p=1), "t")
    assert (gap.by, gap.start, gap.role, gap.learning) == ("transition", "s", "t", 5)
    assert [(one.skill, one.to_learn) for one in gap.skills] == [("q", 1), ("r", 1), ("p", 3)]
    assert gap.step is gap.seen


def test_a_gap_without_a_move_is_what_every_way_in_asks_and_the_role_grows():
    gap = find_gap(LADDER, bare("x", p=1), "t")
    assert (gap.by, gap.step) == ("usual", None)
    assert [(one.skill, one.asked, one.to_learn) for one in gap.skills] == [("q", 2, 2), ("p", 3, 2)]
    assert gap.to_dict()["step"] is None


def test_a_role_of_which_nothing_is_said_has_an_unknown_gap():
    gap = find_gap(LADDER, bare("s"), "u")
    assert (gap.by, gap.skills, gap.learning) == ("unknown", (), 0)


def test_the_gap_to_ones_own_role_is_what_it_usually_asks():
    assert find_gap(LADDER, Profile("a"), "a").learning == 0


@pytest.mark.parametrize(("start", "goal"), [("s", "nowhere"), ("nowhere", "s")])
def test_a_gap_of_an_unknown_role_is_refused(start, goal):
    with pytest.raises(RoleNotFound):
        find_gap(LADDER, bare(start), goal)


def test_next_moves_ask_least_first_and_unknown_months_come_last():
    graph = drawn("s>b(p) s>c(p)9m s>d(p)6m s>a(p2) s>e(q/p)")
    assert [step.transition.head for step in find_next_moves(graph, bare("s"))] == ["d", "c", "b", "e", "a"]


def test_a_move_of_several_ways_is_met_in_the_one_that_leaves_least():
    (step,) = find_next_moves(drawn("s>a(q3/p2)"), bare("s", q=2))
    assert (step.way, step.learning) == ((("q", 3),), 1)


def test_months_already_served_are_taken_off_a_next_move():
    (step,) = find_next_moves(drawn("s>a36m"), Profile("s", months_served=24))
    assert step.months == 12


def test_next_moves_stand_in_the_same_order_by_any_engine_and_without_one(monkeypatch):
    for case in range(100):
        choose = Random(f"next/{case}").choice
        graph, query = lines(choose)
        profile, effort = asked(query).profile, choose((False, True))
        alone = tuple(find_next_moves(drawn(graph), profile, effort=effort))
        assert [step.learning for step in alone] == sorted(step.learning for step in alone)
        for most in ENGINES.values():
            monkeypatch.setattr(search, "LARGE", most)
            compiled = drawn(graph)
            search.engine_of(compiled)
            assert find_next_moves(compiled, profile, effort=effort) == alone, f"drawn({graph!r})\nasked({query!r})"


@pytest.mark.parametrize("most", ENGINES.values(), ids=ENGINES)
def test_a_level_above_all_that_is_asked_is_enough_and_an_end_has_no_next_moves(monkeypatch, most):
    monkeypatch.setattr(search, "LARGE", most)
    graph = drawn("s>a(p2) s>b(q)")
    search.engine_of(graph)
    assert [step.transition.head for step in find_next_moves(graph, bare("s", p=1000))] == ["a", "b"]
    assert not find_next_moves(graph, bare("a", p=1000))


def test_a_move_is_seen_skill_by_skill_when_somebody_looks_at_it(monkeypatch):
    seen, step = [], Walker.step
    monkeypatch.setattr(Walker, "step", lambda walker, move: seen.append(move.head) or step(walker, move))
    moves = find_next_moves(drawn("s>a(p2) s>b(p) s>c(p3)"), bare("s"))
    assert (len(moves), seen) == (3, [])
    assert (moves[0].transition.head, seen) == ("b", ["b"])


def test_ways_in_begin_where_the_person_stands_and_count_the_way_there():
    found = around(LADDER, "t", bare("s"))
    assert told(found.ways_in) == [("s", "t", 0, 6), ("a", "t", 2, 2)]
    assert [door.learning for door in found.ways_in] == [6, 4]
    assert found.ways_in[0].here


def test_ways_out_count_from_arriving():
    found = around(LADDER, "a", bare("s"))
    assert found.arrival.roles == ("s", "a")
    assert told(found.ways_out) == [("a", "t", 2, 2)]


def test_what_grows_on_the_way_in_is_owned_on_the_way_out():
    graph = drawn("s>a(p2) a>t(p2,q2) a+q2")
    assert told(around(graph, "a", bare("s")).ways_out) == [("a", "t", 2, 0)]


def test_a_way_in_that_cannot_be_reached_is_seen_by_its_usual_holder():
    graph = drawn("s>t(p2) x>t(p2) y>x(p)")
    here, other = around(graph, "t", bare("s")).ways_in
    assert here.is_for_the_person
    assert not other.is_for_the_person
    assert (other.to_get_there, other.step.learning) == (None, 1)


def test_a_way_in_is_not_reached_through_the_role_itself():
    graph = drawn("s>t(p) t>u u>t(p2)")
    doors = {door.transition.tail: door for door in around(graph, "t", bare("s")).ways_in}
    assert not doors["u"].is_for_the_person


def test_without_a_person_every_way_is_seen_by_its_usual_holder():
    found = around(LADDER, "a")
    assert found.arrival is None
    assert [door.transition.tail for door in found.ways_in] == ["x", "s"]
    assert not any(door.is_for_the_person for door in (*found.ways_in, *found.ways_out))


def test_around_ones_own_role_the_arrival_has_no_moves():
    found = around(LADDER, "s", bare("s"))
    assert found.arrival.steps == ()
    assert [door.transition.head for door in found.ways_out] == ["a", "t"]


def test_a_way_that_there_was_no_time_to_look_for_is_not_said_not_to_be_there():
    graph = drawn("s>t(p2) s>x x>t(p2) y>t")
    found = look_around(
        graph, "t", bare("s"), lambda query: find_routes(graph, query) if query.goals != ("x",) else None
    )
    doors = {door.transition.tail: door for door in found.ways_in}
    assert [(tail, doors[tail].is_for_the_person, doors[tail].complete) for tail in "sxy"] == [
        ("s", True, True),
        ("x", False, False),
        ("y", False, True),
    ]
    assert not found.complete
    assert found.to_dict()["ways_in"][-1] == doors["x"].to_dict() | {"complete": False}


def test_around_is_ready_for_json():
    document = around(LADDER, "t", bare("s")).to_dict()
    assert document["ways_in"][1]["route"] == ["s", "a"]
    assert document["ways_in"][1]["to_get_there"] == 2
    assert document["ways_out"] == []
    assert document["complete"]


def test_around_an_unknown_role_is_refused():
    with pytest.raises(RoleNotFound):
        around(LADDER, "nowhere")
