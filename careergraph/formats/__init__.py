"""
Bytes in, graph out, and back: one module a format.

`read` finds out by itself what it is given; `write` goes by the name of the file. What is wrong with the input
is told all at once, each problem with its file, row, column, reason and remedy.
"""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from careergraph.formats.bundled import DEFAULT_GRAPH, bundled_graph
from careergraph.formats.given import Given
from careergraph.formats.limits import DEFAULT_LIMITS, Limits
from careergraph.formats.registry import FORMATS, Format, format_for, format_named, format_of
from careergraph.formats.shape.building import Reading
from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import CareerGraph
from careergraph.model.rules import Problem

__all__ = [
    "DEFAULT_GRAPH",
    "Limits",
    "Problem",
    "bundled_graph",
    "formats",
    "read",
    "read_bytes",
    "read_report",
    "to_bytes",
    "write",
]


def formats() -> dict[str, str]:
    """
    Return the formats there are: a one-line description by name.

    Examples
    --------
    >>> formats()["zip"]
    'that folder in one zip file'
    """
    return {one.name: one.description for one in FORMATS}


def read(path: str | PathLike[str], *, format_name: str = "", limits: Limits = DEFAULT_LIMITS) -> CareerGraph:
    """
    Return the graph that stands in a file or folder.

    Parameters
    ----------
    path
        The file or folder.
    format_name
        One of `formats()`; found out from the content where it is not given.
    limits
        What is refused as too large.

    Raises
    ------
    UnreadableData
        It is not there, or in no known format.
    InvalidGraph
        Something in it is wrong; the error has all problems with their places.
    OverLimit
        It is too large; the error says where to raise the limit.

    Examples
    --------
    >>> len(read(bundled_graph()).transitions)
    7
    """
    return _reading(Given.at(Path(path), limits), format_name).graph


def read_report(
    path: str | PathLike[str], *, format_name: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[CareerGraph, tuple[Problem, ...]]:
    """
    Return the graph, and everything its owner should know and that does not refuse it.

    That is what was not kept, merged or guessed in reading, and the warnings of the model's rules; all with
    their places. Takes and raises the same as `read`.

    Examples
    --------
    >>> graph, notices = read_report(bundled_graph())
    >>> notices
    ()
    """
    return _reported(_reading(Given.at(Path(path), limits), format_name))


def read_bytes(
    content: bytes, name: str = "upload", *, format_name: str = "", limits: Limits = DEFAULT_LIMITS
) -> tuple[CareerGraph, tuple[Problem, ...]]:
    """Return what `read_report` returns, of bytes that are not in a file; errors call them by `name`."""
    return _reported(_reading(Given(name, content, limits), format_name))


def write(graph: CareerGraph, path: str | PathLike[str], *, format_name: str = "") -> None:
    """
    Write a graph to a file or folder: whole or not at all, and the same bytes for the same graph.

    Parameters
    ----------
    graph
        The graph.
    path
        The file, or the folder of a data set; other files in that folder stay as they are.
    format_name
        One of `formats()`; by the ending of the path where it is not given.

    Raises
    ------
    ValueError
        The name or the ending means no format that can be written.
    InvalidGraph
        A text in it cannot be written.
    OSError
        The place cannot be written to; what stood there is untouched.
    """
    from careergraph.formats.files import write_file, write_files  # noqa: PLC0415 - most graphs are only read

    target = Path(path)
    content = _content(graph, format_named(format_name) if format_name else format_for(target.name))
    if isinstance(content, bytes):
        write_file(target, content)
    else:
        write_files(target, content)


def to_bytes(graph: CareerGraph, format_name: str) -> bytes:
    r"""
    Return a graph as the bytes of one file.

    Raises
    ------
    ValueError
        There is no such format, or it is a folder; the folder in one file is `zip`.

    Examples
    --------
    >>> to_bytes(CareerGraph(), "json")[:28].decode()
    '{\n  "format": "careergraph",'
    """
    content = _content(graph, format_named(format_name))
    if not isinstance(content, bytes):
        raise ValueError(f"“{format_name}” is a folder, not one file; use zip")  # noqa: TRY004 - a value, not a type
    return content


def _content(graph: CareerGraph, chosen: Format) -> bytes | Mapping[str, bytes]:
    if chosen.write is None:
        raise ValueError(f"“{chosen.name}” can only be read")
    return chosen.write(graph)


def _reading(given: Given, format_name: str) -> Reading:
    with nothing_collected():
        return (format_named(format_name) if format_name else format_of(given)).read(given)


def _reported(reading: Reading) -> tuple[CareerGraph, tuple[Problem, ...]]:
    return reading.graph, (*reading.notices, *reading.doubts())
