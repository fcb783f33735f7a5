"""The routes a search on arrays has found, as rows of values, and which beginnings they make superfluous."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from careergraph.routes.large.arrays import Flags, Floats, Ints, Places

Exact: TypeAlias = tuple[Any, ...]
Order: TypeAlias = tuple[int, tuple[int, ...]]
Learned: TypeAlias = tuple[int, int]
"""What a route learns, and at most in one step."""
TOGETHER = 64
"""Routes that are compared with all beginnings at once; the next only with what these leave."""


class Found:
    """
    The first k routes by value and tie order, or, without k, the Pareto set.

    Each route has its values twice: as floats, in which all but a likelihood (−log) are exact, to compare with many
    labels at once; and exactly, to decide.
    """

    def __init__(self, k: int | None, criteria: int) -> None:
        self._k = k
        self._values = np.zeros((0, criteria))
        self._exact: list[Exact] = []
        self._order: list[Order] = []
        self.taken: list[tuple[int, ...]] = []
        self.learned: list[Learned] = []

    def add(self, values: Floats, exact: Exact, order: Order, taken: tuple[int, ...], learned: Learned) -> None:
        """Take a route, unless those known keep it out; let go of those that it keeps out."""
        if order in self._order:
            return
        gone = self._beaten(exact, order) if self._k is None else self._pushed_out(exact, order)
        if gone is None:
            return
        kept = [at for at in range(len(self._order)) if at not in gone]
        self._values = np.vstack((self._values[kept], values))
        self._exact = [*(self._exact[at] for at in kept), exact]
        self._order = [*(self._order[at] for at in kept), order]
        self.taken = [*(self.taken[at] for at in kept), taken]
        self.learned = [*(self.learned[at] for at in kept), learned]

    def _beaten(self, exact: Exact, order: Order) -> set[int] | None:
        """Return the routes that a new one beats; None if one of them beats it, or equals it and comes first."""
        known = list(zip(self._exact, self._order, strict=True))
        if any(_no_worse(other, exact) and (other != exact or first < order) for other, first in known):
            return None
        return {at for at, (other, _) in enumerate(known) if _no_worse(exact, other)}

    def _pushed_out(self, exact: Exact, order: Order) -> set[int] | None:
        """Return the route that a new one pushes out, if there are k; None if it is itself beyond the k-th."""
        if len(self._exact) < (self._k or 0):
            return set()
        last = self._last()
        return {last} if (exact, order) < (self._exact[last], self._order[last]) else None

    @property
    def wants_more(self) -> bool:
        """Whether fewer than k routes are known: then nothing is cut yet."""
        return len(self._exact) < (self._k or 1)

    def _last(self) -> int:
        return max(range(len(self._exact)), key=lambda at: (self._exact[at], self._order[at]))

    def cuts(self, bounds: Floats, fewest: Ints, spelled: Callable[[Ints], Places]) -> Flags:
        """
        Return which beginnings come to nothing (SEMANTICS D6).

        A route found beats their bounds, or equals them and comes first in tie order whatever follows: for that
        `spelled` is asked for the roles of some of them. Against a Pareto set whole rows are compared, otherwise the
        k-th route counts.
        """
        cutting = self._cutting()
        cut = self._cut_by(cutting[:TOGETHER], bounds, fewest, spelled)
        for begin in range(TOGETHER, len(cutting), TOGETHER):
            rest, some = np.flatnonzero(~cut), cutting[begin : begin + TOGETHER]
            cut[rest] = self._cut_by(some, bounds[rest], fewest[rest], lambda rows: spelled(rest[rows]))  # noqa: B023 - called at once
        return cut

    def _cut_by(self, cutting: list[int], bounds: Floats, fewest: Ints, spelled: Callable[[Ints], Places]) -> Flags:
        """Return which beginnings some of the routes cut."""
        (mine, theirs), *others = zip(self._values[cutting].T[:, :, None], bounds.T, strict=True)
        lost, tied = mine <= theirs, mine == theirs
        for mine, theirs in others:
            lost &= mine <= theirs
            tied &= mine == theirs
        for one in np.flatnonzero(tied.any(axis=1)).tolist():
            rows = np.flatnonzero(tied[one])
            moves, route = self._order[cutting[one]]
            few = fewest[rows]
            lost[one, rows] = (few > moves) | ((few == moves) & _later(spelled(rows), route))
        cut: Flags = np.logical_or.reduce(lost, axis=0)
        return cut

    def _cutting(self) -> list[int]:
        """Return the routes that keep others out."""
        if self._k is None:
            return [*range(len(self._exact))]
        return [self._last()] if len(self._exact) >= self._k else []


def _no_worse(one: Exact, other: Exact) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one, other, strict=True))


def _later(roles: Places, route: tuple[int, ...]) -> Flags:
    """Return which sequences come after the beginning of a route, as far as they go (−1 is no role)."""
    beginnings = roles[:, : len(route)]
    differs = beginnings != np.array(route, dtype=roles.dtype)
    first = differs.argmax(axis=1)  # where nothing differs, it is the start, which all share
    later: Flags = beginnings[np.arange(len(roles)), first] > np.array(route, dtype=roles.dtype)[first]
    return later
