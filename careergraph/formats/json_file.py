"""One JSON file: the canonical shape (see `shape.plain`), with nothing left out."""

from careergraph.formats import json_text
from careergraph.formats.given import Given
from careergraph.formats.shape import plain
from careergraph.formats.shape.building import Reading, build
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.heading import body, heading, is_headed
from careergraph.formats.shape.record import Origin, Record
from careergraph.model.graph import CareerGraph

FORMAT = "careergraph"


def recognises(given: Given) -> bool:
    """Return whether a document says that it is a graph of ours."""
    return is_headed(given.document, FORMAT)


def read(given: Given) -> Reading:
    """
    Return the graph of a JSON file.

    Raises
    ------
    UnreadableData
        It is no JSON, or of a later version.
    InvalidGraph
        Something in it is wrong; every problem names its place, such as `roles[3].pay.low`.
    OverLimit
        It is too large.

    Examples
    --------
    >>> read(Given("graph.json", b'{"format": "careergraph", "roles": [{"id": "cto", "title": "CTO"}]}')).graph
    <CareerGraph untitled: 1 roles, 0 skills, 0 transitions, version ...>
    """
    findings = Findings(given.limits)
    values = body(given.name, given.document, FORMAT)
    origin = Origin(findings, str(values.get("language") or "en"), "{field}")
    return build(Record(values, "", origin))


def write(graph: CareerGraph) -> bytes:
    """
    Return a graph as JSON; the same graph always gives the same bytes.

    Raises
    ------
    InvalidGraph
        A text cannot be written as UTF-8.
    """
    return json_text.dumps(heading(FORMAT) | plain.of_graph(graph), graph.metadata.language)
