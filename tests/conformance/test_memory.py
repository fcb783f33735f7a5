"""The simplest store keeps the contract, so the contract can be kept."""

import pytest

from tests.conformance.contract import StoreContract
from tests.conformance.memory import MemoryStore


class TestMemory(StoreContract):
    @pytest.fixture
    def opening(self):
        store = MemoryStore()
        return lambda: store
