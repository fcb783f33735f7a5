"""The two engines behind one search, each asked by its name, whatever the size of the graph."""

from contextlib import ExitStack
from unittest.mock import patch

from careergraph.routes import search
from careergraph.routes.large import alike, relevant
from careergraph.routes.large import search as label_search

ENGINES = {"plain": 10**9, "arrays": -1}
"""By name: the most transitions that the plain engine is given."""
SEARCHES = (*ENGINES, "arrays made ready")
"""
The engines, the one on arrays twice: by rounds of labels on much of a graph, and as it is mostly served, with what is
worked out once, where little of a graph matters and all routes are written out.
"""


def answered_by(engine, graph, query):
    """Return the answer of one engine."""
    with ExitStack() as as_asked:
        as_asked.enter_context(patch.object(search, "LARGE", ENGINES[engine.removesuffix(" made ready")]))
        if engine == "arrays":
            as_asked.enter_context(patch.object(label_search, "WRITTEN_OUT", -1))
        elif engine != "plain":
            as_asked.enter_context(patch.object(relevant, "FEW", 0))
            make_ready(graph)
        return search.find_routes(graph, query)


def make_ready(graph):
    """Work out what is worked out once for a large graph that is served, whether it is worth it or not."""
    with patch.object(alike, "WORTH", 0):
        search.engine_of(graph).make_ready()
