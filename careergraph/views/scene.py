"""A scene: nodes, edges, words and positions, before anybody decides how to draw them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from careergraph.model.transitions import RoleId
from careergraph.views.facts import Name

NodeKind: TypeAlias = Literal["you", "chosen", "near", "other"]
EdgeKind: TypeAlias = Literal["yours", "near", "other"]
Dash: TypeAlias = Literal["", "sideways", "derived"]


@dataclass(frozen=True, slots=True)
class Node:
    """
    A role on a map.

    Parameters
    ----------
    id, name
        Its id and title.
    x, y
        Where its middle is, in pixels.
    kind
        `you`, `chosen`, `near` (one of the neighbours drawn) or `other`.
    lines
        Its label, the lines broken; none where it is not drawn.
    href
        Where choosing it leads; None where nothing does.
    family, seniority
        Its place in words, for readers; may be empty.
    """

    id: RoleId
    name: Name
    x: float
    y: float
    kind: NodeKind = "other"
    lines: tuple[str, ...] = ()
    href: str | None = None
    family: str = ""
    seniority: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """
    A transition on a map: `yours`, of the chosen role (`near`), or `other`; dashed if sideways or derived.

    `through` are points between its ends that it passes; `said` is what there is to tell of it in few words.
    """

    tail: RoleId
    head: RoleId
    kind: EdgeKind = "other"
    dash: Dash = ""
    through: tuple[tuple[float, float], ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of the map (a family, from `start` to `end` downwards) or a column of it (a rung of seniority)."""

    name: Name
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Scene:
    """
    A picture of a role graph, not yet drawn.

    Parameters
    ----------
    title
        What it shows, in a sentence.
    language
        The language of its words.
    width, height
        In pixels.
    nodes, edges
        In the order in which they are drawn.
    rows, columns
        Families and seniorities; empty where the graph has none.
    hidden
        How many neighbours of the chosen role are not drawn as such.
    """

    title: str
    language: str
    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[Strip, ...] = ()
    columns: tuple[Strip, ...] = ()
    hidden: int = 0

    def node(self, role: RoleId) -> Node:
        """Return the node of a role."""
        return next(node for node in self.nodes if node.id == role)

    @property
    def chosen(self) -> Node | None:
        """The chosen role, if there is one."""
        return next((node for node in self.nodes if node.kind == "chosen"), None)
