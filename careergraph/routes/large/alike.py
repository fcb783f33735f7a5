"""Which transitions of a graph ask the same, worked out once for all questions: what they ask is looked at once."""

import numpy as np

from careergraph.routes.large.arrays import MOST_LEVEL, Arrays, Flags, Places, Words, spans

MOST = 1 << 24
"""Requirements of a graph that are looked at: some 400 MB for a moment."""
WORTH = 2
"""It is worth it where so many transitions ask the same, on average."""
MIX, MIX_AGAIN = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def asked_alike(arrays: Arrays) -> Places | None:
    """Return for each transition the first one that asks the same; None where it is not worth it."""
    if not len(arrays.head) or len(arrays.asked_skill) > MOST:
        return None
    marks = _marks(arrays)
    order = np.argsort(marks, kind="stable")
    begins = np.flatnonzero(np.concatenate(([True], marks[order[1:]] != marks[order[:-1]])))
    if len(begins) * WORTH > len(order):
        return None
    alike = np.empty(len(order), dtype=np.int32)
    alike[order] = order[begins].repeat(np.diff(begins, append=len(order)))
    others = np.flatnonzero(~_asks_as(arrays, alike))
    alike[others] = others
    return alike


def _marks(arrays: Arrays) -> Words:
    """Return a number for what each transition asks: different numbers for different things, but for rare chance."""
    asked = arrays.asked_skill.astype(np.uint64) * np.uint64(MOST_LEVEL + 1) + arrays.asked_level.astype(np.uint64)
    for factor in (MIX, MIX_AGAIN):  # as SplitMix64 does (Steele, Lea and Flood 2014)
        asked = (asked ^ (asked >> np.uint64(30))) * factor
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), asked.cumsum()))
    marks: Words = sums[arrays.asked_starts[1:]] - sums[arrays.asked_starts[:-1]]
    return marks


def _asks_as(arrays: Arrays, others: Places) -> Flags:
    """Return which transitions ask the same as others."""
    starts, counts = arrays.asked_starts[:-1], np.diff(arrays.asked_starts)
    same: Flags = counts == counts[others]
    rows = np.flatnonzero(same)
    mine = spans(starts[rows], starts[rows] + counts[rows])
    theirs = spans(starts[others[rows]], starts[others[rows]] + counts[rows])
    differs = (arrays.asked_skill[mine] != arrays.asked_skill[theirs]) | (
        arrays.asked_level[mine] != arrays.asked_level[theirs]
    )
    same[rows.repeat(counts[rows])[differs]] = False
    return same
