"""Curves between roles, where ways part or meet: both handles horizontal, and half the distance long."""

from collections.abc import Iterable
from itertools import pairwise

from careergraph.views.markup import number

Point = tuple[float, float]
BOW = 44
"""How far a curve between two roles of one column swings out."""


def curve(points: Iterable[Point]) -> str:
    """
    Return a path through points.

    Examples
    --------
    >>> curve([(0, 0), (100, 40)]), curve([(0, 0), (100, 0)])
    ('M0 0C50 0 50 40 100 40', 'M0 0H100')
    """
    stops = list(points)
    start = f"M{_pair(stops[0])}"
    return start + "".join(_piece(before, after) for before, after in pairwise(stops))


def _piece(before: Point, after: Point) -> str:
    if before[1] == after[1]:
        return f"H{number(after[0])}"
    if before[0] == after[0]:
        out = before[0] + BOW
        return f"C{_pair((out, before[1]))} {_pair((out, after[1]))} {_pair(after)}"
    middle = (before[0] + after[0]) / 2
    return f"C{_pair((middle, before[1]))} {_pair((middle, after[1]))} {_pair(after)}"


def arrow_head(x: float, y: float, long: float = 8, wide: float = 8) -> str:
    """Return the path of a head that points to the right, its tip at (x, y)."""
    return f"M{_pair((x, y))}l-{number(long)}-{number(wide / 2)}v{number(wide)}z"


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
