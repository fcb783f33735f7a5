"""
The level steps that moves into the goals ask above the start, as bits.

Every route ends in such a move, so of these something is always still to learn; what a label holds of them is kept
with it. All other level steps are looked up when they are needed (`states.py`).
"""

from functools import cached_property
from typing import Any

import numpy as np

from careergraph.routes.large.arrays import WORD, Ints, Levels, Numbers, Words, parts_of, spans
from careergraph.routes.large.relevant import Relevant

MOST_STEPS = WORD
"""Level steps of one skill above the start that have bits: the others count with what is beyond them."""
FEW = 256
"""Of so few last moves it is looked which asks all that another does."""
AT_ONCE = 1 << 16
"""Gaps of last moves worked out at once."""


class GoalSteps:
    """
    The level steps of the last moves, numbered.

    Parameters
    ----------
    relevant
        The transitions of the question.

    Attributes
    ----------
    weight
        The weight of a level step, for each word of bits.
    whole
        Whether all that the last moves ask is here: there are goals, and no more than `MOST_STEPS` of a skill.
    asked
        For each transition which of them it asks, a row of bits.
    """

    def __init__(self, relevant: Relevant) -> None:
        self._relevant, arrays, wide = relevant, relevant.arrays, relevant.wide
        self._held = wide.held_levels
        last = relevant.places[relevant.into_goals]
        rows = spans(arrays.asked_starts[last], arrays.asked_starts[last + 1])
        relevant.look()
        self._top = self._held.copy()
        np.maximum.at(self._top, arrays.asked_skill[rows], arrays.asked_level[rows])
        most = self._held + MOST_STEPS
        self.whole = bool(wide.goals) and bool((self._top <= most).all())
        np.minimum(self._top, most, out=self._top)
        self._skills = np.flatnonzero(self._top > self._held)
        self._place = np.zeros(len(self._top), dtype=np.int64)
        self.weight = self._placed()
        self.asked = self._asked()

    def _placed(self) -> list[int]:
        """Give level steps their bits: those of one skill in one word, and in a word those of one weight only."""
        weights = self._relevant.wide.weights[self._skills]
        order = np.argsort(weights, kind="stable")
        skills = self._skills[order]
        widths = (self._top - self._held)[skills].tolist()
        words, bit = list[int](), WORD
        for skill, width, weight in zip(skills.tolist(), widths, weights[order].tolist(), strict=True):
            if bit + width > WORD or weight != words[-1]:
                words.append(weight)
                bit = 0
            self._place[skill] = (len(words) - 1) * WORD + bit
            bit += width
        return words

    def _asked(self) -> Words:
        arrays, relevant = self._relevant.arrays, self._relevant
        if relevant.few:
            (places, lists), (numbers, skills, levels) = relevant.lists, relevant.asks
            some = self._top[skills] > self._held[skills]
            return self._bits(numbers[some], skills[some], levels[some], len(places)).take(lists, axis=0)
        counts, asking, levels = arrays.asking(self._skills)
        relevant.look()
        number = np.full(len(arrays.tail), -1, dtype=np.int32)
        number[relevant.places] = np.arange(len(relevant.places), dtype=np.int32)
        edges = number[asking]
        some = edges >= 0
        relevant.look()
        return self._bits(edges[some], np.repeat(self._skills, counts)[some], levels[some], len(relevant.places))

    def _bits(self, rows: Numbers, skills: Numbers, levels: Levels, count: int) -> Words:
        """Return levels of skills as rows of bits; no skill stands twice in a row, so that sums are unions."""
        steps = np.minimum(levels, self._top[skills]) - self._held[skills]
        some = steps > 0
        rows, steps, place = rows[some], steps[some].astype(np.uint64), self._place[skills[some]]
        mask = (~np.uint64(0) >> (np.uint64(WORD) - steps)) << (place % WORD).astype(np.uint64)
        flat = np.zeros(count * len(self.weight), dtype=np.uint64)
        np.add.at(flat, rows * np.int64(len(self.weight)) + place // WORD, mask)
        return flat.reshape(count, len(self.weight))

    @cached_property
    def given(self) -> Words:
        """For each transition which of them it leaves behind: what it asks, and what its head grows."""
        return self.asked | self._grown if self._relevant.grows else self.asked

    @cached_property
    def _grown(self) -> Words:
        arrays, relevant = self._relevant.arrays, self._relevant
        edges = np.flatnonzero(relevant.surprising)
        heads = relevant.role_heads[edges]
        starts, ends = arrays.grown_starts[heads], arrays.grown_starts[heads + 1]
        places = spans(starts, ends)
        rows = np.repeat(edges, ends - starts)
        return self._bits(rows, arrays.grown_skill[places], arrays.grown_level[places], len(relevant.places))

    @cached_property
    def last(self) -> Words:
        """What moves into the goals ask for certain: nothing that growth may give; none that asks all of another."""
        last = self.asked[self._relevant.into_goals]
        if self._relevant.grows:
            last = last & ~np.bitwise_or.reduce(self._grown, axis=0)
        last = np.unique(last, axis=0) if len(last) > FEW else last
        if len(last) > FEW:
            return last
        asks_all_of = ((last[None] & ~last[:, None]) == 0).all(axis=2)
        first = np.tri(len(last), k=-1, dtype=bool)  # of equal ones
        least: Words = last[~(asks_all_of & (first | ~asks_all_of.T)).any(axis=1)]
        return least

    @cached_property
    def least(self) -> int:
        """The least that a route learns of them."""
        return int(self.weigh(self.last).min()) if len(self.last) else 0

    @cached_property
    def _narrow(self) -> type[np.unsignedinteger[Any]]:
        """The narrowest numbers that hold what any last move asks of them."""
        most = max(1, int(self.weigh(self.last).max(initial=0)), *self.weight)
        return next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if most <= np.iinfo(kind).max)

    def least_beyond(self, held: Words) -> Ints:
        """Return the least that a last move asks of them beyond each row of what is held."""
        least = np.zeros(len(held), dtype=np.int64)
        for part in parts_of(np.arange(len(held)), 1 + len(held) * len(self.last) // AT_ONCE):
            lacking = ~held[part]
            gaps = np.zeros((len(part), len(self.last)), dtype=self._narrow)
            for word, weight in enumerate(self.weight):
                count = np.bitwise_count(lacking[:, word, None] & self.last[:, word])
                gaps += count if weight == 1 else count * self._narrow(weight)
            least[part] = gaps.min(axis=1)
        return least

    def weigh(self, steps: Words) -> Ints:
        """Return the weight of each row of bits (its last axis)."""
        weights: Ints = np.zeros(steps.shape[:-1], dtype=np.int64)
        for word, weight in enumerate(self.weight):
            count = np.bitwise_count(steps[..., word])
            weights += count if weight == 1 else count * np.int64(weight)
        return weights
