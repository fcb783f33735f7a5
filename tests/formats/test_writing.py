"""What is written is there whole or not at all."""

import pytest

from careergraph.errors import InvalidGraph
from careergraph.formats import files, read, to_bytes, write
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.text import Text

NAMES = ["folder", "graph.zip", "graph.json"]


@pytest.mark.parametrize("name", NAMES)
def test_a_disk_that_fails_leaves_what_stood_there_and_nothing_else(name, tmp_path, seed, monkeypatch):
    write(CareerGraph(), tmp_path / name)
    before = _snapshot(tmp_path)

    def fail(_):
        raise OSError("the disk is full")

    monkeypatch.setattr(files.os, "fsync", fail)
    with pytest.raises(OSError, match="the disk is full"):
        write(seed, tmp_path / name)
    assert _snapshot(tmp_path) == before


def test_other_files_in_the_folder_stay_and_tables_that_became_empty_do_not_linger(tmp_path, seed):
    write(seed, tmp_path / "trade")
    (tmp_path / "trade" / "README.md").write_text("mine", encoding="utf-8")
    write(CareerGraph(), tmp_path / "trade")
    assert read(tmp_path / "trade") == CareerGraph()
    assert (tmp_path / "trade" / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_file_behind_a_link_is_written_and_the_link_stays(tmp_path, seed):
    (tmp_path / "link.json").symlink_to(tmp_path / "graph.json")
    write(seed, tmp_path / "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert read(tmp_path / "graph.json") == seed


def test_a_new_file_has_the_rights_any_new_file_has(tmp_path, seed):
    (tmp_path / "plain").touch()
    write(seed, tmp_path / "graph.json")
    assert (tmp_path / "graph.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_name_that_means_no_format_is_refused_with_those_that_do(tmp_path, seed):
    with pytest.raises(ValueError, match=r"ends like no format; use .zip, .json"):
        write(seed, tmp_path / "graph.xyz")
    with pytest.raises(ValueError, match="no format “yaml”; there are dataset, zip"):
        write(seed, tmp_path / "graph", format_name="yaml")
    with pytest.raises(ValueError, match="“dataset” is a folder, not one file; use zip"):
        to_bytes(seed, "dataset")


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_no_file_can_hold_is_refused_before_anything_is_written(name, tmp_path):
    graph = CareerGraph(roles=[Role("a", Text("half \ud800"))])
    with pytest.raises(InvalidGraph, match="half of a surrogate pair cannot be written"):
        write(graph, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_language_that_cannot_name_a_column_is_refused_and_named(tmp_path):
    graph = CareerGraph(roles=[Role("a", Text.of("A", klingonese="A"))])
    with pytest.raises(InvalidGraph, match="“title_klingonese” cannot be a column"):
        write(graph, tmp_path / "folder")


def _snapshot(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
