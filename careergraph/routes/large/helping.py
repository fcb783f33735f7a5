"""
What each raise helps, on arrays (SEMANTICS L3).

Looked at are routes that are over the limit on learning, or not yet the better one, by no more than one raise saves.
Where nothing is gained by growth alone, what a route learns of a skill are the level steps above the start up to the
highest that it asks. A raise saves those of them up to its level: so the least level that helps is told by how much a
route is over, whatever its steps.
"""

import numpy as np

from careergraph.routes.large.arrays import Ints, spans
from careergraph.routes.large.labels import Labels
from careergraph.routes.large.outward import Outward
from careergraph.routes.large.raising import LEVELS, Raising
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.later import Later
from careergraph.routes.raised import Raise
from careergraph.routes.rounds import OutOfTime


class Helping(Outward):
    """
    Writes out the routes that one raise may help, and notes for each role and skill the least level that does.

    Parameters
    ----------
    relevant
        The transitions that matter, with as much more to learn as one raise saves.
    today
        The search for the first routes without any raise.
    most
        How much one raise saves at most.
    out_of_time
        Tells when to stop.
    """

    def __init__(self, relevant: Relevant, today: Outward, most: int, out_of_time: OutOfTime) -> None:
        super().__init__(relevant, out_of_time)
        known = np.full(len(relevant.arrays.roles), np.inf)
        known[today.relevant.roles] = today.best
        self.best = known[relevant.roles]
        self._learned_counts = relevant.wide.query.matters[0] == "learning"
        self._slack, self._most = most, most
        self._saved = most if self._learned_counts else 0
        self._noted: list[Ints] = []

    def _take(self, labels: Labels) -> None:
        """Note which levels of which skills help each of these routes to be allowed, and better than what is known."""
        known = self.best[labels.at]
        labels = labels[(self._worth(labels) - self._saved < known) & self._via_met(labels)]
        over = self._over(labels)
        rows = np.flatnonzero((over > 0) & (over <= self._most))
        for column in range(labels.moves):
            self._note(labels.taken[rows, column].astype(np.int64), labels.at[rows], over[rows])

    def _over(self, labels: Labels) -> Ints:
        """Return by how much routes learn too much to help."""
        wide, none = self._wide, np.iinfo(np.int64).max >> 1
        most = np.full(len(labels), none if wide.max_learning is None else wide.max_learning)
        if self._learned_counts:
            known = self.best[labels.at]
            aims = np.where(np.isfinite(known), known - 1, none).astype(np.int64)
            most = np.minimum(most, aims)
        over: Ints = labels.learned - most
        return over

    def _note(self, taken: Ints, roles: Ints, over: Ints) -> None:
        arrays, wide = self.relevant.arrays, self._wide
        starts, ends = arrays.asked_starts[taken], arrays.asked_starts[taken + 1]
        asked = spans(starts, ends)
        skills = arrays.asked_skill[asked]
        held = wide.held_levels[skills]
        needed = held - -np.repeat(over, ends - starts) // wide.weights[skills]
        helps = needed <= arrays.asked_level[asked]
        roles = np.repeat(roles, ends - starts)
        self._noted.append(np.stack((skills[helps], roles[helps], needed[helps])))

    def raises(self) -> Later[Raise]:
        """Return the raises that help, in their order."""
        skills, roles, levels = np.concatenate(self._noted or [np.zeros((3, 0), dtype=np.int64)], axis=1)
        count = len(self.relevant.roles)
        noted = np.sort((skills * count + roles) * LEVELS + levels)
        pairs, levels = noted // LEVELS, noted % LEVELS
        least = np.ones(len(pairs), dtype=bool)
        least[1:] = pairs[1:] != pairs[:-1]
        pairs, levels = pairs[least], levels[least]
        skills, roles = pairs // count, pairs % count
        opened = np.isinf(self.best[roles])
        return Raising(self._wide, skills, self.relevant.roles[roles], levels, opened).told()
