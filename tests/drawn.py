"""
Small graphs, queries and answers, each as one readable line.

A graph is words, in any order; the roles and skills they name are made, and a role may have several words.

- `s>a(p2,q/r,2:x/y/z,w?)6m40%~policy,observed12/40` leads from s to a, asks p at level 2, one of q and r, two
  of x, y and z, and w as an option; takes 6 months; 40 % went that way; has two pieces of evidence.
- `a#fam=50+p2+q` is a role of a family that pays 50 a year (`=50EUR`, `=4/month`; in CNY unless it says so)
  and grows p to level 2 and q to level 1.
- `p*1.5` is a skill with its effort.

A query is its criteria, then clauses, split by semicolons: `months+learning`, `from s`, `to t,u`,
`held r2,p0`, `assume`, `served 24`, `paid 40EUR`, `effort`, `in EUR`, `k=2`, `moves<=5`, `months<=24`, `learning<=3`,
`step<=1`, `pay>=80%`, `evidence policy,expert`, `via b`, `avoid !p2,#f,s`, `show 2`, `ε 12, -`. A selector
is a role, a `#family` or a `!skill`. The start holds what is `held`; what its role is assumed to hold counts
only with `assume`. ε has a size or `-` for each criterion, in canonical order.

An answer is the routes it shows, each with its values: `rd>pm>gm 84 8 6 / rd>td>dgm>gm 132 8 4`.
"""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.profile import Profile
from careergraph.model.roles import Grown, Pay, Role
from careergraph.model.skills import AnyOf, LevelScale, Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition
from careergraph.routes.query import CRITERIA, RouteQuery, Selector

NAME = r"[^\W\d_]+(?:-[^\W\d_]+)*"
FIGURE = r"\d+(?:\.\d+)?"
MOVE = re.compile(rf"({NAME})>({NAME})(?:\(([^()]+)\))?(?:({FIGURE})m)?(?:({FIGURE})%)?(?:~(.+))?")
ROLE = re.compile(rf"({NAME})(?:#({NAME}))?(?:=([^+]+))?((?:\+[^+]+)*)")
EFFORT = re.compile(rf"({NAME})\*({FIGURE})")
LEVEL = re.compile(rf"({NAME})(\d*)(\??)")
PAY = re.compile(rf"({FIGURE})([A-Z]{{3}})?(?:/([a-z]+))?")
EVIDENCE = re.compile(r"([a-z]+)(?:(\d+)/(\d+))?")
CLAUSE = re.compile(rf"({NAME}(?:<=|>=|=)?) ?(.*?)%?")


def drawn(text):
    """
    Return the graph of a drawing. What is not drawn is unknown; what cannot be read is refused.

    >>> drawn("s>a(p2,q/r)6m40%~policy a#fam=50+p2 p*1.5")
    <CareerGraph drawn: 2 roles, 3 skills, 1 transitions, version ...>
    """
    words = text.split()
    moves = [_move(word) for word in words if ">" in word]
    skills = {skill.id: skill for skill in (_skill(word) for word in words if "*" in word)}
    roles = {end: Role(end, Text(end)) for move in moves for end in move.pair}
    for role, *said in (_read(ROLE, word) for word in words if not {">", "*"} & set(word)):
        roles[role] = _role(roles.get(role, Role(role, Text(role))), *said)
    for one in (*chain(*(move.asked() for move in moves)), *chain(*(role.grows for role in roles.values()))):
        skills.setdefault(one.skill, Skill(one.skill, Text(one.skill)))
    metadata = _metadata(sorted({role.family for role in roles.values()} - {""}))
    return CareerGraph(metadata, roles=roles.values(), skills=skills.values(), transitions=moves)


def _metadata(families):
    return Metadata(
        "drawn",
        levels=LevelScale(tuple(Text(str(level)) for level in range(1, 10))),
        families=tuple(Term(one, Text(one)) for one in families),
        sources=(Source("drawing", Text("Drawing")),),
    )


def _read(pattern, text):
    if found := pattern.fullmatch(text):
        return found.groups()
    raise ValueError(f"“{text}” cannot be read; tests/drawn.py says how to draw")


def _parts(text):
    return [part.strip() for part in (text or "").split(",") if text]


def _move(word):
    tail, head, asks, months, share, evidence = _read(MOVE, word)
    plain = [one for one in _parts(asks) if LEVEL.fullmatch(one)]
    return Transition(
        tail,
        head,
        months=months,
        likelihood=share and Decimal(share) / 100,
        requirements=tuple(_requirement(one) for one in plain),
        groups=tuple(_group(one) for one in _parts(asks) if one not in plain),
        evidence=tuple(_evidence(one) for one in _parts(evidence)),
    )


def _requirement(text):
    skill, level, optional = _read(LEVEL, text)
    return Requirement(skill, int(level or 1), optional=bool(optional))


