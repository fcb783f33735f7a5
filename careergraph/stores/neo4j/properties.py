"""
Values of the model as properties of nodes and relationships, and back, equal to what they were.

What a property can say is a property, named as a person would ask for it. What none can say exactly (translations,
groups, notes, estimates, evidence) stands in one more, `more`, as JSON, and there it is what counts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

from careergraph.model.folding import fold
from careergraph.model.metadata import Metadata
from careergraph.model.ordered import NOTHING, InOrder
from careergraph.model.records import Record, record_of, value_of
from careergraph.model.roles import Role
from careergraph.model.skills import Level, Requirement, Skill, SkillId
from careergraph.model.text import exact
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import Version

Properties: TypeAlias = dict[str, Any]

ROLE_TEXTS = ("title", "family", "seniority", "description", "reports_to")
SKILL_TEXTS = ("name", "kind", "description")
APART = ("tail", "head", "kind", "requirements")
"""Fields of a transition that need no JSON; the requirements only where none is estimated or without a level."""
FIGURES = ("months", "likelihood")
IN_A_LIST = ("kind", *FIGURES, "skills", "levels", "essential", "evidence", "more")
"""Properties of a transition in the order of `cypher.NEW_MOVES`, below the keys of its ends."""
MOST_SAID = 100_000
"""Different things that transitions say beside figures and plain requirements, that are remembered."""
DERIVED = frozenset(("key", "graph", "more", "titles", "aliases", "title_words", "alias_words", "names", "evidence"))
"""Properties for people and for search; they are made from the others, and not read."""


class MoveRow(NamedTuple):
    """
    A transition as it is kept: figures and lists, not yet a value.

    Parameters
    ----------
    tail, head, kind, months, likelihood
        As the transition's; what is unknown is None.
    skills, levels
        What it asks, in order of the skills.
    essential
        For each of them whether it is; None where all are.
    more
        JSON of what these cannot say exactly.
    """

    tail: RoleId
    head: RoleId
    kind: str
    months: float | None
    likelihood: float | None
    skills: Sequence[SkillId]
    levels: Sequence[Level]
    essential: Sequence[bool] | None
    more: str | None


def key(graph: str, name: str) -> str:
    """Return what names something among all graphs: no id has a blank, so no two share one."""
    return _plain(f"{graph} {name}")


def of_role(role: Role, graph: str) -> Properties:
    """
    Return a role as the properties of a node.

    Examples
    --------
    >>> from careergraph.model.text import Text
    >>> {name: one for name, one in of_role(Role("cto", Text("CTO")), "trade").items() if one}
    {'key': 'trade cto', 'graph': 'trade', 'id': 'cto', 'title': 'CTO', 'titles': ['CTO'], 'title_words': ['cto']}
    """
    record = record_of(role)
    said = _said(record, ROLE_TEXTS)
    if pay := role.pay:
        said |= {"pay_low": float(pay.low), "pay_high": float(pay.high), "pay_currency": _plain(pay.currency)}
        said["pay_period"] = _plain(pay.period)
    said |= {"grows": [one.skill for one in role.grows], "grown_levels": [one.level for one in role.grows]}
    if all(len(row) == 2 for row in record.get("grows", ())):  # noqa: PLR2004 - a skill and a level, no more
        record.pop("grows", None)
    if (sources := record.get("sources")) and all(map(_is_plain, sources)):
        said["sources"] = record.pop("sources")
    titles, aliases = role.title.every(), [name for alias in role.aliases for name in alias.every()]
    return {
        **_named(graph, role.id),
        **said,
        **_listed("titles", titles),
        **_listed("aliases", aliases),
        "title_words": list(filter(None, map(fold, titles))),
        "alias_words": list(filter(None, map(fold, aliases))),
        "more": _more(record),
    }


def of_skill(skill: Skill, graph: str) -> Properties:
    """Return a skill as the properties of a node."""
    record = record_of(skill)
    said = {"kind": skill.kind, **_said(record, SKILL_TEXTS), **_figure(record, "effort", skill.effort)}
    names = [name for text in (skill.name, *skill.aliases) for name in text.every()]
    return {**_named(graph, skill.id), **said, **_listed("names", names), "more": _more(record)}


def of_move(move: Transition, graph: str) -> Properties:
    """Return a transition as a row: the keys of its ends, and the properties of a relationship."""
    return Laying(graph).move(move)


class Laying:
    """
    Transitions made into rows; what many of them say is made once.

    Parameters
    ----------
    graph
        The graph they are in.
    """

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self._keys: dict[RoleId, str] = {}
        self._figures: dict[Decimal, tuple[float, bool]] = {}
        self._said: dict[object, tuple[str | None, list[str]]] = {}

    def move(self, move: Transition) -> Properties:
        """Return a transition as a row: the keys of its ends, and the properties of a relationship."""
        return {"tail": self._key(move.tail), "head": self._key(move.head), "properties": self._properties(move)}

    def listed(self, move: Transition) -> list[Any]:
        """Return a transition as a list: the keys of its ends, then the properties in their order."""
        said = self._properties(move)
        return [self._key(move.tail), self._key(move.head), *map(said.get, IN_A_LIST)]

    def _properties(self, move: Transition) -> Properties:
        asked = move.requirements
        kept = [name for name in FIGURES if (figure := getattr(move, name)) is not None and self._figure(figure)[1]]
        apart = (*APART[:-1], *kept)
        if not any(one.estimated or not one.stated for one in asked):
            more, evidence = self._rest(move, (*apart, APART[-1]))
        else:
            more, evidence = _more(record_of(move, without=apart)), [one.kind for one in move.evidence]
        said: Properties = {"kind": move.kind}
        for name in FIGURES:
            if (figure := getattr(move, name)) is not None:
                said[name] = self._figure(figure)[0]
        return {
            **said,
            "skills": [one.skill for one in asked],
            "levels": [one.level for one in asked],
            "essential": [not one.optional for one in asked],
            "evidence": evidence,
            "more": more,
        }

    def _rest(self, move: Transition, apart: tuple[str, ...]) -> tuple[str | None, list[str]]:
        """Return what properties cannot say, and the kinds of its evidence: few transitions differ there."""
        unsaid = tuple(getattr(move, name) for name in FIGURES if name not in apart)
        name = apart, unsaid, move.months_range, move.months_estimated, move.groups, move.evidence
        known = self._said.get(name)
        if known is None:
            known = _more(record_of(move, without=apart)), [one.kind for one in move.evidence]
            if len(self._said) < MOST_SAID:
                self._said[name] = known
        return known

    def _figure(self, figure: Decimal) -> tuple[float, bool]:
        """Return a decimal as a property, and whether it comes back from there as it was."""
        known = self._figures.get(figure)
        if known is None:
            said = float(figure)
            known = self._figures[figure] = said, isfinite(said) and exact(repr(said)) == figure
        return known

    def _key(self, role: RoleId) -> str:
        known = self._keys.get(role)
        if known is None:
            known = self._keys[role] = key(self._graph, role)
        return known


def of_metadata(metadata: Metadata) -> Properties:
    """Return what a graph says of itself as properties of its node."""
    said = {name: _plain(str(getattr(metadata, name))) for name in ("title", "edition", "date", "language", "licence")}
    return {**said, "metadata": text_of(record_of(metadata))}


def metadata_of(text: str) -> Metadata:
    """Return what a graph says of itself."""
    return value_of(Metadata, json.loads(text))


def of_version(version: Version) -> Properties:
    """Return a version as the properties of a node."""
    said = {"number": version.number, "version": version.version, "at": version.at}
    texts = {"change_id": version.change_id, "note": version.note}
    unsaid = {name: text for name, text in texts.items() if not _is_plain(text)}
    return {**said, **{name: _plain(text) for name, text in texts.items()}, "more": _more(unsaid)}


def version_of(row: Sequence[Any]) -> Version:
    """Return the version of a row: its fields in order, and what else is kept of it."""
    *fields, more = row
    return replace(Version(*fields), **_json(more))


def role_of(properties: Mapping[str, Any]) -> Role:
    """Return the role of a node."""
    said = _unsaid_left_out(properties)
    rows = zip(said.pop("grows", ()), said.pop("grown_levels", ()), strict=True)
    known = {name: one for name, one in said.items() if not name.startswith("pay_")}
    return value_of(Role, {"grows": list(map(list, rows)), **known, **_json(properties.get("more"))})


def skill_of(properties: Mapping[str, Any]) -> Skill:
    """Return the skill of a node."""
    said = _unsaid_left_out(properties)
    if "effort" in said:
        said["effort"] = repr(said["effort"])
    return value_of(Skill, {**said, **_json(properties.get("more"))})


class Reading:
    """Rows made into transitions; what is equal in many of them is one value."""

    def __init__(self) -> None:
        self._lists: dict[object, InOrder[Requirement]] = {}
        self._known: dict[tuple[SkillId, Level, bool], Requirement] = {}
        self._more: dict[str | None, tuple[Transition, frozenset[str]]] = {}
        self._figures: dict[float | None, Decimal | None] = {None: None}

    def move(self, row: MoveRow) -> Transition:
        """Return the transition of a row."""
        if row.more not in self._more:
            record = _json(row.more)
            self._more[row.more] = value_of(Transition, {"tail": "", "head": "", **record}), frozenset(record)
        more, told = self._more[row.more]
        return Transition(
            row.tail,
            row.head,
            row.kind,  # type: ignore[arg-type]  # it was a kind when it was kept
            months=more.months if "months" in told else self._figure(row.months),
            months_range=more.months_range,
            months_estimated=more.months_estimated,
            likelihood=more.likelihood if "likelihood" in told else self._figure(row.likelihood),
            requirements=more.requirements if "requirements" in told else self._asked(row),
            groups=more.groups,
            evidence=more.evidence,
        )

    def _asked(self, row: MoveRow) -> InOrder[Requirement]:
        if not row.skills:
            return NOTHING
        name = (tuple(row.skills), tuple(row.levels), row.essential and tuple(row.essential))
        asked = self._lists.get(name)
        if asked is None:
            essential = row.essential or [True] * len(row.skills)
            asked = self._lists[name] = InOrder(map(self._requirement, row.skills, row.levels, essential))
        return asked

    def _requirement(self, skill: SkillId, level: Level, essential: bool) -> Requirement:  # noqa: FBT001 - for `map`
        name = (skill, level, essential)
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = Requirement(skill, level, optional=not essential)
        return known

    def _figure(self, figure: float | None) -> Decimal | None:
        if figure not in self._figures:
            self._figures[figure] = exact(repr(figure))
        return self._figures[figure]


def _named(graph: str, name: str) -> Properties:
    return {"key": key(graph, name), "graph": graph, "id": name}


def _said(record: dict[str, Any], texts: Iterable[str]) -> Properties:
    """Return the texts of a record as properties; those that say all of it are taken out of the record."""
    said: Properties = {}
    record.pop("id")
    for name in texts:
        one = record.get(name)
        if one is None:
            continue
        original = one if isinstance(one, str) else one[0]
        said[name] = _plain(original)
        if one == said[name]:
            del record[name]
    return said


def _figure(record: dict[str, Any], name: str, figure: Decimal | None) -> Properties:
    """Return a decimal as a property, taken out of the record where it comes back from there as it was."""
    if figure is None:
        return {}
    said = float(figure)
    if isfinite(said) and exact(repr(said)) == figure:
        record.pop(name, None)
    return {name: said}


def _listed(name: str, texts: Iterable[str]) -> Properties:
    listed = list(map(_plain, texts))
    return {name: listed} if listed else {}


def _unsaid_left_out(properties: Mapping[str, Any]) -> Properties:
    return {name: one for name, one in properties.items() if name not in DERIVED and one is not None}


def _more(record: Record) -> str | None:
    return text_of(record) if record else None


def text_of(record: Record) -> str:
    """Return a record as text."""
    return json.dumps(record, separators=(",", ":"))  # beyond ASCII escaped: any text there is can be kept


def _json(text: str | None) -> Properties:
    return dict(json.loads(text)) if text else {}


def _plain(text: str) -> str:
    """Return a text without half characters, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_plain(text: str) -> bool:
    return _plain(text) == text
