"""Tuples that are known to be in order, so that many values may share one and nobody sorts it again."""

from collections.abc import Iterable
from typing import Any, TypeVar

Value = TypeVar("Value")


class InOrder(tuple[Value, ...]):
    """A tuple in ascending order; made by `in_order` alone, and equal to the plain tuple of the same values."""

    __slots__ = ()


def in_order(values: Iterable[Any]) -> InOrder[Any]:
    """
    Return values in ascending order; what is in order already is returned itself.

    Examples
    --------
    >>> once = in_order([3, 1, 2])
    >>> once, in_order(once) is once
    ((1, 2, 3), True)
    """
    if type(values) is InOrder:
        return values
    return InOrder(sorted(values)) or NOTHING


NOTHING: InOrder[Any] = InOrder()
"""The one empty tuple in order."""
