"""The way in for whoever has a value and wants to see it: one function, by the name of what is wanted."""

from collections.abc import Callable
from importlib import import_module, resources
from typing import Any

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.views.map_drawing import map_svg
from careergraph.views.maps import career_map
from careergraph.views.network import network_page, vendored
from careergraph.views.notebook import as_html, svg_file
from careergraph.views.picture import route_picture
from careergraph.views.scene import Scene
from careergraph.views.terminal import as_text

OWN_ASSETS = ("pictures.css", "network.js")
"""Files of ours that pages link to; those of vis-network come from where pyvis is installed."""


def draw(value: Any, kind: str = "svg", *more: Any, **options: Any) -> Any:  # noqa: ANN401 - one function for every kind
    """
    Draw a value.

    Parameters
    ----------
    value
        A graph, a route, an answer, or a scene.
    kind
        `svg`: the content of an SVG file, of a graph, a route (with `graph=`) or a scene. `html`: HTML that stands
        alone. `text`: lines for a terminal. `network`: an HTML page with an interactive map of a graph or a scene.
        Or the name of any function of `careergraph.views`, which is then called with the value.
    more, options
        What the function takes besides: `language="zh"`, `graph=graph`.

    Raises
    ------
    ValueError
        There is no such kind.
    TypeError
        The value cannot be drawn as that.

    Examples
    --------
    >>> draw([], "plot").startswith("<svg")
    True
    """
    drawn = KINDS.get(kind) or _by_name(kind)
    return drawn(value, *more, **options)


def asset(name: str) -> bytes:
    """
    Return a file that pages need beside the pictures.

    Parameters
    ----------
    name
        `pictures.css`, `network.js`, `vis-network.min.js` or `vis-network.css`.

    Raises
    ------
    KeyError
        There is no such file.
    """
    if name in OWN_ASSETS:
        return (resources.files("careergraph.views") / "static" / name).read_bytes()
    return vendored(name)


def _svg(value: object, *, graph: CareerGraph | None = None, **options: Any) -> str:  # noqa: ANN401 - handed on
    if isinstance(value, Scene):
        return svg_file(map_svg(value))
    if isinstance(value, CareerGraph):
        return svg_file(map_svg(career_map(value, **options)))
    if isinstance(value, Route) and graph is not None:
        return svg_file(route_picture(graph, value, **options))
    raise TypeError("as SVG there are a graph, a scene, and a route with its graph: draw(route, graph=graph)")


def _network(value: object, **options: Any) -> str:  # noqa: ANN401 - handed on
    scene = career_map(value, **options) if isinstance(value, CareerGraph) else value
    if not isinstance(scene, Scene):
        raise TypeError("a network is drawn of a graph or of a scene")
    return network_page(scene)


KINDS: dict[str, Callable[..., Any]] = {"svg": _svg, "html": as_html, "text": as_text, "network": _network}


def _by_name(name: str) -> Callable[..., Any]:
    views = import_module("careergraph.views")
    if name not in views.__all__ or name[0].isupper():
        known = sorted({*KINDS, *(one for one in views.__all__ if one[0].islower())})
        raise ValueError(f"nothing is drawn as {name!r}; there are {', '.join(known)}")
    found: Callable[..., Any] = getattr(views, name)
    return found
