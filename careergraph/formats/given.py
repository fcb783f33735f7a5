"""What a reader is given: a name, and bytes or a folder of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from careergraph.errors import UnreadableData
from careergraph.formats import json_text
from careergraph.formats.limits import DEFAULT_LIMITS, Limits

ANY_FORMAT = "a role graph"
"""What an error calls the format before one is known."""


@dataclass(frozen=True)
class Given:
    """
    Bytes to read, or files by name, with what is known of them.

    Parameters
    ----------
    name
        As errors call it: a file name.
    content
        The bytes of a file, or the files of a folder by name.
    limits
        What is refused as too large.

    Examples
    --------
    >>> Given("graph.json", b'{"format": "careergraph"}').document
    {'format': 'careergraph'}
    """

    name: str
    content: bytes | Mapping[str, bytes]
    limits: Limits = DEFAULT_LIMITS

    @classmethod
    def at(cls, path: Path, limits: Limits = DEFAULT_LIMITS) -> "Given":
        """
        Return what stands at `path`, a folder unread until a file of it is asked for.

        Raises
        ------
        UnreadableData
            Nothing is there, or it may not be read.
        OverLimit
            The file is too large.
        """
        try:
            content = Folder(path, limits) if path.is_dir() else bytes_of(path, limits)
        except OSError as reason:
            raise UnreadableData(ANY_FORMAT, str(path), f"{reason.strerror}. Check the path") from reason
        return cls(path.name or str(path), content, limits)

    @cached_property
    def document(self) -> object:
        """The JSON document in the bytes; None where they do not begin like one."""
        if isinstance(self.content, bytes) and self.content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
            return json_text.loads(self.name, self.content, self.limits)
        return None


class Folder(Mapping[str, bytes]):
    """
    The files of a folder by name, each read when it is asked for.

    Parameters
    ----------
    path
        The folder.
    limits
        `bytes` counts what was read of all its files.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._files = {file.name: file for file in sorted(path.iterdir()) if file.is_file()}
        self._limits = limits
        self._sizes: dict[str, int] = {}

    def __getitem__(self, name: str) -> bytes:
        content = bytes_of(self._files[name], self._limits)
        self._sizes[name] = len(content)
        self._limits.check("bytes", sum(self._sizes.values()), name)
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def bytes_of(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file, having read one byte above the limit at most."""
    with path.open("rb") as file:
        content = file.read(limits.bytes + 1)
    limits.check("bytes", len(content), path.name)
    return content
