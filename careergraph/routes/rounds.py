"""
The search: rounds by number of moves, over all prefixes that may still lead to a route of the answer.

One round takes every prefix one move further (the shape of RAPTOR, Delling, Pajor and Werneck 2012, with the labels
of Martins 1984). After the round of h moves every route of up to h moves has been compared, so a search that is cut
knows what it has proven. Cost grows with the prefixes that no other rules out, not with the size of the graph.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from careergraph.routes.bounds import Bounds
from careergraph.routes.collect import Collection
from careergraph.routes.dominance import Dominance
from careergraph.routes.objective import Objective, Vector
from careergraph.routes.prefix import Prefix, first_prefix, taken
from careergraph.routes.question import Question

OutOfTime: TypeAlias = Callable[[], bool]
LOOK_AT_THE_CLOCK = 64
"""Prefixes between two looks."""


def never() -> bool:
    """Return False: a search without a deadline."""
    return False


@dataclass(slots=True)
class Outcome:
    """
    How a search ended.

    Parameters
    ----------
    complete
        Whether it looked at everything.
    proven_moves
        Every route of up to this many moves was compared.
    frontier
        The least bound of what was left unlooked at; None where nothing was.
    touched
        Kinds of limits that stopped some prefix.
    """

    complete: bool = True
    proven_moves: int = 0
    frontier: Vector | None = None
    touched: set[str] = field(default_factory=set)


class _Cut(Exception):
    """The time is up."""


class Search:
    """
    One search of a question for an objective, into a collection.

    Parameters
    ----------
    question, bounds, objective
        What is searched.
    found
        Where routes go.
    out_of_time
        Tells when to stop.
    """

    def __init__(
        self,
        question: Question,
        bounds: Bounds,
        objective: Objective,
        found: Collection,
        out_of_time: OutOfTime = never,
    ) -> None:
        self._question, self._bounds, self._objective, self._found = question, bounds, objective, found
        self._out_of_time = out_of_time
        self._looked = 0
        self._dominance = Dominance(question, bounds, objective, found.k)
        self._outcome = Outcome(proven_moves=question.hop_limit.moves)

    def run(self) -> Outcome:
        """Search to the end or until the time is up, and return how it ended."""
        frontier = [first_prefix(self._question)]
        self._collect(frontier)
        for moves in range(self._question.hop_limit.moves):
            following: list[Prefix] = []
            waiting = iter(frontier)
            proven = moves
            try:
                self._extend(waiting, following)
                proven = moves + 1
                self._collect(following)
                frontier = self._dominance.survivors(following, self._look_at_the_clock)
            except _Cut:
                self._collect(following)
                self._end(proven, [*following, *waiting])
                break
        return self._outcome

    def _extend(self, prefixes: Iterator[Prefix], following: list[Prefix]) -> None:
        for prefix in prefixes:
            following.extend(self._continuations(prefix))
            self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        self._looked += 1
        if self._looked % LOOK_AT_THE_CLOCK == 0 and self._out_of_time():
            raise _Cut

    def _continuations(self, prefix: Prefix) -> Iterator[Prefix]:
        left = self._question.hop_limit.moves - len(prefix.moves)
        for move in self._bounds.onward(prefix.role, left):
            if not prefix.visited >> move.head & 1:
                longer = taken(self._question, prefix, move)
                if self._within_limits(longer, left - 1) and not self._is_cut(longer):
                    yield longer

    def _within_limits(self, prefix: Prefix, left: int) -> bool:
        question, touched = self._question, self._outcome.touched
        if question.max_step is not None and prefix.hardest > question.max_step:
            touched.add("max_step")
            return False
        if question.max_months is not None:
            least = prefix.months[1] + self._bounds.months(prefix.role, left)[1]
            if least > question.max_months:
                touched.add("max_months")
                return False
        if question.max_learning is not None:
            least = prefix.learning + self._bounds.learning_left(prefix.role, prefix.state)
            if least > question.max_learning:
                touched.add("max_learning")
                return False
        return True

    def _is_cut(self, prefix: Prefix) -> bool:
        fewest = len(prefix.moves) + (self._question.distance[prefix.role] or 0)
        return self._found.cuts(self._objective.bound(prefix), prefix, fewest)

    def _collect(self, prefixes: list[Prefix]) -> None:
        for prefix in prefixes:
            if prefix.role in self._question.goals and prefix.via == self._question.all_via:
                self._found.add(self._objective.value(prefix), prefix)

    def _end(self, moves: int, waiting: list[Prefix]) -> None:
        self._outcome.complete = False
        self._outcome.proven_moves = moves
        self._outcome.frontier = min((self._objective.bound(prefix) for prefix in waiting), default=None)
