"""No question costs more than its budget, whatever the graph is like."""

import pytest

from tests.reliability.adversaries import ADVERSARIES, measured

DEADLINES = (0.05, 0.5, 2)
MOST_GROWTH = 200
"""Mebibytes."""
MOST_SHARE = 1.1
"""Of the deadline, from the question to the answer; making the graph ready, which happens once, is not counted."""


def assert_within(costs):
    for one in costs:
        assert one.growth <= MOST_GROWTH, one
        assert one.complete or one.proven < one.hop_limit, one
        assert one.routes_digest in complete_answers(costs, one.question) or not one.complete, one
    for question in {one.question for one in costs}:
        assert len(complete_answers(costs, question)) <= 1, question


def complete_answers(costs, question):
    return {one.routes_digest for one in costs if one.complete and one.question == question}


@pytest.mark.parametrize("adversary", ADVERSARIES)
def test_a_search_ends_soon_after_its_budget_and_says_that_it_was_cut(adversary):
    costs = measured(adversary, [0.1], ["a hundred by learning", "the same, up to 8 moves"], small=True)
    assert_within(costs)
    assert all(one.seconds < one.deadline + 1 for one in costs), costs  # generous: this is no measurement


@pytest.mark.slow
@pytest.mark.parametrize("adversary", ADVERSARIES)
def test_no_adversary_makes_a_search_overrun_its_budget(adversary):
    costs = measured(adversary, DEADLINES)
    assert_within(costs)
    assert [one for one in costs if one.share > MOST_SHARE] == []
