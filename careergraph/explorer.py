"""
The use cases: what can be asked of a graph, without a word of how an answer is shown.

The command line and the web ask here, and nowhere else.
"""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike
from types import MappingProxyType
from typing import Any

from careergraph.analysis.around import Around, look_around
from careergraph.analysis.gap import Gap, find_gap
from careergraph.analysis.kept import KeptAnswers
from careergraph.analysis.moves import find_next_moves
from careergraph.analysis.naming import Directory
from careergraph.analysis.search import Match
from careergraph.analysis.summary import Summary, summarise
from careergraph.errors import CareerGraphError
from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels, start_levels
from careergraph.model.roles import Role
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document, search, stepping
from careergraph.routes.answer import Answer
from careergraph.routes.query import Budget, RouteQuery, Selector
from careergraph.routes.route import Step

LEAST_SECONDS = 1e-6
"""What a search may spend where nothing is left of a budget: enough to say that it was cut."""


def read(path: str | PathLike[str] | None = None) -> CareerGraph:
    """
    Return the graph in a file or folder of any format careergraph reads; without a path, the bundled one.

    Raises
    ------
    UnreadableData
        The bytes are not what they were taken for; the error says where.
    InvalidGraph
        The graph breaks the rules of the model; the error has all problems.
    OverLimit
        The file is larger than a limit allows.

    Examples
    --------
    >>> read().metadata.id
    'technical-director'
    """
    from careergraph.formats import read as read_format  # noqa: PLC0415 - who has a graph needs no format
    from careergraph.formats.bundled import bundled_graph  # noqa: PLC0415

    return read_format(bundled_graph() if path is None else path)


def find_routes(graph: CareerGraph, query: RouteQuery, budget: Budget | None = None) -> Answer:
    """
    Find the routes no other route beats; for one criterion, the k best.

    Parameters
    ----------
    graph
        Where to look.
    query
        Who asks, where they want to go, and what matters.
    budget
        What the search may spend; without one it goes on to the end.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have; the error carries close names.

    Examples
    --------
    >>> query = RouteQuery.between("rd-department-manager", "founder")
    >>> [str(route) for route in find_routes(read(), query)]
    ['rd-department-manager > technical-director > founder']
    """
    return search.find_routes(graph, query, budget=budget or Budget(), clock=time.monotonic)


@dataclass(frozen=True, slots=True)
class Holding:
    """
    What a person holds today.

    Parameters
    ----------
    levels
        The level of each skill held, in order of id.
    assumed
        The skills whose level is assumed from the role, not declared.
    """

    levels: Mapping[SkillId, Level]
    assumed: frozenset[SkillId]


