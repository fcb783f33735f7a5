"""
A query on the arrays of a large graph, resolved: what `Question` decides, for every transition at once.

What the constraints remove (SEMANTICS K4) is a flag for each transition; how far a role is from the goals, and the
least that every additive figure can still add, are kept for whoever asks for the same goals next.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from careergraph.model.profile import start_levels
from careergraph.model.transitions import EVIDENCE_KINDS, RoleId
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT, yearly_pay
from careergraph.routes.kept import Made
from careergraph.routes.large import layers
from careergraph.routes.large.arrays import UNKNOWN, Arrays, Flags, Ints, Levels, Numbers
from careergraph.routes.large.layers import FAR, Layers
from careergraph.routes.query import RouteQuery, Selector
from careergraph.routes.question import arrives, asks, hop_limit_of, todays_pay, whole
from careergraph.routes.route import HopLimit

Additive: TypeAlias = Literal["moves", "months"]
TIE = 16
"""Figures are counted in sixteenths, and each move adds one: of equal sums, those with fewer moves come first."""


class Wide:
    """
    A query on arrays.

    Parameters
    ----------
    arrays, query
        What is asked, of which graph.
    most_moves
        The longest routes any query may ask for.
    hop_limit
        Given where it is already decided (a question asked again without one of its constraints).
    """

    def __init__(
        self, arrays: Arrays, query: RouteQuery, *, most_moves: int = 8, hop_limit: HopLimit | None = None
    ) -> None:
        graph = arrays.graph
        self.arrays, self.query = arrays, query
        self.start = arrays.number[graph.role(query.profile.role).id]
        self.goals = tuple(arrays.number[graph.role(goal).id] for goal in query.goals)
        self.held = start_levels(graph, query.profile)
        self.currency, self.today = todays_pay(graph.role(query.profile.role), query)
        self.learning_unit = EFFORT_UNIT if query.effort else 1
        self.max_months = whole(query.max_months, MONTH_UNIT)
        self.max_learning = whole(query.max_learning, self.learning_unit)
        self.max_step = whole(query.max_step, self.learning_unit)
        self.removed: set[object] = set()
        self.allowed = self._allowed()
        self._most_moves, self._hop_limit = most_moves, hop_limit
        self._told_fewest: int | None = None

    @cached_property
    def hops(self) -> int:
        """How many moves a route may have."""
        if self._hop_limit is None and self.query.max_moves is not None:
            return min(self.query.max_moves, self._most_moves)  # known without a look at the graph
        return self.hop_limit.moves

    @cached_property
    def hop_limit(self) -> HopLimit:
        """How long routes may be, and why."""
        if self._hop_limit is not None:
            return self._hop_limit
        fewest = int(self.away[self.start]) if self._told_fewest is None else self._told_fewest
        return hop_limit_of(self.query, fewest if self.goals and fewest < FAR else None, self._most_moves)

    @cached_property
    def away(self) -> Ints:
        """The fewest moves from each role to a goal, `FAR` where there is no way."""
        if self.goals and self.allowed is None:
            return away_from(self.arrays, self.goals)
        return self._kept("away", self._moves_to_goals)

    @cached_property
    def _goals(self) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        return np.array(self.goals, dtype=np.int32)

    def _moves_to_goals(self) -> Ints:
        """Return the fewest moves from each role to a goal; without goals every role is one."""
        if not self.goals:
            return np.zeros(len(self.arrays.roles), dtype=np.int64)
        return layers.moves_to(self.arrays, self._goals, self.allowed)

    def figures(self, what: Additive) -> Ints:
        """Return what each transition adds for this person, counted with its move: see `TIE`."""
        if what == "months" and self.query.profile.months_served:
            return self.months * TIE + 1
        return self._of_everybody(what)

    def _of_everybody(self, what: Additive) -> Ints:
        months = self.arrays.months
        make = {"moves": lambda: np.ones_like(months), "months": lambda: months * TIE + 1}[what]
        return self.arrays.kept(("figures", what), make)

    @property
    def months(self) -> Ints:
        """The months of each transition for this person: the first step is shorter by what was served."""
        served = int(self.query.profile.months_served * MONTH_UNIT)
        months = self.arrays.months
        if not served:
            return months
        first = slice(*self.arrays.out_starts[self.start : self.start + 2])
        months = months.copy()
        months[first] = np.where(months[first] < UNKNOWN, np.maximum(months[first] - served, 0), UNKNOWN)
        return months

    def least(self, what: Additive) -> Sequence[Ints]:
        """
        Return for 0, 1 ... moves the least that is added on the way to a goal.

        Months count in full from everywhere: a route never comes back to its start, where some are served already.
        """
        bounds = self._kept(what, lambda: self._layers(self._of_everybody(what)))
        if self._told_fewest is None:  # the first layer that leads to a goal has the fewest moves
            known = self._hop_limit is not None or self.query.max_moves is not None
            self._told_fewest = bounds.fewest(self.start, self.hops if known else FAR)
        return bounds.up_to(self.hops)

    def _layers(self, figures: Ints) -> Layers:
        return Layers(self.arrays, figures, self._goals, self.allowed)

    def _kept(self, what: str, make: Callable[[], Made], *more: int) -> Made:
        """Return what was made for the same goals, where no constraint makes it this query's own."""
        return make() if self.allowed is not None else self.arrays.kept((what, self.goals, *more), make)

    @cached_property
    def held_levels(self) -> Levels:
        """The level held at the start of each skill that some transition asks."""
        return self.arrays.levels(self.held)

    @property
    def largest_raise(self) -> int:
        """What one raise saves at most."""
        name = ("largest raise", self.query.effort)
        return self.arrays.kept(name, lambda: int((self.arrays.tops * self.weights).max(initial=0)))

    @cached_property
    def weights(self) -> Ints:
        """The weight of a level step of each skill, in whole units."""
        return self.arrays.effort if self.query.effort else np.ones(len(self.arrays.skills), dtype=np.int64)

    def weighed(self, levels: Numbers, skills: Numbers) -> Numbers:
        """Return what levels of skills count."""
        return levels * self.weights[skills] if self.query.effort else levels

    @property
    def learns(self) -> bool:
        """Whether it matters what is learned."""
        asked = "learning" in self.query.matters or "hardest" in self.query.matters
        return asked or self.max_learning is not None or self.max_step is not None

    @cached_property
    def surprising(self) -> Flags:
        """
        Which transitions may bring something by the growth of their head alone.

        Where the person lacks what the start role grows, a first step may bring it.
        """
        grown = self.arrays.graph.roles[self.arrays.roles[self.start]].grows
        if all(self.held.get(one.skill, 0) >= one.level for one in grown):
            return self.arrays.surprises
        surprising = self.arrays.surprises.copy()
        surprising[slice(*self.arrays.out_starts[self.start : self.start + 2])] = True
        return surprising

    @cached_property
    def gaps(self) -> Numbers:
        """What each transition asks above the start: the person's view of the graph, by way of what is held."""
        arrays = self.arrays
        gaps: Numbers = arrays.kept(("wanted", self.query.effort), self._wanted).copy()
        held = np.flatnonzero(self.held_levels)
        counts, asking, levels = arrays.asking(held)
        known = np.minimum(levels, np.repeat(self.held_levels[held], counts))
        np.subtract.at(gaps, asking, self.weighed(known, np.repeat(held, counts)).astype(gaps.dtype))
        return gaps

    def _wanted(self) -> Numbers:
        """Return the weight of all that each transition asks."""
        arrays = self.arrays
        weights = self.weighed(arrays.asked_level, arrays.asked_skill)
        asking = np.flatnonzero(np.diff(arrays.asked_starts))
        wanted = np.zeros(len(arrays.tail), dtype=np.int64)
        wanted[asking] = np.add.reduceat(weights, arrays.asked_starts[asking], dtype=np.int64)
        return wanted if wanted.max(initial=0) > np.iinfo(np.int32).max else wanted.astype(np.int32)

    # Pay

    def pays_of(self, roles: Sequence[RoleId]) -> tuple[Fraction | None, ...]:
        """Return the yearly pay of some roles; of each it is worked out once for a graph."""
        graph, currency = self.arrays.graph, self.currency
        known: dict[RoleId, Fraction | None] = self.arrays.kept(("pay of roles", currency), dict)
        for role in roles:
            if role not in known:
                known[role] = yearly_pay(graph.roles[role], currency)
        return tuple([known[role] for role in roles])

    @cached_property
    def pays(self) -> tuple[Fraction | None, ...]:
        """The yearly pay of each role in the currency of the query."""
        return self.arrays.pays(self.currency)

    @cached_property
    def pays_in_order(self) -> list[Fraction]:
        """Every known pay, and today's, the best first: their places stand for them."""
        known = {pay for pay in (*self.arrays.pays(self.currency), self.today) if pay is not None}
        return sorted(known, reverse=True)

    @cached_property
    def pay_ranks(self) -> dict[Fraction, int]:
        """The place of every known pay."""
        return {pay: place for place, pay in enumerate(self.pays_in_order)}

    def pay_rank(self, role: int) -> int:
        """Return the place of a role's pay among all; of the start's, today's."""
        pay = self.today if role == self.start else self.arrays.pays(self.currency)[role]
        return UNKNOWN if pay is None else self.pay_ranks[pay]

    @cached_property
    def ranks(self) -> Ints:
        """The place of the pay of each role that is arrived at."""
        pays = self.arrays.pays(self.currency)
        return np.array([UNKNOWN if pay is None else self.pay_ranks[pay] for pay in pays], dtype=np.int64)

    @cached_property
    def best_pay(self) -> int:
        """The place of the best pay of a goal."""
        return min(map(self.pay_rank, self.goals))

    @cached_property
    def depths(self) -> list[Fraction]:
        """How deep pay can fall below today's, in order: their places stand for them."""
        return sorted({Fraction(0), *(self._depth(pay) for pay in self.arrays.pays(self.currency))})

    @cached_property
    def falls(self) -> tuple[Flags, Ints]:
        """Which roles have no pay that compares, and the place of how deep the pay of the others falls."""
        pays = self.arrays.pays(self.currency)
        place = {depth: at for at, depth in enumerate(self.depths)}
        unpaid = [pay is None or self.today is None for pay in pays]
        return np.array(unpaid, dtype=bool), np.array([place[self._depth(pay)] for pay in pays], dtype=np.int64)

    def _depth(self, pay: Fraction | None) -> Fraction:
        return Fraction(0) if pay is None or self.today is None else max(Fraction(0), self.today - pay)

    # What the constraints remove

    def _allowed(self) -> Flags | None:
        """Return which transitions the constraints leave; None where they leave all."""
        allowed: Flags | None = None
        for reason, forbidden in self._forbidden():
            if forbidden.any():
                self.removed.add(reason)
                allowed = ~forbidden if allowed is None else allowed & ~forbidden
        closed = self._closed(allowed)
        if closed.size:
            allowed = np.ones(len(self.arrays.transitions), dtype=bool) if allowed is None else allowed
            allowed[closed] = False
        return allowed

    def _closed(self, allowed: Flags | None) -> Ints:
        """Return the transitions with several ways of which each is avoided, by one selector or another."""
        avoid = [one for one in self.query.avoid if one.kind == "skill"]
        if len(avoid) < 2:  # noqa: PLR2004 - one selector alone is matched with all ways already
            return np.empty(0, dtype=np.int64)
        open_ones = self.arrays.several if allowed is None else self.arrays.several & allowed
        closed = []
        for place in np.flatnonzero(open_ones).tolist():
            matching = [{one for one in avoid if asks(one, way)} for way in self.arrays.transitions[place].ways]
            if all(matching):
                closed.append(place)
                self.removed.update(*matching)
        return np.array(closed, dtype=np.int64)

    def _forbidden(self) -> Iterator[tuple[object, Flags]]:
        query, arrays = self.query, self.arrays
        if query.max_months is not None:
            yield "max_months", arrays.months >= UNKNOWN
        if query.evidence:
            kinds = sum(1 << EVIDENCE_KINDS.index(kind) for kind in query.evidence)
            yield "evidence", (arrays.kinds & kinds) == 0
        if query.pay_floor is not None:
            enough = [self._pays_enough(pay, Fraction(query.pay_floor)) for pay in arrays.pays(self.currency)]
            yield "pay_floor", ~np.array(enough, dtype=bool)[arrays.head]
        for one in query.avoid:
            yield one, self.matching(one)

    def _pays_enough(self, pay: Fraction | None, percent: Fraction) -> bool:
        return pay is not None and self.today is not None and pay * 100 >= percent * self.today

    def _arriving(self, selector: Selector) -> Flags:
        """Return which roles a step that arrives there matches a selector by."""
        arrays = self.arrays
        if selector.kind != "role":
            return np.array([arrives(selector, role) for role in arrays.graph.roles.values()], dtype=bool)
        arriving = np.zeros(len(arrays.roles), dtype=bool)
        if selector.id in arrays.number:
            arriving[arrays.number[selector.id]] = True
        return arriving

    def matching(self, selector: Selector) -> Flags:
        """Return which transitions match a selector; of those with several ways, the ones all of whose ways do."""
        arrays = self.arrays
        matching: Flags = arrays.kept(("arriving", selector), lambda: self._arriving(selector))[arrays.head]
        if selector.kind == "skill" and selector.id in arrays.skill_number:
            _, asking, levels = arrays.asking(np.array([arrays.skill_number[selector.id]]))
            matching[asking[levels >= selector.level]] = True
            for place in np.flatnonzero(arrays.several & ~matching).tolist():
                matching[place] = all(asks(selector, way) for way in arrays.transitions[place].ways)
        return matching


def away_from(arrays: Arrays, goals: tuple[int, ...]) -> Ints:
    """Return the fewest moves from each role to a goal, whatever the constraints, `FAR` where there is no way."""
    return arrays.kept(("away", goals), lambda: layers.moves_to(arrays, np.array(goals, dtype=np.int32), None))
