"""What is compiled of a graph: made once, kept on it, and gone with it."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from weakref import WeakValueDictionary

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import Transition

Compiled = TypeVar("Compiled")

_searched: WeakValueDictionary[int, CareerGraph] = WeakValueDictionary()
"""The graphs alive that were compiled."""


def compiled(graph: CareerGraph, make: Callable[[CareerGraph], Compiled]) -> Compiled:
    """Return what `make` makes of a graph, made once; it is kept on the graph, and goes with it."""
    shapes = vars(graph).setdefault("_compiled", {})
    if make not in shapes:
        graph.make_ready()
        shapes[make] = make(graph)
        _searched[id(graph)] = graph
    return shapes[make]  # type: ignore[no-any-return]  # it is what this very function made


def is_compiled(graph: CareerGraph) -> bool:
    """Return whether what searches a graph is made already, so that no question has to wait for it."""
    return bool(vars(graph).get("_compiled"))


def give(graph: CareerGraph, make: Callable[[CareerGraph], Compiled], shape: Compiled) -> None:
    """Keep on a graph what `make` would make of it, made already."""
    vars(graph).setdefault("_compiled", {})[make] = shape


def graph_searched(transitions: Iterable[Transition]) -> CareerGraph | None:
    """Return a graph that was searched, is still alive, and holds these very transitions; None without one."""
    taken = tuple(transitions)
    for graph in list(_searched.values()):
        if taken and all(graph.transitions.get(one.pair) is one for one in taken):
            return graph
    return None
