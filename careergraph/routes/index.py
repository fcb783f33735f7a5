"""
The compiled index of a graph for the plain engine: roles as numbers, level steps as bits.

A level step (skill, l) is one bit, a level is its bits 1..l, a state is a set of bits: what a step asks beyond
the state is a difference, taking the step is a union.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from weakref import WeakKeyDictionary

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.transitions import RoleId, Transition

MONTH_UNIT = 10
"""Months are counted in tenths, so that sums are exact and quick."""
EFFORT_UNIT = 100
"""Effort is counted in hundredths."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A transition with its ways, and their level steps as bits."""

    tail: int
    head: int
    transition: Transition
    ways: tuple[Way, ...]
    masks: tuple[int, ...]


class GraphIndex:
    """
    A graph, numbered.

    Roles are numbered in the order of their ids, so that comparing numbers compares ids. Only skills that some
    way asks have bits: no other skill can change a route.
    """

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self.roles: tuple[RoleId, ...] = tuple(graph.roles)
        self.number: Mapping[RoleId, int] = {role: number for number, role in enumerate(self.roles)}
        ways = {pair: one.ways for pair, one in graph.transitions.items()}
        self.highest = _highest_asked(way for choices in ways.values() for way in choices)
        self._first_bit: dict[SkillId, int] = {}
        bit = 0
        for skill, level in sorted(self.highest.items()):
            self._first_bit[skill] = bit
            bit += level
        self.edges: tuple[tuple[Edge, ...], ...] = tuple(
            tuple(self._edge(one, ways[one.pair]) for one in graph.ways_out(role)) for role in self.roles
        )
        self.grows: tuple[int, ...] = tuple(
            self.bits((grown.skill, grown.level) for grown in role.grows) for role in graph.roles.values()
        )

    def _edge(self, transition: Transition, ways: tuple[Way, ...]) -> Edge:
        masks = tuple(self.bits(way) for way in ways)
        return Edge(self.number[transition.tail], self.number[transition.head], transition, ways, masks)

    def bits(self, levels: Iterable[tuple[SkillId, Level]]) -> int:
        """Return levels as a set of level steps; what no way asks has no bit."""
        mask = 0
        for skill, level in levels:
            top = self.highest.get(skill, 0)
            mask |= ((1 << min(level, top)) - 1) << self._first_bit.get(skill, 0)
        return mask

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
        for edges in self.edges:
            for edge in edges:
                tails[edge.head].append(edge.tail)
        return tuple(tuple(one) for one in tails)


def _highest_asked(ways: Iterable[Way]) -> dict[SkillId, Level]:
    highest: dict[SkillId, Level] = {}
    for way in ways:
        for skill, level in way:
            highest[skill] = max(level, highest.get(skill, 0))
    return highest


_compiled: WeakKeyDictionary[CareerGraph, GraphIndex] = WeakKeyDictionary()


def compile_index(graph: CareerGraph) -> GraphIndex:
    """Return the index of a graph, made once for as long as the graph lives."""
    index = _compiled.get(graph)
    if index is None:
        index = _compiled[graph] = GraphIndex(graph)
    return index
