"""Transitions kept as properties of relationships, laid out for a search."""

import json
from collections.abc import Sequence

from careergraph.model.transitions import Transition
from careergraph.ports import Row, Rows
from careergraph.stores.laying import Lot, figures, lot_of, of_value, said_of
from careergraph.stores.neo4j.properties import MoveRow, Reading

NOT_IN_COLUMNS = frozenset(("requirements", "groups", "months", "likelihood"))
"""Fields that make a transition a value first, where a property cannot say them exactly."""


class FromProperties:
    """Lays out transitions that are kept as properties; what many of them say beside figures is read once."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str | None], tuple[bool, int, str]] = {}
        self._reading = Reading()
        self._months, self._shares = figures()

    def lot(self, moves: Sequence[MoveRow]) -> Lot:
        """Return some of them laid out: most are laid column by column, and only those that say more one by one."""
        tails, heads, kinds, months, shares, skills, levels, essential, more = zip(*moves, strict=True)
        said = list(zip(kinds, more, strict=True))
        for one in set(said) - self._said.keys():
            self._said[one] = self._read(*one)
        usual, evidence, texts = zip(*map(self._said.__getitem__, said), strict=True)
        columns = tails, heads, tuple(map(self._months, months)), tuple(map(self._shares, shares)), evidence
        rows = Rows(*columns, skills, levels, ((),) * len(moves))
        apart = [n for n in range(len(moves)) if essential[n] is not None or not usual[n]]
        return self._laid_apart(rows, texts, moves, apart) if apart else (rows, texts)

    def _laid_apart(self, rows: Rows, texts: Sequence[str], moves: Sequence[MoveRow], apart: list[int]) -> Lot:
        laid = [(Row(*row), text) for row, text in zip(zip(*rows, strict=True), texts, strict=True)]
        for place in apart:
            laid[place] = of_value(self._reading.move(moves[place]))
        return lot_of(laid)

    @staticmethod
    def _read(kind: str, more: str | None) -> tuple[bool, int, str]:
        """Return whether the columns say the rest, the kinds of evidence, and as text what stands in no column."""
        said = json.loads(more) if more else {}
        record = said if kind == Transition("", "").kind else {"kind": kind, **said}
        return said.keys().isdisjoint(NOT_IN_COLUMNS), *said_of(record)
