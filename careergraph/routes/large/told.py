"""Routes found on arrays, told as the plain engine has them: as prefixes of a question that knows their roles."""

from collections.abc import Iterable, Sequence

import numpy as np

from careergraph.routes.index import SHARE_UNIT, GraphIndex, Move
from careergraph.routes.large.arrays import UNKNOWN
from careergraph.routes.large.labels import in_rows
from careergraph.routes.large.states import gaps_along
from careergraph.routes.large.wide import Wide
from careergraph.routes.prefix import Pair, Prefix, first_prefix, with_pay
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
    """

    def __init__(self, wide: Wide, found: Sequence[tuple[int, ...]]) -> None:
        self._wide, self._found = wide, found
        arrays = wide.arrays
        touched = {place for route in found for place in route}
        places = np.array(sorted(touched), dtype=np.int64)
        roles = {arrays.roles[role] for ends in (arrays.tail, arrays.head) for role in ends[places].tolist()}
        index = GraphIndex(arrays.graph, (), {*roles, arrays.roles[wide.start]})
        self.question = Question(index, wide.query, hop_limit=wide.hop_limit)
        self.question.removed |= wide.removed
        months = wide.months[places].tolist()
        self._moves = dict(zip(places.tolist(), map(self._move, places.tolist(), months), strict=True))

    def _move(self, place: int, months: int) -> Move:
        arrays = self._wide.arrays
        transition, share = arrays.transitions[place], int(arrays.share[place])
        head = self.question.index.number[transition.head]
        known = None if months >= UNKNOWN else months
        return Move(head, 0, arrays.way(place), transition, 0, 0, known, share or None)

    def prefixes(self) -> list[Prefix]:
        """Return the routes."""
        gaps = gaps_along(self._wide, in_rows(self._found))
        return [self._prefix(route, gaps[row, : len(route)].tolist()) for row, route in enumerate(self._found)]

    def _prefix(self, route: Iterable[int], gaps: list[int]) -> Prefix:
        prefix = first_prefix(self.question)
        moves = tuple(self._moves[place] for place in route)
        unpaid, lowest = prefix.unpaid, prefix.lowest
        for move in moves:
            unpaid, lowest = with_pay(self.question, unpaid, lowest, move.head)
        return prefix._replace(
            role=moves[-1].head if moves else prefix.role,
            roles=(*prefix.roles, *(move.head for move in moves)),
            ranks=(0,) * len(moves),
            moves=moves,
            learning=sum(gaps),
            hardest=max(gaps, default=0),
            months=_summed([move.months for move in moves]),
            share=self._share([move.share for move in moves]),
            unpaid=unpaid,
            lowest=lowest,
            via=self.question.all_via,
        )

    def _share(self, shares: list[int | None]) -> Pair:
        known = [share for share in shares if share is not None]
        product = SHARE_UNIT ** (self.question.hop_limit.moves - len(known))
        for share in known:
            product *= share
        return len(shares) - len(known), -product


def _summed(months: list[int | None]) -> Pair:
    known = [one for one in months if one is not None]
    return len(months) - len(known), sum(known)
