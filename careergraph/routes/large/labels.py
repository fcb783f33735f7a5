"""Prefixes as rows of arrays, so that thousands of them are taken one move further at once."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from careergraph.routes.large.arrays import Flags, Floats, Ints, Places, Words

NONE = -1
"""No role, no transition."""
UNASKED: Any = np.zeros(0, dtype=np.int64)
"""A column that nobody asks for."""


@dataclass(frozen=True, slots=True)
class Labels:
    """
    Prefixes of one length, in tie order.

    `moves` says how many moves each has. `roles` and `taken` have a column for each role and transition that a route
    may have, numbered as in the whole graph, `NONE` where the prefix ends before; `at` is where it stands, numbered
    within what is relevant. `months` and `log_share` are sums; `inside` and `beyond` what was learned of the level
    steps that moves into the goals ask, and of all others; `hardest` the largest gap; `unpaid` and `depth` say how many
    roles have no pay that compares and how deep pay falls, as a rank. `via` are the selectors met, `bits` the level
    steps of moves into the goals that are held.

    What no criterion and no limit asks for is `UNASKED`.
    """

    moves: int
    roles: Places
    taken: Places
    at: Ints
    months: Ints
    log_share: Floats
    inside: Ints
    beyond: Ints
    hardest: Ints
    unpaid: Ints
    depth: Ints
    via: Ints
    bits: Words

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, rows: Ints | Flags | slice) -> "Labels":
        numbers = np.arange(len(self))[rows] if isinstance(rows, slice) or rows.dtype == bool else rows
        return Labels(self.moves, *[one if one is UNASKED else one.take(numbers, axis=0) for one in self.columns])

    @property
    def columns(self) -> tuple[Any, ...]:
        """Everything that has a row for each label."""
        return tuple(getattr(self, name) for name in COLUMNS)

    @property
    def learned(self) -> Ints:
        """What was learned, all together."""
        learned: Ints = self.inside + self.beyond
        return learned


COLUMNS = tuple(field.name for field in fields(Labels) if field.name != "moves")


def joined(parts: list[Labels]) -> Labels:
    """Return the labels of all parts, one after the other."""
    columns = zip(*(part.columns for part in parts), strict=True)
    return Labels(parts[0].moves, *(one[0] if one[0] is UNASKED else np.concatenate(one) for one in columns))


def in_rows(routes: Sequence[Sequence[int]]) -> Places:
    """
    Return what routes take as rows of one length, `NONE` where they end before.

    Examples
    --------
    >>> in_rows([(3, 5), (4,)]).tolist()
    [[3, 5], [4, -1]]
    """
    width = max(map(len, routes), default=0)
    rows = [(*route, *(NONE,) * (width - len(route))) for route in routes]
    return np.array(rows, dtype=np.int32).reshape(len(rows), width)


def in_lists(rows: Places) -> list[tuple[int, ...]]:
    """
    Return what rows have, without what fills them up.

    Examples
    --------
    >>> in_lists(np.array([[3, 5], [4, -1]]))
    [(3, 5), (4,)]
    """
    return [tuple([one for one in row if one != NONE]) for row in rows.tolist()]
