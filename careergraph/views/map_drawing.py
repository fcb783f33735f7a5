"""The map drawn as SVG on the server: for print, for who has no JavaScript, and for saving."""

from collections.abc import Callable

from markupsafe import Markup

from careergraph.views.boxes import Box, around
from careergraph.views.curves import curve
from careergraph.views.maps import LABEL_LEADING, TITLES
from careergraph.views.markup import identifier, joined, lines, svg, tag, text_at
from careergraph.views.scene import Edge, Node, Scene, Strip
from careergraph.views.widths import width, wrap
from careergraph.views.words import Words

RADIUS = {"chosen": 9, "you": 7, "near": 6, "other": 4}
TILE = 24
"""How high the box is that says how many neighbours are not drawn."""
LABEL_DROP = 20
"""From the middle of a dot to the first baseline of its label."""


def map_svg(scene: Scene, *, prefix: str = "m", more_href: str | None = None) -> Markup:
    """
    Return a scene as SVG.

    Parameters
    ----------
    scene
        What `career_map` returned.
    prefix
        What its ids begin with.
    more_href
        Where the box leads that says how many neighbours are not drawn.
    """
    linked = any(node.href for node in scene.nodes)
    places = {node.id: (node.x, node.y) for node in scene.nodes}
    lines_behind = joined(_edge(edge, places) for edge in scene.edges)
    return svg(
        scene.width,
        scene.height,
        tag("g", *_strips(scene), lines_behind, aria_hidden="true"),
        *(_node(node) for node in scene.nodes),
        _more(scene, more_href),
        class_="cg-picture cg-map",
        id=identifier(prefix, "map"),
        role="group" if linked else "img",
        aria_label=scene.title,
    )


def _strips(scene: Scene) -> list[Markup]:
    top = scene.rows[0].start if scene.rows else 0
    return [
        *(_column(column, top) for column in scene.columns),
        *(_row(row, scene.width) for row in scene.rows),
        _rule(scene.height - 0.5, scene.width) if scene.rows else Markup(),
    ]


def _column(column: Strip, top: float) -> Markup:
    middle = (column.start + column.end) / 2
    return text_at(middle, top - 16, column.name.text, class_="cg-small cg-2 cg-mid", lang=column.name.language)


def _row(row: Strip, wide: float) -> Markup:
    title = wrap(row.name.text, TITLES - 8, 13, bold=True)
    return _rule(row.start, wide) + lines(
        0, row.start + 21, title, 17, class_="cg-small cg-strong", lang=row.name.language
    )


def _rule(y: float, wide: float) -> Markup:
    return tag("path", class_="cg-hair", d=f"M0 {y:g}H{wide:g}")


def _edge(edge: Edge, places: dict[str, tuple[float, float]]) -> Markup:
    """Return the curve of a move; forwards and back between the same two roles lie on each other."""
    dash = f" cg-{edge.dash}" if edge.dash else ""
    shape = curve([places[edge.tail], *edge.through, places[edge.head]])
    return tag("path", class_=f"cg-move cg-{edge.kind}{dash}", d=shape)


def _node(node: Node) -> Markup:
    dot = tag("circle", class_=f"cg-{node.kind}-dot", cx=node.x, cy=node.y, r=RADIUS[node.kind])
    label = lines(
        node.x,
        node.y + LABEL_DROP + (2 if node.kind == "chosen" else 0),
        node.lines,
        LABEL_LEADING,
        class_=f"cg-small cg-mid cg-halo cg-{node.kind}-label",
        lang=node.name.language,
    )
    if node.href is None:
        return tag("g", dot, label, aria_hidden="true")
    target = tag("circle", class_="cg-target", cx=node.x, cy=node.y, r=12)
    return tag("a", target, dot, label, class_="cg-node", href=node.href, aria_label=spoken(node), data_id=node.id)


def spoken(node: Node) -> str:
    """Return a role as a reader hears it on the map."""
    return ", ".join(filter(None, (node.name.text, node.family, node.seniority)))


def _more(scene: Scene, href: str | None) -> Markup | None:
    """Return the box that says how many neighbours are not drawn, beside the chosen role."""
    chosen = scene.chosen
    if not scene.hidden or chosen is None:
        return None
    words = Words(scene.language)
    said = words("+{count} more", count=scene.hidden)
    box = _free_place(scene, chosen, width(said, 13, bold=True) + 16)
    wide = box.right - box.left
    frame = tag("rect", class_="cg-tile", x=box.left, y=box.top, width=wide, height=TILE)
    shape = frame + text_at(box.left + wide / 2, box.top + 16.5, said, class_="cg-small cg-strong cg-mid")
    return tag("a", shape, href=href, class_="cg-node") if href else tag("g", shape, aria_hidden="true")


def _free_place(scene: Scene, chosen: Node, wide: float) -> Box:
    """Return the place beside the chosen role where a box covers least of what is named."""
    x, y = chosen.x, chosen.y
    corners = (
        (x - wide - 12, y - 36),
        (x + 14, y - 36),
        (x - wide - 18, y - 12),
        (x + 18, y - 12),
        (x - wide - 12, y + 50),
    )
    named = [box for node in scene.nodes for box in _covered(node)]
    places = [
        Box(left, top, left + wide, top + TILE)
        for left, top in corners
        if 0 <= left <= scene.width - wide and 0 <= top <= scene.height - TILE
    ]
    return min(places, key=lambda box: box.covers(named), default=Box(0, 0, wide, TILE))


def _covered(node: Node) -> list[Box]:
    """Return what the dot and the lines of the label of a role cover."""
    bold = node.kind != "other"
    halves = [width(line, 13, bold=bold) / 2 for line in node.lines]
    tops = [node.y + LABEL_DROP - 11 + LABEL_LEADING * place for place in range(len(halves))]
    lines_of = [Box(node.x - half, top, node.x + half, top + 15) for half, top in zip(halves, tops, strict=True)]
    return [around(node.x, node.y, RADIUS[node.kind] + 2), *lines_of]


def map_key(scene: Scene) -> Markup:
    """Return a legend of the dots and lines that occur in a scene, and of no others."""
    words = Words(scene.language)
    nodes = {node.kind for node in scene.nodes}
    solid = {edge.kind for edge in scene.edges if not edge.dash}
    dashed = {edge.dash for edge in scene.edges}
    dots = (("you", words("you are here")), ("chosen", words("chosen role")), ("near", words("neighbour")))
    moves = (("yours", words("your move")), ("near", words("move up")), ("other", words("other moves")))
    dashes = (("sideways", words("sideways")), ("derived", words("derived")))
    return tag(
        "ul",
        *(_keyed(_dot_sample(kind), said) for kind, said in dots if kind in nodes),
        *(_keyed(_line_sample(f"cg-{kind}"), said) for kind, said in moves if kind in solid),
        *(_keyed(_line_sample(f"cg-near cg-{dash}"), said) for dash, said in dashes if dash in dashed),
        class_="cg-legend",
        aria_label=words("legend"),
    )


def _keyed(sample: Markup, said: str) -> Markup:
    return tag("li", sample, said)


def _sample(wide: float) -> Callable[..., Markup]:
    return lambda shape: tag("svg", shape, class_="cg-sample", width=wide, height=20, aria_hidden="true")


def _dot_sample(kind: str) -> Markup:
    return _sample(20)(tag("circle", class_=f"cg-{kind}-dot", cx=10, cy=10, r=RADIUS[kind] - 1))


def _line_sample(name: str) -> Markup:
    return _sample(28)(tag("path", class_=f"cg-move {name}", d="M0 10H28"))
