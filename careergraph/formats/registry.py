"""The formats there are, and which of them some bytes are in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from careergraph.errors import UnreadableData
from careergraph.formats import dataset, json_file, node_link, zipped
from careergraph.formats.given import ANY_FORMAT, Given
from careergraph.formats.shape.building import Reading
from careergraph.model.graph import CareerGraph


@dataclass(frozen=True, slots=True)
class Format:
    """
    A way to keep a graph.

    Parameters
    ----------
    name
        What it is called by `read` and `write`.
    description
        One line for whoever chooses.
    suffix
        How a file name ends that means this format; empty for a folder.
    recognises
        Whether what is given is in this format.
    read
        Makes the graph.
    write
        Makes bytes, or the files of a folder by name; None where the format can only be read.
    """

    name: str
    description: str
    suffix: str
    recognises: Callable[[Given], bool]
    read: Callable[[Given], Reading]
    write: Callable[[CareerGraph], bytes | Mapping[str, bytes]] | None


FORMATS = (
    Format("dataset", "a folder of CSV tables", "", dataset.recognises, dataset.read, dataset.write),
    Format("zip", "that folder in one zip file", ".zip", zipped.recognises, zipped.read, zipped.write),
    Format("json", "one JSON file", ".json", json_file.recognises, json_file.read, json_file.write),
    Format(
        "node-link",
        "the node-link JSON of networkx",
        ".node-link.json",
        node_link.recognises,
        node_link.read,
        node_link.write,
    ),
)


def format_named(name: str) -> Format:
    """
    Return the format with this name.

    Raises
    ------
    ValueError
        There is none; the message has all names.
    """
    for one in FORMATS:
        if one.name == name:
            return one
    raise ValueError(f"no format “{name}”; there are {', '.join(one.name for one in FORMATS)}")


def format_of(given: Given) -> Format:
    """
    Return the format that something is in, by its content.

    Raises
    ------
    UnreadableData
        It is in none.
    """
    for one in FORMATS:
        if one.recognises(given):
            return one
    known = "; ".join(f"{one.name}, {one.description}" for one in FORMATS)
    raise UnreadableData(ANY_FORMAT, given.name, f"it is in no known format. Known are: {known}")


def format_for(file_name: str) -> Format:
    """
    Return the format that a file name's ending means: the longest that fits; a folder where there is none.

    Raises
    ------
    ValueError
        The ending means no format that can be written.

    Examples
    --------
    >>> format_for("trade.node-link.json").name, format_for("trade").name
    ('node-link', 'dataset')
    """
    fitting = [one for one in FORMATS if one.write and one.suffix and file_name.lower().endswith(one.suffix)]
    if fitting:
        return max(fitting, key=lambda one: len(one.suffix))
    if "." in file_name.strip("."):
        suffixes = ", ".join(one.suffix for one in FORMATS if one.write and one.suffix)
        raise ValueError(f"“{file_name}” ends like no format; use {suffixes}, or no ending for a folder")
    return format_named("dataset")
