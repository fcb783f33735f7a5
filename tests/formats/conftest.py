"""What tests of formats share."""

import pytest

from careergraph.formats import bundled_graph, read


@pytest.fixture(scope="session")
def seed():
    """The bundled graph."""
    return read(bundled_graph())
