"""
What makes a graph valid: every problem, with its place, never only the first.

An *error* makes a graph unusable; a *warning* is a doubt worth a look (lint).
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, TypeAlias

from careergraph.model.metadata import Metadata
from careergraph.model.roles import RELATION_KINDS, Pay, Role
from careergraph.model.skills import MOST_WAYS, SKILL_KINDS, Skill, count_ways
from careergraph.model.transitions import EVIDENCE_KINDS, TRANSITION_KINDS, Evidence, Transition

Subject: TypeAlias = tuple[str, ...]
"""What a problem is about: ("role", id), ("skill", id), ("transition", tail, head), ("metadata",); then the field."""

SLUG = re.compile(r"[^\W_](?:[\w.:/+-]*[\w+])?", re.UNICODE)
MOST_MONTHS = 1200
LIKELIHOOD_SLACK = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something wrong in a graph.

    Parameters
    ----------
    subject
        What it is about; a format turns it into a file and a row.
    what
        What is wrong there.
    remedy
        How to mend it.
    severity
        `error` or `warning`.
    where
        The place in words; made from the subject where a format knows no better.
    """

    subject: Subject
    what: str
    remedy: str = ""
    severity: Literal["error", "warning"] = "error"
    where: str = ""

    def placed(self, where: str) -> "Problem":
        """Return the same problem with a place of its own, such as a file and a row."""
        return replace(self, where=where)

    def __str__(self) -> str:
        kind, *names = self.subject
        where = self.where or f"{kind} {' > '.join(names)}".strip()
        return f"{where}: {self.what}." + (f" {self.remedy}." if self.remedy else "")


def problems(
    metadata: Metadata, roles: Sequence[Role], skills: Sequence[Skill], transitions: Sequence[Transition]
) -> list[Problem]:
    """
    Return everything that is wrong with these values as one graph, errors and warnings, in order of place.

    Examples
    --------
    >>> [str(one) for one in problems(Metadata(), [], [], [Transition("a", "a")])][1]
    'transition a > a: it leads from a role to itself. Remove it.'
    """
    known = _Known(metadata, {role.id for role in roles}, {skill.id for skill in skills})
    return [
        *metadata_problems(metadata),
        *_value_problems(known, roles, skills, transitions),
        *_share_problems(transitions),
    ]


def problems_of_values(
    metadata: Metadata,
    ids: tuple[Container[str], Container[str]],
    roles: Sequence[Role],
    skills: Sequence[Skill],
    transitions: Sequence[Transition],
) -> list[Problem]:
    """
    Return what is wrong with values that come into a graph whose other values are sound and stay.

    Parameters
    ----------
    ids
        Those of the roles and of the skills that are there, these among them.
    """
    return list(_value_problems(_Known(metadata, *ids), roles, skills, transitions))


def _value_problems(
    known: "_Known", roles: Sequence[Role], skills: Sequence[Skill], transitions: Sequence[Transition]
) -> Iterator[Problem]:
    yield from _twice("role", (role.id for role in roles))
    yield from _twice("skill", (skill.id for skill in skills))
    yield from _twice("transition", (one.pair for one in transitions))
    yield from (problem for role in roles for problem in _role_problems(role, known))
    yield from (problem for skill in skills for problem in _skill_problems(skill))
    yield from (problem for one in transitions for problem in _transition_problems(one, known))


class _Known:
    """The ids that may be referred to."""

    def __init__(self, metadata: Metadata, roles: Container[str], skills: Container[str]) -> None:
        self.roles, self.skills = roles, skills
        self.families = {term.id for term in metadata.families}
        self.seniorities = {term.id for term in metadata.seniorities}
        self.sources = {source.id for source in metadata.sources}
        self.highest = metadata.levels.highest
        self.sound: set[int] = set()
        """Requirements, by identity, that are all right: transitions may share them, and they are looked at once."""


def metadata_problems(metadata: Metadata) -> Iterator[Problem]:
    """Yield what is wrong with what a graph says of itself."""
    subject = ("metadata",)
    yield from _slug_problems(subject, metadata.id)
    if not metadata.levels.names:
        yield Problem(subject, "the level scale is empty", "Name at least one level")
    if not metadata.licence:
        yield Problem(subject, "no licence is named", "Say under what terms the graph may be used", "warning")
    for kind, terms in (("family", metadata.families), ("seniority", metadata.seniorities)):
        yield from _twice(kind, (term.id for term in terms))
    yield from _twice("source", (source.id for source in metadata.sources))


