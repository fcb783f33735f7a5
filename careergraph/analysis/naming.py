"""
From what a person writes to the one thing in the graph that it names; what cannot be told apart is refused.

An id wins over a title, a title (in any language) over an alias, and two roles that share a name are never guessed
between.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from careergraph.analysis.search import By, Names, likeness, role_names, skill_names
from careergraph.errors import CareerGraphError, NotInGraph, RoleNotFound
from careergraph.model.folding import fold
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes.query import Selector

Refusal: TypeAlias = Callable[[str, Sequence[str]], CareerGraphError]

EXACT: tuple[By, ...] = ("title", "alias", "id")
"""What names a thing, the stronger first."""
MOST_SUGGESTIONS = 3
CLOSE_FAMILY = 0.6


@dataclass(frozen=True)
class Directory:
    """
    A graph with the names of its roles and skills; both are gathered when first asked for.

    Examples
    --------
    >>> from careergraph import Role, Text
    >>> cto = Role("cto", Text("Chief technology officer"))
    >>> director = Role("td", Text.of("Technical director", zh="技术总监"), aliases=(Text("chief technology officer"),))
    >>> directory = Directory(CareerGraph(roles=[cto, director]))
    >>> directory.role_id("技术总监"), directory.role_id("chief technology officer")
    ('td', 'cto')
    """

    graph: CareerGraph

    @cached_property
    def roles(self) -> Names:
        """What its roles are called."""
        return role_names(self.graph)

    @cached_property
    def skills(self) -> Names:
        """What its skills are called."""
        return skill_names(self.graph)

    def role_id(self, text: str) -> RoleId:
        """
        Return the id of the one role a text names: by id, title in any language, or alias.

        Raises
        ------
        RoleNotFound
            No role is called that, or several are; the error carries close titles, or the ids to choose from.
        """
        return _one(text.strip(), self.graph.roles, self.roles, RoleNotFound)

    def skill_id(self, text: str) -> SkillId:
        """
        Return the id of the one skill a text names: by id, name in any language, or alias.

        Raises
        ------
        NotInGraph
            No skill is called that, or several are; the error carries close names, or the ids to choose from.
        """
        return _one(text.strip(), self.graph.skills, self.skills, _no_skill)

    def levelled(self, text: str) -> tuple[SkillId, Level]:
        """
        Return the skill and level of a text such as `team-leadership:3` or `Team leadership:expert`; level 1 unsaid.

        Raises
        ------
        NotInGraph
            There is no such skill.
        ValueError
            There is no such level.
        """
        name, colon, level = text.strip().rpartition(":")
        if not colon or text.strip() in self.graph.skills:
            return self.skill_id(text), 1
        return self.skill_id(name), self._level(level.strip())

    def _level(self, text: str) -> Level:
        scale = self.graph.metadata.levels
        if text.isdecimal() and int(text) <= scale.highest:
            return int(text)
        for level, name in enumerate(scale.names, 1):
            if fold(text) in map(fold, name.every()):
                return level
        names = ", ".join(f"{level} ({name})" for level, name in enumerate(scale.names, 1))
        message = f"“{text}” is no level of this graph; write 0 (not held), {names}"
        raise ValueError(message)

    def family_id(self, text: str) -> str:
        """
        Return the id of the family a text names: by id, or title in any language.

        Raises
        ------
        NotInGraph
            No family is called that.
        """
        terms = self.graph.metadata.families
        for term in terms:
            if text == term.id or fold(text) in map(fold, (term.id, *term.title.every())):
                return term.id
        near = [str(term.title) for term in terms if likeness(fold(text), fold(str(term.title))) >= CLOSE_FAMILY]
        raise NotInGraph("family", text, near or [str(term.title) for term in terms[:MOST_SUGGESTIONS]])

    def selector(self, text: str) -> Selector:
        """
        Return the selector a text stands for, with ids for whatever it names by title.

        `Technical director`, `family:Technology`, `skill:Team leadership:3`; ids do as well.

        Raises
        ------
        RoleNotFound, NotInGraph
            It names what the graph does not have.
        ValueError
            It names nothing at all.

        Examples
        --------
        >>> from careergraph import Role, Text
        >>> Directory(CareerGraph(roles=[Role("td", Text("Technical director"))])).selector("technical director")
        Selector(kind='role', id='td', level=1)
        """
        text = text.strip()
        if text in self.graph.roles:
            return Selector("role", text)
        kind, _, name = text.partition(":")
        if kind == "skill" and name.strip():
            return Selector("skill", *self.levelled(name)).checked()
        if kind == "family" and name.strip():
            return Selector("family", self.family_id(name.strip()))
        written = Selector.parse(text)
        return Selector("role", self.role_id(written.id))


def _no_skill(text: str, suggestions: Sequence[str]) -> NotInGraph:
    return NotInGraph("skill", text, suggestions)


def _one(text: str, ids: Container[str], names: Names, refusal: Refusal) -> str:
    if text in ids:
        return text
    for kind in EXACT:
        found = names.exactly(text, kind)
        if len(found) == 1:
            return found[0]
        if found:
            raise refusal(text, found)
    raise refusal(text, [_within_a_sentence(match.text) for match in names.close(text)[:MOST_SUGGESTIONS]])


def _within_a_sentence(title: str) -> str:
    """
    Return a title as it stands within a sentence: a capital only where it belongs to a word.

    Examples
    --------
    >>> _within_a_sentence("Technical director"), _within_a_sentence("HR manager")
    ('technical director', 'HR manager')
    """
    first = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if first[1:] == first[1:].lower() else title
