"""
The search of large graphs: rounds by number of moves over arrays of labels.

Some routes are known at once, the one with the least sum of gaps among them: it is often the best. The rounds then
have mostly to prove it. Rounds by moves have the shape of RAPTOR (Delling, Pajor and Werneck 2012), labels that of
Martins (1984); the bounds are in `ahead`, the rules of dominance in `ruling`. Small graphs have the plain engine, which
this one must agree with in every answer.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cached_property, partial
from math import ceil, exp, isfinite, prod
from typing import Any

import numpy as np

from careergraph.routes.index import SHARE_UNIT
from careergraph.routes.large.ahead import ROUNDING, Ahead
from careergraph.routes.large.arrays import UNKNOWN, UNLIKELY, Flags, Floats, Ints, Places
from careergraph.routes.large.found import Found
from careergraph.routes.large.labels import Labels, joined
from careergraph.routes.large.lengthening import Lengthening
from careergraph.routes.large.relevant import Relevant
from careergraph.routes.large.ruling import Ruling
from careergraph.routes.large.wide import TIE, Wide
from careergraph.routes.rounds import Outcome, OutOfTime, never
from careergraph.routes.watch import in_time

DIVE = 96
"""Labels that a dive keeps in each round."""
MANY = 512
"""So many labels are worth a dive before all of them are followed."""
FEW = 256
"""So few continuations are worked out exactly at once."""
WRITTEN_OUT = 1 << 20
"""So many bytes it may take to spell out what all walks hold: then they are too few for any bound to pay."""
MOST = 1 << 19
"""Labels that a round may have where a search has a budget: some 100 MB."""


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

    def run(self) -> bool:
        """Search until the end or the time is up; False where a group of requirements needs the plain engine."""
        self._stay()
        try:
            relevant = Relevant.of(self._wide, self._look)
            if self._wide.arrays.several[relevant.places].any():
                return False
            self._relevant, self._ahead = relevant, Ahead(relevant)
            self._lengthening = Lengthening(self._ahead)
            if relevant.count_walks * self._ahead.row_bytes <= WRITTEN_OUT:
                self._write_out()
                return True
            self._first_routes()
            self._may_stop = True
            for labels in self._rounds(self._lengthening.first(), None):
                self._labels = labels
        except _Cut:
            self._end()
        return True

    def _stay(self) -> None:
        """Take the route of no moves, where the start is a goal: it is known before any look at the clock."""
        wide = self._wide
        if wide.start in wide.goals and not wide.query.via:
            values = [wide.pay_rank(wide.start) if name == "pay" else 0 for name in wide.query.matters]
            self.found.add(np.array(values, dtype=float), self._exact(values, ()), (0, (wide.start,)), (), (0, 0))

    def _write_out(self) -> None:
        """Take all routes there are, where they are few: no bound is worth its while then."""
        wide = self._wide
        for labels in self._lengthening.every_route():
            fits = np.ones(len(labels), dtype=bool)
            for limit, most, figures in (
                ("max_months", wide.max_months, labels.months),
                ("max_learning", wide.max_learning, labels.inside),
                ("max_step", wide.max_step, labels.hardest),
            ):
                if most is not None:
                    fits &= self._touch(limit, figures <= most)
            self._collect(labels[np.flatnonzero(fits)])

    # Routes known at once

    def _first_routes(self) -> None:
        """Take the routes that are best by one figure each, as if nothing were carried; at first whatever the time."""
        found = {tuple(walk) for walk in in_time(self._walks(), self._out_of_time) if walk}
        for moves in sorted({len(walk) for walk in found}):
            walks = np.array([walk for walk in sorted(found) if len(walk) == moves], dtype=np.int64)
            labels = self._lengthening.whole(walks)
            labels = labels[self._relevant.is_goal[labels.at]]
            self._collect(labels[self._useful(labels, self._wide.hops - moves, partial(_roles, labels))])

    def _walks(self) -> Iterator[list[int]]:
        relevant, ahead, matters = self._relevant, self._ahead, self._wide.query.matters
        moves = np.ones(len(relevant.places), dtype=np.int64)
        yield relevant.best_walk(moves, [relevant.away] * self._wide.hops)
        if self._wide.learns:
            yield relevant.best_walk(ahead.gaps, ahead.gaps_left)
        if "months" in matters or self._wide.max_months is not None:
            yield relevant.best_walk(relevant.months, ahead.months_left)
        if "likelihood" in matters:
            yield relevant.best_walk(relevant.log_share, ahead.likelihoods_left)

    # Rounds

    def _rounds(self, labels: Labels, most: int | None) -> Iterator[Labels]:
        """Follow labels, `most` of them in each round, or all that matter; yield those of each round."""
        ruling = Ruling(self._ahead, self._k)
        self._collect(labels)
        for left in reversed(range(self._wide.hops - labels.moves)):
            yield labels
            parts: list[Labels] = []
            for before, taken in self._lengthening.onward(labels, left):
                part = self._judged(labels, before, taken, left)
                if len(part):
                    parts.append(part)
                    self._keep_small(sum(map(len, parts)))
            if not parts:
                return
            labels = joined(parts)
            self._collect(labels)
            if most is not None:
                labels = self._promising(labels, left, most)
            elif left:
                if len(labels) > (DIVE if self.found.wants_more else MANY):
                    labels = self._after_a_dive(labels, left)
                labels = ruling.survivors(labels, left)

    def _after_a_dive(self, labels: Labels, left: int) -> Labels:
        """Return what is left of labels when the few that promise most were followed to the end."""
        for _ in self._rounds(self._promising(labels, left, DIVE), DIVE):
            pass
        return labels[self._useful(labels, left, partial(_roles, labels))]

    def _judged(self, labels: Labels, before: Ints, taken: Ints, left: int) -> Labels:
        """Return the continuations whose bounds are within the limits and better than what is found."""
        how = self._lengthening
        rough = how.roughly(labels, before, taken)
        if len(rough) > FEW:  # to look at so few in vain costs less than to look at them twice
            spelled = lambda rows: how.spelled(labels, before[rows], taken[rows])  # noqa: E731
            useful = np.flatnonzero(self._useful(rough, left, spelled, thorough=False))
            rough, before, taken = rough[useful], before[useful], taken[useful]
        longer = how.exactly(rough, labels, before, taken)
        return longer[np.flatnonzero(self._useful(longer, left, partial(_roles, longer)))]

    def _useful(self, labels: Labels, left: int, spelled: Callable[[Ints], Places], *, thorough: bool = True) -> Flags:
        wide, ahead = self._wide, self._ahead
        bounds = ahead.bounds(labels, left, thorough=thorough)
        useful = ~self.found.cuts(bounds, ahead.fewest(labels), spelled)
        if wide.max_months is not None:
            useful &= self._touch("max_months", ahead.months(labels, left) <= wide.max_months)
        if wide.max_learning is not None:
            least = ahead.learning(labels, left, thorough=thorough)
            useful &= self._touch("max_learning", least <= wide.max_learning)
        if wide.max_step is not None:
            useful &= self._touch("max_step", labels.hardest <= wide.max_step)
        return useful

    def _touch(self, limit: str, fits: Flags) -> Flags:
        if not fits.all():
            self.outcome.touched.add(limit)
        return fits

    def _promising(self, labels: Labels, left: int, most: int) -> Labels:
        """Return the labels that promise most by each criterion, as if nothing more were carried."""
        if len(labels) <= most:
            return labels
        promise = self._ahead.bounds(labels, left, thorough=False)
        for column, name in enumerate(self._wide.query.matters):
            if name in ("learning", "hardest"):
                promise[:, column] = labels.learned * TIE + self._ahead.gaps_left[left][labels.at]
        each = -(-most // promise.shape[1])
        chosen = [np.argsort(promise[:, column], kind="stable")[:each] for column in range(promise.shape[1])]
        return labels[np.unique(np.concatenate(chosen))]

    # What is found

    def _collect(self, labels: Labels) -> None:
        """Take those that arrived, the best by the first criterion first, as long as those before leave any."""
        arrived = self._relevant.is_goal.take(labels.at)
        if self._wide.query.via:
            arrived &= labels.via == (1 << len(self._wide.query.via)) - 1
        rows = np.flatnonzero(arrived)
        if not rows.size:
            return
        values = self._ahead.values(labels)[rows]
        if rows.size > MANY:  # of so many, most are behind the few that are best by one criterion
            for row in self._best(values):
                self._add(labels, int(rows[row]), values[row])
            left = self._left(labels, rows, values)
            rows, values = rows[left], values[left]
        order = np.lexsort(values.T[::-1])
        rows, values = rows[order], values[order]
        while rows.size:
            self._look()
            self._add(labels, int(rows[0]), values[0])
            rows, values = rows[1:], values[1:]
            left = self._left(labels, rows, values)
            rows, values = rows[left], values[left]

    def _best(self, values: Floats) -> list[int]:
        """Return a row with the least value of each criterion; of one criterion, as many as are asked for."""
        if len(self._wide.query.matters) > 1:
            return [*{int(row) for row in values.argmin(axis=0)}]
        rows: list[int] = np.argpartition(values[:, 0], min(self._k, len(values)) - 1)[: self._k].tolist()
        return rows

    def _left(self, labels: Labels, rows: Ints, values: Floats) -> Ints:
        """Return which of some that arrived nothing found keeps out."""
        fewest = np.full(rows.size, labels.moves)
        cut = self.found.cuts(values - self._rounding, fewest, lambda some: labels.roles[rows[some]])
        return np.flatnonzero(~cut)

    @cached_property
    def _rounding(self) -> Floats:
        """What values may be off by: only likelihoods are no whole numbers here."""
        return np.array([ROUNDING if name == "likelihood" else 0.0 for name in self._wide.query.matters])

    def _add(self, labels: Labels, row: int, values: Floats) -> None:
        """Take one route."""
        taken = tuple(labels.taken[row, : labels.moves].tolist())
        roles = tuple(labels.roles[row, : labels.moves + 1].tolist())
        learned = (int(labels.learned[row]), int(labels.hardest[row])) if self._wide.learns else (0, 0)
        self.found.add(values, self._exact(values, taken), (len(taken), roles), taken, learned)

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

    def _keep_small(self, labels: int) -> None:
        """Take memory for time: a search that has a budget does not grow for as long as it lasts."""
        if labels > MOST and self._out_of_time is not never:
            raise _Cut

    def _end(self) -> None:
        """Note how far the search came, and what bounds all that it did not look at."""
        self._may_stop, self.outcome.complete = False, False
        self.outcome.proven_moves = 0 if self._labels is None else self._labels.moves
        if self._labels is None or len(self._wide.query.matters) > 1 or not len(self._labels):
            return
        left = self._wide.hops - self._labels.moves
        least = float(self._ahead.bounds(self._labels, left).min())
        if isfinite(least):  # otherwise no route goes on from what was not looked at
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


def _roles(labels: Labels, rows: Ints) -> Places:
    return labels.roles[rows]
