"""Transitions kept as properties of relationships, laid out for a search."""

import json

from careergraph.model.transitions import Transition
from careergraph.ports import Row
from careergraph.stores.laying import Laid, figures, of_value, said_of
from careergraph.stores.neo4j import properties

NOT_IN_COLUMNS = frozenset(("requirements", "groups", "months", "likelihood"))
"""Fields that make a transition a value first, where a property cannot say them exactly."""


class FromProperties:
    """Lays out transitions that are kept as properties; what many of them say beside figures is read once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str | None], tuple[bool, int, str]] = {}
        self._reading = properties.Reading()
        self._months, self._shares = figures()

    def of(self, row: properties.MoveRow) -> Laid:
        """Return one laid out."""
        tail, head, kind, months, likelihood, skills, levels, essential, more = row
        usual, kinds, text = self._said.get((kind, more)) or self._read(kind, more)
        if essential is not None or not usual:
            return of_value(self._reading.move(row))
        return Row(tail, head, self._months(months), self._shares(likelihood), kinds, skills, levels), text

    def _read(self, kind: str, more: str | None) -> tuple[bool, int, str]:
        """Return whether the columns say the rest, the kinds of evidence, and as text what stands in no column."""
        said = json.loads(more) if more else {}
        record = said if kind == Transition("", "").kind else {"kind": kind, **said}
        known = self._said[kind, more] = said.keys().isdisjoint(NOT_IN_COLUMNS), *said_of(record)
        return known
