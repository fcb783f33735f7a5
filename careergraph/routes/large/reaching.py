"""
What is within reach, where a figure adds up or the goal decides it; and the part of a graph that limits leave.

One label for each role and round is enough for the first route to every role: that is shown in
`careergraph.routes.reaching`. Which one is decided as there, by the figure and then by tie order (SEMANTICS A2).
"""

import numpy as np

from careergraph.ports import Look
from careergraph.routes.large import layers
from careergraph.routes.large.arrays import Flags, Ints, Places
from careergraph.routes.large.labels import NONE
from careergraph.routes.large.wide import Wide
from careergraph.routes.rounds import Outcome, OutOfTime

UNREACHED = 1 << 60
"""More than any figure."""


def first_routes(wide: Wide, out_of_time: OutOfTime) -> tuple[Places, Outcome]:
    """
    Return the first route to each role that can be reached, ranked, and how the search ended.

    A route is a row of transitions, as long as the longest may be, `NONE` where it ends before.
    """
    firsts, outcome = _Firsts(wide), Outcome(proven_moves=wide.hops)
    for moves in range(wide.hops):
        if out_of_time():
            outcome = Outcome(complete=False, proven_moves=moves)
            break
        firsts.go_on()
    return firsts.ranked(), outcome


class _Firsts:
    """
    The routes that came first at their roles, round by round.

    Of a round are kept the transitions its routes end with, in tie order of the routes, and for each the place of what
    comes before it among the routes of the round before.
    """

    def __init__(self, wide: Wide) -> None:
        self._wide, self._arrays = wide, wide.arrays
        self._criterion = wide.query.matters[0]
        roles = len(wide.arrays.roles)
        self._best = np.full(roles, UNREACHED)
        self._best[wide.start] = -1  # no figure is less: it is never reached again
        self._place = np.zeros(roles, dtype=np.int64)
        self._ends = np.array([wide.start])
        self._rounds: list[tuple[Places, Ints]] = []
        self._months = wide.months if self._criterion == "months" else None

    def go_on(self) -> None:
        """Take the routes of the latest round one move further, and of each role the one that comes first."""
        best = self._best
        taken, figures = self._better()
        heads, before = self._arrays.head[taken], self._place[self._arrays.tail[taken]]
        keys = figures * len(best) + before  # of equal figures, the one whose beginning is first in tie order
        least = np.full(len(best), UNREACHED)
        np.minimum.at(least, heads, keys)
        first = np.flatnonzero(keys == least[heads])
        first = first[np.argsort(before[first], kind="stable")]  # heads stand in order within a beginning
        self._ends = heads[first]
        best[self._ends] = figures[first]
        self._place[self._ends] = np.arange(len(first))
        self._rounds.append((taken[first], before[first]))

    def _better(self) -> tuple[Places, Ints]:
        """Return the moves from the latest roles that better what is known, and what each comes to."""
        wide = self._wide
        taken, figures = self._onward()
        useful = figures < self._best[self._arrays.head[taken]]
        if wide.max_months is not None:
            useful &= figures <= wide.max_months
        if wide.allowed is not None:
            useful &= wide.allowed[taken]
        rows = np.flatnonzero(useful)
        return (rows if isinstance(taken, slice) else taken[rows]).astype(np.int32), figures[rows]

    def _onward(self) -> tuple[Ints | slice, Ints]:
        """
        Return the moves from the latest roles, and what the criterion comes to with each: smaller is better.

        Where these are many, all moves are returned, the others with figures that better nothing.
        """
        arrays, ends = self._arrays, np.sort(self._ends)
        counts = np.diff(arrays.out_starts)
        so_far = np.full(len(counts), UNREACHED)
        so_far[ends] = 0 if self._criterion == "pay" else np.maximum(self._best[ends], 0)
        taken: Ints | slice = slice(None)
        if counts[ends].sum() * layers.SPARSE < len(arrays.tail):
            taken, so_far, counts = arrays.leaving(ends), so_far[ends], counts[ends]
        figures = np.repeat(so_far, counts)
        if self._criterion == "pay":
            figures += self._wide.ranks[arrays.head[taken]]
        else:
            figures += 1 if self._months is None else self._months[taken]
        return taken, figures

    def ranked(self) -> Places:
        """Return the first routes by what they come to and tie order, as rows of transitions."""
        latest = np.zeros(len(self._best), dtype=np.int64)
        for number, (taken, _) in enumerate(self._rounds, 1):
            latest[self._arrays.head[taken]] = number
        roles = np.flatnonzero(latest)
        roles = roles[np.lexsort((self._place[roles], latest[roles], self._best[roles]))]
        latest, place = latest[roles], self._place[roles]
        routes = np.full((len(roles), self._wide.hops), NONE, dtype=np.int32)
        for number, (taken, before) in reversed(list(enumerate(self._rounds, 1))):
            rows = np.flatnonzero(latest >= number)
            routes[rows, number - 1] = taken[place[rows]]
            place[rows] = before[place[rows]]
        return routes


def within_limits(wide: Wide, look: Look, *, raised: bool = False) -> Ints:
    """
    Return the transitions on walks from the start that the limits leave, in order.

    If `raised`, as much more may be learned as one raise saves. A limit on steps says nothing of a single transition:
    what it asks may be learned in several steps. `look` is called after each part of the work; it may raise to stop.
    """
    places = _around(wide, wide.allowed)
    look()
    most = wide.max_learning
    if most is not None and not wide.surprising[places].any():  # a route learns all that any of its transitions asks
        asked = wide.gaps <= most + (wide.largest_raise if raised else 0)
        places = _around(wide, asked if wide.allowed is None else asked & wide.allowed)
        look()
    if wide.max_months is not None:
        places = places[_months_to(wide, places, look) <= wide.max_months]
    return places


def _around(wide: Wide, allowed: Flags | None) -> Ints:
    """Return the transitions that can be taken within the moves there are."""
    away = layers.moves_from(wide.arrays, wide.start, allowed, wide.hops - 1)
    places = wide.arrays.leaving(np.flatnonzero(away < wide.hops).astype(np.int32))
    return places if allowed is None else places[allowed[places]]


def _months_to(wide: Wide, places: Ints, look: Look) -> Ints:
    """Return the least months of a walk from the start that ends with each of some transitions."""
    tails, heads, months = wide.arrays.tail[places], wide.arrays.head[places], wide.months[places]
    least = np.full(len(wide.arrays.roles), UNREACHED)
    least[wide.start] = 0
    for _ in range(wide.hops - 1):
        look()
        further = least.copy()
        np.minimum.at(further, heads, least[tails] + months)
        least = further
    return least[tails] + months
