"""The walks of a small graph, laid out for the search best first: from each role onward, the best move first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import prod
from operator import add
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from careergraph.model.transitions import RoleId
from careergraph.routes.best_first import Choice, Figure, Taken, Walks, k_best, suits
from careergraph.routes.index import SHARE_UNIT, Move
from careergraph.routes.later import Later
from careergraph.routes.prefix import Pair, Prefix, first_prefix
from careergraph.routes.query import Criterion
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.telling import Passed

TIE = 1 << 16
"""A figure is counted in so many parts, and each move adds one: of equal sums, those with fewer moves come first."""
UNKNOWN = 1 << 32
"""A step of unknown length in tenths of a month: more than all known ones of a route together."""


AT_ONCE = 64
"""Routes spelled out together: beginnings that they share are gone along once."""
MOST_LAID_OUT = 1 << 17
"""Moves times the length of routes: beyond, laying walks out takes longer than a moment, and no look at the clock."""

Layer: TypeAlias = list[Figure | None]
"""By role; None where no goal is near enough."""


class Counting(NamedTuple):
    """
    How a criterion is counted along a route, its moves counted in.

    `nothing` is what no move comes to, `of` what a move adds, `join` what two walks come to one after the other;
    `value` makes an (unknown, known) pair of it.
    """

    nothing: Figure
    of: Callable[[Move], Figure]
    join: Callable[[Figure, Figure], Figure]
    value: Callable[[Figure], Pair]


def _moves(_hops: int) -> Counting:
    return Counting(0, lambda _: 1, add, lambda figure: (0, figure))


def _months(_hops: int) -> Counting:
    return Counting(0, _months_of, add, lambda figure: divmod(figure // TIE, UNKNOWN))


def _months_of(move: Move) -> int:
    return (UNKNOWN if move.months is None else move.months) * TIE + 1


def _likelihood(hops: int) -> Counting:
    """Count a product as (unknown, − product scaled, moves): with a factor for each move there may be, it is whole."""
    whole = SHARE_UNIT**hops

    def of(move: Move) -> Figure:
        return (1, -whole, 1) if move.share is None else (0, -(whole * move.share // SHARE_UNIT), 1)

    def join(one: Figure, other: Figure) -> Figure:
        return one[0] + other[0], -(one[1] * other[1] // whole), one[2] + other[2]

    return Counting((0, -whole, 0), of, join, lambda figure: figure[:2])


COUNTED: Mapping[Criterion, Callable[[int], Counting]] = MappingProxyType(
    {"moves": _moves, "months": _months, "likelihood": _likelihood}
)
"""The criteria that only what is passed decides, never what is held; by the moves that a route may have."""


def can_lay_out(question: Question) -> bool:
    """Return whether a question is counted by what is passed alone, and its walks are laid out in a moment."""
    return suits(question.query, COUNTED) and question.hop_limit.moves * sum(map(len, question.moves)) <= MOST_LAID_OUT


class Onward:
    """
    The walks to the goals of a question (see `Walks`), the same for everybody who asks for these goals.

    Parameters
    ----------
    counted
        The moves.
    goals, hops
        Where walks lead, and how many moves they may have.
    counting
        How the criterion is counted.
    """

    def __init__(self, counted: "Counted", goals: frozenset[int], hops: int, counting: Counting) -> None:
        self.goals, self.hops = goals, hops
        self.nothing, _, self.join, self.value = counting
        self._counted = counted
        self._layers = self._least()
        self.choices: Callable[[int, int], list[Choice]] = cache(self._in_order)

    def _least(self) -> list[Layer]:
        """Return for 0, 1 ... moves left the least that each role adds; no more layers than differ."""
        layers: list[Layer] = [[None] * len(self._counted.entering)]
        for goal in self.goals:
            layers[0][goal] = self.nothing
        changed: Collection[int] = self.goals
        while changed and len(layers) <= self.hops:
            layers.append(layers[-1].copy())
            changed = self._lengthen(layers[-2], layers[-1], changed)
        return layers

    def _lengthen(self, before: Layer, layer: Layer, changed: Iterable[int]) -> set[int]:
        """Better a layer by the moves into where the one before had changed, and return where it changes."""
        join, entering, better = self.join, self._counted.entering, set()
        for head in changed:
            beyond = before[head]
            for tail, figure in entering[head]:
                least, known = join(figure, beyond), layer[tail]
                if known is None or least < known:
                    layer[tail] = least
                    better.add(tail)
        return better

    def least(self, start: int) -> Figure | None:
        """Return the least that a walk from a role comes to; None where there is none."""
        return self._layers[-1][start]

    def _in_order(self, role: int, left: int) -> list[Choice]:
        """Return the moves from a role to where a goal is at most `left` moves away, the best first, then by head."""
        join, least = self.join, self._layers[min(left, len(self._layers) - 1)]
        return sorted(
            (join(figure, least[head]), head, figure, move)
            for head, figure, move in self._counted.leaving[role]
            if least[head] is not None
        )


class Counted(NamedTuple):
    """The moves of a graph, each with what it adds: those out of each role by their heads, those into it by tails."""

    leaving: list[list[tuple[int, Figure, Move]]]
    entering: list[list[tuple[int, Figure]]]

    @classmethod
    def of(cls, rows: Sequence[Iterable[Move]], counting: Counting) -> "Counted":
        """Count the moves out of each role."""
        leaving = [[(move.head, counting.of(move), move) for move in _first_ways(moves)] for moves in rows]
        entering: list[list[tuple[int, Figure]]] = [[] for _ in rows]
        for tail, row in enumerate(leaving):
            for head, figure, _ in row:
                entering[head].append((tail, figure))
        return cls(leaving, entering)


def _first_ways(moves: Iterable[Move]) -> Iterator[Move]:
    """Yield of each transition the first way that is left: the others come to the same."""
    head = -1
    for move in moves:
        if move.head != head:
            head = move.head
            yield move


def best_routes(question: Question, out_of_time: OutOfTime) -> tuple[Later[Prefix], Outcome, list[Passed]]:
    """
    Return the k best routes of a question that is counted by what is passed alone, spelled out when looked at.

    How the search ended, and what orders them, is known at once.
    """
    walks = _walks(question)
    found, outcome = k_best(walks, question.start, question.query.k, question.max_months, out_of_time)
    prefixes = Later(len(found), lambda first, last: list(_spelled(question, found[first:last])), at_once=AT_ONCE)
    return prefixes, outcome, in_passing(walks, question.index.roles, found)


def _walks(question: Question) -> Onward:
    """Return the walks to the goals, those that were laid out for the same goals where nothing is this person's own."""
    index, hops, goals = question.index, question.hop_limit.moves, question.goals
    (criterion,) = question.query.matters
    counting = COUNTED[criterion](hops)
    if question.own_moves:
        return Onward(Counted.of(question.moves, counting), goals, hops, counting)
    named = criterion, hops, question.barring

    def laid_out() -> Onward:
        counted = index.kept.get(("counted", *named), lambda: Counted.of(question.moves, counting))
        return Onward(counted, goals, hops, counting)

    return index.kept.get(("onward", goals, *named), laid_out)


