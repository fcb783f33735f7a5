"""
The way out to the role that is the least away from somewhere, by as few moves as there are.

Roles are taken in tie order, round by round (SEMANTICS A2): the first move that comes to a role begins from the first
role of the round before. No route is written out but the one that is told.
"""

import numpy as np

from careergraph.routes.large.arrays import Ints, Places
from careergraph.routes.large.labels import NONE, in_lists
from careergraph.routes.large.layers import FAR
from careergraph.routes.large.outward import Outward
from careergraph.routes.large.wide import Wide
from careergraph.routes.rounds import Outcome, OutOfTime

Found = tuple[list[tuple[int, ...]], Outcome]
"""The transitions of the one route, if there is any, and how the search ended."""
UNSEEN, FIRST = -2, -1
"""By which transition a role is reached: none so far, and none at all."""


def nearest_by_moves(wide: Wide, away: Ints, out_of_time: OutOfTime) -> Found:
    """
    Return the first route to the role that is the least away, where nothing limits routes but their moves.

    `away` is `FAR` for roles that do not count.
    """
    came = np.full(len(away), UNSEEN, dtype=np.int64)
    came[wide.start] = FIRST
    ends, least, nearest = np.array([wide.start], dtype=np.int32), FAR, wide.start
    for moves in range(wide.hops):
        if out_of_time():
            return [], Outcome(complete=False, proven_moves=moves)
        ends = _following(wide, ends, came)
        if not ends.size:
            break
        place = int(away[ends].argmin())
        if away[ends[place]] < least:
            nearest, least = int(ends[place]), int(away[ends[place]])
        if least == away.min():
            break
    return [] if least == FAR else [_way_to(wide, nearest, came)], Outcome(proven_moves=wide.hops)


def _following(wide: Wide, ends: Places, came: Ints) -> Places:
    """Return the roles one move on that were not reached before, in tie order, and note how they are reached."""
    taken = wide.arrays.leaving(ends)
    if wide.allowed is not None:
        taken = taken[wide.allowed[taken]]
    taken = taken[came[wide.arrays.head[taken]] == UNSEEN]
    heads = wide.arrays.head[taken]
    came[heads[::-1]] = taken[::-1]  # of several moves to a role, the first is noted last
    following: Places = heads[came[heads] == taken]
    return following


def _way_to(wide: Wide, role: int, came: Ints) -> tuple[int, ...]:
    way: list[int] = []
    while came[role] != FIRST:
        way.append(int(came[role]))
        role = int(wide.arrays.tail[way[-1]])
    return tuple(reversed(way))


def nearest_within_limits(outward: Outward, away: Ints) -> Found:
    """Return the first route to the role that is the least away, within limits on what is learned and how long."""
    far, least = away[outward.relevant.roles], away.min()
    outcome = outward.run(lambda: bool((far[outward.reached] == least).any()))
    routes = outward.ranked()
    moves = (routes != NONE).sum(axis=1)
    ends = outward.relevant.arrays.head[routes[np.arange(len(routes)), moves - 1]]
    near = np.flatnonzero(away[ends] < FAR)
    first = near[away[ends[near]].argsort(kind="stable")[:1]]  # they stand by moves and in tie order
    return in_lists(routes[first]), outcome
