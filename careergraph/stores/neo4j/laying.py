"""Transitions kept as properties of relationships, laid out for a search."""

import json
from typing import Any

from careergraph.model.transitions import Transition
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.stores.laying import Laid, laid, of_value, said_of, whole_in
from careergraph.stores.neo4j import properties


class FromProperties:
    """Lays out transitions that are kept as properties; what many of them say beside figures is read once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str | None], tuple[dict[str, Any], int, str]] = {}
        self._reading = properties.Reading()
        self._months = whole_in(MONTH_UNIT)
        self._shares = whole_in(SHARE_UNIT)

    def of(self, row: properties.MoveRow) -> Laid:
        """Return one laid out."""
        record, kinds, text = self._known(row.kind, row.more)
        if row.essential is not None or record.keys() & {"requirements", "groups", "months", "likelihood"}:
            return of_value(self._reading.move(row))
        months, share = self._months(row.months), self._shares(row.likelihood)
        return laid(row.tail, row.head, months, share, kinds, (row.skills, row.levels)), text

    def _known(self, kind: str, more: str | None) -> tuple[dict[str, Any], int, str]:
        known = self._said.get((kind, more))
        if known is None:
            said = json.loads(more) if more else {}
            record = said if kind == Transition("", "").kind else {"kind": kind, **said}
            known = self._said[kind, more] = said, *said_of(record)
        return known
