"""The engine of large graphs: arrays, and of each question only the part of the graph that matters to it."""

from collections.abc import Iterable, Mapping

import numpy as np

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes.asked import Searched, plainly_searched
from careergraph.routes.best_first import k_best, suits
from careergraph.routes.index import GraphIndex
from careergraph.routes.large import layers
from careergraph.routes.large.arrays import Arrays
from careergraph.routes.large.best_first import WideWalks
from careergraph.routes.large.compiling import compile_graph
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.search import ADDITIVE, LabelSearch
from careergraph.routes.large.wide import TIE, Wide
from careergraph.routes.prefix import Prefix, first_prefix, taken
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.route import HopLimit


class ArrayEngine:
    """
    The engine on arrays.

    A question is answered by the search that fits it: best first where one figure adds up and nothing else limits,
    rounds of labels otherwise, and the plain search, on what matters, where requirements stand in groups.
    """

    def __init__(self, graph: CareerGraph, arrays: Arrays | None = None) -> None:
        self.graph = graph
        self.arrays = arrays or compile_graph(graph)
        self._near: tuple[tuple[RoleId, int], GraphIndex] | None = None

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

    def index_from(self, start: RoleId, moves: int) -> GraphIndex:
        """Return an index of the transitions that so many moves from a role can take; the latest one is kept."""
        kept = self._near  # one look: another thread may change it meanwhile
        if kept is not None and kept[0] == (start, moves):
            return kept[1]
        arrays = self.arrays
        away = layers.moves_from(arrays, arrays.number[start], None, moves)
        places = arrays.leaving(np.flatnonzero(away < moves).astype(np.int32))
        near = GraphIndex(self.graph, [arrays.transitions[place] for place in places], [start])
        self._near = (start, moves), near
        return near

    def hop_limit(self, query: RouteQuery, most_moves: int) -> HopLimit:
        """Return how long the routes are that a query looks at."""
        return Wide(self.arrays, query, most_moves=most_moves).hop_limit

    def question(
        self,
        query: RouteQuery,
        *,
        most_moves: int = 8,
        hop_limit: HopLimit | None = None,
    ) -> Question:
        """Return a query resolved for the plain search, on the part of the graph that can matter to it."""
        wide = Wide(self.arrays, query, most_moves=most_moves, hop_limit=hop_limit)
        return self._plain(wide, Relevant.of(wide).places)

    def _plain(self, wide: Wide, places: Iterable[int]) -> Question:
        query = wide.query
        transitions = [self.arrays.transitions[place] for place in places]
        index = GraphIndex(self.graph, transitions, [query.profile.role])
        question = Question(index, query, hop_limit=wide.hop_limit)
        question.removed |= wide.removed
        return question

    def search(
        self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> Searched:
        """Return the routes that answer a query."""
        wide = Wide(self.arrays, query, most_moves=most_moves, hop_limit=hop_limit)
        if wide.hops >= TIE:
            return plainly_searched(self._plain(wide, Relevant.of(wide).places), out_of_time)
        if suits(query, ADDITIVE):
            walks = WideWalks(wide, "moves" if "moves" in query.matters else "months")
            return self._told(wide, *k_best(walks, wide.start, query.k, wide.max_months, out_of_time))
        search = LabelSearch(wide, out_of_time)
        if search.run():
            return self._told(wide, search.found.taken, search.outcome)
        return plainly_searched(self._plain(wide, Relevant.of(wide).places), out_of_time)

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
