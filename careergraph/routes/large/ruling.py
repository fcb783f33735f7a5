"""
Which labels need not be followed, because others at the same role lead to better routes whatever comes.

The rules are D1, D3 and D4 of SEMANTICS §9, for pairs of labels at once. Each label is compared with the few at its
role that learned least: to miss a pair costs time, never an answer (D5).
"""

from functools import cached_property
from math import prod

import numpy as np

from careergraph.routes.index import SHARE_UNIT
from careergraph.routes.large.ahead import ROUNDING, Ahead
from careergraph.routes.large.arrays import UNKNOWN, Flags, Ints, spans
from careergraph.routes.large.labels import Labels, joined
from careergraph.routes.large.level_steps import Words

PEERS = 24
"""Labels of a role that every other label there is compared with."""
NEAR = 2
"""With so few moves left, what can still be asked is looked at; before, everything may be."""
WORDS = 1 << 20
"""Words of level steps compared at a time."""
MOST_WORDS = 1 << 22
"""Words of level steps kept of earlier rounds, to compare later ones with: 32 MB."""


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
        self._ahead, self._k = ahead, k
        wide = ahead.relevant.wide
        matters = wide.query.matters
        self._wide = wide
        self._months = "months" in matters or wide.max_months is not None
        self._learning = "learning" in matters or wide.max_learning is not None
        self._hardest = "hardest" in matters
        self._steps_matter = self._hardest or wide.max_step is not None
        self._known: Labels | None = None
        self._lengths = np.zeros(0, dtype=np.int64)

    @cached_property
    def _may_ignore_visited(self) -> bool:
        """D3: nothing useful grows, no via, hardest no criterion, no step limit that bites, one route of a kind."""
        if self._k > 1 or self._wide.query.via or self._hardest or self._ahead.steps.grows:
            return False
        limit = self._wide.max_step
        return limit is None or bool((self._ahead.relevant.gaps <= limit).all())

    def survivors(self, labels: Labels, left: int) -> Labels:
        """Return the labels that must be followed, all of one length, none shorter than those seen before."""
        if not len(labels):
            return labels
        known = labels if self._known is None else joined([self._known, labels])
        lengths = np.concatenate((self._lengths, np.full(len(labels), labels.moves)))
        first = len(known) - len(labels)
        score = known.learned if self._learning or self._steps_matter else known.months
        order = np.lexsort((score, known.at))
        width = max(1, known.held.shape[1])
        starts = np.searchsorted(known.at[order], labels.at)
        ends = np.minimum(starts + PEERS, np.searchsorted(known.at[order], labels.at, side="right"))
        better = np.zeros(len(labels), dtype=np.int64)
        for part in np.array_split(np.arange(len(labels)), 1 + int((ends - starts).sum()) * width // WORDS):
            self._ahead.relevant.look()
            others = order[spans(starts[part], ends[part])]
            mine = np.repeat(part, (ends - starts)[part])
            ruling = self._rules_out(known, lengths, others, mine + first, left)
            better += np.bincount(mine[ruling], minlength=len(labels))
        kept = better < self._k
        few = max(1, MOST_WORDS // (width * len(self._ahead.relevant.roles)))
        peers = np.unique(order[spans(starts, np.minimum(ends, starts + few))])
        self._known, self._lengths = known[peers], lengths[peers]
        return labels[kept]

    def _rules_out(self, known: Labels, lengths: Ints, others: Ints, mine: Ints, left: int) -> Flags:
        """D1, numbered as there, for pairs of labels. (1) holds: none is longer than those of this round."""
        one, two = known.learned[others], known.learned[mine]
        holds = others != mine
        if self._months:  # (2)
            holds &= known.months[others] <= known.months[mine]
        if "likelihood" in self._wide.query.matters:
            holds &= known.log_share[others] <= known.log_share[mine] + ROUNDING
        if "dip" in self._wide.query.matters:
            holds &= _dip(known, others) <= _dip(known, mine)
        if self._learning:
            holds &= one <= two
        if self._hardest:  # (4), first half
            holds &= known.hardest[others] <= known.hardest[mine]
        if self._wide.query.via:  # (5)
            holds &= known.via[mine] & ~known.via[others] == 0
        ruling = np.zeros(len(mine), dtype=bool)
        pairs = np.flatnonzero(holds)
        ruling[pairs] = self._rules_out_whatever_comes(known, lengths, others[pairs], mine[pairs], left)
        return ruling

    def _rules_out_whatever_comes(self, known: Labels, lengths: Ints, others: Ints, mine: Ints, left: int) -> Flags:
        matters = self._wide.query.matters
        holds = np.ones(len(mine), dtype=bool)
        before = (lengths[others] < lengths[mine]) | (others < mine)
        if "months" in matters:
            before |= known.months[others] < known.months[mine]
        if self._learning or self._steps_matter:
            lacking = known.held[mine] & ~known.held[others]
            if left <= NEAR:
                lacking &= self._asked(left)[known.at[mine]]
            cost = known.learned[others] + self._ahead.steps.weigh(lacking)
            if self._learning:  # (3)
                holds &= cost <= known.learned[mine]
                if "learning" in matters:
                    before |= cost < known.learned[mine]
            if self._steps_matter:  # (4)
                holds &= (cost == known.learned[others]) | self._steps_hold(known, mine, left)
        if not self._may_ignore_visited:  # (6)
            holds[holds] = ~self._may_meet_again(known.roles[others[holds]], known.roles[mine[holds]], left)
        if "likelihood" in matters:
            holds[holds] = self._as_likely(known, others[holds], mine[holds], before[holds])
            return holds
        return holds & before  # (7)

    def _steps_hold(self, known: Labels, mine: Ints, left: int) -> Flags:
        """Return where no gap ahead is larger than one there was, or than the limit allows."""
        most = known.hardest[mine] if self._hardest else np.int64(self._wide.max_step or 0)
        fits: Flags = self._ahead.largest_gap[left][known.at[mine]] <= most
        return fits

    def _may_meet_again(self, others: Ints, mine: Ints, left: int) -> Flags:
        """Return where the other passed a role that mine did not, and that may still lie on the way to a goal."""
        meets = np.zeros(len(mine), dtype=bool)
        for column in range(1, others.shape[1] - 1):
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

    def _share(self, taken: Ints) -> int:
        """Return the product of known likelihoods, in parts that do not depend on the number of moves."""
        moves = taken[taken >= 0]
        shares = self._wide.arrays.share[moves]
        known: list[int] = shares[shares > 0].tolist()
        whole: int = SHARE_UNIT ** (self._wide.hops - len(known))
        return prod(known) * whole

    def _asked(self, left: int) -> Words:
        known = self._ahead.__dict__.setdefault("_asked_ahead", {})
        if left not in known:
            known[left] = self._ahead.asked(left)
        asked: Words = known[left]
        return asked


def _dip(known: Labels, rows: Ints) -> Ints:
    return known.unpaid[rows] * UNKNOWN + known.depth[rows]
