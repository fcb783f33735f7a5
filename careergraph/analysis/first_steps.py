"""
What a first step would be regretted by, for several goals at once (SEMANTICS L5).

The regret of a step for a goal is how much worse the best route that begins with it is than the best route of all.
One search for each goal finds both: it keeps the best route of every first step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId
from careergraph.ports import Clock
from careergraph.routes import document
from careergraph.routes.collect import BestOfEachStep
from careergraph.routes.objective import Criteria
from careergraph.routes.query import Budget, Criterion, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import OutOfTime, Search
from careergraph.routes.route import Route, Value
from careergraph.routes.search import engine_of
from careergraph.routes.shortlist import comparable, tie
from careergraph.routes.telling import route_of
from careergraph.routes.watch import OverTime, Watch, deadline

Regret: TypeAlias = tuple[int, Fraction]
"""Steps (or roles) that are unknown, then the known difference; not below (0, 0) as a pair."""
FEWEST_GOALS, MOST_GOALS = 2, 5


@dataclass(frozen=True, slots=True)
class FirstStep:
    """
    A first step, and where it leads.

    Parameters
    ----------
    role
        The role it leads to.
    routes
        By goal, the first route that begins with it; goals that it does not lead to are left out.
    regrets
        By goal, how much worse that route is than the best one: the value of the criterion, never better than 0.
    """

    role: RoleId
    routes: Mapping[RoleId, Route]
    regrets: Mapping[RoleId, Value]

    @property
    def greatest(self) -> Value:
        """The greatest regret for one of the goals."""
        return Value(*max(map(_pair, self.regrets.values())))

    @property
    def total(self) -> Value:
        """The sum of the regrets."""
        return Value(*_sum(self.regrets.values()))

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "role": self.role,
            "greatest": document.of_value(self.greatest),
            "total": document.of_value(self.total),
            "regrets": {goal: document.of_value(regret) for goal, regret in self.regrets.items()},
            "routes": {goal: list(route.roles) for goal, route in self.routes.items()},
        }


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """
    First steps, weighed for several goals.

    Parameters
    ----------
    query
        The question, as it was understood.
    criterion
        What routes are judged by: the first of the query's criteria.
    best
        By goal, the best route; goals without one are left out.
    steps
        Those that lead to every goal: by greatest regret, then sum, then role id.
    others
        Those that lead to some goals only, by role id.
    complete
        Whether every search behind it came to its end; else regrets count from the best that was found.
    """

    query: RouteQuery
    criterion: Criterion
    best: Mapping[RoleId, Route]
    steps: tuple[FirstStep, ...]
    others: tuple[FirstStep, ...]
    complete: bool = True

    @property
    def without_regret(self) -> tuple[FirstStep, ...]:
        """The steps that begin a best route to every goal; none where that is not certain."""
        nothing = Value(0, Fraction(0))
        return tuple(one for one in self.steps if one.greatest == nothing) if self.complete else ()

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "criterion": self.criterion,
            "best": {goal: document.of_route(route) for goal, route in self.best.items()},
            "steps": [one.to_dict() for one in self.steps],
            "others": [one.to_dict() for one in self.others],
            "without_regret": [one.role for one in self.without_regret],
            "complete": self.complete,
        }


def for_each_goal(query: RouteQuery) -> tuple[RouteQuery, ...]:
    """
    Return a query for each of the goals of one, in the order of their ids.

    Raises
    ------
    ValueError
        The goals are fewer than two or more than five.
    """
    if not FEWEST_GOALS <= len(query.goals) <= MOST_GOALS:
        message = f"{len(query.goals)} goals cannot be weighed; name {FEWEST_GOALS} to {MOST_GOALS} different roles"
        raise ValueError(message)
    return tuple(replace(query, goals=(goal,)) for goal in query.goals)


def find_first_steps(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> FirstSteps:
    """
    Return what each first step costs, for two to five goals, by the first criterion of a query.

    Each goal is asked for by itself, within the query's limits.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.
    ValueError
        It has fewer than two goals, or more than five.

    Examples
    --------
    >>> from careergraph import Role, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "expert", "lead", "chief")]
    >>> moves = [("junior", "senior", 6), ("junior", "expert", 3), ("senior", "lead", 6), ("senior", "chief", 12),
    ...          ("expert", "lead", 6), ("expert", "chief", 24)]
    >>> graph = CareerGraph(roles=roles, transitions=[Transition(*pair, months=months) for *pair, months in moves])
    >>> query = RouteQuery.between("junior", "lead", "chief", matters=("months",))
    >>> [(step.role, str(step.greatest)) for step in find_first_steps(graph, query).steps]
    [('senior', '3'), ('expert', '9')]
    """
    budget = budget or Budget()
    engine, criterion = engine_of(graph), query.matters[0]
    out_of_time = deadline(budget, clock)
    look = Watch(out_of_time).look
    found: dict[RoleId, list[Route]] = {}
    complete = True
    for one in for_each_goal(replace(query, matters=(criterion,), k=1, show=None, epsilon=())):
        try:
            question = engine.question(one, most_moves=budget.most_moves, look=look)
        except OverTime:
            complete = False
            break
        routes, ended = _best_of_each(question, out_of_time)
        complete = complete and ended
        if routes:
            found[one.goals[0]] = routes
    return _weighed(query, criterion, found, complete=complete)


def _best_of_each(question: Question, out_of_time: OutOfTime) -> tuple[list[Route], bool]:
    """Return the first route of each first step, the best one first, and whether the search came to its end."""
    found = BestOfEachStep()
    outcome = Search(question, Criteria, found, out_of_time).run()
    criterion = question.query.matters[0]
    routes = [route_of(question, prefix) for prefix in found.routes()]
    return sorted(routes, key=lambda one: (comparable(criterion, one.values[criterion]), *tie(one))), outcome.complete


def _weighed(
    query: RouteQuery, criterion: Criterion, found: Mapping[RoleId, list[Route]], *, complete: bool
) -> FirstSteps:
    best = {goal: routes[0] for goal, routes in found.items()}
    least = {goal: comparable(criterion, route.values[criterion]) for goal, route in best.items()}
    heads = sorted({route.roles[1] for routes in found.values() for route in routes if route.steps})
    steps = []
    for head in heads:
        routes = {goal: route for goal, every in found.items() for route in every if route.roles[1:2] == (head,)}
        regrets = {
            goal: _difference(comparable(criterion, route.values[criterion]), least[goal])
            for goal, route in routes.items()
        }
        steps.append(FirstStep(head, MappingProxyType(routes), MappingProxyType(regrets)))
    everywhere = [step for step in steps if len(step.routes) == len(query.goals)]
    everywhere.sort(key=lambda step: (_pair(step.greatest), _pair(step.total), step.role))
    others = tuple(step for step in steps if len(step.routes) < len(query.goals))
    return FirstSteps(query, criterion, MappingProxyType(best), tuple(everywhere), others, complete)


def _difference(one: Regret, other: Regret) -> Value:
    return Value(one[0] - other[0], one[1] - other[1])


def _pair(value: Value) -> Regret:
    return value.unknown, value.known


def _sum(values: Iterable[Value]) -> Regret:
    pairs = [_pair(value) for value in values]
    return sum(unknown for unknown, _ in pairs), sum((known for _, known in pairs), Fraction(0))
