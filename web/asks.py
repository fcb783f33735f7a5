"""Skills with the level that is asked of each, as a list with level bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from . import wording
from .asking import Asked
from .drawing import Pictures
from .site import Site, Stepped


@dataclass(frozen=True, slots=True)
class Ask:
    """A skill, the level that is asked of it, and the bar of what is held and what is to learn of that."""

    name: Markup
    level: str
    bar: Markup


def listed(site: Site, asked: Asked, levels: Iterable[tuple[str, int]], routes: Iterable[Stepped]) -> list[Ask]:
    """Return skills with a level, what is new first, ≈ before levels that one of some routes asks by estimate."""
    graph, pictures = site.explorer.graph, Pictures(site.explorer)
    held = site.explorer.holds(asked.profile).levels if asked.profile else {}
    estimated = site.estimated(routes)

    def place(one: tuple[str, int]) -> tuple[bool, int, str]:
        skill, level = one
        has = held.get(skill, 0)
        return has > 0, has - level, wording.within(graph.skills[skill].name)

    return [
        Ask(
            wording.said(graph.skills[skill].name, graph.metadata.language),
            wording.about(level, estimated=skill in estimated),
            pictures.asks(level, held.get(skill, 0)),
        )
        for skill, level in sorted(levels, key=place)
    ]
