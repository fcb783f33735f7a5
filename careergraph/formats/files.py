"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """
    Write a file so that whoever reads it sees all of the old or all of the new bytes.

    Raises
    ------
    OSError
        It cannot be written; what stood there is untouched.
    """
    write_files(path.parent, {path.name: content})


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Write files into a folder, which is made if need be; other files in it stay.

    All are written under other names and synced first, then renamed one by one: a crash leaves each file
    old or new and whole.

    Raises
    ------
    OSError
        One cannot be written; what stood there is untouched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            target = (folder / name).resolve()
            waiting[target] = target.with_name(f".{secrets.token_hex(8)}.tmp")
            _write_synced(waiting[target], content)
        for target, written in waiting.items():
            written.replace(target)
    finally:
        for written in waiting.values():
            written.unlink(missing_ok=True)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
