"""
The node-link JSON of networkx: roles are nodes, transitions are edges (or `links`, as older versions wrote).

Written by us, it holds all of the graph and opens in networkx. Written by others, it may hold as little as
ids: titles, skills, families and seniorities are then made from what is named, and the reader says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from careergraph.errors import UnreadableData
from careergraph.formats import json_text
from careergraph.formats.given import Given
from careergraph.formats.shape import plain
from careergraph.formats.shape.building import Reading, build
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.heading import body, heading, is_headed
from careergraph.formats.shape.record import Origin, Record
from careergraph.formats.shape.slugs import note_made, slugs
from careergraph.model.graph import CareerGraph

FORMAT = "careergraph-node-link"
EDGES = ("edges", "links")
TITLES = ("title", "label", "name")
OF_EDGES = {"source": "tail", "target": "head"}
PLACES = {ours: theirs for theirs, ours in OF_EDGES.items()}
TERMS = {"families": "family", "seniorities": "seniority"}

Values: TypeAlias = dict[str, object]


def recognises(given: Given) -> bool:
    """Return whether a document has nodes, and edges or links."""
    document = given.document
    return isinstance(document, Mapping) and "nodes" in document and any(edges in document for edges in EDGES)


def read(given: Given) -> Reading:
    """
    Return the graph of a node-link document.

    A node's `id` and `title` (or `label`, `name`) are read; of an edge, `source`, `target` and
    `requirements`, a list of skills or a mapping of skill to level; and every field that `json_file` has.
    Other attributes are told and left out.

    Raises
    ------
    UnreadableData
        It is no JSON, of a later version, or undirected.
    InvalidGraph
        Something in it is wrong; every problem names its place, such as `edges[3].months`.
    OverLimit
        It is too large.

    Examples
    --------
    >>> document = b'{"nodes": [{"id": "A b"}, {"id": "c"}], "links": [{"source": "A b", "target": "c"}]}'
    >>> list(read(Given("graph.json", document)).graph.transitions)
    [('a-b', 'c')]
    """
    values = given.document if isinstance(given.document, Mapping) else {}
    if values.get("directed") is False:
        raise UnreadableData(FORMAT, given.name, "its edges have no direction. Moves do: write a DiGraph")
    attributes = values.get("graph")
    known = attributes if isinstance(attributes, Mapping) else {}
    origin = Origin(Findings(given.limits), str(known.get("language") or "en"), "{field}")
    document = Record(values, "", origin)
    return build(_ours(document, given.name) if is_headed(known, FORMAT) else _foreign(document))


def write(graph: CareerGraph) -> bytes:
    """
    Return a graph as a node-link document that `networkx.node_link_graph` opens.

    Raises
    ------
    InvalidGraph
        A text cannot be written as UTF-8.
    """
    skills = [plain.of_skill(skill) for skill in graph.skills.values()]
    document = {
        "directed": True,
        "multigraph": False,
        "graph": heading(FORMAT) | plain.of_metadata(graph.metadata) | {"skills": skills},
        "nodes": [plain.of_role(role) for role in graph.roles.values()],
        "edges": [_renamed(move, PLACES) for move in plain.of_transitions(graph)],
    }
    return json_text.dumps(document, graph.metadata.language)


def _ours(document: Record, name: str) -> Record:
    """Return the document of a graph that careergraph wrote."""
    graph = body(name, document.values["graph"], FORMAT)
    moves = [edge.having(_renamed(edge.values, OF_EDGES), PLACES) for edge in _edges(document)]
    return document.having({**graph, "roles": document.parts("nodes"), "transitions": moves})


def _renamed(values: Mapping[str, object], names: Mapping[str, str]) -> Values:
    return {names.get(field, field): value for field, value in values.items()}


def _foreign(document: Record) -> Record:
    """Return the document of a graph that somebody else wrote, with what is only named in it made."""
    nodes, edges = document.parts("nodes"), _edges(document)
    attributes = document.part("graph")
    graph = dict(attributes.values) if attributes else {}
    asked = [_requirements(edge.values.get("requirements")) for edge in edges]
    roles = slugs(str(node.values["id"]) for node in nodes if node.values.get("id") is not None)
    skills = slugs(skill for many in asked for skill in _skills(many))
    for where, ids in (("nodes", roles), ("edges", skills)):
        note_made(where, ids, document.origin.findings)
    made: Values = {kind: _terms(nodes, field) for kind, field in TERMS.items()}
    made["skills"] = [{"id": slug, "name": name} for name, slug in skills.items()]
    moves = (_move(edge.values, many, roles, skills) for edge, many in zip(edges, asked, strict=True))
    values = {
        **made,
        **_titled(graph, str(graph.get("id", "untitled"))),
        "roles": [_role(node, roles) for node in nodes],
        "transitions": [edge.having(move, PLACES) for edge, move in zip(edges, moves, strict=True)],
    }
    return document.having(values)


def _edges(document: Record) -> list[Record]:
    return document.parts(next(name for name in EDGES if name in document.values))


def _role(node: Record, ids: Mapping[str, str]) -> Record:
    name = node.values.get("id")
    return node if name is None else node.having(_titled(node.values, str(name)) | {"id": ids[str(name)]})


def _titled(values: Mapping[str, object], name: str) -> Values:
    """Return values with an id and a title, whatever they call it."""
    found = [title for title in TITLES if values.get(title)]
    rest = {field: value for field, value in values.items() if field not in found[:1]}
    return {**rest, "id": slugs([name])[name], "title": values[found[0]] if found else name}


def _move(values: Mapping[str, object], asked: object, roles: Mapping[str, str], skills: Mapping[str, str]) -> Values:
    """Return an edge as a transition between ids."""
    ends = {ours: _known(values.get(name), roles) for name, ours in OF_EDGES.items()}
    rest = {field: value for field, value in values.items() if field not in OF_EDGES}
    if isinstance(asked, list):
        asked = [{**one, "skill": _known(one.get("skill"), skills)} if isinstance(one, dict) else one for one in asked]
    return {**rest, **ends, "requirements": asked}


def _known(name: object, ids: Mapping[str, str]) -> object:
    return None if name is None else ids.get(str(name), str(name))


def _requirements(value: object) -> object:
    """Return requirements as a list of objects, whether a list of skills or a mapping to levels was given."""
    if isinstance(value, Mapping):
        return [{"skill": skill, "level": level} for skill, level in value.items()]
    if isinstance(value, str):
        return [{"skill": value}]
    if isinstance(value, list):
        return [{"skill": one} if isinstance(one, str) else one for one in value]
    return value


def _skills(asked: object) -> Iterator[str]:
    for one in asked if isinstance(asked, list) else ():
        if isinstance(one, dict) and one.get("skill") is not None:
            yield str(one["skill"])


def _terms(nodes: Iterable[Record], field: str) -> list[object]:
    """Return the families, or rungs of seniority, that nodes name."""
    named = dict.fromkeys(str(node.values[field]) for node in nodes if node.values.get(field))
    return [{"id": name, "title": name} for name in named]
