"""The Neo4j store keeps the contract, on a real server."""

from contextlib import ExitStack

import pytest

from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import DURABLE, NAMED, SHARED, StoreContract
from tests.conformance.machine import driven
from tests.neo4j_server import PATIENT, graph_of_its_own

pytestmark = pytest.mark.neo4j
SEQUENCES, STEPS = 3, 15


class TestNeo4j(StoreContract):
    features = frozenset({DURABLE, NAMED, SHARED})

    @pytest.fixture
    def opening(self, neo4j_url):
        return lambda: open_store(neo4j_url, create=True, deadline=PATIENT)


def drive(server, sequences, steps):
    with ExitStack() as graphs:

        def make():
            url = graphs.enter_context(graph_of_its_own(server))
            return lambda: open_store(url, create=True, deadline=PATIENT)

        driven(make, sequences=sequences, steps=steps)


def test_the_neo4j_store_is_like_a_dict(neo4j_server):
    drive(neo4j_server, SEQUENCES, STEPS)


@pytest.mark.slow
def test_the_neo4j_store_is_like_a_dict_for_long(neo4j_server):
    drive(neo4j_server, 300, 30)
