"""
The fewest moves between any two roles of a graph, worked out once for all questions.

A search in breadth from every role at the same time: who is reached is a row of bits for each role, and one move more
joins the rows of those it leads to (Then et al., "The More the Merrier: Efficient Multi-Source Graph Traversal", 2014).
"""

import numpy as np
import numpy.typing as npt

from careergraph.routes.large.arrays import NEVER, WORD, Arrays, Words

MOST = 1 << 24
"""Bytes that it may take, one for each pair of roles: 4,096 roles."""
AT_ONCE = 1 << 21
"""Words that are looked at together: 16 MB."""


def moves_apart(arrays: Arrays) -> npt.NDArray[np.uint8] | None:
    """
    Return the fewest moves from the role of each row to the role of each column, `NEVER` where there is no way.

    None where it would take too much, or roles are too far apart.
    """
    count = len(arrays.roles)
    if count * count > MOST:
        return None
    itself = np.eye(count, -(-count // WORD) * WORD, dtype=np.bool_)
    reached = np.packbits(itself, axis=1, bitorder="little").view(np.uint64)
    apart, missing = np.zeros((count, count), dtype=np.uint8), _missing(reached, count)
    for _ in range(NEVER):
        further = _further(arrays, reached)
        if (further == reached).all():
            apart[missing.view(np.bool_)] = NEVER
            return apart
        apart += missing
        reached, missing = further, _missing(further, count)
    return None


def _further(arrays: Arrays, reached: Words) -> Words:
    """Return who is reached with one move more."""
    further, (leaving, begins) = reached.copy(), arrays.with_moves
    ends = np.append(begins[1:], len(arrays.head))
    for some in np.array_split(np.arange(len(leaving)), 1 + len(arrays.head) * reached.shape[1] // AT_ONCE):
        if some.size:
            first = begins[some[0]]
            beside = reached.take(arrays.head[first : ends[some[-1]]], axis=0)
            further[leaving[some]] |= np.bitwise_or.reduceat(beside, begins[some] - first, axis=0)
    return further


def _missing(reached: Words, count: int) -> npt.NDArray[np.uint8]:
    """Return 1 where a role is not reached, else 0."""
    return np.unpackbits((~reached).view(np.uint8), axis=1, count=count, bitorder="little")
