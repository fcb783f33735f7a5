"""What is made for a graph goes with it."""

import gc
import weakref

import pytest

from tests.drawn import asked, drawn
from tests.engines import ENGINES, answered_by


@pytest.mark.parametrize("engine", ENGINES)
def test_a_graph_that_was_searched_is_let_go(engine):
    graph = drawn("s>a(p2) a>t(p2,q) s>t")
    answered_by(engine, graph, asked("learning"))
    alive = weakref.ref(graph)
    del graph
    gc.collect()
    assert alive() is None
