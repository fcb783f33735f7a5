"""
The part of a large graph that can matter to a question: the transitions on walks short enough to a goal.

Everything here is counted for these transitions alone. They stand in order of tail and head, and so do the roles
they touch, so that order among them is tie order (SEMANTICS A2).
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from careergraph.routes.large import layers
from careergraph.routes.large.arrays import Arrays, Flags, Floats, Ints, Levels, Numbers, spans
from careergraph.routes.large.layers import Figures, far_of
from careergraph.routes.large.wide import Wide

FEW = 16
"""One transition in so many is few."""


class Relevant:
    """
    Some transitions of a question, with the roles they touch numbered anew.

    Parameters
    ----------
    wide
        The question.
    places
        The transitions, in order.
    look
        Called after each part of the work that takes a while; may raise to stop.
    """

    def __init__(self, wide: Wide, places: Ints, look: Callable[[], None] = lambda: None) -> None:
        arrays = wide.arrays
        self.wide, self.places, self.look = wide, places, look
        tails, heads = arrays.tail[places], arrays.head[places]
        touched = np.zeros(len(arrays.roles), dtype=bool)
        touched[tails] = touched[heads] = True
        touched[[wide.start, *wide.goals]] = True
        self.roles = np.flatnonzero(touched)
        local = np.cumsum(touched) - 1
        self.tail: Ints = local[tails]
        self.head: Ints = local[heads]
        self.role_heads = heads
        self.start = int(local[wide.start])
        self.goals: Ints = local[list(wide.goals)]
        self.away: Ints = wide.away[self.roles]
        self.out_starts: Ints = np.concatenate(([0], np.cumsum(np.bincount(self.tail, minlength=len(self.roles)))))

    @classmethod
    def of(cls, wide: Wide, look: Callable[[], None] = lambda: None) -> "Relevant":
        """Return the transitions on walks from the start to a goal that the hop limit allows."""
        arrays, hops = wide.arrays, wide.hops
        reached = layers.moves_from(arrays, wide.start, wide.allowed, hops, wide.away)
        look()
        near = np.flatnonzero(reached + wide.away <= hops).astype(np.int32)
        if len(wide.goals) == 1:
            near = near[near != wide.goals[0]]  # a route that arrived has nowhere to go
        places = arrays.leaving(near)
        heads = arrays.head[places]
        useful = (reached[arrays.tail[places]] + 1 + wide.away[heads] <= hops) & (heads != wide.start)
        if wide.allowed is not None:
            useful &= wide.allowed[places]
        look()
        return cls(wide, places[useful], look)

    @property
    def arrays(self) -> Arrays:
        """The whole graph."""
        return self.wide.arrays

    @cached_property
    def months(self) -> Ints:
        """The months of each transition, unknown ones as `UNKNOWN`."""
        return self.wide.months[self.places]

    @cached_property
    def gaps(self) -> Ints:
        """What each transition asks above the start."""
        wide = self.wide
        if not self.few:
            return wide.gaps[self.places].astype(np.int64)
        (places, lists), (rows, skills, above) = self.lists, self.asks_above
        weights = np.bincount(rows, wide.weighed(above, skills), minlength=len(places))
        return weights.astype(np.int64).take(lists)

    @property
    def few(self) -> bool:
        """Whether they are so few of all that what they ask is looked at, not who asks what."""
        return len(self.places) * FEW < len(self.arrays.tail)

    @cached_property
    def lists(self) -> tuple[Ints, Ints]:
        """The different lists of what is asked: one transition of the graph for each; and which each of these has."""
        if self.arrays.alike is None:
            return self.places, np.arange(len(self.places))
        alike = self.arrays.alike.take(self.places)
        known = np.zeros(len(self.arrays.tail), dtype=bool)
        known[alike] = True
        places = np.flatnonzero(known)
        return places, places.searchsorted(alike)

    @cached_property
    def asks(self) -> tuple[Ints, Numbers, Levels]:
        """What the lists have, one after the other: their numbers, in order, the skills, the levels."""
        arrays, (places, _) = self.arrays, self.lists
        starts, ends = arrays.asked_starts[places], arrays.asked_starts[places + 1]
        rows = spans(starts, ends)
        self.look()
        return np.repeat(np.arange(len(places)), ends - starts), arrays.asked_skill[rows], arrays.asked_level[rows]

    @cached_property
    def asks_above(self) -> tuple[Ints, Numbers, Levels]:
        """What they have above the start: the lists, in order, the skills, how many levels above."""
        lists, skills, levels = self.asks
        above = levels - self.wide.held_levels.take(skills)
        some = np.flatnonzero(above > 0)
        return lists.take(some), skills.take(some), above.take(some)

    @cached_property
    def log_share(self) -> Floats:
        """−log of the likelihood of each transition."""
        return self.arrays.log_share[self.places]

    @cached_property
    def into_goals(self) -> Ints:
        """The transitions that lead to a goal."""
        return np.flatnonzero(self.is_goal[self.head])

    @cached_property
    def is_goal(self) -> Flags:
        """Which roles are goals."""
        goals = np.zeros(len(self.roles), dtype=bool)
        goals[self.goals] = True
        return goals

    @cached_property
    def via(self) -> Ints:
        """The via selectors that each transition matches, as bits."""
        matched = np.zeros(len(self.places), dtype=np.int64)
        for bit, selector in enumerate(self.wide.query.via):
            matched |= self.wide.matching(selector)[self.places].astype(np.int64) << bit
        return matched

    @cached_property
    def falls(self) -> tuple[Ints, Ints]:
        """Whether the head of each transition has no pay that compares, and how deep its pay falls, as a rank."""
        unpaid, depth = self.wide.falls
        return unpaid[self.role_heads].astype(np.int64), depth[self.role_heads]

    @cached_property
    def surprising(self) -> Flags:
        """Which transitions may bring something by the growth of their head alone."""
        return self.wide.surprising[self.places]

    @cached_property
    def grows(self) -> bool:
        """Whether anything may be had by growth alone."""
        return bool(self.surprising.any())

    @property
    def count_walks(self) -> float:
        """How many walks lead from the start to a goal: routes, and those that visit a role twice."""
        ends = self.is_goal.astype(np.float64)  # where there are more than these can tell, there are many
        leaving = np.flatnonzero(np.diff(self.out_starts))
        begins, counts = self.out_starts[leaving], ends
        for _ in range(self.wide.hops if leaving.size else 0):
            layer = ends.copy()
            layer[leaving] += np.add.reduceat(counts.take(self.head), begins)
            counts = layer
        return float(counts[self.start])

    def best_walk(self, figures: Figures, ahead: list[Figures]) -> list[int]:
        """
        Return the transitions of a walk with the least sum, without its loops; none where there is no walk.

        `ahead` has for 0, 1 ... moves the least sum on walks from each role to a goal.
        """
        walk: list[int] = []
        role, seen, goals = self.start, [self.start], frozenset(self.goals.tolist())
        for left in reversed(range(self.wide.hops)):
            first, last = self.out_starts[role : role + 2].tolist()
            if role in goals or first == last:
                break
            sums = figures[first:last] + ahead[left][self.head[first:last]]
            walk.append(first + int(sums.argmin()))
            role = int(self.head[walk[-1]])
            if role in seen:
                known = seen.index(role)
                walk, seen = walk[:known], seen[:known]
            seen.append(role)
        return walk

    def at_goals(self, like: Figures) -> Figures:
        """Return nothing at the goals and no walk elsewhere: where sums to the goals begin."""
        ends = np.full(len(self.roles), far_of(like), dtype=like.dtype)
        ends[self.goals] = 0
        return ends

    def left(self, figures: Figures, join: np.ufunc = np.add) -> list[Figures]:
        """Return for 0, 1 ... moves the least sum (or what `join` makes of it) on walks from each role to a goal."""
        ends = self.at_goals(figures)
        following = [ends]
        leaving = np.flatnonzero(np.diff(self.out_starts))
        begins = self.out_starts[leaving]
        for _ in range(self.wide.hops):
            layer = ends.copy()
            if leaving.size:
                sums = join(figures, following[-1][self.head])
                layer[leaving] = np.minimum(np.minimum.reduceat(sums, begins), ends[leaving])
            following.append(np.minimum(layer, far_of(figures), out=layer))
            self.look()
        return following
