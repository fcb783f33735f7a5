"""Two small pictures of roles: the ways in and out of one, and a small part of the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId, Transition
from careergraph.views.curves import arrow_head, curve
from careergraph.views.facts import Name, role_name
from careergraph.views.layout import layered
from careergraph.views.maps import Href, columns_of, dash_of, leads_on
from careergraph.views.markup import identifier, lines, svg, tag
from careergraph.views.sentences import role_title
from careergraph.views.widths import width as text_width
from careergraph.views.widths import wrap
from careergraph.views.words import Words

ROW = 68
LEAST_PITCH, LEAST_ROOM = 100, 76
"""With less between two columns, labels stand above, and may reach beyond their column."""
SMALL_ROW, SMALL, SMALL_LEADING = 67, 13, 16
ANCHORS = {"left": "cg-end", "right": ""}
LABEL_GAP = 20
MOST_AROUND = 6
"""Ways on each side, where nobody says which."""
MOST_SMALL = 8
"""Roles of a small part of the map."""


@dataclass(frozen=True, slots=True)
class Around:
    """
    A picture around a role: who draws it, for whom, and how wide.

    Parameters
    ----------
    words, graph
        The words and the graph.
    you
        The role held, if any.
    href
        Where a role leads; None where roles are no links.
    wide
        In pixels.
    """

    words: Words
    graph: CareerGraph
    you: RoleId | None
    href: Href | None
    wide: float

    def stop(self, role: RoleId, x: float, y: float, *, radius: float = 8) -> Markup:
        """Return the station of a role, full where it is the one held."""
        kind = "cg-here" if role == self.you else "cg-way"
        return tag("circle", class_=kind, cx=x, cy=y, r=radius)

    def linked(self, role: RoleId, *shapes: Markup | None) -> Markup:
        """Return shapes as a link to a role, where roles are links."""
        if self.href is None:
            return tag("g", *shapes)
        return tag(
            "a",
            *shapes,
            class_="cg-node",
            href=self.href(role),
            aria_label=role_name(self.words, self.graph, role).text,
        )

    def label(self, role: RoleId, x: float, y: float, room: float, side: str) -> Markup:
        """Return the title of a role beside its station, its lines around the middle."""
        bold = role == self.you
        name = role_name(self.words, self.graph, role)
        rows = wrap(name.text, room, 14, bold=bold)
        style = f"cg-halo{' cg-strong' if bold else ''}{' cg-end' if side == 'left' else ''}"
        start = x - LABEL_GAP if side == "left" else x + LABEL_GAP
        return lines(start, y + 5 - 9 * (len(rows) - 1), rows, 18, class_=style, lang=name.language)

    def above(self, name: Name, x: float, y: float, room: float, style: str, size: float) -> Markup:
        """Return a title above its station, centred."""
        rows = wrap(name.text, room, size, bold="cg-role" in style)
        leading = size + 3
        top = y - leading * (len(rows) - 1)
        return lines(x, top, rows, leading, class_=f"cg-mid cg-halo {style}", lang=name.language)


def neighbourhood(  # noqa: PLR0913 - keywords that say what they are
    graph: CareerGraph,
    role: RoleId,
    *,
    you: RoleId | None = None,
    ways_in: Sequence[Transition] | None = None,
    ways_out: Sequence[Transition] | None = None,
    href: Href | None = None,
    language: str = "en",
    width: float = 1216,
    prefix: str = "n",
) -> Markup:
    """
    Return the ways into a role on the left, and those out of it on the right.

    Parameters
    ----------
    graph, role
        The role, and its graph.
    you
        The role held, if any.
    ways_in, ways_out
        The transitions to draw, from the top; the first six of each where they are not given.
    href
        Returns where a role leads; without it roles are no links.
    language, width, prefix
        Of its words; in pixels; what its ids begin with.
    """
    ways_in = graph.ways_in(role)[:MOST_AROUND] if ways_in is None else ways_in
    ways_out = graph.ways_out(role)[:MOST_AROUND] if ways_out is None else ways_out
    around = Around(Words(language), graph, you, href, width)
    rows = max(len(ways_in), len(ways_out), 1)
    middle = 40 + ROW * (rows - 1) / 2
    return svg(
        width,
        middle + max(ROW * (rows - 1) / 2 + 28, 40),
        *_spread(around, role, ways_in, ways_out, middle),
        class_="cg-picture cg-around",
        id=identifier(prefix, "around"),
        role="group" if href else "img",
        aria_label=_sentence(around, role, ways_in, ways_out),
    )


def _spread(
    around: Around, role: RoleId, ways_in: Sequence[Transition], ways_out: Sequence[Transition], middle: float
) -> list[Markup]:
    """Return the lines, the roles on both sides, and the role in the middle, or on the side where nothing is drawn."""
    inner, left, right = (around.wide * part for part in _columns(bool(ways_in), bool(ways_out)))
    behind = [*_lines_in(around, ways_in, left, inner, middle), *_lines_out(ways_out, inner, right, middle)]
    return [
        tag("g", *behind, aria_hidden="true"),
        *_side(around, [move.tail for move in ways_in], left, middle, "left"),
        *_side(around, [move.head for move in ways_out], right, middle, "right"),
        around.above(role_name(around.words, around.graph, role), inner, middle - 24, 330, "cg-role", 16),
        around.stop(role, inner, middle, radius=12),
    ]


def _columns(ways_in: bool, ways_out: bool) -> tuple[float, float, float]:  # noqa: FBT001 - what is drawn
    """Return where the role stands, and the roles on its left and its right, as parts of the width."""
    if ways_in == ways_out:
        return 0.5, 0.247, 0.747
    return (0.75, 0.45, 1) if ways_in else (0.25, 0, 0.55)


def _sentence(around: Around, role: RoleId, ways_in: Sequence[Transition], ways_out: Sequence[Transition]) -> str:
    words, graph = around.words, around.graph
    return words.clauses(
        (
            role_title(words, graph, role),
            words.plural("{count} way in", "{count} ways in", len(ways_in)) if ways_in else "",
            words.plural("{count} way out", "{count} ways out", len(ways_out)) if ways_out else "",
        )
    )


def _heights(count: int, middle: float) -> list[float]:
    return [middle + ROW * (place - (count - 1) / 2) for place in range(count)]


def _side(around: Around, roles: Sequence[RoleId], x: float, middle: float, side: str) -> list[Markup]:
    room = (x if side == "left" else around.wide - x) - LABEL_GAP - 2
    return [
        around.linked(
            role,
            tag("circle", class_="cg-target", cx=x, cy=y, r=13),
            around.stop(role, x, y),
            around.label(role, x, y, room, side),
        )
        for role, y in zip(roles, _heights(len(roles), middle), strict=True)
    ]


def _lines_in(around: Around, moves: Sequence[Transition], left: float, inner: float, middle: float) -> list[Markup]:
    """Return the curves of the ways in, yours last so that it lies above."""
    drawn = [
        (move.tail == around.you, tag("path", class_=_style(move, around.you), d=curve([(left, y), (inner, middle)])))
        for move, y in zip(moves, _heights(len(moves), middle), strict=True)
    ]
    return [shape for _, shape in sorted(drawn, key=lambda one: one[0])]


def _lines_out(moves: Sequence[Transition], inner: float, right: float, middle: float) -> list[Markup]:
    tip = right - 12
    return [
        tag("path", class_=_style(move, None), d=curve([(inner, middle), (tip - 6, y), (tip, y)]))
        + tag("path", class_="cg-tip", d=arrow_head(tip, y, 10, 9))
        for move, y in zip(moves, _heights(len(moves), middle), strict=True)
    ]


def _style(move: Transition, you: RoleId | None) -> str:
    if move.tail == you:
        return "cg-line"
    return "cg-thread cg-derived" if dash_of(move) == "derived" else "cg-thread"


def most_central(graph: CareerGraph) -> list[RoleId]:
    """Return the role with the most ways in and out, and the roles next to it: a small part of the map."""
    ways = {role: graph.count_moves(role) for role in graph.roles}
    if not any(ways.values()):
        return list(graph.roles)[:1]
    centre = min(ways, key=lambda role: (-ways[role], role))
    around = graph.tails_of(centre), graph.heads_of(centre)
    fair = [role for pair in _by_turns(*around) for role in pair]
    return list(dict.fromkeys([centre, *fair]))[:MOST_SMALL]


def _by_turns(first: Sequence[RoleId], second: Sequence[RoleId]) -> list[Sequence[RoleId]]:
    """Return the two lists in turns, so that neither side crowds out the other."""
    return [
        part
        for place in range(max(len(first), len(second)))
        for part in (first[place : place + 1], second[place : place + 1])
    ]


def small_map(
    graph: CareerGraph,
    roles: Sequence[RoleId] | None = None,
    *,
    you: RoleId | None = None,
    href: Href | None = None,
    language: str = "en",
    width: float = 712,
    prefix: str = "s",
) -> Markup:
    """
    Return some roles and the moves between them.

    Parameters
    ----------
    graph, roles
        Which roles; without them up to eight, around the role with most ways in and out.
    you, href, language, width, prefix
        As for `neighbourhood`.
    """
    roles = most_central(graph) if roles is None else roles
    around = Around(Words(language), graph, you, href, width)
    drawing = _SmallMap(around, sorted(roles))
    return svg(
        around.wide,
        drawing.high,
        tag("g", *(drawing.move(move) for move in drawing.moves), aria_hidden="true"),
        *(drawing.role(role) for role in sorted(roles)),
        class_="cg-picture cg-small-map",
        id=identifier(prefix, "small-map"),
        role="group" if around.href else "img",
        aria_label=around.words("A small part of the map"),
    )


class _SmallMap:
    """Where the roles of a small map stand: starts with their labels on the left, ends on the right, others below."""

    def __init__(self, around: Around, roles: Sequence[RoleId]) -> None:
        self.around = around
        graph, shown = around.graph, set(roles)
        pairs = ((role, head) for role in sorted(shown) for head in graph.heads_of(role) if head in shown)
        self.moves = [graph.transitions[pair] for pair in pairs]
        upwards = [move.pair for move in self.moves if leads_on(move)]
        self.tails = {tail for tail, _ in upwards}
        self.heads = {head for _, head in upwards}
        layers = columns_of(roles, self.moves)
        self.layers = layers
        self.last = max(layers.values(), default=0)
        self.left = self._room([role for role in roles if not layers[role]])
        self.right = self._room([role for role in roles if layers[role] == self.last and role not in self.tails])
        self.pitch = (around.wide - self.left - self.right) / (self.last or 1)
        rows = {role: self._rows(role, layers[role]) for role in roles}
        room = max([SMALL_ROW, *(34 + SMALL_LEADING * len(lines) for lines in rows.values())])
        self.labels = rows
        self.layout = layered(dict.fromkeys(roles, room), upwards, layers=layers)
        self.high = self.layout.band_tops[-1]

    def _room(self, roles: Sequence[RoleId]) -> float:
        """Return how much room the labels beside the outermost roles take, at most a fifth of the picture."""
        titles = (role_name(self.around.words, self.around.graph, role).text for role in roles)
        most = max((text_width(title, SMALL, bold=True) for title in titles), default=0)
        return min(most, self.around.wide / 5) + LABEL_GAP + 8

    def _side(self, role: RoleId) -> str:
        if self.layers[role] == 0:
            return "left"
        ends = role not in self.tails and role in self.heads
        return "right" if ends and (self.layers[role] == self.last or self.pitch >= LEAST_PITCH) else ""

    def _rows(self, role: RoleId, layer: int) -> list[str]:
        outer = {"left": layer == 0, "right": layer == self.last}.get(self._side(role), False)
        edge = self.left if self._side(role) == "left" else self.right
        room = edge - LABEL_GAP if outer else self.pitch - 40 if self._side(role) else max(self.pitch - 12, LEAST_ROOM)
        name = role_name(self.around.words, self.around.graph, role)
        return wrap(name.text, room, SMALL, bold=role == self.around.you)

    def _place(self, role: RoleId) -> tuple[float, float]:
        return self._x(self.layout.layer[role]), self.layout.y[role]

    def _x(self, layer: int) -> float:
        return self.left + self.pitch * layer

    def move(self, move: Transition) -> Markup:
        """Return the curve of a move, around what stands between."""
        start, end = (self._place(role) for role in move.pair)
        through = ((self._x(layer), at) for layer, at in self.layout.through.get(move.pair, ()))
        return tag("path", class_=_style(move, None), d=curve([start, *through, end]))

    def role(self, role: RoleId) -> Markup:
        """Return a role with its label."""
        x, y = self._place(role)
        target = tag("circle", class_="cg-target", cx=x, cy=y, r=13)
        return self.around.linked(role, target, self.around.stop(role, x, y, radius=7), self._label(role, x, y))

    def _label(self, role: RoleId, x: float, y: float) -> Markup:
        rows, side = self.labels[role], self._side(role)
        start = x + {"left": -16, "right": 16}.get(side, 0)
        top = y + 4.5 - SMALL_LEADING * (len(rows) - 1) / 2 if side else y - 17 - SMALL_LEADING * (len(rows) - 1)
        style = f"cg-halo cg-small {'cg-strong' if role == self.around.you else 'cg-2'} {ANCHORS.get(side, 'cg-mid')}"
        language = role_name(self.around.words, self.around.graph, role).language
        return lines(start, top, rows, SMALL_LEADING, class_=style, lang=language)
