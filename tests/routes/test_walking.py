"""Steps are walked when somebody looks at them, and nothing that routes or questions share is made twice."""

import pytest

from careergraph import find_routes
from careergraph.routes.asked import PlainEngine
from careergraph.routes.stepping import Walker
from tests.drawn import asked, drawn

GRAPH = "s>a(p2)6m a>b(p3)6m b>t(q)6m a>c(p,q)12m c>t(q2)6m a+r"


@pytest.fixture
def walked(monkeypatch):
    """Return the moves that were walked, as they are walked."""
    seen, further = [], Walker.further

    def noting(self, walked, transition, way):
        seen.append(">".join(transition.pair))
        return further(self, walked, transition, way)

    monkeypatch.setattr(Walker, "further", noting)
    return seen


def test_nobody_walks_a_route_before_its_steps_are_looked_at(walked):
    answer = find_routes(drawn(GRAPH), asked("months; k=2"))
    assert [(route.moves, str(route.values["learning"])) for route in answer] == [(3, "4"), (3, "4")]
    assert walked == []
    assert [step.transition.head for step in answer[1].steps] == ["a", "c", "t"]
    assert walked == ["s>a", "a>c", "c>t"]


def test_a_beginning_that_routes_share_is_walked_once(walked):
    first, second = find_routes(drawn(GRAPH), asked("months; k=2"))
    assert first.steps[0] is second.steps[0]
    assert walked == ["s>a", "a>b", "b>t", "a>c", "c>t"]


def test_steps_are_a_sequence_like_any_other():
    (route,) = find_routes(drawn(GRAPH), asked("months"))
    steps = tuple(route.steps)
    assert len(route.steps) == len(steps) == route.moves
    assert route.steps == steps
    assert route.steps[1:] == steps[1:]
    assert hash(route.steps) == hash(steps)
    assert repr(route.steps) == repr(steps)
    assert route.steps != steps[:1]


def test_questions_with_the_same_constraints_share_what_is_left_of_the_graph():
    engine = PlainEngine(drawn(GRAPH))
    one, other = (engine.question(asked(f"months; from {start}; months<=60; avoid !q2")) for start in "sa")
    assert one.moves is other.moves
    assert one.removed == other.removed != set()
    one.removed.clear()
    assert engine.question(asked("months; months<=60; avoid !q2")).removed == other.removed


def test_months_already_served_are_nobody_elses():
    engine = PlainEngine(drawn(GRAPH))
    queries = ("months; served 6", "months", "months; served 2")
    found = [engine.search(asked(query), lambda: False).prefixes[0].months for query in queries]
    assert found == [(0, 120), (0, 180), (0, 160)]
