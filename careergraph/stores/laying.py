"""Stored transitions laid out for a search, straight from how a store keeps them (see `ports.LaidOut`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from careergraph.model.transitions import Transition
from careergraph.ports import UNKNOWN_MONTHS, Row, Rows
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.large.compiling import KIND_BITS, row_of
from careergraph.stores.shelf.writing import rest_of, rest_text

Laid: TypeAlias = tuple[Row, str]
Lot: TypeAlias = tuple[Rows, Sequence[str]]
"""Transitions laid out, column by column, and what else each says."""
Asked: TypeAlias = tuple[Sequence[str], Sequence[int]]
Whole: TypeAlias = Callable[[str | float | None], int]
"""Makes a figure whole, None where it is not known."""


def of_value(value: object) -> Laid:
    """Return a transition that asks more than plain requirements."""
    assert isinstance(value, Transition)  # noqa: S101 - says to the type checker what such rows are
    return row_of(value), rest_of(value)


def lot_of(laid: Iterable[Laid], number: Mapping[str, int]) -> Lot:
    """Return transitions that were laid out one by one together; `number` is that of each skill."""
    rows, texts = zip(*laid, strict=True)
    return Rows.of(rows, number), texts


def said_of(record: dict[str, Any]) -> tuple[int, str]:
    """Return the kinds of evidence that a record names, a bit for each, and as text what stands in no column."""
    return sum({KIND_BITS[piece["kind"]] for piece in record.get("evidence", ())}), rest_text(record)


def figures() -> tuple[Whole, Whole]:
    """Return what makes months and likelihoods those of a row; many are the same, and each is made once."""
    return _whole_in(MONTH_UNIT, UNKNOWN_MONTHS), _whole_in(SHARE_UNIT, 0)


def _whole_in(unit: int, unknown: int) -> Whole:
    return cache(lambda figure: unknown if figure is None else int(Decimal(str(figure)) * unit))
