"""What would have to be known beforehand for a route to be within its limits on learning."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

Demand: TypeAlias = tuple[int, int]
"""Level steps that are to be learned, and the weight of them that must be held beforehand."""


def excess(gaps: Iterable[int], most: float | None, weigh: Callable[[int], int]) -> Iterator[Demand]:
    """
    Yield the gaps that weigh more than a limit, each with how much more.

    Examples
    --------
    >>> list(excess([0b111, 0b1000], 1, int.bit_count))
    [(7, 2)]
    """
    for gap in gaps:
        weight = weigh(gap)
        if most is not None and weight > most:
            yield gap, weight - int(most)
