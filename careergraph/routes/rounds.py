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


MOST_KEPT = 5_000_000
"""Roles that the prefixes of all rounds may have together where a search has a budget: some 150 MB."""


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
        A value that nothing left unlooked at betters (by the first criterion first); None where none is known.
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
    One search of a question, into a collection.

    Parameters
    ----------
    question
        What is searched.
    make_objective
        Returns what is looked for, given the bounds.
    found
        Where routes go.
    out_of_time
        Tells when to stop.
    """

    def __init__(
        self,
        question: Question,
        make_objective: Callable[[Question, Bounds], Objective],
        found: Collection,
        out_of_time: OutOfTime = never,
    ) -> None:
        self._question, self._found = question, found
        self._bounds = Bounds(question, self._look_at_the_clock)
        self._objective = make_objective(question, self._bounds)
        self._out_of_time = out_of_time
        self._least: Vector | None = None
        self._kept = 0
        self._outcome = Outcome(proven_moves=question.hop_limit.moves)

    def run(self) -> Outcome:
        """Search to the end or until the time is up, and return how it ended."""
        frontier = [first_prefix(self._question)]
        self._collect(frontier)
        dominance: Dominance | None = None
        for moves in range(self._question.hop_limit.moves):
            following: list[Prefix] = []
            least, self._least, compared = self._least, None, moves
            try:
                dominance = dominance or self._dominance()
                self._extend(frontier, following)
                least, compared = None, moves + 1
                self._collect(following)
                frontier = dominance.survivors(following, self._look_at_the_clock)
                self._keep_small(frontier)
            except _Cut:
                self._collect(following)
                self._end(compared, least)
                break
        return self._outcome

    def _dominance(self) -> Dominance:
        return Dominance(self._question, self._bounds, self._objective, self._found.k, self._found.apart)

    def _extend(self, prefixes: list[Prefix], following: list[Prefix]) -> None:
        for prefix in prefixes:
            following.extend(self._continuations(prefix))

    def _look_at_the_clock(self) -> None:
        if self._out_of_time():
            raise _Cut

    def _keep_small(self, kept: list[Prefix]) -> None:
        """Take memory for time: what is kept to rule others out does not grow for as long as a budget lasts."""
        self._kept += sum(len(prefix.roles) for prefix in kept)
        if self._kept > MOST_KEPT and self._out_of_time is not never:
            raise _Cut

    def _continuations(self, prefix: Prefix) -> Iterator[Prefix]:
        left = self._question.hop_limit.moves - len(prefix.moves)
        for move in self._bounds.onward(prefix.role, left):
            self._look_at_the_clock()
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
        bound = self._objective.bound(prefix)
        fewest = len(prefix.moves) + (self._question.distance[prefix.role] or 0)
        if self._found.cuts(bound, prefix, fewest):
            return True
        self._least = bound if self._least is None else min(self._least, bound)
        return False

    def _collect(self, prefixes: list[Prefix]) -> None:
        for prefix in prefixes:
            if prefix.role in self._question.goals and prefix.via == self._question.all_via:
                self._found.add(self._objective.value(prefix), prefix)

    def _end(self, compared: int, least: Vector | None) -> None:
        """Note how far the search came: `least` bounds the prefixes of this round, `_least` what follows them."""
        self._outcome.complete = False
        self._outcome.proven_moves = compared
        known = [bound for bound in (least, self._least) if bound is not None]
        if compared and known:
            self._outcome.frontier = min(known)
