"""Which figures rest on an editors' estimate, so that ≈ can stand before each of them and each sum of them."""

from collections.abc import Iterable

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes.route import Route, Step, StepSkill


def learning_is_estimate(graph: CareerGraph, route: Route, steps: Iterable[Step]) -> bool:
    """Return whether what some steps of a route leave to learn rests on an estimate."""
    return any(to_learn_is_estimate(graph, route, seen) for step in steps for seen in step.skills)


def to_learn_is_estimate(graph: CareerGraph, route: Route, seen: StepSkill) -> bool:
    """Return whether there is something to learn, and either the level asked or the level held is an estimate."""
    return seen.to_learn > 0 and (seen.estimated or held_is_estimate(graph, route, seen))


def held_is_estimate(graph: CareerGraph, route: Route, seen: StepSkill) -> bool:
    """Return whether the level held when a step is reached rests on an estimate."""
    if seen.gained > 0 and seen.origin:
        if seen.origin.role is not None:
            return _grown_by_estimate(graph, seen.origin.role, seen.skill)
        earlier = route.steps[seen.origin.step - 1].skills
        return any(one.skill == seen.skill and one.estimated for one in earlier)
    if not (seen.assumed and seen.then):
        return False
    return seen.skill in _assumed_by_estimate(graph, route.roles[0])


def _assumed_by_estimate(graph: CareerGraph, role: RoleId) -> frozenset[SkillId]:
    """Return the skills of which the level that a holder is assumed to have may be an estimate; kept on the graph."""
    known: dict[RoleId, frozenset[SkillId]] = vars(graph).setdefault("_assumed_by_estimate", {})
    if role not in known:
        asked = {one.skill for way in graph.ways_in(role) for one in way.asked() if one.estimated}
        known[role] = frozenset(asked | {one.skill for one in graph.role(role).grows if one.estimated})
    return known[role]


def _grown_by_estimate(graph: CareerGraph, role: RoleId, skill: SkillId) -> bool:
    return any(grown.skill == skill and grown.estimated for grown in graph.role(role).grows)
