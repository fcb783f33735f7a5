"""What answers that list something have in common: each is a sequence of what it found."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Found = TypeVar("Found")


class Listed(Sequence[Found]):
    """An answer that is the sequence of what it found."""

    __slots__ = ()

    @property
    @abstractmethod
    def listed(self) -> Sequence[Found]:
        """What was found, in its order."""

    def __iter__(self) -> Iterator[Found]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)

    @overload
    def __getitem__(self, number: int) -> Found: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Found]: ...

    def __getitem__(self, number: int | slice) -> Found | Sequence[Found]:
        return self.listed[number]
