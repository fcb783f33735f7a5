"""
Queries and routes as plain documents of dicts and lists, ready for JSON; `docs/answer.schema.json` describes them.

Figures are exact: whole numbers as such, else decimals; a likelihood is rounded half to even at six significant
digits.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any

from careergraph.model.profile import Profile
from careergraph.model.text import exact
from careergraph.model.transitions import Evidence
from careergraph.routes.query import Criterion, RouteQuery, Selector
from careergraph.routes.route import (
    LIMIT_KINDS,
    Breach,
    Constraint,
    HopLimit,
    NoRoute,
    Repair,
    Resemblance,
    Route,
    Step,
    StepSkill,
    Value,
)

SIX_DIGITS = Context(prec=6, rounding=ROUND_HALF_EVEN)


def figure(number: Fraction | Decimal | int) -> int | float:
    """Return a figure for JSON: an int where it is whole."""
    exact = number if isinstance(number, Fraction) else Fraction(number)
    return exact.numerator if exact.denominator == 1 else float(exact)


def share(number: Fraction) -> int | float:
    """Return a likelihood for JSON, rounded half to even at six significant digits."""
    return figure(Fraction(SIX_DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))))


def of_value(value: Value) -> dict[str, Any]:
    """Return the value of a criterion."""
    return {"known": figure(value.known), "unknown": value.unknown}


def of_values(values: Mapping[Criterion, Value]) -> dict[str, Any]:
    """Return the values of a route by criterion."""
    said: dict[str, Any] = {name: of_value(value) for name, value in values.items()}
    if "likelihood" in values:
        said["likelihood"]["known"] = share(values["likelihood"].known)
    return said


def of_query(query: RouteQuery) -> dict[str, Any]:
    """
    Return a query as a document; `query_of` reads it back.

    Examples
    --------
    >>> document = of_query(RouteQuery.between("junior", "lead", max_moves=4))
    >>> document["from"], document["to"], document["max_moves"]
    ('junior', ['lead'], 4)
    >>> query_of(document) == RouteQuery.between("junior", "lead", max_moves=4)
    True
    """
    profile = query.profile
    return {
        "from": profile.role,
        **({"to": list(query.goals)} if query.goals else {}),
        "held": dict(profile.declared),
        "assume": profile.assume,
        "yearly_pay": _optional(profile.yearly_pay),
        "pay_currency": profile.currency,
        "months_served": figure(profile.months_served),
        "matters": list(query.matters),
        "k": query.k,
        "effort": query.effort,
        "currency": query.currency,
        **{name: _optional(getattr(query, name)) for name in LIMIT_KINDS},
        "evidence": list(query.evidence),
        "via": [str(one) for one in query.via],
        "avoid": [str(one) for one in query.avoid],
        "show": query.show,
        "epsilon": {criterion: figure(size) for criterion, size in query.epsilon},
    }


FIELDS = (
    "from", "to", "held", "assume", "yearly_pay", "pay_currency", "months_served", "matters", "k", "effort",
    "currency", *LIMIT_KINDS, "evidence", "via", "avoid", "show", "epsilon",
)  # fmt: skip


def query_of(document: Mapping[str, Any]) -> RouteQuery:
    """
    Return the query a document stands for; what it leaves out has its default, and without “to” it has no goal.

    Raises
    ------
    ValueError
        A field is unknown, of the wrong kind, or asks for what nobody can answer; the message names it.
    """
    for name in document:
        if name not in FIELDS:
            message = f"“{name}” is no field of a query; it has {', '.join(FIELDS)}"
            raise ValueError(message)
    for name in ("from", "to"):
        if not document.get(name, name == "to"):
            message = f"the query has no “{name}”; write the id of a role"
            raise ValueError(message)
    return RouteQuery(_profile_of(document), _texts(document, "to"), **_asked(document))


def _profile_of(document: Mapping[str, Any]) -> Profile:
    return Profile(
        _text(document, "from"),
        {str(skill): _whole(level, "held") for skill, level in _mapping(document, "held").items()},
        assume=_flag(document, "assume", default=True),
        yearly_pay=_decimal(document.get("yearly_pay"), "yearly_pay"),
        currency=_text(document, "pay_currency"),
        months_served=_decimal(document.get("months_served"), "months_served") or Decimal(0),
    )


def _asked(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keyword arguments of a query, without what the document leaves out."""
    asked: dict[str, Any] = {name: _decimal(document.get(name), name) for name in LIMIT_KINDS[1:]}
    asked |= {
        name: _whole(document[name], name) for name in ("k", "show", "max_moves") if document.get(name) is not None
    }
    asked["effort"] = _flag(document, "effort", default=False)
    asked["currency"] = _text(document, "currency")
    if document.get("matters"):
        asked["matters"] = _texts(document, "matters")
    asked["evidence"] = _texts(document, "evidence")
    asked |= {name: tuple(Selector.parse(one) for one in _texts(document, name)) for name in ("via", "avoid")}
    sizes = _mapping(document, "epsilon")
    asked["epsilon"] = tuple((name, _decimal(size, "epsilon")) for name, size in sizes.items())
    return asked


