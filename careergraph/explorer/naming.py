"""From what a person writes to what it names in the graph: roles, skills, families, and whole questions."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from careergraph.errors import CareerGraphError, NotInGraph
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document
from careergraph.routes.query import RouteQuery, Selector

if TYPE_CHECKING:
    from careergraph.analysis.naming import Directory
    from careergraph.analysis.search import Match


class Naming:
    """What is called how in a graph."""

    graph: CareerGraph

    def search(self, text: str, *, language: str = "en", limit: int = 12) -> "tuple[Match, ...]":
        """Return the roles a text may stand for, the best first, each once; close spelling comes last."""
        return self._directory.roles.find(text, language, limit)

    def search_skills(self, text: str, *, language: str = "en", limit: int = 12) -> "tuple[Match, ...]":
        """Return the skills a text may stand for, the best first, each once; close spelling comes last."""
        return self._directory.skills.find(text, language, limit)

    def role_id(self, text: str) -> RoleId:
        """
        Return the id of the one role a text names: by id, by title in any language, or by alias.

        Raises
        ------
        RoleNotFound
            No role is called that, or several are; the error carries close titles, or the ids to choose from.
        """
        return text if text in self.graph.roles else self._directory.role_id(text)

    def skill_id(self, text: str) -> SkillId:
        """
        Return the id of the one skill a text names: by id, by name in any language, or by alias.

        Raises
        ------
        CareerGraphError
            No skill is called that, or several are; `suggestions` has close names, or the ids to choose from.
        """
        return self._directory.skill_id(text)

    def levelled(self, text: str) -> tuple[SkillId, Level]:
        """
        Return the skill and the level of a text such as `Team leadership:3`; without a level it is 1.

        Raises
        ------
        CareerGraphError
            There is no such skill.
        ValueError
            There is no such level.
        """
        return self._directory.levelled(text)

    def selector(self, text: str) -> Selector:
        """
        Return the selector a text stands for: a role, `family:...` or `skill:...:LEVEL`, by id or by title.

        Raises
        ------
        CareerGraphError
            It names what the graph does not have.
        ValueError
            It names nothing at all.
        """
        return self._directory.selector(text)

    def query(self, asked: Mapping[str, Any]) -> RouteQuery:
        """
        Return the query a document asks (`docs/query.schema.json`); roles, skills and families may be named by title.

        Skills held that the graph does not have are kept and change nothing. A goal may be a family (`family:...`): any
        of its roles.

        Raises
        ------
        CareerGraphError
            It names a role, or avoids or goes by way of something, that the graph does not have.
        ValueError
            A field is unknown, of the wrong kind, or asks for what nobody can answer; the message names it.

        Examples
        --------
        >>> from careergraph import Explorer, read
        >>> query = Explorer(read()).query({"from": "技术总监", "to": "Founder", "max_moves": 2})
        >>> query.profile.role, query.goals, query.max_moves
        ('technical-director', ('founder',), 2)
        """
        written = document.query_of(asked)
        profile = written.profile
        declared = {self._held(skill): level for skill, level in profile.declared.items()}
        return replace(
            written,
            profile=replace(profile, role=self.role_id(profile.role), declared=declared),
            goals=self.goals(self.role_id(profile.role), written.goals),
            via=tuple(self.selector(str(one)) for one in written.via),
            avoid=tuple(self.selector(str(one)) for one in written.avoid),
        )

    def goals(self, start: RoleId, texts: Iterable[str]) -> tuple[RoleId, ...]:
        """
        Return the roles that goals stand for: a role is itself, a family (`family:...`) any of its roles.

        The role that is held already is no goal of a family that it belongs to, unless nothing else is.

        Raises
        ------
        CareerGraphError
            A goal names what the graph does not have, or a family without roles.

        Examples
        --------
        >>> from careergraph import Explorer, read
        >>> Explorer(read()).goals("technical-director", ["founder", "family:technology"])[:3]
        ('chief-engineer', 'chief-technology-officer', 'founder')
        """
        named = [self.goal(text) for text in texts]
        said = {one.id for one in named if one.kind == "role"}
        families = {one.id for one in named if one.kind == "family"}
        members = {role.id for role in self.graph.roles.values() if role.family in families} if families else set()
        return tuple(sorted(said | members - {start}) or sorted(members))

    def goal(self, text: str) -> Selector:
        """
        Return the one role, or the family with roles, that a goal names.

        Raises
        ------
        CareerGraphError
            There is none.
        """
        if text not in self.graph.roles and text.strip().startswith("family:"):
            family = self._directory.family_id(text.strip().removeprefix("family:").strip())
            if all(role.family != family for role in self.graph.roles.values()):
                raise NotInGraph("role of the family", family, ())
            return Selector("family", family)
        return Selector("role", self.role_id(text))

    def document(self, query: RouteQuery) -> dict[str, Any]:
        """Return a query as a document, with every default written out; `query` reads it back."""
        return document.of_query(query)

    @cached_property
    def _directory(self) -> "Directory":
        from careergraph.analysis.naming import Directory  # noqa: PLC0415 - whoever names ids needs none

        return Directory(self.graph)

    def _held(self, skill: str) -> SkillId:
        """Return the id of a skill; one that the graph does not have is kept as it is written (SEMANTICS P3)."""
        with suppress(CareerGraphError):
            return self.skill_id(skill)
        return skill
