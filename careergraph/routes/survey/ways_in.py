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
from careergraph.routes.asked import constraints, values_of
from careergraph.routes.index import GraphIndex
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import Budget, Criterion, RouteQuery
from careergraph.routes.route import Constraint, Value
from careergraph.routes.search import engine_of
from careergraph.routes.survey.arriving import Arriving, Holder, all_holders, holder_of
from careergraph.routes.survey.reach import asked_of, outlook
from careergraph.routes.watch import OverTime, Watch, deadline, end_of, in_time


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
class WaysIn:
    """
    Those who can reach a role, the first by the criterion first. It is a sequence of them.

    Parameters
    ----------
    query
        As understood: its goals are where to, its first criterion alone counts, and it has a limit on moves.
    constraints
        Every constraint in force.
    found
        Each role, or each person, with the first route.
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
    found: tuple[WayIn, ...]
    without: tuple[str, ...] = ()
    complete: bool = True
    proven_moves: int = 0

    @property
    def criterion(self) -> Criterion:
        """What they are ranked by."""
        return self.query.matters[0]

    def __iter__(self) -> Iterator[WayIn]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, number: int) -> WayIn:
        return self.found[number]

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
    starts = [graph.role(one.profile.role).id for one in cohort]
    engine = engine_of(graph)
    out_of_time, at_an_end = deadline(budget, clock), end_of(budget, clock)
    look = Watch(out_of_time).look
    nothing = WaysIn(asked, constraints(asked, budget.most_moves), (), tuple(one.id for one in cohort), complete=False)
    try:
        index = engine.index_towards(asked.goals, asked.max_moves or 0, starts, look)
        holders = list(_holders(index, asked, cohort, look))
    except OverTime:
        return nothing
    arriving = Arriving(index, asked, holders, out_of_time)
    outcome = arriving.run()
    found = _in_order(holders, arriving.found)
    told = tuple(in_time((_way_in(index, holder, prefix) for holder, prefix in found), at_an_end))
    reached = {holder.person for holder, _ in found}
    without = tuple(one for one in nothing.without if one not in reached)
    if len(told) < len(found):
        return replace(nothing, found=told, without=without)
    return replace(nothing, found=told, without=without, complete=outcome.complete, proven_moves=outcome.proven_moves)


def _holders(index: GraphIndex, asked: RouteQuery, cohort: Sequence[Person], look: Look) -> Iterator[Holder]:
    """Yield the people, or without any the usual holder of every role."""
    if not cohort:
        yield from all_holders(index, asked, look)
    for one in cohort:
        look()
        yield holder_of(index, asked, one)


def _in_order(holders: Sequence[Holder], found: Mapping[int, tuple[Any, Prefix]]) -> list[tuple[Holder, Prefix]]:
    """Return the holders with their routes by value, tie order and person."""

    def place(number: int) -> tuple[Any, ...]:
        worth, prefix = found[number]
        return worth, prefix.tie, holders[number].person

    return [(holders[number], found[number][1]) for number in sorted(found, key=place)]


def _way_in(index: GraphIndex, holder: Holder, prefix: Prefix) -> WayIn:
    return WayIn(
        holder.person,
        tuple(index.roles[one] for one in prefix.roles),
        tuple(move.way for move in prefix.moves),
        MappingProxyType(dict(values_of(holder, prefix))),
    )
