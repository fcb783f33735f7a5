"""Prefixes told as routes: their values, and their steps when somebody looks at them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from careergraph.routes.evidence import interval, weakest_step
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.later import Later
from careergraph.routes.prefix import Counting, Pair, Prefix, Standing, dip
from careergraph.routes.query import Criterion
from careergraph.routes.question import Question
from careergraph.routes.route import Route, Step, Value
from careergraph.routes.stepping import Walked, Walker


def route_of(question: Question, prefix: Prefix) -> Route:
    """Return one prefix as a route."""
    return next(told_one_by_one(question, [prefix]))


def told_one_by_one(question: Question, prefixes: Iterable[Prefix]) -> Iterator[Route]:
    """Yield prefixes as routes with every criterion valued; their steps are walked when they are looked at."""
    walks = _Walks(question)
    return (_route_of(question, prefix, walks) for prefix in prefixes)


def _route_of(question: Question, prefix: Prefix, walks: "_Walks") -> Route:
    roles = question.index.roles
    transitions = [move.transition for move in prefix.moves]
    return Route(
        tuple([roles[role] for role in prefix.roles]),
        Later(len(prefix.moves), partial(walks.steps, prefix)),
        values_of(question, prefix),
        interval=interval(transitions),
        weakest_step=weakest_step(transitions),
    )


class _Walks:
    """The routes of a question, walked for the person who asks; a beginning that several share is walked once."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._known: dict[object, Walked] = {}

    @cached_property
    def _walker(self) -> Walker:
        query = self._question.query
        return Walker.of(self._question.index.graph, query.profile, effort=query.effort)

    def steps(self, prefix: Prefix, first: int, last: int) -> tuple[Step, ...]:
        """Return the steps of a route from one place up to another."""
        walked = self._walker.here
        for number, move in enumerate(prefix.moves, 1):
            spelled = prefix.roles[: number + 1], prefix.ranks[:number]
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
    counted = Counted(role, moves, prefix.months, learning, hardest, prefix.share, dip(standing, prefix))
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
