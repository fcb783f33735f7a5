"""
The compiled index of a large graph: arrays, one place for each transition, requirements in rows beside them.

Transitions stand in order of (tail, head), so those that leave a role are neighbours; `into` lists them by head.
A figure and its unknowns are one number (`UNKNOWN` a piece), so that sums compare as SEMANTICS C2 says. No set of
skills is kept for a transition: which level steps are bits is decided anew for the few that matter to a question.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Requirement
from careergraph.model.transitions import EVIDENCE_KINDS, RoleId, Transition
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT, SHARE_UNIT, highest_asked, yearly_pay

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int32]
Flags: TypeAlias = npt.NDArray[np.bool_]
Made = TypeVar("Made")

UNKNOWN = 1 << 32
"""One unknown among whole figures (tenths of months, ranks of pay): more than all known ones of a route together."""
UNLIKELY = 1024.0
"""One step of unknown likelihood, as −log: more than all known ones of a route together."""
MOST_KEPT = 64
"""How many bounds are kept, for questions that lead to the same goals."""


class Arrays:
    """
    A graph as arrays.

    Parameters
    ----------
    graph
        What to compile. It is named by `graph.version`; the arrays never change.
    """

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self.roles: tuple[RoleId, ...] = tuple(graph.roles)
        self.number: Mapping[RoleId, int] = {role: number for number, role in enumerate(self.roles)}
        self.transitions: tuple[Transition, ...] = tuple(graph.transitions.values())
        count = len(self.transitions)
        self.tail = _places((self.number[one.tail] for one in self.transitions), count)
        self.head = _places((self.number[one.head] for one in self.transitions), count)
        self.out_starts = _starts(self.tail, len(self.roles))
        self.into = np.lexsort((self.tail, self.head)).astype(np.int32)
        self.in_starts = _starts(self.head, len(self.roles))
        self.months: Ints = np.fromiter(map(_months, self.transitions), np.int64, count)
        self.share = np.fromiter((int((one.likelihood or 0) * SHARE_UNIT) for one in self.transitions), np.int32, count)
        self.skills = tuple(sorted({one.skill for move in self.transitions for one in move.asked()}))
        self.skill_number = {skill: number for number, skill in enumerate(self.skills)}
        self._compile_requirements()
        self._kept = _Kept()

    def _compile_requirements(self) -> None:
        """Lay the requirements of each transition in rows; transitions with groups are marked and have none."""
        several = [any(group.members for group in one.groups) for one in self.transitions]
        rows = [() if many else _essential(one) for one, many in zip(self.transitions, several, strict=True)]
        self.several: Flags = np.array(several, dtype=bool)
        counts = np.fromiter(map(len, rows), np.int64, len(rows))
        self.asked_starts: Ints = np.concatenate(([0], np.cumsum(counts)))
        number = self.skill_number
        self.asked_skill = _places((number[one.skill] for row in rows for one in row), int(counts.sum()))
        self.asked_level = np.fromiter((one.level for row in rows for one in row), np.int8, int(counts.sum()))

    def make_ready(self) -> None:
        """Make all that is made once for a graph, so that no question waits for it."""
        for name, made in vars(type(self)).items():
            if isinstance(made, cached_property):
                getattr(self, name)

    @cached_property
    def log_share(self) -> Floats:
        """−log of the likelihood of each transition; `UNLIKELY` where it is unknown."""
        known = np.maximum(self.share, 1) / SHARE_UNIT
        return np.where(self.share > 0, -np.log(known), UNLIKELY)

    @cached_property
    def effort(self) -> Ints:
        """The weight of a level step of each skill in hundredths."""
        skills = self.graph.skills
        weights = (int(skills[skill].effort * EFFORT_UNIT) if skill in skills else EFFORT_UNIT for skill in self.skills)
        return np.fromiter(weights, np.int64, len(self.skills))

    @cached_property
    def kinds(self) -> npt.NDArray[np.uint8]:
        """The kinds of evidence each transition has, as bits in the order of `EVIDENCE_KINDS`."""
        bit = {kind: 1 << place for place, kind in enumerate(EVIDENCE_KINDS)}
        rows = (sum({bit[piece.kind] for piece in one.evidence}) for one in self.transitions)
        return np.fromiter(rows, np.uint8, len(self.transitions))

    @cached_property
    def surprises(self) -> Flags:
        """
        Whether a transition gives what neither its requirements nor its tail give already.

        Where it does not, whoever holds what the tail grows gains nothing by the growth of the head, and by induction
        nobody does on any route: such growth can be left out of a search.
        """
        grown = {role.id: {one.skill: one.level for one in role.grows} for role in self.graph.roles.values()}
        return np.fromiter(
            (bool(grown[one.head]) and _surprises(one, grown[one.tail], grown[one.head]) for one in self.transitions),
            bool,
            len(self.transitions),
        )

    @cached_property
    def postings(self) -> tuple[Ints, Ints]:
        """The rows of requirements by skill, and where each skill begins: who asks it."""
        order = np.argsort(self.asked_skill, kind="stable")
        return order, np.searchsorted(self.asked_skill[order], np.arange(len(self.skills) + 1))

    @cached_property
    def asker(self) -> Places:
        """The transition that each row of requirements belongs to."""
        return np.repeat(np.arange(len(self.transitions), dtype=np.int32), np.diff(self.asked_starts))

    @cached_property
    def highest(self) -> Mapping[str, int]:
        """The highest level any way asks of each skill."""
        several = (self.transitions[place] for place in np.flatnonzero(self.several))
        highest = highest_asked(way for one in several for way in one.ways)
        top = np.zeros(len(self.skills), dtype=np.int64)
        np.maximum.at(top, self.asked_skill, self.asked_level)
        for skill, level in zip(self.skills, top.tolist(), strict=True):
            if level:
                highest[skill] = max(level, highest.get(skill, 0))
        return highest

    def pays(self, currency: str) -> tuple[Fraction | None, ...]:
        """Return the yearly pay of each role in a currency; None where it is unknown or in another one."""
        return self.kept(
            ("pays", currency), lambda: tuple(yearly_pay(role, currency) for role in self.graph.roles.values())
        )

    def kept(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under a name, made now if it was not or was let go since."""
        return self._kept.get(name, make)

    def leaving(self, roles: Places) -> Ints:
        """Return the transitions that leave some roles, role by role."""
        return spans(self.out_starts[roles], self.out_starts[roles + 1])

    def entering(self, roles: Places) -> Places:
        """Return the transitions that lead to some roles, role by role."""
        return self.into[spans(self.in_starts[roles], self.in_starts[roles + 1])]


