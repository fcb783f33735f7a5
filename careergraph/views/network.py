"""
The map as an interactive network: built with pyvis, drawn by vis-network, on a page of our own.

pyvis is the builder and the place vis-network's files come from; its templates, menus and headings are never used,
because they run names of roles as script and load from elsewhere. Positions are those of the scene, physics is off,
and data stands in a block of JSON that nothing executes. The canvas holds no fact that the table beside it does not.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from careergraph.views.lists import named
from careergraph.views.map_drawing import RADIUS, map_key, map_svg, spoken
from careergraph.views.maps import MOST_NEIGHBOURS
from careergraph.views.markup import UNREADABLE, identifier, joined, tag, text
from careergraph.views.scene import Edge, Node, Scene
from careergraph.views.stylesheet import stylesheet
from careergraph.views.words import Words

if TYPE_CHECKING:
    from pyvis.network import Network

VENDORED = {
    "vis-network.min.js": "lib/vis-9.1.2/vis-network.min.js",
    "vis-network.css": "lib/vis-9.1.2/vis-network.css",
}
SOURCE_MAP = "//# sourceMappingURL"
HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""Within JSON that stands in HTML, nothing may look like a tag."""


@lru_cache
def vendored(name: str) -> bytes:
    """
    Return a file of vis-network, as the installed pyvis carries it.

    Raises
    ------
    KeyError
        There is no such file.
    """
    return (resources.files("pyvis") / VENDORED[name]).read_bytes()


def built(scene: Scene) -> "Network":
    """Return a scene as a pyvis network: positions given, nothing left to chance."""
    from pyvis.network import Network  # noqa: PLC0415 - half a second that only networks need

    network = Network(directed=True)
    for node in scene.nodes:
        network.add_node(
            node.id,
            label="\n".join(node.lines) or " ",
            shape="dot",
            color=None,
            size=RADIUS[node.kind],
            x=round(node.x - scene.width / 2, 2),
            y=round(node.y - scene.height / 2, 2),
            physics=False,
            kind=node.kind,
            spoken=spoken(node),
            name=node.name.text,
            href=node.href,
        )
    for edge in scene.edges:
        network.add_edge(edge.tail, edge.head, kind=edge.kind, dash=edge.dash, said=edge.said, physics=False)
    return network


def data(scene: Scene) -> Markup:
    """Return what the script draws, as JSON that can stand in a page."""
    network = built(scene)
    words = Words(scene.language)
    document = {
        "width": scene.width,
        "height": scene.height,
        "most": MOST_NEIGHBOURS,
        "nodes": [{key: _clean(value) for key, value in node.items()} for node in network.nodes],
        "edges": [{key: _clean(value) for key, value in edge.items()} for edge in network.edges],
        "rows": [{"name": row.name.text, "start": row.start, "end": row.end} for row in scene.rows],
        "columns": [{"name": one.name.text, "start": one.start, "end": one.end} for one in scene.columns],
        "words": {
            "ways_in": words("Ways in"),
            "ways_out": words("Ways out"),
            "sideways": words("Sideways"),
            "none": words("none"),
            "more": words("+{count} more", count="{count}"),
        },
    }
    return Markup(json.dumps(document).translate(HARMLESS))  # noqa: S704 - made harmless just here


def _clean(value: Any) -> Any:  # noqa: ANN401 - of what JSON knows
    return UNREADABLE.sub("�", value) if isinstance(value, str) else value


def network_frame(scene: Scene, *, prefix: str = "m", more_href: str | None = None) -> Markup:
    """
    Return the map for a page: the SVG, and beside it what the script draws in its place where it runs.

    The page loads `asset("vis-network.min.js")` as a script and `asset("network.js")` as a module. A choice is told
    by the event `careergraph:choose` with `detail.id` and `detail.href`, an undo by `careergraph:undo`; both bubble,
    and what is not prevented the script does by itself.

    Parameters
    ----------
    scene, prefix, more_href
        As for `map_svg`.
    """
    words = Words(scene.language)
    help_id = identifier(prefix, "help")
    keys = words("Arrows go to the roles around, Enter chooses, U undoes, plus and minus change the size.")
    return tag(
        "div",
        tag("div", map_svg(scene, prefix=prefix, more_href=more_href), class_="cg-still"),
        tag(
            "div",
            class_="cg-canvas",
            role="application",
            tabindex=0,
            aria_label=scene.title,
            aria_describedby=help_id,
            hidden=True,
        ),
        tag("p", keys, class_="cg-note cg-help", id=help_id, hidden=True),
        tag("p", class_="cg-unseen", role="status"),
        tag("script", data(scene), type="application/json"),
        class_="cg-network",
        id=identifier(prefix, "network"),
    )


