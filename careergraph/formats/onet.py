"""
O*NET, the occupational database of the United States, as the folder of text files or workbooks it comes in.

What O*NET calls related occupations becomes transitions, each with its tier as evidence. A move asks what O*NET says of
the occupation it leads to: each skill and knowledge area whose importance is at least `LEAST_IMPORTANCE`, at a level on
the default scale (see `level_of`). Job zones become seniority, and the major groups of the SOC become families.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from careergraph.formats.given import Given
from careergraph.formats.released.soc import MAJOR_GROUPS
from careergraph.formats.released.tables import Release, ReleasedRow
from careergraph.formats.released.texts import aliases_of, description_of, title_of
from careergraph.formats.shape.building import Reading
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.places import Places
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.ordered import in_order
from careergraph.model.roles import Grown, Role, asked_of_holders
from careergraph.model.skills import Level, Skill, SkillId, SkillKind
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, RoleId, Transition, kind_between

CODE = "O*NET-SOC Code"
RELATED = "Related O*NET-SOC Code"
OCCUPATION = re.compile(r"\d\d-\d{4}\.\d\d")
ELEMENT = re.compile(r"\d+(\.[A-Za-z0-9]+)+")
KINDS: Mapping[str, SkillKind] = {"Skills": "skill", "Knowledge": "knowledge"}
"""The tables of what occupations ask, by what stands in them."""
LEAST_IMPORTANCE = Decimal(3)
"""On O*NET's scale of 1 (not important) to 5 (extremely important), 3 is “important”."""
HIGHEST, LEVELS = 7, 4
"""O*NET's level scale goes from 0 to 7; the graph's has four levels."""
TIERS = ("Primary-Short", "Primary-Long", "Supplemental")
EDITION = re.compile(r"O\*NET (\d+\.\d+) Database")
LICENCE = (
    "CC BY 4.0. This graph includes information from the O*NET Database by the U.S. Department of Labor, Employment "
    "and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. It "
    "was modified; USDOL/ETA has not approved, endorsed, or tested these modifications."
)
SOURCE = Source("onet", Text("O*NET Database, USDOL/ETA"), "https://www.onetcenter.org/database.html")


def recognises(given: Given) -> bool:
    """Return whether a folder holds O*NET's occupations."""
    if not isinstance(given.content, Mapping):
        return False
    return any(f"Occupation Data{ending}" in given.content for ending in (".txt", ".xlsx"))


def read(given: Given) -> Reading:
    """
    Return the graph of an O*NET release.

    Read are `Occupation Data`, `Related Occupations`, `Job Zones`, `Job Zone Reference`, `Alternate Titles`, `Skills`,
    `Knowledge` and `Content Model Reference`. A row that makes no sense is left out and told; what O*NET itself
    recommends to suppress is counted and left out.

    Raises
    ------
    InvalidGraph
        A table lacks a column that it cannot do without.
    UnreadableData
        A file is no text, or a workbook cannot be opened.
    OverLimit
        It is too large.
    """
    files = given.content if isinstance(given.content, Mapping) else {}
    findings = Findings(given.limits)
    onet = Onet(Release(given.name, files, findings))
    zones = onet.zones()
    skills, ratings = onet.skills()
    roles = onet.roles(zones, ratings)
    transitions = list(onet.transitions(roles, zones, ratings))
    findings.refuse_if_any()
    graph = CareerGraph(
        _metadata(onet.release, zones, roles.values()),
        roles=roles.values(),
        skills=skills.values(),
        transitions=transitions,
    )
    return Reading(graph, findings.notices, Places())


