"""
Lower bounds over walks, for every role at once: the fewest moves, and the least of an additive figure.

Layer h of a bound holds the least over walks of at most h moves (the shape of RAPTOR, Delling, Pajor and Werneck 2012).
Walks may repeat roles, so each is a bound for routes.
"""

from functools import reduce
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from careergraph.routes.large.arrays import NEVER, Arrays, Flags, Floats, Ints, Places, Words

Figures = TypeVar("Figures", Ints, Floats)
"""Whole figures, or logarithms."""
FAR = 1 << 20
"""More moves than any route has."""
SPARSE = 16
"""A layer looks at single transitions while they are fewer than one in this many: all in order are quicker."""


def moves_from(arrays: Arrays, start: int, allowed: Flags | None, most: int, away: Ints | None = None) -> Ints:
    """
    Return the fewest moves from a role to each, `FAR` beyond `most`.

    With `away`, the moves that each role is from a goal, roles from where no goal is near enough may be `FAR` as well.
    """
    return _moves(arrays, np.array([start], dtype=np.int32), allowed, most, away, backward=False)


def moves_from_any(arrays: Arrays, starts: Places, allowed: Flags | None, most: int) -> Ints:
    """Return the fewest moves from one of some roles to each, `FAR` beyond `most`."""
    return _moves(arrays, starts, allowed, most, None, backward=False)


def moves_to(arrays: Arrays, goals: Places, allowed: Flags | None) -> Ints:
    """Return the fewest moves from each role to one of the goals, `FAR` where there is no way."""
    return _moves(arrays, goals, allowed, FAR, None, backward=True)


def _moves(
    arrays: Arrays, frontier: Places, allowed: Flags | None, most: int, limit: Ints | None, *, backward: bool
) -> Ints:
    if allowed is None and arrays.apart is not None:
        return _known(arrays.apart.T if backward else arrays.apart, frontier, most)
    away = np.full(len(arrays.roles), FAR, dtype=np.int64)
    away[frontier] = 0
    beside = None if allowed is not None else arrays.before if backward else arrays.after
    moves = 0
    while frontier.size and moves < most:
        if limit is not None:
            frontier = frontier[limit[frontier] <= most - moves]
        moves += 1
        if beside is not None:
            fresh = _any_of(beside, frontier, len(away))
        else:
            fresh = (_before if backward else _after)(arrays, frontier, allowed)
        fresh &= away == FAR
        frontier = np.flatnonzero(fresh).astype(np.int32)
        away[frontier] = moves
    return away


def _known(apart: npt.NDArray[np.uint8], ends: Places, most: int) -> Ints:
    """Return the least of what is known of the moves between each role and some others."""
    nowhere = np.full(len(apart), NEVER, dtype=np.uint8)
    least = reduce(np.minimum, [apart[end] for end in ends.tolist()], nowhere)
    figures: Ints = least.astype(np.int64)
    figures[least > min(most, NEVER - 1)] = FAR
    return figures


def _after(arrays: Arrays, roles: Places, allowed: Flags | None) -> Flags:
    """Return which roles some transition leads to from one of some roles."""
    taken = arrays.leaving(roles)
    return _flags(arrays, arrays.head.take(taken if allowed is None else taken[allowed[taken]]))


def _before(arrays: Arrays, roles: Places, allowed: Flags | None) -> Flags:
    """Return which roles some transition leads from to one of some roles."""
    if not _few(arrays, arrays.in_starts, roles):
        return _before_all(arrays, _flags(arrays, roles), allowed)
    taken = arrays.entering(roles)
    return _flags(arrays, arrays.tail.take(taken if allowed is None else taken[allowed[taken]]))


def _any_of(beside: Words, roles: Places, count: int) -> Flags:
    """Return which of so many roles are beside some role, given those beside each as a row of bits."""
    flags = np.bitwise_or.reduce(beside.take(roles, axis=0), axis=0).view(np.uint8)
    return np.unpackbits(flags, count=count, bitorder="little").view(np.bool_)


