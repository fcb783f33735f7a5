"""Chance that repeats itself: whole numbers from the raw stream of a generator, the same on every machine."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Whole: TypeAlias = npt.NDArray[np.int64]


class Chance:
    """
    Draws whole numbers.

    The raw stream of PCG64 is promised to stay as it is, what numpy makes of it is not: so it is scaled here,
    without a floating point number.

    Examples
    --------
    >>> Chance(1).below(100, 5).tolist()
    [51, 95, 14, 94, 31]
    """

    def __init__(self, seed: int) -> None:
        self._stream = np.random.PCG64(seed)

    def below(self, most: int | Whole, count: int) -> Whole:
        """Return whole numbers from 0 to below `most`, which may be another one for each; at most 2³¹."""
        raw = self._stream.random_raw(count) >> np.uint64(32)
        return ((raw * np.asarray(most, np.uint64)) >> np.uint64(32)).astype(np.int64)

    def between(self, least: int, most: int, count: int) -> Whole:
        """Return whole numbers from `least` to `most`."""
        return least + self.below(most - least + 1, count)

    def in_hundred(self, percent: int, count: int) -> npt.NDArray[np.bool_]:
        """Return which of `count` things happen, when so many in a hundred do."""
        happens: npt.NDArray[np.bool_] = self.below(100, count) < percent
        return happens