def level_of(rating: Decimal) -> Level:
    """
    Return the level on the graph's scale for a level on O*NET's, 0 to 7: the quarter of the range it stands in.

    O*NET's ratings are means of a few raters with a standard error of about a quarter; finer steps would be noise.

    Examples
    --------
    >>> [level_of(Decimal(rating)) for rating in ("0", "1.74", "1.75", "3.5", "5.25", "7")]
    [1, 1, 2, 3, 4, 4]
    """
    return min(LEVELS, int(rating * LEVELS // HIGHEST) + 1)


@dataclass(slots=True)
class Rating:
    """What O*NET says of an element for an occupation; None where it says nothing."""

    importance: Decimal | None = None
    level: Decimal | None = None

    @property
    def is_asked(self) -> bool:
        """Whether it is important enough, and its level known."""
        return self.level is not None and self.importance is not None and self.importance >= LEAST_IMPORTANCE


Ratings = dict[RoleId, dict[SkillId, Rating]]


@dataclass(frozen=True, slots=True)
class Onet:
    """A release of O*NET."""

    release: Release

    def zones(self) -> tuple[Term, ...]:
        """Return the job zones, from the lowest."""
        numbers = [row.get("Job Zone") for row in self.release.rows("Job Zone Reference", "Job Zone")]
        return tuple(Term(f"job-zone-{one}", Text.of(f"Job zone {one}", zh=f"工作区 {one}")) for one in numbers)

    def skills(self) -> tuple[dict[SkillId, Skill], Ratings]:
        """Return the skills and knowledge areas, and how important each is, at which level, for each occupation."""
        said = {
            row.get("Element ID"): row.get("Description") for row in self._rows("Content Model Reference", "Element ID")
        }
        skills: dict[SkillId, Skill] = {}
        ratings: Ratings = {}
        for table, kind in KINDS.items():
            for row, value in self._rated(table):
                element = row.get("Element ID")
                if element not in skills:
                    name = title_of(row.get("Element Name"))
                    skills[element] = Skill(element, name, kind, description_of(said.get(element, "")))
                rating = ratings.setdefault(row.get(CODE), {}).setdefault(element, Rating())
                if row.get("Scale ID") == "IM":
                    rating.importance = value
                else:
                    rating.level = value
        return skills, ratings

    def roles(self, zones: Collection[Term], ratings: Ratings) -> dict[RoleId, Role]:
        """Return the occupations, with what they ask."""
        names: dict[RoleId, list[str]] = {}
        for row in self._rows("Alternate Titles", CODE, "Alternate Title"):
            names.setdefault(row.get(CODE), []).append(row.get("Alternate Title"))
        known = {term.id for term in zones}
        zone_of = {
            row.get(CODE): f"job-zone-{row.get('Job Zone')}" for row in self._rows("Job Zones", CODE, "Job Zone")
        }
        roles: dict[RoleId, Role] = {}
        for row in self._rows("Occupation Data", CODE, "Title"):
            role, title = row.get(CODE), title_of(row.get("Title"))
            if not OCCUPATION.fullmatch(role) or role in roles:
                why = "the occupation stands twice" if role in roles else f"“{role[:40]}” is no code"
                self.release.left_out(row.place, CODE, why)
                continue
            roles[role] = Role(
                id=role,
                title=title,
                family=role[:2] if role[:2] in MAJOR_GROUPS else "",
                seniority=zone_of[role] if zone_of.get(role) in known else "",
                description=description_of(row.get("Description")),
                aliases=aliases_of(names.get(role, ()), title),
                grows=in_order(_grown(ratings.get(role, {}))),
                sources=(SOURCE.id,),
            )
        return roles

    def transitions(
        self, roles: Mapping[RoleId, Role], zones: Iterable[Term], ratings: Collection[RoleId]
    ) -> Iterator[Transition]:
        """Yield a move from each occupation to each that is related to it, asking what its head asks."""
        asked = asked_of_holders(roles.values())
        rungs = {term.id: rung for rung, term in enumerate(zones)}
        seen: set[tuple[RoleId, RoleId]] = set()
        unrated = 0
        for row in self._rows("Related Occupations", CODE, RELATED, "Relatedness Tier"):
            tail, head, tier = row.get(CODE), row.get(RELATED), row.get("Relatedness Tier")
            misplaced = self._misplaced(row, roles, seen)
            if misplaced:
                self.release.left_out(row.place, *misplaced)
            elif ratings and head not in ratings:
                unrated += 1  # what is unknown is not nothing
            else:
                kind = kind_between(rungs.get(roles[tail].seniority), rungs.get(roles[head].seniority))
                yield Transition(tail, head, kind, requirements=asked[head], evidence=_evidence(tier, row.get("Index")))
            seen.add((tail, head))
        if unrated:
            what = f"{unrated} moves lead to occupations that O*NET does not rate, so what they ask is unknown"
            self.release.findings.notice("Related Occupations", f"{what}: they are not kept")

    @staticmethod
    def _misplaced(
        row: ReleasedRow, roles: Mapping[RoleId, Role], seen: Collection[tuple[RoleId, RoleId]]
    ) -> tuple[str, str] | None:
        """Return the column and the reason for which a relation makes no sense; None if it does."""
        tail, head, tier = row.get(CODE), row.get(RELATED), row.get("Relatedness Tier")
        for column, role in ((CODE, tail), (RELATED, head)):
            if role not in roles:
                return column, f"“{role[:40]}” is no occupation that was read"
        if tail == head:
            return RELATED, "it relates an occupation to itself"
        if (tail, head) in seen:
            return RELATED, f"{tail} and {head} are related before"
        return None if tier in TIERS else ("Relatedness Tier", f"“{tier[:40]}” is no tier")

    def _rated(self, table: str) -> Iterator[tuple[ReleasedRow, Decimal]]:
        """Yield the rows that rate importance or level, with the rating."""
        suppressed = 0
        for row in self._rows(table, CODE, "Element ID", "Element Name", "Scale ID", "Data Value"):
            value = _figure(row.get("Data Value"))
            if not ELEMENT.fullmatch(row.get("Element ID")):
                self.release.left_out(row.place, "Element ID", f"“{row.get('Element ID')[:40]}” is no element")
            elif row.get("Scale ID") not in {"IM", "LV"}:
                self.release.left_out(row.place, "Scale ID", f"“{row.get('Scale ID')[:40]}” is neither IM nor LV")
            elif value is None or not 0 <= value <= HIGHEST:
                self.release.left_out(row.place, "Data Value", f"“{row.get('Data Value')[:40]}” is no rating")
            elif row.get("Recommend Suppress") == "Y" or row.get("Not Relevant") == "Y":
                suppressed += 1
            else:
                yield row, value
        if suppressed:
            what = f"{suppressed} ratings are not relevant, or too uncertain by O*NET's own word, and are not kept"
            self.release.findings.notice(table, what)

    def _rows(self, table: str, *needed: str) -> Iterator[ReleasedRow]:
        return self.release.rows(table, *needed)


def _grown(ratings: Mapping[SkillId, Rating]) -> Iterator[Grown]:
    for skill, rating in ratings.items():
        if rating.is_asked and rating.level is not None:
            yield Grown(skill, level_of(rating.level))


def _figure(cell: str) -> Decimal | None:
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


@cache
def _evidence(tier: str, index: str) -> tuple[Evidence]:
    rule = f"O*NET related occupations: {tier}" + (f", place {index}" if index.isdecimal() else "")
    return (Evidence("derived", source=SOURCE.id, rule=rule),)


def _metadata(release: Release, zones: tuple[Term, ...], roles: Iterable[Role]) -> Metadata:
    read_me = release.files["Read Me.txt"].decode("utf-8", "replace") if "Read Me.txt" in release.files else ""
    edition = EDITION.search(read_me)
    families = sorted({role.family for role in roles if role.family})
    return Metadata(
        id="onet",
        title=Text("O*NET occupations"),
        description=Text(
            "The occupations of O*NET, with related occupations as moves. A move asks what O*NET rates as important "
            f"for the occupation it leads to ({LEAST_IMPORTANCE} or more of 5), at a quarter of its level scale."
        ),
        edition=edition[1] if edition else "",
        licence=LICENCE,
        families=tuple(Term(family, Text(MAJOR_GROUPS[family])) for family in families),
        seniorities=zones,
        sources=(SOURCE,),
    )
