"""
After the search: put routes in order, say what each is best at, flag near repeats, and thin what is shown.

Nothing is dropped: a route that is not shown says so, and a repeat names what it repeats.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from careergraph.model.transitions import RoleId
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.route import Route, Value

LARGER_IS_BETTER = ("likelihood", "pay")


def comparable(criterion: Criterion, value: Value) -> tuple[int, Fraction]:
    """Return a value as (unknown, known), smaller is better."""
    return value.unknown, -value.known if criterion in LARGER_IS_BETTER else value.known


def vector(query: RouteQuery, route: Route) -> tuple[tuple[int, Fraction], ...]:
    """Return a route's values of the criteria asked for, in canonical order."""
    return tuple(comparable(criterion, route.values[criterion]) for criterion in query.matters)


def in_order(query: RouteQuery, routes: Sequence[Route]) -> list[Route]:
    """Return routes in display order: by vector, then fewer moves, then role ids, then ways (A5)."""
    return sorted(routes, key=lambda route: (vector(query, route), *tie(route)))


def tie(route: Route) -> tuple[Any, ...]:
    """Return what orders routes of equal value (A2)."""
    return route.moves, route.roles, tuple(step.way for step in route.steps)


def shortlist(query: RouteQuery, routes: Sequence[Route]) -> tuple[Route, ...]:
    """Return the routes of an answer in display order, labelled, with repeats flagged and the display thinned."""
    ordered = in_order(query, routes)
    labels = _labels(query, ordered)
    repeats = _repeats(ordered)
    shown = _shown(query, ordered, labels)
    return tuple(
        replace(
            route,
            labels=tuple(criterion for criterion in query.matters if labels.get(criterion) == at),
            repeats=repeats[at],
            shown=at in shown,
        )
        for at, route in enumerate(ordered)
    )


def _labels(query: RouteQuery, routes: Sequence[Route]) -> dict[Criterion, int]:
    """Return which route (from 0) is the first of the best in each criterion (A6)."""
    labels = {}
    for criterion in query.matters:
        values = [comparable(criterion, route.values[criterion]) for route in routes]
        if not values:
            continue
        best = min(values)
        if not best[0] and (len(values) == 1 or max(values) > best):
            labels[criterion] = values.index(best)
    return labels


def _repeats(routes: Sequence[Route]) -> list[int | None]:
    """Return for each route the number (from 1) of the first earlier unflagged route it nearly repeats (A8)."""
    flags: list[int | None] = []
    unflagged: list[tuple[int, frozenset[RoleId]]] = []
    for number, route in enumerate(routes, 1):
        inner = frozenset(route.roles[1:-1])
        near = (earlier for earlier, roles in unflagged if 2 * len(inner & roles) >= len(inner | roles))
        flags.append(next(near, None) if inner else None)
        if inner and flags[-1] is None:
            unflagged.append((number, inner))
    return flags


def _shown(query: RouteQuery, routes: Sequence[Route], labels: dict[Criterion, int]) -> set[int]:
    """Return which routes (from 0) a thinned display shows (A7)."""
    if len(query.matters) == 1:
        return set(range(len(routes)))
    staying = sorted({*_first_of_boxes(query, routes), *labels.values()})
    if query.show is None:
        return set(staying)
    holders = [labels[criterion] for criterion in query.matters if criterion in labels]
    return set(list(dict.fromkeys([*holders, *staying]))[: query.show])


def _first_of_boxes(query: RouteQuery, routes: Sequence[Route]) -> list[int]:
    sizes = dict(query.epsilon)
    first: dict[object, int] = {}
    for at, route in enumerate(routes):
        box = tuple(
            _box(pair, sizes.get(criterion))
            for criterion, pair in zip(query.matters, vector(query, route), strict=True)
        )
        first.setdefault(box, at)
    return list(first.values())


def _box(pair: tuple[int, Fraction], size: Decimal | None) -> tuple[int, Fraction | int]:
    unknown, known = pair
    return (unknown, known) if size is None else (unknown, floor(known / Fraction(size)))
