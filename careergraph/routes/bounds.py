"""
What can still come: for every role and number of moves left, sets and least values over all walks to a goal.

Walks may repeat roles, so each set is a superset of what routes meet and each value a lower bound: both are safe
(SEMANTICS §9). Layered bounds as in the heuristics of RAPTOR's range queries (Delling, Pajor and Werneck 2012).
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property, reduce
from operator import and_, or_
from typing import Generic, TypeVar

from careergraph.routes.index import SHARE_UNIT, Move
from careergraph.routes.prefix import Pair
from careergraph.routes.question import Question

Layer = TypeVar("Layer")


class Bounds:
    """
    Lower bounds and sets for a question, each worked out when it is first needed.

    Parameters
    ----------
    question
        What is asked.
    tick
        Called now and then; may raise to stop.
    """

    def __init__(self, question: Question, tick: Callable[[], None] = lambda: None) -> None:
        self.question = question
        self.tick = tick
        self.hops = question.hop_limit.moves
        self.whole = SHARE_UNIT**self.hops
        self._onward: dict[tuple[int, int], Sequence[Move]] = {}

    def onward(self, role: int, left: int) -> Sequence[Move]:
        """Return the moves out of a role from whose head a goal can be reached with the moves then left."""
        known = self._onward.get((role, left))
        if known is None:
            away = self.question.distance
            moves = [one for one in self.question.moves[role] if (far := away[one.head]) is not None and far < left]
            known = self._onward[role, left] = moves
        return known

    @cached_property
    def roles(self) -> Callable[[int, int], int]:
        """U: the roles on walks to a goal, as bits."""
        return Layers(self, lambda role: 1 << role, lambda _, rest: rest, or_)

    @cached_property
    def asked(self) -> Callable[[int, int], int]:
        """M: the level steps asked on walks to a goal."""
        return Layers(self, lambda _: 0, lambda move, rest: move.asks | rest, or_)

    @cached_property
    def asked_always(self) -> "Layers[int]":
        """The level steps that are asked on each of these walks."""
        return Layers(self, lambda _: 0, lambda move, rest: move.asks | rest, and_, goals_only=True)

    @cached_property
    def given(self) -> Callable[[int, int], int]:
        """F before it is cut to M: the level steps that moves give beyond their way."""
        if not self.question.index.grown_anywhere:
            return lambda _role, _left: 0
        return Layers(self, lambda _: 0, lambda move, rest: move.gives & ~move.asks | rest, or_)

    @cached_property
    def months(self) -> "Layers[Pair]":
        """The least months to a goal."""
        return Layers(self, lambda _: (0, 0), _with_months, min, goals_only=True)

    @cached_property
    def share(self) -> "Layers[Pair]":
        """The likeliest way to a goal, as (unknown, − product scaled)."""
        return Layers(self, lambda _: (0, -self.whole), _with_share, min, goals_only=True)

    @cached_property
    def pay(self) -> "Layers[tuple[int, Fraction]]":
        """The best pay of a goal, as (1 if unknown, − pay)."""
        return Layers(self, self.pay_at, lambda _, rest: rest, min, goals_only=True)

    def pay_at(self, role: int) -> tuple[int, Fraction]:
        """Return the value of the criterion pay for a route that ends here."""
        pay = self.question.today if role == self.question.start else self.question.pays[role]
        return (1, Fraction(0)) if pay is None else (0, -pay)

    @cached_property
    def last_asks(self) -> tuple[int, ...]:
        """What the moves into the goals ask: one of them stands at the end of every route."""
        goals = self.question.goals
        return tuple({move.asks for moves in self.question.moves for move in moves if move.head in goals})

    @cached_property
    def _asking(self) -> dict[int, tuple[int, ...]]:
        return {}

    def asking(self, steps: int) -> tuple[int, ...]:
        """Return what the moves ask that ask any of these level steps."""
        known = self._asking.get(steps)
        if known is None:
            every = {move.asks for moves in self.question.moves for move in moves if move.asks & steps}
            known = self._asking[steps] = tuple(every)
        return known

    @cached_property
    def grown_anywhere(self) -> int:
        """The level steps that holding some role on the way may grow."""
        return self.given(self.question.start, self.hops)

    def learning_left(self, role: int, state: int) -> int:
        """Return a weight that is left to learn on every way from a role to a goal: the least of a last move."""
        if role in self.question.goals:
            return 0
        lacking = self._last_steps ^ self._last_steps & state
        return min(map(self.question.weigh, [asks & lacking for asks in self.last_asks]), default=0)

    @cached_property
    def _last_steps(self) -> int:
        """The level steps that moves into the goals ask, and no role on the way may grow."""
        return reduce(or_, self.last_asks, 0) & ~self.grown_anywhere


class Layers(Generic[Layer]):
    """
    A value for every role and number of moves left, over the walks from the role to a goal.

    Parameters
    ----------
    bounds
        Whose walks.
    here
        The value of standing at a role.
    along
        The value of a move, given that of what follows it.
    either
        The value of two alternatives.
    goals_only
        Whether `here` counts at goals only (a walk may end there), or at every role (a walk passes it).
    """

    def __init__(
        self,
        bounds: "Bounds",
        here: Callable[[int], Layer],
        along: Callable[[Move, Layer], Layer],
        either: Callable[[Layer, Layer], Layer],
        *,
        goals_only: bool = False,
    ) -> None:
        self._bounds, self._here, self._along, self._either = bounds, here, along, either
        self._ends = bounds.question.goals if goals_only else None
        self._known: dict[tuple[int, int], Layer] = {}

    def __call__(self, role: int, left: int) -> Layer:
        """Return the value for `role` with `left` moves left; a goal must be within reach."""
        if (role, left) not in self._known:
            self._work_out(role, left)
        return self._known[role, left]

    def _work_out(self, role: int, left: int) -> None:
        """Work out a value after those it is made of, on a stack of our own: routes may be thousands of moves long."""
        waiting = [(role, left)]
        while waiting:
            here = waiting[-1]
            needed = {(move.head, here[1] - 1) for move in self._bounds.onward(*here)}
            missing = [one for one in needed if one not in self._known]
            if missing:
                waiting.extend(missing)
            else:
                self._known[here] = self._made(*here)
                waiting.pop()
                self._bounds.tick()

    def _made(self, role: int, left: int) -> Layer:
        parts = [self._along(move, self._known[move.head, left - 1]) for move in self._bounds.onward(role, left)]
        if self._ends is None or role in self._ends:
            parts.append(self._here(role))
        return reduce(self._either, parts)


def _with_months(move: Move, rest: Pair) -> Pair:
    unknown, months = rest
    return (unknown + 1, months) if move.months is None else (unknown, months + move.months)


def _with_share(move: Move, rest: Pair) -> Pair:
    unknown, share = rest
    return (unknown + 1, share) if move.share is None else (unknown, share * move.share // SHARE_UNIT)
