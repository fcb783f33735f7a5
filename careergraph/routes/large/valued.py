"""
Routes found on arrays, told without a look at their transitions.

Of many routes somebody mostly looks at the first, so they are told some at a time.
"""

from functools import partial
from math import prod
from types import MappingProxyType

import numpy as np

from careergraph.model.skills import Way
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.large.arrays import UNKNOWN, Ints, Places
from careergraph.routes.large.states import gaps_along
from careergraph.routes.large.wide import Wide
from careergraph.routes.later import Later
from careergraph.routes.prefix import Pair, dip
from careergraph.routes.reached import Reached
from careergraph.routes.telling import Counted, valued

AT_ONCE = 64
"""Routes told together: few more than are looked at on a page, enough for arrays to help."""


def told_later(wide: Wide, routes: Places) -> Later[Reached]:
    """Return routes, a row of transitions with one way each for each, told when they are looked at."""
    return Later(len(routes), lambda first, last: told(wide, routes[first:last]), at_once=AT_ONCE)


def told(wide: Wide, routes: Places) -> list[Reached]:
    """Return routes of transitions with one way each."""
    arrays = wide.arrays
    rows = [[place for place in row if place >= 0] for row in routes.tolist()]
    gaps, months = gaps_along(wide, routes), _months(wide, routes)
    heads, shares = arrays.head[routes].tolist(), arrays.share[routes].tolist()
    learning, hardest = gaps.sum(axis=1).tolist(), gaps.max(axis=1, initial=0).tolist()
    reached = []
    for number, row in enumerate(rows):
        moves = len(row)
        passed = heads[number][:moves]
        counted = Counted(
            passed[-1] if passed else wide.start,
            moves,
            months[number],
            learning[number],
            hardest[number],
            _share(shares[number][:moves], wide.hops),
            dip(wide, passed),
        )
        roles = tuple([arrays.roles[role] for role in (wide.start, *passed)])
        ways = Later(moves, partial(_ways, wide, row))
        reached.append(Reached(roles, ways, MappingProxyType(valued(wide, counted))))
    return reached


def _ways(wide: Wide, row: list[int], first: int, last: int) -> list[Way]:
    return [wide.arrays.way(place) for place in row[first:last]]


def _months(wide: Wide, routes: Places) -> list[Pair]:
    """Return the months of each route, those served taken off its first step."""
    months = np.where(routes >= 0, wide.arrays.months[routes], 0)
    served = int(wide.query.profile.months_served * MONTH_UNIT)
    if served:
        known = months[:, 0] < UNKNOWN
        months[known, 0] = np.maximum(months[known, 0] - served, 0)
    sums: Ints = months.sum(axis=1)
    return list(zip((sums // UNKNOWN).tolist(), (sums % UNKNOWN).tolist(), strict=True))


def _share(shares: list[int], hops: int) -> Pair:
    """Return the likelihood of a route, as a product scaled by `SHARE_UNIT` for each move that it may have."""
    known = [share for share in shares if share]
    return len(shares) - len(known), -prod(known) * SHARE_UNIT ** (hops - len(known))
