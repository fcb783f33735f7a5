"""Stored transitions laid out for a search, straight from how each store keeps them (see `ports.LaidOut`)."""

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from careergraph.model.transitions import Transition
from careergraph.ports import UNKNOWN_MONTHS, Row
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.large.compiling import KIND_BITS, row_of
from careergraph.stores import properties, rows
from careergraph.stores.shelf.writing import PLAIN, rest_of, rest_text

Laid: TypeAlias = tuple[Row, str]
Asked: TypeAlias = tuple[Sequence[str], Sequence[int]]


class FromRows:
    """Lays out transitions that are kept as text in rows; what many of them ask is read once."""

    def __init__(self) -> None:
        self._asked: dict[str | None, Asked | None] = {None: ((), ())}
        self._reading = rows.Reading()

    def of(self, row: rows.Row) -> Laid:
        """Return one laid out."""
        record = json.loads(row.record)
        asked = self._plainly(row.asks)
        if asked is None or record.get("groups"):
            return _of_value(self._reading.of(row))
        months, share = _whole(record.get("months"), MONTH_UNIT), _whole(record.get("likelihood"), SHARE_UNIT)
        return _laid(row.id, row.head, months, share, asked, record)

    def _plainly(self, asks: str | None) -> Asked | None:
        """Return the skills and levels of requirements; None where one of them says more than that."""
        if asks not in self._asked:
            listed = json.loads(asks or "[]")
            plain = all(len(one) == PLAIN for one in listed)
            self._asked[asks] = ([one[0] for one in listed], [one[1] for one in listed]) if plain else None
        return self._asked[asks]


class FromProperties:
    """Lays out transitions that are kept as properties; what many of them say beside figures is read once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str | None], tuple[dict[str, Any], int, str]] = {}
        self._reading = properties.Reading()
        self._months = _kept(MONTH_UNIT)
        self._shares = _kept(SHARE_UNIT)

    def of(self, row: properties.MoveRow) -> Laid:
        """Return one laid out."""
        record, kinds, text = self._known(row.kind, row.more)
        if row.essential is not None or record.keys() & {"requirements", "groups", "months", "likelihood"}:
            return _of_value(self._reading.move(row))
        months, share = self._months(row.months), self._shares(row.likelihood)
        whole = UNKNOWN_MONTHS if months is None else months
        return Row(row.tail, row.head, whole, share or 0, kinds, row.skills, row.levels), text

    def _known(self, kind: str, more: str | None) -> tuple[dict[str, Any], int, str]:
        known = self._said.get((kind, more))
        if known is None:
            said = json.loads(more) if more else {}
            record = said if kind == Transition("", "").kind else {"kind": kind, **said}
            known = self._said[kind, more] = said, _kinds(said), rest_text(record)
        return known


def _laid(tail: str, head: str, months: int | None, share: int | None, asked: Asked, record: dict[str, Any]) -> Laid:
    whole = UNKNOWN_MONTHS if months is None else months
    return Row(tail, head, whole, share or 0, _kinds(record), *asked), rest_text(record)


def _of_value(value: object) -> Laid:
    assert isinstance(value, Transition)  # noqa: S101 - says to the type checker what such rows are
    return row_of(value), rest_of(value)


def _kinds(record: dict[str, Any]) -> int:
    return sum({KIND_BITS[piece["kind"]] for piece in record.get("evidence", ())})


def _whole(figure: str | None, unit: int) -> int | None:
    return None if figure is None else int(Decimal(figure) * unit)


def _kept(unit: int) -> Callable[[float | None], int | None]:
    """Return what makes figures whole; there are few different ones, and each is made once."""
    known: dict[float | None, int | None] = {None: None}

    def whole(figure: float | None) -> int | None:
        if figure not in known:
            known[figure] = _whole(repr(figure), unit)
        return known[figure]

    return whole
