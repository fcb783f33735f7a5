"""
The k best routes by one figure that only adds up: moves, months, likelihood.

Prefixes are taken in order of the least that a route with that beginning can come to, so routes come out best first
and nothing is searched beyond the k-th (the lazy form of Hart, Nilsson and Raphael 1968 with exact bounds over walks,
which needs no detours around earlier routes as Yen 1971 does).
"""

from collections.abc import Callable, Iterator
from functools import cache
from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from careergraph.routes.layers import far_of
from careergraph.routes.wide import Wide


class Reached(NamedTuple):
    """A prefix on the heap: first what orders it, then what it needs to go on."""

    bound: Any
    roles: tuple[int, ...]
    figure: Any
    taken: tuple[int, ...]
    place: int
    """Which of the continuations of the prefix before it, in order, this one is."""
    before: Any
    """The figure of the prefix before it."""


Continuation = tuple[Any, int, int, Any]
"""What a continuation can come to beyond the prefix, its head, its transition, its own figure."""


class BestFirst:
    """
    Routes in order of one additive figure, then of moves and role ids.

    Parameters
    ----------
    wide
        What is asked.
    figures
        The figure of each transition.
    least
        For 0, 1 ... moves left, the least that each role adds on the way to a goal.
    """

    def __init__(self, wide: Wide, figures: Any, least: list[Any]) -> None:
        self._wide, self._figures, self._least = wide, figures, least
        self._continuations = cache(self._sorted_continuations)
        self._heap: list[Reached] = []
        self.frontier: Any = None

    def run(self, look: Callable[[], None]) -> Iterator[tuple[Any, tuple[int, ...]]]:
        """Yield the figure and the transitions of one route after the other; `look` may raise to stop."""
        wide, heap, goals = self._wide, self._heap, frozenset(self._wide.goals)
        start = wide.start
        zero = 0 * self._figures.dtype.type(0).item()
        bound = self._least[wide.hops][start].item()
        if bound < far_of(self._figures):
            heappush(heap, Reached(bound, (start,), zero, (), 0, None))
        while heap:
            self.frontier = heap[0].bound
            look()
            reached = heappop(heap)
            if reached.taken:
                self._push(reached.roles[:-1], reached.taken[:-1], reached.before, reached.place + 1)
            if reached.roles[-1] in goals:
                yield reached.figure, reached.taken
            self._push(reached.roles, reached.taken, reached.figure, 0)

    def _push(self, roles: tuple[int, ...], taken: tuple[int, ...], figure: Any, place: int) -> None:
        """Push the first continuation of a prefix, from a place on, that comes to no role twice."""
        left = self._wide.hops - len(taken)
        if not left:
            return
        choices = self._continuations(roles[-1], left - 1)
        while place < len(choices):
            beyond, head, transition, own = choices[place]
            if head not in roles:
                longer = Reached(figure + beyond, (*roles, head), figure + own, (*taken, transition), place, figure)
                heappush(self._heap, longer)
                return
            place += 1

    def _sorted_continuations(self, role: int, left: int) -> list[Continuation]:
        arrays = self._wide.arrays
        first, last = arrays.out_starts[role : role + 2].tolist()
        heads, figures = arrays.head[first:last], self._figures[first:last]
        beyond = figures + self._least[left][heads]
        useful = beyond < far_of(figures)
        if self._wide.allowed is not None:
            useful &= self._wide.allowed[first:last]
        places = np.flatnonzero(useful)
        places = places[np.argsort(beyond[places], kind="stable")]  # equal ones stay in order of their heads
        return list(
            zip(
                beyond[places].tolist(),
                heads[places].tolist(),
                (places + first).tolist(),
                figures[places].tolist(),
                strict=True,
            )
        )