class Explorer:
    """
    A graph, and everything that can be asked of it.

    Safe to share between threads: the graph is immutable, and answers are kept behind a lock.

    Parameters
    ----------
    graph
        The graph to ask.

    Examples
    --------
    >>> explorer = Explorer(read())
    >>> explorer.role_id("技术总监")
    'technical-director'
    >>> [match.text for match in explorer.search("techncal dir", limit=1)]
    ['Technical director']
    """

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self._answers = KeptAnswers()

    def __repr__(self) -> str:
        return f"<Explorer of {self.graph!r}>"

    # What is called how

    def search(self, text: str, *, language: str = "en", limit: int = 12) -> tuple[Match, ...]:
        """Return the roles a text may stand for, the best first, each once; close spelling comes last."""
        return self._directory.roles.find(text, language, limit)

    def search_skills(self, text: str, *, language: str = "en", limit: int = 12) -> tuple[Match, ...]:
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
        return self._directory.role_id(text)

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

        Skills held that the graph does not have are kept and change nothing.

        Raises
        ------
        CareerGraphError
            It names a role, or avoids or goes by way of something, that the graph does not have.
        ValueError
            A field is unknown, of the wrong kind, or asks for what nobody can answer; the message names it.

        Examples
        --------
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
            goals=tuple(self.role_id(goal) for goal in written.goals),
            via=tuple(self.selector(str(one)) for one in written.via),
            avoid=tuple(self.selector(str(one)) for one in written.avoid),
        )

    def document(self, query: RouteQuery) -> dict[str, Any]:
        """Return a query as a document, with every default written out; `query` reads it back."""
        return document.of_query(query)

    # Questions

    def routes(self, query: RouteQuery, budget: Budget | None = None) -> Answer:
        """
        Return the routes no other route beats; for one criterion, the k best. Complete answers are kept.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.
        """
        budget = budget or Budget()
        kept = self._answers.get(query, budget.most_moves)
        if kept is None:
            kept = find_routes(self.graph, query, budget)
            self._answers.keep(query, budget.most_moves, kept)
        return kept

    def alternatives(self, query: RouteQuery, most: int = 50, budget: Budget | None = None) -> Answer:
        """
        Return up to `most` of the routes a query allows, beaten or not, by its first criterion.

        They are all there are if the answer is complete and has fewer than `most`.

        Examples
        --------
        >>> explorer = Explorer(read())
        >>> query = RouteQuery.between("rd-department-manager", "general-manager", matters=("months",))
        >>> len(explorer.routes(query)), len(explorer.alternatives(query))
        (1, 2)
        """
        plain = replace(query, matters=query.matters[:1], k=most, show=None, epsilon=())
        return self.routes(plain, budget)

    def next_moves(self, profile: Profile) -> tuple[Step, ...]:
        """
        Return each move out of a person's role as a step, the one with least to learn first.

        Raises
        ------
        RoleNotFound
            The graph does not have the role.
        """
        return find_next_moves(self.graph, profile)

    def gap(self, profile: Profile, role: RoleId) -> Gap:
        """
        Return what a role asks of a person: by the move that leads there, else by what the role usually asks.

        Raises
        ------
        RoleNotFound
            The graph does not have the role, or the one the person holds.
        """
        return find_gap(self.graph, profile, role)

    def around(self, role: RoleId, profile: Profile | None = None, budget: Budget | None = None) -> Around:
        """
        Return the ways into a role and out of it, with what each asks of a person, or of usual holders.

        The budget is for all of it, which takes one search for each way.

        Raises
        ------
        RoleNotFound
            The graph does not have the role, or the one the person holds.
        """
        return look_around(self.graph, role, profile, self._finder(budget or Budget()))

    def usual(self, role: RoleId) -> Mapping[SkillId, Level]:
        """
        Return what is assumed of a holder of a role: what every way in asks, and what the role grows.

        Raises
        ------
        RoleNotFound
            The graph does not have the role.
        """
        return MappingProxyType(assumed_levels(self.graph, self.graph.role(role).id))

    def holds(self, profile: Profile) -> Holding:
        """
        Return what a person holds today, and which of it is assumed.

        Raises
        ------
        RoleNotFound
            The graph does not have the role.
        """
        self.graph.role(profile.role)
        levels = start_levels(self.graph, profile)
        assumed = stepping.assumed_in(self.graph, profile)
        return Holding(MappingProxyType(levels), frozenset(assumed) & frozenset(levels))

    def summary(self) -> Summary:
        """Return the graph in a few figures."""
        return self._summary

    # The same for scripts: one shape from the command line and the web (docs/answers.md)

    def roles_document(self) -> dict[str, Any]:
        """Return all roles, and the graph in a few figures, ready for JSON."""
        roles = [self._described(role) for role in self.graph.roles.values()]
        return self._headed("roles", {"summary": self.summary().to_dict(), "roles": roles})

    def role_document(
        self, role: RoleId, profile: Profile | None = None, budget: Budget | None = None
    ) -> dict[str, Any]:
        """Return a role, what its holder usually holds, and the ways in and out (see `around`), ready for JSON."""
        around = self.around(role, profile, budget).to_dict()
        described = self._described(self.graph.role(role))
        return self._headed("role", {"role": described, "usual": dict(self.usual(role)), "around": around})

    def next_document(self, profile: Profile) -> dict[str, Any]:
        """Return the moves out of a person's role, ready for JSON."""
        held = self.holds(profile)
        steps = [document.of_step(step) for step in self.next_moves(profile)]
        return self._headed(
            "next",
            {"from": profile.role, "start": dict(held.levels), "assumed": sorted(held.assumed), "steps": steps},
        )

    def gap_document(self, profile: Profile, role: RoleId) -> dict[str, Any]:
        """Return what a role asks of a person, ready for JSON."""
        return self._headed("gap", self.gap(profile, role).to_dict())

    def _headed(self, kind: str, said: dict[str, Any]) -> dict[str, Any]:
        graph = {"id": self.graph.metadata.id, "version": self.graph.version}
        return {"format": f"careergraph-{kind}", "format_version": 1, "graph": graph, **said}

    def _described(self, role: Role) -> dict[str, Any]:
        """Return a role as the one-file JSON of a graph has it."""
        from careergraph.formats import json_text  # noqa: PLC0415 - most questions need no format
        from careergraph.formats.shape import plain  # noqa: PLC0415

        said: dict[str, Any] = json.loads(json_text.dumps(plain.of_role(role), self.graph.metadata.language))
        return said

    @cached_property
    def _summary(self) -> Summary:
        return summarise(self.graph)

    @cached_property
    def _directory(self) -> Directory:
        return Directory.of(self.graph)

    def _finder(self, budget: Budget) -> Callable[[RouteQuery], Answer]:
        """Return what finds routes, as often as it is asked, within one budget."""
        if budget.seconds is None:
            return lambda query: self.routes(query, budget)
        end = time.monotonic() + budget.seconds
        return lambda query: self.routes(query, replace(budget, seconds=max(end - time.monotonic(), LEAST_SECONDS)))

    def _held(self, skill: str) -> SkillId:
        """Return the id of a skill; one that the graph does not have is kept as it is written (SEMANTICS P3)."""
        with suppress(CareerGraphError):
            return self.skill_id(skill)
        return skill
