"""
Two routes side by side, and the schedule of one (L7), worked out from the definitions as documents.

It shares nothing with `careergraph/routes/comparing.py`: states are sets of level steps, and every walk is walked anew.
"""

from itertools import pairwise

from tests.brute import Case, Trail, level_steps
from tests.brute_document import figure, steps


def comparison(graph, query, first, second):
    """Return what two routes, each a pair of (roles, ways), have side by side; their own documents left out."""
    case = Case(graph, query)
    shared = shared_steps(first, second)
    seen = [walked(case, pairwise(roles), ways) for roles, ways in (first, second)]
    return {
        "shared": {"steps": shared, "roles": list(first[0][: shared + 1])},
        "skills": rows(case, *seen, shared),
        "switches": [switches(case, first, second, shared), switches(case, second, first, shared)],
    }


def shared_steps(first, second):
    """Return the longest beginning, in steps, that is the same in roles and ways."""
    most = min(len(first[1]), len(second[1]))
    same = [n for n in range(most + 1) if first[0][: n + 1] == second[0][: n + 1] and first[1][:n] == second[1][:n]]
    return max(same)


def walked(case, pairs, ways):
    """Return the steps of a walk by R2, which may come to a role twice."""
    transitions, state, gaps = [case.graph.transitions[pair] for pair in pairs], case.held, []
    for transition, way in zip(transitions, ways, strict=True):
        gaps.append(level_steps(way) - state)
        state = state | level_steps(way) | case.grows(transition.head)
    return steps(case, Trail((), tuple(ways), tuple(gaps), {}), transitions)


def rows(case, first, second, shared):
    """Return each skill that a step asks, as both routes see it."""
    skills = {one["skill"] for step in first + second for one in step["skills"]}
    told = []
    for skill in skills:
        seen = [[needed_first(step, skill) for step in route] for route in (first, second)]
        effort = case.weight({(skill, 1)})
        learning = [sum(one["to_learn"] for one in cells if one) * effort for cells in seen]
        cells = {"shared": seen[0][:shared], "first": seen[0][shared:], "second": seen[1][shared:]}
        told.append(((-abs(learning[0] - learning[1]), -max(learning), skill), skill, cells, learning))
    return [
        {"skill": skill, **cells, "learning": list(map(figure, learning))} for _, skill, cells, learning in sorted(told)
    ]


def needed_first(step, skill):
    """Return how a step sees a skill, what it needs before what is optional; None where it does not ask it."""
    seen = [one for one in step["skills"] if one["skill"] == skill]
    return min(seen, key=lambda one: one["optional"], default=None)


def switches(case, taken, other, shared):
    """Return what is ahead of whoever changes over, from the parting on, wherever something is."""
    told = []
    for number in range(shared, len(taken[0])):
        held = taken[0][: number + 1]
        onward = [role for role in held if role in other[0]][-1]
        at = other[0].index(onward)
        ahead = list(pairwise(other[0]))[at:]
        if not ahead or held[-1] == other[0][-1]:
            continue
        rest = walked(case, [*pairwise(held), *ahead], [*taken[1][:number], *other[1][at:]])[number:]
        told.append(
            {
                "taken": number,
                "role": held[-1],
                "onward": onward,
                "goes_back": onward != held[-1],
                "learning": figure(sum(map(exactly(case), rest))),
                "months": months(rest),
                "steps": rest,
            }
        )
    return told


def exactly(case):
    """Return what weighs a step again from its own skills."""
    return lambda step: sum(one["to_learn"] * case.weight({(one["skill"], 1)}) for one in step["skills"])


def months(told):
    """Return the months of some steps, the unknown ones counted."""
    known = [step["months"] for step in told if step["months"] is not None]
    return {"known": figure(sum(known)), "unknown": len(told) - len(known)}


def schedule(graph, query, roles, ways):
    """L7: each gap with the step that asks it, when that is, and how many later steps ask the skill."""
    told = walked(Case(graph, query), pairwise(roles), ways)
    lessons = []
    for number, step in enumerate(told, 1):
        for one in step["skills"]:
            if one["to_learn"]:
                again = sum(one["skill"] in {skill for skill, _ in way} for way in ways[number:])
                lessons.append(
                    {
                        "skill": one["skill"],
                        "from_level": one["then"],
                        "level": one["asked"],
                        "step": number,
                        "role": roles[number],
                        "again": again,
                        "due": months(told[:number]),
                    }
                )
    return sorted(lessons, key=lambda one: (one["step"], -one["again"], one["skill"]))
