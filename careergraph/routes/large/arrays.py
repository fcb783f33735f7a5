"""
The compiled index of a large graph: arrays, one place for each transition, requirements in rows beside them.

Transitions stand in order of (tail, head), so those that leave a role are neighbours; `into` lists them by head.
A figure and its unknowns are one number (`UNKNOWN` a piece), so that sums compare as SEMANTICS C2 says. No set of
skills is kept for a transition: which level steps are bits is decided anew for the few that matter to a question.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import UNKNOWN_MONTHS
from careergraph.routes.index import yearly_pay
from careergraph.routes.kept import Kept, Made

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int32]
Numbers: TypeAlias = npt.NDArray[np.integer]
Levels: TypeAlias = npt.NDArray[np.int8]
Flags: TypeAlias = npt.NDArray[np.bool_]
Words: TypeAlias = npt.NDArray[np.uint64]
"""Bits, in rows."""
Rows = TypeVar("Rows", Ints, Places)
Columns: TypeAlias = Mapping[str, Any]
"""Arrays by name."""


UNKNOWN = UNKNOWN_MONTHS
"""One unknown among whole figures (tenths of months, ranks of pay): more than all known ones of a route together."""
MOST_LEVEL = 127
"""The highest level that a row of requirements can ask."""
WORD = 64
"""Bits in a word."""
DENSE = 4
"""Words of bits that the neighbours of a role may take, for each transition it has on average."""
NEVER = 255
"""No way from one role to another, where moves are kept as bytes."""
UNLIKELY = 1024.0
"""One step of unknown likelihood, as −log: more than all known ones of a route together."""


class Numbered(NamedTuple):
    """Ids in order, and the number of each: its place among them."""

    ids: Sequence[str]
    number: Mapping[str, int]

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Numbered":
        """Return ids numbered."""
        kept = tuple(ids)
        return cls(kept, numbers_of(kept))


def numbers_of(ids: Iterable[str]) -> dict[str, int]:
    """Return the number of each of some ids that are in order: its place among them."""
    return {one: number for number, one in enumerate(ids)}


class Arrays:
    """
    A graph as arrays. They never change, and may be mapped from a file; `compiling` makes them.

    Parameters
    ----------
    graph
        What they were compiled from. It is named by `graph.version`.
    transitions
        Its transitions, in order.
    roles, skills
        Its roles, and the skills that some transition asks.
    columns
        The arrays, by their names here.

    Attributes
    ----------
    apart
        The fewest moves from the role of each row to the role of each column (see `apart`); None before it is made.
    alike
        For each transition the first one that asks the same (see `alike`); None before it is made.
    """

    tail: Places
    head: Places
    out_starts: Ints
    into: Places
    in_starts: Ints
    months: Ints
    share: Places
    log_share: Floats
    kinds: npt.NDArray[np.uint8]
    several: Flags
    surprises: Flags
    asked_starts: Ints
    asked_skill: Numbers
    asked_level: Levels
    asked_by: Places
    asked_by_level: Levels
    asked_by_starts: Ints
    effort: Ints
    tops: Ints
    grown_starts: Ints
    grown_skill: Places
    grown_level: Levels

    def __init__(
        self,
        graph: CareerGraph,
        transitions: Sequence[Transition],
        roles: Numbered,
        skills: Numbered,
        columns: Columns,
    ) -> None:
        self.graph, self.transitions, self.columns = graph, transitions, columns
        self.roles: Sequence[RoleId] = roles.ids
        self.number: Mapping[RoleId, int] = roles.number
        self.skills: Sequence[SkillId] = skills.ids
        self.skill_number: Mapping[SkillId, int] = skills.number
        vars(self).update(columns)
        self.apart: npt.NDArray[np.uint8] | None = None
        self.alike: Places | None = None
        self._kept = Kept()

    @cached_property
    def highest(self) -> Mapping[SkillId, Level]:
        """The highest level any way asks of each skill."""
        return {skill: top for skill, top in zip(self.skills, self.tops.tolist(), strict=True) if top}

    def pays(self, currency: str) -> tuple[Fraction | None, ...]:
        """Return the yearly pay of each role in a currency; None where it is unknown or in another one."""
        return self.kept(
            ("pays", currency), lambda: tuple(yearly_pay(role, currency) for role in self.graph.roles.values())
        )

    def asking(self, skills: Numbers) -> tuple[Ints, Places, Levels]:
        """Return how many ask each of some skills, then who asks them, skill by skill, and at which levels."""
        starts, ends = self.asked_by_starts[skills], self.asked_by_starts[skills + 1]
        parts = [slice(*ends) for ends in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not parts:
            return ends, np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int8)
        asking, levels = (
            np.concatenate([column[one] for one in parts]) for column in (self.asked_by, self.asked_by_level)
        )
        return ends - starts, asking, levels

    def levels(self, held: Mapping[SkillId, Level]) -> Levels:
        """Return the level of each skill that is asked, as far as any way can ask it."""
        levels, number = bytearray(len(self.skills)), self.skill_number.get
        for skill, level in held.items():
            place = number(skill)
            if place is not None:
                levels[place] = min(level, MOST_LEVEL)
        return np.frombuffer(levels, dtype=np.int8)

    def way(self, place: int) -> Way:
        """Return the way of a transition that has one."""
        first, last = self.asked_starts[place : place + 2].tolist()
        skills = map(self.skills.__getitem__, self.asked_skill[first:last].tolist())
        return tuple(zip(skills, self.asked_level[first:last].tolist(), strict=True))

    def kept(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under a name, made now if it was not or was let go since."""
        return self._kept.get(name, make)

    @cached_property
    def heads(self) -> npt.NDArray[np.intp]:
        """The head of each transition as numpy has places: where all are looked at, none has to be made one first."""
        return self.head.astype(np.intp)

    @cached_property
    def after(self) -> Words | None:
        """The roles that transitions lead to from each, as bits; None where these would take far more."""
        return self._beside(self.tail, self.head)

    @cached_property
    def before(self) -> Words | None:
        """The same for the roles that transitions lead from to each."""
        return self._beside(self.head, self.tail)

    def _beside(self, one: Places, other: Places) -> Words | None:
        words = -(-len(self.roles) // WORD)
        if words * len(self.roles) > DENSE * len(self.tail):
            return None
        beside = np.zeros((len(self.roles), words * WORD), dtype=np.bool_)
        beside[one, other] = True
        return np.packbits(beside, axis=1, bitorder="little").view(np.uint64)

    @cached_property
    def with_moves(self) -> tuple[Ints, Ints]:
        """The roles that some transition leaves, and where the first of each stands: what is done row by row."""
        roles = np.flatnonzero(np.diff(self.out_starts))
        return roles, self.out_starts[roles]

    def leaving(self, roles: Places) -> Ints:
        """Return the transitions that leave some roles, role by role."""
        return spans(self.out_starts[roles], self.out_starts[roles + 1])

    def entering(self, roles: Places) -> Places:
        """Return the transitions that lead to some roles, role by role."""
        return self.into[spans(self.in_starts[roles], self.in_starts[roles + 1])]


def parts_of(rows: Rows, parts: int) -> Sequence[Rows]:
    """Return rows in so many parts of about one size."""
    return np.array_split(rows, parts) if parts > 1 else (rows,)


def spans(starts: npt.NDArray[np.integer], ends: npt.NDArray[np.integer]) -> Ints:
    """
    Return the numbers from each start up to its end, one span after the other.

    Examples
    --------
    >>> spans(np.array([3, 7]), np.array([5, 8])).tolist()
    [3, 4, 7]
    """
    counts = (ends - starts).astype(np.int64, copy=False)
    before = counts.cumsum() - counts
    numbers: Ints = (starts - before).repeat(counts)  # methods: these are called for a few numbers, often
    numbers += np.arange(len(numbers))
    return numbers
