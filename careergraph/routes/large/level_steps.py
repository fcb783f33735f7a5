"""
All level steps that the transitions of a question ask above the start, as bits.

Where they are few, weigh the same, and nothing is had by growth, what a label holds above the start is the union of
what its transitions ask: a few words, and a gap is a count of bits. Otherwise levels are spelled out (`states.py`).
"""

from functools import reduce

import numpy as np

from careergraph.routes.large.arrays import WORD, Ints, Places, Words
from careergraph.routes.large.labels import NONE
from careergraph.routes.large.relevant import Relevant

MOST_WORDS = 64
"""Words of bits that a label's row may have."""


class LevelSteps:
    """
    The level steps of a question, numbered; made by `of`.

    Parameters
    ----------
    places
        The transitions of the question, numbered as in the whole graph, in order.
    asked
        What each of them asks above the start, a row of bits; the last row, of no transition, has none.
    """

    def __init__(self, places: Ints, asked: Words) -> None:
        self._places, self._asked = places, asked

    @classmethod
    def of(cls, relevant: Relevant) -> "LevelSteps | None":
        """Return the level steps of a question; None where bits do not tell them, or are too many."""
        wide = relevant.wide
        if not relevant.few or relevant.grows or wide.query.effort:
            return None
        rows, skills, above = relevant.asks_above
        tops = np.zeros(len(wide.held_levels), dtype=np.int64)
        for step in range(int(above.max(initial=0))):
            tops[skills[above > step]] = step + 1
        ends = np.cumsum(tops)
        words = -(-int(ends[-1]) // WORD) if ends.size else 0
        if words > MOST_WORDS:
            return None
        relevant.look()
        asked = np.zeros((len(relevant.places) + 1) * words, dtype=np.uint64)
        words_before, bits = rows * words, (ends - tops).take(skills)
        while above.size:
            np.add.at(asked, words_before + bits // WORD, np.uint64(1) << (bits % WORD).astype(np.uint64))
            higher = np.flatnonzero(above > 1)
            words_before, bits, above = words_before.take(higher), bits.take(higher) + 1, above.take(higher) - 1
        return cls(relevant.places, asked.reshape(len(relevant.places) + 1, words))

    @property
    def bytes(self) -> int:
        """How many bytes a row of bits has."""
        words: int = self._asked.shape[1]
        return words * self._asked.itemsize

    def held(self, taken: Places) -> Words:
        """Return what labels hold above the start that took these transitions, a row for each, `NONE` where none."""
        walks = np.where(taken == NONE, NONE, np.searchsorted(self._places, taken))
        nothing = np.zeros((len(taken), self._asked.shape[1]), dtype=np.uint64)
        return reduce(np.bitwise_or, [self._asked[column] for column in walks.T], nothing)

    def gaps(self, held: Words, rows: Ints, taken: Ints) -> Ints:
        """Return what transitions of the question ask beyond what rows hold, pair by pair."""
        return _count(self._asked.take(taken, axis=0) & ~held.take(rows, axis=0))

    def along(self, walks: Ints) -> Ints:
        """Return for walks, a row of transitions of the question for each, what each step asks beyond those before."""
        gaps = np.zeros(walks.shape, dtype=np.int64)
        held = np.zeros((len(walks), self._asked.shape[1]), dtype=np.uint64)
        for column, taken in enumerate(walks.T):
            asked = self._asked[taken]
            gaps[:, column] = _count(asked & ~held)
            held |= asked
        return gaps

    @staticmethod
    def lacking(held: Words, others: Ints, mine: Ints) -> Ints:
        """Return how many level steps some rows hold that others do not, pair by pair."""
        return _count(held.take(mine, axis=0) & ~held.take(others, axis=0))


def _count(steps: Words) -> Ints:
    """Return how many level steps each row has."""
    counts: Ints = np.bitwise_count(steps).sum(axis=1, dtype=np.int64)
    return counts