def in_passing(walks: Walks, roles: Sequence[RoleId], found: Iterable[Taken]) -> list[Passed]:
    """Return what orders routes that were found best first, given the ids of the roles."""
    value, name = walks.value, roles.__getitem__
    return [Passed((value(figure),), len(moves), tuple(map(name, passed))) for figure, passed, moves in found]


def _spelled(question: Question, found: Iterable[Taken]) -> Iterator[Prefix]:
    """Yield routes as prefixes; beginnings they share are gone along once. No selector is to be met (see `suits`)."""
    first, weigh = first_prefix(question), question.weigh
    begun: _Begun = (first.state, 0, 0, 0, {})
    whole = [SHARE_UNIT**left for left in range(question.hop_limit.moves + 1)]
    for _, roles, moves in found:
        at, heads = begun, roles[1:]
        for head, move in zip(heads, moves, strict=True):
            state, learning, hardest, learned, onward = at
            longer = onward.get(head)
            if longer is None:
                missing = move.asks & ~state
                gap = weigh(missing)
                longer = (state | move.gives, learning + gap, max(hardest, gap), learned | missing, {})
                onward[head] = longer
            at = longer
        state, learning, hardest, learned, _ = at
        months = [move.months for move in moves if move.months is not None]
        shares = [move.share for move in moves if move.share is not None]
        yield Prefix(
            roles[-1],
            roles,
            tuple([move.rank for move in moves]),
            moves,
            sum([1 << head for head in heads], first.visited),
            state,
            learning,
            hardest,
            (len(moves) - len(months), sum(months)),
            (len(moves) - len(shares), -prod(shares) * whole[len(whole) - 1 - len(shares)]),
            first.via,
            learned,
        )


_Begun: TypeAlias = tuple[int, int, int, int, dict[int, Any]]
"""What is held, what was learned and at most at once, and which level steps; the same one move further, by role."""
