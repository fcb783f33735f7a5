"""Transitions kept as properties of relationships, laid out for a search."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain, compress
from operator import itemgetter
from typing import Any

from careergraph.errors import StoreError
from careergraph.model.skills import SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import Rows
from careergraph.routes.large.arrays import numbers_of
from careergraph.stores.laying import Lot, figures, of_value, said_of
from careergraph.stores.neo4j.properties import MoveRow, Reading

NOT_IN_COLUMNS = frozenset(("requirements", "groups", "months", "likelihood"))
"""Fields that make a transition a value first, where a property cannot say them exactly."""


class FromProperties:
    """
    Lays out transitions that are kept as properties; what many of them say beside figures is read once.

    Parameters
    ----------
    skills
        Those of the graph, in order of their ids.
    """

    def __init__(self, skills: Iterable[SkillId]) -> None:
        self._skills = tuple(skills)
        self.number = numbers_of(self._skills)
        self._said: dict[tuple[str, str | None], tuple[bool, int, str]] = {}
        self._reading = Reading()
        self._months, self._shares = figures()

    def lot(self, rows: Sequence[list[Any]]) -> Lot:
        """
        Return some of them laid out: column by column, and then again those that say more.

        Parameters
        ----------
        rows
            Those of `cypher.MOVES_NUMBERED`, by these numbers.

        Raises
        ------
        StoreError
            A skill that is asked is not there.
        """
        moves = [move for _, some in rows for move in sorted(some, key=itemgetter(0))]
        tails = [tail for tail, some in rows for _ in some]
        heads, kinds, months, shares, skills, levels, essential, more = map(list, zip(*moves, strict=True))
        if None in chain.from_iterable(skills):
            raise StoreError("Some transition asks a skill that is not there: it was changed by hand.")
        said = list(zip(kinds, more, strict=True))
        for one in set(said) - self._said.keys():
            self._said[one] = self._read(*one)
        usual, evidence, texts = map(list, zip(*map(self._said.__getitem__, said), strict=True))
        whole = list(map(self._months, months)), list(map(self._shares, shares))
        columns: tuple[list[Any], ...] = (tails, heads, *whole, evidence, skills, levels, [()] * len(moves))
        unusual = [not plain or some is not None for plain, some in zip(usual, essential, strict=True)]
        for place in compress(range(len(moves)), unusual):
            row, texts[place] = of_value(self._value(tails[place], moves[place]))
            for column, value in zip(columns, row, strict=True):
                column[place] = value
            skills[place] = [self.number[skill] for skill in row.skills]
        return Rows(*columns), texts

    def _value(self, tail: RoleId, move: Sequence[Any]) -> Transition:
        *before, skills, levels, essential, more = move
        asked = [self._skills[number] for number in skills]
        return self._reading.move(MoveRow._make((tail, *before, asked, levels, essential, more)))

    @staticmethod
    def _read(kind: str, more: str | None) -> tuple[bool, int, str]:
        """Return whether the columns say the rest, the kinds of evidence, and as text what stands in no column."""
        said = json.loads(more) if more else {}
        record = said if kind == Transition("", "").kind else {"kind": kind, **said}
        return said.keys().isdisjoint(NOT_IN_COLUMNS), *said_of(record)
