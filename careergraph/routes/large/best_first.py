"""The walks of a large graph, laid out on arrays for the search best first."""

from functools import cache
from operator import add

import numpy as np

from careergraph.routes.best_first import Continuation
from careergraph.routes.large.arrays import UNKNOWN
from careergraph.routes.large.layers import far_of
from careergraph.routes.large.wide import TIE, Additive, Wide

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
        self.goals, self.hops = frozenset(wide.goals), wide.hops
        self.continuations = cache(self._sorted_continuations)

    def least(self, start: int) -> int | None:
        """Return the least that a walk from a role comes to; None where there is none."""
        least = int(self._least[self.hops][start])
        return least if least < far_of(self._figures) else None

    def value(self, figure: int) -> tuple[int, int]:
        """Return a figure as (unknown, known)."""
        return (0, figure) if self._what == "moves" else divmod(figure // TIE, UNKNOWN)

    def _sorted_continuations(self, role: int, left: int) -> tuple[Continuation, ...]:
        wide = self._wide
        first, last = wide.arrays.out_starts[role : role + 2].tolist()
        heads, figures = wide.arrays.head[first:last], self._figures[first:last]
        beyond = figures + self._least[left][heads]
        useful = beyond < far_of(figures)
        if wide.allowed is not None:
            useful &= wide.allowed[first:last]
        places = np.flatnonzero(useful)
        places = places[np.argsort(beyond[places], kind="stable")]  # equal ones stay in order of their heads
        columns = (beyond[places], heads[places], figures[places], places + first)
        return tuple(map(Continuation, *(column.tolist() for column in columns)))
