"""Many texts in one file, read one at a time; and many arrays in one file, of which only what is used is read."""

import json
import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Place = list[Any]
"""Where an array stands in its file: dtype, offset in bytes, length."""
ALIGNED = 64
FEW = 8
"""Of so many ids one is looked at by itself; whoever looks at more of them has all read at once."""


def write_texts(path: Path, texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """Write texts to a file, one after the other, and return where each begins, and the last ends."""
    starts = [0]
    with path.open("wb") as file:
        for text in texts:
            starts.append(starts[-1] + file.write(text.encode()))
    return np.array(starts, dtype=np.int64)


class Texts(Sequence[str]):
    """
    Texts that `write_texts` wrote, mapped.

    Parameters
    ----------
    path, starts
        Where they are, and where each begins.
    """

    def __init__(self, path: Path, starts: npt.NDArray[np.int64]) -> None:
        self._starts = starts.data  # as plain numbers, of which each is had sooner
        self._bytes = mapped(path)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: Any) -> str:  # noqa: ANN401 - one; a slice is not asked for
        return self._bytes[self._starts[place] : self._starts[place + 1]].decode()

    def whole(self) -> str:
        """Return all of them, one after the other."""
        return self._bytes[:].decode()

    def record(self, place: int) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the text at a place, read as JSON."""
        return json.loads(self[place])


def lines(ids: Iterable[str]) -> Iterator[str]:
    """Yield the texts that ids stand in a file as; no id has a line break."""
    return (f"{one}\n" for one in ids)


class Ids(Texts):
    """
    Ids that `write_texts` wrote as `lines`, in order.

    None is read before somebody looks at it: one is found by halving what may be it. Where many were looked at, all
    are read at once, and found as in any dictionary.

    Parameters
    ----------
    path, starts
        Where they are, and where each begins.
    """

    def __init__(self, path: Path, starts: npt.NDArray[np.int64]) -> None:
        super().__init__(path, starts)
        self._few = len(self) // FEW

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one; a slice is not asked for
        if self._few <= 0:
            return self._all[place]
        self._few -= 1
        return self._bytes[self._starts[place] : self._starts[place + 1] - 1].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def place(self, one: str) -> int:
        """
        Return the place of an id.

        Raises
        ------
        KeyError
            It is not among them.
        """
        if self._few <= 0:
            return self._places[one]
        place = bisect_left(self, one)
        if place == len(self) or self[place] != one:
            raise KeyError(one)
        return place

    @cached_property
    def _all(self) -> tuple[str, ...]:
        return tuple(self.whole().split("\n")[:-1])

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one: place for place, one in enumerate(self._all)}


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Place]:
    """Write arrays to a file, and return where each stands in it."""
    places: dict[str, Place] = {}
    with path.open("wb") as file:
        for name, array in arrays.items():
            file.write(bytes(-file.tell() % ALIGNED))
            places[name] = [array.dtype.str, file.tell(), len(array)]
            file.write(np.ascontiguousarray(array).data)
    return places


def mapped_arrays(path: Path, places: Mapping[str, Place]) -> dict[str, npt.NDArray[Any]]:
    """Return arrays that `write_arrays` wrote, mapped."""
    whole = mapped(path)
    return {
        name: np.frombuffer(whole, dtype, length, offset) if length else np.empty(0, dtype)
        for name, (dtype, offset, length) in places.items()
    }


def mapped(path: Path) -> mmap.mmap | bytes:
    """Return the bytes of a file, mapped."""
    with path.open("rb") as file:
        if not path.stat().st_size:  # nothing cannot be mapped
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