def _group(text):
    count, _, members = text.rpartition(":")
    return AnyOf(int(count or 1), tuple(_requirement(one) for one in members.split("/")))


def _evidence(text):
    kind, n, of = _read(EVIDENCE, text)
    return Evidence(kind, n=n and int(n), of=of and int(of))


def _role(role, family, pay, grows):
    """Return a role with what another word says of it."""
    grown = [Grown(one.skill, one.level) for one in map(_requirement, grows.split("+")[1:])]
    paid = _pay(*_read(PAY, pay)) if pay else role.pay
    return replace(role, family=family or role.family, pay=paid, grows=(*role.grows, *grown))


def _pay(amount, currency, period):
    return Pay(amount, amount, currency or "CNY", period or "year", source="drawing")


def _skill(word):
    skill, effort = _read(EFFORT, word)
    return Skill(skill, Text(skill), effort=effort)


def _selector(text):
    if text.startswith("!"):
        skill, level, _ = _read(LEVEL, text[1:])
        return Selector("skill", skill, int(level or 1))
    return Selector("family", text[1:]) if text.startswith("#") else Selector("role", text)


def _selectors(text):
    return tuple(_selector(one) for one in _parts(text))


def _paid(amount, currency, _):
    return {"yearly_pay": amount, "currency": currency or ""}


PERSON = {
    "from": lambda text: {"role": text},
    "held": lambda text: {"declared": {one.skill: one.level for one in map(_requirement, _parts(text))}},
    "assume": lambda _: {"assume": True},
    "served": lambda text: {"months_served": text},
    "paid": lambda text: _paid(*_read(PAY, text)),
}
QUESTION = {
    "to": lambda text: {"goals": tuple(_parts(text))},
    "effort": lambda _: {"effort": True},
    "in": lambda text: {"currency": text},
    "k=": lambda text: {"k": int(text)},
    "moves<=": lambda text: {"max_moves": int(text)},
    "months<=": lambda text: {"max_months": text},
    "learning<=": lambda text: {"max_learning": text},
    "step<=": lambda text: {"max_step": text},
    "pay>=": lambda text: {"pay_floor": text},
    "evidence": lambda text: {"evidence": tuple(_parts(text))},
    "via": lambda text: {"via": _selectors(text)},
    "avoid": lambda text: {"avoid": _selectors(text)},
    "show": lambda text: {"show": int(text)},
    "ε": lambda text: {"epsilon": _parts(text)},
}


def asked(text, start="s", goal="t", **more):
    """
    Return the query of a line, from `start` to `goal` unless it says so; `more` are fields of a `RouteQuery`.

    >>> asked("learning; step<=1; via b,#f", k=2).via
    (Selector(kind='family', id='f', level=1), Selector(kind='role', id='b', level=1))
    """
    criteria, *clauses = (one.strip() for one in text.split(";"))
    matters = tuple(sorted(criteria.split("+"), key=CRITERIA.index))
    person, question = {"role": start, "assume": False}, {"goals": (goal,), "matters": matters}
    for name, rest in (_read(CLAUSE, clause) for clause in clauses):
        known, meant = (PERSON, person) if name in PERSON else (QUESTION, question)
        meant |= known[name](rest)
    sizes = zip(matters, question.get("epsilon") or "-" * len(matters), strict=True)
    question["epsilon"] = tuple((criterion, Decimal(size)) for criterion, size in sizes if size != "-")
    return RouteQuery(Profile(**person), **(question | more))


def told(answer):
    """Tell an answer or its document as a line: the routes shown, or why there is none and what helps."""
    document = answer if isinstance(answer, dict) else answer.to_dict()
    if document["no_route"]:
        return _told_no_route(document["no_route"])
    matters = document["query"]["matters"]
    return " / ".join(
        " ".join([">".join(route["roles"]), *(_told_value(one, route["values"][one]) for one in matters)])
        for route in document["routes"]
        if route["shown"]
    )


def _told_value(name, value):
    known = value["known"]
    if name == "likelihood":
        known = float(Decimal(str(known)) * 100)
    percent = "%" * (name in {"likelihood", "pay_floor"})
    return f"{known:.10g}{percent}" + (f"+{value['unknown']}?" if value["unknown"] else "")


def _told_no_route(why):
    repairs = (
        f"{' + '.join(map(_told_breach, one['breaches']))} ({'>'.join(one['route']['roles'])})"
        for one in why["repairs"]
    )
    skill = [f"skill {why['skill']['skill']}{why['skill']['level']}"] if why["skill"] else []
    closest = [f"closest {why['closest']}"] if why["closest"] else []
    return "; ".join([why["reason"], *repairs, *skill, *closest])


def _told_breach(breach):
    if breach["needed"]:
        return f"{breach['kind']} {_told_value(breach['kind'], breach['needed'])}"
    return f"{breach['kind']} {breach.get('selector', '')}".strip()
