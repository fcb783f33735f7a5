"""A query asked of an index: the search for it, and its constraints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import assumed_levels
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import Look
from careergraph.routes.bounds import Bounds
from careergraph.routes.collect import Best, Collection, Front
from careergraph.routes.index import GraphIndex
from careergraph.routes.later import Later
from careergraph.routes.leaving import moves_out
from careergraph.routes.objective import Criteria
from careergraph.routes.onward import best_routes, can_lay_out
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question, fewest_moves
from careergraph.routes.raised import Helped
from careergraph.routes.reached import Ranked, Reached
from careergraph.routes.reaching import Reaching, worth_of
from careergraph.routes.rounds import Outcome, OutOfTime, Search, never
from careergraph.routes.route import LIMIT_KINDS, Constraint, HopLimit
from careergraph.routes.stepping import Walker
from careergraph.routes.telling import Passed, Told, named, told_one_by_one, values_of
from careergraph.routes.watch import OverTime, Watch, in_time

Away: TypeAlias = Mapping[RoleId, int]
"""How far roles are from somewhere, in moves or in level steps."""


class Searched(NamedTuple):
    """
    What a search found.

    `question` is the one the prefixes are numbered in; they are in no order, may be spelled out when they are looked
    at, and `outcome` says how the search ended. `passed` has for each what orders it, known without.
    """

    question: Question
    prefixes: Sequence[Prefix]
    outcome: Outcome
    passed: Sequence[Passed]

    @classmethod
    def of(cls, question: Question, prefixes: Sequence[Prefix], outcome: Outcome) -> "Searched":
        """Return what was found spelled out."""
        value = Criteria(question, Bounds(question)).value

        def passed(first: int, last: int) -> list[Passed]:
            few = prefixes[first:last]
            return [Passed(value(one), len(one.moves), named(question, one)) for one in few]

        return cls(question, prefixes, outcome, Later(len(prefixes), passed))


class Engine(Protocol):
    """What answers queries on one graph."""

    graph: CareerGraph

    def make_ready(self) -> None:
        """Make now what is worth it where many questions are asked of one graph."""

    @property
    def highest(self) -> Mapping[SkillId, Level]:
        """The highest level any way asks of each skill."""

    def fewest_moves(self, goals: Iterable[RoleId]) -> Mapping[RoleId, int]:
        """Return the fewest moves to one of the goals from each role that has a way, whatever the constraints."""

    def moves_out(self, role: RoleId, walker: Walker) -> Sequence[Transition]:
        """Return the moves out of a role for somebody who walks, the one with least to learn first: see `leaving`."""

    def reach(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Searched:
        """
        Return the first route to every role within reach.

        Raises
        ------
        OverTime
            The time was up before the search began; so does `helped`.
        """

    def ranked(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Ranked:
        """Return the same ranked, each route told when it is looked at; raises `OverTime` as well."""

    def nearest(
        self, query: RouteQuery, away: Away, besides: Sequence[RoleId], hop_limit: HopLimit, out_of_time: OutOfTime
    ) -> Searched:
        """
        Return the first route by moves to the role, of those within reach, that is the least away; none if none is.

        `away` is what this engine returned; the roles in `besides` do not count. Of roles that are equally far away it
        is the one whose route comes first. The query has no goals and no via.

        Raises
        ------
        OverTime
            The time was up before the search began.
        """

    def lacking(self, goals: Iterable[RoleId], look: Look) -> Mapping[RoleId, int]:
        """
        Return for each role how many level steps it leaves of what is usual in the goal it leaves least of.

        Nothing where of no goal anything is known (SEMANTICS P2, N6).
        """

    def helped(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Helped | None:
        """Return which raises help; None where every route has to be written out."""

    def question_from(
        self, query: RouteQuery, *, most_moves: int = 8, raised: bool = False, look: Look = lambda: None
    ) -> Question:
        """
        Return a query without goals resolved, for the plain search.

        What is over the limits may be left out; if `raised`, only what no raise brings within them.
        """

    def index_towards(self, goals: Iterable[RoleId], moves: int, starts: Iterable[RoleId], look: Look) -> GraphIndex:
        """Return an index of at least every transition on routes of so many moves to goals, from starts if any."""

    def hop_limit(self, query: RouteQuery, most_moves: int) -> HopLimit:
        """Return how long the routes are that a query looks at."""

    def question(
        self,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        hop_limit: HopLimit | None = None,
        look: Look = lambda: None,
    ) -> Question:
        """Return a query resolved, for the plain search; see `Question`."""

    def search(
        self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> Searched:
        """Return the routes that answer a query; with a hop limit, of a query that is asked again."""


class PlainEngine:
    """The engine of small graphs: reads like the definition, and is the oracle of the other."""

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self.index = GraphIndex(graph)
        self.highest: Mapping[SkillId, Level] = self.index.highest

    def make_ready(self) -> None:
        """Do nothing: its index is all there is to make."""

    def fewest_moves(self, goals: Iterable[RoleId]) -> Mapping[RoleId, int]:
        """Return the fewest moves to one of the goals from each role that has a way, whatever the constraints."""
        distance = fewest_moves(self.index.incoming, [self.index.number[goal] for goal in goals])
        return {role: away for role, away in zip(self.index.roles, distance, strict=True) if away is not None}

    def moves_out(self, role: RoleId, walker: Walker) -> Sequence[Transition]:
        """Return the moves out of a role for somebody who walks, the one with least to learn first."""
        return moves_out(self.graph, walker, role)

    def reach(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Searched:
        """Return the first route to every role within reach."""
        return plainly_reached(self.question_from(query, most_moves=most_moves), out_of_time)

    def ranked(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Ranked:
        """Return the same ranked, each route told when it is looked at."""
        return ranked(self.reach(query, out_of_time, most_moves=most_moves))

    def nearest(
        self, query: RouteQuery, away: Away, besides: Sequence[RoleId], hop_limit: HopLimit, out_of_time: OutOfTime
    ) -> Searched:
        """Return the first route by moves to the role, of those within reach besides some, that is the least away."""
        question = self.question(query, hop_limit=hop_limit, look=Watch(out_of_time).look)
        return plainly_nearest(question, away, besides, out_of_time)

    def lacking(self, goals: Iterable[RoleId], look: Look) -> Mapping[RoleId, int]:
        """Return for each role how many level steps it leaves of what is usual in the goal it leaves least of."""
        asked = [levels for levels in (assumed_levels(self.graph, goal) for goal in goals) if levels]
        return {role: least_left(asked, self._usual(role, look)) for role in self.graph.roles} if asked else {}

    def _usual(self, role: RoleId, look: Look) -> Mapping[SkillId, Level]:
        look()
        return assumed_levels(self.graph, role)

    def helped(self, *_: object, **__: object) -> None:
        """Return None: routes are written out."""

    def question_from(
        self,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        raised: bool = False,  # noqa: ARG002 - nothing is left out
        look: Look = lambda: None,
    ) -> Question:
        """Return a query without goals resolved; nothing is left out."""
        return self.question(query, most_moves=most_moves, look=look)

    def index_towards(self, *_: object) -> GraphIndex:
        """Return the index of the whole graph."""
        return self.index

    def hop_limit(self, query: RouteQuery, most_moves: int) -> HopLimit:
        """Return how long the routes are that a query looks at."""
        return self.question(query, most_moves=most_moves).hop_limit

    def question(
        self,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        hop_limit: HopLimit | None = None,
        look: Look = lambda: None,
    ) -> Question:
        """Return a query resolved."""
        return Question(self.index, query, most_moves=most_moves, hop_limit=hop_limit, look=look)

    def search(
        self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> Searched:
        """
        Return the routes that answer a query; with a hop limit, of a query that is asked again.

        To understand a query takes a moment: only where it is asked again may that be cut, by `OverTime`.
        """
        look = Watch(out_of_time if hop_limit else never).look
        question = self.question(query, most_moves=most_moves, hop_limit=hop_limit, look=look)
        return plainly_searched(question, out_of_time)


def plainly_searched(question: Question, out_of_time: OutOfTime) -> Searched:
    """Return what the plain search finds: best first where what is passed decides alone, and soon; else by rounds."""
    if can_lay_out(question):
        return Searched(question, *best_routes(question, out_of_time))
    return searched_by_rounds(question, out_of_time)


def searched_by_rounds(question: Question, out_of_time: OutOfTime) -> Searched:
    """Return what rounds by number of moves find, whatever the question."""
    query = question.query
    found: Collection = Best(query.k) if len(query.matters) == 1 else Front()
    outcome = Search(question, Criteria, found, out_of_time).run()
    return Searched.of(question, found.routes(), outcome)


def plainly_reached(question: Question, out_of_time: OutOfTime) -> Searched:
    """Return what the plain search for the first route to every role finds."""
    reaching = Reaching(question, out_of_time)
    outcome = reaching.run()
    return Searched.of(question, [prefix for _, prefix in reaching.found.values()], outcome)


def ranked(searched: Searched) -> Ranked:
    """Return what a search found for each role, ranked by the first criterion, told when it is looked at."""
    question, prefixes, outcome, _ = searched
    criterion = question.query.matters[0]
    found = sorted(prefixes, key=lambda prefix: (worth_of(question, criterion, prefix), prefix.tie))
    told = Later(len(found), lambda first, last: [_reached(question, one) for one in found[first:last]], at_once=1)
    return Ranked(told, outcome)


def _reached(question: Question, prefix: Prefix) -> Reached:
    return Reached(
        named(question, prefix),
        tuple([move.way for move in prefix.moves]),
        MappingProxyType(values_of(question, prefix)),
    )


def plainly_nearest(question: Question, away: Away, besides: Sequence[RoleId], out_of_time: OutOfTime) -> Searched:
    """Return what the plain search finds on the way out: the first route by moves to the role least away."""
    roles = enumerate(question.index.roles)
    far = {number: away[role] for number, role in roles if role in away and role not in besides}
    reaching = Reaching(question, out_of_time)
    least = min(far.values(), default=0)
    nearest = {role for role, moves in far.items() if moves == least}
    outcome = reaching.run(lambda: not nearest.isdisjoint(reaching.found))
    found = [prefix for role, (_, prefix) in reaching.found.items() if role in far]
    return Searched.of(question, sorted(found, key=lambda prefix: (far[prefix.role], prefix.tie))[:1], outcome)


def least_left(asked: Iterable[Mapping[SkillId, Level]], held: Mapping[SkillId, Level]) -> int:
    """
    Return how many level steps are left of what is asked in one place or another, the least of it.

    Examples
    --------
    >>> least_left([{"law": 3, "tax": 1}, {"art": 4}], {"law": 2})
    2
    """
    return min(sum(max(0, level - held.get(skill, 0)) for skill, level in levels.items()) for levels in asked)


@dataclass(frozen=True)
class Asked:
    """
    A query on a graph, with how long it may take: what the search and the search for repairs share.

    `out_of_time` ends every search, `at_an_end` the telling of what was found.
    """

    engine: Engine
    query: RouteQuery
    most_moves: int
    out_of_time: OutOfTime
    at_an_end: OutOfTime

    def search(self) -> Searched:
        """Return the routes that answer the query."""
        return self.engine.search(self.query, self.out_of_time, most_moves=self.most_moves)

    def again(self, query: RouteQuery, hops: HopLimit) -> Searched:
        """
        Return all routes that answer another query.

        Raises
        ------
        OverTime
            They could not all be found in time.
        """
        Watch(self.out_of_time).look()
        searched = self.engine.search(query, self.out_of_time, hop_limit=hops)
        if not searched.outcome.complete:
            raise OverTime
        return searched

    def told(self, searched: Searched) -> tuple[list[Told], Outcome]:
        """
        Return the routes found, and how it ended.

        What there is no time to tell is left out, the last routes first: then nothing is proven of those that stay.
        """
        question, prefixes, outcome, passed = searched
        order = sorted(range(len(passed)), key=lambda at: (passed[at].moves > 0, passed[at]))
        found = ((passed[at], partial(prefixes.__getitem__, at)) for at in order)
        told = list(in_time(told_one_by_one(question, found), self.at_an_end))
        if len(told) < len(passed):
            outcome = replace(outcome, complete=False, proven_moves=0)
        return told, outcome

    def shaped(self, searched: Searched) -> dict[Constraint, bool | None]:
        """Return for each constraint but the moves whether the answer without it, as long, is another (K7)."""
        return {
            one: self._is_shaped_by(one, searched)
            for one in constraints(self.query, self.most_moves)
            if one.kind != "max_moves"
        }

    def _is_shaped_by(self, one: Constraint, searched: Searched) -> bool | None:
        question, outcome = searched.question, searched.outcome
        if one.kind != "via" and not {one.kind, one.selector} & (question.removed | outcome.touched):
            return False  # it never stood in the way of anything
        try:
            freed = self.again(without(self.query, [one]), question.hop_limit)
        except OverTime:
            return None
        return _spelled(freed) != _spelled(searched)


def _spelled(searched: Searched) -> set[tuple[object, ...]]:
    ranks = (prefix.ranks for prefix in searched.prefixes)
    return {(passed.roles, ways) for passed, ways in zip(searched.passed, ranks, strict=True)}


def constraints(query: RouteQuery, most_moves: int) -> tuple[Constraint, ...]:
    """Return every constraint of a query as it is in force, in their order (N3)."""
    return tuple(_constraints(query, most_moves))


def _constraints(query: RouteQuery, most_moves: int) -> Iterator[Constraint]:
    for kind in LIMIT_KINDS:
        limit = getattr(query, kind)
        if limit is not None:
            yield Constraint(kind, limit=Fraction(min(limit, most_moves) if kind == "max_moves" else limit))
    yield from (Constraint("avoid", selector=one) for one in query.avoid)
    if query.evidence:
        yield Constraint("evidence", kinds=query.evidence)
    yield from (Constraint("via", selector=one) for one in query.via)


def without(query: RouteQuery, gone: Iterable[Constraint]) -> RouteQuery:
    """Return a query without some of its constraints."""
    left: dict[str, Any] = {}
    for one in gone:
        if one.selector is not None:
            selectors = left.get(one.kind, getattr(query, one.kind))
            left[one.kind] = tuple(other for other in selectors if other != one.selector)
        else:
            left[one.kind] = () if one.kind == "evidence" else None
    return replace(query, **left)
