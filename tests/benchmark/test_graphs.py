"""The graphs of the benchmark are what their shapes say, and the same wherever they are drawn."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from scripts.benchmark.graphs import as_graph
from scripts.benchmark.plain import draw
from scripts.benchmark.shapes import SHAPES


@pytest.fixture(scope="module")
def medium():
    return draw(SHAPES["M60"])


def digest(graph):
    return hashlib.sha256(b"".join(array.tobytes() for array in graph.arrays().values())).hexdigest()[:16]


def test_the_same_seed_is_the_same_graph_on_every_machine(medium):
    assert digest(medium) == "b42e82253be991c1"
    assert digest(draw(replace(SHAPES["S"], seed=2))) != digest(draw(SHAPES["S"]))


def test_a_graph_is_as_large_as_its_shape_says(medium):
    assert (len(medium.families), len(medium.tails)) == (3_000, 60_000)
    assert len(set(zip(medium.tails.tolist(), medium.heads.tolist(), strict=True))) == 60_000
    asked = np.diff(medium.asks_at)
    assert (asked.min(), asked.max()) == (10, 40)
    assert len(np.unique(medium.asks)) > 10_000


def test_most_moves_stay_near(medium):
    away = abs(medium.families[medium.tails] - medium.families[medium.heads])
    assert np.mean(away <= 4) > 0.85


def test_growth_groups_and_unknowns_are_there_when_asked_for():
    shape = replace(SHAPES["S"], grows=50, groups=50, unknown=20)
    graph = as_graph(draw(shape), shape)
    moves = graph.transitions.values()
    assert any(role.grows for role in graph.roles.values())
    assert any(move.groups for move in moves)
    assert {move.months is None for move in moves} == {True, False} == {move.likelihood is None for move in moves}
