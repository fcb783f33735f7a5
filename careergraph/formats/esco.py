"""
ESCO, the European classification of skills, competences and occupations, as the folder of CSV files it comes in.

Occupations become roles that hold what is essential for them. Of ISCO-08, to which each occupation belongs, come the
family (the sub-major group) and the seniority (the skill level of that group: ILO, ISCO-08, volume 1, 2012, table 1).
ESCO says nothing of moves: `careergraph derive` makes them.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from careergraph.formats.given import Given
from careergraph.formats.released.tables import Release, ReleasedRow
from careergraph.formats.released.texts import aliases_of, description_of, title_of
from careergraph.formats.shape.building import Reading
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.places import Places
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.ordered import InOrder
from careergraph.model.roles import Grown, Role
from careergraph.model.rules import SLUG
from careergraph.model.skills import LevelScale, Skill, SkillId, SkillKind
from careergraph.model.text import Text

OCCUPATIONS = re.compile(r"occupations_([a-z]{2,3})\.csv")
EDITION = re.compile(r"\d+\.\d+(?:\.\d+)?")
RELATIONS = "occupationSkillRelations"
IN_FORCE = "released"
OURS = "http://data.europa.eu/esco/"
"""How a URI of ESCO begins."""
HELD = LevelScale((Text.of("held", zh="具备"),))
"""ESCO has no levels: a skill is held or not."""
SKILL_LEVELS = {"01": 4, "02": 2, "03": 1, "14": 3} | dict(zip("123456789", (4, 4, 3, 2, 2, 2, 2, 2, 1), strict=True))
"""Of an ISCO-08 group, by its first two digits, else by its first."""
SENIORITIES = tuple(
    Term(f"isco-skill-level-{level}", Text.of(f"ISCO skill level {level}", zh=f"ISCO 技能等级 {level}"))
    for level in (1, 2, 3, 4)
)
LICENCE = (
    "© European Union. Reuse is authorised under Commission Decision 2011/833/EU. "
    "This service uses the ESCO classification of the European Commission."
)
SOURCE = Source("esco", Text("ESCO, European Commission"), "https://esco.ec.europa.eu/")


def recognises(given: Given) -> bool:
    """Return whether a folder holds ESCO's occupations."""
    return isinstance(given.content, Mapping) and any(map(OCCUPATIONS.fullmatch, given.content))


def read(given: Given) -> Reading:
    """
    Return the graph of ESCO's CSV files: roles and skills, without transitions.

    Read are `occupations`, `skills`, `occupationSkillRelations` and `ISCOGroups`, in English where it is there. A row
    that makes no sense is left out and told. What is optional for an occupation is not held by everybody who has it,
    so it is counted and left out.

    Raises
    ------
    InvalidGraph
        A table lacks a column that it cannot do without.
    UnreadableData
        A file is no text.
    OverLimit
        It is too large.
    """
    files = given.content if isinstance(given.content, Mapping) else {}
    languages = sorted(found[1] for name in files if (found := OCCUPATIONS.fullmatch(name)))
    language = "en" if "en" in languages else languages[0]
    findings = Findings(given.limits)
    esco = Esco(Release(given.name, files, findings), language)
    families = esco.families()
    skills = esco.skills()
    roles = esco.roles({term.id for term in families})
    held = esco.held(roles, skills)
    findings.refuse_if_any()
    graph = CareerGraph(
        _metadata(given.name, language, families),
        roles=[replace(role, grows=held[uri]) if uri in held else role for uri, role in roles.items()],
        skills=skills.values(),
    )
    return Reading(graph, findings.notices, Places())


