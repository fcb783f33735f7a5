"""
Which labels need not be followed, because others at the same role lead to better routes whatever comes.

The rules are D1, D3 and D4 of SEMANTICS §9, for pairs of labels at once. Each label is compared with the few at its
role that learned least: to miss a pair costs time, never an answer (D5).
"""

from collections.abc import Iterator
from functools import cached_property
from math import prod

import numpy as np

from careergraph.routes.index import SHARE_UNIT
from careergraph.routes.large.ahead import ROUNDING, Ahead
from careergraph.routes.large.arrays import UNKNOWN, Flags, Ints, Levels, Places, parts_of, spans
from careergraph.routes.large.labels import Labels, joined
from careergraph.routes.large.lengthening import MOST_HELD
from careergraph.routes.large.states import States

PEERS = 8
"""Labels of a role that every other label there is compared with."""
FEW = 256
"""So few labels are followed without a comparison."""
SAMPLE = 64
"""So many labels are compared to see whether it is worth while."""
WORTH = 16
"""It is, where one in so many is ruled out."""
AT_ONCE = 1 << 18
"""Pairs that are compared at a time."""
PAIRS = 1 << 13
"""Pairs whose states are compared at a time."""


class Ruling:
    """
    Rules labels out, round by round.

    Parameters
    ----------
    ahead
        What labels can still come to.
    k
        How many different routes must come before a label's own ones before it is dropped; 1 for Pareto sets.
    """

    def __init__(self, ahead: Ahead, k: int) -> None:
        self._ahead, self._relevant, self._k = ahead, ahead.relevant, k
        self._wide = wide = ahead.relevant.wide
        self._matters = wide.query.matters
        self._months = "months" in self._matters or wide.max_months is not None
        self._learning = "learning" in self._matters or wide.max_learning is not None
        self._hardest = "hardest" in self._matters
        self._steps_matter = self._hardest or wide.max_step is not None
        self._known: list[Labels] = []

    @cached_property
    def _may_ignore_visited(self) -> bool:
        """D3: nothing useful grows, no via, hardest no criterion, no step limit that bites, one route of a kind."""
        if self._k > 1 or self._wide.query.via or self._hardest or self._relevant.grows:
            return False
        limit = self._wide.max_step
        return limit is None or bool((self._relevant.gaps <= limit).all())

    def survivors(self, labels: Labels, left: int) -> Labels:
        """Return the labels that must be followed, all of one length, none shorter than those seen before."""
        if len(labels) <= FEW:
            self._known.append(labels)
            return labels
        known = joined([*self._known, labels])
        lengths = np.repeat([one.moves for one in (*self._known, labels)], [*map(len, self._known), len(labels)])
        order, starts, ends = self._peers(known, labels)
        first = len(known) - len(labels)
        better = np.zeros(len(labels), dtype=np.int64)
        compared = np.zeros(len(known), dtype=bool)
        for part in self._parts(len(labels), int((ends - starts).sum()), left):
            self._relevant.look()
            others = order[spans(starts[part], ends[part])]
            mine = np.repeat(part, (ends - starts)[part])
            ruling = self._rules_out(known, lengths, others, mine + first, left)
            better += np.bincount(mine[ruling], minlength=len(labels))
            compared[others] = True
            if np.count_nonzero(better[part] >= self._k) * WORTH < len(part):
                break  # where so few are ruled out, following them costs less than finding them
        self._known.append(labels[compared[first:]])
        return labels[better < self._k]

    def _parts(self, count: int, pairs: int, left: int) -> Iterator[Ints]:
        """Yield labels some at a time: at first a few from everywhere, where it costs something to compare them."""
        rest = np.arange(count)
        if not self._told_by_bits(left) and count > 2 * SAMPLE:
            sample = np.zeros(count, dtype=bool)
            sample[:: count // SAMPLE] = True
            yield np.flatnonzero(sample)
            rest = np.flatnonzero(~sample)
        yield from parts_of(rest, 1 + pairs // AT_ONCE)

    def _told_by_bits(self, left: int) -> bool:
        """Tell whether only level steps of moves into the goals can still be asked, which labels keep as bits."""
        return not self._wide.learns or (left == 1 and self._ahead.steps.whole)

    def _peers(self, known: Labels, labels: Labels) -> tuple[Ints, Ints, Ints]:
        """Return labels in order of roles and of what they came to, and which of them each one is compared with."""
        score = known.learned if self._wide.learns else known.months if self._months else known.at
        order = np.lexsort((score, known.at))
        at = known.at[order]
        starts = np.searchsorted(at, labels.at)
        return order, starts, np.minimum(starts + PEERS, np.searchsorted(at, labels.at, side="right"))

    def _rules_out(self, known: Labels, lengths: Ints, others: Ints, mine: Ints, left: int) -> Flags:
        """D1, numbered as there, for pairs of labels. (1) holds: none is longer than those of this round."""
        holds = others != mine
        for figure in self._figures(known):  # (2), and what (3) and (4) begin with
            holds &= figure[others] <= figure[mine]
        if "likelihood" in self._matters:
            holds &= known.log_share[others] <= known.log_share[mine] + ROUNDING
        if self._wide.query.via:  # (5)
            holds &= known.via[mine] & ~known.via[others] == 0
        ruling = np.zeros(len(mine), dtype=bool)
        pairs = np.flatnonzero(holds)
        if not self._may_ignore_visited:  # (6)
            pairs = pairs[~self._may_meet_again(known.roles[others[pairs]], known.roles[mine[pairs]], left)]
        ruling[pairs] = self._rules_out_whatever_comes(known, lengths, others[pairs], mine[pairs], left)
        return ruling

    def _figures(self, known: Labels) -> list[Ints]:
        """Return what must not be worse."""
        figures = [known.months] if self._months else []
        if "dip" in self._matters:
            figures.append(known.unpaid * UNKNOWN + known.depth)
        if self._learning:
            figures.append(known.learned)
        return [*figures, known.hardest] if self._hardest else figures

    def _rules_out_whatever_comes(self, known: Labels, lengths: Ints, others: Ints, mine: Ints, left: int) -> Flags:
        holds = np.ones(len(mine), dtype=bool)
        before = (lengths[others] < lengths[mine]) | (others < mine)
        if "months" in self._matters:
            before |= known.months[others] < known.months[mine]
        if self._learning or self._steps_matter:
            lacking = self._lacking(known, others, mine, left)
            cost = known.learned[others] + lacking
            if self._learning:  # (3)
                holds &= cost <= known.learned[mine]
                if "learning" in self._matters:
                    before |= cost < known.learned[mine]
            if self._steps_matter:  # (4)
                holds &= (lacking == 0) | self._steps_hold(known, mine, left)
        if "likelihood" in self._matters:
            holds[holds] = self._as_likely(known, others[holds], mine[holds], before[holds])
            return holds
        return holds & before  # (7)

    def _lacking(self, known: Labels, others: Ints, mine: Ints, left: int) -> Ints:
        """
        Return the weight of what mine hold, others do not, and moves may still ask; some of it where that is too much.

        With one move left, only level steps of moves into the goals can be asked.
        """
        steps = self._ahead.steps
        lacking = steps.weigh(known.bits[mine] & ~known.bits[others])
        if self._told_by_bits(left):
            return lacking
        if not self._relevant.grows:  # what mine learned beyond them, others have not learned the more of
            lacking += np.maximum(known.beyond[mine] - known.beyond[others], 0)
        unclear = np.arange(len(mine))
        if self._learning and not self._steps_matter:
            unclear = np.flatnonzero(known.learned[others] + lacking <= known.learned[mine])
        unclear = unclear[np.argsort(known.at[mine[unclear]], kind="stable")]  # those of a role share their peers
        for part in parts_of(unclear, -(-len(unclear) // PAIRS)) if len(unclear) else ():
            self._relevant.look()
            lacking[part] = self._all_lacking(known, others[part], mine[part])
        return lacking

    def _all_lacking(self, known: Labels, others: Ints, mine: Ints) -> Ints:
        """Return the weight of what mine hold above the start and others do not."""
        used, places = np.unique(np.concatenate((others, mine)), return_inverse=True)
        steps = self._ahead.every_step
        if steps is not None:
            return steps.lacking(steps.held(known.taken[used]), places[: len(mine)], places[len(mine) :])
        rows, skills, levels = self._above(known.taken[used])
        asked, columns = np.unique(skills, return_inverse=True)
        held = np.zeros((len(used), len(asked)), dtype=np.int8)
        held[rows, columns] = levels
        held = np.maximum(held, self._wide.held_levels[asked])
        starts = np.searchsorted(rows, np.arange(len(used) + 1))
        first, last = starts[places[len(mine) :]], starts[places[len(mine) :] + 1]
        spelled, pairs = spans(first, last), np.repeat(np.arange(len(mine)), last - first)
        missing = np.maximum(levels[spelled] - held[places[pairs], columns[spelled]], 0)
        weighed = missing * self._wide.weights[asked][columns[spelled]]
        return np.bincount(pairs, weighed, minlength=len(mine)).astype(np.int64)

    def _above(self, taken: Places) -> tuple[Ints, Ints, Levels]:
        """Return what labels hold above the start: their rows in order, the skills, the levels."""
        parts, begin = [], 0
        for part in parts_of(taken, 1 + len(taken) * len(self._wide.held_levels) // MOST_HELD):
            self._relevant.look()
            rows, skills, levels = States(self._wide, part, grows=self._relevant.grows).above()
            parts.append((rows + begin, skills, levels))
            begin += len(part)
        rows, skills, levels = (np.concatenate(column) for column in zip(*parts, strict=True))
        return rows, skills, levels

    def _steps_hold(self, known: Labels, mine: Ints, left: int) -> Flags:
        """Return where no gap ahead is larger than one there was, or than the limit allows."""
        most = known.hardest[mine] if self._hardest else np.int64(self._wide.max_step or 0)
        fits: Flags = self._ahead.largest_gap[left][known.at[mine]] <= most
        return fits

    def _may_meet_again(self, others: Places, mine: Places, left: int) -> Flags:
        """Return where the other passed a role that mine did not, and that may still lie on the way to a goal."""
        meets = np.zeros(len(mine), dtype=bool)
        for column in range(1, others.shape[1]):
            role = others[:, column]
            ahead = (role >= 0) & (self._wide.away[role] < left)
            meets |= ahead & (mine != role[:, None]).all(axis=1)
        return meets

    def _as_likely(self, known: Labels, others: Ints, mine: Ints, before: Flags) -> Flags:
        """Return where the other is likelier, or exactly as likely and before mine anyhow."""
        likelier = known.log_share[others] < known.log_share[mine] - ROUNDING
        for pair in np.flatnonzero(~likelier).tolist():
            more = self._share(known.taken[others[pair]]) - self._share(known.taken[mine[pair]])
            likelier[pair] = more > 0 or (more == 0 and bool(before[pair]))
        return likelier

    def _share(self, taken: Places) -> int:
        """Return the product of known likelihoods, in parts that do not depend on the number of moves."""
        moves = taken[taken >= 0]
        shares = self._wide.arrays.share[moves]
        known: list[int] = shares[shares > 0].tolist()
        whole: int = SHARE_UNIT ** (self._wide.hops - len(known))
        return prod(known) * whole
