"""
The search for the first route to a goal from everywhere at once.

Rounds by number of moves, backwards from the goals: every route there is made once, and walked by everybody who stands
where it begins. Where what is held cannot matter, only the first route from each role is lengthened.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from careergraph.model.people import Person
from careergraph.model.profile import Profile, start_levels
from careergraph.ports import Look
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT, SHARE_UNIT, GraphIndex, Move, yearly_pay
from careergraph.routes.prefix import Pair, Prefix, first_prefix, gaps, lowest_pay, taken
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question, todays_pay, weigher
from careergraph.routes.reaching import Worth, one_label_suffices, within_limits, worth_of
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.route import HopLimit
from careergraph.routes.watch import OverTime, Watch


@dataclass(frozen=True, slots=True)
class Holder:
    """
    Somebody who holds a role: who begins a route (a `Standing`).

    Parameters
    ----------
    person
        Who it is; empty for the usual holder of the role.
    start, state, weigh, learning_unit, today, pays, hop_limit
        As a `Standing` has them.
    served
        Tenths of months already spent in the role.
    """

    person: str
    start: int
    state: int
    weigh: Callable[[int], int]
    learning_unit: int
    today: Fraction | None
    pays: tuple[Fraction | None, ...]
    hop_limit: HopLimit
    served: int = 0


def holder_of(index: GraphIndex, query: RouteQuery, person: Person) -> Holder:
    """
    Return a person as the holder of their role.

    Raises
    ------
    RoleNotFound
        The graph does not have the role.
    """
    graph, profile = index.graph, person.profile
    start = graph.role(profile.role)
    currency, today = todays_pay(start, replace(query, profile=profile))
    held = index.bits(start_levels(graph, profile).items())
    holder = _holder(index, query, index.number[start.id], held, currency, today)
    return replace(holder, person=person.id, served=int(profile.months_served * MONTH_UNIT))


def all_holders(index: GraphIndex, query: RouteQuery, look: Look) -> list[Holder]:
    """Return the usual holder of every role of an index but the goals."""
    holders = []
    for number, role in enumerate(map(index.graph.role, index.roles)):
        look()
        if role.id not in query.goals:
            currency = query.currency or (role.pay.currency if role.pay else "")
            holders.append(_holder(index, query, number, index.usual(number), currency, yearly_pay(role, currency)))
    return holders


def _holder(
    index: GraphIndex, query: RouteQuery, role: int, state: int, currency: str, today: Fraction | None
) -> Holder:
    """Return a holder of a role, without a name."""
    return Holder(
        "",
        role,
        state,
        weigher(index, effort=query.effort),
        EFFORT_UNIT if query.effort else 1,
        today,
        index.pays(currency),
        HopLimit(query.max_moves or 0, asked=True, fewest=None),
    )


class Suffix(NamedTuple):
    """The end of a route: where it begins, its moves, its roles as bits and in order, and what it is worth alone."""

    role: int
    moves: tuple[Move, ...]
    visited: int
    roles: tuple[int, ...]
    months: Pair
    share: Pair


class Arriving:
    """
    The search for the first route of everybody to the goals of a query.

    Parameters
    ----------
    index, query
        What is searched, for which goals; its profile does not count.
    holders
        Who is looked at.
    out_of_time
        Tells when to stop.

    Raises
    ------
    OverTime
        The time was up before the search began.
    """

    def __init__(self, index: GraphIndex, query: RouteQuery, holders: Sequence[Holder], out_of_time: OutOfTime) -> None:
        self.index, self._watch = index, Watch(out_of_time)
        nobody = replace(query, profile=Profile(query.goals[0], assume=False), pay_floor=None)
        self._question = Question(index, nobody, most_moves=query.max_moves or 0, look=self._watch.look)
        self._criterion = query.matters[0]
        self._pay_floor = None if query.pay_floor is None else Fraction(query.pay_floor)
        self._holders = holders
        self._standing: dict[int, list[int]] = {}
        for number, holder in enumerate(holders):
            self._standing.setdefault(holder.start, []).append(number)
        self._alone = self._one_suffix_suffices()
        self._first: dict[int, tuple[tuple[Any, ...], Suffix]] = {}
        self.found: dict[int, tuple[Worth, Prefix]] = {}
        """The first route so far of each holder, with its value."""

    def _one_suffix_suffices(self) -> bool:
        """Return whether of all routes from a role only the first needs to be lengthened, whoever walks them."""
        question = self._question
        goal_decides = question.query.matters[0] == "pay" and len(question.goals) > 1
        return one_label_suffices(question.query) and not goal_decides and self._pay_floor is None

    def run(self) -> Outcome:
        """Search to the end or until the time is up, and return how it ended."""
        hops = self._question.hop_limit.moves
        frontier = [self._arrived(goal) for goal in sorted(self._question.goals)]
        moves = 0
        try:
            for suffix in frontier:
                self._walk_all(suffix)
            for moves in range(hops):
                frontier = self._longer(frontier, last=moves + 1 == hops)
                if self._alone:
                    frontier = [one for _, one in self._first.values() if len(one.moves) == moves + 1]
        except OverTime:
            return Outcome(complete=False, proven_moves=moves)
        return Outcome(proven_moves=hops)

    def in_order(self) -> list[tuple[Holder, Prefix]]:
        """Return those who have a route, each with the first, by its value, tie order and person."""

        def place(number: int) -> tuple[Any, ...]:
            worth, prefix = self.found[number]
            return worth, prefix.tie, self._holders[number].person

        return [(self._holders[number], self.found[number][1]) for number in sorted(self.found, key=place)]

    def _arrived(self, goal: int) -> Suffix:
        whole = SHARE_UNIT**self._question.hop_limit.moves
        return Suffix(goal, (), 1 << goal, (goal,), (0, 0), (0, -whole))

    def _entering(self, role: int) -> Iterator[tuple[int, Move]]:
        """Yield the moves into a role, each with where it comes from."""
        for tail in self._question.index.incoming[role]:
            for move in self._question.moves[tail]:
                if move.head == role:
                    yield tail, move

    def _longer(self, frontier: list[Suffix], *, last: bool) -> list[Suffix]:
        """Let everybody walk the routes that are one move longer, and return those that may be lengthened."""
        longer = []
        for suffix in frontier:
            for tail, move in self._entering(suffix.role):
                self._watch.look()
                if suffix.visited >> tail & 1:
                    continue
                one = _preceded(suffix, tail, move)
                self._walk_all(one)
                if not last and self._may_be_lengthened(one):
                    longer.append(one)
        return longer

    def _may_be_lengthened(self, suffix: Suffix) -> bool:
        limit = self._question.max_months
        if limit is not None and suffix.months[1] > limit:
            return False
        if not self._alone:
            return True
        order = self._suffix_worth(suffix), len(suffix.moves), suffix.roles, [move.rank for move in suffix.moves]
        known = self._first.get(suffix.role)
        if known is not None and known[0] <= order:
            return False
        self._first[suffix.role] = (order, suffix)
        return True

    def _suffix_worth(self, suffix: Suffix) -> Pair:
        """Return the value of a route by a criterion that does not depend on who walks it; of pay, nothing."""
        if self._criterion == "months":
            return suffix.months
        if self._criterion == "likelihood":
            return suffix.share
        return 0, len(suffix.moves) if self._criterion == "moves" else 0

    def _walk_all(self, suffix: Suffix) -> None:
        for number in self._standing.get(suffix.role, ()):
            self._watch.look()
            self._walk(number, suffix)

    def _walk(self, number: int, suffix: Suffix) -> None:
        """Let a holder walk a route, and take it if it is allowed and comes first."""
        holder, known = self._holders[number], self.found.get(number)
        if known is not None and self._comes_later(holder, suffix, known):
            return
        prefix = first_prefix(holder)
        for place, move in enumerate(suffix.moves):
            prefix = taken(holder, prefix, _served(holder, move) if place == 0 else move)
        if not within_limits(self._question, prefix) or not self._is_allowed(holder, prefix):
            return
        worth = worth_of(holder, self._criterion, prefix)
        if known is None or (worth, prefix.tie) < (known[0], known[1].tie):
            self.found[number] = (worth, prefix)

    def _comes_later(self, holder: Holder, suffix: Suffix, known: tuple[Worth, Prefix]) -> bool:
        """Return True where it is plain, without walking it, that a route comes after the one that is known."""
        if self._criterion in {"learning", "hardest"}:
            weights = map(holder.weigh, gaps(holder.state, suffix.moves))
            figure = sum(weights) if self._criterion == "learning" else max(weights, default=0)
            return known[0] < (0, figure)
        if self._criterion in {"months", "likelihood", "moves"} and not holder.served:
            return known[0] < self._suffix_worth(suffix)
        return False

    def _is_allowed(self, holder: Holder, prefix: Prefix) -> bool:
        """Return whether a route meets every via selector, and the pay floor of who walks it."""
        if prefix.via != self._question.all_via:
            return False
        if self._pay_floor is None:
            return True
        unpaid, lowest = lowest_pay(holder, prefix.heads)
        if lowest is None or holder.today is None:
            return not unpaid
        return not unpaid and lowest * 100 >= self._pay_floor * holder.today


def _preceded(suffix: Suffix, tail: int, move: Move) -> Suffix:
    """Return a route that begins one move earlier."""
    unknown_months, months = suffix.months
    unknown_share, share = suffix.share
    return Suffix(
        tail,
        (move, *suffix.moves),
        suffix.visited | 1 << tail,
        (tail, *suffix.roles),
        (unknown_months + 1, months) if move.months is None else (unknown_months, months + move.months),
        (unknown_share + 1, share) if move.share is None else (unknown_share, share * move.share // SHARE_UNIT),
    )


def _served(holder: Holder, move: Move) -> Move:
    """Return a first move with the months already served taken off."""
    if move.months is None or not holder.served:
        return move
    return move._replace(months=max(0, move.months - holder.served))
