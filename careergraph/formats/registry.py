"""The formats there are, and which of them some bytes are in; the module of a format is imported when it is needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from careergraph.errors import UnreadableData
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
    module
        The module of this package that has its `recognises`, `read` and, where it can be written, `write`.
    """

    name: str
    description: str
    suffix: str
    module: str

    @property
    def recognises(self) -> Callable[[Given], bool]:
        """Whether what is given is in this format."""
        return self._home.recognises  # type: ignore[no-any-return]  # tests call it of every format

    @property
    def read(self) -> Callable[[Given], Reading]:
        """Makes the graph."""
        return self._home.read  # type: ignore[no-any-return]

    @property
    def write(self) -> Callable[[CareerGraph], bytes | Mapping[str, bytes]] | None:
        """Makes bytes, or the files of a folder by name; None where the format can only be read."""
        return getattr(self._home, "write", None)

    @property
    def _home(self) -> ModuleType:
        return import_module(f"careergraph.formats.{self.module}")


FORMATS = (
    Format("dataset", "a folder of CSV tables", "", "dataset"),
    Format("zip", "that folder in one zip file", ".zip", "zipped"),
    Format("json", "one JSON file", ".json", "json_file"),
    Format("node-link", "the node-link JSON of networkx", ".node-link.json", "node_link"),
    Format("esco", "the folder of an ESCO release (read only)", "", "esco"),
    Format("onet", "the folder of an O*NET release (read only)", "", "onet"),
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
