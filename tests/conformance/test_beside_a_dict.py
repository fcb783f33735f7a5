"""Random sequences of changes, each done to a store and to a dict: they never differ."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase

from careergraph import open_store
from tests.conformance.machine import driven
from tests.conformance.memory import MemoryStore

SEQUENCES, STEPS = 300, 30


@pytest.fixture
def quick_folder():
    """A folder in memory where there is one: nothing is lost here, so nothing has to be synced."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    folder = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None))
    yield folder
    shutil.rmtree(folder)


def test_the_simplest_store_is_like_a_dict():
    def make():
        store = MemoryStore()
        return lambda: store

    driven(make, sequences=SEQUENCES // 10, steps=STEPS)


def test_the_embedded_store_is_like_a_dict(quick_folder):
    def make():
        path = Path(tempfile.mkdtemp(dir=quick_folder)) / "careers.db"
        return lambda: open_store(path, create=True)

    driven(make, sequences=SEQUENCES, steps=STEPS)


class Forgetful(MemoryStore):
    """Forgets what an old version was, as soon as there are three."""

    def load(self, number=None):
        return super().load(None if number and len(self._versions) > 3 else number)


def test_a_store_that_is_unlike_a_dict_is_found():
    def make():
        store = Forgetful()
        return lambda: store

    with pytest.raises(AssertionError):
        driven(make, sequences=SEQUENCES, steps=STEPS, phases=[Phase.generate], report_multiple_bugs=False)
