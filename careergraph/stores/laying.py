"""Stored transitions laid out for a search, straight from how a store keeps them (see `ports.LaidOut`)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from careergraph.model.transitions import Transition
from careergraph.ports import UNKNOWN_MONTHS, Row
from careergraph.routes.large.compiling import KIND_BITS, row_of
from careergraph.stores.shelf.writing import rest_of, rest_text

Laid: TypeAlias = tuple[Row, str]
Asked: TypeAlias = tuple[Sequence[str], Sequence[int]]


def laid(tail: str, head: str, months: int | None, share: int | None, kinds: int, asked: Asked) -> Row:
    """Return the row of a transition that asks plain requirements; None where a figure is not known."""
    return Row(tail, head, UNKNOWN_MONTHS if months is None else months, share or 0, kinds, *asked)


def of_value(value: object) -> Laid:
    """Return a transition that asks more than plain requirements."""
    assert isinstance(value, Transition)  # noqa: S101 - says to the type checker what such rows are
    return row_of(value), rest_of(value)


def said_of(record: dict[str, Any]) -> tuple[int, str]:
    """Return the kinds of evidence that a record names, a bit for each, and as text what stands in no column."""
    return sum({KIND_BITS[piece["kind"]] for piece in record.get("evidence", ())}), rest_text(record)


def whole_in(unit: int) -> Callable[[str | float | None], int | None]:
    """Return what makes figures whole, in such units; many are the same, and each is made once."""
    known: dict[str | float | None, int | None] = {None: None}

    def whole(figure: str | float | None) -> int | None:
        if figure not in known:
            known[figure] = int(Decimal(str(figure)) * unit)
        return known[figure]

    return whole
