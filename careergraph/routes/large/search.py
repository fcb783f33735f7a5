"""
The search of large graphs: rounds by number of moves over arrays of labels.

A dive with few labels finds routes first; what they rule out is cut from the graph before every other route is
compared with them. Rounds by moves have the shape of RAPTOR (Delling, Pajor and Werneck 2012), labels that of Martins
(1984); the bounds are in `ahead`, the rules of dominance in `ruling`. Small graphs have the plain engine, which this
one must agree with in every answer.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import ceil, exp, prod
from typing import Any

import numpy as np

from careergraph.routes.index import SHARE_UNIT
from careergraph.routes.large.ahead import ROUNDING, Ahead
from careergraph.routes.large.arrays import UNKNOWN, UNLIKELY, Flags, Floats, Ints, spans
from careergraph.routes.large.best_first import BestFirst
from careergraph.routes.large.found import Found
from careergraph.routes.large.labels import Labels, first_label, joined
from careergraph.routes.large.level_steps import LevelSteps
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.ruling import WORDS, Ruling
from careergraph.routes.large.wide import TIE, Additive, Wide
from careergraph.routes.rounds import Outcome, OutOfTime, never

ADDITIVE: tuple[Additive, ...] = ("moves", "months")
FIRST = 3
"""Routes that are taken first by each figure that adds up."""
DIVE = 96
"""Labels that a dive keeps in each round."""
WORTHWHILE = 0.8
"""A part of the transitions is counted anew if it is no larger than this."""
MOST_WORDS = 1 << 23
"""Words of level steps that the labels of a round may take where a search has a budget: 64 MB."""
AT_ONCE = 1 << 12
"""Continuations worked out at once, for the sake of memory and of looks at the clock."""


class _Cut(Exception):
    """The time is up."""


class LabelSearch:
    """
    One search of a question on arrays.

    Parameters
    ----------
    wide
        The question.
    out_of_time
        Tells when to stop.
    may_stop
        Whether it may stop before anything is found: so it may where only the whole answer is of use.
    """

    def __init__(self, wide: Wide, out_of_time: OutOfTime, *, may_stop: bool = False) -> None:
        self._wide, self._out_of_time = wide, out_of_time
        self._k = wide.query.k if len(wide.query.matters) == 1 else 1
        self.found = Found(None if len(wide.query.matters) > 1 else self._k, len(wide.query.matters))
        self.outcome = Outcome(proven_moves=wide.hops)
        self._may_stop = may_stop
        self._labels: Labels | None = None
        self._ahead: Ahead | None = None

    def run(self) -> bool:
        """Search until the end or the time is up; False where a group of requirements needs the plain engine."""
        self._stay()
        try:
            self._first_routes()
            relevant = Relevant.of(self._wide, self._look)
            if self._wide.arrays.several[relevant.places].any():
                return False
            self._search(relevant)
        except _Cut:
            self._end()
        return True

    def _stay(self) -> None:
        """Take the route of no moves, where the start is a goal: it is known before any look at the clock."""
        wide = self._wide
        if wide.start in wide.goals and not wide.query.via:
            values = [wide.pay_rank(wide.start) if name == "pay" else 0 for name in wide.query.matters]
            self.found.add(np.array(values, dtype=float), self._exact(values, ()), (0, (wide.start,)), ())

    def _first_routes(self) -> None:
        """Take the best of the first routes by moves and by months, a first time whatever the time: it is a moment."""
        wide, taken = self._wide, set[int]()
        for what in ADDITIVE:
            self._look()
            routes = BestFirst(wide, wide.figures(what), wide.least(what)).routes(never)
            taken.update(place for _, route in islice(routes, FIRST) for place in route)
        places = np.array(sorted(taken), dtype=np.int64)
        if not self._wide.arrays.several[places].any():
            self._exhaust(Relevant(wide, places))
        self._may_stop = True

    def _exhaust(self, relevant: Relevant) -> None:
        """Take the best of all routes over a few transitions."""
        for _ in self._rounds(self._part(relevant), None):
            pass

    def _search(self, relevant: Relevant) -> None:
        self._look()
        self._exhaust(relevant.only(self._likely(relevant)))
        ahead = self._narrowed(self._part(relevant.only(self._within(relevant))))
        for _ in self._rounds(ahead, DIVE):
            pass
        ahead = self._narrowed(ahead)
        for labels in self._rounds(ahead, None):
            self._labels, self._ahead = labels, ahead

    @staticmethod
    def _part(relevant: Relevant) -> Ahead:
        return Ahead(relevant, LevelSteps(relevant))

    # What the graph is cut down to

    def _likely(self, relevant: Relevant) -> Flags:
        """Return the transitions of the routes that are best by one figure each, as if nothing were carried."""
        few = np.zeros(len(relevant.places), dtype=bool)
        gaps, months = relevant.gaps, relevant.months
        few[relevant.best_walk(gaps * TIE + 1)] = True
        if "likelihood" in self._wide.query.matters:
            few[relevant.best_walk(relevant.log_share)] = True
        if "months" in self._wide.query.matters:
            known = np.minimum(months, UNKNOWN >> 1)
            balanced = gaps * max(1, int(known[months < UNKNOWN].sum())) / max(1, int(gaps.sum())) + known
            few[relevant.best_walk(balanced)] = True
        return few

    def _within(self, relevant: Relevant) -> Flags:
        """Return the transitions that the limits and the routes found leave, by figures that need no level steps."""
        wide, matters = self._wide, self._wide.query.matters
        useful = np.ones(len(relevant.places), dtype=bool)
        if wide.max_months is not None:
            useful &= self._touch("max_months", relevant.through(relevant.months) <= wide.max_months)
        fewest = relevant.through(np.ones(len(relevant.places), dtype=np.int64))
        at_least = np.zeros(len(relevant.places), dtype=np.int64)
        if not relevant.surprising.any():  # a route learns all that any of its transitions asks
            at_least = relevant.through(relevant.gaps, np.maximum)
            if wide.max_learning is not None:
                useful &= self._touch("max_learning", at_least <= wide.max_learning)
        least: dict[str, Ints | Floats] = {"moves": fewest, "learning": at_least}
        if "months" in matters:
            least["months"] = relevant.through(relevant.months)
        if "likelihood" in matters:
            least["likelihood"] = relevant.through(relevant.log_share) - ROUNDING
        nothing = np.full(len(relevant.places), -1.0)
        bounds = np.stack([least.get(name, nothing) for name in matters], axis=1)
        return useful & ~self._cut(bounds.astype(np.float64), fewest)

    def _narrowed(self, ahead: Ahead) -> Ahead:
        """Return the part that the limits and the routes found leave: fewer ask each level step there."""
        wide = self._wide
        while True:
            self._look()
            useful = ~self._cut(ahead.through(), ahead.fewest)
            if wide.max_learning is not None:
                useful &= self._touch("max_learning", ahead.learning_through <= wide.max_learning)
            if wide.max_step is not None:
                useful &= self._touch("max_step", ahead.steps.own <= wide.max_step)
            if useful.sum() >= WORTHWHILE * len(useful):
                return ahead
            ahead = self._part(ahead.relevant.only(useful))

    def _cut(self, bounds: Floats, fewest: Ints) -> Flags:
        return self.found.cuts(bounds, fewest, np.zeros((len(bounds), 0), dtype=np.int64))

    def _touch(self, limit: str, fits: Flags) -> Flags:
        if not fits.all():
            self.outcome.touched.add(limit)
        return fits

    # Rounds

    def _rounds(self, ahead: Ahead, most: int | None) -> Iterator[Labels]:
        """Search some transitions with `most` labels a round, or all that matter; yield those of each round."""
        relevant = ahead.relevant
        ruling = Ruling(ahead, self._k)
        labels = first_label(self._wide.start, relevant.start, len(ahead.steps.weight))
        self._collect(ahead, labels)
        for left in reversed(range(self._wide.hops)):
            yield labels
            parts: list[Labels] = []
            for part in self._continued(ahead, labels, left):
                if len(part):
                    parts.append(part)
                    self._keep_small(sum(one.held.size for one in parts))
            if not parts:
                return
            labels = joined(parts)
            self._collect(ahead, labels)
            if most is not None:
                labels = self._promising(ahead, labels, left, most)
            elif left:
                labels = ruling.survivors(labels, left)

    def _continued(self, ahead: Ahead, labels: Labels, left: int) -> Iterator[Labels]:
        """Yield every continuation that may still come to something, some at a time, in tie order."""
        relevant = ahead.relevant
        onward = relevant.away[relevant.head] <= left
        starts, ends = relevant.out_starts[labels.at], relevant.out_starts[labels.at + 1]
        width = max(1, labels.held.shape[1])
        parts = 1 + int((ends - starts).sum()) // max(1, min(AT_ONCE, WORDS // width))
        for rows in np.array_split(np.arange(len(labels)), min(parts, max(1, len(labels)))):
            self._look()
            taken = spans(starts[rows], ends[rows])
            before = np.repeat(rows, (ends - starts)[rows])
            useful = onward[taken]
            before, taken = before[useful], taken[useful]
            fresh = (labels.roles[before] != relevant.role_heads[taken][:, None]).all(axis=1)
            yield self._judged(ahead, labels, before[fresh], taken[fresh], left)

    def _judged(self, ahead: Ahead, labels: Labels, before: Ints, taken: Ints, left: int) -> Labels:
        """Return the continuations whose bounds are within the limits and better than what is found."""
        steps = ahead.steps
        longer = self._extended(ahead, labels, before, taken)
        useful = self._useful(ahead, longer, left, thorough=False)
        longer, before, taken = longer[useful], before[useful], taken[useful]
        held, asked = labels.held[before], steps.asked(taken)
        gaps = steps.own[taken] + steps.weigh(asked & ~held)
        longer = Labels(
            longer.roles,
            longer.taken,
            longer.at,
            longer.months,
            longer.log_share,
            labels.learned[before] + gaps,
            np.maximum(labels.hardest[before], gaps),
            longer.charge,
            longer.unpaid,
            longer.depth,
            longer.via,
            held | steps.given(taken, asked),
        )
        return longer[self._useful(ahead, longer, left, thorough=True)]

    def _extended(self, ahead: Ahead, labels: Labels, before: Ints, taken: Ints) -> Labels:
        """Return labels one move longer; of what is learned, only what needs no look at what is held."""
        relevant, steps = ahead.relevant, ahead.steps
        heads = relevant.role_heads[taken]
        unpaid, depth = relevant.falls
        own = steps.own[taken]
        return Labels(
            np.column_stack((labels.roles[before], heads)),
            np.column_stack((labels.taken[before], relevant.places[taken])),
            relevant.head[taken],
            labels.months[before] + relevant.months[taken],
            labels.log_share[before] + relevant.log_share[taken],
            labels.learned[before] + own,
            np.maximum(labels.hardest[before], own),
            labels.charge[before] + steps.charge[taken],
            labels.unpaid[before] + unpaid[taken],
            np.maximum(labels.depth[before], depth[taken]),
            labels.via[before] | relevant.via[taken],
            np.zeros((len(taken), 0), dtype=np.uint64),
        )

    def _useful(self, ahead: Ahead, labels: Labels, left: int, *, thorough: bool) -> Flags:
        wide = self._wide
        bounds = ahead.bounds(labels, left, thorough=thorough)
        useful = ~self.found.cuts(bounds, labels.moves + ahead.relevant.away[labels.at], labels.roles)
        if wide.max_months is not None:
            useful &= self._touch("max_months", ahead.months(labels, left) <= wide.max_months)
        if wide.max_learning is not None:
            least = ahead.learning(labels, left, thorough=thorough)
            useful &= self._touch("max_learning", least <= wide.max_learning)
        if wide.max_step is not None:
            useful &= self._touch("max_step", labels.hardest <= wide.max_step)
        return useful

    def _promising(self, ahead: Ahead, labels: Labels, left: int, most: int) -> Labels:
        """Return the labels that promise most by each criterion, as if nothing more were carried."""
        if len(labels) <= most:
            return labels
        promise = ahead.bounds(labels, left, thorough=False)
        for column, name in enumerate(self._wide.query.matters):
            if name in ("learning", "hardest"):
                promise[:, column] = labels.learned + ahead.gaps_left[left][labels.at]
        each = -(-most // promise.shape[1])
        chosen = [np.argsort(promise[:, column], kind="stable")[:each] for column in range(promise.shape[1])]
        return labels[np.unique(np.concatenate(chosen))]

    # What is found

    def _collect(self, ahead: Ahead, labels: Labels) -> None:
        arrived = np.isin(labels.at, ahead.relevant.goals)
        if self._wide.query.via:
            arrived &= labels.via == (1 << len(self._wide.query.via)) - 1
        labels = labels[arrived]
        if not len(labels):
            return
        values = ahead.values(labels)
        order = np.lexsort(values.T[::-1])
        labels, values = labels[order], values[order]
        while len(labels):
            self._look()
            self._add(labels, values)
            fewest = np.full(len(labels), labels.moves)
            left = ~self.found.cuts(values - self._rounding, fewest, labels.roles)
            left[0] = False
            labels, values = labels[left], values[left]

    @cached_property
    def _rounding(self) -> Floats:
        """What values may be off by: only likelihoods are no whole numbers here."""
        return np.array([ROUNDING if name == "likelihood" else 0.0 for name in self._wide.query.matters])

    def _add(self, labels: Labels, values: Floats) -> None:
        """Take the first of some routes."""
        taken = tuple(labels.taken[0].tolist())
        roles = tuple(labels.roles[0].tolist())
        self.found.add(values[0], self._exact(values[0], taken), (len(taken), roles), taken)

    def _exact(self, values: Iterable[float], taken: tuple[int, ...]) -> tuple[Any, ...]:
        exact: list[Any] = [int(value) for value in values]
        if "likelihood" in self._wide.query.matters:
            shares = self._wide.arrays.share[list(taken)].tolist()
            known = [share for share in shares if share]
            product = prod(known) * SHARE_UNIT ** (self._wide.hops - len(known))
            exact[self._wide.query.matters.index("likelihood")] = (len(shares) - len(known), -product)
        return tuple(exact)

    # The end

    def _look(self) -> None:
        if self._may_stop and self._out_of_time():
            raise _Cut

    def _keep_small(self, words: int) -> None:
        """Take memory for time: a search that has a budget does not grow for as long as it lasts."""
        if words > MOST_WORDS and self._out_of_time is not never:
            raise _Cut

    def _end(self) -> None:
        """Note how far the search came, and what bounds all that it did not look at."""
        self.outcome.complete = False
        self.outcome.proven_moves = 0 if self._labels is None else self._labels.moves
        if self._labels is None or self._ahead is None or len(self._wide.query.matters) > 1 or not len(self._labels):
            return
        left = self._wide.hops - self._labels.moves
        least = float(self._ahead.bounds(self._labels, left).min())
        self.outcome.frontier = (self._pair(least),)

    def _pair(self, least: float) -> tuple[int, Any]:
        """Return a bound on one criterion as unknowns and a known figure, as the plain engine has it."""
        criterion = self._wide.query.matters[0]
        if criterion == "likelihood":
            unknown, log = divmod(max(least, 0.0), UNLIKELY)
            return int(unknown), -ceil(exp(-log) * (1 + 1e-6) * float(SHARE_UNIT**self._wide.hops))
        unknown, known = divmod(int(least), UNKNOWN)
        if criterion == "pay":
            return unknown, Fraction(0) if unknown else -self._wide.pays_in_order[known]
        return unknown, self._wide.depths[known] if criterion == "dip" else known
