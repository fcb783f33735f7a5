"""The walks of a large graph, laid out on arrays for the search best first."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from operator import add

import numpy as np

from careergraph.routes.best_first import Choice
from careergraph.routes.large.arrays import UNKNOWN
from careergraph.routes.large.layers import far_of
from careergraph.routes.large.wide import TIE, Additive, Wide
from careergraph.routes.later import Later

FEW = 32
"""So few moves out of a role are put in order one by one: arrays would not be quicker."""
AT_ONCE = 8
"""Of more, so many are told at once: hardly ever is another looked at."""
ADDITIVE: tuple[Additive, ...] = ("moves", "months")


class WideWalks:
    """
    The walks to the goals of a question (see `Walks`).

    Parameters
    ----------
    wide
        What is asked.
    what
        The figure they are counted by.
    """

    nothing = 0
    join = staticmethod(add)

    def __init__(self, wide: Wide, what: Additive) -> None:
        self._wide, self._what = wide, what
        self._figures, self._least = wide.figures(what), wide.least(what)
        self._far = far_of(self._figures)
        self.goals, self.hops = frozenset(wide.goals), wide.hops
        self.choices: Callable[[int, int], Sequence[Choice]] = cache(self._in_order)

    def least(self, start: int) -> int | None:
        """Return the least that a walk from a role comes to; None where there is none."""
        least = int(self._least[self.hops][start])
        return least if least < self._far else None

    def value(self, figure: int) -> tuple[int, int]:
        """Return a figure as (unknown, known)."""
        return (0, figure) if self._what == "moves" else divmod(figure // TIE, UNKNOWN)

    def _in_order(self, role: int, left: int) -> Sequence[Choice]:
        arrays, allowed, far = self._wide.arrays, self._wide.allowed, self._far
        first, last = arrays.out_starts[role : role + 2].tolist()
        heads, figures = arrays.head[first:last], self._figures[first:last]
        beyond = figures + self._least[left].take(heads)
        if allowed is not None:
            beyond[~allowed[first:last]] = far
        if last - first <= FEW:
            columns = beyond.tolist(), heads.tolist(), figures.tolist(), range(first, last)
            choices = sorted(zip(*columns, strict=True))
            return choices[: bisect_left(choices, (far,))]
        order = beyond.argsort(kind="stable")  # equal ones in order of heads

        def some(begin: int, end: int) -> list[Choice]:
            which = order[begin:end]
            columns = beyond.take(which), heads.take(which), figures.take(which), which + first
            return list(zip(*[column.tolist() for column in columns], strict=True))

        return Later(int(np.count_nonzero(beyond < far)), some, at_once=AT_ONCE)
