"""What `tests/brute.py` works out, in the shape of `Answer.to_dict()`; and what is told of each step of a route."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import prod

from careergraph.model.transitions import EVIDENCE_KINDS
from careergraph.routes.document import figure, share

LIMITED = {"max_moves": "moves", "max_months": "months", "max_learning": "learning", "max_step": "hardest"}
"""K3: the criterion that each limit bounds."""
STATES = ("new", "partly", "owned", "held", "optional")
Z = (None, *map(Decimal, ("1.9600", "2.2414", "2.3940", "2.4977", "2.5758", "2.6383", "2.6901", "2.7344")))
"""E3: by the number of steps, up to 8."""


def document(case):
    """Return the answer to a case."""
    best = case.best()
    shown = case.shown(best)
    told = zip(best, case.labels(best), near_repeats(best), strict=True)
    return {
        "format": "careergraph-answer",
        "format_version": 1,
        "graph": {"id": case.graph.metadata.id, "version": case.graph.version},
        "query": query_document(case.query) | {"currency": case.currency},
        "start": case.levels,
        "assumed": case.assumed,
        "relied_on": pairs(case.relied_on(best)),
        "today_pay": optional(case.today),
        "hop_limit": {"moves": case.hop_limit, "asked": case.query.max_moves is not None, "fewest": case.fewest},
        "constraints": [constraint(one, shaped) for one, shaped in case.in_force],
        "complete": True,
        "proven_moves": case.hop_limit,
        "lower_bound": None,
        "value_proven": True,
        "routes": [
            route(case, trail, labels=labels, repeats=repeats, earlier=best, shown=number in shown)
            for number, (trail, labels, repeats) in enumerate(told)
        ],
        "no_route": None if best else no_route(case),
    }


def query_document(query):
    limits = ("max_moves", "max_months", "max_learning", "max_step", "pay_floor")
    return {
        "from": query.profile.role,
        "to": sorted(query.goals),
        "held": dict(query.profile.declared),
        "assume": query.profile.assume,
        "yearly_pay": optional(query.profile.yearly_pay),
        "pay_currency": query.profile.currency,
        "months_served": figure(query.profile.months_served),
        "matters": list(query.matters),
        "k": query.k,
        "effort": query.effort,
        **{name: optional(getattr(query, name)) for name in limits},
        "evidence": list(query.evidence),
        "via": [str(one) for one in sorted(query.via)],
        "avoid": [str(one) for one in sorted(query.avoid)],
        "show": query.show,
        "epsilon": {criterion: figure(size) for criterion, size in query.epsilon},
    }


def no_route(case):
    skill, closest = case.skill_repair(), case.closest()
    return {
        "reason": "unreachable" if case.unconstrained is None else "constraints",
        "repairs": [repair(case, *one) for one in case.repairs()],
        "skill": skill and pairs([skill])[0],
        "closest": closest and closest.roles[-1],
        "closest_route": closest and route(case, closest),
        "complete": True,
    }


def repair(case, excess, constraints, trail):
    breaches = [constraint(one, None) | {"needed": needed(case, trail, one)} for one in constraints]
    return {"breaches": breaches, "excess": figure(excess), "route": route(case, trail)}


def needed(case, trail, one):
    """N4: the figure a limit would need for a route; None for a constraint that is no limit."""
    if one.kind == "pay_floor":
        unknown, lowest = case.lowest_pay(trail)
        return value(unknown, lowest or 0)
    return value(*trail.values[LIMITED[one.kind]]) if one.kind in LIMITED else None


def constraint(one, shaped):
    said = {"kind": one.kind}
    if one.limit is not None:
        said["limit"] = figure(one.limit)
    if one.selector is not None:
        said["selector"] = str(one.selector)
    if one.kinds:
        said["kinds"] = list(one.kinds)
    return said | {"shaped": shaped}


def route(case, trail, *, labels=(), repeats=None, earlier=(), shown=True):
    transitions = [case.graph.transitions[pair] for pair in pairwise(trail.roles)]
    values = {criterion: value(*one) for criterion, one in trail.values.items()}
    values["likelihood"]["known"] = share(Fraction(-trail.values["likelihood"][1]))
    values["pay"]["known"] = figure(-trail.values["pay"][1])
    return {
        "roles": list(trail.roles),
        "values": values,
        "estimated": any(one.months_estimated for one in transitions),
        "labels": list(labels),
        "repeats": repeats,
        "differs": repeats and difference(trail.roles[1:-1], earlier[repeats - 1].roles[1:-1]),
        "shown": shown,
        "interval": interval(transitions),
        "weakest_step": weakest_step(transitions),
        "steps": steps(case, trail, transitions),
    }


def near_repeats(trails):
    """A8: by route, the number (from 1) of the first earlier unflagged route it nearly repeats, or None."""
    inner, flags = [set(trail.roles[1:-1]) for trail in trails], []
    for number, roles in enumerate(inner):
        unflagged = [earlier for earlier in range(number) if flags[earlier] is None]
        flags.append(next((earlier + 1 for earlier in unflagged if alike(roles, inner[earlier])), None))
    return flags


def difference(one, earlier):
    """How the roles on the way differ from those of an earlier route."""
    both = set(one) & set(earlier)
    orders = [[role for role in roles if role in both] for roles in (one, earlier)]
    more, less = ([role for role in roles if role not in both] for roles in (one, earlier))
    return {"more": more, "less": less, "reordered": orders[0] != orders[1]}


def alike(one, other):
    """A8: whether both sets have roles, and share at least half of their union."""
    return bool(one and other) and 2 * len(one & other) >= len(one | other)


def steps(case, trail, transitions):
    """Go along a route with the level of each skill, and where it was gained last."""
    levels, origins, told = dict(case.levels), {}, []
    for number, (transition, way) in enumerate(zip(transitions, trail.ways, strict=True), 1):
        skills = step_skills(case, transition, way, levels, origins)
        gain(levels, origins, way, {"step": number, "role": None})
        growth = [(one.skill, one.level) for one in case.graph.roles[transition.head].grows]
        grown = gain(levels, origins, growth, {"step": number, "role": transition.head})
        months, learning = case.months(number, transition.pair), case.weight(trail.gaps[number - 1])
        told.append(step(number, transition, months, learning, way, skills, grown))
    return told


def gain(levels, origins, gained, origin):
    """Raise levels to (skill, level) pairs, note where, and return those that raised one."""
    raised = [(skill, level) for skill, level in gained if level > levels.get(skill, 0)]
    levels.update(raised)
    origins.update((skill, origin) for skill, _ in raised)
    return raised


def step(number, transition, months, learning, way, skills, grown):
    states = [one["state"] for one in skills if not one["optional"]]
    return {
        "number": number,
        "from": transition.tail,
        "to": transition.head,
        "kind": transition.kind,
        "months": optional(months),
        "months_range": transition.months_range and [figure(end) for end in transition.months_range],
        "months_estimated": transition.months_estimated,
        "likelihood": None if transition.likelihood is None else share(Fraction(transition.likelihood)),
        "learning": figure(learning),
        "keeps": states.count("owned") + states.count("held"),
        "raises": states.count("partly"),
        "adds": states.count("new"),
        "way": pairs(way),
        "skills": skills,
        "grown": pairs(grown),
        "evidence": [evidence(piece) for piece in transition.evidence],
    }


def step_skills(case, transition, way, levels, origins):
    """Return what a step asks in the order in which it is shown."""
    essential = [one for one in transition.asked() if not one.optional and (one.skill, one.level) in way]
    chosen = {one.skill: one for one in reversed(essential)}
    optionals = [one for one in transition.requirements if one.optional]
    told = [step_skill(case, one, levels, origins) for one in [*chosen.values(), *optionals]]
    return sorted(told, key=lambda one: (STATES.index(one["state"]), -one["to_learn"], one["skill"]))


def step_skill(case, asked, levels, origins):
    today, then = case.levels.get(asked.skill, 0), levels.get(asked.skill, 0)
    return {
        "skill": asked.skill,
        "state": state(asked, today, then),
        "asked": asked.level,
        "today": today,
        "then": then,
        "to_learn": 0 if asked.optional else max(0, asked.level - then),
        "optional": asked.optional,
        "stated": asked.stated,
        "estimated": asked.estimated,
        "assumed": asked.skill in case.assumed,
        "origin": origins.get(asked.skill),
    }


def state(asked, today, then):
    if then >= asked.level:
        return "held" if today >= asked.level else "owned"
    if asked.optional:
        return "optional"
    return "partly" if then else "new"


def weakest_step(transitions):
    """E2: the number (from 1) of the step whose best evidence is the weakest; None without a step."""
    strengths = [max(map(strength, one.evidence), default=(-1, 0)) for one in transitions]
    return strengths.index(min(strengths)) + 1 if strengths else None


def strength(piece):
    """E2: the rank of a piece of evidence; among observed ones, by how many were counted."""
    return EVIDENCE_KINDS.index(piece.kind), (piece.of or 0) if piece.kind == "observed" else 0


def interval(transitions):
    """E3, to six digits (M1), by the strongest counts of each step; None without a step, or one without counts."""
    counted = [[one for one in transition.evidence if one.of] for transition in transitions]
    if not 0 < len(counted) < len(Z) or not all(counted):
        return None
    with localcontext(Context(prec=40)):
        best = [max(pieces, key=strength) for pieces in counted]
        bounds = [wilson(Decimal(one.n), Decimal(one.of), Z[len(best)]) for one in best]
        return [share(Fraction(prod(ends))) for ends in zip(*bounds, strict=True)]


def wilson(n, of, z):
    """Return the lower and the upper bound of a share (E. B. Wilson, 1927)."""
    spread = z * (n * (of - n) / of + z * z / 4).sqrt()
    return [(n + z * z / 2 + end) / (of + z * z) for end in (-spread, spread)]


def evidence(piece):
    said = {"kind": piece.kind, "source": piece.source, "n": piece.n, "of": piece.of, "rule": piece.rule}
    return {name: one for name, one in said.items() if one not in {None, ""}}


def value(unknown, known):
    return {"known": figure(known), "unknown": unknown}


def pairs(skills):
    return [{"skill": skill, "level": level} for skill, level in skills]


def optional(number):
    return None if number is None else figure(number)
