"""
A query on a graph, resolved: who starts where, holding what, over which moves, within which limits.

Everything that can be decided before a search is decided here: what avoid, evidence, pay floor and unknown months
remove (SEMANTICS K4), how long routes may be (K5), and in which whole units figures are counted.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TypeAlias

from careergraph.model.profile import start_levels
from careergraph.model.roles import Role
from careergraph.model.skills import Way
from careergraph.ports import Look
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT, GraphIndex, Move, yearly_pay
from careergraph.routes.query import RouteQuery, Selector
from careergraph.routes.route import HopLimit

Moves: TypeAlias = tuple[tuple[Move, ...], ...]
"""The moves out of each role."""
Matching: TypeAlias = Callable[[Move], bool]
"""Whether a move is meant."""

DEFAULT_MOVES = 6
"""Without a limit routes have at most the fewest moves + 2, and otherwise at most this many."""
MORE_THAN_FEWEST = 2


class Question:
    """
    A query on an index, with everything decided that needs no search.

    Parameters
    ----------
    index, query
        What is asked, of which graph.
    most_moves
        The longest routes any query may ask for.
    hop_limit
        Given where it is already decided (a question asked again without one of its constraints).
    look
        Called for each role while this is decided; may raise to stop.

    Attributes
    ----------
    barring
        What decides which moves are left: questions that agree in it share what is made of their moves,
        unless their moves are their own (`own_moves`).
    """

    def __init__(
        self,
        index: GraphIndex,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        hop_limit: HopLimit | None = None,
        look: Look = lambda: None,
    ) -> None:
        graph = index.graph
        self.index, self._look = index, look
        self.query = query
        self.start = index.number[graph.role(query.profile.role).id]
        goals = (graph.role(goal).id for goal in query.goals)
        self.goals = frozenset(index.number[goal] for goal in goals if goal in index.number)
        self.held = start_levels(graph, query.profile)
        self.state = index.bits(self.held.items())
        self.weigh = weigher(index, effort=query.effort)
        self.learning_unit = EFFORT_UNIT if query.effort else 1
        self.currency, self.today = todays_pay(graph.role(query.profile.role), query)
        self.pays = index.pays(self.currency)
        self.removed: set[object] = set()
        self.all_via = (1 << len(query.via)) - 1
        self.barring = self._barring()
        self.own_moves = query.profile.months_served > 0
        self.moves = self._moves()
        self.distance = self._distances()
        self.hop_limit = hop_limit or self._hop_limit(most_moves)
        self.max_months = whole(query.max_months, MONTH_UNIT)
        self.max_learning = whole(query.max_learning, self.learning_unit)
        self.max_step = whole(query.max_step, self.learning_unit)

    def holding(self, steps: int) -> "Question":
        """Return the same question for somebody who holds some level steps more, given as bits."""
        other = copy(self)
        other.state = self.state | steps
        return other

    def leaving_out(self, gone: Callable[[int, Move], bool]) -> "Question":
        """
        Return the same question without the moves that `gone` names, given the role they leave.

        The hop limit stays as it is.
        """
        other = copy(self)
        other.own_moves = True
        other.moves = tuple(
            tuple(move for move in moves if not gone(tail, move)) for tail, moves in enumerate(self.moves)
        )
        other.distance = fewest_moves(_tails(other.moves), self.goals)
        return other

    def _moves(self) -> Moves:
        """Return the moves out of each role that the constraints leave, the first ones shorter by what was served."""
        moves = self.index.moves
        if any(self.barring):
            moves, removed = self.index.kept.get(("left", self.barring), self._left)
            self.removed |= removed
        if not self.own_moves:
            return moves
        served = int(self.query.profile.months_served * MONTH_UNIT)
        first = tuple(
            move if move.months is None else move._replace(months=max(0, move.months - served))
            for move in moves[self.start]
        )
        return (*moves[: self.start], first, *moves[self.start + 1 :])

    def _barring(self) -> tuple[object, ...]:
        """Return what decides which moves are left, and which selectors they match: the same for whoever asks it."""
        query = self.query
        floor = None if query.pay_floor is None else (query.pay_floor, self.currency, self.today)
        return query.max_months is not None, query.evidence, floor, query.avoid, query.via

    def _left(self) -> tuple[Moves, frozenset[object]]:
        """Return the moves that the constraints leave, with the via selectors they match, and what removed others."""
        forbids = list(self._forbidding())
        via = [self._matching(one) for one in self.query.via]
        removed: set[object] = set()
        left = tuple(tuple(self._staying(row, forbids, via, removed)) for row in self.index.moves)
        return (left if removed or via else self.index.moves), frozenset(removed)

    def _staying(
        self,
        row: Iterable[Move],
        forbids: Iterable[tuple[object, Matching]],
        via: Iterable[Matching],
        removed: set[object],
    ) -> Iterator[Move]:
        self._look()
        for move in row:
            reasons = [reason for reason, forbidden in forbids if forbidden(move)]
            if reasons:
                removed.update(reasons)
            else:
                yield _matched(move, via) if via else move

    def _forbidding(self) -> Iterator[tuple[object, Matching]]:
        """Yield the constraints that may forbid a move (the name of a kind, or a selector), each with how to tell."""
        query = self.query
        if query.max_months is not None:
            yield "max_months", lambda move: move.months is None
        if query.evidence:
            yield "evidence", lambda move: not any(one.kind in query.evidence for one in move.transition.evidence)
        if query.pay_floor is not None:
            floor = Fraction(query.pay_floor)
            poor = {role for role in range(len(self.pays)) if not self._pays_enough(role, floor)}
            yield "pay_floor", lambda move: move.head in poor
        yield from ((one, self._matching(one)) for one in query.avoid)

    def _pays_enough(self, role: int, percent: Fraction) -> bool:
        pay = self.pays[role]
        return pay is not None and self.today is not None and pay * 100 >= percent * self.today

    def _matching(self, selector: Selector) -> Matching:
        """Return what tells whether a move matches a selector: by the role it arrives at, or by what it asks."""
        arriving = frozenset(self._arriving(selector))
        step = self.index.level_step(selector.id, max(1, selector.level)) if selector.kind == "skill" else 0
        return lambda move: move.head in arriving or bool(move.asks & step)

    def _arriving(self, selector: Selector) -> Iterator[int]:
        """Yield the roles that a selector matches."""
        number, roles = self.index.number, self.index.graph.roles
        for role in (selector.id,) if selector.kind == "role" else number:
            if role in number and arrives(selector, roles[role]):
                yield number[role]

    def _distances(self) -> tuple[int | None, ...]:
        """Return the fewest moves from each role to a goal, None where there is no way."""
        barring = self.barring if self.removed else ()
        return self.index.kept.get(("away", self.goals, barring), self._worked_out)

    def _worked_out(self) -> tuple[int | None, ...]:
        return fewest_moves(_tails(self.moves) if self.removed else self.index.incoming, self.goals)

    def _hop_limit(self, most_moves: int) -> HopLimit:
        return hop_limit_of(self.query, self.distance[self.start], most_moves)


def hop_limit_of(query: RouteQuery, fewest: int | None, most_moves: int) -> HopLimit:
    """Return how long routes may be, given the fewest moves to a goal through what the constraints leave (K5)."""
    if query.max_moves is not None:
        return HopLimit(min(query.max_moves, most_moves), asked=True, fewest=fewest)
    if fewest is None:
        return HopLimit(DEFAULT_MOVES, asked=False, fewest=None)
    return HopLimit(max(fewest, min(fewest + MORE_THAN_FEWEST, DEFAULT_MOVES)), asked=False, fewest=fewest)


def _tails(moves: Sequence[Iterable[Move]]) -> list[list[int]]:
    """Return the roles from which a move leads to each role."""
    tails: list[list[int]] = [[] for _ in moves]
    for tail, onward in enumerate(moves):
        for head in {move.head for move in onward}:
            tails[head].append(tail)
    return tails


def fewest_moves(tails: Sequence[Iterable[int]], goals: Iterable[int]) -> tuple[int | None, ...]:
    """Return the fewest moves from each role to one of the goals, given the tails of each role."""
    distance: list[int | None] = [None] * len(tails)
    waiting = deque(goals)
    for goal in waiting:
        distance[goal] = 0
    while waiting:
        role = waiting.popleft()
        for tail in tails[role]:
            if distance[tail] is None:
                distance[tail] = (distance[role] or 0) + 1
                waiting.append(tail)
    return tuple(distance)


def _matched(move: Move, via: Iterable[Matching]) -> Move:
    """Return a move with the via selectors it matches."""
    matched = sum(1 << bit for bit, matches in enumerate(via) if matches(move))
    return move._replace(via=matched) if matched else move


def arrives(selector: Selector, role: Role) -> bool:
    """Return whether arriving at a role matches a selector."""
    if selector.kind == "role":
        return role.id == selector.id
    if selector.kind == "family":
        return role.family == selector.id
    return any(grown.skill == selector.id and grown.level >= selector.level for grown in role.grows)


def asks(selector: Selector, way: Way) -> bool:
    """Return whether a way asks the skill a selector names, at its level or above."""
    return selector.kind == "skill" and any(skill == selector.id and level >= selector.level for skill, level in way)


def todays_pay(start: Role, query: RouteQuery) -> tuple[str, Fraction | None]:
    """Return the currency pay is compared in, and today's pay in it (SEMANTICS C4)."""
    currency = query.currency or (start.pay.currency if start.pay else "")
    profile = query.profile
    if profile.yearly_pay is None:
        return currency, yearly_pay(start, currency)
    comparable = bool(currency) and profile.currency in ("", currency)
    return currency, Fraction(profile.yearly_pay) if comparable else None


def weigher(index: GraphIndex, *, effort: bool) -> Callable[[int], int]:
    """Return the weight of a set of level steps: how many, or the sum of their efforts in hundredths."""
    if not effort:
        return int.bit_count
    masks = index.effort_masks
    return lambda steps: sum(weight * (steps & mask).bit_count() for weight, mask in masks)


def whole(limit: Decimal | int | None, unit: int) -> int | None:
    """Return a limit in whole units, rounded down; None where there is none."""
    return None if limit is None else floor(Fraction(limit) * unit)
