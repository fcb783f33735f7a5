"""What can be asked before one chooses: what is on every way, what a first step costs, what several goals share."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from careergraph.explorer.doors import find_routes
from careergraph.explorer.heading import Heading
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.route import Route

if TYPE_CHECKING:
    from careergraph.analysis.detours import Unavoidable
    from careergraph.analysis.goals import Goals

LEAST_SECONDS = 1e-6
"""What a search may spend where nothing is left of a budget: enough to say that it was cut."""


class Weighing(Heading):
    """What can be asked before one chooses a way."""

    def unavoidable(self, query: RouteQuery, budget: Budget | None = None) -> "Unavoidable":
        """
        Return what no route can do without: the roles on every allowed one, and the level of each skill all ask.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.

        Examples
        --------
        >>> from careergraph import Explorer, RouteQuery, read
        >>> found = Explorer(read()).unavoidable(RouteQuery.between("rd-department-manager", "general-manager"))
        >>> found.roles, found.complete
        (('technical-director',), True)
        """
        from careergraph.analysis.unavoidable import find_unavoidable  # noqa: PLC0415 - few commands ask

        return find_unavoidable(self.graph, query, budget=budget, clock=time.monotonic)

    def weigh_goals(self, query: RouteQuery, budget: Budget | None = None) -> "Goals":
        """
        Return the two to five goals of a query weighed together: first steps, what all ask anyway, what they share.

        First steps are judged by the query's first criterion. The budget is for all of it.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.
        ValueError
            It has fewer than two goals, or more than five.

        Examples
        --------
        >>> from careergraph import Explorer, RouteQuery, read
        >>> goals = Explorer(read()).weigh_goals(
        ...     RouteQuery.between("rd-department-manager", "general-manager", "founder", matters=("months",)))
        >>> [step.role for step in goals.first_steps.without_regret], int(goals.shared.weight), int(goals.shared.apart)
        (['technical-director'], 21, 30)
        """
        from careergraph.analysis.first_steps import find_first_steps, for_each_goal  # noqa: PLC0415 - few commands ask
        from careergraph.analysis.goals import Goals  # noqa: PLC0415
        from careergraph.analysis.shared_learning import find_shared_learning  # noqa: PLC0415

        each = for_each_goal(query)
        turns = in_turn(budget or Budget(), len(each) + 2)
        first_steps = find_first_steps(self.graph, query, budget=next(turns), clock=time.monotonic)
        unavoidable = tuple(self.unavoidable(one, next(turns)) for one in each)
        shared = find_shared_learning(self.graph, query, budget=next(turns), clock=time.monotonic)
        return Goals(query, first_steps, unavoidable, shared)

    def likeliest(self, query: RouteQuery, budget: Budget | None = None) -> Route | None:
        """
        Return the likeliest route under the same limits; None where no likelihood is known, or it took too long.

        Likely is what most people did who left the same roles. It does not say whether one who tries succeeds.

        Raises
        ------
        RoleNotFound
            The query names a role the graph does not have.
        """
        if not self.graph.knows_likelihoods:
            return None
        plain = replace(query, matters=("likelihood",), k=1, show=None, epsilon=())
        answer = find_routes(self.graph, plain, budget)
        known = [route for route in answer if route.steps and not route.values["likelihood"].unknown]
        return known[0] if known and answer.complete else None

    def unavoidable_document(self, found: "Unavoidable") -> dict[str, Any]:
        """Return what no route can do without, ready for JSON."""
        return self._headed("unavoidable", found.to_dict())

    def goals_document(self, found: "Goals") -> dict[str, Any]:
        """Return several goals weighed together, ready for JSON."""
        return self._headed("goals", found.to_dict())


def in_turn(budget: Budget, questions: int) -> Iterator[Budget]:
    """Yield what each of some questions may spend: an equal share of what those before it have left."""
    end = None if budget.seconds is None else time.monotonic() + budget.seconds
    for left in range(questions, 0, -1):
        seconds = None if end is None else max((end - time.monotonic()) / left, LEAST_SECONDS)
        yield replace(budget, seconds=seconds)