def _twice(kind: str, ids: Iterable[str | tuple[str, str]]) -> Iterator[Problem]:
    for one, count in Counter(ids).items():
        if count > 1:
            names = one if isinstance(one, tuple) else (one,)
            yield Problem((kind, *names), f"it stands {count} times", "Keep one; alternatives of a move are groups")


def _slug_problems(subject: Subject, slug: str) -> Iterator[Problem]:
    if not SLUG.fullmatch(slug):
        remedy = "Use letters, digits and - . : / + without blanks, such as technical-director"
        yield Problem(subject, f"“{slug}” cannot be an id", remedy)


def _role_problems(role: Role, known: _Known) -> Iterator[Problem]:
    subject = ("role", role.id)
    yield from _slug_problems(subject, role.id)
    if not role.title:
        yield Problem((*subject, "title"), "it has no title", "Give it one")
    yield from _unknown((*subject, "family"), "family", [role.family], known.families)
    yield from _unknown((*subject, "seniority"), "seniority", [role.seniority], known.seniorities)
    yield from _unknown((*subject, "sources"), "source", role.sources, known.sources)
    yield from _unknown((*subject, "reports_to"), "role", [role.reports_to or ""], known.roles)
    yield from _unknown((*subject, "relations"), "role", (one.role for one in role.relations), known.roles)
    for relation in role.relations:
        yield from _not_one_of((*subject, "relations"), "kind of relation", relation.kind, RELATION_KINDS)
    for skill, count in Counter(grown.skill for grown in role.grows).items():
        yield from _unknown((*subject, "grows"), "skill", [skill], known.skills)
        if count > 1:
            yield Problem((*subject, "grows"), f"it grows {skill} {count} times", "Keep the highest level")
    for grown in role.grows:
        yield from _level_problems((*subject, "grows"), grown.skill, grown.level, known.highest)
    if role.pay:
        yield from _pay_problems((*subject, "pay"), role.pay, known)


def _pay_problems(subject: Subject, pay: Pay, known: _Known) -> Iterator[Problem]:
    if pay.low < 0 or pay.high < pay.low:
        yield Problem(subject, f"{pay.low} to {pay.high} is no range of pay", "Write 0 ≤ low ≤ high")
    if not pay.currency:
        yield Problem(subject, "no currency is named", "Write its three letters, such as CNY")
    if not pay.source:
        yield Problem(subject, "no source is named", "Pay is never invented: name its source, or leave it out")
    yield from _unknown(subject, "source", [pay.source], known.sources)


def _skill_problems(skill: Skill) -> Iterator[Problem]:
    subject = ("skill", skill.id)
    yield from _slug_problems(subject, skill.id)
    if not skill.name:
        yield Problem((*subject, "name"), "it has no name", "Give it one")
    yield from _not_one_of((*subject, "kind"), "kind of skill", skill.kind, SKILL_KINDS)
    if skill.effort <= 0 or _decimals(skill.effort) > 2:  # noqa: PLR2004 - two decimals, by definition
        yield Problem((*subject, "effort"), f"effort {skill.effort}", "Write a number above 0, at most two decimals")


def _transition_problems(one: Transition, known: _Known) -> Iterator[Problem]:
    subject = ("transition", one.tail, one.head)
    if one.tail == one.head:
        yield Problem(subject, "it leads from a role to itself", "Remove it")
    yield from _unknown((*subject, "tail"), "role", [one.tail], known.roles)
    yield from _unknown((*subject, "head"), "role", [one.head], known.roles)
    yield from _not_one_of((*subject, "kind"), "kind of transition", one.kind, TRANSITION_KINDS)
    yield from _month_problems((*subject, "months"), one)
    if one.likelihood is not None and not (0 < one.likelihood <= 1 and _decimals(one.likelihood) <= 6):  # noqa: PLR2004
        remedy = "Write a share above 0, at most 1, with at most six decimals"
        yield Problem((*subject, "likelihood"), f"likelihood {one.likelihood}", remedy)
    if one.groups or id(one.requirements) not in known.sound:
        wrong = tuple(_requirement_problems((*subject, "requirements"), one, known))
        if not wrong:
            known.sound.add(id(one.requirements))
        yield from wrong
    for piece in one.evidence:
        yield from _evidence_problems((*subject, "evidence"), piece, known)
    if not one.evidence:
        yield Problem((*subject, "evidence"), "it has no evidence", "Say why it is believed", "warning")


