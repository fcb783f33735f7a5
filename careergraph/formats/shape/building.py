"""From records to a graph: every value read, every problem told by its place, nothing dropped in silence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias, TypeVar, cast

from careergraph.errors import InvalidGraph
from careergraph.formats.shape.places import Places
from careergraph.formats.shape.plain import ASKS_HEAD
from careergraph.formats.shape.record import Record
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Grown, Pay, Relation, RelationKind, Responsibility, Role, asked_of_holders
from careergraph.model.rules import Problem
from careergraph.model.skills import DEFAULT_LEVELS, AnyOf, LevelScale, Requirement, Skill, SkillKind
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, EvidenceKind, RoleId, Transition, TransitionKind, merge

Value = TypeVar("Value")
Reader: TypeAlias = Callable[[Record], Value]
More = ParamSpec("More")
MoreReader: TypeAlias = Callable[Concatenate[Record, More], Value]
Pair: TypeAlias = tuple[RoleId, RoleId]
Asked: TypeAlias = Mapping[RoleId, tuple[Requirement, ...]]


def _reads(kind: str, *fields: str) -> "Callable[[MoreReader[More, Value]], MoreReader[More, Value]]":
    """Let a reader of these fields note all others; `kind` says what its records are."""
    known = frozenset(fields)

    def noting(reader: "MoreReader[More, Value]") -> "MoreReader[More, Value]":
        @wraps(reader)
        def read(record: Record, /, *more: More.args, **named: More.kwargs) -> Value:
            record.note_others(kind, known)
            return reader(record, *more, **named)

        return read

    return noting


def _once(reader: Reader[Value]) -> Reader[Value]:
    """Let equal records without fault become one value, however many there are."""

    @wraps(reader)
    def read(record: Record) -> Value:
        origin = record.origin
        try:
            key = (reader, *record.values.items(), *map(type, record.values.values()))  # true is no 1
            if key in origin.known:
                return cast("Value", origin.known[key])
        except TypeError:  # a text in several languages, or a list, has no key
            return reader(record)
        told = origin.findings.told
        value = reader(record)
        if origin.findings.told == told:
            origin.known[key] = value
        return value

    return read


@dataclass(frozen=True)
class Reading:
    """
    A graph that was read.

    Parameters
    ----------
    graph
        The graph.
    notices
        What was dropped, merged or guessed on the way.
    places
        Where its values stand in what was read.
    """

    graph: CareerGraph
    notices: tuple[Problem, ...]
    places: Places

    def doubts(self) -> tuple[Problem, ...]:
        """Return the warnings of the model's rules, with their places."""
        return tuple(self.places.placed(self.graph.problems()))


def build(document: Record) -> Reading:
    """
    Return the graph of a document.

    Parameters
    ----------
    document
        A record in the shape of `plain.of_graph`.

    Raises
    ------
    InvalidGraph
        Something in it is wrong; the error has all problems with their places.

    Examples
    --------
    >>> from careergraph.formats.shape.record import Findings, Origin
    >>> values = {"roles": [{"id": "a", "title": "A"}], "transitions": [{"tail": "a", "head": "a"}]}
    >>> try:
    ...     build(Record(values, "", Origin(Findings(), naming="{field}")))
    ... except InvalidGraph as error:
    ...     print(error)
    The graph has 1 problem:
      transitions[0]: it leads from a role to itself. Remove it.
    """
    findings, places = document.origin.findings, Places()
    metadata = metadata_of(document)
    roles = _identified("role", role_of, document.parts("roles"), places)
    skills = _identified("skill", skill_of, document.parts("skills"), places)
    transitions = _transitions(document.parts("transitions"), places, asked_of_holders(roles))
    try:
        graph = CareerGraph(metadata, roles=roles, skills=skills, transitions=transitions)
    except InvalidGraph as invalid:
        findings.add(places.placed(cast("Iterable[Problem]", invalid.problems)))
        findings.refuse_if_any()
        raise
    findings.refuse_if_any()
    return Reading(graph, findings.notices, places)


