"""
What labels can still come to: for each criterion a value that no completion betters.

What is still to learn is bounded in two ways. Every route ends in a move into a goal, so it learns at least what the
least of these asks beyond what is held; and the level steps a route learns are never fewer than the sum over its
moves of each step divided by the moves that may ask it, which adds up and so has a least over walks.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from careergraph.routes.large.arrays import UNKNOWN, Floats, Ints
from careergraph.routes.large.labels import Labels
from careergraph.routes.large.level_steps import WHOLE, LevelSteps, Words
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.query import Criterion

ROUNDING = 1e-9
"""Sums of logarithms that differ by less are compared as exact products."""
FEW = 1 << 21
"""Words that one look at the last moves may take at a time."""


class Ahead:
    """
    Bounds for labels on some transitions.

    Parameters
    ----------
    relevant, steps
        The transitions, and the level steps they ask.
    """

    def __init__(self, relevant: Relevant, steps: LevelSteps) -> None:
        self.relevant, self.steps = relevant, steps
        self._matters = relevant.wide.query.matters

    def bounds(self, labels: Labels, left: int, *, thorough: bool = True) -> Floats:
        """Return a row for each label: by criterion, a value that no route with this beginning betters."""
        return self._table({name: self._least(name, labels, left, thorough=thorough) for name in self._matters})

    def values(self, labels: Labels) -> Floats:
        """Return a row for each label: by criterion, its value as a whole route."""
        values: dict[Criterion, Callable[[], Ints | Floats]] = {
            "moves": lambda: np.full(len(labels), labels.moves),
            "months": lambda: labels.months,
            "learning": lambda: labels.learned,
            "hardest": lambda: labels.hardest,
            "likelihood": lambda: labels.log_share,
            "pay": lambda: self._pay_of(labels),
            "dip": lambda: labels.unpaid * UNKNOWN + labels.depth,
        }
        return self._table({name: values[name]() for name in self._matters})

    def _table(self, columns: dict[Criterion, Ints | Floats]) -> Floats:
        return np.stack([columns[name].astype(np.float64) for name in self._matters], axis=1)

    def _least(self, name: Criterion, labels: Labels, left: int, *, thorough: bool) -> Ints | Floats:
        if name == "moves":
            return labels.moves + self.relevant.away[labels.at]
        if name == "months":
            return self.months(labels, left)
        if name == "likelihood":
            return labels.log_share + self._log_share[left][labels.at] - ROUNDING
        if name == "pay":
            return np.full(len(labels), self.relevant.wide.best_pay)
        if name == "dip":
            return labels.unpaid * UNKNOWN + labels.depth
        learning = self.learning(labels, left, thorough=thorough)
        return learning if name == "learning" else self._hardest(labels, left, learning, thorough=thorough)

    def months(self, labels: Labels, left: int) -> Ints:
        """Return the least months of a whole route."""
        return labels.months + self._months[left][labels.at]

    def learning(self, labels: Labels, left: int, *, thorough: bool = True) -> Ints:
        """Return the least that a whole route learns; `thorough` looks at what every last move asks."""
        shared = self._last_gap(labels) if thorough else 0
        least: Ints = labels.learned + self._own[left][labels.at] + shared
        divided: Ints = -(-(labels.charge + self._charge[left][labels.at]) // WHOLE)
        return np.maximum(least, divided)

    def _hardest(self, labels: Labels, left: int, learning: Ints, *, thorough: bool) -> Ints:
        """
        Return the least that the largest gap of a route comes to: what is to learn divides among the moves.

        Where it is not known what was learned so far (not `thorough`), all of it divides among all moves.
        """
        at_least: Ints = np.maximum(labels.hardest, self._largest_own[left][labels.at])
        rest, moves = (learning - labels.learned, left) if thorough else (learning, labels.moves + left)
        divided: Ints = -(-rest // max(moves, 1))
        return np.maximum(at_least, divided)

    def _last_gap(self, labels: Labels) -> Ints:
        words = self.steps.last_words
        last = self._last_asked
        if not words or not len(last):
            return np.zeros(len(labels), dtype=np.int64)
        gaps = [
            self.steps.weigh(last[None, :, :] & ~held[:, None, :]).min(axis=1)
            for held in np.array_split(labels.held[:, :words], 1 + len(labels) * last.size // FEW)
        ]
        arrived = np.isin(labels.at, self.relevant.goals)
        still: Ints = np.where(arrived, 0, np.concatenate(gaps))
        return still

    @cached_property
    def _last_asked(self) -> Words:
        """What the moves into the goals ask for certain: nothing that may be had for nothing."""
        relevant, words = self.relevant, self.steps.last_words
        last = np.flatnonzero(np.isin(relevant.head, relevant.goals))
        return np.unique(self.steps.asked(last)[:, :words] & ~self.steps.gifts[:words], axis=0)

    @cached_property
    def _months(self) -> list[Ints]:
        return self.relevant.left(self.relevant.months)

    @cached_property
    def _log_share(self) -> list[Floats]:
        return self.relevant.left(self.relevant.log_share)

    @cached_property
    def _own(self) -> list[Ints]:
        return self.relevant.left(self.steps.own)

    @cached_property
    def _charge(self) -> list[Ints]:
        return self.relevant.left(self.steps.charge)

    @cached_property
    def gaps_left(self) -> list[Ints]:
        """The least sum of gaps to a goal, as if nothing were carried: no bound, but a good guess."""
        return self.relevant.left(self.relevant.gaps)

    @cached_property
    def _largest_own(self) -> list[Ints]:
        return self.relevant.left(self.steps.own, np.maximum)

    # What a transition brings a route to

    def through(self) -> Floats:
        """Return a row for each transition: by criterion, a value that no route over it betters."""
        relevant = self.relevant
        columns: dict[Criterion, Callable[[], Ints | Floats]] = {
            "moves": lambda: self.fewest,
            "months": lambda: relevant.through(relevant.months),
            "learning": lambda: self.learning_through,
            "hardest": lambda: relevant.through(self.steps.own, np.maximum),
            "likelihood": lambda: relevant.through(relevant.log_share) - ROUNDING,
            "pay": lambda: np.full(len(relevant.places), relevant.wide.best_pay),
            "dip": lambda: np.zeros(len(relevant.places)),
        }
        return self._table({name: columns[name]() for name in self._matters})

    @cached_property
    def fewest(self) -> Ints:
        """The fewest moves of a route over each transition."""
        return self.relevant.through(np.ones(len(self.relevant.places), dtype=np.int64))

    @cached_property
    def learning_through(self) -> Ints:
        """The least that a route over each transition learns."""
        divided = -(-self.relevant.through(self.steps.charge) // WHOLE)
        return np.maximum(divided, self.relevant.through(self.steps.own))

    # Pay

    def _pay_of(self, labels: Labels) -> Ints:
        roles, inverse = np.unique(labels.roles[:, -1], return_inverse=True)
        return np.array([self.relevant.wide.pay_rank(role) for role in roles.tolist()])[inverse]

    # What rules of dominance ask

    def asked(self, left: int) -> Words:
        """Return the shared level steps that are asked on walks of so many moves from each role to a goal."""
        relevant = self.relevant
        rows: Words = np.zeros((len(relevant.roles), len(self.steps.weight)), dtype=np.uint64)
        for moves in range(left):
            relevant.look()
            onward = np.flatnonzero(relevant.away[relevant.head] <= moves)
            asked = self.steps.asked(onward) | rows[relevant.head[onward]]
            tails, begins = np.unique(relevant.tail[onward], return_index=True)
            rows = np.zeros_like(rows)
            rows[tails] = np.bitwise_or.reduceat(asked, begins, axis=0)
        return rows

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
