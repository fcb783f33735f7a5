"""The engine of large graphs: arrays, and of each question only the part of the graph that matters to it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.ma

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import keep_assumed
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import Look
from careergraph.routes.asked import Away, Searched, plainly_nearest, plainly_reached, plainly_searched, ranked
from careergraph.routes.best_first import k_best, suits
from careergraph.routes.index import GraphIndex
from careergraph.routes.large import layers
from careergraph.routes.large.alike import asked_alike
from careergraph.routes.large.apart import moves_apart
from careergraph.routes.large.arrays import Arrays, Ints, Places
from careergraph.routes.large.best_first import ADDITIVE, WideWalks
from careergraph.routes.large.compiling import compile_graph
from careergraph.routes.large.distances import Distances
from careergraph.routes.large.found import Learned
from careergraph.routes.large.helping import Helping
from careergraph.routes.large.labels import in_lists
from careergraph.routes.large.leaving import places_out
from careergraph.routes.large.nearest import nearest_by_moves, nearest_within_limits
from careergraph.routes.large.outward import Outward
from careergraph.routes.large.reaching import first_routes, within_limits
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.search import LabelSearch
from careergraph.routes.large.told import Telling
from careergraph.routes.large.usual import Usual
from careergraph.routes.large.valued import told_later
from careergraph.routes.large.wide import TIE, Wide, away_from
from careergraph.routes.later import Later
from careergraph.routes.onward import in_passing
from careergraph.routes.prefix import Prefix, first_prefix, taken
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.raised import Helped
from careergraph.routes.reached import Ranked
from careergraph.routes.reaching import one_label_suffices
from careergraph.routes.rounds import Outcome, OutOfTime
from careergraph.routes.route import HopLimit
from careergraph.routes.stepping import Walker
from careergraph.routes.watch import OverTime, Watch


class ArrayEngine:
    """
    The engine on arrays.

    A question is answered by the search that fits it: best first where one figure adds up and nothing else limits,
    rounds of labels otherwise, and the plain search, on what matters, where requirements stand in groups.
    """

    def __init__(self, graph: CareerGraph, arrays: Arrays | None = None) -> None:
        self.graph = graph
        self.arrays = arrays or compile_graph(graph)
        self._part: tuple[Hashable, GraphIndex] | None = None

    def make_ready(self) -> None:
        """Work out how far roles are apart, and which moves ask the same: a thousand questions save what it takes."""
        self.arrays.apart = moves_apart(self.arrays)
        self.arrays.alike = asked_alike(self.arrays)
        self._usual.make_ready()
        if self.arrays.alike is not None:
            keep_assumed(self.graph, dict(self._usual.of_roles(self.arrays.alike)))

    @property
    def highest(self) -> Mapping[SkillId, Level]:
        """The highest level any way asks of each skill."""
        return self.arrays.highest

    def fewest_moves(self, goals: Iterable[RoleId]) -> Distances:
        """Return the fewest moves to one of the goals from each role that has a way, whatever the constraints."""
        return Distances(self.arrays, away_from(self.arrays, tuple(self.arrays.number[goal] for goal in goals)))

    def moves_out(self, role: RoleId, walker: Walker) -> Sequence[Transition]:
        """Return the moves out of a role for somebody who walks, the one with least to learn first."""
        places, transitions = places_out(self.arrays, role, walker).tolist(), self.arrays.transitions
        return Later(len(places), lambda first, last: [transitions[one] for one in places[first:last]], at_once=1)

    def reach(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Searched:
        """Return the first route to every role within reach."""
        wide = Wide(self.arrays, query, most_moves=most_moves)
        found = self._first_routes(wide, out_of_time)
        return found if isinstance(found, Searched) else self._told(wide, in_lists(found[0]), found[1])

    def ranked(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Ranked:
        """Return the same ranked, each route told when it is looked at."""
        wide = Wide(self.arrays, query, most_moves=most_moves)
        found = self._first_routes(wide, out_of_time)
        if isinstance(found, Searched):
            return ranked(found)
        routes, outcome = found
        if not self.arrays.several[routes[routes >= 0]].any():
            return Ranked(told_later(wide, routes), outcome)
        return ranked(self._told(wide, in_lists(routes), outcome))

    def _first_routes(self, wide: Wide, out_of_time: OutOfTime) -> tuple[Places, Outcome] | Searched:
        """Return the first route to every role, ranked, as rows of transitions; or what the plain search finds."""
        query, look = wide.query, Watch(out_of_time).look
        if one_label_suffices(query) and query.matters[0] != "likelihood":
            return first_routes(wide, out_of_time)
        places = within_limits(wide, look)
        if query.matters[0] == "likelihood" or self.arrays.several[places].any():  # products are compared exactly there
            return plainly_reached(self._plain(wide, places.tolist(), look), out_of_time)
        outward = Outward(Relevant(wide, places), out_of_time)
        outcome = outward.run()
        return outward.ranked(), outcome

    def nearest(
        self, query: RouteQuery, away: Away, besides: Sequence[RoleId], hop_limit: HopLimit, out_of_time: OutOfTime
    ) -> Searched:
        """Return the first route by moves to the role, of those within reach besides some, that is the least away."""
        assert isinstance(away, Distances)  # noqa: S101 - it was asked here
        wide, look = Wide(self.arrays, query, hop_limit=hop_limit), Watch(out_of_time).look
        far = away.without(besides)
        if one_label_suffices(query):
            return self._told(wide, *nearest_by_moves(wide, far, out_of_time))
        places = within_limits(wide, look)
        if self.arrays.several[places].any():
            return plainly_nearest(self._plain(wide, places.tolist(), look), away, besides, out_of_time)
        return self._told(wide, *nearest_within_limits(Outward(Relevant(wide, places), out_of_time), far))

    def lacking(self, goals: Iterable[RoleId], look: Look) -> Mapping[RoleId, int]:
        """Return for each role how many level steps it leaves of what is usual in the goal it leaves least of."""
        known = [left for goal in goals if (left := self._usual.left(goal, look)) is not None]
        return Distances(self.arrays, np.minimum.reduce(known)) if known else {}

    @cached_property
    def _usual(self) -> Usual:
        return Usual(self.arrays)

    def helped(self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8) -> Helped | None:
        """Return which raises help; None where every route has to be written out."""
        wide, look = Wide(self.arrays, query, most_moves=most_moves), Watch(out_of_time).look
        relevant = Relevant(wide, within_limits(wide, look, raised=True))
        told_apart = wide.max_step is None and query.matters[0] not in {"hardest", "likelihood"}
        if not told_apart or relevant.grows or self.arrays.several[relevant.places].any():
            return None
        today = Outward(Relevant(wide, within_limits(wide, look)), out_of_time)
        if not today.run().complete:
            return Helped((), 0)
        helping = Helping(relevant, today, wide.largest_raise, out_of_time)
        proven = helping.run().proven_moves
        return Helped(helping.raises(), proven)

    def question_from(
        self, query: RouteQuery, *, most_moves: int = 8, raised: bool = False, look: Look = lambda: None
    ) -> Question:
        """Return a query without goals resolved for the plain search, on the part of the graph within its limits."""
        wide = Wide(self.arrays, query, most_moves=most_moves)
        return self._plain(wide, within_limits(wide, look, raised=raised).tolist(), look)

    def index_towards(self, goals: Iterable[RoleId], moves: int, starts: Iterable[RoleId], look: Look) -> GraphIndex:
        """Return an index of the transitions on walks of so many moves to some goals; the latest one is kept."""
        ends, begins = tuple(goals), tuple(sorted(set(starts)))
        name, kept = (ends, begins, moves), self._part  # one look: another thread may change it meanwhile
        if kept is not None and kept[0] == name:
            return kept[1]
        transitions = map(self.arrays.transitions.__getitem__, self._between(begins, ends, moves).tolist())
        part = GraphIndex(self.graph, transitions, {*ends, *begins}, look)
        self._part = name, part
        return part

    def _between(self, starts: Iterable[RoleId], goals: Iterable[RoleId], moves: int) -> Ints:
        """Return the transitions on walks of so many moves to some goals, from some roles, or without any from all."""
        arrays = self.arrays
        begins, ends = (np.array([arrays.number[one] for one in some], dtype=np.int32) for some in (starts, goals))
        everywhere = np.zeros(len(arrays.roles), dtype=np.int64)
        reached = layers.moves_from_any(arrays, begins, None, moves) if begins.size else everywhere
        away = layers.moves_to(arrays, ends, None)
        return np.flatnonzero(reached[arrays.tail] + 1 + away[arrays.head] <= moves)

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
        index = GraphIndex(self.graph, transitions, [query.profile.role], look, query.goals)
        question = Question(index, query, hop_limit=wide.hop_limit, look=look)
        question.removed |= wide.removed
        return question

    def search(
        self, query: RouteQuery, out_of_time: OutOfTime, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> Searched:
        """Return the routes that answer a query; with a hop limit, of a query that is asked again."""
        wide = Wide(self.arrays, query, most_moves=most_moves, hop_limit=hop_limit)
        additive = suits(query, ADDITIVE)
        walks = WideWalks(wide, "moves" if "moves" in query.matters else "months") if additive else None
        if wide.hops >= TIE:
            return self._plainly(wide, out_of_time)
        if walks:
            found, outcome = k_best(walks, wide.start, query.k, wide.max_months, out_of_time)
            passed = in_passing(walks, self.arrays.roles, found)
            return self._told(wide, [moves for *_, moves in found], outcome)._replace(passed=passed)
        if wide.away[wide.start] > wide.hops:
            return self._told(wide, [], Outcome(proven_moves=wide.hops))
        search = LabelSearch(wide, out_of_time, may_stop=hop_limit is not None)
        if search.run():
            learned = search.found.learned if wide.learns else ()
            return self._told(wide, search.found.taken, search.outcome, learned)
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

    def _told(
        self, wide: Wide, found: list[tuple[int, ...]], outcome: Outcome, learned: Sequence[Learned] = ()
    ) -> Searched:
        """Return routes as the plain engine has them."""
        places = sorted({place for route in found for place in route})
        if not self.arrays.several[places].any():
            telling = Telling(wide, found, learned)
            return Searched.of(telling.question, telling.prefixes, outcome)
        question = self._plain(wide, places)
        prefixes = [_spelled(question, [self.arrays.transitions[place].pair for place in route]) for route in found]
        return Searched.of(question, prefixes, outcome)


def _spelled(question: Question, pairs: Iterable[tuple[RoleId, RoleId]]) -> Prefix:
    """Return the prefix that takes the first way of each transition."""
    number = question.index.number
    prefix = first_prefix(question)
    for tail, head in pairs:
        prefix = taken(question, prefix, next(m for m in question.moves[number[tail]] if m.head == number[head]))
    return prefix
