"""
All level steps that the transitions of a question ask above the start, as bits.

Where they are few, weigh the same, and nothing is had by growth, what a label holds above the start is the union of
what its transitions ask: a few words, and a gap is a count of bits. Otherwise levels are spelled out (`states.py`).
"""

from functools import cached_property, reduce

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
    relevant
        The transitions of the question.
    asked
        For each of the different lists of what they ask, what it has above the start, as a row of bits; the last row,
        of no transition, has none.
    """

    def __init__(self, relevant: Relevant, asked: Words) -> None:
        self._places, self._asked = relevant.places, asked
        self._list = np.append(relevant.lists[1], NONE)

    @classmethod
    def of(cls, relevant: Relevant) -> "LevelSteps | None":
        """Return the level steps of a question; None where bits do not tell them, or are too many."""
        wide = relevant.wide
        if not relevant.few or relevant.grows or wide.query.effort:
            return None
        (places, _), (rows, skills, above) = relevant.lists, relevant.asks_above
        tops = np.zeros(len(wide.held_levels), dtype=np.int64)
        for step in range(int(above.max(initial=0))):
            tops[skills[above > step]] = step + 1
        ends = np.cumsum(tops)
        words = -(-int(ends[-1]) // WORD) if ends.size else 0
        if words > MOST_WORDS:
            return None
        relevant.look()
        asked = np.zeros((len(places) + 1) * words, dtype=np.uint64)
        words_before, bits = rows * words, (ends - tops).take(skills)
        while above.size:
            np.add.at(asked, words_before + bits // WORD, np.uint64(1) << (bits % WORD).astype(np.uint64))
            higher = np.flatnonzero(above > 1)
            words_before, bits, above = words_before.take(higher), bits.take(higher) + 1, above.take(higher) - 1
        return cls(relevant, asked.reshape(len(places) + 1, words))

    @property
    def bytes(self) -> int:
        """How many bytes a row of bits has."""
        words: int = self._asked.shape[1]
        return words * self._asked.itemsize

    def held(self, taken: Places) -> Words:
        """Return what labels hold above the start that took these transitions, a row for each, `NONE` where none."""
        walks = np.where(taken == NONE, NONE, np.searchsorted(self._places, taken))
        nothing = np.zeros((len(taken), self._asked.shape[1]), dtype=np.uint64)
        return reduce(np.bitwise_or, [self._asked[column] for column in self._list[walks].T], nothing)

    def gaps(self, held: Words, rows: Ints, taken: Ints) -> Ints:
        """Return what transitions of the question ask beyond what rows hold, pair by pair."""
        asked = self._asked.take(self._list.take(taken), axis=0)
        return _count(asked & ~held.take(rows, axis=0))

    @cached_property
    def nothing(self) -> list[Words]:
        """What somebody holds above the start who took no move: a column for each word."""
        return [np.zeros(1, dtype=np.uint64)] * self._asked.shape[1]

    @cached_property
    def _columns(self) -> Words:
        return np.ascontiguousarray(self._asked.T)

    def further(self, held: list[Words], before: Ints, taken: Ints) -> tuple[Ints, list[Words]]:
        """
        Return how many level steps are held after some transitions, and which.

        What is held has a column for each word; `before` says which of its rows was there before each transition.
        """
        count, lists, after = np.zeros(len(taken), dtype=np.int64), self._list.take(taken), []
        for asked, word in zip(self._columns, held, strict=True):
            both = asked.take(lists)
            both |= word.take(before)
            count += np.bitwise_count(both)
            after.append(both)
        return count, after

    def along(self, walks: Ints) -> tuple[Ints, Ints]:
        """Return what walks, a row of transitions of the question for each, learn, and at most in one step."""
        before = learned = most = np.zeros(len(walks), dtype=np.int64)
        held = self.nothing
        for taken in walks.T:
            count, held = self.further(held, before, taken)
            learned, most, before = count, np.maximum(most, count - learned), np.arange(len(walks))
        return learned, most

    @staticmethod
    def lacking(held: Words, others: Ints, mine: Ints) -> Ints:
        """Return how many level steps some rows hold that others do not, pair by pair."""
        return _count(held.take(mine, axis=0) & ~held.take(others, axis=0))


def _count(steps: Words) -> Ints:
    """Return how many level steps each row has."""
    counts: Ints = np.bitwise_count(steps).sum(axis=1, dtype=np.int64)
    return counts
