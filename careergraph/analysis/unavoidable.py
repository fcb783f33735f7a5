"""
What no allowed route to a goal can do without: roles on the way, and skills at a level (SEMANTICS L4).

Only what is on one known route can be on all of them. Each such role or level is taken out of the graph in turn: if a
route is found without it, whatever that route lacks is avoidable as well; if none is, it is unavoidable. These are not
the dominators of the graph: limits count.
"""

from dataclasses import replace
from functools import partial, reduce
from operator import or_

from careergraph.analysis.detours import Detours, Unavoidable
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Way
from careergraph.model.transitions import RoleId
from careergraph.ports import Clock
from careergraph.routes.bounds import Bounds
from careergraph.routes.collect import Best
from careergraph.routes.index import Move
from careergraph.routes.objective import Excess
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import OutOfTime, Search
from careergraph.routes.search import engine_of
from careergraph.routes.telling import route_of
from careergraph.routes.unlimited import Unlimited, is_unlimited
from careergraph.routes.watch import OverTime, Watch, deadline


def find_unavoidable(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> Unavoidable:
    """
    Return the roles on every allowed route, and the highest level of each skill that every one asks.

    What counts are the query's limits; its criteria do not matter.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.

    Examples
    --------
    >>> from careergraph import Role, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "expert", "lead")]
    >>> moves = [("junior", "senior"), ("senior", "lead"), ("senior", "expert"), ("expert", "lead")]
    >>> graph = CareerGraph(roles=roles, transitions=[Transition(*pair) for pair in moves])
    >>> find_unavoidable(graph, RouteQuery.between("junior", "lead")).roles
    ('senior',)
    """
    budget = budget or Budget()
    engine, out_of_time = engine_of(graph), deadline(budget, clock)
    if is_unlimited(query.aimed()):
        return Detours(Unlimited(engine, query, budget.most_moves), out_of_time).told()
    try:
        question = engine.question(query, most_moves=budget.most_moves, look=Watch(out_of_time).look)
    except OverTime:
        return Unavoidable(query, engine.hop_limit(query, budget.most_moves), reachable=None)
    return _Inquiry(question, out_of_time).told()


class _Cut(Exception):
    """The time is up."""


class _Inquiry:
    """The searches for one query; sets of roles and of level steps are bits."""

    def __init__(self, question: Question, out_of_time: OutOfTime) -> None:
        self._index, self._question, self._out_of_time = question.index, question, out_of_time

    def told(self) -> Unavoidable:
        """Return what is settled, and what is still open where the time ran out."""
        question = self._question
        query = replace(question.query, currency=question.currency)
        first, complete = self._any_route(question)
        if first is None:
            return Unavoidable(query, question.hop_limit, reachable=False if complete else None)
        settled_roles, roles, steps = self._roles(_between(first), _asked_on(first) & ~question.state)
        settled_steps, steps = self._skills(steps)
        return Unavoidable(
            query,
            question.hop_limit,
            self._named(settled_roles),
            self._highest(settled_steps),
            self._named(roles & ~settled_roles),
            self._open(steps, settled_steps),
            route_of(question, first),
        )

    def _any_route(self, question: Question) -> tuple[Prefix | None, bool]:
        """Return an allowed route if there is one, and whether the search for it came to its end."""
        found = Best()
        outcome = Search(question, lambda *_: Excess(question), found, self._out_of_time).run()
        return next(iter(found.routes()), None), outcome.complete

    def _roles(self, roles: int, steps: int) -> tuple[int, int, int]:
        """Return the roles that are settled as unavoidable, those that may be, and the level steps that may be."""
        settled = 0
        while waiting := roles & ~settled:
            role = waiting & -waiting
            route, complete = self._any_route(self._question.leaving_out(partial(_leaves, role)))
            if route is not None:
                roles &= _between(route)
                steps &= _asked_on(route)
            elif complete:
                settled |= role
            else:
                break
        return settled, roles, steps

    def _skills(self, steps: int) -> tuple[int, int]:
        """Return the level steps that are settled as unavoidable, and those that may be."""
        settled = steps & self._asked_on_every_walk() if steps else 0
        while waiting := self._open(steps, settled):
            skill, level = waiting[0]
            below, upto = self._index.bits([(skill, level - 1)]), self._index.bits([(skill, level)])
            route, complete = self._any_route(self._question.leaving_out(partial(_asks, upto & ~below)))
            if route is not None:
                steps &= _asked_on(route)
            elif complete:
                settled |= steps & upto
            else:
                break
        return settled, steps

    def _asked_on_every_walk(self) -> int:
        """Return level steps that every walk to a goal asks, and so every route; there may be more."""
        question = self._question
        try:
            return Bounds(question, self._tick).asked_always(question.start, question.hop_limit.moves)
        except _Cut:
            return 0

    def _tick(self) -> None:
        if self._out_of_time():
            raise _Cut

    def _named(self, roles: int) -> tuple[RoleId, ...]:
        return tuple(one for number, one in enumerate(self._index.roles) if roles >> number & 1)

    def _highest(self, steps: int) -> Way:
        return tuple(dict(self._index.level_steps(steps)).items())

    def _open(self, steps: int, settled: int) -> Way:
        """Return the highest level of each skill that may be unavoidable, where it is not settled."""
        known = dict(self._highest(settled))
        return tuple((skill, level) for skill, level in self._highest(steps) if level > known.get(skill, 0))


def _between(route: Prefix) -> int:
    return sum(1 << role for role in route.roles[1:-1])


def _asked_on(route: Prefix) -> int:
    return reduce(or_, (move.asks for move in route.moves), 0)


def _leaves(role: int, tail: int, _: Move) -> bool:
    """Return whether a move leaves a role, given as its bit: without such moves it is on no route but as the goal."""
    return bool(role >> tail & 1)


def _asks(step: int, _: int, move: Move) -> bool:
    """Return whether a move asks a level step."""
    return bool(move.asks & step)
