"""
Labels taken one move further: what each continuation comes to.

What needs no look at what is held is worked out for all continuations, the rest for those that may still matter.
"""

from collections.abc import Iterable, Iterator

import numpy as np

from careergraph.routes.large.ahead import Ahead
from careergraph.routes.large.arrays import Ints, Places, parts_of, spans
from careergraph.routes.large.labels import NONE, UNASKED, Labels
from careergraph.routes.large.states import States, gaps_along

AT_ONCE = 1 << 14
"""Continuations worked out at once, for the sake of memory and of looks at the clock."""
MOST_HELD = 1 << 21
"""Levels that are spelled out at once: 2 MB."""


class Lengthening:
    """
    Takes labels one move further.

    Parameters
    ----------
    ahead
        The transitions, and what they ask.
    """

    def __init__(self, ahead: Ahead) -> None:
        self._ahead, self._relevant = ahead, ahead.relevant
        wide = ahead.relevant.wide
        matters = wide.query.matters
        self._months = "months" in matters or wide.max_months is not None
        self._likelihood = "likelihood" in matters
        self._learning = wide.learns
        self._pay_falls = "dip" in matters
        self._via = bool(wide.query.via)

    def first(self) -> Labels:
        """Return the prefix of no moves."""
        relevant, hops = self._relevant, self._relevant.wide.hops
        roles = np.full((1, hops + 1), NONE, dtype=np.int32)
        roles[:, 0] = relevant.wide.start
        nothing = np.zeros(1, dtype=np.int64)
        learned = nothing if self._learning else UNASKED
        return Labels(
            0,
            roles,
            np.full((1, hops), NONE, dtype=np.int32),
            np.array([relevant.start]),
            nothing if self._months else UNASKED,
            np.zeros(1) if self._likelihood else UNASKED,
            learned,
            learned,
            learned,
            nothing if self._pay_falls else UNASKED,
            nothing if self._pay_falls else UNASKED,
            nothing if self._via else UNASKED,
            np.zeros((1, len(self._ahead.steps.weight)), dtype=np.uint64) if self._learning else UNASKED,
        )

    def whole(self, walks: Ints, learned: tuple[Ints, Ints] | None = None) -> Labels:
        """
        Return walks of some moves, a row of transitions for each, as labels that nobody takes further.

        `learned` is what each learns, and at most in one step, where that is known.
        """
        relevant, (count, moves) = self._relevant, walks.shape
        hops = relevant.wide.hops
        roles = np.full((count, hops + 1), NONE, dtype=np.int32)
        roles[:, 0] = relevant.wide.start
        roles[:, 1 : moves + 1] = relevant.role_heads[walks]
        taken = np.full((count, hops), NONE, dtype=np.int32)
        taken[:, :moves] = relevant.places[walks]
        inside = hardest = UNASKED
        if self._learning:
            inside, hardest = learned or self._learned_along(walks, taken[:, :moves])
        unpaid, depth = relevant.falls if self._pay_falls else (UNASKED, UNASKED)
        return Labels(
            moves,
            roles,
            taken,
            relevant.head[walks[:, -1]],
            relevant.months[walks].sum(axis=1) if self._months else UNASKED,
            relevant.log_share[walks].sum(axis=1) if self._likelihood else UNASKED,
            inside,
            np.zeros(count, dtype=np.int64) if self._learning else UNASKED,
            hardest,
            unpaid[walks].sum(axis=1) if self._pay_falls else UNASKED,
            depth[walks].max(axis=1) if self._pay_falls else UNASKED,
            np.bitwise_or.reduce(relevant.via[walks], axis=1) if self._via else UNASKED,
            UNASKED,
        )

    def _learned_along(self, walks: Ints, places: Places) -> tuple[Ints, Ints]:
        """Return what walks learn, and at most in one step."""
        if self._ahead.every_step is not None:
            return self._ahead.every_step.along(walks)
        gaps = gaps_along(self._relevant.wide, places)
        return gaps.sum(axis=1), gaps.max(axis=1)

    def every_route(self) -> Iterator[Labels]:
        """Yield all ways to a goal that visit no role twice, by length, in tie order, as `whole` ones."""
        relevant, steps = self._relevant, self._ahead.every_step if self._learning else None
        at, passed, walks = np.array([relevant.start]), [np.array([relevant.wide.start])], list[Ints]()
        learned = hardest = np.zeros(1, dtype=np.int64)
        held = steps.nothing if steps else []
        for left in reversed(range(relevant.wide.hops)):
            relevant.look()
            before, taken = self._fresh(at, passed, left)
            at, heads = relevant.head.take(taken), relevant.role_heads.take(taken)
            passed = [*(column.take(before) for column in passed), heads]
            walks = [*(column.take(before) for column in walks), taken]
            if steps:
                learned_before, (learned, held) = learned.take(before), steps.further(held, before, taken)
                hardest = np.maximum(hardest.take(before), learned - learned_before)
            arrived = np.flatnonzero(relevant.is_goal.take(at))
            if arrived.size:
                known = (learned.take(arrived), hardest.take(arrived)) if steps else None
                yield self.whole(np.stack([column.take(arrived) for column in walks], axis=1), known)

    def onward(self, labels: Labels, left: int) -> Iterator[tuple[Ints, Ints]]:
        """
        Yield the ways on that visit no role twice and can come to a goal, some at a time, in tie order.

        Each has a label and a transition; `left` moves are left after it.
        """
        relevant = self._relevant
        count = int((relevant.out_starts[labels.at + 1] - relevant.out_starts[labels.at]).sum())
        parts = 1 + max(count // AT_ONCE, len(labels) * self._ahead.row_bytes // MOST_HELD)
        for rows in parts_of(np.arange(len(labels)), min(parts, len(labels))):
            relevant.look()
            before, taken = self._fresh(labels.at[rows], labels.roles[rows, : labels.moves + 1].T, left)
            yield rows.take(before), taken

    def _fresh(self, at: Ints, passed: Iterable[Places], left: int) -> tuple[Ints, Ints]:
        """
        Return the ways on from where walks stand, each by the walk before it and the transition taken.

        They visit no role twice and can come to a goal; `passed` has a column for each role that the walks passed.
        """
        relevant = self._relevant
        starts, ends = relevant.out_starts.take(at), relevant.out_starts.take(at + 1)
        taken, before = spans(starts, ends), np.arange(len(at)).repeat(ends - starts)
        near = np.flatnonzero(relevant.away.take(relevant.head.take(taken)) <= left)
        taken, before = taken.take(near), before.take(near)
        heads, fresh = relevant.role_heads.take(taken), np.ones(len(taken), dtype=bool)
        for column in passed:
            fresh &= column.take(before) != heads
        rows = np.flatnonzero(fresh)
        return before.take(rows), taken.take(rows)

    def roughly(self, labels: Labels, before: Ints, taken: Ints) -> Labels:
        """
        Return continuations of labels, each by the label before it and the transition taken.

        They are not spelled out, and of what is learned beyond the level steps of moves into the goals they have only
        the least it can be.
        """
        relevant = self._relevant
        unpaid, depth = relevant.falls if self._pay_falls else (UNASKED, UNASKED)
        inside = beyond = hardest = UNASKED
        if self._learning:
            steps = self._ahead.steps
            gaps = steps.weigh(steps.asked[taken] & ~labels.bits[before])
            inside = labels.inside[before] + gaps
            beyond = np.maximum(labels.beyond[before], self._ahead.beyond[taken])
            hardest = np.maximum(labels.hardest[before], gaps)
        return Labels(
            labels.moves + 1,
            UNASKED,
            UNASKED,
            relevant.head[taken],
            labels.months[before] + relevant.months[taken] if self._months else UNASKED,
            labels.log_share[before] + relevant.log_share[taken] if self._likelihood else UNASKED,
            inside,
            beyond,
            hardest,
            labels.unpaid[before] + unpaid[taken] if self._pay_falls else UNASKED,
            np.maximum(labels.depth[before], depth[taken]) if self._pay_falls else UNASKED,
            labels.via[before] | relevant.via[taken] if self._via else UNASKED,
            UNASKED,
        )

    def spelled(self, labels: Labels, before: Ints, taken: Ints) -> Places:
        """Return the roles of continuations."""
        roles: Places = labels.roles[before]
        roles[:, labels.moves + 1] = self._relevant.role_heads[taken]
        return roles

    def exactly(self, rough: Labels, labels: Labels, before: Ints, taken: Ints) -> Labels:
        """Return continuations that are known roughly as they are."""
        places = labels.taken[before]
        places[:, labels.moves] = self._relevant.places[taken]
        beyond, hardest, bits = rough.beyond, rough.hardest, UNASKED
        if self._learning:
            gaps = self._gaps(rough, labels, before, taken)
            beyond = labels.inside[before] + labels.beyond[before] + gaps - rough.inside
            hardest = np.maximum(labels.hardest[before], gaps)
            bits = labels.bits[before] | self._ahead.steps.given[taken]
        return Labels(
            rough.moves,
            self.spelled(labels, before, taken),
            places,
            rough.at,
            rough.months,
            rough.log_share,
            rough.inside,
            beyond,
            hardest,
            rough.unpaid,
            rough.depth,
            rough.via,
            bits,
        )

    def _gaps(self, rough: Labels, labels: Labels, before: Ints, taken: Ints) -> Ints:
        """Return what transitions ask beyond what the labels before them hold; these stand in order."""
        relevant, steps = self._relevant, self._ahead.every_step
        if not labels.moves:
            return relevant.gaps[taken]
        if self._ahead.steps.whole and relevant.is_goal[rough.at].all():  # they ask nothing that has no bit
            return rough.inside - labels.inside[before]
        fresh = np.ones(len(before), dtype=bool)
        fresh[1:] = before[1:] != before[:-1]
        followed, rows = labels.taken[before[fresh], : labels.moves], np.cumsum(fresh) - 1
        relevant.look()
        if steps is not None:
            return steps.gaps(steps.held(followed), rows, taken)
        states = States(relevant.wide, followed, grows=relevant.grows)
        relevant.look()
        return states.gaps(rows, relevant.places[taken].astype(np.int32))
