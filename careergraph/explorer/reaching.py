"""The questions without a fixed route: what is within reach, who can get here, what to learn, what to teach."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careergraph.errors import CareerGraphError, UnreadableData
from careergraph.explorer.heading import Heading
from careergraph.explorer.naming import Naming
from careergraph.model.people import Person
from careergraph.model.profile import Profile
from careergraph.model.skills import Level, SkillId
from careergraph.model.text import optional_exact
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.route import Route
from careergraph.routes.stepping import Walker

if TYPE_CHECKING:
    from careergraph.formats.people import Written
    from careergraph.routes.answer import Answer
    from careergraph.routes.reached import Reached
    from careergraph.routes.survey.leverage import Leverage
    from careergraph.routes.survey.reach import Reach
    from careergraph.routes.survey.training import Training
    from careergraph.routes.survey.ways_in import WayIn, WaysIn
    from careergraph.routes.survey.what_if import WhatIf


@contextmanager
def _at(written: "Written", column: str) -> Iterator[None]:
    """Tell where what goes wrong here was written."""
    try:
        yield
    except (CareerGraphError, ValueError) as error:
        raise UnreadableData("a table of people", f"{written.where}, column {column}", str(error)) from error


class Reaching(Heading, Naming):
    """What can be asked of a graph without a fixed route."""

    alternatives: "Callable[..., Answer]"

    def reach(self, query: RouteQuery, budget: Budget | None = None) -> "Reach":
        """
        Return every role within reach with its first route, ranked by the first criterion (see `find_reach`).

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.

        Examples
        --------
        >>> from careergraph import Explorer, RouteQuery, read
        >>> reach = Explorer(read()).reach(RouteQuery.between("technical-director", max_moves=1))
        >>> [one.role for one in reach]
        ['deputy-general-manager-technology', 'founder', 'general-manager']
        """
        from careergraph.routes.survey.reach import find_reach  # noqa: PLC0415 - few commands ask

        return find_reach(self.graph, query, budget=budget, clock=time.monotonic)

    def ways_in(self, query: RouteQuery, people: Iterable[Person] = (), budget: Budget | None = None) -> "WaysIn":
        """
        Return who can reach the goals of a query: holders of each other role, or each person of a cohort.

        Raises
        ------
        RoleNotFound
            The query or a person names a role the graph does not have.
        ValueError
            The query has no goal.
        """
        from careergraph.routes.survey.ways_in import find_ways_in  # noqa: PLC0415 - few commands ask

        return find_ways_in(self.graph, query, people, budget=budget, clock=time.monotonic)

    def leverage(self, query: RouteQuery, budget: Budget | None = None) -> "Leverage":
        """
        Return what to learn next: each raise that opens a role or brings one nearer, the most useful first.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.
        """
        from careergraph.routes.survey.leverage import find_leverage  # noqa: PLC0415 - few commands ask

        return find_leverage(self.graph, query, budget=budget, clock=time.monotonic)

    def what_if(self, query: RouteQuery, learned: Mapping[SkillId, Level], budget: Budget | None = None) -> "WhatIf":
        """
        Return what changes with skills learned: roles that open or come nearer, and routes to the goals, if any.

        What is learned is free. The budget holds for each of the searches.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.
        """
        from careergraph.routes.survey.what_if import look_ahead  # noqa: PLC0415 - few commands ask

        return look_ahead(
            self.graph,
            query,
            learned,
            lambda one: self.reach(one, budget),
            lambda one: self.alternatives(one, budget=budget),
        )

    def training(
        self,
        query: RouteQuery,
        people: Iterable[Person],
        share: Decimal | int | str = "0.5",
        budget: Budget | None = None,
    ) -> "Training":
        """
        Return the least training with which a share of the people who are stuck get a route (see `find_training`).

        Raises
        ------
        RoleNotFound
            The query or a person names a role the graph does not have.
        ValueError
            The query has no goal, or the share is no share.
        """
        from careergraph.routes.survey.training import find_training  # noqa: PLC0415 - few commands ask

        return find_training(self.graph, query, people, share, budget=budget, clock=time.monotonic)

    def people(self, path: str | PathLike[str]) -> tuple[Person, ...]:
        """
        Return the people in a CSV file; roles and skills may be named by title.

        Its columns are `person`, `role`, and if need be `held` (as `python:3; law`), `pay`, `currency` and
        `months_served`.

        Raises
        ------
        UnreadableData
            It is no such table, or names what the graph does not have; the error says where.
        OverLimit
            It is too large.
        """
        from careergraph.formats.people import read_people  # noqa: PLC0415 - few questions have a cohort

        return tuple(self._person(one) for one in read_people(Path(path)))

    def people_in(self, content: bytes, name: str = "people.csv") -> tuple[Person, ...]:
        """
        Return the people in the bytes of such a table; tabs may stand for commas, as a spreadsheet copies them.

        Raises
        ------
        UnreadableData
            It is no such table, or names what the graph does not have; the error says where.
        OverLimit
            It is too large.
        """
        from careergraph.formats.people import people_of  # noqa: PLC0415 - few questions have a cohort

        return tuple(self._person(one) for one in people_of(content, name))

    def _person(self, written: "Written") -> Person:
        pay, served = written.pay or None, written.months_served or None
        with _at(written, "role"):
            profile = Profile(self.role_id(written.role))
        with _at(written, "held"):
            profile = replace(profile, declared=dict(self.levelled(text) for text in written.held))
        with _at(written, "pay"):
            profile = replace(profile, yearly_pay=optional_exact(pay), currency=written.currency)
        with _at(written, "months_served"):
            profile = replace(profile, months_served=Decimal(optional_exact(served) or 0))
        return Person(written.person, profile)

    def walked(self, query: RouteQuery, found: "Reached | WayIn", profile: Profile | None = None) -> Route:
        """
        Return the route to a role within reach, or of a way in, with its steps as the person sees them.

        Parameters
        ----------
        query
            What was asked.
        found
            One of what was found.
        profile
            Who walks it; without one, who asked.
        """
        profile = profile or query.profile
        walker = Walker.of(self.graph, profile, effort=query.effort)
        pairs = zip(found.roles, found.roles[1:], strict=False)
        taken = [(self.graph.transitions[pair], way) for pair, way in zip(pairs, found.ways, strict=True)]
        return Route(found.roles, walker.walk(taken), found.values)

    def headed(self, answer: "Reach | WaysIn | Leverage | WhatIf | Training") -> dict[str, Any]:
        """Return one of these answers ready for JSON, headed like all documents for scripts (docs/answers.md)."""
        return self._headed(answer.kind, answer.to_dict())
