"""
What labels hold, spelled out: a row for each label, with the level of every skill.

A label keeps only which transitions it took. Its row is written when its continuations are valued, some labels at a
time, and let go afterwards: what a transition asks beyond it is then a look at a few places of the row.
"""

from typing import TypeAlias

import numpy as np

from careergraph.routes.large.arrays import Ints, Levels, Numbers, Places, spans
from careergraph.routes.large.wide import Wide

Listed: TypeAlias = tuple[Ints, Numbers, Levels]
"""Levels of skills, one after the other: where those of each transition or role begin, the skills, the levels."""


class States:
    """
    The levels that some labels hold.

    Parameters
    ----------
    wide
        The question.
    taken
        A row for each label: the transitions it took, numbered as in the whole graph, −1 where none was.
    grows
        False where it is known that nobody gains anything by growth.
    """

    def __init__(self, wide: Wide, taken: Places, *, grows: bool = True) -> None:
        self._arrays = wide.arrays
        self._width = len(wide.held_levels)
        self._start = wide.held_levels
        levels = np.empty((len(taken), self._width), dtype=np.int8)
        levels[:] = self._start
        self._levels: Levels = levels.ravel()
        self._weights = wide.weights if wide.query.effort else None
        self._asked: Listed = self._arrays.asked_starts, self._arrays.asked_skill, self._arrays.asked_level
        self._grown: Listed = self._arrays.grown_starts, self._arrays.grown_skill, self._arrays.grown_level
        self._grows = grows and len(wide.arrays.grown_skill) > 0
        rows, columns = np.nonzero(taken >= 0)
        self.take(rows, taken[rows, columns])

    def take(self, rows: Ints, taken: Places) -> None:
        """Let rows hold what transitions ask, and what their heads grow."""
        self._raise(rows, taken, self._asked)
        if self._grows:
            self._raise(rows, self._arrays.head[taken], self._grown)

    def gaps(self, rows: Ints, taken: Places) -> Ints:
        """Return the weight of what transitions ask beyond what rows hold, pair by pair."""
        return self._weighed(rows, taken, self._asked)

    def above(self) -> tuple[Ints, Ints, Levels]:
        """Return what rows hold above the start: the rows in order, the skills, the levels."""
        places = np.flatnonzero(self._levels.reshape(-1, self._width) != self._start)
        return places // self._width, places % self._width, self._levels[places]

    def _weighed(self, rows: Ints, which: Numbers, listed: Listed) -> Ints:
        """Return the weight of what is listed of some transitions or roles, as far as rows do not hold it."""
        begins, skills, levels = listed
        starts, counts = begins[which], begins[which + 1] - begins[which]
        places = spans(starts, starts + counts)
        skills, missing = skills.take(places), levels.take(places)
        at = (rows * self._width).repeat(counts)
        at += skills
        missing -= self._levels.take(at)
        np.maximum(missing, 0, out=missing)
        weights = missing if self._weights is None else missing * self._weights[skills]
        sums = np.zeros(len(places) + 1, dtype=np.int64)
        weights.cumsum(out=sums[1:])
        ends = counts.cumsum()
        gaps: Ints = sums[ends] - sums[ends - counts]
        return gaps

    def _raise(self, rows: Ints, which: Numbers, listed: Listed) -> None:
        begins, skills, levels = listed
        starts, counts = begins[which], begins[which + 1] - begins[which]
        places = spans(starts, starts + counts)
        at = (rows * self._width).repeat(counts)
        at += skills.take(places)
        np.maximum.at(self._levels, at, levels.take(places))


def gaps_along(wide: Wide, taken: Places) -> Ints:
    """Return for routes, a row of transitions for each, what each step asks beyond what is held by then."""
    gaps = np.zeros(taken.shape, dtype=np.int64)
    states = States(wide, taken[:, :0], grows=bool(wide.surprising[taken[taken >= 0]].any()))
    for column in range(taken.shape[1]):
        longer = np.flatnonzero(taken[:, column] >= 0)
        gaps[longer, column] = states.gaps(longer, taken[longer, column])
        if column + 1 < taken.shape[1]:
            states.take(longer, taken[longer, column])
    return gaps
