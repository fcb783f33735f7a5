"""A graph on the shelf is the graph that was put there, and answers the same; so is one that is brought forward."""

from random import Random

import pytest
from hypothesis import given

from careergraph.model.changes import difference
from careergraph.stores.shelf.shelf import Shelf
from tests.engines import answered_by
from tests.formats.graphs import graphs
from tests.generated import random_graph, random_query


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return Shelf(tmp_path_factory.mktemp("shelf"), most=100_000)


def assert_same(found, graph):
    assert (found.version, found.metadata) == (graph.version, graph.metadata)
    for one, other in (
        (found.roles, graph.roles),
        (found.skills, graph.skills),
        (found.transitions, graph.transitions),
    ):
        assert list(one.items()) == list(other.items())
    for role in graph.roles:
        assert (found.ways_in(role), found.ways_out(role)) == (graph.ways_in(role), graph.ways_out(role))
        assert (found.tails_of(role), found.heads_of(role)) == (graph.tails_of(role), graph.heads_of(role))
    assert found.has_estimates == graph.has_estimates
    assert found.knows_likelihoods == graph.knows_likelihoods
    assert dict(found.first_of_kind) == dict(graph.first_of_kind)
    assert ("no", "pair") not in found.transitions
    assert "no role" not in found.roles


@given(graph=graphs())
def test_what_is_put_there_comes_back(shelf, graph):
    assert_same(shelf.put(graph), graph)


@given(before=graphs(), after=graphs())
def test_what_is_brought_forward_is_what_the_change_makes(shelf, before, after):
    found = shelf.forward(shelf.put(before), difference(before, after))
    assert_same(found, after)


@pytest.mark.parametrize("seed", range(150))
def test_it_answers_as_the_graph_does_also_when_brought_forward(tmp_path, seed):
    rng, own = Random(seed), Shelf(tmp_path)
    graph, other = random_graph(rng), random_graph(rng)
    query = random_query(rng, graph)
    brought = own.forward(own.put(other), difference(other, graph))
    Shelf(tmp_path / "apart").put(graph)
    expected = answered_by("plain", graph, query).to_dict()
    for found in (brought, Shelf(tmp_path / "apart").get(graph.version)):
        assert answered_by("plain", found, query).to_dict() == expected
        assert answered_by("arrays", found, query).to_dict() == expected


def test_what_is_not_whole_is_not_there_and_room_is_made(tmp_path):
    graphs = [random_graph(Random(seed)) for seed in range(4)]
    own = Shelf(tmp_path, most=2)
    for graph in graphs:
        own.put(graph)
    standing = [graph for graph in graphs if own.get(graph.version)]
    assert len(standing) == 2
    (file,) = tmp_path.rglob(f"{standing[0].version}/arrays.bin")
    file.write_bytes(file.read_bytes()[:-1])
    assert own.get(standing[0].version) is None
    assert own.put(standing[0]) == standing[0]


def test_without_room_the_graph_itself_is_used(tmp_path):
    (tmp_path / "file").write_text("no folder")
    graph = random_graph(Random(1))
    assert Shelf(tmp_path / "file").put(graph) is graph