@_reads(
    "graph",
    *("id", "title", "description", "edition", "date", "language", "licence", "levels", "families", "seniorities"),
    *("sources", "roles", "skills", "transitions"),
)
def metadata_of(record: Record) -> Metadata:
    """Return what a document says of its graph."""
    levels = record.texts("levels") if "levels" in record.values else DEFAULT_LEVELS.names
    return Metadata(
        id=record.word("id", "untitled"),
        title=record.text("title", Text("Untitled")),
        description=record.text("description"),
        edition=record.word("edition"),
        date=record.word("date"),
        language=record.word("language", "en"),
        licence=record.word("licence"),
        levels=LevelScale(levels),
        families=tuple(map(_term_of, record.parts("families"))),
        seniorities=tuple(map(_term_of, record.parts("seniorities"))),
        sources=tuple(map(_source_of, record.parts("sources"))),
    )


@_reads(
    "role",
    *("id", "title", "family", "seniority", "description", "aliases", "responsibilities", "reports_to"),
    *("pay", "grows", "relations", "sources"),
)
def role_of(record: Record) -> Role:
    """Return a role with all that hangs on it."""
    return Role(
        id=record.word("id"),
        title=record.text("title"),
        family=record.word("family"),
        seniority=record.word("seniority"),
        description=record.text("description"),
        aliases=record.texts("aliases"),
        responsibilities=tuple(map(_responsibility_of, record.parts("responsibilities"))),
        reports_to=record.word("reports_to") or None,
        pay=_pay_of(record.part("pay")),
        grows=tuple(map(_grown_of, record.parts("grows"))),
        relations=tuple(map(_relation_of, record.parts("relations"))),
        sources=record.words("sources"),
    )


@_reads("skill", "id", "name", "kind", "description", "aliases", "effort")
def skill_of(record: Record) -> Skill:
    """Return a skill."""
    effort = record.number("effort")
    return Skill(
        id=record.word("id"),
        name=record.text("name"),
        kind=cast("SkillKind", record.word("kind") or "skill"),
        description=record.text("description"),
        aliases=record.texts("aliases"),
        effort=Decimal(1) if effort is None else effort,
    )


@_reads(
    "transition",
    *("tail", "head", "kind", "months", "months_low", "months_high", "months_estimated", "likelihood"),
    *("requirements", "asks", "groups", "evidence"),
)
def transition_of(record: Record, asked: tuple[Requirement, ...] | None = None) -> Transition:
    """Return a transition with all that hangs on it; it asks what is `asked`, or what the record says."""
    return Transition(
        tail=record.word("tail"),
        head=record.word("head"),
        kind=cast("TransitionKind", record.word("kind") or "promotion"),
        months=record.number("months"),
        months_range=_range_of(record),
        months_estimated=record.flag("months_estimated"),
        likelihood=record.number("likelihood"),
        requirements=tuple(map(_requirement_of, record.parts("requirements"))) if asked is None else asked,
        groups=tuple(map(_group_of, record.parts("groups"))),
        evidence=tuple(map(_evidence_of, record.parts("evidence"))),
    )


def _identified(kind: str, reader: Reader[Value], records: Iterable[Record], places: Places) -> list[Value]:
    """Return the values of records that have an id."""
    named = [(record.name("id"), record) for record in records]
    for name, record in named:
        places.add((kind, name), record)
    return [reader(record) for name, record in named if name]


def _transitions(records: Iterable[Record], places: Places, grown: Asked) -> list[Transition]:
    """Return one transition for each pair of roles; records that speak of one pair are merged."""
    by_pair: dict[Pair, list[Record]] = {}
    for record in records:
        pair = record.name("tail"), record.name("head")
        if all(pair):
            by_pair.setdefault(pair, []).append(record)
    for pair, (first, *_) in by_pair.items():
        places.add(("transition", *pair), first)
    return [_merged(first, others, grown) for first, *others in by_pair.values()]


