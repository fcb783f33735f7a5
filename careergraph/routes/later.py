"""Values that are made when somebody looks at them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

Made = TypeVar("Made")
Name = TypeVar("Name")


class Later(Sequence[Made]):
    """
    Values made when they are first looked at, some at a time. Equal to the tuple of them.

    Parameters
    ----------
    count
        How many there are.
    make
        Returns those from one place up to another.
    at_once
        How many are made together; without it, all.

    Examples
    --------
    >>> squares = Later(5, lambda first, last: [number**2 for number in range(first, last)], at_once=2)
    >>> len(squares), squares[-1], squares[1:4], squares == (0, 1, 4, 9, 16)
    (5, 16, (1, 4, 9), True)
    """

    __slots__ = ("_at_once", "_count", "_make", "_parts")

    def __init__(self, count: int, make: Callable[[int, int], Sequence[Made]], *, at_once: int | None = None) -> None:
        self._count, self._make, self._at_once = count, make, at_once or max(1, count)
        self._parts: dict[int, Sequence[Made]] = {}

    def _part(self, number: int) -> Sequence[Made]:
        """Return the values made together with that number; threads that look at once may make them twice."""
        part = self._parts.get(number)
        if part is None:
            first = number * self._at_once
            part = self._parts[number] = self._make(first, min(first + self._at_once, self._count))
        return part

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Made: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Made, ...]: ...

    def __getitem__(self, place: int | slice) -> Made | tuple[Made, ...]:
        if isinstance(place, slice):
            return tuple(map(self.__getitem__, range(*place.indices(self._count))))
        at = place + self._count if place < 0 else place
        if not 0 <= at < self._count:
            message = f"there are {self._count} values, none at {place}"
            raise IndexError(message)
        number, within = divmod(at, self._at_once)
        return self._part(number)[within]

    def __iter__(self) -> Iterator[Made]:
        for number in range(-(-self._count // self._at_once)):
            yield from self._part(number)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Later) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class LaterByName(Mapping[Name, Made]):
    """
    Values by name, all made when one is first looked at. Equal to the dict of them.

    Parameters
    ----------
    make
        Returns them.

    Examples
    --------
    >>> squares = LaterByName(lambda: {"two": 4, "three": 9})
    >>> squares["two"], list(squares), squares == {"two": 4, "three": 9}
    (4, ['two', 'three'], True)
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Mapping[Name, Made]]) -> None:
        self._make = make
        self._made: Mapping[Name, Made] | None = None

    def _all(self) -> Mapping[Name, Made]:
        """Return the values; threads that look at once may make them twice."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, name: Name) -> Made:
        return self._all()[name]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(dict(self))
