"""Node-link JSON that others wrote: what is only named in it is made, and the reader says so."""

import json

import networkx as nx
import pytest

from careergraph.errors import InvalidGraph
from careergraph.formats import read_bytes
from careergraph.model.skills import Requirement


def _read(network, edges="edges"):
    return read_bytes(json.dumps(nx.node_link_data(network, edges=edges)).encode(), "graph.json")


@pytest.fixture
def network():
    """A graph as somebody might draw it in a notebook."""
    graph = nx.DiGraph(name="Trade", licence="CC0-1.0")
    graph.add_node("R&D manager", family="Technology", salary=10)
    graph.add_node(7, label="Technical director", seniority="director")
    graph.add_edge("R&D manager", 7, months=36.5, requirements={"Team leadership": 3, "foresight": None})
    return graph


@pytest.mark.parametrize("edges", ["edges", "links"])
def test_both_names_of_the_edges_are_read(network, edges):
    graph, _ = _read(network, edges)
    assert [str(one.months) for one in graph.transitions.values()] == ["36.5"]


def test_ids_titles_skills_and_families_are_made_from_what_is_named(network):
    graph, _ = _read(network)
    assert {role.id: str(role.title) for role in graph.roles.values()} == {
        "r-d-manager": "R&D manager",
        "7": "Technical director",
    }
    assert {skill.id: str(skill.name) for skill in graph.skills.values()} == {
        "team-leadership": "Team leadership",
        "foresight": "foresight",
    }
    assert [term.id for term in (*graph.metadata.families, *graph.metadata.seniorities)] == ["Technology", "director"]
    assert (graph.metadata.id, str(graph.metadata.title)) == ("untitled", "Trade")


def test_requirements_are_a_mapping_to_levels_or_a_list_of_skills(network):
    mapped = (Requirement("foresight", stated=False), Requirement("team-leadership", 3))
    assert _only_move(network).requirements == mapped
    network.edges["R&D manager", 7]["requirements"] = ["Team leadership", {"skill": "foresight", "level": 2}]
    listed = (Requirement("foresight", 2), Requirement("team-leadership", stated=False))
    assert _only_move(network).requirements == listed


def test_made_ids_and_attributes_nobody_knows_are_told(network):
    _, notices = _read(network)
    told = "\n".join(map(str, notices))
    assert "nodes: 1 names became ids, such as “R&D manager” r-d-manager" in told
    assert "nodes[0]: “salary” is no field of a role, and is not kept" in told


def test_problems_are_told_in_the_words_of_the_document(network):
    document = nx.node_link_data(network, edges="edges")
    document["edges"].append({"source": "R&D manager", "target": "nobody"})
    document["edges"].append({"source": "R&D manager"})
    with pytest.raises(InvalidGraph) as error:
        read_bytes(json.dumps(document).encode())
    assert {str(problem).partition(":")[0] for problem in error.value.problems} == {
        "edges[1].target",
        "edges[2].target",
    }


def _only_move(network):
    (move,) = _read(network)[0].transitions.values()
    return move
