"""
A graph as a plain document: dicts and lists, with `Text` and `Decimal` as leaves.

This is the canonical shape. A field that is absent has its default: no text, no figure, no, level not stated.
"""

from typing import TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Grown, Pay, Relation, Responsibility, Role, asked_of_holders
from careergraph.model.skills import Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition

Plain: TypeAlias = dict[str, object]

ASKS_HEAD = "head"
"""What a transition asks that asks just what its head grows."""


def of_graph(graph: CareerGraph) -> Plain:
    """
    Return a graph as a document; `building.build` reads it back.

    Examples
    --------
    >>> of_graph(CareerGraph(roles=[Role("cto", Text("Chief technology officer"))]))["roles"]
    [{'id': 'cto', 'title': Text(original='Chief technology officer', translations=())}]
    """
    return {
        **of_metadata(graph.metadata),
        "roles": [of_role(role) for role in graph.roles.values()],
        "skills": [of_skill(skill) for skill in graph.skills.values()],
        "transitions": of_transitions(graph),
    }


def of_metadata(metadata: Metadata) -> Plain:
    """Return what a graph says of itself."""
    said = _said(
        description=metadata.description,
        edition=metadata.edition,
        date=metadata.date,
        licence=metadata.licence,
        families=[_of_term(term) for term in metadata.families],
        seniorities=[_of_term(term) for term in metadata.seniorities],
        sources=[_of_source(source) for source in metadata.sources],
    )
    names = list(metadata.levels.names)
    return {"id": metadata.id, "title": metadata.title, "language": metadata.language, "levels": names, **said}


def of_role(role: Role) -> Plain:
    """Return a role with all that hangs on it."""
    return {"id": role.id} | _said(
        title=role.title,
        family=role.family,
        seniority=role.seniority,
        description=role.description,
        aliases=list(role.aliases),
        reports_to=role.reports_to,
        pay=_of_pay(role.pay) if role.pay else None,
        sources=list(role.sources),
        grows=[_of_grown(grown) for grown in role.grows],
        responsibilities=[_of_responsibility(one) for one in role.responsibilities],
        relations=[_of_relation(relation) for relation in role.relations],
    )


def of_skill(skill: Skill) -> Plain:
    """Return a skill; its effort where it is not 1."""
    return {"id": skill.id} | _said(
        name=skill.name,
        kind=skill.kind,
        description=skill.description,
        aliases=list(skill.aliases),
        effort=None if skill.effort == 1 else skill.effort,
    )


def of_transitions(graph: CareerGraph) -> list[Plain]:
    """
    Return the transitions with all that hangs on them.

    One that asks just what its head grows says so, and does not repeat it: of a derived graph, the file would be a
    hundred times as large.
    """
    grown = asked_of_holders(graph.roles.values())
    return [of_transition(one, grown[one.head]) for one in graph.transitions.values()]


def of_transition(one: Transition, grown: tuple[Requirement, ...] = ()) -> Plain:
    """Return a transition with all that hangs on it; one that asks just what is `grown` by its head says so."""
    low, high = one.months_range or (None, None)
    asks_head = bool(grown) and one.requirements == grown
    return {"tail": one.tail, "head": one.head} | _said(
        kind=one.kind,
        months=one.months,
        months_low=low,
        months_high=high,
        months_estimated=one.months_estimated,
        likelihood=one.likelihood,
        asks=ASKS_HEAD if asks_head else "",
        requirements=[] if asks_head else [_of_requirement(asked) for asked in one.requirements],
        groups=[{"count": group.count, "members": [_of_requirement(m) for m in group.members]} for group in one.groups],
        evidence=[_of_evidence(piece) for piece in one.evidence],
    )


def _of_term(term: Term) -> Plain:
    return {"id": term.id} | _said(title=term.title)


def _of_source(source: Source) -> Plain:
    return {"id": source.id} | _said(title=source.title, url=source.url, note=source.note)


def _of_pay(pay: Pay) -> Plain:
    figures: Plain = {"low": pay.low, "high": pay.high}
    return figures | _said(currency=pay.currency, period=pay.period, condition=pay.condition, source=pay.source)


def _of_grown(grown: Grown) -> Plain:
    return {"skill": grown.skill, "level": grown.level} | _said(level_estimated=grown.estimated)


def _of_responsibility(one: Responsibility) -> Plain:
    return {"group": one.group, "text": one.text}


def _of_relation(relation: Relation) -> Plain:
    return {"other": relation.role, "kind": relation.kind} | _said(note=relation.note)


def _of_requirement(asked: Requirement) -> Plain:
    level = asked.level if asked.stated else None
    return {"skill": asked.skill} | _said(level=level, level_estimated=asked.estimated, optional=asked.optional)


def _of_evidence(piece: Evidence) -> Plain:
    return {"kind": piece.kind} | _said(source=piece.source, n=piece.n, of=piece.of, rule=piece.rule, note=piece.note)


def _said(**fields: object) -> Plain:
    """Return the fields that say something; a zero does."""
    return {name: value for name, value in fields.items() if not _is_silent(value)}


def _is_silent(value: object) -> bool:
    return value is None or value is False or value in ("", Text()) or value == []
