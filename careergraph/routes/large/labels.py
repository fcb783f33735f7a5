"""Prefixes as rows of arrays, so that thousands of them are taken one move further at once."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from careergraph.routes.large.arrays import Flags, Floats, Ints
from careergraph.routes.large.level_steps import Words


@dataclass(frozen=True, slots=True)
class Labels:
    """
    Prefixes of one length, in tie order.

    `roles` and `taken` have a column for each role and transition, numbered as in the whole graph; `at` is where a
    prefix stands, numbered within what is relevant. `months`, `log_share` and `charge` are sums, `learned` and
    `hardest` weights; `unpaid` and `depth` say how many roles have no pay that compares and how deep pay falls, as a
    rank. `via` are the selectors met, `held` the shared level steps above the start that are held.
    """

    roles: Ints
    taken: Ints
    at: Ints
    months: Ints
    log_share: Floats
    learned: Ints
    hardest: Ints
    charge: Ints
    unpaid: Ints
    depth: Ints
    via: Ints
    held: Words

    def __len__(self) -> int:
        return len(self.at)

    def __getitem__(self, rows: Ints | Flags | slice) -> "Labels":
        return Labels(*(getattr(self, field.name)[rows] for field in fields(self)))

    @property
    def moves(self) -> int:
        """How many moves each prefix has."""
        return int(self.taken.shape[1])


def first_label(start: int, at: int, words: int) -> Labels:
    """Return the prefix of no moves."""
    nothing = np.zeros(1, dtype=np.int64)
    return Labels(
        roles=np.array([[start]]),
        taken=np.zeros((1, 0), dtype=np.int64),
        at=np.array([at]),
        months=nothing,
        log_share=np.zeros(1),
        learned=nothing,
        hardest=nothing,
        charge=nothing,
        unpaid=nothing,
        depth=nothing,
        via=nothing,
        held=np.zeros((1, words), dtype=np.uint64),
    )


def joined(parts: list[Labels]) -> Labels:
    """Return the labels of all parts, one after the other; where they differ in length, missing places are −1."""
    return Labels(*(_stacked([getattr(part, field.name) for part in parts]) for field in fields(Labels)))


def _stacked(parts: list[Any]) -> Any:  # noqa: ANN401 - arrays of any kind
    if parts[0].ndim > 1 and len({part.shape[1] for part in parts}) > 1:
        widest = max(part.shape[1] for part in parts)
        parts = [np.pad(part, ((0, 0), (0, widest - part.shape[1])), constant_values=_none(part)) for part in parts]
    return np.concatenate(parts)


def _none(part: Any) -> int:  # noqa: ANN401
    return -1 if part.dtype.kind == "i" else 0
