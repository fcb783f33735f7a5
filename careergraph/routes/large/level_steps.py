"""
The level steps that a question can come to, as bits numbered for the transitions that can still matter.

A level step that only moves into one role ask is learned at most once on a route: it is a plain number of its
transitions. Only what several roles ask has a bit, for only there does it matter what was learned before.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from careergraph.routes.large.arrays import Ints, spans
from careergraph.routes.large.relevant import Relevant

Words: TypeAlias = npt.NDArray[np.uint64]
WHOLE = 840
"""A unit of weight in the parts that charges divide it into: every number up to 8 divides it."""
WORD = 64


class LevelSteps:
    """
    What each relevant transition asks above the start, and gives.

    Parameters
    ----------
    relevant
        The transitions.

    Attributes
    ----------
    own
        The weight that no other role's transitions ask: it adds up along any route.
    charge
        A share of the weight in parts of `WHOLE`, each level step divided among the moves of a route that may ask it.
        Their sum along a route is never more than what the route learns: a bound that adds up.
    weight
        The weight of a level step, for each word of bits.
    last_words
        How many words hold all that moves into the goals ask.
    """

    def __init__(self, relevant: Relevant) -> None:
        self._relevant = relevant
        wide = relevant.wide
        askers, skills, levels = relevant.requirements()
        self._held = wide.held_levels
        self._top = self._held.copy()
        relevant.look()
        np.maximum.at(self._top, skills, levels)
        relevant.look()
        width = self._top - self._held
        self._first: Ints = np.cumsum(width) - width
        self._bits = int(width.sum())
        relevant.look()
        counts = levels - self._held[skills]
        relevant.look()
        steps = spans(self._first[skills], self._first[skills] + counts)
        relevant.look()
        edges = np.repeat(askers, counts)
        weights = np.repeat(wide.weights, width)
        relevant.look()
        gifts = [*self._gifts_there_are()]
        times = self._times(steps, edges, [bit for _, bits in gifts for bit in bits])
        relevant.look()
        alone = times[steps] == 1
        count = len(relevant.places)
        relevant.look()
        self.own = _sums(edges[alone], weights[steps[alone]], count)
        relevant.look()
        free = times == 0
        relevant.look()
        parts = np.where(free, 0, WHOLE * weights // np.maximum(np.minimum(times, wide.hops), 1))
        self.charge = _sums(edges, parts[steps], count)
        relevant.look()
        self._steps = steps[~alone]
        self._begins = np.concatenate(([0], np.cumsum(np.bincount(edges[~alone], minlength=count))))
        self._gifts = dict(gifts)
        relevant.look()
        self._place_bits(times, weights, steps[np.isin(relevant.head[edges], relevant.goals)])

    def _times(self, steps: Ints, edges: Ints, gifts: list[int]) -> Ints:
        """Return how many transitions ask each level step; 1 if all lead to one role, 0 if growth may give it."""
        look = self._relevant.look
        times = np.bincount(steps, minlength=self._bits)
        heads = self._relevant.head[edges]
        look()
        one = np.zeros(self._bits, dtype=np.int64)
        one[steps] = heads
        look()
        several = np.zeros(self._bits, dtype=bool)
        several[steps[one[steps] != heads]] = True
        look()
        times[(times > 0) & ~several] = 1
        times[gifts] = 0
        return times

    def _gifts_there_are(self) -> Iterator[tuple[int, list[int]]]:
        """
        Yield the transitions whose head grows what is useful, and neither they nor their tail give, with its bits.

        What the tail grows is held where the tail was reached by a move; at the start it may have been unticked.
        """
        relevant = self._relevant
        arrays = relevant.arrays
        for edge in np.flatnonzero(relevant.surprising).tolist():
            bits = self._grown(arrays.roles[relevant.roles[relevant.head[edge]]])
            if bits:
                yield edge, bits

    def _grown(self, role: str) -> list[int]:
        """Return the level steps above the start that a role grows, as far as anything asks them."""
        arrays = self._relevant.arrays
        bits: list[int] = []
        for one in arrays.graph.roles[role].grows:
            number = arrays.skill_number.get(one.skill)
            if number is not None:
                first = int(self._first[number])
                bits.extend(range(first, first + int(min(one.level, self._top[number]) - self._held[number])))
        return bits

    def _place_bits(self, times: Ints, weights: Ints, last: Ints) -> None:
        """Give shared level steps their bits: those of the last moves first, and one weight only in a word."""
        shared = np.flatnonzero(times != 1)
        later = np.ones(self._bits, dtype=np.int64)
        later[last] = 0
        order = shared[np.lexsort((weights[shared], later[shared]))]
        kinds = later[order] * (1 + weights.max(initial=0)) + weights[order]
        sorts, begins, counts = np.unique(kinds, return_index=True, return_counts=True)
        words = -(-counts // WORD)
        ends = np.cumsum(words)
        place = np.arange(len(order)) - np.repeat(begins, counts) + np.repeat((ends - words) * WORD, counts)
        self._place = np.zeros(self._bits, dtype=np.int64)
        self._place[order] = place
        self.weight: Ints = np.repeat(weights[order[begins]] if len(order) else weights[:0], words)
        self.last_words = int(words[sorts <= weights.max(initial=0)].sum())

    def asked(self, edges: Ints) -> Words:
        """Return the shared level steps that transitions ask, a row of bits for each."""
        begins, ends = self._begins[edges], self._begins[edges + 1]
        rows = np.repeat(np.arange(len(edges)), ends - begins)
        return self._rows(rows, self._steps[spans(begins, ends)], len(edges))

    def given(self, edges: Ints, asked: Words) -> Words:
        """Return the shared level steps that transitions leave behind: what they ask, and what their heads grow."""
        if not self._gifts:
            return asked
        gifts = [(row, bit) for row, edge in enumerate(edges.tolist()) for bit in self._gifts.get(edge, ())]
        pairs = np.array(gifts, dtype=np.int64).reshape(-1, 2)
        return asked | self._rows(pairs[:, 0], pairs[:, 1], len(edges))

    def _rows(self, rows: Ints, steps: Ints, count: int) -> Words:
        """Return level steps as bits; each pair of row and level step stands once, so that sums are unions."""
        width = len(self.weight)
        flat = np.zeros(count * width, dtype=np.uint64)
        place = self._place[steps]
        np.add.at(flat, rows * width + place // WORD, np.uint64(1) << (place % WORD).astype(np.uint64))
        return flat.reshape(count, width)

    @property
    def grows(self) -> bool:
        """Whether something useful may be had by growth alone."""
        return bool(self._gifts)

    @cached_property
    def gifts(self) -> Words:
        """All that growth may give, as one row."""
        bits = np.unique([bit for bits in self._gifts.values() for bit in bits]).astype(np.int64)
        gifts: Words = self._rows(np.zeros_like(bits), bits, 1)[0]
        return gifts

    def weigh(self, steps: Words) -> Ints:
        """Return the weight of each row of bits (its last axis)."""
        words = steps.shape[-1]
        weight = self.weight[:words]
        counts = np.bitwise_count(steps)
        if words and (weight == weight[0]).all():
            sums: Ints = counts.sum(axis=-1, dtype=np.int64) * weight[0]
            return sums
        weighed: Ints = (counts * weight).sum(axis=-1)
        return weighed


def _sums(edges: Ints, weights: Ints, count: int) -> Ints:
    return np.bincount(edges, weights, minlength=count).astype(np.int64)
