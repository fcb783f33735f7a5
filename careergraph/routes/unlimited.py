"""
Routes of a query that limits nothing but the number of moves.

Every walk to a goal that is short enough holds a route then, and every such route is allowed. So whether there is one
that goes round something, or whether there are many, is told by walking, without a search or an index.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes.asked import Engine, constraints
from careergraph.routes.index import GraphIndex
from careergraph.routes.prefix import first_prefix, taken
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question, hop_limit_of
from careergraph.routes.route import Route
from careergraph.routes.telling import route_of

Walk: TypeAlias = tuple[Transition, ...]
GLANCE = 5_000
"""Roles that are looked at to see whether there are many routes: most that are looked at lead to one."""
FAR = 2**31
"""More moves than any route has: where no goal can be reached."""


def is_unlimited(query: RouteQuery) -> bool:
    """
    Tell whether nothing limits a query but the number of moves, and no route to it is without a move.

    Examples
    --------
    >>> is_unlimited(RouteQuery.between("a", "b", max_moves=3)), is_unlimited(RouteQuery.between("a", "b", max_step=3))
    (True, False)
    """
    limited = any(one.kind != "max_moves" for one in constraints(query, FAR))
    return not limited and query.profile.role not in query.goals


class Unlimited:
    """
    The routes of a query that limits nothing but the number of moves.

    Parameters
    ----------
    engine, query, most_moves
        What is asked, of which graph, and the longest routes that any query may ask for.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.
    """

    def __init__(self, engine: Engine, query: RouteQuery, most_moves: int) -> None:
        self.graph: CareerGraph = engine.graph
        self.query = query
        self.start = self.graph.role(query.profile.role).id
        self.goals = frozenset(self.graph.role(goal).id for goal in query.goals)
        self._away = engine.fewest_moves(sorted(self.goals))
        self._onward_from: dict[RoleId, list[tuple[int, Transition]]] = {}
        self.hop_limit = hop_limit_of(query, self._away.get(self.start), most_moves)

    def first(self) -> Walk | None:
        """Return the route with the fewest moves, of these the first by the ids of its roles."""
        if self._away.get(self.start, FAR) > self.hop_limit.moves:
            return None
        walk: list[Transition] = []
        role = self.start
        while role not in self.goals:
            nearer = self._away[role] - 1
            walk.append(next(one for one in self.graph.ways_out(role) if self._away.get(one.head, FAR) == nearer))
            role = walk[-1].head
        return tuple(walk)

    def walk(self, usable: Callable[[Transition], bool]) -> Walk | None:
        """Return a route over usable transitions alone, with as few moves as they allow; None where there is none."""
        came: dict[RoleId, Transition] = {}
        layer = [self.start]
        for left in reversed(range(self.hop_limit.moves)):
            following = []
            for one in self._onward(layer, left):
                if one.head not in came and one.head != self.start and usable(one):
                    came[one.head] = one
                    if one.head in self.goals:
                        return tuple(self._back(came, one.head))[::-1]
                    following.append(one.head)
            layer = following
        return None

    def _onward(self, roles: Iterable[RoleId], left: int) -> Iterator[Transition]:
        """Yield the moves out of some roles after which a goal can be reached with so many moves more."""
        for role in roles:
            known = self._onward_from.get(role)
            if known is None:  # many walks pass a role
                moves = ((self._away.get(one.head, FAR), one) for one in self.graph.ways_out(role))
                known = self._onward_from[role] = [(away, one) for away, one in moves if away < FAR]
            for away, one in known:
                if away <= left:
                    yield one

    def _back(self, came: dict[RoleId, Transition], role: RoleId) -> Iterator[Transition]:
        while role != self.start:
            yield came[role]
            role = came[role].tail

    def seen_to_have(self, count: int) -> bool:
        """Tell whether so many routes are found at a glance; there may be as many where they are not."""
        looks = islice(self._looks(self.start, (), self.hop_limit.moves), GLANCE)
        return sum(islice(filter(None, looks), count)) == count

    def _looks(self, role: RoleId, before: tuple[RoleId, ...], left: int) -> Iterator[bool]:
        """Yield for a role, and for each that a walk without loops goes on to, whether it is a goal."""
        yield role in self.goals
        if left:
            for one in self._onward([role], left - 1):
                if one.head not in before:
                    yield from self._looks(one.head, (*before, role), left - 1)

    def as_route(self, walk: Walk) -> Route:
        """Return a walk without loops as a route, each move taken in the first of its ways."""
        question = Question(GraphIndex(self.graph, walk, [self.start]), self.query, hop_limit=self.hop_limit)
        prefix = first_prefix(question)
        for one in walk:
            moves = question.moves[question.index.number[one.tail]]
            prefix = taken(question, prefix, next(move for move in moves if move.transition is one))
        return route_of(question, prefix)
