"""The graph of a route that is shown alone: the one it was found in, or one made up where ids stand for titles."""

from dataclasses import replace

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source
from careergraph.model.roles import Role
from careergraph.model.skills import DEFAULT_LEVELS, LevelScale, Skill
from careergraph.model.text import Text
from careergraph.routes.compiled import graph_searched
from careergraph.routes.route import Route


def graph_of(*routes: Route) -> CareerGraph:
    """Return the graph some routes were found in while it is alive, else a stand-in."""
    return graph_searched(step.transition for route in routes for step in route.steps) or stand_in(*routes)


def stand_in(*routes: Route) -> CareerGraph:
    """
    Return a graph that has the roles, skills and transitions of some routes.

    Examples
    --------
    >>> route = Route(("rd-manager",), (), {})
    >>> str(stand_in(route).role("rd-manager").title)
    'Rd manager'
    """
    steps = [step for route in routes for step in route.steps]
    moves = {step.transition.pair: replace(step.transition, likelihood=None) for step in steps}
    asked = [one for move in moves.values() for one in move.asked()]
    highest = max((seen.asked for step in steps for seen in step.skills), default=0)
    sources = {piece.source for move in moves.values() for piece in move.evidence} - {""}
    return CareerGraph(
        Metadata(
            levels=DEFAULT_LEVELS if highest <= DEFAULT_LEVELS.highest else _scale(highest),
            sources=tuple(Source(one, _title(one)) for one in sorted(sources)),
        ),
        roles=[Role(role, _title(role)) for role in dict.fromkeys(role for route in routes for role in route.roles)],
        skills=[Skill(one, _title(one)) for one in sorted({one.skill for one in asked})],
        transitions=moves.values(),
    )


def _scale(highest: int) -> LevelScale:
    return LevelScale(tuple(Text(str(level)) for level in range(1, highest + 1)))


def _title(name: str) -> Text:
    words = name.replace("-", " ").replace("_", " ")
    return Text(words[:1].upper() + words[1:])
