"""
The questions without a goal, as code: every simple route is written out, and the rules L1 to L3 and L8 are applied.

Like `brute.py`, on which it rests, it shares nothing with the search and prunes nothing.
"""

from dataclasses import replace
from itertools import chain, combinations, pairwise, product
from math import ceil

from careergraph.model.profile import Profile
from tests.brute import Case, level_steps


def within(query):
    """L2: three moves unless the query says otherwise."""
    return replace(query, max_moves=min(3 if query.max_moves is None else query.max_moves, 8))


def trails(case, most, gained=frozenset()):
    """Return every route from the start that the constraints allow, for one who holds these level steps besides."""
    written = (
        case.judged(roles, ways, case.held | gained)
        for roles in case.sequences((case.start,), most)
        for ways in product(*(case.graph.transitions[pair].ways for pair in pairwise(roles)))
    )
    return [trail for trail in written if not case.broken(trail, case.wishes)]


def first_routes(graph, query, gained=frozenset()):
    """L2: the first route to each role but the start, by the first criterion, in order."""
    query = within(query)
    case, criterion = Case(graph, query), query.matters[0]
    found = {}
    for trail in sorted(trails(case, query.max_moves, gained), key=lambda one: in_order(one, criterion)):
        found.setdefault(trail.roles[-1], trail)
    found.pop(case.start, None)
    return sorted(found.values(), key=lambda one: in_order(one, criterion))


def in_order(trail, criterion):
    return trail.values[criterion], trail.tie_order


def ways_in(graph, query, people=()):
    """L2, reverse: (person, first route to a goal) for a holder of each role but the goals, or for each person."""
    query, criterion = within(query), query.matters[0]
    asked = people or [("", Profile(role)) for role in graph.roles if role not in query.goals]
    found = []
    for person, profile in asked:
        case = Case(graph, replace(query, profile=profile))
        allowed = [trail for trail in trails(case, query.max_moves) if trail.roles[-1] in query.goals]
        if allowed:
            found.append((person, min(allowed, key=lambda one: in_order(one, criterion))))
    return sorted(found, key=lambda one: (in_order(one[1], criterion), one[0]))


def highest(graph):
    """L1: the highest level any way asks, by skill."""
    levels = {}
    for skill, level in chain(*(way for one in graph.transitions.values() for way in one.ways)):
        levels[skill] = max(level, levels.get(skill, 0))
    return levels


def raises(graph, held):
    """L1: every raise above what is held."""
    return [(skill, level) for skill, top in highest(graph).items() for level in range(held.get(skill, 0) + 1, top + 1)]


def leverage(graph, query):
    """L3: (skill, level, opened, nearer) of each raise that opens something or brings it nearer."""
    case, criterion = Case(graph, query), query.matters[0]
    today = {one.roles[-1]: one.values[criterion] for one in first_routes(graph, query)}
    found = []
    for skill, level in raises(graph, case.levels):
        gained = level_steps(((skill, level),))
        then = {one.roles[-1]: one.values[criterion] for one in first_routes(graph, query, gained)}
        opened = sorted(then.keys() - today.keys())
        nearer = sorted(role for role in today if then[role] < today[role])
        if opened or nearer:
            weight = case.weight(gained - case.held)
            found.append(((-len(opened), -len(nearer), weight, skill, level), (skill, level, opened, nearer)))
    return [one for _, one in sorted(found)]


def training(graph, query, people, share):
    """L8: (stuck, the least training in size then order or None, its size, who it frees)."""
    cases = {person: Case(graph, replace(query, profile=profile)) for person, profile in people}
    stuck = sorted(person for person, case in cases.items() if not frees(case, frozenset()))
    held_by_all = frozenset.intersection(*(case.held for case in cases.values())) if cases else frozenset()
    some = next(iter(cases.values()), None)
    options = [one for one in sorted(raises(graph, {})) if level_steps((one,)) - held_by_all]
    best = None
    for chosen in sets_of(options):
        size = some.weight(level_steps(chosen) - held_by_all) if some else 0
        if best is not None and (size, chosen) >= best[:2]:
            continue
        freed = [person for person in stuck if frees(cases[person], level_steps(chosen))]
        if len(freed) >= ceil(share * len(stuck)):
            best = (size, chosen, freed)
    return stuck, best


def sets_of(options):
    """Yield every sorted list of raises with at most one a skill."""
    for count in range(len({skill for skill, _ in options}) + 1):
        for chosen in combinations(options, count):
            if len({skill for skill, _ in chosen}) == count:
                yield chosen


def frees(case, gained):
    """Whether a person has an allowed route with what is gained."""
    return any(trail.roles[-1] in case.goals for trail in trails(case, case.hop_limit, gained))