def _month_problems(subject: Subject, one: Transition) -> Iterator[Problem]:
    named = [one.months, *(one.months_range or ())]
    for months in named:
        if months is not None and not (0 <= months <= MOST_MONTHS and _decimals(months) <= 1):
            yield Problem(subject, f"{months} months", f"Write 0 to {MOST_MONTHS} with at most one decimal")
    if one.months_range:
        low, high = one.months_range
        if not low <= (low if one.months is None else one.months) <= high:
            yield Problem(subject, f"{one.months} does not stand within {low} to {high}", "Write low ≤ months ≤ high")


def _requirement_problems(subject: Subject, one: Transition, known: _Known) -> Iterator[Problem]:
    for skill, count in Counter(plain.skill for plain in one.requirements).items():
        if count > 1:
            yield Problem(subject, f"{skill} is required {count} times", "Keep the highest level")
    for asked in one.asked():
        yield from _unknown(subject, "skill", [asked.skill], known.skills)
        yield from _level_problems(subject, asked.skill, asked.level, known.highest)
    sound = [group for group in one.groups if 1 <= group.count <= len(group.members)]
    if len(sound) < len(one.groups):
        yield Problem(subject, "a group asks for more than it has, or for none", "Ask for 1 to all of its members")
    if any(member.optional for group in one.groups for member in group.members):
        yield Problem(subject, "a member of a group is optional", "Take it out of the group")
    yield from _way_problems(subject, one, sound_groups=len(sound) == len(one.groups))


def _way_problems(subject: Subject, one: Transition, *, sound_groups: bool) -> Iterator[Problem]:
    if not sound_groups or count_ways(one.groups) <= MOST_WAYS:
        return
    huge = count_ways(one.groups) > MOST_WAYS**2  # too many to write out only to see that some are equal
    if huge or len(one.ways) > MOST_WAYS:
        yield Problem(subject, f"its groups leave more than {MOST_WAYS} ways", "Ask for more of fewer skills")


def _level_problems(subject: Subject, skill: str, level: int, highest: int) -> Iterator[Problem]:
    if not 1 <= level <= highest:
        yield Problem(subject, f"level {level} of {skill}", f"The scale goes from 1 to {highest}")


def _evidence_problems(subject: Subject, piece: Evidence, known: _Known) -> Iterator[Problem]:
    yield from _not_one_of(subject, "kind of evidence", piece.kind, EVIDENCE_KINDS)
    yield from _unknown(subject, "source", [piece.source], known.sources)
    counts = (piece.n, piece.of)
    if counts != (None, None) and (None in counts or not 1 <= (piece.n or 0) <= (piece.of or 0)):
        yield Problem(subject, f"{piece.n} of {piece.of} is no count", "Write 1 ≤ n ≤ of")


def _share_problems(transitions: Iterable[Transition]) -> Iterator[Problem]:
    shares: dict[str, list[Decimal]] = {}
    for one in transitions:
        if one.likelihood is not None:
            shares.setdefault(one.tail, []).append(one.likelihood)
    for tail, likelihoods in shares.items():
        if sum(likelihoods) > 1 + LIKELIHOOD_SLACK * len(likelihoods):
            what = f"the likelihoods of the moves out of it sum to {sum(likelihoods)}"
            yield Problem(("role", tail), what, "Shares of the same people sum to at most 1", "warning")


def _unknown(subject: Subject, kind: str, ids: Iterable[str], known: Container[str]) -> Iterator[Problem]:
    for one in ids:
        if one and one not in known:
            yield Problem(subject, f"{kind} “{one}” is not in the graph", f"Add the {kind}, or correct the id")


def _not_one_of(subject: Subject, what: str, value: str, allowed: Sequence[str]) -> Iterator[Problem]:
    if value not in allowed:
        yield Problem(subject, f"“{value}” is no {what}", f"Write one of {', '.join(allowed)}")


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