class _Kept:
    """The last things made, by name. Threads may share it: at worst a thing is made twice."""

    def __init__(self) -> None:
        self._things: dict[Hashable, object] = {}

    def get(self, name: Hashable, make: Callable[[], Made]) -> Made:
        thing = self._things.pop(name, None)
        made: Made = make() if thing is None else thing  # type: ignore[assignment]  # of one name, of one kind
        self._things[name] = made  # the last used stands last
        while len(self._things) > MOST_KEPT:
            self._things.pop(next(iter(tuple(self._things))), None)
        return made


def spans(starts: npt.NDArray[np.integer], ends: npt.NDArray[np.integer]) -> Ints:
    """
    Return the numbers from each start up to its end, one span after the other.

    Examples
    --------
    >>> spans(np.array([3, 7]), np.array([5, 8])).tolist()
    [3, 4, 7]
    """
    counts = (ends - starts).astype(np.int64)
    before = np.cumsum(counts) - counts
    numbers: Ints = np.repeat(starts - before, counts)
    numbers += np.arange(len(numbers))
    return numbers


def _places(numbers: Iterable[int], count: int) -> Places:
    return np.fromiter(numbers, np.int32, count)


def _starts(sorted_by: Places, count: int) -> Ints:
    return np.concatenate(([0], np.cumsum(np.bincount(sorted_by, minlength=count))))


def _months(transition: Transition) -> int:
    return UNKNOWN if transition.months is None else int(transition.months * MONTH_UNIT)


def _essential(transition: Transition) -> tuple[Requirement, ...]:
    return tuple(one for one in transition.requirements if not one.optional)


def _surprises(move: Transition, before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    asked = {one.skill: one.level for one in move.requirements if not one.optional}
    return any(level > max(before.get(skill, 0), asked.get(skill, 0)) for skill, level in after.items())
