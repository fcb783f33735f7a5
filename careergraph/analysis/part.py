"""A part of a graph that a picture can hold: what is near a role, or what most moves lead to."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId

Ways: TypeAlias = Literal["in", "out", "both"]


def part_of(graph: CareerGraph, most: int, centre: RoleId = "", ways: Ways = "both") -> CareerGraph:
    """
    Return a graph of at most `most` roles, with the moves between them; the graph itself where it is small enough.

    Parameters
    ----------
    graph
        The whole.
    most
        How many roles.
    centre
        The role whose surroundings are taken, the nearest first; without one, the roles with most moves are.
    ways
        The direction in which the surroundings are looked for.

    Notes
    -----
    It is for pictures: what roles grow and moves ask is left out.

    Examples
    --------
    >>> from careergraph import Role, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in "abcd"]
    >>> graph = CareerGraph(roles=roles, transitions=[Transition(*pair) for pair in ("ab", "bc", "cd", "db")])
    >>> list(part_of(graph, 2, "c").roles), list(part_of(graph, 1).roles)
    (['b', 'c'], ['b'])
    """
    if len(graph.roles) <= most:
        return graph
    kept = set(_around(graph, most, centre, ways) if centre else _busiest(graph, most))
    roles = [replace(graph.roles[role], grows=(), relations=(), reports_to=None) for role in kept]
    moves = [graph.transitions[role, head] for role in kept for head in graph.heads_of(role) if head in kept]
    shown = [replace(move, requirements=(), groups=()) for move in moves]
    return CareerGraph(graph.metadata, roles=roles, transitions=shown)


def _around(graph: CareerGraph, most: int, centre: RoleId, ways: Ways) -> Iterable[RoleId]:
    """Return the roles nearest to one, itself included; of equally near ones, the lower ids."""
    found, edge = {centre: None}, [centre]
    while edge and len(found) < most:
        out = (head for role in edge for head in graph.heads_of(role) if ways != "in")
        into = (tail for role in edge for tail in graph.tails_of(role) if ways != "out")
        edge = sorted({*out, *into} - found.keys())[: most - len(found)]
        found |= dict.fromkeys(edge)
    return found


def _busiest(graph: CareerGraph, most: int) -> Iterable[RoleId]:
    """Return the roles with most moves in and out; of equally busy ones, the lower ids."""
    return sorted(graph.roles, key=lambda role: (-graph.count_moves(role), role))[:most]
