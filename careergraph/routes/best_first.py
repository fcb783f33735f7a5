"""
The k best routes by one figure that only grows along a route: moves, months, or how likely it is.

Prefixes are taken in order of the least that a route with that beginning can come to, so routes come out best first
and nothing beyond the k-th is looked at (the order of Hart, Nilsson and Raphael 1968, with exact bounds over walks and
one continuation at a time; no detours around earlier routes as in Yen 1971). Either engine lays out its own graph for
it: see `Walks`.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush, heappushpop
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeAlias

from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.rounds import Outcome, OutOfTime

Figure: TypeAlias = Any
"""What a walk comes to, its moves counted in, so that of equal values the one with fewer moves is less."""
Begun: TypeAlias = tuple[tuple[int, ...], Figure, tuple[Any, ...], Sequence["Continuation"]]
"""A prefix: its roles, what it came to, what was taken, and how it may go on, the best first."""
Waiting: TypeAlias = tuple[Figure, tuple[int, ...], Figure, tuple[Any, ...], Begun | None, int]
"""
A prefix that waits: the least its routes come to, and its roles, which order it; what it came to, and what was taken;
the prefix before it; and which continuation of that one, in order, it is.
"""


class Continuation(NamedTuple):
    """A move from a role: what it and the best that follows come to, where it leads, what it adds, and what it is."""

    beyond: Figure
    head: int
    figure: Figure
    taken: Any


class Walks(Protocol):
    """The walks that lead to the goals of a question, and what they come to."""

    goals: frozenset[int]
    hops: int
    """How many moves a route may have."""
    nothing: Figure
    """What no move comes to."""

    def join(self, figure: Figure, more: Figure, /) -> Figure:
        """Return what two walks come to, one after the other."""

    def continuations(self, role: int, left: int) -> Sequence[Continuation]:
        """Return the moves from a role to where a goal is at most `left` moves away, by `beyond`, then by head."""

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
        self._walks, self._start, self._join = walks, start, walks.join
        self._waiting: list[Waiting] = []
        self.cut_at: Figure | None = None

    def routes(self, out_of_time: OutOfTime) -> Iterator[tuple[Figure, tuple[Any, ...]]]:
        """Yield the figure of one route after the other, and what it takes; `cut_at` says where time was up."""
        waiting, walks = self._waiting, self._walks
        least = walks.least(self._start)
        first: Waiting | None = (least, (self._start,), walks.nothing, (), None, 0)
        while least is not None and first is not None:
            bound, roles, figure, taken, before, place = first
            if before is not None:
                if out_of_time():  # the route of no moves is known before any look at the clock
                    self.cut_at = bound
                    return
                self._wait(before, place + 1)
            if roles[-1] in walks.goals:
                yield figure, taken
            left = walks.hops - len(taken)
            choices = walks.continuations(roles[-1], left - 1) if left else ()
            longer = self._longer((roles, figure, taken, choices), 0)
            first = heappushpop(waiting, longer) if longer else heappop(waiting) if waiting else None

    def _wait(self, before: Begun, place: int) -> None:
        longer = self._longer(before, place)
        if longer is not None:
            heappush(self._waiting, longer)

    def _longer(self, before: Begun, place: int) -> Waiting | None:
        """Return the best continuation of a prefix, from a place on, that comes to no role twice."""
        roles, figure, taken, choices = before
        for at in range(place, len(choices)):
            beyond, head, more, move = choices[at]
            if head not in roles:
                join = self._join
                return join(figure, beyond), (*roles, head), join(figure, more), (*taken, move), before, at
        return None


def suits(query: RouteQuery, criteria: Collection[Criterion]) -> bool:
    """Return whether routes are asked for by one of these criteria, and no limit needs more than its figure."""
    if len(query.matters) > 1 or query.matters[0] not in criteria or query.via:
        return False
    if query.max_months is not None and query.matters != ("months",):
        return False
    return query.max_learning is None and query.max_step is None


def k_best(
    walks: Walks, start: int, k: int, most: int | None, out_of_time: OutOfTime
) -> tuple[list[tuple[Any, ...]], Outcome]:
    """
    Return what each of the first k routes takes, and how the search ended.

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
    outcome, found = Outcome(proven_moves=walks.hops), []
    search = BestFirst(walks, start)
    for figure, taken in islice(search.routes(out_of_time), k):
        if most is not None and walks.value(figure)[1] > most:
            outcome.touched.add("max_months")
            break
        found.append(taken)
    if search.cut_at is not None:
        outcome.complete, outcome.proven_moves = False, 0
        outcome.frontier = (walks.value(search.cut_at),)
    return found, outcome
