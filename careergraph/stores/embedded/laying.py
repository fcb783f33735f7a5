"""Transitions kept as rows of text, laid out for a search."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from careergraph.ports import Row
from careergraph.routes.large.compiling import PER_LOT
from careergraph.stores.embedded import rows
from careergraph.stores.laying import Asked, Laid, Lot, figures, lot_of, of_value, said_of

TEXT = r'"(?:[^"\\]|\\.)*"'
USUAL = re.compile(
    rf'\{{"tail":{TEXT},"head":{TEXT}(,"kind":{TEXT})?(?:,"months":"([0-9.]+)")?'
    r'(?:,"likelihood":"([0-9.]+)")?(,"evidence":\[.*\])?\}'
)
"""The record of most transitions; two figures apart, few of them differ in what else they say."""

MOST_LISTS = 5000
"""Lists of requirements that are remembered: a derived graph has few, and in any other each is another."""


class FromRows:
    """Lays out transitions that are kept as text in rows; what many of them say and ask is read once."""

    def __init__(self, number: Mapping[str, int]) -> None:
        self._number = number
        self._said: dict[tuple[str, ...], tuple[int, str]] = {}
        self._asked: dict[str | None, Asked] = {None: ((), ())}
        self._reading = rows.Reading()
        self._months, self._shares = figures()

    def lots(self, stored: Iterator[rows.Row]) -> Iterator[Lot]:
        """Yield all of them laid out, lot by lot."""
        while lot := list(map(self.of, islice(stored, PER_LOT))):
            yield lot_of(lot, self._number)

    def of(self, row: rows.Row) -> Laid:
        """Return one laid out."""
        asked = self._plainly(row.asks)
        usual = USUAL.fullmatch(row.record)
        if asked is None:
            return of_value(self._reading.of(row))
        if usual is None:
            return self._unusual(row, asked)
        kind, months, share, evidence = usual.groups()
        kinds, text = self._known(kind or "", evidence or "")
        return Row(row.id, row.head, self._months(months), self._shares(share), kinds, *asked), text

    def _unusual(self, row: rows.Row, asked: Asked) -> Laid:
        record = json.loads(row.record)
        if record.get("groups"):
            return of_value(self._reading.of(row))
        kinds, text = said_of(record)
        months, share = self._months(record.get("months")), self._shares(record.get("likelihood"))
        return Row(row.id, row.head, months, share, kinds, *asked), text

    def _known(self, kind: str, evidence: str) -> tuple[int, str]:
        """Return the kinds of evidence, and as text what stands in no column."""
        known = self._said.get((kind, evidence))
        if known is None:
            known = self._said[kind, evidence] = said_of(json.loads(f'{{"tail":"","head":""{kind}{evidence}}}'))
        return known

    def _plainly(self, asks: str | None) -> Asked | None:
        """Return the skills and levels of requirements; None where one of them says more than that."""
        known = self._asked.get(asks)
        if known or asks is None:
            return known
        if "{" in asks:  # no id has one
            return None
        skills, levels = zip(*json.loads(asks), strict=True)
        if len(self._asked) < MOST_LISTS:
            self._asked[asks] = skills, levels
        return skills, levels
