"""
What to learn next: which roles each raise opens, and which it brings nearer (SEMANTICS L3).

No raise is searched for on its own. Every route within the horizon is written out once, without the limits on learning,
and tells which raises would make it allowed, or better than the first route of today to its role:

    With a raise, each gap of a route is what it was, less the level steps of the raise, whatever grows on the way. So
    a raise of a skill that is in no gap of a route changes neither its values nor whether it is allowed; and with a
    raise a role is opened or nearer only by a route that has the skill in a gap. These routes are looked at one by
    one, and no other raise can matter.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.ports import Clock
from careergraph.routes.asked import Engine, constraints
from careergraph.routes.dominance import Dominance
from careergraph.routes.index import Move
from careergraph.routes.later import Later
from careergraph.routes.listed import Listed
from careergraph.routes.objective import Criteria
from careergraph.routes.prefix import Prefix, first_prefix, gaps, taken
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question, todays_pay
from careergraph.routes.raised import Helped, Raise
from careergraph.routes.reaching import WORTH, Anywhere, Reaching
from careergraph.routes.rounds import OutOfTime
from careergraph.routes.route import Constraint
from careergraph.routes.search import engine_of
from careergraph.routes.survey.demands import Demand, excess
from careergraph.routes.survey.reach import asked_of, outlook
from careergraph.routes.watch import OverTime, Watch, deadline


@dataclass(frozen=True, slots=True)
class Leverage(Listed[Raise]):
    """
    The raises that open a role or bring one nearer, the most useful first. It is a sequence of them.

    Parameters
    ----------
    query
        As understood: its first criterion alone counts, and it has a limit on moves.
    constraints
        Every constraint in force.
    raises
        Most opened first, then most nearer, least weight, skill, level; told when they are looked at.
    complete
        True only if every route was looked at. If not, each raise does at least what it says, and more may be missing.
    proven_moves
        Every route of up to this many moves was looked at.
    """

    kind: ClassVar[str] = "leverage"

    query: RouteQuery
    constraints: tuple[Constraint, ...]
    raises: Sequence[Raise]
    complete: bool = True
    proven_moves: int = 0

    @property
    def listed(self) -> Sequence[Raise]:
        """The same as `raises`."""
        return self.raises

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {**asked_of(self), "raises": [one.to_dict() for one in self.raises]}


def find_leverage(
    graph: CareerGraph, query: RouteQuery, *, budget: Budget | None = None, clock: Clock | None = None
) -> Leverage:
    """
    Find what to learn next: every raise that opens a role or brings one nearer.

    What is learned is free: it is outside the learning of the routes. "Nearer" is by the query's first criterion in
    canonical order; where that does not depend on what is held, raises matter by the limits on learning alone.

    Parameters
    ----------
    graph, query, budget, clock
        As for `find_reach`.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have.

    Examples
    --------
    >>> from careergraph import CareerGraph, Requirement, Role, RouteQuery, Skill, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "lead")]
    >>> move = Transition("junior", "lead", requirements=(Requirement("law", 2),))
    >>> graph = CareerGraph(roles=roles, skills=[Skill("law", Text("Law"))], transitions=[move])
    >>> query = RouteQuery.between("junior", matters=("learning",), max_learning=1)
    >>> [(one.skill, one.level, one.opened) for one in find_leverage(graph, query)]
    [('law', 1, ('lead',)), ('law', 2, ('lead',))]
    """
    budget = budget or Budget()
    asked = outlook(query, budget)
    engine, start = engine_of(graph), graph.role(asked.profile.role)
    try:
        helped = _helped(engine, asked, budget.most_moves, deadline(budget, clock))
    except OverTime:
        helped = Helped((), 0)
    return Leverage(
        replace(asked, currency=todays_pay(start, asked)[0]),
        constraints(asked, budget.most_moves),
        helped.raises,
        helped.proven_moves == asked.max_moves,
        helped.proven_moves,
    )


def _helped(engine: Engine, query: RouteQuery, most_moves: int, out_of_time: OutOfTime) -> Helped:
    """Return which raises help."""
    if not _state_counts(query):
        return Helped((), query.max_moves or 0)
    helped = engine.helped(query, out_of_time, most_moves=most_moves)
    if helped is not None:
        return helped
    look = Watch(out_of_time).look
    question = engine.question_from(query, most_moves=most_moves, raised=True, look=look)
    return _written_out(question, engine.highest, out_of_time)


def _state_counts(query: RouteQuery) -> bool:
    """Return whether it matters what is held."""
    limited = query.max_learning is not None or query.max_step is not None
    return limited or query.matters[0] in {"learning", "hardest"}


def _written_out(question: Question, highest: Mapping[SkillId, Level], out_of_time: OutOfTime) -> Helped:
    """Return which raises help by looking at every route."""
    looking = _Looking(question, highest, out_of_time)
    proven = looking.run()
    found = sorted(looking.ranks())
    raises = Later(len(found), lambda first, last: [*map(looking.as_raise, found[first:last])], at_once=1)
    return Helped(raises, proven)


Rank: TypeAlias = tuple[int, int, int, SkillId, Level]
"""What orders a raise (L3), and names it."""


class _Looking:
    """
    Writes out the routes to every role, and notes for each role and skill the least level that helps.

    The index may be a part of the graph: what is highest that any way asks is told beside it.
    """

    def __init__(self, question: Question, highest: Mapping[SkillId, Level], out_of_time: OutOfTime) -> None:
        self.question, self._index, self._highest = question, question.index, highest
        self._criterion = question.query.matters[0]
        self._watch = Watch(out_of_time)
        self.today = Reaching(question, out_of_time)
        self._dominance = self._ruling_out()
        self._most = max(map(self._weight_of, self._index.highest), default=0)
        self.least: dict[SkillId, dict[int, Level]] = {}
        self._efforts: dict[SkillId, int] = {}

    def _weight_of(self, skill: SkillId) -> int:
        top = self._index.bits([(skill, self._index.highest[skill])])
        return self.question.weigh(top & ~self.question.state)

    def _ruling_out(self) -> Dominance | None:
        """
        Return what drops prefixes that lead nowhere with any raise, where that is certain.

        If nothing grows that is not held, D1 without (4) holds with every raise: what B pays for that A does not is in
        what A lacks, so that the raise saves A, with that, as much as it saves B. With a limit on steps, or the hardest
        step to compare, a raise may mend the one and not the other, and every prefix is followed.
        """
        question = self.question
        if question.index.grown_anywhere & ~question.state or question.max_step is not None:
            return None
        if self._criterion == "hardest":
            return None
        bounds = Anywhere(question)
        return Dominance(question, bounds, Criteria(question, bounds), 1)

    def run(self) -> int:
        """Look at every route, and return up to how many moves that was."""
        question, hops = self.question, self.question.hop_limit.moves
        if not self.today.run().complete:
            return 0
        frontier = [first_prefix(question)]
        for moves in range(hops):
            try:
                longer = list(self._longer(frontier, last=moves + 1 == hops))
                frontier = self._dominance.survivors(longer, self._watch.look) if self._dominance else longer
            except OverTime:
                return moves
        return hops

    def _longer(self, frontier: Iterable[Prefix], *, last: bool) -> Iterator[Prefix]:
        for prefix in frontier:
            self._watch.look()
            for move in self.question.moves[prefix.role]:
                if prefix.visited >> move.head & 1 or not self._may_be_allowed(prefix, move):
                    continue
                may_help = self._may_help(prefix, move)
                if last and not may_help:
                    continue
                longer = taken(self.question, prefix, move)
                if may_help and longer.via == self.question.all_via:
                    self._note(longer)
                if not last:
                    yield longer

    def _may_be_allowed(self, prefix: Prefix, move: Move) -> bool:
        """Return False if a prefix and a move are over a limit by more than the largest raise can mend."""
        question = self.question
        if question.max_months is not None and prefix.months[1] + (move.months or 0) > question.max_months:
            return False
        if question.max_learning is None and question.max_step is None:
            return True
        gap = question.weigh(move.asks & ~prefix.state) - self._most
        return (question.max_learning is None or prefix.learning + gap <= question.max_learning) and (
            question.max_step is None or gap <= question.max_step
        )

    def _may_help(self, prefix: Prefix, move: Move) -> bool:
        """Return False if no raise makes this the better route to its role."""
        known = self.today.found.get(move.head)
        if known is None:
            return True
        unknown, figure = WORTH[self._criterion](self.question, prefix, move)
        if self._criterion in {"learning", "hardest"}:
            figure -= self._most
        return bool((unknown, figure) < known[0])

    def _note(self, prefix: Prefix) -> None:
        """Note for each skill of the gaps of a route the least level with which it opens its role or is better."""
        demands = list(self._demands(prefix))
        if not demands:
            return
        (steps, weight), *others = demands
        for skill, paid in self._index.by_skill(steps):
            level = _nth(paid, -(-weight // self._effort(skill)))
            if level is not None and others:
                level = self._least_level(skill, level, others)
            if level is not None:
                least = self.least.setdefault(skill, {})
                known = least.get(prefix.role)
                if known is None or level < known:
                    least[prefix.role] = level

    def _demands(self, prefix: Prefix) -> Iterator[Demand]:
        """Yield what a raise must save for a route to be allowed, and better than the first one of today."""
        question, known = self.question, self.today.found.get(prefix.role)
        of_steps = list(gaps(question.state, prefix.moves))
        aim = math.inf if known is None else known[0][1] - 1
        most = _least_of(question.max_learning, aim if self._criterion == "learning" else None)
        yield from excess([sum(of_steps)], most, question.weigh)  # gaps have nothing in common: the sum is the union
        most = _least_of(question.max_step, aim if self._criterion == "hardest" else None)
        yield from excess(of_steps, most, question.weigh)

    def _least_level(self, skill: SkillId, level: Level, demands: Iterable[Demand]) -> Level | None:
        """Return the least level of a skill, from one up, with which all demands are met; None if there is none."""
        for steps, weight in demands:
            needed = _nth(self._index.steps_of(skill, steps), -(-weight // self._effort(skill)))
            if needed is None:
                return None
            level = max(level, needed)
        return level

    def _effort(self, skill: SkillId) -> int:
        """Return the weight of one level step of a skill."""
        known = self._efforts.get(skill)
        if known is None:
            known = self._efforts[skill] = self.question.weigh(self._index.level_step(skill, 1))
        return known

    def ranks(self) -> Iterator[Rank]:
        """Yield for every raise that helps what orders it."""
        for skill, least in self.least.items():
            opened = sorted(level for role, level in least.items() if role not in self.today.found)
            nearer = sorted(level for role, level in least.items() if role in self.today.found)
            now = self.question.held.get(skill, 0)
            for level in range(max(now + 1, min(least.values())), self._highest[skill] + 1):
                weight = self._effort(skill) * (level - now)
                yield -bisect_right(opened, level), -bisect_right(nearer, level), weight, skill, level

    def as_raise(self, rank: Rank) -> Raise:
        """Return a raise with the roles it helps."""
        _, _, weight, skill, level = rank
        helped = sorted(role for role, needed in self.least[skill].items() if needed <= level)
        ids, today = self._index.roles, self.today.found
        opened = tuple([ids[role] for role in helped if role not in today])
        nearer = tuple([ids[role] for role in helped if role in today])
        return Raise(skill, level, Fraction(weight, self.question.learning_unit), opened, nearer)


def _least_of(*limits: float | None) -> float | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _nth(bits: int, number: int) -> int | None:
    """
    Return the place (from 1) of the n-th bit that is set; None if fewer are.

    Examples
    --------
    >>> _nth(0b1010, 1), _nth(0b1010, 2), _nth(0b1010, 3)
    (2, 4, None)
    """
    for _ in range(number - 1):
        bits &= bits - 1
    return (bits & -bits).bit_length() or None
