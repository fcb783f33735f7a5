"""A data set's folder in one zip file: for mail, for the web, for a download."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath

from careergraph.errors import CareerGraphError, UnreadableData
from careergraph.formats import dataset
from careergraph.formats.given import Given
from careergraph.formats.limits import Limits
from careergraph.formats.shape.building import Reading
from careergraph.formats.shape.findings import Findings
from careergraph.model.graph import CareerGraph

FORMAT = "careergraph zip"
BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time every member carries, so that the same graph gives the same bytes."""
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENTRY = b"PK\x01\x02"
"""Begins every entry of the archive's table of contents, which is counted before it is believed."""
ENCRYPTED = 0x1
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError)
"""What the standard library raises on archives that are damaged or packed in a way it does not know."""


def recognises(given: Given) -> bool:
    """Return whether bytes are an archive that holds a data set."""
    if not isinstance(given.content, bytes) or not given.content.startswith(BEGINNINGS):
        return False
    with _opened(given) as archive:
        return any(PurePosixPath(name).name == dataset.HEAD for name in archive.namelist())


def read(given: Given) -> Reading:
    """
    Return the graph of a zipped data set, at the top of the archive or in one folder.

    Nothing is unpacked to disk, so no name in the archive can lead anywhere; names that try are refused.

    Raises
    ------
    UnreadableData
        The archive is damaged, encrypted, or holds names that lead out of it.
    InvalidGraph
        Something in it is wrong; every problem names its file, row and column.
    OverLimit
        It holds too many files or, unpacked, too many bytes.
    """
    with _opened(given) as archive:
        members = _members(archive, given)
        files = _unpacked(archive, members, given.limits)
    return dataset.read_files(files, Findings(given.limits))


def write(graph: CareerGraph) -> bytes:
    """
    Return a graph as a zipped data set; the same graph gives the same bytes.

    Examples
    --------
    >>> write(CareerGraph()) == write(CareerGraph())
    True
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in dataset.write(graph).items():
            member = zipfile.ZipInfo(name, EARLIEST)
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@contextmanager
def _opened(given: Given) -> Iterator[zipfile.ZipFile]:
    content = given.content if isinstance(given.content, bytes) else b""
    given.limits.check("members", content.count(ENTRY), given.name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except CareerGraphError:
        raise
    except DAMAGES as reason:
        raise UnreadableData(FORMAT, given.name, f"the archive is damaged ({reason}). Make it again") from reason


def _members(archive: zipfile.ZipFile, given: Given) -> dict[str, zipfile.ZipInfo]:
    """Return the files of the data set by name: those that stand beside `dataset.json`."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    for info in infos:
        _refuse_unsafe(info, given.name)
    heads = [PurePosixPath(info.filename) for info in infos if PurePosixPath(info.filename).name == dataset.HEAD]
    if not heads:
        raise UnreadableData(FORMAT, given.name, f"it holds no {dataset.HEAD}. Pack the whole folder")
    folder = min(heads, key=lambda head: (len(head.parts), str(head))).parent
    beside = [info for info in infos if PurePosixPath(info.filename).parent == folder]
    members = {PurePosixPath(info.filename).name: info for info in beside}
    if len(members) < len(beside):
        raise UnreadableData(FORMAT, given.name, "two of its files have the same name. Make it again")
    return members


def _refuse_unsafe(info: zipfile.ZipInfo, name: str) -> None:
    where = PurePosixPath(info.filename)
    if where.is_absolute() or ".." in where.parts or "\\" in info.filename or ":" in info.filename:
        shown = info.filename[:80]
        raise UnreadableData(FORMAT, name, f"the name “{shown}” leads out of the archive. Pack the folder itself")
    if info.flag_bits & ENCRYPTED or info.compress_type not in PACKINGS:
        raise UnreadableData(FORMAT, name, f"“{where.name}” is encrypted or packed oddly. Make a plain zip file")


def _unpacked(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    """Return the contents of members; what counts is what comes out, not what the archive says of itself."""
    files: dict[str, bytes] = {}
    room = limits.bytes
    for name, info in members.items():
        if name == dataset.HEAD or name.lower().endswith(".csv"):
            with archive.open(info) as member:
                files[name] = member.read(room + 1)
            room -= len(files[name])
            limits.check("bytes", limits.bytes - room, name)
    return files
