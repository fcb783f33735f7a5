"""
The search for the first route to every role.

Every role is a goal, so no bound towards a goal is worth working out: the sets of SEMANTICS §9 are replaced by
supersets that cost nothing. Where what is held cannot matter, one label for each role and round suffices; the labels
of the last round are never built unless they come first.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

from careergraph.routes.bounds import Bounds
from careergraph.routes.dominance import Dominance
from careergraph.routes.index import SHARE_UNIT, Move
from careergraph.routes.objective import Criteria
from careergraph.routes.prefix import Prefix, Standing, dip, first_prefix, taken
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.question import Question
from careergraph.routes.rounds import Outcome, OutOfTime, never
from careergraph.routes.watch import OverTime, Watch

Worth: TypeAlias = tuple[Any, Any]
"""(unknown, known) of the criterion, smaller is better."""


class Anywhere(Bounds):
    """
    Bounds where every role is a goal: supersets of what can still come, for nothing.

    U is every role, M and T are everything that any move asks, F everything that any role grows. SEMANTICS §9: any
    superset is safe.
    """

    @cached_property
    def roles(self) -> Callable[[int, int], int]:
        """U: every role."""
        return lambda _role, _left: -1

    @cached_property
    def asked(self) -> Callable[[int, int], int]:
        """M: every level step that any way asks."""
        every = self.question.index.every_step
        return lambda _role, _left: every

    @cached_property
    def given(self) -> Callable[[int, int], int]:
        """F: every level step that any role grows."""
        grown = self.question.index.grown_anywhere
        return lambda _role, _left: grown

    def asking(self, steps: int) -> tuple[int, ...]:  # noqa: ARG002 - whatever is lacking
        """Return one way that asks everything: it stands for all, and none asks more."""
        return (self.question.index.every_step,)


class Reaching:
    """
    The search for the first route to every role.

    Parameters
    ----------
    question
        What is searched; its goals do not count.
    out_of_time
        Tells when to stop.
    """

    def __init__(self, question: Question, out_of_time: OutOfTime = never) -> None:
        self._question = question
        self._worth = WORTH[question.query.matters[0]]
        self._alone = one_label_suffices(question.query)
        self._watch = Watch(out_of_time)
        self.found: dict[int, tuple[Worth, Prefix]] = {}
        """The first route so far to each role, with its value."""

    @cached_property
    def _dominance(self) -> Dominance:
        bounds = Anywhere(self._question)
        return Dominance(self._question, bounds, Criteria(self._question, bounds), 1)

    def run(self, enough: Callable[[], bool] = never) -> Outcome:
        """Search until what is found with so many moves is enough, or the time is up, and return how it ended."""
        frontier = [first_prefix(self._question)]
        hops = self._question.hop_limit.moves
        for moves in range(hops):
            try:
                longer = self._longer(frontier, last=moves + 1 == hops)
                if enough():
                    break
                frontier = self._followed(longer, moves + 1)
            except OverTime:
                return Outcome(complete=False, proven_moves=moves)
        return Outcome(proven_moves=hops)

    def _longer(self, frontier: list[Prefix], *, last: bool) -> list[Prefix]:
        """Return the prefixes one move longer that may be followed, and take those that come first at their role."""
        question, found = self._question, self.found
        only_first = last or self._alone
        following = []
        for prefix in frontier:
            self._watch.look()
            for move in question.moves[prefix.role]:
                if prefix.visited >> move.head & 1:
                    continue
                worth = self._worth(question, prefix, move)
                if only_first and move.head in found and _comes_first(found[move.head], worth, len(prefix.moves)):
                    continue
                longer = taken(question, prefix, move)
                if within_limits(question, longer):
                    following.append(longer)
                    self._take(worth, longer)
        return following

    def _take(self, worth: Worth, prefix: Prefix) -> None:
        if prefix.via == self._question.all_via:
            known = self.found.get(prefix.role)
            if known is None or (worth, prefix.tie) < (known[0], known[1].tie):
                self.found[prefix.role] = (worth, prefix)

    def _followed(self, longer: list[Prefix], moves: int) -> list[Prefix]:
        if moves == self._question.hop_limit.moves:
            return []
        if self._alone:
            return [prefix for _, prefix in self.found.values() if len(prefix.moves) == moves]
        return self._dominance.survivors(longer, self._watch.look)


def _comes_first(known: tuple[Worth, Prefix], worth: Worth, moves: int) -> bool:
    """Return whether a known route comes before any of this worth that has one move more than `moves`."""
    return known[0] < worth or (known[0] == worth and len(known[1].moves) <= moves)


def one_label_suffices(query: RouteQuery) -> bool:
    """
    Return whether of all prefixes of one length at a role only the first needs to be followed.

    So it is for a value that is a sum or a product, or that the goal alone decides, where nothing else is limited: a
    value better by a strict amount stays better, an equal one keeps its place in tie order, and visited roles do not
    matter, since a route that comes back to one is no better without the detour left out (SEMANTICS D2). A fall in pay
    is not of that kind: strictness of a maximum is not kept (X17).
    """
    matters = query.matters[0]
    return (
        matters in {"moves", "months", "likelihood", "pay"}
        and not query.via
        and query.max_learning is None
        and query.max_step is None
        and (query.max_months is None or matters == "months")
    )


def within_limits(question: Question, prefix: Prefix) -> bool:
    """Return whether a prefix is within the limits that only a search can check."""
    return (
        (question.max_months is None or prefix.months[1] <= question.max_months)
        and (question.max_learning is None or prefix.learning <= question.max_learning)
        and (question.max_step is None or prefix.hardest <= question.max_step)
    )


def worth_of(standing: Standing, criterion: Criterion, prefix: Prefix) -> Worth:
    """Return the value of a prefix as a whole route by a criterion."""
    if criterion == "dip":
        return dip(standing, prefix.heads)
    if criterion == "pay":
        pay = standing.pays[prefix.role] if prefix.moves else standing.today
        return (1, 0) if pay is None else (0, -pay)
    return {
        "moves": (0, len(prefix.moves)),
        "months": prefix.months,
        "learning": (0, prefix.learning),
        "hardest": (0, prefix.hardest),
        "likelihood": prefix.share,
    }[criterion]


# What a prefix is worth after one move more, without making it


def _moves_after(_standing: Standing, prefix: Prefix, _move: Move) -> Worth:
    return 0, len(prefix.moves) + 1


def _months_after(_standing: Standing, prefix: Prefix, move: Move) -> Worth:
    unknown, months = prefix.months
    return (unknown + 1, months) if move.months is None else (unknown, months + move.months)


def _learning_after(standing: Standing, prefix: Prefix, move: Move) -> Worth:
    return 0, prefix.learning + standing.weigh(move.asks & ~prefix.state)


def _hardest_after(standing: Standing, prefix: Prefix, move: Move) -> Worth:
    return 0, max(prefix.hardest, standing.weigh(move.asks & ~prefix.state))


def _share_after(_standing: Standing, prefix: Prefix, move: Move) -> Worth:
    unknown, share = prefix.share
    return (unknown + 1, share) if move.share is None else (unknown, share * move.share // SHARE_UNIT)


def _pay_after(standing: Standing, _prefix: Prefix, move: Move) -> Worth:
    pay = standing.pays[move.head]
    return (1, 0) if pay is None else (0, -pay)


def _dip_after(standing: Standing, prefix: Prefix, move: Move) -> Worth:
    return worth_of(standing, "dip", taken(standing, prefix, move))


WORTH: Mapping[Criterion, Callable[[Standing, Prefix, Move], Worth]] = MappingProxyType(
    {
        "moves": _moves_after,
        "months": _months_after,
        "learning": _learning_after,
        "hardest": _hardest_after,
        "likelihood": _share_after,
        "pay": _pay_after,
        "dip": _dip_after,
    }
)
"""By criterion."""
