"""
What is left of what is usual in a goal, for the holders of every role at once (SEMANTICS P2, N6).

Only what is usual in the goal is looked at: few transitions ask it, and they are found by their skills.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from careergraph.model.profile import assumed_levels, usual_levels
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.ports import Look
from careergraph.routes.asked import least_left
from careergraph.routes.large.arrays import Arrays, Ints, Places

MOST_KEPT = 1 << 14
"""Roles of which it is kept what is usual in them, where requirements stand in groups."""


class Usual:
    """
    What is usually held in the roles of a large graph.

    Parameters
    ----------
    arrays
        The graph.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self._of = lru_cache(MOST_KEPT)(lambda role: assumed_levels(arrays.graph, role))

    def make_ready(self) -> None:
        """Make now what is made once for a graph."""
        for name, made in vars(type(self)).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    def of_roles(self, alike: Places) -> Iterator[tuple[RoleId, dict[SkillId, Level]]]:
        """
        Yield roles with what is usual in them, but those that some move leads to that can be met in several ways.

        `alike` has for each transition the first one that asks the same.
        """
        arrays, groups = self._arrays, frozenset(self._with_groups.tolist())
        spans = pairwise(arrays.in_starts.tolist())
        for number, (role, span) in enumerate(zip(arrays.graph.roles.values(), spans, strict=True)):
            if number not in groups:
                entering = set(alike[arrays.into[slice(*span)]].tolist())
                yield role.id, usual_levels(map(arrays.way, entering), role.grows)

    def left(self, goal: RoleId, look: Look) -> Ints | None:
        """Return for each role how many level steps it leaves of what is usual in a goal; None where nothing is."""
        wanted = self._of(goal)
        if not wanted:
            return None
        look()
        held = np.maximum(self._asked(tuple(wanted)), self._grown(tuple(wanted)))
        look()
        left: Ints = np.maximum(np.array(list(wanted.values())) - held, 0).sum(axis=1)
        for number in self._with_groups.tolist():
            look()
            left[number] = least_left([wanted], self._of(self._arrays.roles[number]))
        return left

    def _asked(self, skills: Sequence[SkillId]) -> Ints:
        """Return for each role, in a row, the level of some skills that every way into it asks."""
        arrays, width = self._arrays, len(skills)
        columns = [column for column, skill in enumerate(skills) if skill in arrays.skill_number]
        numbers = np.array([arrays.skill_number[skills[column]] for column in columns], dtype=np.int64)
        counts, asking, levels = arrays.asking(numbers)
        places = arrays.head[asking] * width + np.repeat(np.array(columns, dtype=np.int64), counts)
        least = np.full(len(arrays.roles) * width, np.iinfo(np.int64).max)
        np.minimum.at(least, places, levels.astype(np.int64))
        count = np.bincount(places, minlength=len(least)).reshape(-1, width)
        everywhere = (count > 0) & (count == np.diff(arrays.in_starts)[:, None])
        return np.where(everywhere, least.reshape(-1, width), 0)

    def _grown(self, skills: Sequence[SkillId]) -> Ints:
        """Return for each role, in a row, the level of some skills that it grows."""
        arrays = self._arrays
        grown = np.zeros((len(arrays.roles), len(skills)), dtype=np.int64)
        column_of = np.full(len(arrays.skills), -1)
        for column, skill in enumerate(skills):
            if skill in arrays.skill_number:
                column_of[arrays.skill_number[skill]] = column
            else:
                roles, levels = self._grown_alone.get(skill, ([], []))
                grown[roles, column] = levels
        columns = column_of[arrays.grown_skill]
        rows = np.flatnonzero(columns >= 0)
        grown[self._grower[rows], columns[rows]] = arrays.grown_level[rows]
        return grown

    @cached_property
    def _grower(self) -> Ints:
        """The role of each row of what is grown."""
        return np.repeat(np.arange(len(self._arrays.roles)), np.diff(self._arrays.grown_starts))

    @cached_property
    def _grown_alone(self) -> Mapping[SkillId, tuple[list[int], list[Level]]]:
        """The roles that grow a skill, and the level of each, for skills that no transition asks."""
        growing: dict[SkillId, tuple[list[int], list[Level]]] = {}
        for number, role in enumerate(self._arrays.graph.roles.values()):
            for one in role.grows:
                if one.skill not in self._arrays.skill_number:
                    roles, levels = growing.setdefault(one.skill, ([], []))
                    roles.append(number)
                    levels.append(one.level)
        return growing

    @cached_property
    def _with_groups(self) -> Ints:
        """The roles that some move leads to that can be met in several ways: these stand in no rows."""
        return np.unique(self._arrays.head[self._arrays.several])