def _merged(first: Record, others: Iterable[Record], grown: Asked) -> Transition:
    """Return what the first record says, with the evidence of all; the others are told."""
    kept = _asking(first, grown)
    evidence = kept.evidence
    for record in others:
        one = _asking(record, grown)
        evidence += one.evidence
        _, differing = merge(kept, one)
        differ = f"; they differ in {', '.join(differing)}, and what stands there is kept" if differing else ""
        what = f"{kept.tail} > {kept.head} stands at {first.place} too: they are one, with all evidence{differ}"
        record.origin.findings.notice(record.place, what, "Keep one record of each pair of roles")
    return kept if evidence is kept.evidence else merge(kept, replace(kept, evidence=evidence))[0]


def _asking(record: Record, grown: Asked) -> Transition:
    """Return a transition; one that asks just what its head grows shares its requirements with others that do."""
    asks = record.values.get("asks")
    if not asks:
        return transition_of(record)
    if asks != ASKS_HEAD:
        record.wrong("asks", f"“{str(asks)[:40]}” is nothing a move can ask", f"Write {ASKS_HEAD}, or nothing")
    elif record.values.get("requirements") or record.values.get("groups"):
        record.wrong("asks", "requirements of its own stand there too", f"Remove them, or {ASKS_HEAD}")
    return transition_of(record, grown.get(record.word("head"), ()))


@_reads("term", "id", "title")
def _term_of(record: Record) -> Term:
    return Term(record.name("id"), record.text("title"))


@_reads("source", "id", "title", "url", "note")
def _source_of(record: Record) -> Source:
    return Source(record.name("id"), record.text("title"), record.word("url"), record.text("note"))


@_reads("responsibility", "text", "group")
def _responsibility_of(record: Record) -> Responsibility:
    return Responsibility(record.text("text"), record.word("group", "duties"))


@_reads("relation", "other", "kind", "note")
def _relation_of(record: Record) -> Relation:
    return Relation(record.name("other"), cast("RelationKind", record.word("kind")), record.text("note"))


@_once
@_reads("grown skill", "skill", "level", "level_estimated")
def _grown_of(record: Record) -> Grown:
    level = record.whole("level")
    return Grown(record.name("skill"), 1 if level is None else level, record.flag("level_estimated"))


def _pay_of(record: Record | None) -> Pay | None:
    return None if record is None else _whole_pay_of(record)


@_reads("pay", "low", "high", "currency", "period", "condition", "source")
def _whole_pay_of(record: Record) -> Pay:
    low, high = (_demanded(record, end) for end in ("low", "high"))
    return Pay(
        low=low or Decimal(0),
        high=high or low or Decimal(0),
        currency=record.word("currency"),
        period=record.word("period", "year"),
        condition=record.text("condition"),
        source=record.word("source"),
    )


def _range_of(record: Record) -> tuple[Decimal, Decimal] | None:
    ends = ("months_low", "months_high")
    if all(record.values.get(end) is None for end in ends):
        return None
    low, high = (_demanded(record, end) for end in ends)
    return None if low is None or high is None else (low, high)


def _demanded(record: Record, field: str) -> Decimal | None:
    record.demand(field)
    return record.number(field)


@_once
@_reads("requirement", "skill", "level", "level_estimated", "optional")
def _requirement_of(record: Record) -> Requirement:
    level = record.whole("level")
    return Requirement(
        skill=record.name("skill"),
        level=1 if level is None else level,
        optional=record.flag("optional"),
        stated=level is not None,
        estimated=record.flag("level_estimated"),
    )


@_reads("group", "count", "members")
def _group_of(record: Record) -> AnyOf:
    count = record.whole("count")
    return AnyOf(1 if count is None else count, tuple(map(_requirement_of, record.parts("members"))))


@_once
@_reads("piece of evidence", "kind", "source", "n", "of", "rule", "note")
def _evidence_of(record: Record) -> Evidence:
    return Evidence(
        kind=cast("EvidenceKind", record.word("kind")),
        source=record.word("source"),
        n=record.whole("n"),
        of=record.whole("of"),
        rule=record.word("rule"),
        note=record.text("note"),
    )
