"""What names a store, and which."""

from contextlib import closing

import pytest

from careergraph import StoreError, open_store, read
from careergraph.stores import registry


@pytest.mark.parametrize("ending", [".db", ".sqlite", ".sqlite3", ".DB"])
def test_a_file_is_named_by_its_ending(tmp_path, ending):
    with closing(open_store(tmp_path / f"careers{ending}", create=True)) as store:
        assert store.latest().number == 0
    assert read(tmp_path / f"careers{ending}").version == read(f"sqlite:///{tmp_path}/careers{ending}").version


def test_a_folder_is_no_store_whatever_it_is_called(tmp_path):
    (tmp_path / "careers.db").mkdir()
    assert not registry.names_store(tmp_path / "careers.db")


@pytest.mark.parametrize("url", ["mysql://host/db", "http://host/careers.db", "://"])
def test_an_unknown_scheme_is_told_with_those_that_are_known(url):
    with pytest.raises(StoreError, match=r"names no store that is known.*\.db.*sqlite:///path.*neo4j://"):
        open_store(url)


def test_a_driver_that_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr(registry, "MODULES", {"bolt": "nowhere"})
    with pytest.raises(StoreError, match=r"bolt:// needs careergraph\.stores\.nowhere, which is not installed"):
        open_store("bolt://host")
