"""
From transitions to the arrays of a large graph: one pass over rows, lot by lot, whatever they come from.

A row is what a search needs to know of a transition. A graph in memory gives them, and so does a store that streams
them, without a value made of any.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, compress
from typing import Any, TypeVar

import numpy as np

from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.skills import Level, Skill, SkillId
from careergraph.model.transitions import EVIDENCE_KINDS, RoleId, Transition
from careergraph.ports import Row, Rows
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT, SHARE_UNIT
from careergraph.routes.large.arrays import UNKNOWN, UNLIKELY, Arrays, Columns, Ints, Numbered, Places, numbers_of

Value = TypeVar("Value")

KIND_BITS = {kind: 1 << place for place, kind in enumerate(EVIDENCE_KINDS)}
PER_LOT = 4096
"""Rows that are made at once of a graph in memory."""


def compile_graph(graph: CareerGraph) -> Arrays:
    """Return a graph as arrays."""
    transitions = tuple(graph.transitions.values())
    skills, columns = columns_of(graph.roles, graph.skills, rows_of(transitions, numbers_of(graph.skills)))
    return Arrays(graph, transitions, Numbered.of(graph.roles), Numbered.of(skills), columns)


def row_of(transition: Transition) -> Row:
    """Return a transition as a row."""
    several = any(group.members for group in transition.groups)
    essential = () if several else [one for one in transition.requirements if not one.optional]
    months = UNKNOWN if transition.months is None else int(transition.months * MONTH_UNIT)
    return Row(
        *transition.pair,
        months,
        int((transition.likelihood or 0) * SHARE_UNIT),
        sum({KIND_BITS[piece.kind] for piece in transition.evidence}),
        [one.skill for one in essential],
        [one.level for one in essential],
        [asked for way in transition.ways for asked in way] if several else (),
    )


def rows_of(transitions: Sequence[Transition], number: Mapping[SkillId, int]) -> Iterator[Rows]:
    """Yield transitions as rows, in the lots of `in_lots`; `number` is that of each skill."""
    return (Rows.of(list(map(row_of, lot)), number) for lot in in_lots(transitions))


def in_lots(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield values in lots of so many that what is made of them needs little memory."""
    return (values[first : first + PER_LOT] for first in range(0, len(values), PER_LOT))


def columns_of(
    roles: Mapping[RoleId, Role], skills: Mapping[SkillId, Skill], lots: Iterable[Rows]
) -> tuple[tuple[SkillId, ...], Columns]:
    """
    Return the skills that are asked, and the arrays of a graph, by their names in `Arrays`.

    Parameters
    ----------
    roles, skills
        Those of the graph, in order of their ids.
    lots
        Its transitions, in order of tail and head.
    """
    names, more, laid = rows_laid(roles, skills, lots)
    efforts = (effort_of(name, skills) for name in names)
    laid |= {**skill_columns(names, efforts, laid, more), **growth_columns(names, roles)}
    return names, with_orders(laid, len(roles))


def rows_laid(
    roles: Mapping[RoleId, Role], skills: Iterable[SkillId], lots: Iterable[Rows]
) -> tuple[tuple[SkillId, ...], Mapping[SkillId, Level], dict[str, Any]]:
    """
    Return the skills that rows ask, the highest level of each in groups, and the arrays of the rows alone.

    Only the roles that rows touch are looked at.
    """
    laid = _Laid(roles, tuple(skills))
    for rows in lots:
        laid.take(rows)
    return laid.columns()


