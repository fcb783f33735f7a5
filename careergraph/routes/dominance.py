"""
Which prefixes need not be followed, because another one leads to a better route whatever comes.

The rules are D1, D3 and D4 of SEMANTICS §9; the counterexamples of its §12 say why none of the conditions can go.
"""

from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import Any, TypeAlias

from careergraph.routes.bounds import Bounds
from careergraph.routes.objective import Objective
from careergraph.routes.prefix import Prefix, Tie
from careergraph.routes.question import Question

Figures: TypeAlias = tuple[Any, ...]
"""What a prefix has by each measure that is compared: worked out once."""


class Dominance:
    """
    Rules prefixes out by prefixes that stand at the same role.

    Parameters
    ----------
    question, bounds, objective
        What is searched.
    k
        How many different routes must come before a prefix's own ones before it is dropped; 1 for Pareto sets.
    apart
        Returns what two prefixes must have in common for one to rule out the other: the first step, where routes are
        looked for by first step.
    """

    def __init__(
        self,
        question: Question,
        bounds: Bounds,
        objective: Objective,
        k: int,
        apart: Callable[[Prefix], Hashable] = lambda _: None,
    ) -> None:
        self._question, self._bounds, self._objective, self._k = question, bounds, objective, k
        self._limits_step = question.max_step is not None
        self._steps_matter = objective.hardest or self._limits_step
        self._state_matters = self._steps_matter or objective.learning
        self._apart = apart
        self._kept: dict[tuple[int, Hashable], list[tuple[Figures, Prefix]]] = {}
        self._shortcuts = self._may_ignore_visited()

    def _may_ignore_visited(self) -> bool:
        """D3: nothing useful grows, no via, hardest no criterion, no step limit that bites, one route of a kind."""
        question, bounds = self._question, self._bounds
        if self._k > 1 or question.all_via or self._objective.hardest:
            return False
        if not self._state_matters:
            return True
        if bounds.grown_anywhere & bounds.asked(question.start, bounds.hops) & ~question.state:
            return False
        return not self._limits_step or not self._step_limit_bites()

    def _step_limit_bites(self) -> bool:
        question = self._question
        gaps = (question.weigh(move.asks & ~question.state) for moves in question.moves for move in moves)
        return any(gap > (question.max_step or 0) for gap in gaps)

    def survivors(self, prefixes: list[Prefix], between: Callable[[], None]) -> list[Prefix]:
        """
        Return the prefixes that must be followed, all of one length, none shorter than those seen before.

        They are looked at in an order in which a prefix comes after every one that can rule it out; `between` is
        called before each, and may raise to stop.
        """
        kept = []
        for figures, _, _, prefix in self._in_order(prefixes, between):
            between()
            known = self._kept.setdefault((prefix.role, self._apart(prefix)), [])
            if not self._ruled_out(figures, prefix, known):
                known.append((figures, prefix))
                kept.append(prefix)
        return kept

    def _in_order(self, prefixes: list[Prefix], between: Callable[[], None]) -> list[tuple[Figures, int, Tie, Prefix]]:
        measures, learning = self._objective.measures, self._objective.learning
        ranked = []
        for prefix in prefixes:
            between()
            figures = tuple([measure(prefix) for measure in measures])
            ranked.append((figures, prefix.learning if learning else 0, prefix.tie, prefix))
        ranked.sort(key=itemgetter(0, 1, 2))
        return ranked

    def _ruled_out(self, figures: Figures, prefix: Prefix, known: list[tuple[Figures, Prefix]]) -> bool:
        """D4: k different routes come first, or one that visits the same roles in another way."""
        better: set[tuple[int, ...]] = set()
        for others, other in known:
            if self._rules_out(others, other, figures, prefix):
                better.add(other.roles)
                if len(better) == self._k or other.roles == prefix.roles:
                    return True
        return False

    def _rules_out(self, of_one: Figures, one: Prefix, of_other: Figures, other: Prefix) -> bool:
        """D1, numbered as there. (1), fewer or as many moves, holds by the order in which prefixes are seen."""
        strict = False
        for at, (mine, theirs) in enumerate(zip(of_one, of_other, strict=True)):  # (2)
            if mine > theirs:
                return False
            strict = strict or (mine < theirs and at in self._objective.strict)
        if other.via & ~one.via or (self._objective.learned and one.learned & ~other.learned):  # (5), and sets for (3)
            return False
        left = self._bounds.hops - len(other.moves)
        lacking = other.state & ~one.state if self._state_matters else 0
        if lacking:
            lacking &= self._bounds.asked(one.role, left)
        if self._objective.learning:  # (3)
            cost = one.learning + self._question.weigh(lacking)
            more = lacking & ~other.learned if self._objective.learned else 0
            if more or cost > other.learning:
                return False
            strict = strict or (self._objective.strict_learning and cost < other.learning)
        if self._steps_matter and not self._steps_hold(one, other, lacking):  # (4)
            return False
        extra = one.visited & ~other.visited
        if extra and not self._shortcuts and extra & self._bounds.roles(one.role, left):  # (6)
            return False
        return strict or one.tie < other.tie  # (7)

    def _steps_hold(self, one: Prefix, other: Prefix, lacking: int) -> bool:
        """Return whether no gap ahead of `one` that exceeds that of `other` can matter."""
        if self._objective.hardest:
            if one.hardest > other.hardest:
                return False
            most = other.hardest
        else:
            most = self._question.max_step or 0
        weigh = self._question.weigh
        return not lacking or all(weigh(asks & ~one.state) <= most for asks in self._bounds.asking(lacking))
