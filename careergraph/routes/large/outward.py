"""
The first route to every role, where it matters what is held: rounds over labels, with every role a goal.

No bound towards a goal is worth working out: labels are cut by the limits, and in the last round by what is known of
their role. The rules of dominance are those of the search with goals, with supersets for what can still come.
"""

from collections.abc import Callable, Iterator

import numpy as np

from careergraph.routes.large.ahead import Ahead
from careergraph.routes.large.arrays import Flags, Floats, Ints, Places
from careergraph.routes.large.labels import NONE, Labels, joined
from careergraph.routes.large.lengthening import Lengthening
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.ruling import Ruling
from careergraph.routes.rounds import Outcome, OutOfTime, never


class _Cut(Exception):
    """The time is up."""


class Outward:
    """
    One search for the first route to every role.

    Parameters
    ----------
    relevant
        The transitions, each with one way.
    out_of_time
        Tells when to stop.
    """

    def __init__(self, relevant: Relevant, out_of_time: OutOfTime) -> None:
        self._wide, self.relevant, self._out_of_time = relevant.wide, relevant, out_of_time
        self._slack = self._saved = 0
        relevant.look = self._look
        self._ahead = Ahead(relevant)
        self._lengthening = Lengthening(self._ahead)
        self.best: Floats = np.full(len(relevant.roles), np.inf)
        self.best[relevant.start] = -np.inf
        self.routes: Places = np.full((len(relevant.roles), self._wide.hops), NONE, dtype=np.int32)
        """A row of transitions for each role: its first route so far, nothing where there is none."""

    def run(self, enough: Callable[[], bool] = never) -> Outcome:
        """Search until what is found with so many moves is enough, or the time is up, and return how it ended."""
        proven = 0
        try:
            labels, ruling = self._lengthening.first(), Ruling(self._ahead, 1)
            for left in reversed(range(self._wide.hops)):
                parts = [*self._longer(labels, left)]
                if enough():
                    break
                proven += 1
                if left:
                    labels = joined(parts)
                if left > 1:  # before the last moves, to compare labels costs more than to follow them
                    labels = ruling.survivors(labels, left)
        except _Cut:
            return Outcome(complete=False, proven_moves=proven)
        return Outcome(proven_moves=proven)

    def _look(self) -> None:
        if self._out_of_time():
            raise _Cut

    def _longer(self, labels: Labels, left: int) -> Iterator[Labels]:
        """
        Take continuations, some at a time, and yield those that the limits leave.

        Of the last ones, only those are looked at that may come first at their role.
        """
        how = self._lengthening
        for before, taken in how.onward(labels, left):
            rough = how.roughly(labels, before, taken)
            useful = self._within_limits(rough)
            if not left:
                useful &= self._worth(rough) - self._saved < self.best[rough.at]
            longer = how.exactly(rough[useful], labels, before[useful], taken[useful])
            longer = longer[self._within_limits(longer)]
            self._take(longer)
            yield longer

    def _within_limits(self, labels: Labels) -> Flags:
        wide = self._wide
        fits = np.ones(len(labels), dtype=bool)
        if wide.max_months is not None:
            fits &= labels.months <= wide.max_months
        if wide.max_learning is not None:
            fits &= labels.learned <= wide.max_learning + self._slack
        if wide.max_step is not None:
            fits &= labels.hardest <= wide.max_step
        return fits

    def _worth(self, labels: Labels) -> Floats:
        """Return the value of labels as whole routes; of those known roughly, the least it can be."""
        return self._ahead.values(labels)[:, 0]

    def _take(self, labels: Labels) -> None:
        """Take the routes that come first at their role: of equal ones, the shorter, then the first in tie order."""
        worth = self._worth(labels)
        better = np.flatnonzero((worth < self.best[labels.at]) & self._via_met(labels))
        order = better[np.lexsort((worth[better], labels.at[better]))]
        roles, first = np.unique(labels.at[order], return_index=True)
        chosen = order[first]
        self.best[roles] = worth[chosen]
        self.routes[roles] = labels.taken[chosen]

    @property
    def reached(self) -> Ints:
        """The roles that are reached, by their numbers among those that are relevant."""
        return np.flatnonzero((self.routes != NONE).any(axis=1))

    def ranked(self) -> Places:
        """Return the first routes by what they are worth and tie order, as rows of transitions."""
        reached = self.reached
        routes = self.routes[reached]
        roles = np.where(routes == NONE, NONE, self.relevant.arrays.head[routes])
        moves = (routes != NONE).sum(axis=1)
        return routes[np.lexsort((*roles.T[::-1], moves, self.best[reached]))]

    def _via_met(self, labels: Labels) -> Flags:
        via = self._wide.query.via
        met: Flags = labels.via == (1 << len(via)) - 1 if via else np.ones(len(labels), dtype=bool)
        return met
