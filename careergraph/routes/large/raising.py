"""The raises that help, ranked on arrays: which roles each opens or brings nearer is told when it is looked at."""

from fractions import Fraction

import numpy as np

from careergraph.routes.large.arrays import Flags, Ints, spans
from careergraph.routes.large.wide import Wide
from careergraph.routes.later import Later
from careergraph.routes.raised import Raise

LEVELS = 256
"""More than the highest level there is."""
AT_ONCE = 32
"""Raises told together."""


class Raising:
    """
    The raises of what helps.

    Parameters
    ----------
    wide
        The query.
    skills, roles, levels
        Which skill helps for which role, numbered as in the whole graph, and the least level that does; in order of
        skill and role.
    opened
        Whether the role is not within reach today.
    """

    def __init__(self, wide: Wide, skills: Ints, roles: Ints, levels: Ints, opened: Flags) -> None:
        self._wide, self._roles, self._levels, self._opened = wide, roles, levels, opened
        self._skills, first = np.unique(skills, return_index=True)
        self._bounds = np.append(first, len(skills))
        lowest = np.minimum.reduceat(levels, first) if len(first) else np.zeros(0, dtype=np.int64)
        highest = wide.arrays.tops[self._skills]
        self._which = np.repeat(np.arange(len(first)), highest - lowest + 1)
        self._level = spans(lowest, highest + 1)
        self._order = self._ranked()

    def _ranked(self) -> Ints:
        """Return the raises by most opened, most nearer, least weight, skill and level."""
        wide, which = self._wide, self._which
        skill_and_level = np.repeat(np.arange(len(self._skills)), np.diff(self._bounds)) * LEVELS + self._levels
        order = np.argsort(skill_and_level)
        ends = np.searchsorted(skill_and_level[order], which * LEVELS + self._level, side="right")
        sums = np.concatenate(([0], np.cumsum(self._opened[order])))
        begins = self._bounds[which]
        opens = sums[ends] - sums[begins]
        nears = ends - begins - opens
        skills = self._skills[which]
        self._weight = (self._level - wide.held_levels[skills]) * wide.weights[skills]
        ranked: Ints = np.lexsort((self._level, which, self._weight, -nears, -opens))
        return ranked

    def told(self) -> Later[Raise]:
        """Return them in their order."""
        return Later(len(self._order), self._part, at_once=AT_ONCE)

    def _part(self, first: int, last: int) -> list[Raise]:
        return [self._raise(one) for one in self._order[first:last].tolist()]

    def _raise(self, one: int) -> Raise:
        arrays, unit, which, level = self._wide.arrays, self._wide.learning_unit, self._which[one], self._level[one]
        helped = slice(self._bounds[which], self._bounds[which + 1])
        enough = self._levels[helped] <= level
        roles, opened = self._roles[helped][enough], self._opened[helped][enough]
        opens, nears = (
            tuple([arrays.roles[role] for role in some.tolist()]) for some in (roles[opened], roles[~opened])
        )
        weight = Fraction(int(self._weight[one]), unit)
        return Raise(arrays.skills[self._skills[which]], int(level), weight, opens, nears)
