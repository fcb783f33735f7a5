"""Many texts in one file, read one at a time; and many arrays in one file, of which only what is used is read."""

import json
import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Place = list[Any]
"""Where an array stands in its file: dtype, offset in bytes, length."""
ALIGNED = 64


def write_texts(path: Path, texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """Write texts to a file, one after the other, and return where each begins, and the last ends."""
    starts = [0]
    with path.open("wb") as file:
        for text in texts:
            starts.append(starts[-1] + file.write(text.encode()))
    return np.array(starts, dtype=np.int64)


class Texts:
    """
    Texts that `write_texts` wrote, mapped.

    Parameters
    ----------
    path, starts
        Where they are, and where each begins.
    """

    def __init__(self, path: Path, starts: npt.NDArray[np.int64]) -> None:
        self._starts = starts
        self._bytes = mapped(path)

    def __getitem__(self, place: int) -> str:
        return self._bytes[int(self._starts[place]) : int(self._starts[place + 1])].decode()

    def record(self, place: int) -> Any:  # noqa: ANN401 - what JSON holds
        """Return the text at a place, read as JSON."""
        return json.loads(self[place])


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
