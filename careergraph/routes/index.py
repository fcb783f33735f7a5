"""
The compiled index of a graph for the plain engine: roles as numbers, level steps as bits.

A level step (skill, l) is one bit, a level is its bits 1..l, a state is a set of bits: what a step asks beyond
the state is a difference, taking the step is a union.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, reduce
from itertools import accumulate, chain
from operator import or_
from typing import NamedTuple, TypeVar

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import assumed_levels
from careergraph.model.roles import Role
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import Look
from careergraph.routes.kept import Kept

Thing = TypeVar("Thing")

MONTH_UNIT = 10
"""Months are counted in tenths, so that sums are exact and quick."""
EFFORT_UNIT = 100
"""Effort is counted in hundredths."""


SHARE_UNIT = 10**6
"""Likelihoods have at most six decimals: they are counted in millionths."""


class Move(NamedTuple):
    """
    A transition taken in one of its ways: what a search steps over.

    `rank` is the place of the way among those of the transition; `asks` are the level steps of the way, `gives` those
    and what the head grows; `months` and `share` (the likelihood) are whole units, None where unknown; `via` are the
    via selectors of a query that it matches, as bits.
    """

    head: int
    rank: int
    way: Way
    transition: Transition
    asks: int
    gives: int
    months: int | None
    share: int | None
    via: int = 0


class GraphIndex:
    """
    A graph, numbered.

    Roles are numbered in the order of their ids, so that comparing numbers compares ids. Only skills that some
    way asks have bits: no other skill can change a route.

    Parameters
    ----------
    graph
        The whole graph.
    transitions
        The part of it that is numbered, where the rest cannot matter; without it, everything.
    roles
        Roles that are numbered whether or not those transitions touch them.
    look
        Called for each transition and role, more than once; may raise to stop.
    goals
        Roles to be reached: what moves into them ask has the lowest bits, so that sets of it are small numbers.
    """

    def __init__(
        self,
        graph: CareerGraph,
        transitions: Iterable[Transition] | None = None,
        roles: Iterable[RoleId] = (),
        look: Look = lambda: None,
        goals: Collection[RoleId] = (),
    ) -> None:
        self.graph = graph
        taken = tuple(graph.transitions.values() if transitions is None else transitions)
        ways = {one.pair: one.ways for one in _looking(look, taken)}
        touched = graph.roles if transitions is None else sorted({*roles, *chain.from_iterable(ways)})
        self.roles: tuple[RoleId, ...] = tuple(touched)
        self.number: Mapping[RoleId, int] = {role: number for number, role in enumerate(self.roles)}
        self.highest = highest_asked(_looking(look, chain.from_iterable(ways.values())))
        last = {skill for one in taken if one.head in goals for way in ways[one.pair] for skill, _ in way}
        in_order = sorted(self.highest, key=lambda skill: (skill not in last, skill))
        bits = accumulate(map(self.highest.__getitem__, in_order), initial=0)
        self._first_bit: Mapping[SkillId, int] = dict(zip(in_order, bits, strict=False))
        self.grows: tuple[int, ...] = tuple(
            self.bits((grown.skill, grown.level) for grown in graph.roles[role].grows)
            for role in _looking(look, self.roles)
        )
        rows: list[list[Move]] = [[] for _ in self.roles]
        for one in _looking(look, sorted(taken, key=_pair)):
            rows[self.number[one.tail]].extend(self._moves(one, ways[one.pair]))
        self.moves: tuple[tuple[Move, ...], ...] = tuple(map(tuple, rows))
        self.kept = Kept()

    def _moves(self, transition: Transition, ways: tuple[Way, ...]) -> Iterator[Move]:
        head = self.number[transition.head]
        months = None if transition.months is None else int(transition.months * MONTH_UNIT)
        share = None if transition.likelihood is None else int(transition.likelihood * SHARE_UNIT)
        grown = self.grows[head]
        for rank, way in enumerate(ways):
            asks = self.bits(way)
            gives = asks | grown if grown & ~asks else asks  # the same number where nothing grows: masks are large
            yield Move(head, rank, way, transition, asks, gives, months, share)

    def pays(self, currency: str) -> tuple[Fraction | None, ...]:
        """Return the yearly pay of each role in a currency; None where it is unknown or in another one."""
        return self.kept.get(
            ("pays", currency), lambda: tuple(yearly_pay(self.graph.roles[role], currency) for role in self.roles)
        )

    def bits(self, levels: Iterable[tuple[SkillId, Level]]) -> int:
        """Return levels as a set of level steps; what no way asks has no bit."""
        mask, highest, first_bit = 0, self.highest.get, self._first_bit.get
        for skill, level in levels:
            top = highest(skill, 0)
            asked = level if level < top else top  # noqa: FURB136 - to call `min` takes longer than all the rest
            mask |= (1 << asked) - 1 << first_bit(skill, 0)
        return mask

    def level_steps(self, bits: int) -> tuple[tuple[SkillId, Level], ...]:
        """Return a set of level steps as (skill, level) pairs, each one level step, in order."""
        return tuple(sorted(self._steps[bit] for bit in ones(bits)))

    @cached_property
    def _steps(self) -> tuple[tuple[SkillId, Level], ...]:
        """What each bit stands for."""
        return tuple((skill, level) for skill in self._first_bit for level in range(1, self.highest[skill] + 1))

    def level_step(self, skill: SkillId, level: Level) -> int:
        """Return one level step as a set; nothing where no way asks it."""
        return 1 << self._first_bit[skill] + level - 1 if 1 <= level <= self.highest.get(skill, 0) else 0

    def steps_of(self, skill: SkillId, steps: int) -> int:
        """Return which levels of a skill are among level steps, level 1 as the lowest bit."""
        return steps >> self._first_bit[skill] & ((1 << self.highest[skill]) - 1)

    def by_skill(self, steps: int) -> Iterator[tuple[SkillId, int]]:
        """Yield each skill that level steps are of, with its levels among them, level 1 as the lowest bit."""
        while steps:
            skill, _ = self._steps[(steps & -steps).bit_length() - 1]
            end = self._first_bit[skill] + self.highest[skill]
            yield skill, self.steps_of(skill, steps)
            steps = steps >> end << end

    def usual(self, role: int) -> int:
        """Return the level steps that are assumed of a holder of a role (SEMANTICS P2)."""
        return self.bits(assumed_levels(self.graph, self.roles[role]).items())

    @cached_property
    def every_step(self) -> int:
        """Every level step that some way asks."""
        return (1 << sum(self.highest.values())) - 1

    @cached_property
    def grown_anywhere(self) -> int:
        """Every level step that some role grows."""
        return reduce(or_, self.grows, 0)

    @cached_property
    def effort_masks(self) -> tuple[tuple[int, int], ...]:
        """The distinct weights of a level step in hundredths, each with the bits that have it."""
        masks: dict[int, int] = {}
        for skill, level in self.highest.items():
            weight = int((self.graph.skills[skill].effort if skill in self.graph.skills else Decimal(1)) * EFFORT_UNIT)
            masks[weight] = masks.get(weight, 0) | ((1 << level) - 1) << self._first_bit[skill]
        return tuple(sorted(masks.items()))

    @cached_property
    def incoming(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the roles from which each role can be entered."""
        tails: list[list[int]] = [[] for _ in self.roles]
        for tail, moves in enumerate(self.moves):
            for head in {move.head for move in moves}:
                tails[head].append(tail)
        return tuple(tuple(one) for one in tails)


def ones(bits: int) -> Iterator[int]:
    """
    Yield the places of the bits that are set, the lowest first.

    Examples
    --------
    >>> list(ones(0b1010))
    [1, 3]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _looking(look: Look, things: Iterable[Thing]) -> Iterator[Thing]:
    """Yield things one by one, with a look before each."""
    for thing in things:
        look()
        yield thing


def _pair(transition: Transition) -> tuple[RoleId, RoleId]:
    return transition.pair


def yearly_pay(role: Role, currency: str) -> Fraction | None:
    """Return a role's yearly pay in `currency`; None where it is unknown or in another one."""
    if role.pay is None or role.pay.currency != currency or role.pay.yearly is None:
        return None
    return Fraction(role.pay.yearly)


def highest_asked(ways: Iterable[Way]) -> dict[SkillId, Level]:
    """Return the highest level that any of these ways asks of each skill."""
    highest: dict[SkillId, Level] = {}
    for way in ways:
        for skill, level in way:
            if level > highest.get(skill, 0):
                highest[skill] = level
    return highest
