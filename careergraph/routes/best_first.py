"""
The k best routes by one figure that only grows along a route: moves, months, or how likely it is.

Prefixes are taken in order of the least that a route with that beginning can come to, so routes come out best first
and nothing beyond the k-th is looked at (the order of Hart, Nilsson and Raphael 1968, with exact bounds over walks and
one continuation at a time; no detours around earlier routes as in Yen 1971). Either engine lays out its own graph for
it: see `Walks`.
"""

from collections.abc import Collection, Iterable, Iterator
from heapq import heappop, heappush, heappushpop
from itertools import islice
from typing import Any, Protocol, TypeAlias

from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.rounds import Outcome, OutOfTime

Figure: TypeAlias = Any
"""What a walk comes to, its moves counted in, so that of equal values the one with fewer moves is less."""


Choice: TypeAlias = tuple[Figure, int, Figure, Any]
"""A move: what it and the best that follows come to, where it leads, what it adds, and what it is."""

Waiting: TypeAlias = tuple[Figure, tuple[int, ...], Figure, tuple[Any, ...], Figure, Any, Iterator[Choice]]
"""
A prefix that waits: the least its routes come to, and its roles, which order it; of the prefix without its last move
what that came to, and what it took; what its last move adds, and what it is; and the choices there are instead of it.
"""

Taken: TypeAlias = tuple[Figure, tuple[int, ...], tuple[Any, ...]]
"""A route: what it comes to, its roles by number, and what its moves are."""


class Walks(Protocol):
    """The walks that lead to the goals of a question, and what they come to."""

    goals: frozenset[int]
    hops: int
    """How many moves a route may have."""
    nothing: Figure
    """What no move comes to."""

    def join(self, figure: Figure, more: Figure, /) -> Figure:
        """Return what two walks come to, one after the other."""

    def choices(self, role: int, left: int, /) -> Iterable[Choice]:
        """Return the moves from a role to where a goal is at most `left` moves away, the best first, then by head."""

    def least(self, start: int, /) -> Figure | None:
        """Return the least a walk from a role comes to; None where there is none."""

    def value(self, figure: Figure) -> tuple[int, Any]:
        """Return what is unknown and what is known of a figure, as the criterion counts it."""


class BestFirst:
    """
    Routes in order of their figure, then of role ids.

    Parameters
    ----------
    walks, start
        What is searched, from where.
    """

    def __init__(self, walks: Walks, start: int) -> None:
        self._walks, self._start = walks, start
        self.cut_at: Figure | None = None

    def routes(self, out_of_time: OutOfTime) -> Iterator[Taken]:
        """Yield one route after the other; `cut_at` says when time was up."""
        walks, waiting = self._walks, list[Waiting]()
        goals, hops, join, choices = walks.goals, walks.hops, walks.join, walks.choices
        bound, figure, taken = walks.least(self._start), walks.nothing, tuple[Any, ...]()
        roles: tuple[int, ...] = (self._start,)
        while bound is not None:
            if roles[-1] in goals:
                yield figure, roles, taken
            onward = iter(choices(roles[-1], hops - len(roles)) if len(roles) <= hops else ())
            for beyond, head, more, what in onward:
                if head not in roles:
                    longer: Waiting = join(figure, beyond), (*roles, head), figure, taken, more, what, onward
                    if longer[0] != bound:  # otherwise it comes before all that wait, as what it goes on from did
                        longer = heappushpop(waiting, longer)
                    break
            else:
                if not waiting:
                    return
                longer = heappop(waiting)
            if out_of_time():  # the route of no moves is known before any look at the clock
                self.cut_at = longer[0]
                return
            bound, roles, figure, taken, more, what, onward = longer
            for beyond, head, adds, move in onward:  # the next best choice waits
                if head not in roles:
                    heappush(waiting, (join(figure, beyond), (*roles[:-1], head), figure, taken, adds, move, onward))
                    break
            figure, taken = join(figure, more), (*taken, what)


def suits(query: RouteQuery, criteria: Collection[Criterion]) -> bool:
    """Return whether routes are asked for by one of these criteria, and no limit needs more than its figure."""
    if len(query.matters) > 1 or query.matters[0] not in criteria or query.via:
        return False
    if query.max_months is not None and query.matters != ("months",):
        return False
    return query.max_learning is None and query.max_step is None


def k_best(walks: Walks, start: int, k: int, most: int | None, out_of_time: OutOfTime) -> tuple[list[Taken], Outcome]:
    """
    Return the first k routes, and how the search ended.

    Parameters
    ----------
    walks, start
        What is searched, from where.
    k
        How many routes.
    most
        A limit on months, where they are what is counted.
    out_of_time
        Tells when to stop.
    """
    outcome, found = Outcome(proven_moves=walks.hops), list[Taken]()
    search = BestFirst(walks, start)
    for taken in islice(search.routes(out_of_time), k):
        if most is not None and walks.value(taken[0])[1] > most:
            outcome.touched.add("max_months")
            break
        found.append(taken)
    if search.cut_at is not None:
        outcome.complete, outcome.proven_moves = False, 0
        outcome.frontier = (walks.value(search.cut_at),)
    return found, outcome