def _before_all(arrays: Arrays, roles: Flags, allowed: Flags | None) -> Flags:
    """Return the same; all transitions are looked at, in order."""
    leading = roles.take(arrays.heads)
    if allowed is not None:
        leading &= allowed
    before = np.zeros(len(arrays.roles), dtype=bool)
    leaving, begins = arrays.with_moves
    before[leaving] = np.logical_or.reduceat(leading, begins)
    return before


def _few(arrays: Arrays, starts: Ints, roles: Places) -> bool:
    """Tell whether the transitions of some roles are worth being looked at one by one."""
    return int((starts[roles + 1] - starts[roles]).sum()) * SPARSE < len(arrays.tail)


def _flags(arrays: Arrays, roles: Places) -> Flags:
    flags = np.zeros(len(arrays.roles), dtype=bool)
    flags[roles] = True
    return flags


class Layers:
    """
    For 0, 1 ... moves the least sum of figures over walks to some goals; as many layers as anybody asked for.

    Threads may share them: at worst a layer is made twice.

    Parameters
    ----------
    arrays, figures
        The graph, and what each transition adds.
    goals
        Where walks end.
    allowed
        Which transitions they may take; all where it is None.
    """

    def __init__(self, arrays: Arrays, figures: Ints, goals: Places, allowed: Flags | None) -> None:
        self._arrays, self._figures, self._allowed = arrays, figures, allowed
        ends = np.full(len(arrays.roles), far_of(figures), dtype=figures.dtype)
        ends[goals] = 0
        self._made: tuple[Ints, ...] = (ends,)

    def up_to(self, moves: int) -> tuple[Ints, ...]:
        """Return the layers for 0, 1 ... so many moves; a sum of `far_of` stands for no walk."""
        made = self._made
        while len(made) <= moves:
            made = (*made, self._next(made))
        self._made = max(self._made, made, key=len)
        return made[: moves + 1]

    def fewest(self, role: int, most: int) -> int | None:
        """Return the fewest moves from a role to a goal; None where there are none, or more than `most`."""
        before: Ints | None = None
        for moves in range(most + 1):
            layer = self.up_to(moves)[-1]
            if layer[role] < far_of(layer):
                return moves
            if layer is before:  # no role comes nearer any more
                break
            before = layer
        return None

    def _next(self, made: tuple[Ints, ...]) -> Ints:
        before, arrays = made[-1], self._arrays
        nearer = before < (made[-2] if len(made) > 1 else far_of(before))
        better = np.flatnonzero(nearer).astype(np.int32)  # only by these can another role come nearer
        if not better.size:
            return before
        look = _sparse if _few(arrays, arrays.in_starts, better) else _dense
        layer = look(arrays, self._figures, before, better, self._allowed)
        return np.minimum(layer, before, out=layer)


def _sparse(arrays: Arrays, figures: Ints, before: Ints, better: Places, allowed: Flags | None) -> Ints:
    taken = arrays.entering(better)
    if allowed is not None:
        taken = taken[allowed[taken]]
    layer = np.full_like(before, far_of(before))
    np.minimum.at(layer, arrays.tail[taken], figures[taken] + before[arrays.head[taken]])
    return layer


def _dense(arrays: Arrays, figures: Ints, before: Ints, _better: Places, allowed: Flags | None) -> Ints:
    far = far_of(before)
    sums = before.take(arrays.heads, mode="clip")  # so none is checked to be a role
    sums += figures
    if allowed is not None:
        sums[~allowed] = far
    layer = np.full_like(before, far)
    leaving, begins = arrays.with_moves
    layer[leaving] = np.minimum.reduceat(sums, begins)
    return layer


def far_of(figures: npt.NDArray[np.int64] | npt.NDArray[np.float64]) -> int | float:
    """Return the figure that stands for no walk at all; sums with it do not overflow."""
    return float("inf") if figures.dtype.kind == "f" else 1 << 60
