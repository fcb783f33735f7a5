"""The routes found so far: the k best of one value, or the Pareto set of several; and what they make superfluous."""

from collections.abc import Hashable
from operator import itemgetter
from typing import Protocol

from careergraph.routes.objective import Vector
from careergraph.routes.prefix import Prefix, Tie


class Collection(Protocol):
    """Where a search puts the routes it finds."""

    k: int
    """How many different routes must come before a prefix's own ones before it is dropped."""

    def apart(self, prefix: Prefix) -> Hashable:  # noqa: ARG002 - most collections have one answer
        """Return what prefixes must have in common for one to make another superfluous; usually nothing."""
        return None

    def add(self, value: Vector, route: Prefix) -> None:
        """Take a route with its value."""

    def cuts(self, bound: Vector, prefix: Prefix, fewest: int) -> bool:
        """Return whether no route with this beginning, of this value and this many moves at best, can come in."""

    def routes(self) -> list[Prefix]:
        """Return the routes of the answer, in no order."""


class Best(Collection):
    """The first k routes by (value, tie order), one for each sequence of roles."""

    def __init__(self, k: int = 1) -> None:
        self.k = k
        self._found: dict[tuple[int, ...], tuple[Vector, Prefix]] = {}
        self._last: tuple[Vector, Prefix] | None = None

    def add(self, value: Vector, route: Prefix) -> None:
        """Take a route if it is among the first k."""
        known = self._found.get(route.roles)
        if known is not None and _order(known) <= _order((value, route)):
            return
        self._found[route.roles] = (value, route)
        if len(self._found) > self.k:
            worst = max(self._found.values(), key=_order)
            del self._found[worst[1].roles]
        if len(self._found) == self.k:
            self._last = max(self._found.values(), key=_order)

    def cuts(self, bound: Vector, prefix: Prefix, fewest: int) -> bool:
        """Compare with the k-th route found."""
        return self._last is not None and _beaten(*self._last, bound, prefix, fewest)

    def routes(self) -> list[Prefix]:
        """Return the routes found."""
        return [route for _, route in self._found.values()]


class Front(Collection):
    """The Pareto set: of each value that no other beats, the first route in tie order."""

    k = 1

    def __init__(self) -> None:
        self._found: dict[Vector, Prefix] = {}

    def add(self, value: Vector, route: Prefix) -> None:
        """Take a route unless another beats it, and let go of those that it beats."""
        known = self._found.get(value)
        if known is not None:
            if route.tie < known.tie:
                self._found[value] = route
            return
        if any(_no_worse(other, value) for other in self._found):
            return
        self._found = {other: found for other, found in self._found.items() if not _no_worse(value, other)}
        self._found[value] = route

    def cuts(self, bound: Vector, prefix: Prefix, fewest: int) -> bool:
        """Compare with each route found, value by value: never one criterion with the worst of the set."""
        return any(_beaten(value, route, bound, prefix, fewest) for value, route in self._found.items())

    def routes(self) -> list[Prefix]:
        """Return the routes of the set."""
        return list(self._found.values())


class BestOfEachStep(Collection):
    """Of each first step the first route by (value, tie order); the route of no moves by itself."""

    k = 1

    def __init__(self) -> None:
        self._found: dict[int, tuple[Vector, Prefix]] = {}

    def apart(self, prefix: Prefix) -> Hashable:
        """Return the role that the first step leads to; the start itself where there is none."""
        return first_step(prefix)

    def add(self, value: Vector, route: Prefix) -> None:
        """Take a route if it is the first of its first step."""
        known = self._found.get(first_step(route))
        if known is None or (value, route.tie) < _order(known):
            self._found[first_step(route)] = (value, route)

    def cuts(self, bound: Vector, prefix: Prefix, fewest: int) -> bool:
        """Compare with the route found that begins with the same step."""
        known = self._found.get(first_step(prefix))
        return known is not None and _beaten(*known, bound, prefix, fewest)

    def routes(self) -> list[Prefix]:
        """Return the routes found, by the number of their first step."""
        return [route for _, (_, route) in sorted(self._found.items(), key=itemgetter(0))]


def first_step(prefix: Prefix) -> int:
    """Return the role that the first step of a prefix leads to; its start where it has none."""
    return prefix.roles[min(1, len(prefix.moves))]


def _order(found: tuple[Vector, Prefix]) -> tuple[Vector, Tie]:
    return found[0], found[1].tie


def _no_worse(one: Vector, other: Vector) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


def _beaten(value: Vector, route: Prefix, bound: Vector, prefix: Prefix, fewest: int) -> bool:
    """
    Return whether a found route comes before every route with this beginning (SEMANTICS D6).

    It does if its value beats the bound, or equals it and the tie order is lost already: more moves for certain, or
    as many and a later sequence of roles.
    """
    if value == bound:
        moves = len(route.moves)
        return fewest > moves or (fewest == moves and prefix.roles > route.roles[: len(prefix.roles)])
    return _no_worse(value, bound)
