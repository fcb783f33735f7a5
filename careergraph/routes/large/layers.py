"""
Lower bounds over walks, for every role at once: the fewest moves, and the least of an additive figure.

Layer h of a bound holds the least over walks of at most h moves (the shape of RAPTOR, Delling, Pajor and Werneck 2012).
Walks may repeat roles, so each is a bound for routes.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from careergraph.routes.large.arrays import Arrays, Flags, Floats, Ints, Places

Figures = TypeVar("Figures", Ints, Floats)
"""Whole figures, or logarithms."""
FAR = 1 << 20
"""More moves than any route has."""
SPARSE = 16
"""A layer looks at single transitions while they are fewer than one in this many: all in order are quicker."""


def moves_from(arrays: Arrays, start: int, allowed: Flags | None, most: int, away: Ints | None = None) -> Ints:
    """
    Return the fewest moves from a role to each, `FAR` beyond `most`.

    With `away`, the moves that each role is from a goal, only roles are left from where a goal is near enough.
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
    away = np.full(len(arrays.roles), FAR, dtype=np.int64)
    away[frontier] = 0
    taking, beside = (arrays.entering, arrays.tail) if backward else (arrays.leaving, arrays.head)
    moves = 0
    while frontier.size and moves < most:
        if limit is not None:
            frontier = frontier[limit[frontier] <= most - moves]
        moves += 1
        if backward and not _few(arrays, arrays.in_starts, frontier):
            fresh = _before(arrays, _flags(arrays, frontier), allowed)
        else:
            taken = taking(frontier)
            fresh = _flags(arrays, beside.take(taken if allowed is None else taken[allowed[taken]]))
        fresh &= away == FAR
        frontier = np.flatnonzero(fresh).astype(np.int32)
        away[frontier] = moves
    return away


def _before(arrays: Arrays, roles: Flags, allowed: Flags | None) -> Flags:
    """Return which roles some transition leads from to one of some roles; all transitions are looked at, in order."""
    leading = roles.take(arrays.head)
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


def least(arrays: Arrays, figures: Figures, at_goals: Figures, allowed: Flags | None, hops: int) -> list[Figures]:
    """
    Return for 0, 1 ... `hops` moves the least sum of `figures` over walks to a goal, `far` where there is none.

    `at_goals` has what a walk that ends at a role begins with: nothing at a goal, `far` elsewhere.
    """
    layers = [at_goals]
    better = np.flatnonzero(at_goals < far_of(at_goals)).astype(np.int32)
    for _ in range(hops):
        before = layers[-1]
        if not better.size:
            layers.append(before)
            continue
        if _few(arrays, arrays.in_starts, better):
            layer = _sparse(arrays, figures, before, better, allowed)
        else:
            layer = _dense(arrays, figures, before, allowed)
        layers.append(np.minimum(layer, before, out=layer))
        better = np.flatnonzero(layer < before).astype(np.int32)  # only by these can another role come nearer
    return layers


def _sparse(arrays: Arrays, figures: Figures, before: Figures, better: Places, allowed: Flags | None) -> Figures:
    taken = arrays.entering(better)
    if allowed is not None:
        taken = taken[allowed[taken]]
    layer = np.full_like(before, far_of(before))
    np.minimum.at(layer, arrays.tail[taken], figures[taken] + before[arrays.head[taken]])
    return layer


def _dense(arrays: Arrays, figures: Figures, before: Figures, allowed: Flags | None) -> Figures:
    far = far_of(before)
    sums = before.take(arrays.head, mode="clip")  # so none is checked to be a role
    sums += figures
    if allowed is not None:
        sums[~allowed] = far
    layer = np.full_like(before, far)
    leaving, begins = arrays.with_moves
    layer[leaving] = np.minimum.reduceat(sums, begins)
    return np.minimum(layer, far, out=layer)


def far_of(figures: npt.NDArray[np.int64] | npt.NDArray[np.float64]) -> int | float:
    """Return the figure that stands for no walk at all; sums with it do not overflow."""
    return float("inf") if figures.dtype.kind == "f" else 1 << 60
