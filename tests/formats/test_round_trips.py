"""Out and in again is the same, for every format and every text."""

import csv
import io
import json

import networkx as nx
import pytest
from hypothesis import given

from careergraph.formats import change_file, json_text, read, read_bytes, to_bytes, write
from careergraph.formats.dataset import write as files_of
from careergraph.formats.given import Given
from careergraph.formats.registry import FORMATS, format_named
from careergraph.model.changes import ChangeSet, difference
from careergraph.model.graph import CareerGraph
from tests.formats.graphs import graphs

HEAD = b'{"format": "careergraph-dataset"}'
WRITTEN = tuple(one for one in FORMATS if one.write)
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@given(graph=graphs())
def test_a_graph_comes_back_as_it_was_from_every_format(graph):
    for one in WRITTEN:
        reading = one.read(Given(one.name, one.write(graph)))
        assert difference(graph, reading.graph) == ChangeSet(), one.name
        assert reading.notices == ()


@given(graph=graphs())
def test_equal_graphs_have_equal_bytes_whatever_the_order_of_their_values(graph):
    turned = CareerGraph(
        graph.metadata,
        roles=reversed(graph.roles.values()),
        skills=reversed(graph.skills.values()),
        transitions=reversed(graph.transitions.values()),
    )
    for one in WRITTEN:
        assert one.write(turned) == one.write(graph), one.name


@given(graph=graphs())
def test_no_cell_begins_like_a_formula(graph):
    files = files_of(graph)
    tables = [content.decode() for name, content in files.items() if name.endswith(".csv")]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


@given(graph=graphs())
def test_networkx_opens_what_node_link_writes(graph):
    opened = nx.node_link_graph(json.loads(to_bytes(graph, "node-link")), edges="edges")
    assert sorted(opened.edges) == sorted(graph.transitions)
    assert sorted(opened.nodes) == sorted(graph.roles)


@pytest.mark.parametrize("name", ["folder", "graph.zip", "graph.json", "graph.node-link.json"])
def test_the_ending_of_a_path_says_how_to_write_and_the_content_how_to_read(name, tmp_path, seed):
    write(seed, tmp_path / name)
    assert read(tmp_path / name) == seed


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(seed):
    files = {name: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n") for name, content in files_of(seed).items()}
    assert format_named("dataset").read(Given("from a spreadsheet", files)).graph == seed


def test_columns_are_found_by_name_and_not_by_position(seed):
    files = files_of(seed)
    rows = list(csv.reader(io.StringIO(files["transitions.csv"].decode())))
    turned = io.StringIO()
    csv.writer(turned).writerows(row[::-1] for row in rows)
    files["transitions.csv"] = turned.getvalue().encode()
    assert format_named("dataset").read(Given("turned", files)).graph == seed


def test_an_apostrophe_written_by_hand_stays_in_its_cell():
    roles = b"id,title\na,'s avonds\n"
    reading = format_named("dataset").read(Given("by hand", {"dataset.json": HEAD, "roles.csv": roles}))
    assert str(reading.graph.roles["a"].title) == "'s avonds"


def test_a_figure_that_no_float_can_hold_is_kept_in_json():
    document = b'{"format":"careergraph","skills":[{"id":"p","name":"P","effort":12345678901234567.25}]}'
    graph, _ = read_bytes(document)
    assert read_bytes(to_bytes(graph, "json"))[0] == graph
    assert str(graph.skills["p"].effort) == "12345678901234567.25"


@given(before=graphs(), after=graphs())
def test_a_change_comes_back_as_it_was(before, after):
    change = difference(before, after)
    language = before.metadata.language
    assert change_file.read("change", json_text.dumps(change_file.document(change, language), language)) == change
