"""Routes found on arrays, told as the plain engine has them: as prefixes of a question that knows their roles."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from careergraph.model.skills import Way
from careergraph.model.transitions import Transition
from careergraph.routes.index import SHARE_UNIT, GraphIndex, Move
from careergraph.routes.large.arrays import UNKNOWN, Arrays
from careergraph.routes.large.found import Learned
from careergraph.routes.large.labels import in_rows
from careergraph.routes.large.states import gaps_along
from careergraph.routes.large.wide import Wide
from careergraph.routes.later import Later
from careergraph.routes.prefix import Prefix, first_prefix
from careergraph.routes.question import Question


class Telling:
    """
    Tells routes of transitions with one way each.

    What is held on the way is not told: nobody asks it of a route that is found.

    Parameters
    ----------
    wide
        The query.
    found
        The transitions of each route.
    learned
        What each route learns, and at most in one step, where the search knows.
    """

    def __init__(self, wide: Wide, found: Sequence[tuple[int, ...]], learned: Sequence[Learned] = ()) -> None:
        self._wide, self._found, self._known = wide, found, learned
        arrays = wide.arrays
        touched = {place for route in found for place in route}
        self._places = places = np.array(sorted(touched), dtype=np.int64)
        roles = {arrays.roles[role] for ends in (arrays.tail, arrays.head) for role in ends[places].tolist()}
        index = GraphIndex(arrays.graph, (), {*roles, arrays.roles[wide.start]})
        index.kept.get(("pays", wide.currency), lambda: wide.pays_of(index.roles))
        self.question = Question(index, wide.query, hop_limit=wide.hop_limit)
        self.question.removed |= wide.removed

    @cached_property
    def _moves(self) -> Mapping[int, Move]:
        """The move of each transition."""
        arrays, places = self._wide.arrays, self._places
        heads = map(self.question.index.number.__getitem__, map(arrays.roles.__getitem__, arrays.head[places].tolist()))
        columns = (places.tolist(), heads, self._wide.months[places].tolist(), arrays.share[places].tolist())
        return {place: _move(arrays, place, *figures) for place, *figures in zip(*columns, strict=True)}

    @property
    def prefixes(self) -> Later[Prefix]:
        """The routes, spelled out when one of them is looked at."""
        return Later(len(self._found), lambda _, __: self._spelled())

    def _spelled(self) -> list[Prefix]:
        learned = self._known or self._learned()
        return [self._prefix(route, *both) for route, both in zip(self._found, learned, strict=True)]

    def _learned(self) -> Sequence[Learned]:
        gaps = gaps_along(self._wide, in_rows(self._found))
        return list(zip(gaps.sum(axis=1).tolist(), gaps.max(axis=1, initial=0).tolist(), strict=True))

    def _prefix(self, route: Iterable[int], learned: int, hardest: int) -> Prefix:
        first, moves = self._first, tuple([self._moves[place] for place in route])
        heads = [move.head for move in moves]
        shares = [move.share for move in moves if move.share is not None]
        months = [move.months for move in moves if move.months is not None]
        return Prefix(
            heads[-1] if heads else first.role,
            (*first.roles, *heads),
            (0,) * len(moves),
            moves,
            first.visited,
            first.state,
            learned,
            hardest,
            (len(moves) - len(months), sum(months)),
            (len(moves) - len(shares), -prod(shares) * self._whole[self._wide.hops - len(shares)]),
            self.question.all_via,
            first.learned,
        )

    @cached_property
    def _whole(self) -> list[int]:
        return [SHARE_UNIT**moves for moves in range(self._wide.hops + 1)]

    @cached_property
    def _first(self) -> Prefix:
        return first_prefix(self.question)


class _LookedUp:
    """The transition at a place, and what it asks, made when somebody looks at them."""

    __slots__ = ("_arrays", "_place", "_way")

    def __init__(self, arrays: Arrays, place: int) -> None:
        self._arrays, self._place = arrays, place
        self._way: Way | None = None

    def way(self) -> Way:
        """Return what it asks, always the same value."""
        if self._way is None:
            self._way = self._arrays.way(self._place)
        return self._way

    def transition(self) -> Transition:
        """Return the transition."""
        return self._arrays.transitions[self._place]


class _Told(Move):
    """A move of a route that was found: its transition and its way are made when somebody looks at them."""

    __slots__ = ()

    @property
    def way(self) -> Way:  # a field of every other move
        """What it asks."""
        return self[2].way()  # type: ignore[attr-defined, no-any-return]

    @property
    def transition(self) -> Transition:
        """The transition."""
        return self[3].transition()  # type: ignore[attr-defined, no-any-return]


def _move(arrays: Arrays, place: int, head: int, months: int, share: int) -> Move:
    known: Any = _LookedUp(arrays, place)
    return _Told(head, 0, known, known, 0, 0, None if months >= UNKNOWN else months, share or None)
