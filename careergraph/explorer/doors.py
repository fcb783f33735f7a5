"""The two things most scripts need: read a graph, find routes in it."""

import time
from os import PathLike

from careergraph.model.graph import CareerGraph
from careergraph.routes.answer import Answer
from careergraph.routes.query import Budget, RouteQuery


def read(path: str | PathLike[str] | None = None) -> CareerGraph:
    """
    Return the graph in a file or folder of any format careergraph reads; without a path, the bundled one.

    Raises
    ------
    UnreadableData
        The bytes are not what they were taken for; the error says where.
    InvalidGraph
        The graph breaks the rules of the model; the error has all problems.
    OverLimit
        The file is larger than a limit allows.

    Examples
    --------
    >>> read().metadata.id
    'technical-director'
    """
    from careergraph.formats import read as read_format  # noqa: PLC0415 - who has a graph needs no format
    from careergraph.formats.bundled import bundled_graph  # noqa: PLC0415

    return read_format(bundled_graph() if path is None else path)


def find_routes(graph: CareerGraph, query: RouteQuery, budget: Budget | None = None) -> Answer:
    """
    Find the routes no other route beats; for one criterion, the k best.

    Parameters
    ----------
    graph
        Where to look.
    query
        Who asks, where they want to go, and what matters.
    budget
        What the search may spend; without one it goes on to the end.

    Raises
    ------
    RoleNotFound
        The query names a role the graph does not have; the error carries close names.

    Examples
    --------
    >>> query = RouteQuery.between("rd-department-manager", "founder")
    >>> [str(route) for route in find_routes(read(), query)]
    ['rd-department-manager > technical-director > founder']
    """
    from careergraph.routes import search  # noqa: PLC0415 - most questions need no search

    return search.find_routes(graph, query, budget=budget or Budget(), clock=time.monotonic)
