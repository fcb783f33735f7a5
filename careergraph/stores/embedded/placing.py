"""Put a file of a database in its place: whole, safe on the disk, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def companions(path: Path) -> tuple[Path, ...]:
    """Return the files that belong to a database, while it is open or after a crash."""
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


@contextmanager
def unfinished(place: Path) -> Iterator[Path]:
    """Give an empty file to fill, and put it in its place once it is filled and closed."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    file = Path(name)
    try:
        yield file
        os.fsync(handle)
        file.rename(place)
        _sync_folder(place.parent)
    finally:
        os.close(handle)
        for path in (file, *companions(file)):
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
