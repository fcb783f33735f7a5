"""The map as a scene: families in rows, seniority in columns, the chosen role and its neighbours brought forward."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Term
from careergraph.model.text import Text
from careergraph.model.transitions import RoleId, Transition
from careergraph.views import sentences
from careergraph.views.facts import Name, role_name
from careergraph.views.layout import found_layers, layered
from careergraph.views.scene import Dash, Edge, EdgeKind, Node, NodeKind, Scene, Strip
from careergraph.views.widths import wrap
from careergraph.views.words import Words

Ways: TypeAlias = Literal["in", "out", "both"]
Href: TypeAlias = Callable[[RoleId], str]

MOST_NEIGHBOURS = 12
MOST_LABELLED = 150
"""A map of more roles names only neighbours, and what was searched for."""
MOST_LAYERS = 7
MOST_OTHER_MOVES = 1500
"""Beyond them the moves between other roles are a grey mass, and are left out."""
HEADER, TITLES = 40, 112
PADDING = 12
LABEL_SIZE, LABEL_LEADING = 13, 14
DOT_ROOM, LABEL_ROOM, DOT_INSET = 16, 32, 14


@dataclass(frozen=True, slots=True)
class View:
    """
    What a map brings forward.

    Parameters
    ----------
    chosen, you
        The role looked at, and the role held.
    route
        Roles of the route that was chosen; its moves are drawn as yours.
    near
        Neighbours in the order in which they are to be drawn; found where None.
    hits
        Roles that a search found.
    ways
        Which neighbours count: those one comes from, those one goes to, or both.
    reach
        How many moves away a neighbour may be.
    """

    chosen: RoleId | None = None
    you: RoleId | None = None
    route: Sequence[RoleId] = ()
    near: Sequence[RoleId] | None = None
    hits: Collection[RoleId] = ()
    ways: Ways = "both"
    reach: int = 1

    def yours(self, graph: CareerGraph) -> set[tuple[RoleId, RoleId]]:
        """Return the moves that are yours: those of the route, else the one from your role to the chosen one."""
        pairs = set(pairwise(self.route))
        if not pairs and self.you and self.chosen and (self.you, self.chosen) in graph.transitions:
            return {(self.you, self.chosen)}
        return pairs


def neighbours(graph: CareerGraph, view: View) -> list[RoleId]:
    """Return the roles within reach of the chosen one, the nearest first, then by months, then by id."""
    if view.chosen is None:
        return []
    found: dict[RoleId, tuple[int, float]] = {}
    for direction in ("in", "out") if view.ways == "both" else (view.ways,):
        for role, key in _reached(graph, view.chosen, direction, view.reach).items():
            found[role] = min(key, found.get(role, key))
    return sorted(found, key=lambda role: (*found[role], role))


def _reached(graph: CareerGraph, start: RoleId, direction: str, reach: int) -> dict[RoleId, tuple[int, float]]:
    """Return how many moves away the roles in one direction are, and how many months the last move takes."""
    found: dict[RoleId, tuple[int, float]] = {}
    edge = [start]
    for distance in range(1, reach + 1):
        moves = [move for role in edge for move in _moves(graph, role, direction)]
        edge = []
        for move in moves:
            role = move.tail if direction == "in" else move.head
            if role != start and role not in found:
                found[role] = (distance, float("inf") if move.months is None else float(move.months))
                edge.append(role)
    return found


def _moves(graph: CareerGraph, role: RoleId, direction: str) -> tuple[Transition, ...]:
    return graph.ways_in(role) if direction == "in" else graph.ways_out(role)


def career_map(  # noqa: PLR0913 - keywords that say what they are
    graph: CareerGraph,
    *,
    chosen: RoleId | None = None,
    you: RoleId | None = None,
    route: Sequence[RoleId] = (),
    near: Sequence[RoleId] | None = None,
    hits: Collection[RoleId] = (),
    ways: Ways = "both",
    reach: int = 1,
    href: Href | None = None,
    language: str = "en",
    width: float = 884,
) -> Scene:
    """
    Return a whole graph as a scene, for `map_svg`, `map_key` and the network.

    Parameters
    ----------
    graph
        What is drawn.
    chosen, you
        The role looked at, and the role held.
    route
        The roles of a route whose moves are drawn as yours.
    near
        Neighbours of the chosen role in the order in which they are drawn, twelve at most; found where not given.
    hits
        Roles that a search found: named in any case.
    ways, reach
        Which neighbours are found: by ways `in`, `out` or `both`, and how many moves away.
    href
        Returns where a role leads; without it roles are no links.
    language, width
        Of its words; in pixels.
    """
    made = _Map(graph, View(chosen, you, route, near, hits, ways, reach), Words(language), width, href)
    return Scene(
        made.title(),
        made.words.language,
        width,
        made.top + made.layout.band_tops[-1],
        tuple(made.node(role) for role in sorted(graph.roles, key=made.rank)),
        tuple(sorted(made.edges(), key=lambda edge: EDGE_RANK.index(edge.kind))),
        tuple(made.rows()),
        tuple(made.columns()),
        len(made.near) - len(made.drawn),
    )


NODE_RANK: tuple[NodeKind, ...] = ("other", "near", "you", "chosen")
EDGE_RANK: tuple[EdgeKind, ...] = ("other", "near", "yours")
"""What is drawn later lies above."""


class _Map:
    """A map in the making: each part is worked out once, from those before it."""

    def __init__(self, graph: CareerGraph, view: View, words: Words, width: float, href: Href | None) -> None:
        self.graph = graph
        self.view = view
        self.words = words
        self.href = href
        self.near = list(view.near) if view.near is not None else neighbours(graph, view)
        self.drawn = self.near[:MOST_NEIGHBOURS]
        self.shown = {*self.drawn, view.chosen}
        self.rungs = _used(graph.metadata.seniorities, [role.seniority for role in graph.roles.values()])
        self.families = _used(graph.metadata.families, [role.family for role in graph.roles.values()], loose=True)
        self.left = TITLES if self.families else 0
        self.top = HEADER if self.rungs else 0
        layers = self._layers()
        count = len(self.rungs) or 1 + max(layers.values(), default=0)
        self.pitch = (width - self.left) / max(1, count)
        self.labels = {role: self._label(role) for role in graph.roles}
        self.layout = layered(
            {role: self._room(role) for role in graph.roles},
            graph.transitions,
            layers=layers,
            bands=self._bands(),
            padding=PADDING,
        )

    def _layers(self) -> dict[RoleId, int]:
        """Return the column of each role: its rung of seniority where every role has one, else what the moves say."""
        if not self.rungs:
            return columns_of(list(self.graph.roles), list(self.graph.transitions.values()), MOST_LAYERS)
        place = {term.id: index for index, term in enumerate(self.rungs)}
        return {role.id: place[role.seniority] for role in self.graph.roles.values()}

    def _bands(self) -> dict[RoleId, int]:
        place = {term.id: index for index, term in enumerate(self.families)}
        return {role.id: place.get(role.family, 0) for role in self.graph.roles.values()}

    def kind(self, role: RoleId) -> NodeKind:
        """Return what a role is on this map."""
        if role == self.view.chosen:
            return "chosen"
        if role == self.view.you:
            return "you"
        return "near" if role in self.shown or role in self.view.route else "other"

    def rank(self, role: RoleId) -> tuple[int, RoleId]:
        """Return a key that draws what matters above what does not."""
        return NODE_RANK.index(self.kind(role)), role

    def _label(self, role: RoleId) -> tuple[str, ...]:
        bold = self.kind(role) != "other"
        if len(self.graph.roles) > MOST_LABELLED and not bold and role not in self.view.hits:
            return ()
        name = self.words.within(self.graph.roles[role].title)
        return tuple(wrap(name, min(self.pitch - 10, 150), LABEL_SIZE, bold=bold))

    def _room(self, role: RoleId) -> float:
        lines = len(self.labels[role])
        return LABEL_ROOM + LABEL_LEADING * lines if lines else DOT_ROOM

    def _at(self, role: RoleId) -> tuple[float, float]:
        room = self._room(role)
        below = DOT_INSET - room / 2 if self.labels[role] else 0
        return self._x(self.layout.layer[role]), self.top + self.layout.y[role] + below

    def _x(self, layer: int) -> float:
        return self.left + self.pitch * (layer + 0.5)

    def node(self, role_id: RoleId) -> Node:
        """Return the node of a role."""
        role = self.graph.roles[role_id]
        family = self._term(self.graph.metadata.families, role.family)
        seniority = self._term(self.graph.metadata.seniorities, role.seniority)
        name = role_name(self.words, self.graph, role_id)
        href = self.href(role_id) if self.href else None
        return Node(
            role_id, name, *self._at(role_id), self.kind(role_id), self.labels[role_id], href, family, seniority
        )

    def _term(self, terms: Iterable[Term], wanted: str) -> str:
        titles = {term.id: term.title for term in terms}
        return self.words.in_sentence(titles[wanted], self.graph.metadata.language) if wanted in titles else ""

    def edges(self) -> Iterator[Edge]:
        """Yield the moves; those between other roles only where they are few enough to be told apart."""
        yours = self.view.yours(self.graph)
        others = len(self.graph.transitions) <= MOST_OTHER_MOVES
        for pair, move in self.graph.transitions.items():
            near = self.shown.issuperset(pair) and self._leads_on(pair)
            kind: EdgeKind = "yours" if pair in yours else "near" if near else "other"
            if others or kind != "other":
                stops = self.layout.through.get(pair, ())
                through = tuple((self._x(layer), self.top + y) for layer, y in stops)
                yield Edge(*pair, kind, dash_of(move), through, self._said(move))

    def _said(self, move: Transition) -> str:
        months = self.words.months(move.months, estimated=move.months_estimated)
        proofs = sentences.proofs(self.words, move.evidence, self.graph.metadata)
        return self.words.clauses((self.kind_of(move), months, sentences.evidence_words(self.words, proofs)))

    def kind_of(self, move: Transition) -> str:
        """Return the kind of a move where it is not the usual one."""
        return {"lateral": self.words("sideways"), "step_back": self.words("step back")}.get(move.kind, "")

    def _leads_on(self, pair: tuple[RoleId, RoleId]) -> bool:
        """Return whether a move between shown roles is of the chosen one, or of the way to it from farther off."""
        return self.view.chosen in pair or self.view.reach > 1

    def rows(self) -> Iterator[Strip]:
        """Yield the families, from the top."""
        tops = self.layout.band_tops
        for index, term in enumerate(self.families):
            yield Strip(self._named(term), self.top + tops[index], self.top + tops[index + 1])

    def columns(self) -> Iterator[Strip]:
        """Yield the rungs of seniority, from the left."""
        for index, term in enumerate(self.rungs):
            start = self.left + self.pitch * index
            yield Strip(self._named(term), start, start + self.pitch)

    def _named(self, term: Term) -> Name:
        own = self.graph.metadata.language
        title = term.title or Text(self.words("Others"))
        return Name(self.words.within(title), self.words.foreign(term.title, own) if term.title else None)

    def title(self) -> str:
        """Return what the map shows, in a sentence."""
        count = self.words.plural("{count} role", "{count} roles", len(self.graph.roles))
        moves = self.words.moves(len(self.graph.transitions))
        if self.view.chosen is None:
            return self.words("Map of {roles} and {moves}", roles=count, moves=moves)
        role = sentences.role_title(self.words, self.graph, self.view.chosen)
        return self.words("Map of {roles} and {moves}, around {role}", roles=count, moves=moves, role=role)


def columns_of(roles: Sequence[RoleId], moves: Sequence[Transition], most: int | None = None) -> dict[RoleId, int]:
    """Return a column for each role by the moves that lead on; a role with sideways moves alone stands beside one."""
    upwards = [move.pair for move in moves if leads_on(move)]
    layers = found_layers(roles, upwards, most)
    placed = {role for pair in upwards for role in pair}
    for move in moves:
        for role, other in (move.pair, move.pair[::-1]):
            if role not in placed and other in placed and not leads_on(move):
                layers[role] = layers[other]
    return layers


def leads_on(move: Transition) -> bool:
    """Return whether a move leads to a further column: neither sideways nor back."""
    return move.kind not in {"lateral", "step_back"}


def dash_of(move: Transition) -> Dash:
    """Return how a move is dashed: derived by a rule and nothing better, or sideways."""
    if move.evidence and all(piece.kind == "derived" for piece in move.evidence):
        return "derived"
    return "sideways" if move.kind == "lateral" else ""


def _used(terms: Sequence[Term], given: Sequence[str], *, loose: bool = False) -> list[Term]:
    """
    Return the terms that roles have, in the order of the graph.

    None if a role has none; if `loose`, a term without a name stands for those that have none, unless all have none.
    """
    used = [term for term in terms if term.id in given]
    if not used or all(given):
        return used
    return [*used, Term("", Text())] if loose else []
