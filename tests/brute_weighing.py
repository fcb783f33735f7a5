"""
What is unavoidable, what a first step costs, and what goals share, from all routes written out (SEMANTICS L4 to L6).

As in `tests/brute.py`, the rules are applied literally and nothing is pruned.
"""

from dataclasses import replace
from fractions import Fraction

from tests.brute import Case, level_steps


def allowed(graph, query):
    """Return the case of a query, and its allowed routes."""
    case = Case(graph, query)
    return case, [trail for trail, broken in case.looked_at if not broken]


def each_goal(graph, query):
    """Return by goal its case and its allowed routes."""
    return {goal: allowed(graph, replace(query, goals=(goal,))) for goal in query.goals}


def unavoidable(graph, query):
    """L4: (roles, skills with levels), or None where there is no allowed route."""
    case, trails = allowed(graph, query)
    if not trails:
        return None
    roles = set.intersection(*(set(trail.roles[1:-1]) for trail in trails))
    asked = set.intersection(*({step for way in trail.ways for step in level_steps(way)} for trail in trails))
    return tuple(sorted(roles)), tuple(sorted(highest(asked - case.held).items()))


def highest(steps):
    levels = {}
    for skill, level in steps:
        levels[skill] = max(level, levels.get(skill, 0))
    return levels


def first_steps(graph, query):
    """L5: of each step that leads to every goal its role and its regrets by goal, in order."""
    criterion = query.matters[0]
    found = {
        goal: [(trail.values[criterion], trail.roles[1:2]) for trail in trails]
        for goal, (_, trails) in each_goal(graph, query).items()
    }
    heads = {step for trails in found.values() for _, step in trails if step}
    regrets = {
        head: {goal: regret(head, trails) for goal, trails in found.items()}
        for head in heads
        if all(any(step == head for _, step in trails) for trails in found.values())
    }
    return sorted(
        ((head[0], each) for head, each in regrets.items()),
        key=lambda one: (max(one[1].values()), tuple(map(sum, zip(*one[1].values(), strict=True))), one[0]),
    )


def regret(head, trails):
    """L5: the best value that begins with a step, minus the best value."""
    unknown, known = min(value for value, step in trails if step == head)
    least_unknown, least_known = min(value for value, _ in trails)
    return unknown - least_unknown, Fraction(known) - least_known


def shared(graph, query):
    """L6: the weight, the level steps, and a route to each goal; None where some goal has no route."""
    goals = each_goal(graph, query)
    sets = [{frozenset().union(*trail.gaps) for trail in trails} for _, trails in goals.values()]
    unions = {frozenset()}
    for learned in sets:
        unions = {union | one for union in unions for one in learned}
    if not unions:
        return None
    case = next(iter(goals.values()))[0]
    weight, steps = min((case.weight(union), sorted(union)) for union in unions)
    routes = [
        min(
            (trail for trail in trails if frozenset().union(*trail.gaps) <= set(steps)),
            key=lambda trail: (trail.values["learning"], trail.tie_order),
        ).roles
        for _, trails in goals.values()
    ]
    return weight, tuple(steps), routes
