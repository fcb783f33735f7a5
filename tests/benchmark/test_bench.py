"""The benchmark compares what it times, and tells what differs."""

import gc

import pytest

from scripts.benchmark.graphs import as_graph
from scripts.benchmark.measuring import Bench
from scripts.benchmark.peers import peers_of
from scripts.benchmark.plain import draw
from scripts.benchmark.plots import plot
from scripts.benchmark.questions import best_by_months, front, least_learning, pairs
from scripts.benchmark.report import markdown, table
from scripts.benchmark.shapes import SHAPES
from scripts.benchmark.timing import TELLING, settled, timed_often


@pytest.fixture(scope="module")
def small():
    shape = SHAPES["S"]
    arrays = draw(shape)
    return as_graph(arrays, shape), arrays


@pytest.mark.parametrize("question", [best_by_months(10), least_learning(5), front(4)], ids=lambda one: one.kind)
def test_our_answers_have_the_values_of_those_that_write_out_every_path(question, small):
    graph, arrays = small
    bench = Bench("S", graph, arrays, {"networkx": peers_of(arrays)["networkx"]}, limit=20)
    row = bench.row(question, count=6, seed=3)
    assert row.peers["networkx"].differing == []
    assert len(row.first) == len(row.again) == len(row.peers["networkx"].ratios) == 6


def test_a_difference_is_told_and_fails_the_run(small, capsys):
    graph, arrays = small
    row = Bench("S", graph, arrays, {"networkx": lambda *_: [(1,)]}, limit=5).row(least_learning(5), count=2, seed=3)
    assert len(row.peers["networkx"].differing) == 2
    assert "DIFFERENT" in capsys.readouterr().err
    assert "2 DIFFER" in table([row])[0][-1]
    assert "2 differ." in markdown([row], {}, [], 5, 1)


def test_a_peer_that_takes_too_long_is_ended(small):
    def endless(*_):
        while True:
            pass

    graph, arrays = small
    row = Bench("S", graph, arrays, {"networkx": endless}, limit=1).row(least_learning(2), count=3, seed=3)
    assert row.peers["networkx"].given_up
    assert table([row])[0][-1] == "networkx too long"


def test_what_is_over_at_once_is_asked_until_the_clock_can_tell():
    calls = []
    seconds, told = timed_often(lambda: calls.append(1) or len(calls))
    assert told == len(calls) > 1
    assert 0 < seconds < TELLING


def test_a_document_is_timed_with_all_that_is_told_of_its_routes(small):
    graph, arrays = small
    row = Bench("S", graph, arrays, {}, limit=5).documents(front(3), count=3, seed=3)
    assert row.question.endswith("as a document")
    assert len(row.first) == 3


def test_half_of_the_pairs_are_two_or_three_families_apart():
    arrays = draw(SHAPES["M60"])
    apart = [abs(int(arrays.families[one.goal] - arrays.families[one.start])) for one in pairs(arrays, 20, 1)]
    assert sum(one in (2, 3, 117, 118) for one in apart) >= 10


def test_a_plot_has_each_point_and_its_words_escaped():
    drawn = plot("a < b", "transitions", {"one & two": [(100, 0.5), (60_000, 40)]})
    assert drawn.count("<circle") == 2
    assert "a &lt; b" in drawn
    assert "one &amp; two" in drawn


def test_what_is_there_before_the_first_question_is_not_looked_through_for_garbage():
    before = gc.get_freeze_count()
    with settled():
        assert gc.get_freeze_count() > before
    assert gc.get_freeze_count() == before
