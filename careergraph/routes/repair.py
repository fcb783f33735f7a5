"""
Why there is no route, and what would help: the smallest repair, a skill, the closest role (SEMANTICS §7).

A repair is found by searching again with a set of constraints removed and their excess as the only thing that
counts; sets of one first, larger ones only if none of them helps.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from careergraph.model.profile import assumed_levels
from careergraph.model.skills import Level, SkillId
from careergraph.routes.asked import Asked, constraints, route_of, values_of, without
from careergraph.routes.collect import Best, Collection, FirstOfEach
from careergraph.routes.objective import Excess, lowest_percent
from careergraph.routes.prefix import Prefix
from careergraph.routes.query import RouteQuery
from careergraph.routes.question import MORE_THAN_FEWEST, Question
from careergraph.routes.rounds import Outcome, Search
from careergraph.routes.route import Breach, Constraint, HopLimit, NoRoute, Repair, Route, Value

LONGEST_REPAIR = 8
"""Repairs look no further than the fewest moves + 2 and this, but always as far as the query and the fewest moves."""


class _Cut(Exception):
    """The time is up."""


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
        self._away = self._engine.fewest_moves(self._query.goals)
        self.fewest = self._away.get(self._query.profile.role)

    def told(self, reason: str) -> NoRoute:
        """Return everything that could be worked out in time."""
        why = NoRoute("unreachable" if reason == "unreachable" else "constraints", complete=False)
        try:
            if reason == "constraints":
                why = replace(why, repairs=tuple(self._repairs()))
                why = replace(why, skill=self._skill())
            route = self._closest()
            if route is not None:
                why = replace(why, closest=route.goal, closest_route=route)
        except _Cut:
            return why
        return replace(why, complete=True)

    def _question(
        self, query: RouteQuery, hop_limit: HopLimit, raised: Iterable[tuple[SkillId, Level]] = ()
    ) -> Question:
        """Return a query resolved, unless the time is up: that takes a while on a large graph."""
        if self._asked.out_of_time():
            raise _Cut
        return self._engine.question(query, hop_limit=hop_limit, raised=raised)

    def _search(self, question: Question, objective: Excess, found: Collection) -> list[Prefix]:
        search = Search(question, lambda *_: objective, found, self._asked.out_of_time)
        if not search.run().complete:
            raise _Cut
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
        question = self._question(query, hops)
        objective = Excess(question, limits)
        found = self._search(question, objective, Best())
        if not found:
            return None
        (prefix,) = found
        of_sets = sum(one.limit is None for one in broken)
        breaches = tuple(Breach(one, _needed(one, question, prefix)) for one in broken)
        return Repair(breaches, route_of(question, prefix), objective.value(prefix)[0] + of_sets)

    def _horizon(self) -> HopLimit:
        fewest = self.fewest or 0
        moves = max(self._hops.moves, fewest, min(fewest + MORE_THAN_FEWEST, LONGEST_REPAIR))
        return replace(self._hops, moves=moves)

    def _skill(self) -> tuple[SkillId, Level] | None:
        """Return the raise of least weight with which a route exists under all constraints (N5)."""
        if self._query.max_step is None and self._query.max_learning is None:
            return None  # nothing else depends on what is held
        hopeless: set[SkillId] = set()
        for _, skill, level in sorted(self._raises()):
            if skill not in hopeless:
                top = self._engine.highest[skill]
                if not self._helps(skill, top):
                    hopeless.add(skill)
                elif level == top or self._helps(skill, level):
                    return skill, level
        return None

    def _raises(self) -> Iterator[tuple[Decimal, SkillId, Level]]:
        skills = self._engine.graph.skills
        for skill, top in self._engine.highest.items():
            held = self._held.get(skill, 0)
            effort = skills[skill].effort if self._query.effort and skill in skills else Decimal(1)
            for level in range(held + 1, top + 1):
                yield (level - held) * effort, skill, level

    def _helps(self, skill: SkillId, level: Level) -> bool:
        question = self._question(self._query, self._hops, [(skill, level)])
        return bool(self._search(question, Excess(question), Best()))

    def _closest(self) -> Route | None:
        """Return the first route to the closest role that can be reached under the constraints but via (N6)."""
        others = tuple(role for role in self._engine.graph.roles if role != self._query.profile.role)
        if not others:
            return None
        query = replace(self._query, via=(), matters=("moves",), k=1, goals=others)
        question = self._question(query, self._hops)
        firsts = self._search(question, Excess(question), FirstOfEach())
        closest = self._closest_of(question, sorted(firsts, key=lambda one: one.tie))
        return route_of(question, closest) if closest else None

    def _closest_of(self, question: Question, firsts: Iterable[Prefix]) -> Prefix | None:
        """Return the one nearest to a goal; where none can come to one, the one that lacks least of what is usual."""
        role = question.index.roles
        own = {self._query.profile.role, *self._query.goals}
        reached = [prefix for prefix in firsts if role[prefix.role] not in own]
        nearing = [prefix for prefix in reached if role[prefix.role] in self._away]
        if nearing:
            return min(nearing, key=lambda prefix: (self._away[role[prefix.role]], len(prefix.moves)))
        known = [goal for goal in self._query.goals if self._usual(goal)]
        if not known:
            return None
        return min(reached, key=lambda prefix: self._left_to(known, role[prefix.role]), default=None)

    def _left_to(self, goals: Iterable[str], role: str) -> int:
        """Return the level steps of what a goal usually asks that are not usually held in a role."""
        held = self._usual(role)
        return min(
            sum(max(0, level - held.get(skill, 0)) for skill, level in self._usual(goal).items()) for goal in goals
        )

    def _usual(self, role: str) -> dict[SkillId, Level]:
        return assumed_levels(self._engine.graph, role)


def _needed(one: Constraint, question: Question, prefix: Prefix) -> Value | None:
    """Return the value a broken limit would need for a route."""
    if one.limit is None:
        return None
    if one.kind == "pay_floor":
        return Value(prefix.unpaid, lowest_percent(question, prefix) or Fraction(0))
    criterion = {
        "max_moves": "moves",
        "max_months": "months",
        "max_learning": "learning",
        "max_step": "hardest",
    }
    return dict(values_of(question, prefix))[criterion[one.kind]]  # type: ignore[index]
