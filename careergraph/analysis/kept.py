"""Answers that need not be searched for again, because graphs never change."""

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from careergraph.routes.query import RouteQuery

if TYPE_CHECKING:
    from careergraph.routes.answer import Answer

MOST_KEPT = 256
"""The latest asked for."""


class KeptAnswers:
    """
    Complete answers of one graph, the latest asked for; a cut one may be bettered, so it is not kept.

    Parameters
    ----------
    most
        How many.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[RouteQuery, int], Answer] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, query: RouteQuery, most_moves: int) -> "Answer | None":
        """Return the answer to a query under a limit on moves, if it is kept."""
        with self._lock:
            answer = self._kept.get((query, most_moves))
            if answer is not None:
                self._kept.move_to_end((query, most_moves))
            return answer

    def keep(self, query: RouteQuery, most_moves: int, answer: "Answer") -> None:
        """Keep an answer if it is complete."""
        if not answer.complete:
            return
        with self._lock:
            self._kept[query, most_moves] = answer
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
