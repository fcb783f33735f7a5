"""The same question has the same answer, byte for byte, in every process; and the sums are those of networkx."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.benchmark.graphs import as_graph
from scripts.benchmark.measuring import values
from scripts.benchmark.peers import peers_of
from scripts.benchmark.plain import draw
from scripts.benchmark.questions import best_by_months, pairs
from scripts.benchmark.shapes import Shape
from tests.engines import ENGINES, answered_by

ROOT = Path(__file__).parents[2]
HASH_SEEDS = range(20)
AT_ONCE = 4
SPARSE, DENSE = Shape("sparse", 1_000, 3_000, 300), Shape("dense", 1_000, 20_000, 300)


def printed_under(seeds):
    """Return what is printed under each of some hash seeds, the processes side by side."""
    command = [sys.executable, "-m", "tests.reliability.repeatable"]
    started = [
        subprocess.Popen(
            [*command, str(seed)],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in seeds
    ]
    return [one.communicate()[0] for one in started]


def test_answers_have_the_same_bytes_under_any_hash_seed_and_in_any_order_of_input():
    groups = [HASH_SEEDS[begin : begin + AT_ONCE] for begin in range(0, len(HASH_SEEDS), AT_ONCE)]
    digests = [digest for seeds in groups for digest in printed_under(seeds)]
    assert len(digests) == 20
    assert len(set(digests)) == 1
    assert len(digests[0].strip()) == 64


@pytest.mark.parametrize(("shape", "engine"), [(SPARSE, "plain"), (SPARSE, "arrays"), (DENSE, "arrays")])
def test_sums_on_a_thousand_roles_are_those_of_networkx(shape, engine):
    assert engine in ENGINES
    arrays = draw(shape)
    graph, networkx = as_graph(arrays, shape), peers_of(arrays)["networkx"]
    question = best_by_months(5)
    compared = 0
    for pair in pairs(arrays, 8, seed=1):
        found = values(question, answered_by(engine, graph, question.about(arrays, pair)))
        expected = networkx(question, pair)
        compared += len(expected)
        assert found[: len(expected)] == expected, pair
    assert compared > 10


@pytest.mark.parametrize("engine", ENGINES)
def test_fewest_moves_on_a_thousand_roles_are_those_of_networkx(engine):
    arrays = draw(SPARSE)
    graph = as_graph(arrays, SPARSE)
    question = replace(best_by_months(1), asked={"matters": ("moves",), "max_moves": 8})
    from networkx import NetworkXNoPath, shortest_path_length

    for pair in pairs(arrays, 5, seed=2):
        query = question.about(arrays, pair)
        try:
            expected = [shortest_path_length(graph.nx, query.profile.role, query.goals[0])]
        except NetworkXNoPath:
            expected = []
        assert [route.moves for route in answered_by(engine, graph, query)] == [one for one in expected if one <= 8]