@dataclass(frozen=True, slots=True)
class Esco:
    """A release of ESCO in one language; what is read of it stands by URI."""

    release: Release
    language: str

    def families(self) -> tuple[Term, ...]:
        """Return the sub-major groups of ISCO-08."""
        rows = self._rows("ISCOGroups", "code", "preferredLabel")
        terms = {row.get("code"): title_of(row.get("preferredLabel")) for row in rows}
        return tuple(Term(code, title) for code, title in sorted(terms.items()) if len(code) == 2)  # noqa: PLR2004 - as ISCO has it

    def skills(self) -> dict[str, Skill]:
        """Return the skills."""
        skills: dict[str, Skill] = {}
        for row, skill in self._named("skills"):
            name = title_of(row.get("preferredLabel"))
            aliases = aliases_of([row.get("altLabels")], name)
            kind: SkillKind = "knowledge" if row.get("skillType") == "knowledge" else "skill"
            description = description_of(row.get("description"))
            skills[row.get("conceptUri")] = Skill(skill, name, kind, description, aliases)
        foreign = sum(not uri.startswith(OURS) for uri in skills)
        if foreign:
            self._notice("skills", f"{foreign} of {len(skills)} URIs are not ESCO's: this is no official release")
        return skills

    def roles(self, families: Collection[str]) -> dict[str, Role]:
        """Return the occupations, without what they hold."""
        roles: dict[str, Role] = {}
        for row, role in self._named("occupations"):
            title, isco = title_of(row.get("preferredLabel")), row.get("iscoGroup")
            level = skill_level(isco)
            roles[row.get("conceptUri")] = Role(
                id=role,
                title=title,
                family=isco[:2] if isco[:2] in families else "",
                seniority=f"isco-skill-level-{level}" if level else "",
                description=description_of(row.get("description")),
                aliases=aliases_of([row.get("altLabels")], title),
                sources=(SOURCE.id,),
            )
        return roles

    def held(self, roles: Mapping[str, Role], skills: Mapping[str, Skill]) -> dict[str, tuple[Grown, ...]]:
        """Return what holders of each occupation hold: what is essential for it."""
        grown = {uri: Grown(skill.id) for uri, skill in skills.items()}
        held: dict[str, dict[SkillId, Grown]] = {}
        optional = 0
        for row in self._rows(RELATIONS, "occupationUri", "skillUri", "relationType"):
            role, skill, kind = row.get("occupationUri"), row.get("skillUri"), row.get("relationType")
            if role not in roles:
                self.release.left_out(row.place, "occupationUri", f"“{role[:80]}” is no occupation that was read")
            elif skill not in skills:
                self.release.left_out(row.place, "skillUri", f"“{skill[:80]}” is no skill that was read")
            elif kind == "essential":
                held.setdefault(role, {})[grown[skill].skill] = grown[skill]
            elif kind == "optional":
                optional += 1
            else:
                self.release.left_out(row.place, "relationType", f"“{kind[:40]}” is neither essential nor optional")
        if optional:
            self._notice(RELATIONS, f"{optional} skills are optional for an occupation, and are not kept")
        return {role: InOrder(found[skill] for skill in sorted(found)) for role, found in held.items()}

    def _rows(self, table: str, *needed: str) -> Iterator[ReleasedRow]:
        return self.release.rows(f"{table}_{self.language}", *needed)

    def _named(self, table: str) -> Iterator[tuple[ReleasedRow, str]]:
        """Yield the rows of what is in force, each with the id of what it is about."""
        taken: set[str] = set()
        for row in self._rows(table, "conceptUri", "preferredLabel"):
            uri, status = row.get("conceptUri"), row.get("status") or IN_FORCE
            name = id_of(uri)
            if status != IN_FORCE:
                self.release.left_out(row.place, "status", f"it is {status[:40]}")
            elif not name:
                self.release.left_out(row.place, "conceptUri", f"“{uri[:80]}” does not end like an id")
            elif name in taken:
                self.release.left_out(row.place, "conceptUri", f"“{uri[:80]}” stands there before")
            else:
                taken.add(name)
                yield row, name

    def _notice(self, table: str, what: str) -> None:
        self.release.findings.notice(f"{table}_{self.language}.csv", what)


def id_of(uri: str) -> str:
    """
    Return the part of a URI that names the thing; nothing where it can be no id.

    Examples
    --------
    >>> id_of("http://data.europa.eu/esco/occupation/00030d09-2b3a"), id_of("urn:x:skill:8b28")
    ('00030d09-2b3a', '8b28')
    """
    name = re.split("[/:]", uri)[-1]
    return name if SLUG.fullmatch(name) else ""


def skill_level(isco: str) -> int | None:
    """
    Return the skill level of an ISCO-08 group by its code; None where there is none.

    Examples
    --------
    >>> skill_level("1411"), skill_level("2654"), skill_level("0310"), skill_level("")
    (3, 4, 1, None)
    """
    return SKILL_LEVELS.get(isco[:2], SKILL_LEVELS.get(isco[:1]))


def _metadata(name: str, language: str, families: tuple[Term, ...]) -> Metadata:
    edition = EDITION.search(name)
    return Metadata(
        id="esco",
        title=Text("ESCO occupations"),
        description=Text(
            "The occupations of ESCO with the skills that are essential for them, changed in form and shortened. "
            "ESCO has no levels and says nothing of moves between occupations."
        ),
        edition=edition[0] if edition else "",
        language=language,
        licence=LICENCE,
        levels=HELD,
        families=families,
        seniorities=SENIORITIES,
        sources=(SOURCE,),
    )
