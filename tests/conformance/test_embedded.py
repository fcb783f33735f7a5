"""The embedded store keeps the contract."""

import pytest

from careergraph import open_store
from tests.conformance.contract import DURABLE, NAMED, SHARED, StoreContract


class TestEmbedded(StoreContract):
    features = frozenset({DURABLE, NAMED, SHARED})

    @pytest.fixture
    def opening(self, tmp_path):
        return lambda: open_store(tmp_path / "careers.db", create=True)