class _Laid:
    """Rows laid into columns, one lot after the other; at the end skills are numbered among those that are asked."""

    def __init__(self, roles: Mapping[RoleId, Role], skills: tuple[SkillId, ...]) -> None:
        self._skills, self._number = skills, numbers_of(roles)
        self._grown = cache(lambda role: {one.skill: one.level for one in roles[role].grows})
        self._tail, self._head, self._share = array("i"), array("i"), array("i")
        self._months, self._counts = array("q"), array("q")
        self._kinds, self._several, self._surprises = array("B"), array("B"), array("B")
        self._skill, self._level = array("i"), array("b")
        self._more: dict[SkillId, Level] = {}

    def take(self, rows: Rows) -> None:
        """Lay rows below those that were taken: column by column, for there are many, and no loop of ours."""
        number, counts = self._number.__getitem__, list(map(len, rows.skills))
        self._tail.extend(map(number, rows.tails))
        self._head.extend(map(number, rows.heads))
        self._months.extend(rows.months)
        self._share.extend(rows.shares)
        self._kinds.extend(rows.kinds)
        self._several.extend(map(bool, rows.more))
        self._counts.extend(counts)
        asked = np.fromiter(chain.from_iterable(rows.skills), np.int32, sum(counts))
        self._skill.frombytes(asked.tobytes())
        self._level.frombytes(b"".join(map(bytes, rows.levels)))
        self._surprises.extend(self._surprising(rows))
        for skill, level in chain.from_iterable(rows.more):
            self._more[skill] = max(level, self._more.get(skill, 0))

    def _surprising(self, rows: Rows) -> bytearray:
        """
        Tell which transitions give what neither their requirements nor their tail give already.

        Where one does not, whoever holds what the tail grows gains nothing by the growth of the head, and by induction
        nobody does on any route: such growth can be left out of a search.
        """
        surprising = bytearray(len(rows.heads))
        for place, head in enumerate(rows.heads):
            if after := self._grown(head):
                before = self._grown(rows.tails[place])
                names = (self._skills[number] for number in rows.skills[place])
                asked = dict(zip(names, rows.levels[place], strict=True))
                surprising[place] = any(
                    level > max(before.get(skill, 0), asked.get(skill, 0)) for skill, level in after.items()
                )
        return surprising

    def columns(self) -> tuple[tuple[SkillId, ...], Mapping[SkillId, Level], dict[str, Any]]:
        """Return the skills that are asked, the highest level in groups, and the columns."""
        skill = _array(self._skill, np.int32)
        asked = np.bincount(skill, minlength=len(self._skills)) > 0
        asked |= np.fromiter((one in self._more for one in self._skills), bool, len(self._skills))
        names = tuple(compress(self._skills, asked.tolist()))
        places = (np.cumsum(asked) - 1).astype(np.int32)
        laid: dict[str, Any] = {
            "tail": _array(self._tail, np.int32),
            "head": _array(self._head, np.int32),
            "months": _array(self._months, np.int64),
            "share": _array(self._share, np.int32),
            "kinds": _array(self._kinds, np.uint8),
            "several": _array(self._several, np.uint8).astype(bool),
            "surprises": _array(self._surprises, np.uint8).astype(bool),
            "asked_starts": np.concatenate(([0], np.cumsum(_array(self._counts, np.int64)))),
            "asked_skill": places[skill],
            "asked_level": _array(self._level, np.int8),
        }
        return names, self._more, laid


def skill_columns(
    names: Sequence[SkillId], efforts: Iterable[int], laid: Columns, more: Mapping[SkillId, Level]
) -> Columns:
    """
    Return the arrays with one figure for each skill that is asked.

    Parameters
    ----------
    names
        These skills, in order.
    efforts
        The effort of each, in hundredths.
    laid
        The rows of what is asked.
    more
        The highest level that is asked beside these rows, in groups.
    """
    tops = np.zeros(len(names), dtype=np.int64)
    np.maximum.at(tops, laid["asked_skill"], laid["asked_level"].astype(np.int64))
    in_groups = np.fromiter((more.get(name, 0) for name in names), np.int64, len(names))
    return {"tops": np.maximum(tops, in_groups), "effort": np.fromiter(efforts, np.int64, len(names))}


def effort_of(name: SkillId, skills: Mapping[SkillId, Skill]) -> int:
    """Return the weight of a level step of a skill in hundredths."""
    return int(skills[name].effort * EFFORT_UNIT) if name in skills else EFFORT_UNIT


def growth_columns(names: Sequence[SkillId], roles: Mapping[RoleId, Role]) -> Columns:
    """Return what each role grows in rows, as far as some transition asks the skill: `names` are asked."""
    number = {name: place for place, name in enumerate(names)}
    rows = [{one.skill: one.level for one in role.grows} for role in roles.values()]
    grown = [[(number[skill], level) for skill, level in row.items() if skill in number] for row in rows]
    pairs = np.array([pair for row in grown for pair in row], dtype=np.int32).reshape(-1, 2)
    starts = np.concatenate(([0], np.cumsum([len(row) for row in grown], dtype=np.int64)))
    return {"grown_starts": starts, "grown_skill": pairs[:, 0].copy(), "grown_level": pairs[:, 1].astype(np.int8)}


def with_orders(laid: Columns, roles: int) -> Columns:
    """Return columns with those that follow from them: where each role and each skill stands in which order."""
    tail, head, share = laid["tail"], laid["head"], laid["share"]
    skill = laid["asked_skill"].astype(np.min_scalar_type(len(laid["tops"])))
    order = np.argsort(skill, kind="stable")  # by radix, where two bytes are enough for a skill
    asker = np.repeat(np.arange(len(tail), dtype=np.int32), np.diff(laid["asked_starts"]))
    known = np.maximum(share, 1) / SHARE_UNIT
    return {
        **laid,
        "asked_skill": skill,
        "out_starts": _starts(tail, roles),
        "into": np.lexsort((tail, head)).astype(np.int32),
        "in_starts": _starts(head, roles),
        "log_share": np.where(share > 0, -np.log(known), UNLIKELY),
        "asked_by": asker[order],
        "asked_by_level": laid["asked_level"][order],
        "asked_by_starts": _starts(skill, len(laid["tops"])),
    }


def _array(numbers: "array[Any]", dtype: Any) -> Any:  # noqa: ANN401 - of the kind that is asked for
    return np.frombuffer(numbers, dtype=dtype) if numbers else np.empty(0, dtype=dtype)


def _starts(sorted_by: Places, count: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(sorted_by, minlength=count))))
