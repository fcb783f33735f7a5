"""Rectangles that things cover, and how much two of them share."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """
    A rectangle something covers.

    Examples
    --------
    >>> Box(0, 0, 10, 10).overlap(Box(5, 8, 20, 20)), Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10))
    (10, 0.0)
    """

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Return how many square pixels both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def covers(self, others: Iterable["Box"]) -> float:
        """Return how many square pixels of others it covers."""
        return sum(self.overlap(other) for other in others)


def around(x: float, y: float, reach: float) -> Box:
    """Return the square around a point."""
    return Box(x - reach, y - reach, x + reach, y + reach)
