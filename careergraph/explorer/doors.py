"""The two things most scripts need: read a graph, find routes in it."""

import time
from contextlib import closing
from os import PathLike
from typing import TYPE_CHECKING

from careergraph.errors import InvalidGraph
from careergraph.model.graph import CareerGraph
from careergraph.model.rules import Problem
from careergraph.routes.query import Budget, RouteQuery
from careergraph.stores.registry import names_store, open_store

if TYPE_CHECKING:
    from careergraph.routes.answer import Answer


def read(path: str | PathLike[str] | None = None) -> CareerGraph:
    """
    Return the graph in a file or folder of any format careergraph reads; without a path, the bundled one.

    The path or URL of a store (see `open_store`) gives the newest version of its graph.

    Raises
    ------
    UnreadableData
        The bytes are not what they were taken for; the error says where.
    StoreError
        There is no such store, or it cannot be reached.
    InvalidGraph
        The graph breaks the rules of the model; the error has all problems.
    OverLimit
        The file is larger than a limit allows.

    Examples
    --------
    >>> read().metadata.id
    'technical-director'
    """
    from careergraph.formats import bundled_graph  # noqa: PLC0415 - who has a graph needs no format
    from careergraph.formats import read as read_format  # noqa: PLC0415

    source = bundled_graph() if path is None else path
    return _kept(source) if names_store(source) else read_format(source)


def read_report(path: str | PathLike[str]) -> tuple[CareerGraph, tuple[Problem, ...]]:
    """
    Return the graph that `read` returns, and everything its owner should know and that does not refuse it.

    Examples
    --------
    >>> from careergraph.formats import bundled_graph
    >>> read_report(bundled_graph())[1]
    ()
    """
    from careergraph.formats import read_report as read_format  # noqa: PLC0415 - as above

    if not names_store(path):
        return read_format(path)
    graph = _kept(path)
    found = graph.problems()
    if errors := [one for one in found if one.severity == "error"]:
        raise InvalidGraph(errors)
    return graph, tuple(found)


def _kept(named: str | PathLike[str]) -> CareerGraph:
    with closing(open_store(named)) as store:
        return store.load()


def find_routes(graph: CareerGraph, query: RouteQuery, budget: Budget | None = None) -> "Answer":
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
