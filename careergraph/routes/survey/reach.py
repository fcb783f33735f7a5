"""What can be reached: every role with its first route (SEMANTICS L2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from careergraph.model.graph import CareerGraph
from careergraph.ports import Clock
from careergraph.routes import document
from careergraph.routes.asked import constraints
from careergraph.routes.listed import Listed
from careergraph.routes.query import Budget, Criterion, RouteQuery
from careergraph.routes.question import todays_pay
from careergraph.routes.reached import Reached
from careergraph.routes.route import Constraint
from careergraph.routes.search import engine_of
from careergraph.routes.watch import OverTime, deadline

DEFAULT_MOVES = 3
"""How far one looks where the query does not say."""


@dataclass(frozen=True, slots=True)
class Reach(Listed[Reached]):
    """
    The roles within reach, the first by the criterion first. It is a sequence of them.

    Parameters
    ----------
    query
        As understood: its first criterion alone counts, and it has a limit on moves.
    constraints
        Every constraint in force.
    reached
        Each role but the start that a route leads to, with its first route, told when it is looked at.
    complete
        True only if these are all, and each route is the first.
    proven_moves
        Every route of up to this many moves was compared.
    """

    kind: ClassVar[str] = "reach"

    query: RouteQuery
    constraints: tuple[Constraint, ...]
    reached: Sequence[Reached]
    complete: bool = True
    proven_moves: int = 0

    @property
    def criterion(self) -> Criterion:
        """What the roles are ranked by."""
        return self.query.matters[0]

    @property
    def listed(self) -> Sequence[Reached]:
        """The same as `reached`."""
        return self.reached

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {**asked_of(self), "roles": [one.to_dict() for one in self.reached]}


def asked_of(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - any answer with these fields
    """Return what was asked, and how far it was looked, ready for JSON."""
    return {
        "query": document.of_query(answer.query),
        "criterion": answer.query.matters[0],
        "constraints": [document.of_constraint(one) for one in answer.constraints],
        "complete": answer.complete,
        "proven_moves": answer.proven_moves,
    }


def find_reach(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> Reach:
    """
    Find every role that can be reached, each with its first route.

    Parameters
    ----------
    graph
        Where to look.
    query
        Who asks, and within which limits. Its first criterion in canonical order ranks; its goals do not count.
        Without a limit on moves, routes have at most three.
    budget, clock
        As for `find_routes`.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.

    Examples
    --------
    >>> from careergraph import CareerGraph, Role, RouteQuery, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "lead")]
    >>> moves = [Transition("junior", "senior", months=12), Transition("senior", "lead", months=24)]
    >>> reach = find_reach(CareerGraph(roles=roles, transitions=moves), RouteQuery.between("junior"))
    >>> [(one.role, str(one.values["months"])) for one in reach]
    [('senior', '12'), ('lead', '36')]

    Notes
    -----
    Rounds by number of moves (the shape of RAPTOR, Delling, Pajor and Werneck 2012) with every role a goal.
    """
    budget = budget or Budget()
    asked = outlook(query, budget)
    engine, start = engine_of(graph), graph.role(asked.profile.role)
    out_of_time = deadline(budget, clock)
    reach = Reach(
        replace(asked, currency=todays_pay(start, asked)[0]), constraints(asked, budget.most_moves), (), complete=False
    )
    try:
        reached, outcome = engine.ranked(asked, out_of_time, most_moves=budget.most_moves)
    except OverTime:
        return reach
    return replace(reach, reached=reached, complete=outcome.complete, proven_moves=outcome.proven_moves)


def outlook(query: RouteQuery, budget: Budget) -> RouteQuery:
    """Return a query as it is asked of every role: no goal, one criterion, a limit on moves."""
    most = DEFAULT_MOVES if query.max_moves is None else query.max_moves
    return replace(
        query,
        goals=(),
        matters=query.matters[:1],
        k=1,
        show=None,
        epsilon=(),
        max_moves=min(most, budget.most_moves),
    )
