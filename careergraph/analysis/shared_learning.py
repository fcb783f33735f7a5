"""
How little can be learned so that every one of several goals is within reach (SEMANTICS L6).

A first choice takes one goal after the other, each by the route that adds least to what is learned already. A better
choice has no heavier set in it, so only the smallest sets of level steps that routes to a goal learn, and none that is
heavier, are looked for; one for each goal is chosen by branch and bound, so that their union weighs least.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial, reduce
from operator import or_
from typing import Any

from careergraph.analysis.first_steps import for_each_goal
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId, Way
from careergraph.ports import Clock, Look
from careergraph.routes import document
from careergraph.routes.asked import Engine
from careergraph.routes.bounds import Bounds
from careergraph.routes.collect import Best
from careergraph.routes.learned import Learned, SmallestSets
from careergraph.routes.objective import Criteria
from careergraph.routes.prefix import Prefix, first_prefix, taken
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime, Search
from careergraph.routes.route import Route
from careergraph.routes.search import engine_of
from careergraph.routes.telling import route_of
from careergraph.routes.watch import OverTime, Watch, deadline


@dataclass(frozen=True, slots=True)
class SharedLearning:
    """
    The least that is learned for several goals together.

    Parameters
    ----------
    query
        The question, as it was understood.
    learned
        The level steps to learn, each a (skill, level) pair, by skill and level.
    weight
        Their weight: level steps, or effort where the query asks for it; None where some goal has no route.
    routes
        One to each goal, in the order of the goals: the first by learning, then tie order, that needs no more.
    apart
        What the goals ask one by one, added up: None where that is not certain.
    lower_bound
        Of a search that was stopped: no choice of routes learns less.
    complete
        Whether no other choice learns less, for certain.
    """

    query: RouteQuery
    learned: tuple[tuple[SkillId, Level], ...] = ()
    weight: Fraction | None = None
    routes: tuple[Route, ...] = ()
    apart: Fraction | None = None
    lower_bound: Fraction | None = None
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "learned": [{"skill": skill, "level": level} for skill, level in self.learned],
            "weight": _figure(self.weight),
            "apart": _figure(self.apart),
            "routes": [document.of_route(route) for route in self.routes],
            "lower_bound": _figure(self.lower_bound),
            "complete": self.complete,
        }


def _figure(weight: Fraction | None) -> int | float | None:
    return None if weight is None else document.figure(weight)


def find_shared_learning(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> SharedLearning:
    """
    Return the least that is learned if one route to each of two to five goals is chosen for it.

    What counts are the query's limits; its criteria do not matter.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.
    ValueError
        It has fewer than two goals, or more than five.

    Examples
    --------
    >>> from careergraph import Requirement, Role, Skill, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "lead", "chief")]
    >>> skills = [Skill(name, Text(name)) for name in ("law", "people")]
    >>> asks = {"lead": (Requirement("people", 2),), "chief": (Requirement("people", 1), Requirement("law", 1))}
    >>> moves = [Transition("junior", goal, requirements=asks[goal]) for goal in asks]
    >>> graph = CareerGraph(roles=roles, skills=skills, transitions=moves)
    >>> shared = find_shared_learning(graph, RouteQuery.between("junior", "lead", "chief"))
    >>> shared.learned, int(shared.weight), int(shared.apart)
    ((('law', 1), ('people', 1), ('people', 2)), 3, 4)
    """
    budget = budget or Budget()
    engine, out_of_time = engine_of(graph), deadline(budget, clock)
    plain = replace(query, matters=("learning",), k=1, show=None, epsilon=())
    try:
        questions = _numbered_alike(engine, plain, budget.most_moves, Watch(out_of_time).look)
    except OverTime:
        return SharedLearning(query, complete=False)
    return _Choice(query, questions, out_of_time).made()


def _numbered_alike(engine: Engine, query: RouteQuery, most_moves: int, look: Look) -> list[Question]:
    """Return the question for each goal; in all of them a level step is the same bit."""
    each = for_each_goal(query)
    limits = [engine.hop_limit(one, most_moves) for one in each]
    index = engine.question(query, hop_limit=max(limits, key=lambda limit: limit.moves), look=look).index
    return [Question(index, one, hop_limit=limit) for one, limit in zip(each, limits, strict=True)]


class _Cut(Exception):
    """The time is up."""


class _Goal:
    """
    A goal, and what its routes learn as far as that is known.

    `lightest` is the route that learns least, `least` a weight that none is below, `needed` sets of level steps of
    which every route learns one whole.
    """

    def __init__(self, question: Question, out_of_time: OutOfTime) -> None:
        self.question, self._out_of_time = question, out_of_time
        found = Best()
        outcome = Search(question, Criteria, found, out_of_time).run()
        self.complete = outcome.complete
        self.lightest = next(iter(found.routes()), None)
        self.least = self._least(outcome)
        self.routes = found.routes()
        self.needed: Sequence[int] = (0,)

    def _least(self, outcome: Outcome) -> int:
        bounds = [] if outcome.frontier is None else [outcome.frontier[0][1]]
        if outcome.complete or bounds:
            bounds += [] if self.lightest is None else [self.lightest.learning]
        return int(min(bounds, default=0))

    def learns_beside(self, learned: int) -> int:
        """Return what the route learns that adds least to a set of level steps, or the lightest one; it is kept."""
        found = Best()
        Search(self.question.holding(learned), Criteria, found, self._out_of_time).run()
        self.routes.extend(self._without_help(easier) for easier in found.routes())
        return self.routes[-1].learned

    def _without_help(self, easier: Prefix) -> Prefix:
        """Return a route as one who holds no more than at the start takes it."""
        return reduce(partial(taken, self.question), easier.moves, first_prefix(self.question))

    def know_the_last_moves(self) -> None:
        """Note what the moves into the goal ask beyond what may be held by then."""
        bounds, question = Bounds(self.question), self.question
        if question.start not in question.goals:
            free = question.state | bounds.grown_anywhere
            self.needed = _smallest(asks & ~free for asks in bounds.last_asks)

    def find_sets(self, heaviest: int, others: Callable[[int], int]) -> None:
        """Find the smallest sets that routes learn, as far as unions with them are not too heavy."""
        found = SmallestSets(heaviest)
        outcome = Search(self.question, partial(Learned, others=others), found, self._out_of_time).run()
        self.complete = self.complete and outcome.complete
        if outcome.complete:
            self.routes = found.routes()
            self.needed = tuple(route.learned for route in self.routes)
        else:
            self.routes = [*self.routes, *found.routes()]

    def lacking(self, learned: int) -> int:
        """Return a weight that is left to learn for this goal beside a set of level steps."""
        return min(self.question.weigh(one & ~learned) for one in self.needed)

    def within(self, learned: int) -> Prefix:
        """Return the first route, by learning and tie order, that learns nothing beyond a set."""
        return min((one for one in self.routes if not one.learned & ~learned), key=lambda one: (one.learning, one.tie))


class _Choice:
    """A route to each goal, so that what they learn together weighs least."""

    def __init__(self, query: RouteQuery, questions: Sequence[Question], out_of_time: OutOfTime) -> None:
        self._query, self._out_of_time = query, out_of_time
        self._goals = [_Goal(question, out_of_time) for question in questions]
        self._weigh, self._index = questions[0].weigh, questions[0].index
        self._best: tuple[int, Way] = (0, ())
        self._union = 0

    def made(self) -> SharedLearning:
        """Return the least union that was found, and how sure it is."""
        lightest = [goal.lightest for goal in self._goals]
        if None in lightest:
            settled = any(goal.complete for goal in self._goals if goal.lightest is None)
            return SharedLearning(self._query, complete=settled)
        apart = sum(route.learning for route in lightest if route) if self._all_complete() else None
        self._take(reduce(or_, (route.learned for route in lightest if route)))
        self._begin_with_each()
        self._find_sets()
        complete = self._all_complete() and self._combined()
        least = max(goal.least for goal in self._goals)
        return SharedLearning(
            self._query,
            self._best[1],
            self._figure(self._best[0]),
            tuple(route_of(goal.question, goal.within(self._union)) for goal in self._goals),
            None if apart is None else self._figure(apart),
            None if complete else self._figure(least),
            complete,
        )

    def _all_complete(self) -> bool:
        return all(goal.complete for goal in self._goals)

    def _figure(self, weight: int) -> Fraction:
        return Fraction(weight, self._goals[0].question.learning_unit)

    def _take(self, union: int) -> None:
        self._union, self._best = union, (self._weigh(union), self._index.level_steps(union))

    def _begin_with_each(self) -> None:
        """Take one goal after the other, each by the route that adds least: a first choice that is hard to better."""
        if self._query.max_step is not None or self._query.max_learning is not None:
            return  # what is learned for one goal does not widen the limits of another
        for first in self._goals:
            union = first.lightest.learned if first.lightest else 0
            for goal in self._goals:
                if goal is not first:
                    union |= goal.learns_beside(union)
            self._consider(union)

    def _find_sets(self) -> None:
        for goal in self._goals:
            goal.know_the_last_moves()
        for goal in self._goals:
            others = [other for other in self._goals if other is not goal]
            goal.find_sets(self._best[0], partial(_most_lacking, others))
            beside = reduce(or_, (other.lightest.learned for other in others if other.lightest))
            for route in goal.routes:
                self._consider(route.learned | beside)

    def _consider(self, union: int) -> None:
        if (self._weigh(union), self._index.level_steps(union)) < self._best:
            self._take(union)

    def _combined(self) -> bool:
        """Choose a set for each goal; return whether all that may be least were looked at."""
        try:
            self._choose(0, sorted(self._goals, key=lambda goal: len(goal.routes)))
        except _Cut:
            return False
        return True

    def _choose(self, union: int, goals: Sequence[_Goal]) -> None:
        if self._out_of_time():
            raise _Cut
        if not goals:
            self._consider(union)
        elif self._weigh(union) + _most_lacking(goals, union) <= self._best[0]:
            first, *others = goals
            sets = sorted((self._weigh(route.learned & ~union), route.learned) for route in first.routes)
            for more in dict.fromkeys(union | learned for _, learned in sets):
                self._choose(more, others)


def _most_lacking(goals: Sequence[_Goal], learned: int) -> int:
    """Return a weight that is left to learn beside a set of level steps, for all of some goals."""
    return max((goal.lacking(learned) for goal in goals), default=0)


def _smallest(sets: Iterable[int]) -> tuple[int, ...]:
    """Return the sets that have no smaller one beside them."""
    every = set(sets)
    return tuple(one for one in every if not any(other != one and not other & ~one for other in every))
