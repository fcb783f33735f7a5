"""Prefixes told as routes: their values and steps, when somebody looks at them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from careergraph.model.transitions import RoleId
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.later import Later, LaterByName
from careergraph.routes.objective import Vector
from careergraph.routes.prefix import Counting, Pair, Prefix, Standing, dip
from careergraph.routes.query import Criterion
from careergraph.routes.question import Question
from careergraph.routes.route import Route, Step, Value
from careergraph.routes.stepping import Walked, Walker


class Passed(NamedTuple):
    """
    What orders a route among others, and what it passes: compared, the one shown first is less (SEMANTICS A5).

    `vector` has what is unknown and known of each criterion asked for, in whole units.
    """

    vector: Vector
    moves: int
    roles: tuple[RoleId, ...]


class Told(NamedTuple):
    """A route found, and what is told of it when somebody looks: its steps, and the value of every criterion."""

    passed: Passed
    steps: Sequence[Step]
    values: Mapping[Criterion, Value]


def route_of(question: Question, prefix: Prefix) -> Route:
    """Return one prefix as a route."""
    steps, values = _Telling(question).told(lambda: prefix, len(prefix.moves))
    return Route(named(question, prefix), steps, values)


def named(question: Question, prefix: Prefix) -> tuple[RoleId, ...]:
    """Return the roles of a prefix by their ids."""
    roles = question.index.roles
    return tuple([roles[role] for role in prefix.roles])


def told_one_by_one(question: Question, found: Iterable[tuple[Passed, Callable[[], Prefix]]]) -> Iterator[Told]:
    """Yield routes found with what is told of them, given what makes the prefix of each."""
    telling = _Telling(question)
    return (Told(passed, *telling.told(prefix, passed.moves)) for passed, prefix in found)


class _Telling:
    """Tells the routes of a question; a beginning that several share is walked once."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._known: dict[object, Walked] = {}

    @cached_property
    def _walker(self) -> Walker:
        query = self._question.query
        return Walker.of(self._question.index.graph, query.profile, effort=query.effort)

    def told(self, prefix: Callable[[], Prefix], moves: int) -> tuple[Later[Step], LaterByName[Criterion, Value]]:
        """Return the steps of a route of so many moves and its values, made when they are looked at."""
        return Later(moves, partial(self._steps, prefix)), LaterByName(lambda: values_of(self._question, prefix()))

    def _steps(self, prefix: Callable[[], Prefix], first: int, last: int) -> tuple[Step, ...]:
        """Walk a route for the person who asks, and return the steps from one place up to another."""
        _, roles, ranks, moves, *_ = prefix()
        walked = self._walker.here
        for number, move in enumerate(moves, 1):
            spelled = roles[: number + 1], ranks[:number]
            known = self._known.get(spelled)
            if known is None:
                known = self._known[spelled] = self._walker.further(walked, move.transition, move.way)
            walked = known
        return walked.steps[first:last]


class Counted(NamedTuple):
    """What a whole route comes to, in whole units: its values are made of it. `role` is where it ends."""

    role: int
    moves: int
    months: Pair
    learning: int
    hardest: int
    share: Pair
    dip: tuple[int, Fraction]


def values_of(standing: Standing, prefix: Prefix) -> dict[Criterion, Value]:
    """Return the value of every criterion for a prefix as a whole route, in canonical order."""
    role, moves, learning, hardest = prefix.role, len(prefix.moves), prefix.learning, prefix.hardest
    counted = Counted(role, moves, prefix.months, learning, hardest, prefix.share, dip(standing, prefix.heads))
    return valued(standing, counted)


def valued(standing: Counting, counted: Counted) -> dict[Criterion, Value]:
    """Return the value of every criterion for a route that is counted, in canonical order."""
    unknown_months, months = counted.months
    unknown_share, share = counted.share
    unit = standing.learning_unit
    pay = standing.pays[counted.role] if counted.moves else standing.today
    return {
        "moves": _value(0, counted.moves),
        "months": _value(unknown_months, months, MONTH_UNIT),
        "learning": _value(0, counted.learning, unit),
        "hardest": _value(0, counted.hardest, unit),
        "likelihood": _value(unknown_share, -share, SHARE_UNIT**standing.hop_limit.moves),
        "pay": _value(1, 0) if pay is None else Value(0, pay),
        "dip": Value(*counted.dip),
    }


@lru_cache(maxsize=4096)
def _value(unknown: int, known: int, unit: int = 1) -> Value:
    """Return a value counted in whole units."""
    return Value(unknown, Fraction(known, unit))
