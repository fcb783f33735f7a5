"""What is worked out once for all questions of a large graph: it is what each question would find for itself."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from careergraph.model.profile import assumed_levels
from careergraph.routes.large import alike, apart, engine, layers
from careergraph.routes.large import search as label_search
from careergraph.routes.large.alike import asked_alike
from careergraph.routes.large.apart import moves_apart
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.rounds import never
from tests.drawn import asked, drawn
from tests.routes.test_both_engines import larger_graph, overlapping_graph

SEEDS = range(6)
NAMES = [first + second for first in "abcdefghijklmnopqr" for second in "abcdefghijklmnopqr"]
CHAIN = " ".join(f"{role}>{following}" for role, following in pairwise(NAMES))


def within(arrays, roles):
    return np.array([arrays.number[role] for role in roles], dtype=np.int32)


@pytest.mark.parametrize("seed", SEEDS)
def test_roles_are_as_far_apart_as_a_search_finds_them(seed, monkeypatch):
    monkeypatch.setattr(apart, "AT_ONCE", 5)
    graph = larger_graph(Random(f"apart/{seed}"))
    asked_before, ready = ArrayEngine(graph).arrays, ArrayEngine(graph).arrays
    ready.apart = moves_apart(ready)
    for role in graph.roles:
        ends = within(ready, [role, min(graph.roles)])
        assert (layers.moves_to(ready, ends, None) == layers.moves_to(asked_before, ends, None)).all()
        found, expected = (layers.moves_from_any(arrays, ends, None, 3) for arrays in (ready, asked_before))
        assert (found == expected).all()


def test_how_far_roles_are_apart_is_not_kept_where_it_takes_too_much(monkeypatch):
    arrays = ArrayEngine(drawn("s>a a>t")).arrays
    assert moves_apart(arrays) is not None
    monkeypatch.setattr(apart, "MOST", 8)
    assert moves_apart(arrays) is None


def test_roles_further_apart_than_a_byte_tells_are_found_by_each_question():
    asked_often = ArrayEngine(drawn(CHAIN))
    asked_often.make_ready()
    assert asked_often.arrays.apart is None
    assert asked_often.fewest_moves(NAMES[-1:])[NAMES[0]] == len(NAMES) - 1


def test_which_transitions_ask_the_same_is_told_by_the_first_of_them(monkeypatch):
    monkeypatch.setattr(alike, "WORTH", 1)
    arrays = ArrayEngine(drawn("a>b(p,q2) a>c(p) b>c(p,q2) c>d d>a(p,q1) d>b(p)")).arrays
    assert asked_alike(arrays).tolist() == [0, 1, 0, 3, 4, 1]


def test_transitions_that_seem_to_ask_the_same_are_looked_at(monkeypatch):
    monkeypatch.setattr(alike, "WORTH", 1)
    arrays = ArrayEngine(drawn("a>b(p,q2) a>c(p) b>c(p,q2) c>d d>a(p,q1) d>b(p)")).arrays
    monkeypatch.setattr(alike, "_marks", lambda arrays: np.zeros(len(arrays.tail), dtype=np.uint64))
    assert asked_alike(arrays).tolist() == [0, 1, 0, 3, 4, 5]


def test_who_asks_the_same_is_not_kept_where_hardly_any_do(monkeypatch):
    arrays = ArrayEngine(drawn("a>b(p) a>c(q) b>c(p)")).arrays
    assert asked_alike(arrays) is None
    monkeypatch.setattr(alike, "WORTH", 1)
    assert asked_alike(arrays) is not None
    monkeypatch.setattr(alike, "MOST", 2)
    assert asked_alike(arrays) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_assumed_of_holders_is_what_each_question_works_out(seed, monkeypatch):
    monkeypatch.setattr(alike, "WORTH", 0)
    graph = overlapping_graph(Random(f"assumed/{seed}"))
    expected = {role: assumed_levels(graph, role) for role in graph.roles}
    with monkeypatch.context() as looking:
        kept = {}
        looking.setattr(engine, "keep_assumed", lambda _, levels: kept.update(levels))
        ArrayEngine(graph).make_ready()
    assert kept == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_routes_written_out_are_those_that_rounds_find(seed, monkeypatch):
    searching = ArrayEngine(larger_graph(Random(f"written out/{seed}")))
    roles = searching.arrays.roles
    for matters, k in (("learning", 40), ("learning+months+hardest", 1)):
        query = asked(matters, roles[seed], roles[-1], k=k)
        routes = []
        for most in (-1, 1 << 40):
            monkeypatch.setattr(label_search, "WRITTEN_OUT", most)
            monkeypatch.setattr(label_search, "MANY", 4)
            routes.append(sorted(prefix.roles for prefix in searching.search(query, never).prefixes))
        assert routes[0] == routes[1]
