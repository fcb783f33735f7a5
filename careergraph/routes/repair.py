"""
Why there is no route, and what would help: the smallest repair, a skill, the closest role (SEMANTICS §7).

A repair is found by searching again with a set of constraints removed and their excess as the only thing that
counts; sets of one first, larger ones only if none of them helps.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from operator import itemgetter
from types import MappingProxyType

from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes.asked import Asked, constraints, without
from careergraph.routes.collect import Best, Collection
from careergraph.routes.objective import Excess, lowest_percent
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.question import MORE_THAN_FEWEST, Question
from careergraph.routes.rounds import Outcome, Search
from careergraph.routes.route import Breach, Constraint, ConstraintKind, HopLimit, NoRoute, Repair, Route, Value
from careergraph.routes.telling import route_of, values_of
from careergraph.routes.watch import OverTime, Watch

GROWS_WITH: Mapping[ConstraintKind, Criterion] = MappingProxyType(
    {"max_moves": "moves", "max_learning": "learning", "max_step": "hardest"}
)
"""Limits whose excess grows with one criterion; where months or pay are unknown, theirs does not."""
LONGEST_REPAIR = 8
"""Repairs look no further than the fewest moves + 2 and this, but always as far as the query and the fewest moves."""


def why_no_route(asked: Asked, question: Question, outcome: Outcome) -> NoRoute:
    """Return why a search found nothing, and what would help."""
    if not outcome.complete:
        return NoRoute("none_found", complete=False)
    inquiry = _Inquiry(asked, question)
    if inquiry.fewest is None:
        return inquiry.told("unreachable")
    return inquiry.told("constraints")


class _Inquiry:
    """The searches for what would help, within the time that is left."""

    def __init__(self, asked: Asked, question: Question) -> None:
        self._asked, self._engine, self._query = asked, asked.engine, asked.query
        self._held, self._hops = question.held, question.hop_limit
        self._look = Watch(asked.out_of_time).look
        self._away = self._engine.fewest_moves(self._query.goals)
        self.fewest = self._away.get(self._query.profile.role)

    def told(self, reason: str) -> NoRoute:
        """Return everything that could be worked out in time."""
        why = NoRoute("unreachable" if reason == "unreachable" else "constraints", complete=False)
        try:
            if reason == "constraints":
                why = replace(why, repairs=tuple(self._repairs()))
            route = self._closest()
            if route is not None:
                why = replace(why, closest=route.goal, closest_route=route)
            if reason == "constraints":
                why = replace(why, skill=self._skill())
        except OverTime:
            return why
        return replace(why, complete=True)

    def _question(self, query: RouteQuery, hop_limit: HopLimit) -> Question:
        """Return a query resolved, unless the time is up: that takes a while on a large graph."""
        self._look()
        return self._engine.question(query, hop_limit=hop_limit, look=self._look)

    def _plainly(self, question: Question, objective: Excess, found: Collection) -> list[Prefix]:
        search = Search(question, lambda *_: objective, found, self._asked.out_of_time)
        if not search.run().complete:
            raise OverTime
        return found.routes()

    def _repairs(self) -> list[Repair]:
        """Return the repairs that break the fewest constraints, the smallest first (N4)."""
        others = [one for one in constraints(self._query, self._hops.moves) if one.kind != "max_moves"]
        breakable = [Constraint("max_moves", limit=Fraction(self._hops.moves)), *others]
        for size in range(1, len(breakable) + 1):
            sets = combinations(range(len(breakable)), size)
            found = [(self._repair([breakable[at] for at in chosen]), chosen) for chosen in sets]
            repairs = sorted(
                ((repair, chosen) for repair, chosen in found if repair is not None),
                key=lambda pair: (pair[0].excess, pair[1]),
            )
            if repairs:
                return [repair for repair, _ in repairs]
        return []

    def _repair(self, broken: list[Constraint]) -> Repair | None:
        """Return the least repair that breaks exactly these constraints, if no smaller set of them can be broken."""
        limits = {one.kind: one.limit for one in broken if one.limit is not None}
        query = without(self._query, broken)
        hops = self._horizon() if "max_moves" in limits else self._hops
        found = self._least(query, hops, limits)
        if found is None:
            return None
        question, prefix = found
        excess = Excess(question, limits).value(prefix)[0]
        of_sets = sum(one.limit is None for one in broken)
        breaches = tuple(Breach(one, _needed(one, question, prefix)) for one in broken)
        return Repair(breaches, route_of(question, prefix), excess + of_sets)

    def _least(
        self, query: RouteQuery, hops: HopLimit, limits: Mapping[ConstraintKind, Fraction]
    ) -> tuple[Question, Prefix] | None:
        """
        Return the route with the least excess over the limits broken, then the first, with what it is numbered in.

        Every route breaks them, or there would be an answer: so the excess over one limit is least where its criterion
        is, and with none the first route has the fewest moves. Only mixtures need a search of their own.
        """
        if len(limits) <= 1 and set(limits) <= set(GROWS_WITH):
            criterion: Criterion = next((GROWS_WITH[kind] for kind in limits), "moves")
            question, found = self._search(replace(query, matters=(criterion,), k=1), hops)
        else:
            question = self._question(query, hops)
            found = self._plainly(question, Excess(question, limits), Best())
        return (question, found[0]) if found else None

    def _search(self, query: RouteQuery, hops: HopLimit) -> tuple[Question, Sequence[Prefix]]:
        searched = self._asked.again(query, hops)
        return searched.question, searched.prefixes

    def _horizon(self) -> HopLimit:
        fewest = self.fewest or 0
        moves = max(self._hops.moves, fewest, min(fewest + MORE_THAN_FEWEST, LONGEST_REPAIR))
        return replace(self._hops, moves=moves)

    def _skill(self) -> tuple[SkillId, Level] | None:
        """Return the raise of least weight with which a route exists under all constraints (N5)."""
        if self._query.max_step is None and self._query.max_learning is None:
            return None  # nothing else depends on what is held
        raises = sorted(self._raises(self._least_raise()))
        return self._first_that_helps([(skill, level) for _, skill, level in raises])

    def _least_raise(self) -> Fraction:
        """Return the weight that a raise has at least if it helps: it saves no more than its own (D8)."""
        query = replace(self._query, max_step=None, max_learning=None, k=1)
        least = Fraction(0)
        limits: dict[Criterion, Decimal | None] = {
            "hardest": self._query.max_step,
            "learning": self._query.max_learning,
        }
        for criterion, limit in limits.items():
            if limit is not None:
                question, found = self._search(replace(query, matters=(criterion,)), self._hops)
                if not found:
                    return Fraction(self._heaviest() + 1)
                value = dict(values_of(question, found[0]))[criterion]
                least = max(least, value.known - Fraction(limit))
        return least

    def _heaviest(self) -> Decimal:
        return max((weight for weight, _, _ in self._raises(Fraction(0))), default=Decimal(0))

    def _raises(self, least: Fraction) -> Iterator[tuple[Decimal, SkillId, Level]]:
        skills = self._engine.graph.skills
        for skill, top in self._engine.highest.items():
            held = self._held.get(skill, 0)
            effort = skills[skill].effort if self._query.effort and skill in skills else Decimal(1)
            for level in range(held + 1, top + 1):
                if (level - held) * effort >= least:
                    yield (level - held) * effort, skill, level

    def _first_that_helps(self, raises: list[tuple[SkillId, Level]]) -> tuple[SkillId, Level] | None:
        """Return the first raise that helps alone: none of those does that do not help together (D8)."""
        if not raises or not self._help(raises):
            return None
        if len(raises) == 1:
            return raises[0]
        middle = len(raises) // 2
        return self._first_that_helps(raises[:middle]) or self._first_that_helps(raises[middle:])

    def _help(self, raises: list[tuple[SkillId, Level]]) -> bool:
        learned = dict(sorted(raises, key=itemgetter(1)))  # of one skill, the highest level
        query = replace(self._query, profile=self._query.profile.holding(learned), matters=("moves",), k=1)
        return bool(self._search(query, self._hops)[1])

    def _closest(self) -> Route | None:
        """Return the first route to the closest role that can be reached under the constraints but via (N6)."""
        query = replace(self._query, goals=(), via=(), matters=("moves",), k=1)
        own = (self._query.profile.role, *self._query.goals)
        for away in self._distances():
            if any(role not in own for role in away):
                searched = self._engine.nearest(query, away, own, self._hops, self._asked.out_of_time)
                question, found, outcome, _ = searched
                if not outcome.complete:
                    raise OverTime
                if found:
                    return route_of(question, found[0])
        return None

    def _distances(self) -> Iterator[Mapping[RoleId, int]]:
        """Yield how far roles are from the goals: by moves, then by what they leave of what is usual in a goal."""
        yield self._away
        yield self._engine.lacking(self._query.goals, self._look)


def _needed(one: Constraint, question: Question, prefix: Prefix) -> Value | None:
    """Return the value a broken limit would need for a route."""
    if one.limit is None:
        return None
    if one.kind == "pay_floor":
        unpaid, reached = lowest_percent(question, prefix)
        return Value(unpaid, reached or Fraction(0))
    criterion = {
        "max_moves": "moves",
        "max_months": "months",
        "max_learning": "learning",
        "max_step": "hardest",
    }
    return dict(values_of(question, prefix))[criterion[one.kind]]  # type: ignore[index]
