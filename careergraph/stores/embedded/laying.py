"""Transitions kept as rows of text, laid out for a search."""

import json

from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.stores.embedded import rows
from careergraph.stores.laying import Asked, Laid, laid, of_value, whole
from careergraph.stores.shelf.writing import PLAIN


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
            return of_value(self._reading.of(row))
        months, share = whole(record.get("months"), MONTH_UNIT), whole(record.get("likelihood"), SHARE_UNIT)
        return laid(row.id, row.head, months, share, asked, record)

    def _plainly(self, asks: str | None) -> Asked | None:
        """Return the skills and levels of requirements; None where one of them says more than that."""
        if asks not in self._asked:
            listed = json.loads(asks or "[]")
            plain = all(len(one) == PLAIN for one in listed)
            self._asked[asks] = ([one[0] for one in listed], [one[1] for one in listed]) if plain else None
        return self._asked[asks]
