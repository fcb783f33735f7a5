"""Two routes on one scale of months."""

import itertools
import re
from random import Random

import pytest

from careergraph.explorer import Explorer
from careergraph.routes.comparing import compare_routes
from careergraph.views.forks import fork
from tests.drawn import asked, drawn
from tests.generated import random_graph, random_query

GRAPH = drawn("s>a12m a>t24m a>b6m b>t6m s>c3m c>t1m")


def two(graph, *roles, goals="t"):
    query = asked(f"moves; to {goals}; k=99")
    routes = {"".join(route.roles): route for route in Explorer(graph).routes(query)}
    return compare_routes(graph, query, *(routes[one] for one in roles))


def test_what_is_shared_is_drawn_once_and_each_route_has_its_letter_and_its_goal(taken_apart):
    picture = taken_apart(fork(GRAPH, two(GRAPH, "sat", "sabt"), letters=("B", "D"), chosen=0))
    said = [words.said for words in picture.texts()]
    assert [said.count(one) for one in ("s", "a", "b", "t", "B", "D", "you are here")] == [1, 1, 1, 2, 1, 1, 1]
    assert len(picture.find("cg-goal")) == 2
    assert len(picture.find("cg-dot-chosen")) == len(picture.find("cg-line")) == 1


def test_a_step_of_unknown_length_leaves_no_scale_to_draw_on():
    graph = drawn("s>t s>a6m a>t6m")
    assert not fork(graph, two(graph, "st", "sat"))


def test_no_two_texts_lie_on_each_other(taken_apart):
    drawn_ones = 0
    for seed in range(60):
        rng = Random(f"fork/{seed}")
        graph = random_graph(rng)
        query = random_query(rng, graph)
        for pair in itertools.combinations(Explorer(graph).alternatives(query, most=3), 2):
            picture = fork(graph, compare_routes(graph, query, *pair))
            if not picture:
                continue
            drawn_ones += 1
            texts = taken_apart(picture).texts()
            assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)], seed
    assert drawn_ones > 5


@pytest.mark.parametrize("language", ["en", "zh"])
def test_long_names_make_room_for_each_other(company, four_steps, three_steps, taken_apart, language):
    comparison = compare_routes(company, asked("moves", start=four_steps.roles[0]), four_steps, three_steps)
    texts = taken_apart(fork(company, comparison, language=language)).texts()
    assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
    assert not [one for one in texts if one.left < 0 or one.top < 0 or not re.search(r"\S", one.said)]
