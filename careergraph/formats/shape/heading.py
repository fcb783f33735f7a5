"""The first fields of a document of ours: which format it is, and of which version."""

from collections.abc import Mapping

from careergraph.errors import UnreadableData

VERSION = 1
"""Of every format of ours; a later one is refused, because half of it would be lost."""


def heading(format_id: str) -> dict[str, object]:
    """Return the fields that a document of ours begins with."""
    return {"format": format_id, "format_version": VERSION}


def is_headed(document: object, format_id: str) -> bool:
    """Return whether a document says that it is of a format."""
    return isinstance(document, Mapping) and document.get("format") == format_id


def body(name: str, document: object, format_id: str) -> dict[str, object]:
    """
    Return a document without its heading.

    Raises
    ------
    UnreadableData
        It is not of that format, or of a later version.

    Examples
    --------
    >>> body("graph.json", {"format": "careergraph", "format_version": 1, "id": "trade"}, "careergraph")
    {'id': 'trade'}
    """
    if not isinstance(document, Mapping) or not is_headed(document, format_id):
        raise UnreadableData(format_id, name, f"it does not say “format”: “{format_id}”. Add that line")
    version = document.get("format_version", VERSION)
    if version != VERSION:
        problem = f"it is of version {str(version)[:40]}, and this careergraph reads {VERSION}. Upgrade careergraph"
        raise UnreadableData(format_id, name, problem)
    return {field: value for field, value in document.items() if field not in heading(format_id)}
