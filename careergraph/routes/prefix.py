"""The beginning of a route: where it stands, what it cost so far, what is held."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple, Protocol, TypeAlias

from careergraph.routes.index import SHARE_UNIT, Move
from careergraph.routes.route import HopLimit

Pair: TypeAlias = tuple[int, int]
"""(unknown, known): compared in this order, smaller is better."""
Tie: TypeAlias = tuple[int, tuple[int, ...], tuple[int, ...]]


class Standing(Protocol):
    """Who begins a route: where, holding what, and in which units it is counted."""

    @property
    def start(self) -> int:
        """The number of the role they hold."""

    @property
    def state(self) -> int:
        """The level steps they hold."""

    @property
    def weigh(self) -> Callable[[int], int]:
        """The weight of a set of level steps."""

    @property
    def learning_unit(self) -> int:
        """What one unit of that weight is counted as."""

    @property
    def today(self) -> Fraction | None:
        """Their yearly pay; None where it is unknown."""

    @property
    def pays(self) -> tuple[Fraction | None, ...]:
        """The yearly pay of each role in their currency."""

    @property
    def hop_limit(self) -> HopLimit:
        """How long their routes may be."""


class Prefix(NamedTuple):
    """
    A route so far.

    `roles` and `ranks` (of the ways) spell it, `visited` has its roles as bits, `state` the level steps held, and
    `learned` those that its gaps asked (`learning` is their weight).
    `months` and `share` are (unknown, known) pairs, in tenths and as the product scaled by `SHARE_UNIT` for each
    move a route may have. `lowest` is the least pay known of the roles arrived at, None where none is, and
    `unpaid` how many have none.
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
    unpaid: int
    lowest: Fraction | None
    via: int
    learned: int

    @property
    def tie(self) -> Tie:
        """What orders routes of equal value: fewer moves, then role ids, then ways."""
        return len(self.moves), self.roles, self.ranks


def first_prefix(standing: Standing) -> Prefix:
    """Return the route of no moves."""
    start = standing.start
    whole = SHARE_UNIT**standing.hop_limit.moves
    return Prefix(start, (start,), (), (), 1 << start, standing.state, 0, 0, (0, 0), (0, -whole), 0, None, 0, 0)


def taken(standing: Standing, prefix: Prefix, move: Move) -> Prefix:
    """Return the prefix with one move more; its head must be new to it."""
    missing = move.asks & ~prefix.state
    gap = standing.weigh(missing)
    unknown_months, months = prefix.months
    unknown_share, share = prefix.share
    unpaid, lowest = with_pay(standing, prefix.unpaid, prefix.lowest, move.head)
    return Prefix(
        move.head,
        (*prefix.roles, move.head),
        (*prefix.ranks, move.rank),
        (*prefix.moves, move),
        prefix.visited | 1 << move.head,
        prefix.state | move.gives,
        prefix.learning + gap,
        max(prefix.hardest, gap),
        (unknown_months + 1, months) if move.months is None else (unknown_months, months + move.months),
        (unknown_share + 1, share) if move.share is None else (unknown_share, share * move.share // SHARE_UNIT),
        unpaid,
        lowest,
        prefix.via | move.via,
        prefix.learned | missing,
    )


def with_pay(standing: Standing, unpaid: int, lowest: Fraction | None, head: int) -> tuple[int, Fraction | None]:
    """Return how many roles arrived at have no pay that compares, and the lowest pay of the others, with one more."""
    pay = standing.pays[head]
    if pay is None or standing.today is None:
        return unpaid + 1, lowest
    return unpaid, pay if lowest is None else min(lowest, pay)


def dip(standing: Standing, prefix: Prefix) -> tuple[int, Fraction]:
    """Return the criterion dip: roles without comparable pay, and the deepest fall below today's pay."""
    if prefix.lowest is None or standing.today is None:
        return prefix.unpaid, Fraction(0)
    return prefix.unpaid, max(Fraction(0), standing.today - prefix.lowest)


def gaps(state: int, moves: Iterable[Move]) -> Iterator[int]:
    """Yield what each move of a route asks beyond what is held by then, from a state at the start."""
    for move in moves:
        yield move.asks & ~state
        state |= move.gives
