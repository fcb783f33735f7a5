"""
Pictures, lists, tables and words for roles, routes and answers.

Everything here returns text that is ready to be shown: HTML and SVG as `markupsafe.Markup`, whatever came from a
graph escaped. Pictures that stand in a page need its style sheet, `asset("pictures.css")`; they have no inline style
and no script. A name is loaded when it is first used, so that importing this package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careergraph.views.around import neighbourhood, small_map
    from careergraph.views.beside import side_by_side
    from careergraph.views.drawing import asset, draw
    from careergraph.views.lessons import lesson_table
    from careergraph.views.lists import legend, route_list
    from careergraph.views.map_drawing import map_key, map_svg
    from careergraph.views.maps import career_map
    from careergraph.views.marks import belief, each_evidence, evidence_boxes, level_bar, mark
    from careergraph.views.network import network_frame, network_page
    from careergraph.views.notebook import as_html, svg_file, whole_route
    from careergraph.views.picture import route_picture
    from careergraph.views.plots import Point, plot
    from careergraph.views.resembling import resemblance
    from careergraph.views.scene import Scene
    from careergraph.views.tables import route_table
    from careergraph.views.terminal import as_text
    from careergraph.views.timelines import timeline
    from careergraph.views.words import Words, in_sentence

__all__ = [
    "Point",
    "Scene",
    "Words",
    "as_html",
    "as_text",
    "asset",
    "belief",
    "career_map",
    "draw",
    "each_evidence",
    "evidence_boxes",
    "in_sentence",
    "legend",
    "lesson_table",
    "level_bar",
    "map_key",
    "map_svg",
    "mark",
    "neighbourhood",
    "network_frame",
    "network_page",
    "plot",
    "resemblance",
    "route_list",
    "route_picture",
    "route_table",
    "side_by_side",
    "small_map",
    "svg_file",
    "timeline",
    "whole_route",
]

_HOMES = {
    "around": ("neighbourhood", "small_map"),
    "beside": ("side_by_side",),
    "drawing": ("asset", "draw"),
    "lessons": ("lesson_table",),
    "lists": ("legend", "route_list"),
    "map_drawing": ("map_key", "map_svg"),
    "maps": ("career_map",),
    "marks": ("belief", "each_evidence", "evidence_boxes", "level_bar", "mark"),
    "network": ("network_frame", "network_page"),
    "notebook": ("as_html", "svg_file", "whole_route"),
    "picture": ("route_picture",),
    "plots": ("Point", "plot"),
    "resembling": ("resemblance",),
    "scene": ("Scene",),
    "tables": ("route_table",),
    "terminal": ("as_text",),
    "timelines": ("timeline",),
    "words": ("Words", "in_sentence"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name when it is first asked for (PEP 562)."""
    if name not in _HOME_OF:
        message = f"careergraph.views has no {name!r}; it has {', '.join(__all__)}"
        raise AttributeError(message)
    value = getattr(import_module(f"careergraph.views.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what can be used, loaded or not."""
    return sorted({*globals(), *__all__})
