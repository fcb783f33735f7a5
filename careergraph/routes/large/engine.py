"""The engine of large graphs: arrays, and of each question only the part of the graph that matters to it."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
import numpy.ma

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.ports import Look
from careergraph.routes.asked import Searched, plainly_searched
from careergraph.routes.index import GraphIndex
from careergraph.routes.large import layers
from careergraph.routes.large.arrays import UNKNOWN, Arrays, Ints
from careergraph.routes.large.best_first import BestFirst
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.search import LabelSearch
from careergraph.routes.large.wide import TIE, Additive, Wide
from careergraph.routes.prefix import Prefix, first_prefix, taken
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.route import HopLimit
from careergraph.routes.watch import OverTime, Watch


class ArrayEngine:
    """
    The engine on arrays.

    A question is answered by the search that fits it: best first where one figure adds up and nothing else limits,
    rounds of labels otherwise, and the plain search, on what matters, where requirements stand in groups.
    """

    def __init__(self, graph: CareerGraph) -> None:
        self.graph = graph
        self.arrays = Arrays(graph)
        self.arrays.make_ready()
        self._part: tuple[Hashable, GraphIndex] | None = None

    @property
    def highest(self) -> Mapping[SkillId, Level]:
        """The highest level any way asks of each skill."""
        return self.arrays.highest

    def fewest_moves(self, goals: Iterable[RoleId]) -> Mapping[RoleId, int]:
        """Return the fewest moves to one of the goals from each role that has a way, whatever the constraints."""
        arrays = self.arrays
        numbers = np.array([arrays.number[goal] for goal in goals], dtype=np.int32)
        away = layers.moves_to(arrays, numbers, None).tolist()
        return {role: moves for role, moves in zip(arrays.roles, away, strict=True) if moves < layers.FAR}

    def index_from(self, start: RoleId, moves: int, look: Look) -> GraphIndex:
        """Return an index of the transitions that so many moves from a role can take."""

        def places() -> Ints:
            away = layers.moves_from(self.arrays, self.arrays.number[start], None, moves)
            return self.arrays.leaving(np.flatnonzero(away < moves).astype(np.int32))

        return self._kept_part((start, moves), places, (start,), look)

    def index_towards(self, goals: Iterable[RoleId], moves: int, starts: Iterable[RoleId], look: Look) -> GraphIndex:
        """Return an index of the transitions on walks of so many moves to some goals, from some roles or from all."""
        ends, begins = tuple(goals), tuple(sorted(set(starts)))
        name = ends, begins, moves
        return self._kept_part(name, lambda: self._between(begins, ends, moves), {*ends, *begins}, look)

    def _between(self, starts: Iterable[RoleId], goals: Iterable[RoleId], moves: int) -> Ints:
        arrays = self.arrays
        begins, ends = (np.array([arrays.number[one] for one in some], dtype=np.int32) for some in (starts, goals))
        everywhere = np.zeros(len(arrays.roles), dtype=np.int64)
        reached = layers.moves_from_any(arrays, begins, None, moves) if begins.size else everywhere
        away = layers.moves_to(arrays, ends, None)
        return np.flatnonzero(reached[arrays.tail] + 1 + away[arrays.head] <= moves)

    def _kept_part(self, name: Hashable, places: Callable[[], Ints], roles: Iterable[RoleId], look: Look) -> GraphIndex:
        """Return an index of some transitions and roles; the latest one is kept."""
        kept = self._part  # one look: another thread may change it meanwhile
        if kept is not None and kept[0] == name:
            return kept[1]
        part = GraphIndex(self.graph, map(self.arrays.transitions.__getitem__, places().tolist()), roles, look)
        self._part = name, part
        return part

    def hop_limit(self, query: RouteQuery, most_moves: int) -> HopLimit:
        """Return how long the routes are that a query looks at."""
        return Wide(self.arrays, query, most_moves=most_moves).hop_limit

    def question(
        self,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        hop_limit: HopLimit | None = None,
        look: Look = lambda: None,
    ) -> Question:
        """Return a query resolved for the plain search, on the part of the graph that can matter to it."""
        wide = Wide(self.arrays, query, most_moves=most_moves, hop_limit=hop_limit)
        return self._plain(wide, Relevant.of(wide, look).places.tolist(), look)

    def _plain(self, wide: Wide, places: Iterable[int], look: Look = lambda: None) -> Question:
        query = wide.query
        transitions = map(self.arrays.transitions.__getitem__, places)
        index = GraphIndex(self.graph, transitions, [query.profile.role], look)
        question = Question(index, query, hop_limit=wide.hop_limit, look=look)
        question.removed |= wide.removed
        return question

    def search(
        self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> Searched:
        """Return the routes that answer a query; with a hop limit, of a query that is asked again."""
        wide = Wide(self.arrays, query, most_moves=most_moves, hop_limit=hop_limit)
        if wide.hops >= TIE:
            return self._plainly(wide, out_of_time)
        if _adds_up(query):
            return self._told(wide, *_best_first(wide, out_of_time))
        search = LabelSearch(wide, out_of_time, may_stop=hop_limit is not None)
        if search.run():
            return self._told(wide, search.found.taken, search.outcome)
        return self._plainly(wide, out_of_time)

    def _plainly(self, wide: Wide, out_of_time: OutOfTime) -> Searched:
        """Return what the plain search finds; where there is no time for it, at most the route of no moves."""
        look = Watch(out_of_time).look
        try:
            question = self._plain(wide, Relevant.of(wide, look).places.tolist(), look)
        except OverTime:
            stays = wide.start in wide.goals and not wide.query.via
            return self._told(wide, [()] if stays else [], Outcome(complete=False))
        return plainly_searched(question, out_of_time)

    def _told(self, wide: Wide, found: list[tuple[int, ...]], outcome: Outcome) -> Searched:
        """Return routes as the plain engine has them."""
        question = self._plain(wide, sorted({place for route in found for place in route}))
        prefixes = [_spelled(question, [self.arrays.transitions[place].pair for place in route]) for route in found]
        return Searched(question, prefixes, outcome)


def _spelled(question: Question, pairs: Iterable[tuple[RoleId, RoleId]]) -> Prefix:
    """Return the prefix that takes the first way of each transition."""
    number = question.index.number
    prefix = first_prefix(question)
    for tail, head in pairs:
        prefix = taken(question, prefix, next(m for m in question.moves[number[tail]] if m.head == number[head]))
    return prefix


def _adds_up(query: RouteQuery) -> bool:
    """Return whether routes are asked for by one figure that adds up in whole numbers, and nothing else limits them."""
    if query.matters not in (("moves",), ("months",)) or query.via:
        return False
    if query.max_months is not None and query.matters != ("months",):
        return False
    return query.max_learning is None and query.max_step is None


def _best_first(wide: Wide, out_of_time: OutOfTime) -> tuple[list[tuple[int, ...]], Outcome]:
    what: Additive = "moves" if "moves" in wide.query.matters else "months"
    outcome, found = Outcome(proven_moves=wide.hops), []
    search = BestFirst(wide, wide.figures(what), wide.least(what))
    for figure, route in islice(search.routes(out_of_time), wide.query.k):
        if wide.max_months is not None and figure // TIE > wide.max_months:
            outcome.touched.add("max_months")
            break
        found.append(route)
    if search.cut_at is not None:
        least = search.cut_at // TIE
        frontier = (0, search.cut_at) if what == "moves" else divmod(least, UNKNOWN)
        outcome = replace(outcome, complete=False, proven_moves=0, frontier=(frontier,))
    return found, outcome
