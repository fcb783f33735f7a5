"""Stations: where a route stands. You are here, a role on the way, your goal."""

from markupsafe import Markup

from careergraph.views.markup import tag


def station(kind: str, x: float, y: float) -> Markup:
    """Return the station of a role: `here` is full, `way` a ring, `goal` a ring in accent with a core."""
    if kind == "here":
        return tag("circle", class_="cg-here", cx=x, cy=y, r=9)
    if kind == "way":
        return tag("circle", class_="cg-way", cx=x, cy=y, r=8)
    return tag("circle", class_="cg-goal", cx=x, cy=y, r=9) + tag("circle", class_="cg-core", cx=x, cy=y, r=4)