def network_page(scene: Scene, *, title: str = "") -> str:
    """
    Return one HTML file with the map, its key, what is around the chosen role, and all of it as a table.

    It asks for nothing from elsewhere, and its own policy would not let it.

    Parameters
    ----------
    scene
        What `career_map` returned.
    title
        Its heading; the sentence of the scene where it is empty.
    """
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 - only for a page

    words = Words(scene.language)
    library, script = _library(), Markup(own("network.js"))  # noqa: S704 - our own file
    loader = PackageLoader("careergraph.views")
    template = Environment(loader=loader, autoescape=True, keep_trailing_newline=True).get_template("network.html")
    return template.render(
        language=words.language,
        policy=_policy(library, script),
        title=text(title or scene.title),
        sentence=text(scene.title),
        style=Markup(stylesheet() + own("network.css")),  # noqa: S704 - our own files
        frame=network_frame(scene),
        key=map_key(scene),
        table_heading=words("The same, as a table"),
        table=scene_table(scene),
        undo=words("Undo"),
        library=library,
        script=script,
    )


def _library() -> Markup:
    """Return vis-network's script without the reference to a file that nobody has."""
    whole = vendored("vis-network.min.js").decode("utf-8").replace("\r\n", "\n")  # as browsers read it, and hash it
    return Markup(whole.partition(SOURCE_MAP)[0])  # noqa: S704 - a test sees that it closes no element


def own(name: str) -> str:
    """Return the text of a file of ours."""
    return (resources.files("careergraph.views") / "static" / name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """Return a policy that runs these scripts and no others, and loads nothing."""
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def scene_table(scene: Scene) -> Markup:
    """Return the roles of a scene with their ways in and out, as a table."""
    words = Words(scene.language)
    headings = (words("Role"), words("Family, level"), words("Ways in"), words("Ways out"))
    rows = sorted(scene.nodes, key=lambda node: node.name.text)
    names = {node.id: node for node in scene.nodes}
    inward: dict[str, list[Edge]] = {}
    outward: dict[str, list[Edge]] = {}
    for edge in scene.edges:
        inward.setdefault(edge.head, []).append(edge)
        outward.setdefault(edge.tail, []).append(edge)
    return tag(
        "table",
        tag("caption", scene.title, class_="cg-unseen"),
        tag("thead", tag("tr", *(tag("th", heading, scope="col") for heading in headings))),
        tag(
            "tbody",
            *(
                tag(
                    "tr",
                    tag("th", named(node.name), _note(words, node), scope="row"),
                    tag("td", words.clauses((node.family, node.seniority)), data_label=headings[1]),
                    tag("td", *_ends(words, inward.get(node.id, []), names, inwards=True), data_label=headings[2]),
                    tag("td", *_ends(words, outward.get(node.id, []), names, inwards=False), data_label=headings[3]),
                )
                for node in rows
            ),
        ),
        class_="cg-table",
    )


def _note(words: Words, node: Node) -> Markup | None:
    said = {"you": words("you are here"), "chosen": words("chosen role")}.get(node.kind)
    return joined((" ", tag("span", said, class_="cg-note"))) if said else None


def _ends(words: Words, edges: list[Edge], names: dict[str, Node], *, inwards: bool) -> Iterator[Markup]:
    for place, edge in enumerate(edges):
        other = names[edge.tail if inwards else edge.head]
        yield joined(
            (words.semicolon if place else None, named(other.name), tag("span", f" ({edge.said})", class_="cg-note"))
        )