def _refuse(name: str, value: object, expected: str) -> ValueError:
    return ValueError(f"“{name}” is {value!r}; write {expected}")


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name) or ""
    if not isinstance(value, str):
        raise _refuse(name, value, "a text")
    return value


def _texts(document: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    value = document.get(name) or ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _refuse(name, value, "a list of texts")
    return tuple(value)


def _mapping(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = document.get(name) or {}
    if not isinstance(value, Mapping):
        raise _refuse(name, value, 'an object such as {"law": 2}')
    return value


def _flag(document: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = document.get(name, default)
    if not isinstance(value, bool):
        raise _refuse(name, value, "true or false")
    return value


def _whole(value: object, name: str) -> int:
    number = _decimal(value, name)
    if number is None or number != int(number):
        raise _refuse(name, value, "a whole number")
    return int(number)


def _decimal(value: object, name: str) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise _refuse(name, value, "a number")
    try:
        return exact(str(value))
    except ValueError as error:
        raise _refuse(name, value, "a number") from error


def _optional(number: Decimal | int | None) -> int | float | None:
    return None if number is None else figure(number)


def of_hop_limit(limit: HopLimit) -> dict[str, Any]:
    """Return how long the routes were that were looked at."""
    return {"moves": limit.moves, "asked": limit.asked, "fewest": limit.fewest}


def of_constraint(one: Constraint) -> dict[str, Any]:
    """Return a constraint; fields that say nothing of its kind are left out."""
    said: dict[str, Any] = {"kind": one.kind}
    if one.limit is not None:
        said["limit"] = figure(one.limit)
    if one.selector is not None:
        said["selector"] = str(one.selector)
    if one.kinds:
        said["kinds"] = list(one.kinds)
    return said | {"shaped": one.shaped}


def of_route(route: Route) -> dict[str, Any]:
    """Return a route with its steps and every figure."""
    return {
        "roles": list(route.roles),
        "values": of_values(route.values),
        "estimated": route.estimated,
        "labels": list(route.labels),
        "repeats": route.repeats,
        "differs": None if route.differs is None else _of_resemblance(route.differs),
        "shown": route.shown,
        "interval": [share(Fraction(bound)) for bound in route.interval] if route.interval else None,
        "weakest_step": route.weakest_step,
        "steps": [of_step(step) for step in route.steps],
    }


def _of_resemblance(one: Resemblance) -> dict[str, Any]:
    return {"more": list(one.more), "less": list(one.less), "reordered": one.reordered}


def of_step(step: Step) -> dict[str, Any]:
    """Return a step with each of its requirements, and the evidence of its transition."""
    transition = step.transition
    spread = transition.months_range
    return {
        "number": step.number,
        "from": transition.tail,
        "to": transition.head,
        "kind": transition.kind,
        "months": None if step.months is None else figure(step.months),
        "months_range": [figure(end) for end in spread] if spread else None,
        "months_estimated": transition.months_estimated,
        "likelihood": None if transition.likelihood is None else share(Fraction(transition.likelihood)),
        "learning": figure(step.learning),
        "keeps": step.keeps,
        "raises": step.raises,
        "adds": step.adds,
        "way": [{"skill": skill, "level": level} for skill, level in step.way],
        "skills": [of_skill(one) for one in step.skills],
        "grown": [{"skill": skill, "level": level} for skill, level in step.grown],
        "evidence": [_of_evidence(piece) for piece in transition.evidence],
    }


def of_skill(one: StepSkill) -> dict[str, Any]:
    """Return a requirement as its step sees it."""
    skill, asked, today, then, to_learn, state, origin, optional, stated, estimated, assumed, _ = one
    return {
        "skill": skill,
        "state": state,
        "asked": asked,
        "today": today,
        "then": then,
        "to_learn": to_learn,
        "optional": optional,
        "stated": stated,
        "estimated": estimated,
        "assumed": assumed,
        "origin": None if origin is None else {"step": origin.step, "role": origin.role},
    }


def _of_evidence(piece: Evidence) -> dict[str, Any]:
    said = {"kind": piece.kind, "source": piece.source, "n": piece.n, "of": piece.of, "rule": piece.rule}
    return {name: value for name, value in said.items() if value not in (None, "")}


def of_no_route(why: NoRoute) -> dict[str, Any]:
    """Return why there is no route, and what would help."""
    return {
        "reason": why.reason,
        "repairs": [_of_repair(repair) for repair in why.repairs],
        "skill": None if why.skill is None else {"skill": why.skill[0], "level": why.skill[1]},
        "closest": why.closest,
        "closest_route": None if why.closest_route is None else of_route(why.closest_route),
        "complete": why.complete,
    }


def _of_repair(repair: Repair) -> dict[str, Any]:
    return {
        "breaches": [_of_breach(breach) for breach in repair.breaches],
        "excess": figure(repair.excess),
        "route": of_route(repair.route),
    }


def _of_breach(breach: Breach) -> dict[str, Any]:
    return of_constraint(breach.constraint) | {"needed": None if breach.needed is None else of_value(breach.needed)}
