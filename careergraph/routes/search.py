"""Find routes: resolve the query, search, and say what was found, what shaped it, and how sure it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId, Way
from careergraph.ports import Clock
from careergraph.routes.answer import Answer
from careergraph.routes.asked import Asked, Engine, PlainEngine, Searched, constraints
from careergraph.routes.compiled import compiled
from careergraph.routes.index import MONTH_UNIT, SHARE_UNIT
from careergraph.routes.objective import Vector
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.repair import why_no_route
from careergraph.routes.rounds import Outcome
from careergraph.routes.route import Route, Value
from careergraph.routes.shortlist import shortlist
from careergraph.routes.stepping import assumed_in
from careergraph.routes.unlimited import Unlimited, is_unlimited
from careergraph.routes.watch import deadline, end_of

LARGE = 5_000
"""Transitions beyond which a graph is searched on arrays; up to there the plain engine is as fast."""


def find_routes(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> Answer:
    """
    Find the routes no other route beats; for one criterion, the k best.

    A route is kept when no other is at least as good in everything that matters and better in something. Equal
    routes are ordered by moves and role ids, so the same question has the same answer.

    Parameters
    ----------
    graph
        Where to look.
    query
        Who asks, where they want to go, and what matters.
    budget
        What the search may spend; without one it runs to its end. Its seconds need a clock.
    clock
        Returns seconds that only grow, such as `time.monotonic`. The core itself knows no time.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have; the error carries close names.
    ValueError
        The query has no goal.

    Examples
    --------
    >>> from careergraph import CareerGraph, Role, RouteQuery, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "lead")]
    >>> moves = [Transition("junior", "senior", months=12), Transition("senior", "lead", months=24)]
    >>> answer = find_routes(CareerGraph(roles=roles, transitions=moves), RouteQuery.between("junior", "lead"))
    >>> [(route.roles, str(route.values["months"])) for route in answer]
    [(('junior', 'senior', 'lead'), '36')]

    Notes
    -----
    Rounds by number of moves with dominance and lower bounds (see `rounds`, `dominance`, `bounds`). Cost grows with
    the number of prefixes that no other rules out; `budget` stops it, and `Answer.complete` says whether it did. The
    budget counts from when the graph is made ready (`engine_of`), which is done once for each graph.
    """
    budget = budget or Budget()
    engine = engine_of(graph)
    return _answered(_asked(engine, query.aimed(), budget, clock))


def find_every_route(
    graph: CareerGraph, query: RouteQuery, fewer_than: int, *, budget: Budget | None = None, clock: Clock | None = None
) -> tuple[Route, ...] | None:
    """
    Return all routes a query allows, beaten or not, by its first criterion; None where there are as many as that.

    None as well where the budget did not suffice to know. That there are many is often seen without a search.

    Examples
    --------
    >>> from careergraph import read
    >>> query = RouteQuery.between("rd-department-manager", "general-manager", matters=("months",))
    >>> len(find_every_route(read(), query, 10)), find_every_route(read(), query, 2)
    (2, None)
    """
    budget, engine = budget or Budget(), engine_of(graph)
    plain = replace(query.aimed(), matters=query.matters[:1], k=fewer_than, show=None, epsilon=())
    if is_unlimited(plain) and Unlimited(engine, plain, budget.most_moves).seen_to_have(fewer_than):
        return None
    asked = _asked(engine, plain, budget, clock)
    told, outcome = asked.told(asked.search())
    return shortlist(plain, told) if outcome.complete and len(told) < fewer_than else None


def engine_of(graph: CareerGraph) -> Engine:
    """Return what searches a graph, made once: the plain engine, or the one on arrays where the graph is large."""
    if len(graph.transitions) <= LARGE:
        return compiled(graph, PlainEngine)
    from careergraph.routes.large.engine import ArrayEngine  # noqa: PLC0415 - arrays are for large graphs alone

    return compiled(graph, ArrayEngine)


def _asked(engine: Engine, query: RouteQuery, budget: Budget, clock: Clock | None) -> Asked:
    return Asked(engine, query, budget.most_moves, deadline(budget, clock), end_of(budget, clock))


def _answered(asked: Asked) -> Answer:
    """Search, and put together what was found with how sure it is."""
    query, graph = asked.query, asked.engine.graph
    searched = asked.search()
    question = searched.question
    told, outcome = asked.told(searched)
    routes = shortlist(query, told)
    shaped = asked.shaped(searched) if routes and outcome.complete else {}
    assumed = assumed_in(graph, query.profile)
    return Answer(
        graph.metadata.id,
        graph.version,
        query if query.currency == question.currency else replace(query, currency=question.currency),
        question.held,
        tuple((skill, level) for skill, level in assumed.items() if level),
        _relied_on(assumed, searched.prefixes) if assumed else (),
        routes,
        question.hop_limit,
        tuple(replace(one, shaped=shaped.get(one)) for one in constraints(query, asked.most_moves)),
        outcome.complete,
        outcome.proven_moves,
        _lower_bound(query, searched, outcome),
        outcome.complete or _value_proven(query, searched, outcome),
        None if routes else why_no_route(asked, question, outcome),
        question.today,
    )


def _relied_on(assumed: Mapping[SkillId, Level], found: Iterable[Prefix]) -> Way:
    """Return the assumed level steps that some step of the routes asks, each as (skill, level) (P4)."""
    asked = dict.fromkeys(assumed, 0)
    for way in {id(move.way): move.way for prefix in found for move in prefix.moves}.values():
        for skill, level in way:
            if level > asked.get(skill, level):
                asked[skill] = level
    return tuple((skill, step) for skill, level in assumed.items() for step in range(1, min(level, asked[skill]) + 1))


def _lower_bound(query: RouteQuery, searched: Searched, outcome: Outcome) -> Value | None:
    """Return a value that no route within the hop limit betters, for a cut search of one criterion (B3)."""
    if outcome.complete or outcome.frontier is None or len(query.matters) > 1:
        return None
    best = _best_value(searched) or outcome.frontier
    return _as_value(searched.question, min(best, outcome.frontier))


def _value_proven(query: RouteQuery, searched: Searched, outcome: Outcome) -> bool:
    if outcome.frontier is None or len(query.matters) > 1:
        return False
    best = _best_value(searched)
    return best is not None and best <= outcome.frontier


def _best_value(searched: Searched) -> Vector | None:
    return min((one.vector for one in searched.passed), default=None)


def _as_value(question: Question, value: Vector) -> Value:
    """Return the value of a one-criterion query as a natural figure."""
    ((unknown, known),) = value
    units = {
        "months": MONTH_UNIT,
        "learning": question.learning_unit,
        "hardest": question.learning_unit,
        "likelihood": -(SHARE_UNIT**question.hop_limit.moves),
        "pay": -1,
    }
    return Value(unknown, Fraction(known) / units.get(question.query.matters[0], 1))
