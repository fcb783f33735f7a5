"""
What labels can still come to: for each criterion a value that no completion betters.

Every route ends in a move into a goal. Of the level steps that such moves ask, it learns at least what the least of
them asks beyond what is held; of all others at least what any one move ahead asks above the start. For what growth
cannot give is learned by a gap, once (SEMANTICS R2), whichever move asks it first. Bounds cut as D6 says.
"""

from functools import cached_property

import numpy as np

from careergraph.routes.large.arrays import UNKNOWN, Floats, Ints, parts_of
from careergraph.routes.large.goal_steps import GoalSteps
from careergraph.routes.large.labels import UNASKED, Labels
from careergraph.routes.large.level_steps import LevelSteps
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.wide import TIE
from careergraph.routes.query import Criterion

ROUNDING = 1e-9
"""Sums of logarithms that differ by less are compared as exact products."""
FIGURES = 64
"""Bytes that the figures of a label take, about."""
FEW = 1 << 19
"""Words that one look at the last moves may take at a time."""


class Ahead:
    """
    Bounds for labels on some transitions.

    Parameters
    ----------
    relevant
        The transitions.
    """

    def __init__(self, relevant: Relevant) -> None:
        self.relevant = relevant
        self._matters = relevant.wide.query.matters
        self._learns = "learning" in self._matters or "hardest" in self._matters

    @cached_property
    def steps(self) -> GoalSteps:
        """The level steps that moves into the goals ask."""
        return GoalSteps(self.relevant)

    @cached_property
    def every_step(self) -> LevelSteps | None:
        """All level steps, where they are few enough to be bits."""
        return LevelSteps.of(self.relevant)

    @property
    def row_bytes(self) -> int:
        """How many bytes a label takes, with what it holds spelled out where that matters."""
        if not self.relevant.wide.learns:
            return FIGURES
        return FIGURES + (len(self.relevant.wide.held_levels) if self.every_step is None else self.every_step.bytes)

    @cached_property
    def beyond(self) -> Ints:
        """
        What each transition asks above the start, level steps of moves into the goals left out.

        Nothing, where growth may give some of it.
        """
        if self.relevant.grows:
            return np.zeros(len(self.relevant.places), dtype=np.int64)
        return self.relevant.gaps - self.steps.weigh(self.steps.asked)

    # What a beginning can come to

    def bounds(self, labels: Labels, left: int, *, thorough: bool = True) -> Floats:
        """
        Return a row for each label: by criterion, a value that no route with this beginning betters.

        `thorough` looks at what every last move asks beyond what is held.
        """
        learned = self.learning(labels, left, thorough=thorough) if self._learns else UNASKED
        bounds = np.empty((len(self._matters), len(labels))).T  # they are compared column by column
        for column, name in enumerate(self._matters):
            if name == "learning":
                bounds[:, column] = learned
            elif name == "hardest":
                bounds[:, column] = self._hardest(labels, left, learned, thorough=thorough)
            else:
                bounds[:, column] = self._least(name, labels, left)
        return bounds

    def _least(self, name: Criterion, labels: Labels, left: int) -> Ints | Floats | int:
        if name == "moves":
            return self.fewest(labels)
        if name == "months":
            return self.months(labels, left)
        if name == "likelihood":
            return labels.log_share + self.likelihoods_left[left][labels.at] - ROUNDING
        return self._worst(labels) if name == "dip" else self.relevant.wide.best_pay

    def fewest(self, labels: Labels) -> Ints:
        """Return the fewest moves of a whole route."""
        return labels.moves + self.relevant.away[labels.at]

    def months(self, labels: Labels, left: int) -> Ints:
        """Return the least months of a whole route."""
        return labels.months + self.months_left[left][labels.at]

    def learning(self, labels: Labels, left: int, *, thorough: bool = True) -> Ints:
        """Return the least that a whole route learns."""
        inside = labels.inside + self._last_gap(labels) if thorough else np.maximum(labels.inside, self.steps.least)
        least: Ints = inside + np.maximum(labels.beyond, self._beyond_left[left][labels.at])
        return least

    def _hardest(self, labels: Labels, left: int, least: Ints, *, thorough: bool) -> Ints:
        """
        Return the least that the largest gap of a route comes to: what is to learn, `least`, divides among the moves.

        Where it is not known yet what the latest move asked (not `thorough`), it divides with it.
        """
        if thorough:
            share: Ints = -(-(least - labels.learned) // max(left, 1))
        else:
            share = -(-least // (labels.moves + left))
        return np.maximum(labels.hardest, share)

    def _last_gap(self, labels: Labels) -> Ints:
        """Return the least that a last move asks of its level steps beyond what is held."""
        still = np.zeros(len(labels), dtype=np.int64)
        open_ones = np.flatnonzero(~self.relevant.is_goal[labels.at])
        if open_ones.size and self.steps.last.size:
            for part in parts_of(open_ones, 1 + len(open_ones) * self.steps.last.size // FEW):
                self.relevant.look()
                still[part] = self.steps.least_beyond(labels.bits[part])
        return still

    # The least that is left, for 0, 1 ... moves, from each role to a goal

    @cached_property
    def months_left(self) -> list[Ints]:
        """Of months."""
        return self.relevant.left(self.relevant.months)

    @cached_property
    def likelihoods_left(self) -> list[Floats]:
        """Of −log likelihood."""
        return self.relevant.left(self.relevant.log_share)

    @cached_property
    def gaps(self) -> Ints:
        """What each transition asks above the start, counted with its move: see `TIE`."""
        return self.relevant.gaps * TIE + 1

    @cached_property
    def gaps_left(self) -> list[Ints]:
        """The least sum of these to a goal, as if nothing were carried: no bound, but a good guess."""
        return self.relevant.left(self.gaps)

    @cached_property
    def _beyond_left(self) -> list[Ints]:
        return self.relevant.left(self.beyond, np.maximum)

    @cached_property
    def largest_gap(self) -> list[Ints]:
        """For 0, 1 ... moves left, the largest gap at the start of a transition on walks from each role to a goal."""
        relevant = self.relevant
        layers = [np.zeros(len(relevant.roles), dtype=np.int64)]
        for moves in range(relevant.wide.hops):
            onward = np.flatnonzero(relevant.away[relevant.head] <= moves)
            layer = np.zeros_like(layers[-1])
            ahead = np.maximum(relevant.gaps[onward], layers[-1][relevant.head[onward]])
            np.maximum.at(layer, relevant.tail[onward], ahead)
            layers.append(layer)
        return layers

    # What a route is worth

    def values(self, labels: Labels) -> Floats:
        """Return a row for each label: by criterion, its value as a whole route."""
        return np.array([self._value(name, labels) for name in self._matters], dtype=np.float64).T

    def _value(self, name: Criterion, labels: Labels) -> Ints | Floats:
        if name == "moves":
            return np.full(len(labels), labels.moves)
        if name == "pay":
            return self._pay_of(labels)
        known: dict[Criterion, Ints | Floats] = {
            "months": labels.months,
            "hardest": labels.hardest,
            "likelihood": labels.log_share,
        }
        if name in known:
            return known[name]
        return labels.learned if name == "learning" else self._worst(labels)

    def _worst(self, labels: Labels) -> Ints:
        """Return the criterion dip so far."""
        return labels.unpaid * UNKNOWN + labels.depth

    def _pay_of(self, labels: Labels) -> Ints:
        wide = self.relevant.wide
        ranks: Ints = wide.ranks[self.relevant.roles[labels.at]]
        return ranks if labels.moves else np.full(len(labels), wide.pay_rank(wide.start))
