"""A graph on the shelf is the graph that was put there, and answers the same; so is one that is brought forward."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.rules import SLUG
from careergraph.model.skills import Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Transition
from careergraph.routes.query import RouteQuery
from careergraph.stores.shelf.shelf import Shelf
from careergraph.stores.shelf.texts import Ids, Texts, lines, write_texts
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
        assert list(one.values()) == list(other.values())
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


@given(ids=st.sets(st.from_regex(SLUG, fullmatch=True), max_size=40), others=st.sets(st.text(max_size=3), max_size=5))
def test_ids_are_found_whether_few_or_many_are_looked_at(tmp_path_factory, ids, others):
    path, expected = tmp_path_factory.mktemp("ids") / "ids.txt", sorted(ids)
    found = Ids(path, write_texts(path, lines(expected)))
    for _ in range(2):  # the second time, all were read
        for place, one in enumerate(expected):
            assert (found.place(one), found[place]) == (place, one)
        for one in others - ids:
            with pytest.raises(KeyError):
                found.place(one)
        assert list(found) == expected


@pytest.mark.parametrize("one", ["", "0000", "0001x", "0399x", "9999"])
def test_an_id_that_is_not_there_is_missed_before_all_are_read(tmp_path, one):
    names = [f"{number:04}" for number in range(1, 400)]
    found = Ids(tmp_path / "ids.txt", write_texts(tmp_path / "ids.txt", lines(names)))
    with pytest.raises(KeyError):
        found.place(one)
    assert "_all" not in vars(found)


def chain(count):
    """Return as many roles in a row, each move with a skill of its own."""
    names = [f"{number:04}" for number in range(count)]
    return CareerGraph(
        roles=[Role(name, Text(name)) for name in names],
        skills=[Skill(name, Text(name)) for name in names],
        transitions=[
            Transition(tail, head, months=12, requirements=(Requirement(head, 1),)) for tail, head in pairwise(names)
        ],
    )


def test_opening_and_a_first_question_cost_the_same_at_any_size(tmp_path, monkeypatch):
    own, graphs = Shelf(tmp_path), [chain(count) for count in (3000, 6000)]
    for graph in graphs:
        own.put(graph)
    first, second = (next(tmp_path.rglob(f"{graph.version}/about.json")).stat().st_size for graph in graphs)
    assert abs(first - second) < 100  # figures of the files, some of them a digit longer
    monkeypatch.delattr(Texts, "whole")  # nobody reads all ids
    query = RouteQuery.between("0700", "0703", matters=("months",))
    for graph in graphs:
        (route,) = answered_by("arrays", own.get(graph.version), query).routes
        assert route.roles == ("0700", "0701", "0702", "0703")


def test_what_earlier_releases_left_goes_when_something_is_put_there(tmp_path):
    left, kept = tmp_path / "graphs-1", tmp_path / "something else"
    for folder in (left, kept):
        (folder / "inside").mkdir(parents=True)
        (folder / "inside" / "about.json").write_text("{}")
    graph = random_graph(Random(1))
    assert Shelf(tmp_path).put(graph) == graph
    assert kept.exists()
    assert not left.exists()


def test_without_room_the_graph_itself_is_used(tmp_path):
    (tmp_path / "file").write_text("no folder")
    graph = random_graph(Random(1))
    assert Shelf(tmp_path / "file").put(graph) is graph
