"""
After the search: put routes in order, say what each is best at, flag near repeats, and thin what is shown.

Nothing is dropped: a route that is not shown says so, and a repeat names what it repeats.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from operator import itemgetter
from typing import Any

from careergraph.model.transitions import RoleId
from careergraph.routes.objective import Vector
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.route import Resemblance, Route, Value
from careergraph.routes.telling import Told

LARGER_IS_BETTER = ("likelihood", "pay")


def comparable(criterion: Criterion, value: Value) -> tuple[int, Fraction]:
    """Return a value as (unknown, known), smaller is better."""
    return value.unknown, -value.known if criterion in LARGER_IS_BETTER else value.known


def tie(route: Route) -> tuple[Any, ...]:
    """Return what orders routes of equal value (A2)."""
    return route.moves, route.roles, tuple(step.way for step in route.steps)


def shortlist(query: RouteQuery, told: Iterable[Told]) -> tuple[Route, ...]:
    """Return the routes of an answer in display order, labelled, with repeats flagged and the display thinned."""
    ordered = sorted(told, key=itemgetter(0))
    labels = _labels(query, [one.passed.vector for one in ordered])
    roles = [one.passed.roles for one in ordered]
    shown = _shown(query, ordered, labels)
    return tuple(
        [
            Route(
                passed.roles,
                steps,
                values,
                labels=tuple([criterion for criterion, first in labels.items() if first == at]),
                repeats=repeats,
                differs=None if repeats is None else Resemblance(passed.roles, roles[repeats - 1]),
                shown=at in shown,
            )
            for at, ((passed, steps, values), repeats) in enumerate(zip(ordered, _repeats(roles), strict=True))
        ]
    )


def _labels(query: RouteQuery, vectors: Sequence[Vector]) -> dict[Criterion, int]:
    """Return which route (from 0) is the first of the best in each criterion, in canonical order (A6)."""
    labels = {}
    for criterion, *values in zip(query.matters, *vectors, strict=True):
        best = min(values, default=(1,))
        if not best[0] and (len(values) == 1 or max(values) > best):
            labels[criterion] = values.index(best)
    return labels


def _repeats(routes: Sequence[tuple[RoleId, ...]]) -> list[int | None]:
    """Return for each route the number (from 1) of the first earlier unflagged route it nearly repeats (A8)."""
    flags: list[int | None] = []
    unflagged: list[tuple[int, frozenset[RoleId]]] = []
    for number, roles in enumerate(routes, 1):
        inner = frozenset(roles[1:-1])
        size = len(inner)  # half of the inner roles of both are shared by both: a third of what they have is
        near = next((earlier for earlier, other in unflagged if 3 * len(inner & other) >= size + len(other)), None)
        flags.append(near)
        if near is None and inner:
            unflagged.append((number, inner))
    return flags


def _shown(query: RouteQuery, told: Sequence[Told], labels: Mapping[Criterion, int]) -> Collection[int]:
    """Return which routes (from 0) a thinned display shows (A7)."""
    if len(query.matters) == 1:
        return range(len(told))
    staying = sorted({*_first_of_boxes(query, told), *labels.values()})
    return staying if query.show is None else list(dict.fromkeys([*labels.values(), *staying]))[: query.show]


def _first_of_boxes(query: RouteQuery, told: Sequence[Told]) -> Iterable[int]:
    sizes = dict(query.epsilon)
    first: dict[object, int] = {}
    for at, (passed, _, values) in enumerate(told):
        box = tuple(
            _box(comparable(criterion, values[criterion]), sizes[criterion]) if criterion in sizes else pair
            for criterion, pair in zip(query.matters, passed.vector, strict=True)
        )
        first.setdefault(box, at)
    return first.values()


def _box(pair: tuple[int, Fraction], size: Decimal) -> tuple[int, int]:
    unknown, known = pair
    return unknown, floor(known / Fraction(size))
