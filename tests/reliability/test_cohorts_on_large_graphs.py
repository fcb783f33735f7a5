"""Who can get to a role, and what to teach, on a graph as large as a real classification: within the budget."""

import gc
import os
import time
from pathlib import Path

import pytest

from careergraph import Budget, Explorer, Profile, RouteQuery, read
from careergraph.model.people import Person
from careergraph.routes.survey.training import find_training
from careergraph.routes.survey.ways_in import find_ways_in
from tests.reliability.adversaries import peak

pytestmark = pytest.mark.slow

DATA = os.environ.get("CAREERGRAPH_DATA", "")
RELEASE = Path(DATA, "esco-1.1.1-reconstructed")
MOST_SHARE, MOST_GROWTH = 1.1, 200
QUESTIONS = (
    {"matters": ("months",)},
    {"matters": ("learning",), "max_moves": 4},
    {"matters": ("learning",), "max_moves": 6, "max_step": 20},
    {"matters": ("hardest",), "max_moves": 8, "max_learning": 100},
)


@pytest.fixture(scope="module")
def graph():
    if not DATA or not RELEASE.exists():
        pytest.skip(f"CAREERGRAPH_DATA names no folder that has {RELEASE.name}")
    explorer = Explorer(Explorer(read(RELEASE)).derived())
    explorer.prepare()
    gc.freeze()  # as whoever serves a graph does: it is not looked through for garbage
    yield explorer.graph
    gc.unfreeze()


def people(graph):
    roles = list(graph.roles)
    return [Person(f"p{number:02}", Profile(roles[number * 97 % len(roles)])) for number in range(30)]


def measured(find, seconds):
    """Return the answer, the share of the budget that it took, and the mebibytes that memory grew by."""
    before, began = peak(), time.process_time()
    found = find(budget=Budget(seconds=seconds), clock=time.process_time)
    return found, (time.process_time() - began) / seconds, peak() - before


@pytest.mark.parametrize("seconds", [0.5, 2])
@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_cohorts_and_trainings_keep_their_budget(graph, asked, seconds):
    goal = list(graph.roles)[1500]
    query, cohort = RouteQuery(Profile(goal), (goal,), **asked), people(graph)
    for find in (
        lambda **limits: find_ways_in(graph, query, **limits),
        lambda **limits: find_ways_in(graph, query, cohort, **limits),
        lambda **limits: find_training(graph, query, cohort, **limits),
    ):
        _, share, growth = measured(find, seconds)
        assert share <= MOST_SHARE
        assert growth <= MOST_GROWTH


def test_who_gets_to_a_role_in_three_moves_is_known_within_a_second(graph):
    goal = list(graph.roles)[1500]
    query = RouteQuery(Profile(goal), (goal,), matters=("months",))
    found, share, _ = measured(lambda **limits: find_ways_in(graph, query, **limits), 1)
    assert found.complete
    assert len(found) > 100
    assert share < 1
