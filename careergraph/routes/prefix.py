"""The beginning of a route: where it stands, what it cost so far, what is held."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from careergraph.routes.index import SHARE_UNIT, Move
from careergraph.routes.route import HopLimit

Pair: TypeAlias = tuple[int, int]
"""(unknown, known): compared in this order, smaller is better."""
NOTHING = Fraction(0)
Tie: TypeAlias = tuple[int, tuple[int, ...], tuple[int, ...]]


class Counting(Protocol):
    """In which units somebody's routes are counted, and what they are compared with."""

    @property
    def learning_unit(self) -> int:
        """What one unit of the weight of a set of level steps is counted as."""

    @property
    def today(self) -> Fraction | None:
        """Their yearly pay; None where it is unknown."""

    @property
    def pays(self) -> tuple[Fraction | None, ...]:
        """The yearly pay of each role in their currency."""

    @property
    def hop_limit(self) -> HopLimit:
        """How long their routes may be."""


class Standing(Counting, Protocol):
    """Who begins a route: where, holding what."""

    @property
    def start(self) -> int:
        """The number of the role they hold."""

    @property
    def state(self) -> int:
        """The level steps they hold."""

    @property
    def weigh(self) -> Callable[[int], int]:
        """The weight of a set of level steps."""


class Prefix(NamedTuple):
    """
    A route so far.

    `roles` and `ranks` (of the ways) spell it, `visited` has its roles as bits, `state` the level steps held, and
    `learned` those that its gaps asked (`learning` is their weight).
    `months` and `share` are (unknown, known) pairs, in tenths and as the product scaled by `SHARE_UNIT` for each
    move a route may have.
    """

    role: int
    roles: tuple[int, ...]
    ranks: tuple[int, ...]
    moves: tuple[Move, ...]
    visited: int
    state: int
    learning: int
    hardest: int
    months: Pair
    share: Pair
    via: int
    learned: int

    @property
    def heads(self) -> tuple[int, ...]:
        """The roles arrived at."""
        return self.roles[1:]

    @property
    def tie(self) -> Tie:
        """What orders routes of equal value: fewer moves, then role ids, then ways."""
        return len(self.moves), self.roles, self.ranks


def first_prefix(standing: Standing) -> Prefix:
    """Return the route of no moves."""
    start = standing.start
    whole = SHARE_UNIT**standing.hop_limit.moves
    return Prefix(start, (start,), (), (), 1 << start, standing.state, 0, 0, (0, 0), (0, -whole), 0, 0)


def taken(standing: Standing, prefix: Prefix, move: Move) -> Prefix:
    """Return the prefix with one move more; its head must be new to it."""
    _, roles, ranks, moves, visited, state, learning, hardest, months, share, via, learned = prefix
    head, rank, _, _, asks, gives, more_months, factor, matched = move
    missing = asks & ~state
    gap = standing.weigh(missing)
    return Prefix(
        head,
        (*roles, head),
        (*ranks, rank),
        (*moves, move),
        visited | 1 << head,
        state | gives,
        learning + gap,
        max(hardest, gap),
        (months[0] + 1, months[1]) if more_months is None else (months[0], months[1] + more_months),
        (share[0] + 1, share[1]) if factor is None else (share[0], share[1] * factor // SHARE_UNIT),
        via | matched,
        learned | missing,
    )


def lowest_pay(standing: Counting, heads: Sequence[int]) -> tuple[int, Fraction | None]:
    """Return how many of the roles arrived at have no pay that compares, and the lowest pay of the others."""
    if standing.today is None:
        return len(heads), None
    known = [pay for pay in map(standing.pays.__getitem__, heads) if pay is not None]
    return len(heads) - len(known), min(known, default=None)


def dip(standing: Counting, heads: Sequence[int]) -> tuple[int, Fraction]:
    """Return the criterion dip: roles without comparable pay, and the deepest fall below today's pay."""
    unpaid, lowest = lowest_pay(standing, heads)
    if lowest is None or standing.today is None or lowest >= standing.today:
        return unpaid, NOTHING
    return unpaid, standing.today - lowest


def gaps(state: int, moves: Iterable[Move]) -> Iterator[int]:
    """Yield what each move of a route asks beyond what is held by then, from a state at the start."""
    for move in moves:
        yield move.asks & ~state
        state |= move.gives
