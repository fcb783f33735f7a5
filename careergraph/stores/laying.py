"""Stored transitions laid out for a search, straight from how a store keeps them (see `ports.LaidOut`)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from careergraph.model.transitions import Transition
from careergraph.ports import UNKNOWN_MONTHS, Row
from careergraph.routes.large.compiling import KIND_BITS, row_of
from careergraph.stores.shelf.writing import rest_of, rest_text

Laid: TypeAlias = tuple[Row, str]
Asked: TypeAlias = tuple[Sequence[str], Sequence[int]]


def laid(tail: str, head: str, months: int | None, share: int | None, asked: Asked, record: dict[str, Any]) -> Laid:
    """Return what asks plain requirements, beside what else its record says."""
    whole = UNKNOWN_MONTHS if months is None else months
    return Row(tail, head, whole, share or 0, kinds_of(record), *asked), rest_text(record)


def of_value(value: object) -> Laid:
    """Return a transition that asks more than plain requirements."""
    assert isinstance(value, Transition)  # noqa: S101 - says to the type checker what such rows are
    return row_of(value), rest_of(value)


def kinds_of(record: dict[str, Any]) -> int:
    """Return the kinds of evidence that a record names, a bit for each."""
    return sum({KIND_BITS[piece["kind"]] for piece in record.get("evidence", ())})


def whole(figure: str | None, unit: int) -> int | None:
    """Return a figure, as it is written, in whole units."""
    return None if figure is None else int(Decimal(figure) * unit)
