"""
What is on every route: the answer, and how it is found where nothing limits the routes but the number of moves.

A detour is a route that goes without a role, or without being asked a level of a skill. What has none is unavoidable.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from careergraph.model.profile import start_levels
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes import document
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import todays_pay
from careergraph.routes.rounds import OutOfTime
from careergraph.routes.route import HopLimit, Route
from careergraph.routes.unlimited import Unlimited, Walk


@dataclass(frozen=True, slots=True)
class Unavoidable:
    """
    What is on every allowed route.

    Parameters
    ----------
    query
        The question, as it was understood.
    hop_limit
        How long the routes were that count.
    roles
        Roles between the start and the goal of every route, by id.
    skills
        For each skill the highest level above the start's that every route asks, by skill.
    open_roles, open_skills
        What may be on every route as well: the search was stopped before that was settled.
    example
        One of these routes; None where there is none.
    reachable
        Whether there is an allowed route; None where the search was stopped before one was found.
    """

    query: RouteQuery
    hop_limit: HopLimit
    roles: tuple[RoleId, ...] = ()
    skills: Way = ()
    open_roles: tuple[RoleId, ...] = ()
    open_skills: Way = ()
    example: Route | None = None
    reachable: bool | None = True

    @property
    def complete(self) -> bool:
        """Whether everything was settled."""
        return self.reachable is not None and not self.open_roles and not self.open_skills

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "query": document.of_query(self.query),
            "hop_limit": document.of_hop_limit(self.hop_limit),
            "reachable": self.reachable,
            "roles": list(self.roles),
            "skills": _levels(self.skills),
            "open_roles": list(self.open_roles),
            "open_skills": _levels(self.open_skills),
            "example": None if self.example is None else list(self.example.roles),
            "complete": self.complete,
        }


def _levels(way: Way) -> list[dict[str, Any]]:
    return [{"skill": skill, "level": level} for skill, level in way]


class Detours:
    """
    The detours of a query without limits.

    Parameters
    ----------
    routes
        Its routes.
    out_of_time
        Tells when to stop.
    """

    def __init__(self, routes: Unlimited, out_of_time: OutOfTime) -> None:
        self._routes, self._out_of_time = routes, out_of_time
        self._held = start_levels(routes.graph, routes.query.profile)
        self._least: dict[int, Mapping[SkillId, Level]] = {}
        self._roles: set[RoleId] = set()
        self._levels: dict[SkillId, Level] = {}

    def told(self) -> Unavoidable:
        """Return what is settled, and what is still open where the time ran out."""
        routes = self._routes
        start = routes.graph.role(routes.start)
        query = replace(routes.query, currency=todays_pay(start, routes.query)[0])
        first = routes.first()
        if first is None:
            return Unavoidable(query, routes.hop_limit, reachable=False)
        self._roles, self._levels = _between(first), self._asked_on(first)
        roles = set(self._settled_roles())
        levels = self._settled_levels()
        return Unavoidable(
            query,
            routes.hop_limit,
            tuple(sorted(roles)),
            tuple(sorted(levels.items())),
            tuple(sorted(self._roles - roles)),
            tuple(sorted((skill, level) for skill, level in self._levels.items() if level > levels.get(skill, 0))),
            routes.as_route(first),
        )

    def _settled_roles(self) -> Iterator[RoleId]:
        """Yield the roles that have no detour."""
        for role in sorted(self._roles):
            if role in self._roles and not self._out_of_time():
                detour = self._routes.walk(partial(_leaves_another, role))
                if detour is None:
                    yield role
                else:
                    self._strike_off(detour)

    def _settled_levels(self) -> dict[SkillId, Level]:
        """Return by skill the highest level that has no detour."""
        last = self._asked_last()
        settled = {skill: last[skill] for skill in self._levels if last.get(skill, 0) > self._held.get(skill, 0)}
        for skill in sorted(self._levels):
            while (level := self._levels.get(skill, 0)) > settled.get(skill, 0) and not self._out_of_time():
                detour = self._routes.walk(partial(self._asks_less, skill, level))
                if detour is None:
                    settled[skill] = level
                else:
                    self._strike_off(detour)
        return settled

    def _strike_off(self, detour: Walk) -> None:
        """Strike off what a detour goes without."""
        asked = self._asked_on(detour)
        self._roles &= _between(detour)
        self._levels = {skill: min(level, asked[skill]) for skill, level in self._levels.items() if skill in asked}

    def _asked_on(self, walk: Walk) -> dict[SkillId, Level]:
        """Return by skill the highest level, above what is held, that a route is asked at least."""
        asked: dict[SkillId, Level] = {}
        for one in walk:
            for skill, level in self._least_asked(one).items():
                if level > self._held.get(skill, 0):
                    asked[skill] = max(level, asked.get(skill, 0))
        return asked

    def _asked_last(self) -> Mapping[SkillId, Level]:
        """Return by skill the level that every move to a goal asks, and so every route."""
        moves = (one for goal in self._routes.goals for one in self._routes.graph.ways_in(goal))
        first, *others = map(self._least_asked, moves)
        return {skill: min(level, *(one.get(skill, 0) for one in others)) if others else level
                for skill, level in first.items()}  # fmt: skip

    def _asks_less(self, skill: SkillId, level: Level, one: Transition) -> bool:
        return self._least_asked(one).get(skill, 0) < level

    def _least_asked(self, one: Transition) -> Mapping[SkillId, Level]:
        """Return by skill the level that a move asks at least, in the way that asks least of it."""
        if one.groups:
            ways = [dict(way) for way in one.ways]
            return {skill: min(way.get(skill, 0) for way in ways) for skill in ways[0]}
        known = self._least.get(id(one.requirements))
        if known is None:
            known = {asked.skill: asked.level for asked in one.requirements if not asked.optional}
            self._least[id(one.requirements)] = known
        return known


def _between(walk: Walk) -> set[RoleId]:
    return {one.head for one in walk[:-1]}


def _leaves_another(role: RoleId, one: Transition) -> bool:
    """Tell whether a move leaves another role than that, which is then on no route but as its goal."""
    return one.tail != role
