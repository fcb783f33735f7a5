"""Transitions kept as properties of relationships, laid out for a search."""

import json
from collections.abc import Callable
from typing import Any

from careergraph.model.transitions import Transition
from careergraph.ports import UNKNOWN_MONTHS, Row
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.stores.laying import Laid, kinds_of, of_value, whole
from careergraph.stores.neo4j import properties
from careergraph.stores.shelf.writing import rest_text


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
            return of_value(self._reading.move(row))
        months, share = self._months(row.months), self._shares(row.likelihood)
        whole = UNKNOWN_MONTHS if months is None else months
        return Row(row.tail, row.head, whole, share or 0, kinds, row.skills, row.levels), text

    def _known(self, kind: str, more: str | None) -> tuple[dict[str, Any], int, str]:
        known = self._said.get((kind, more))
        if known is None:
            said = json.loads(more) if more else {}
            record = said if kind == Transition("", "").kind else {"kind": kind, **said}
            known = self._said[kind, more] = said, kinds_of(said), rest_text(record)
        return known


def _kept(unit: int) -> Callable[[float | None], int | None]:
    """Return what makes figures whole; there are few different ones, and each is made once."""
    known: dict[float | None, int | None] = {None: None}

    def made(figure: float | None) -> int | None:
        if figure not in known:
            known[figure] = whole(repr(figure), unit)
        return known[figure]

    return made
