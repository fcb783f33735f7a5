"""Everything that can be asked of a graph, without a word of how an answer is shown."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from careergraph.analysis.gap import Gap, find_gap
from careergraph.analysis.kept import KeptAnswers
from careergraph.analysis.moves import find_next_moves
from careergraph.explorer.comparing import Comparing
from careergraph.explorer.deriving import Deriving
from careergraph.explorer.doors import find_routes
from careergraph.explorer.naming import Naming
from careergraph.explorer.reaching import Reaching
from careergraph.explorer.weighing import Weighing
from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels, start_levels
from careergraph.model.roles import Role
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document, stepping
from careergraph.routes.query import CRITERIA, Budget, RouteQuery
from careergraph.routes.route import Route, Step

if TYPE_CHECKING:
    from careergraph.analysis.around import Around
    from careergraph.analysis.summary import Summary
    from careergraph.routes.answer import Answer

GLANCE = Budget(seconds=5)
"""What each question may spend that is asked for the sake of what it leaves behind."""


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


class Standing(NamedTuple):
    """
    What answers, as things stand.

    Parameters
    ----------
    explorer
        That of the newest version that is known.
    behind
        Why that may not be the newest version; empty where it is. A graph of its own has no newer one.
    """

    explorer: "Explorer"
    behind: str = ""


class Explorer(Comparing, Deriving, Reaching, Weighing, Naming):
    """
    A graph, and everything that can be asked of it.

    Safe to share between threads: the graph is immutable, and answers are kept behind a lock.

    Parameters
    ----------
    graph
        The graph to ask.

    Examples
    --------
    >>> from careergraph import read
    >>> explorer = Explorer(read())
    >>> explorer.role_id("技术总监")
    'technical-director'
    >>> [match.text for match in explorer.search("techncal dir", limit=1)]
    ['Technical director']
    """

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self._answers = KeptAnswers()

    def current(self) -> "Explorer":
        """Return the explorer that answers now: this one, for its graph never changes."""
        return self

    def standing(self) -> "Standing":
        """Return what answers now: this one, for its graph never changes."""
        return Standing(self)

    def opened_again(self) -> "Explorer":
        """Return what answers in another process: this one, for it holds nothing open."""
        return self

    def close(self) -> None:
        """Let go of nothing: it holds nothing open. See `Following`."""

    def __repr__(self) -> str:
        return f"<Explorer of {self.graph!r}>"

    def prepare(self) -> None:
        """
        Make now what the first questions would wait for: figures, names, and what routes are searched on.

        Whoever asks many questions of a large graph calls `gc.freeze()` afterwards, as `careergraph serve` does:
        otherwise now and then a question waits until Python has looked through all values of the graph for garbage.
        """
        from careergraph.routes.search import engine_of  # noqa: PLC0415 - one question needs none of it

        self.summary()
        for find in (self.search, self.search_skills):
            find("qz")  # nothing begins so: the closest spelling is looked for, too
        engine_of(self.graph).make_ready()
        for one in islice(self.graph.transitions.values(), 1):
            for limit in (None, 0):  # a route by every criterion, and a reason why there is none
                query = RouteQuery.between(one.tail, one.head, matters=CRITERIA, max_moves=2, max_months=limit)
                find_routes(self.graph, query, GLANCE)

    def routes(self, query: RouteQuery, budget: Budget | None = None) -> "Answer":
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

    def alternatives(self, query: RouteQuery, most: int = 50, budget: Budget | None = None) -> "Answer":
        """
        Return up to `most` of the routes a query allows, beaten or not, by its first criterion.

        They are all there are if the answer is complete and has fewer than `most`.

        Examples
        --------
        >>> from careergraph import read
        >>> explorer = Explorer(read())
        >>> query = RouteQuery.between("rd-department-manager", "general-manager", matters=("months",))
        >>> len(explorer.routes(query)), len(explorer.alternatives(query))
        (1, 2)
        """
        plain = replace(query, matters=query.matters[:1], k=most, show=None, epsilon=())
        return self.routes(plain, budget)

    def every_route(
        self, query: RouteQuery, fewer_than: int = 50, budget: Budget | None = None
    ) -> tuple[Route, ...] | None:
        """
        Return all the routes a query allows, beaten or not, by its first criterion.

        None where there are `fewer_than` or more, or the budget did not suffice to know.

        Examples
        --------
        >>> from careergraph import read
        >>> explorer = Explorer(read())
        >>> query = RouteQuery.between("rd-department-manager", "general-manager")
        >>> len(explorer.every_route(query)), explorer.every_route(query, fewer_than=2)
        (2, None)
        """
        from careergraph.routes.search import find_every_route  # noqa: PLC0415 - most questions need no search

        return find_every_route(self.graph, query, fewer_than, budget=budget, clock=time.monotonic)

    def next_moves(self, profile: Profile) -> Sequence[Step]:
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

    def around(self, role: RoleId, profile: Profile | None = None, budget: Budget | None = None) -> "Around":
        """
        Return the ways into a role and out of it, with what each asks of a person, or of usual holders.

        The budget is for all of it, which takes one search for each way.

        Raises
        ------
        RoleNotFound
            The graph does not have the role, or the one the person holds.
        """
        from careergraph.analysis.around import look_around  # noqa: PLC0415 - few commands ask

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

    def summary(self) -> "Summary":
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

    def _described(self, role: Role) -> dict[str, Any]:
        """Return a role as the one-file JSON of a graph has it."""
        from careergraph.formats import json_text  # noqa: PLC0415 - most questions need no format
        from careergraph.formats.shape import plain  # noqa: PLC0415

        said: dict[str, Any] = json.loads(json_text.dumps(plain.of_role(role), self.graph.metadata.language))
        return said

    @cached_property
    def _summary(self) -> "Summary":
        from careergraph.analysis.summary import summarise  # noqa: PLC0415 - few questions count what there is

        return summarise(self.graph)

    def _finder(self, budget: Budget) -> "Callable[[RouteQuery], Answer | None]":
        """Return what finds routes, as often as it is asked, within one budget; nothing new when that is spent."""
        if budget.seconds is None:
            return lambda query: self.routes(query, budget)
        end = time.monotonic() + budget.seconds

        def find(query: RouteQuery) -> "Answer | None":
            left = end - time.monotonic()
            kept = self._answers.get(query, budget.most_moves)
            return kept if kept is not None or left <= 0 else self.routes(query, replace(budget, seconds=left))

        return find
