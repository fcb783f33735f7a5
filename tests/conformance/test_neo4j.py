"""Neo4j keeps the contract: on the server that CAREERGRAPH_NEO4J names, which is emptied for each test."""

import os

import pytest

from careergraph import open_store
from tests.conformance.contract import DURABLE, NAMED, SHARED, StoreContract

stores = pytest.importorskip("careergraph.stores.neo4j", reason="this careergraph has no Neo4j store")


@pytest.mark.neo4j
class TestNeo4j(StoreContract):
    features = frozenset({DURABLE, NAMED, SHARED})

    @pytest.fixture
    def opening(self, lacking):
        url = os.environ.get("CAREERGRAPH_NEO4J")
        if not url:
            lacking("Neo4j", "scripts/neo4j start, and CAREERGRAPH_NEO4J=neo4j://localhost")
        return lambda: open_store(url, create=True)
