"""Who can reach a role: for every role, or every person of a cohort, the first route there (SEMANTICS L2, reverse)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from careergraph.model.graph import CareerGraph
from careergraph.model.people import Person
from careergraph.model.skills import Way
from careergraph.model.transitions import RoleId
from careergraph.ports import Clock, Look
from careergraph.routes import document
from careergraph.routes.asked import Engine, constraints
from careergraph.routes.index import GraphIndex
from careergraph.routes.later import Later
from careergraph.routes.listed import Listed
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import Budget, Criterion, RouteQuery
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.route import Constraint, Value
from careergraph.routes.search import engine_of
from careergraph.routes.survey.arriving import Arriving, Holder, all_holders, holder_of
from careergraph.routes.survey.reach import asked_of, outlook
from careergraph.routes.telling import values_of
from careergraph.routes.watch import OverTime, Watch, deadline


@dataclass(frozen=True, slots=True)
class WayIn:
    """
    Who can reach the role, with their first route.

    Parameters
    ----------
    person
        Who it is, of a cohort; empty for the usual holder of a role.
    roles
        The route, from the role they hold.
    ways
        The way each of its moves is met.
    values
        The value of every criterion.

    Examples
    --------
    >>> WayIn("", ("junior", "lead"), ((),), {}).start
    'junior'
    """

    person: str
    roles: tuple[RoleId, ...]
    ways: tuple[Way, ...]
    values: Mapping[Criterion, Value]

    @property
    def start(self) -> RoleId:
        """The role they hold."""
        return self.roles[0]

    @property
    def moves(self) -> int:
        """How many moves it takes."""
        return len(self.ways)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        who = {"person": self.person} if self.person else {}
        return {**who, "from": self.start, "roles": list(self.roles), "values": document.of_values(self.values)}


@dataclass(frozen=True, slots=True)
class WaysIn(Listed[WayIn]):
    """
    Those who can reach a role, the first by the criterion first. It is a sequence of them.

    Parameters
    ----------
    query
        As understood: its goals are where to, its first criterion alone counts, and it has a limit on moves.
    constraints
        Every constraint in force.
    found
        Each role, or each person, with the first route, told when it is looked at.
    without
        The people who have no route.
    complete
        True only if these are all, and each route is the first.
    proven_moves
        Every route of up to this many moves was compared.
    """

    kind: ClassVar[str] = "ways-in"

    query: RouteQuery
    constraints: tuple[Constraint, ...]
    found: Sequence[WayIn]
    without: tuple[str, ...] = ()
    complete: bool = True
    proven_moves: int = 0

    @property
    def criterion(self) -> Criterion:
        """What they are ranked by."""
        return self.query.matters[0]

    @property
    def listed(self) -> Sequence[WayIn]:
        """The same as `found`."""
        return self.found

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON; who asks does not count, so the query has no start."""
        said = asked_of(self)
        for name in ("from", "held", "assume", "yearly_pay", "pay_currency", "months_served"):
            del said["query"][name]
        return {**said, "ways_in": [one.to_dict() for one in self.found], "without": list(self.without)}


def find_ways_in(
    graph: CareerGraph,
    query: RouteQuery,
    people: Iterable[Person] = (),
    *,
    budget: Budget | None = None,
    clock: Clock | None = None,
) -> WaysIn:
    """
    Find who can reach a role: the usual holder of every other role, or each person of a cohort.

    Parameters
    ----------
    graph
        Where to look.
    query
        Where to, as its goals, and within which limits. Its first criterion in canonical order ranks; its profile does
        not count. Without a limit on moves, routes have at most three.
    people
        The cohort; without one, the usual holder of each role is looked at.
    budget, clock
        As for `find_routes`.

    Raises
    ------
    RoleNotFound
        The query or somebody's profile names a role the graph does not have.
    ValueError
        The query has no goal.

    Examples
    --------
    >>> from careergraph import CareerGraph, Profile, Role, RouteQuery, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "lead")]
    >>> moves = [Transition("junior", "senior", months=12), Transition("senior", "lead", months=24)]
    >>> graph = CareerGraph(roles=roles, transitions=moves)
    >>> [(one.start, str(one.values["months"])) for one in find_ways_in(graph, RouteQuery(Profile("lead"), ("lead",)))]
    [('senior', '24'), ('junior', '36')]
    """
    budget = budget or Budget()
    cohort = sorted(people, key=lambda one: one.id)
    asked = replace(outlook(query.aimed(), budget), goals=tuple(graph.role(goal).id for goal in query.goals))
    nothing = WaysIn(asked, constraints(asked, budget.most_moves), (), tuple(one.id for one in cohort), complete=False)
    try:
        arriving = _arriving(engine_of(graph), asked, cohort, deadline(budget, clock))
    except OverTime:
        return nothing
    return _told(nothing, arriving, arriving.run())


def _arriving(engine: Engine, asked: RouteQuery, cohort: Sequence[Person], out_of_time: OutOfTime) -> Arriving:
    """Return the search for people, or without any for the usual holder of every role."""
    look = Watch(out_of_time).look
    starts = [engine.graph.role(one.profile.role).id for one in cohort]
    index = engine.index_towards(asked.goals, asked.max_moves or 0, starts, look)
    return Arriving(index, asked, list(_holders(index, asked, cohort, look)), out_of_time)


def _holders(index: GraphIndex, asked: RouteQuery, cohort: Sequence[Person], look: Look) -> Iterator[Holder]:
    """Yield the people, or without any the usual holder of every role."""
    if not cohort:
        yield from all_holders(index, asked, look)
    for one in cohort:
        look()
        yield holder_of(index, asked, one)


def _told(nothing: WaysIn, arriving: Arriving, outcome: Outcome) -> WaysIn:
    """Return an answer with what was found, each way in told when it is looked at."""
    index, found = arriving.index, arriving.in_order()
    reached = {holder.person for holder, _ in found}
    return replace(
        nothing,
        found=Later(len(found), lambda first, last: [_way_in(index, *one) for one in found[first:last]], at_once=1),
        without=tuple(one for one in nothing.without if one not in reached),
        complete=outcome.complete,
        proven_moves=outcome.proven_moves,
    )


def _way_in(index: GraphIndex, holder: Holder, prefix: Prefix) -> WayIn:
    return WayIn(
        holder.person,
        tuple([index.roles[one] for one in prefix.roles]),
        tuple([move.way for move in prefix.moves]),
        MappingProxyType(values_of(holder, prefix)),
    )
