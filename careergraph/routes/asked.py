"""A query asked of an index: the search for it, its constraints, and prefixes turned into routes with their values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from careergraph.routes.collect import Best, Collection, Front
from careergraph.routes.evidence import interval, weakest_step
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT, GraphIndex
from careergraph.routes.objective import Criteria
from careergraph.routes.prefix import Prefix, dip
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime, Search
from careergraph.routes.route import LIMIT_KINDS, Constraint, Route, Value
from careergraph.routes.stepping import Walker


@dataclass(frozen=True)
class Asked:
    """A query on an index, with how long it may take: what the search and the search for repairs share."""

    index: GraphIndex
    query: RouteQuery
    most_moves: int
    out_of_time: OutOfTime

    @property
    def question(self) -> Question:
        """The query, resolved."""
        return Question(self.index, self.query, most_moves=self.most_moves)

    def search(self, question: Question) -> tuple[list[Prefix], Outcome]:
        """Return the routes that answer a question, in no order, and how the search ended."""
        query = question.query
        found: Collection = Best(query.k) if len(query.matters) == 1 else Front()
        outcome = Search(question, Criteria, found, self.out_of_time).run()
        return found.routes(), outcome

    def shaped(self, found: list[Prefix], outcome: Outcome) -> dict[Constraint, bool | None]:
        """Return for each constraint but the moves whether the answer without it, as long, is another (K7)."""
        question = self.question
        return {
            one: self._is_shaped_by(one, question, found, outcome)
            for one in constraints(self.query, self.most_moves)
            if one.kind != "max_moves"
        }

    def _is_shaped_by(self, one: Constraint, question: Question, found: list[Prefix], outcome: Outcome) -> bool | None:
        if one.kind != "via" and not {one.kind, one.selector} & (question.removed | outcome.touched):
            return False  # it never stood in the way of anything
        freed = Question(self.index, without(self.query, [one]), hop_limit=question.hop_limit)
        others, ended = self.search(freed)
        return _spelled(others) != _spelled(found) if ended.complete else None


def _spelled(prefixes: Iterable[Prefix]) -> set[tuple[object, ...]]:
    return {(prefix.roles, prefix.ranks) for prefix in prefixes}


def constraints(query: RouteQuery, most_moves: int) -> tuple[Constraint, ...]:
    """Return every constraint of a query as it is in force, in their order (N3)."""
    if query.max_moves is not None:
        query = replace(query, max_moves=min(query.max_moves, most_moves))
    return tuple(_constraints(query))


def _constraints(query: RouteQuery) -> Iterator[Constraint]:
    for kind in LIMIT_KINDS:
        limit = getattr(query, kind)
        if limit is not None:
            yield Constraint(kind, limit=Fraction(limit))
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


def route_of(question: Question, prefix: Prefix) -> Route:
    """Return a prefix as a route, with its steps seen and every criterion valued."""
    query, graph = question.query, question.index.graph
    walker = Walker.of(graph, query.profile, effort=query.effort)
    transitions = [move.transition for move in prefix.moves]
    steps = walker.walk((move.transition, move.way) for move in prefix.moves)
    return Route(
        tuple(question.index.roles[role] for role in prefix.roles),
        steps,
        dict(values_of(question, prefix)),
        interval=interval(transitions),
        weakest_step=weakest_step(transitions),
    )


def values_of(question: Question, prefix: Prefix) -> Iterator[tuple[Criterion, Value]]:
    """Yield the value of every criterion for a prefix as a whole route, in canonical order."""
    unknown_months, months = prefix.months
    unknown_share, share = prefix.share
    pay = question.pays[prefix.role] if prefix.moves else question.today
    yield "moves", Value(0, Fraction(len(prefix.moves)))
    yield "months", Value(unknown_months, Fraction(months, MONTH_UNIT))
    yield "learning", Value(0, Fraction(prefix.learning, question.learning_unit))
    yield "hardest", Value(0, Fraction(prefix.hardest, question.learning_unit))
    yield "likelihood", Value(unknown_share, Fraction(-share, SHARE_UNIT**question.hop_limit.moves))
    yield "pay", Value(1, Fraction(0)) if pay is None else Value(0, pay)
    yield "dip", Value(*dip(question, prefix))
