"""
The k best routes by one figure that only adds up: moves, or months.

Prefixes are taken in order of the least that a route with that beginning can come to, so routes come out best first
and nothing beyond the k-th is looked at (the order of Hart, Nilsson and Raphael 1968, with exact bounds over walks and
one continuation at a time; no detours around earlier routes as in Yen 1971).
"""

from collections.abc import Iterator
from functools import cache
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from careergraph.routes.large.arrays import Ints
from careergraph.routes.large.layers import far_of
from careergraph.routes.large.wide import Wide
from careergraph.routes.rounds import OutOfTime


class Reached(NamedTuple):
    """
    A prefix that waits: `bound` and `roles` order it, and with it the routes it begins.

    `figure` is what it came to, `taken` its transitions; `place` says which continuation of the prefix before it, in
    order, it is, and `before` what that one came to.
    """

    bound: int
    roles: tuple[int, ...]
    figure: int
    taken: tuple[int, ...]
    place: int
    before: int


class Continuation(NamedTuple):
    """A move from a role: what it and the best that follows come to, and what it is."""

    beyond: int
    head: int
    transition: int
    figure: int


class BestFirst:
    """
    Routes in order of a figure, which counts moves too, then of role ids.

    Parameters
    ----------
    wide
        What is asked.
    figures
        The figure of each transition.
    least
        For 0, 1 ... moves left, the least that each role adds on the way to a goal.
    """

    def __init__(self, wide: Wide, figures: Ints, least: list[Ints]) -> None:
        self._wide, self._figures, self._least = wide, figures, least
        self._continuations = cache(self._sorted_continuations)
        self._waiting: list[Reached] = []
        self.cut_at: int | None = None

    def routes(self, out_of_time: OutOfTime) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield the figure and the transitions of one route after the other; `cut_at` says where time was up."""
        waiting, goals = self._waiting, frozenset(self._wide.goals)
        if int(self._least[self._wide.hops][self._wide.start]) < far_of(self._figures):
            waiting.append(Reached(0, (self._wide.start,), 0, (), 0, 0))
        while waiting:
            if out_of_time():
                self.cut_at = waiting[0].bound
                return
            reached = heappop(waiting)
            if reached.taken:
                self._wait(reached.roles[:-1], reached.taken[:-1], reached.before, reached.place + 1)
            if reached.roles[-1] in goals:
                yield reached.figure, reached.taken
            self._wait(reached.roles, reached.taken, reached.figure, 0)

    def _wait(self, roles: tuple[int, ...], taken: tuple[int, ...], figure: int, place: int) -> None:
        """Let the best continuation of a prefix wait, from a place on, that comes to no role twice."""
        left = self._wide.hops - len(taken)
        choices = self._continuations(roles[-1], left - 1) if left else ()
        for at, move in enumerate(choices[place:], place):
            if move.head not in roles:
                bound = figure + move.beyond
                longer = Reached(
                    bound, (*roles, move.head), figure + move.figure, (*taken, move.transition), at, figure
                )
                heappush(self._waiting, longer)
                return

    def _sorted_continuations(self, role: int, left: int) -> tuple[Continuation, ...]:
        wide = self._wide
        first, last = wide.arrays.out_starts[role : role + 2].tolist()
        heads, figures = wide.arrays.head[first:last], self._figures[first:last]
        beyond = figures + self._least[left][heads]
        useful = beyond < far_of(figures)
        if wide.allowed is not None:
            useful &= wide.allowed[first:last]
        places = np.flatnonzero(useful)
        places = places[np.argsort(beyond[places], kind="stable")]  # equal ones stay in order of their heads
        columns = (beyond[places], heads[places], places + first, figures[places])
        return tuple(map(Continuation, *(column.tolist() for column in columns)))
