"""
The ways into a role and out of it, with what each asks of a person who starts somewhere else.

What is learned to get as far as a way is owned when the way is taken, so ways out are counted from arriving.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes import document
from careergraph.routes.answer import Answer
from careergraph.routes.query import RouteQuery, Selector
from careergraph.routes.route import Route, Step
from careergraph.routes.stepping import Walker

Find: TypeAlias = Callable[[RouteQuery], Answer | None]
"""How routes are found: the explorer hands it in. None where there is no time left to look."""


@dataclass(frozen=True, slots=True)
class Door:
    """
    A way into a role, or out of it.

    Parameters
    ----------
    step
        The move, seen by the person when they get as far; without such a route, by a usual holder of the role it
        leaves.
    route
        How the person gets to the role it leaves with least to learn: a route of no moves where they are there
        already, None where no route leads there or nobody was named.
    complete
        Whether that is certain: a search that had no time to end may have found another route, or none.
    """

    step: Step
    route: Route | None = None
    complete: bool = True

    @property
    def transition(self) -> Transition:
        """The move."""
        return self.step.transition

    @property
    def is_for_the_person(self) -> bool:
        """Whether figures are the person's own; else they are those of a usual holder of the role that is left."""
        return self.route is not None

    @property
    def here(self) -> bool:
        """Whether it leaves the role the person holds."""
        return self.route is not None and not self.route.steps

    @property
    def to_get_there(self) -> Fraction | None:
        """Level steps to learn on the way to the role it leaves; None where no route leads there."""
        return None if self.route is None else self.route.values["learning"].known

    @property
    def learning(self) -> Fraction:
        """Level steps to learn in all, what it takes to get there included where that is known."""
        return self.step.learning + (self.to_get_there or 0)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        there = self.to_get_there
        return {
            "step": document.of_step(self.step),
            "for_the_person": self.is_for_the_person,
            "here": self.here,
            "to_get_there": None if there is None else document.figure(there),
            "route": None if self.route is None else list(self.route.roles),
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class Around:
    """
    The ways into a role and out of it.

    Parameters
    ----------
    role
        Which role.
    ways_in
        From where the person stands, then by least to learn in all, then where no route of theirs leads.
    ways_out
        By least to learn at the move, counted from arriving: what was gained on the way in is owned.
    arrival
        The person's route to the role with least to learn; None where there is none or nobody was named. Ways out
        are then those of a usual holder of the role.
    complete
        Whether every search behind it came to its end.
    """

    role: RoleId
    ways_in: tuple[Door, ...]
    ways_out: tuple[Door, ...]
    arrival: Route | None = None
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "role": self.role,
            "arrival": None if self.arrival is None else list(self.arrival.roles),
            "ways_in": [door.to_dict() for door in self.ways_in],
            "ways_out": [door.to_dict() for door in self.ways_out],
            "complete": self.complete,
        }


def look_around(graph: CareerGraph, role: RoleId, profile: Profile | None, find: Find) -> Around:
    """
    Return the ways into a role and out of it, seen by a person, or without one by usual holders.

    Raises
    ------
    RoleNotFound
        The graph does not have the role, or the one the person holds.
    """
    graph.role(role)
    if profile is None:
        return Around(
            role,
            tuple(sorted((_as_holder(graph, one) for one in graph.ways_in(role)), key=_in_order)),
            tuple(sorted((_as_holder(graph, one) for one in graph.ways_out(role)), key=_out_order)),
        )
    person = _Person(graph, profile, find)
    arrival, certain = person.route_to(role)  # first, because all ways out go on from it
    ways_out = [person.door(one) for one in graph.ways_out(role)]
    ways_in = [person.door(one, avoiding=role) for one in graph.ways_in(role)]
    complete = certain and all(door.complete for door in (*ways_in, *ways_out))
    return Around(
        role, tuple(sorted(ways_in, key=_in_order)), tuple(sorted(ways_out, key=_out_order)), arrival, complete
    )


class _Person:
    """Somebody on the way to a door."""

    def __init__(self, graph: CareerGraph, profile: Profile, find: Find) -> None:
        self.graph = graph
        self.profile = profile
        self.find = find
        self.walker = Walker.of(graph, profile)
        self._reached: dict[RoleId | None, set[RoleId]] = {}

    def door(self, transition: Transition, avoiding: RoleId | None = None) -> Door:
        """Return a move as the person sees it when they get as far, without passing through a role."""
        route, complete = self.route_to(transition.tail, avoiding)
        if route is None:
            return replace(_as_holder(self.graph, transition), complete=complete)
        taken = [(step.transition, step.way) for step in route.steps]
        seen = (self.walker.walk([*taken, (transition, way)])[-1] for way in transition.ways)
        return Door(min(seen, key=lambda step: (step.learning, step.way)), route, complete)

    def route_to(self, role: RoleId, avoiding: RoleId | None = None) -> tuple[Route | None, bool]:
        """Return the route to a role with least to learn, if there is one, and whether that is certain."""
        if avoiding not in self._reached:
            self._reached[avoiding] = _reached(self.graph, self.profile.role, avoiding)
        if role not in self._reached[avoiding]:
            return None, True  # a search would go on to look for what might help
        avoid = (Selector("role", avoiding),) if avoiding else ()
        answer = self.find(RouteQuery(self.profile, (role,), matters=("learning",), avoid=avoid))
        return answer[0] if answer else None, answer is not None and answer.complete


def _reached(graph: CareerGraph, start: RoleId, avoiding: RoleId | None) -> set[RoleId]:
    reached, waiting = {start}, [start]
    while waiting:
        heads = {*graph.heads_of(waiting.pop())} - reached - {avoiding}
        reached |= heads
        waiting.extend(heads)
    return reached


def _as_holder(graph: CareerGraph, transition: Transition) -> Door:
    return Door(Walker.of(graph, Profile(transition.tail)).step(transition))


def _in_order(door: Door) -> tuple[object, ...]:
    return not door.here, not door.is_for_the_person, door.learning, *_by_months(door), door.transition.tail


def _out_order(door: Door) -> tuple[object, ...]:
    return door.step.learning, *_by_months(door), door.transition.head


def _by_months(door: Door) -> Iterable[object]:
    return door.step.months is None, door.step.months or 0
