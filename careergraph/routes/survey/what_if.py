"""What changes with skills learned: which roles open, which come nearer, and which routes to a goal get better."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import start_levels
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.transitions import RoleId
from careergraph.routes import document
from careergraph.routes.answer import Answer
from careergraph.routes.query import RouteQuery
from careergraph.routes.reached import Reached
from careergraph.routes.route import Route, Value
from careergraph.routes.survey.reach import Reach

FindReach: TypeAlias = Callable[[RouteQuery], Reach]
FindRoutes: TypeAlias = Callable[[RouteQuery], Answer]


@dataclass(frozen=True, slots=True)
class Nearer:
    """A role whose first route becomes better, with the route of today and the one then."""

    today: Reached
    then: Reached

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {"role": self.then.role, "today": self.today.to_dict(), "then": self.then.to_dict()}


@dataclass(frozen=True, slots=True)
class Shorter:
    """A route to a goal that becomes better, or opens: what it is worth then, and today (None if it is not allowed)."""

    route: Route
    today: Value | None
    then: Value

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        today = None if self.today is None else document.of_value(self.today)
        return {"roles": list(self.route.roles), "today": today, "then": document.of_value(self.then)}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """
    What changes with skills learned; what is learned is free.

    Parameters
    ----------
    learned
        The (skill, level) pairs beyond what is held, by skill.
    today, then
        What is within reach without and with them.
    routes
        The routes to the goals of the query that become better or open, the best first.
    routes_complete
        Whether those are exact: none without a goal.
    """

    kind: ClassVar[str] = "what-if"

    learned: Way
    today: Reach
    then: Reach
    routes: tuple[Shorter, ...] = ()
    routes_complete: bool = True

    @property
    def complete(self) -> bool:
        """Whether every part is exact."""
        return self.today.complete and self.then.complete and self.routes_complete

    @property
    def opened(self) -> tuple[Reached, ...]:
        """The roles within reach then, and not today."""
        today = {one.role for one in self.today}
        return tuple(one for one in self.then if one.role not in today)

    @property
    def nearer(self) -> tuple[Nearer, ...]:
        """The roles whose first route is better then."""
        criterion = self.then.criterion
        today = {one.role: one for one in self.today}
        both = (Nearer(today[one.role], one) for one in self.then if one.role in today)
        return tuple(
            one for one in both if is_better(criterion, one.then.values[criterion], one.today.values[criterion])
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "learned": [{"skill": skill, "level": level} for skill, level in self.learned],
            "query": document.of_query(self.today.query),
            "criterion": self.today.criterion,
            "constraints": [document.of_constraint(one) for one in self.today.constraints],
            "complete": self.complete,
            "opened": [one.to_dict() for one in self.opened],
            "nearer": [one.to_dict() for one in self.nearer],
            "routes": [one.to_dict() for one in self.routes],
        }


def look_ahead(
    graph: CareerGraph,
    query: RouteQuery,
    learned: Mapping[SkillId, Level],
    find_reach: FindReach,
    find_routes: FindRoutes,
) -> WhatIf:
    """
    Return what changes with skills learned.

    Parameters
    ----------
    graph
        Where to look.
    query
        Who asks. Its goals, if any, are those whose routes are compared, by its first criterion.
    learned
        Level by skill; what is held already changes nothing.
    find_reach, find_routes
        Find what is within reach, and the routes of a query.

    Examples
    --------
    >>> from careergraph import CareerGraph, Requirement, Role, Skill, Text, Transition, find_routes
    >>> from careergraph.routes.survey.reach import find_reach
    >>> move = Transition("junior", "lead", requirements=(Requirement("law", 2),))
    >>> roles = [Role("junior", Text("Junior")), Role("lead", Text("Lead"))]
    >>> graph = CareerGraph(roles=roles, skills=[Skill("law", Text("Law"))], transitions=[move])
    >>> query = RouteQuery.between("junior", matters=("learning",), max_learning=1)
    >>> ahead = look_ahead(graph, query, {"law": 1}, lambda one: find_reach(graph, one), find_routes)
    >>> [one.role for one in ahead.opened]
    ['lead']
    """
    held = start_levels(graph, query.profile)
    more = {skill: level for skill, level in sorted(learned.items()) if level > held.get(skill, 0)}
    raised = replace(query, profile=query.profile.holding(more))
    routes: tuple[Shorter, ...] = ()
    complete = True
    if query.goals:
        today, then = find_routes(query), find_routes(raised)
        complete = today.complete and then.complete
        routes = tuple(_shorter(today, then))
    return WhatIf(tuple(more.items()), find_reach(query), find_reach(raised), routes, complete)


def _shorter(today: Answer, then: Answer) -> Iterator[Shorter]:
    """Yield the routes that are better then than today, or not there today."""
    criterion = then.query.matters[0]
    known: dict[tuple[RoleId, ...], Value] = {route.roles: route.values[criterion] for route in today}
    for route in then:
        before, after = known.get(route.roles), route.values[criterion]
        if before is None or is_better(criterion, after, before):
            yield Shorter(route, before, after)


def is_better(criterion: str, one: Value, other: Value) -> bool:
    """
    Return whether a value is better than another.

    Examples
    --------
    >>> from fractions import Fraction
    >>> is_better("pay", Value(0, Fraction(50)), Value(0, Fraction(40)))
    True
    """
    sign = -1 if criterion in {"likelihood", "pay"} else 1
    return (one.unknown, sign * one.known) < (other.unknown, sign * other.known)
