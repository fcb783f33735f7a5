"""
What is within reach, where a figure adds up or the goal decides it; and the part of a graph that limits leave.

One label for each role and round is enough for the first route to every role: that is shown in
`careergraph.routes.reaching`. Which one is decided as there, by the figure and then by tie order (SEMANTICS A2).
"""

import numpy as np

from careergraph.ports import Look
from careergraph.routes.large import layers
from careergraph.routes.large.arrays import Flags, Ints, Places, spans
from careergraph.routes.large.wide import Wide
from careergraph.routes.rounds import Outcome, OutOfTime

UNREACHED = 1 << 60
"""More than any figure."""


def first_routes(wide: Wide, out_of_time: OutOfTime) -> tuple[list[tuple[int, ...]], Outcome]:
    """Return the transitions of the first route to each role that can be reached, and how the search ended."""
    best = np.full(len(wide.arrays.roles), UNREACHED)
    best[wide.start] = -1  # no figure is less: it is never reached again
    ends = np.array([wide.start])
    routes: dict[int, tuple[int, ...]] = {wide.start: ()}
    found: dict[int, tuple[int, ...]] = {}
    for moves in range(wide.hops):
        if out_of_time():
            return list(found.values()), Outcome(complete=False, proven_moves=moves)
        before, taken, figures = _firsts(wide, ends, best)
        heads = wide.arrays.head[taken]
        best[heads] = figures
        walked = [routes[role] for role in ends.tolist()]
        longer = zip(heads.tolist(), before.tolist(), taken.tolist(), strict=True)
        routes = {head: (*walked[row], transition) for head, row, transition in longer}
        found |= routes
        ends = heads
    return list(found.values()), Outcome(proven_moves=wide.hops)


def _firsts(wide: Wide, ends: Ints, best: Ints) -> tuple[Ints, Ints, Ints]:
    """
    Return the moves that come first at their heads, and before what is known there, in tie order.

    Each with the row of `ends` that it leaves, and what it comes to.
    """
    arrays = wide.arrays
    starts, stops = arrays.out_starts[ends], arrays.out_starts[ends + 1]
    taken = spans(starts, stops)
    before = np.repeat(np.arange(len(ends)), stops - starts)
    heads = arrays.head[taken]
    figures = _figures(wide, best[ends][before], taken, heads)
    useful = figures < best[heads]
    if wide.max_months is not None:
        useful &= figures <= wide.max_months
    if wide.allowed is not None:
        useful &= wide.allowed[taken]
    rows = np.flatnonzero(useful)
    order = rows[np.lexsort((figures[rows], heads[rows]))]  # stable: equal ones stay in tie order
    _, first = np.unique(heads[order], return_index=True)
    chosen = np.sort(order[first])
    return before[chosen], taken[chosen], figures[chosen]


def _figures(wide: Wide, so_far: Ints, taken: Ints, heads: Places) -> Ints:
    """Return what the criterion comes to with each move, as one number: smaller is better."""
    criterion = wide.query.matters[0]
    if criterion == "pay":
        ranks: Ints = wide.ranks[heads]
        return ranks
    steps = wide.months[taken] if criterion == "months" else np.ones(len(taken), dtype=np.int64)
    figures: Ints = np.maximum(so_far, 0) + steps
    return figures


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
