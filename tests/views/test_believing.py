"""How far the evidence of a route carries, and how near repeats differ, in words."""

import pytest

from careergraph.explorer import find_routes
from careergraph.views.believing import believed
from careergraph.views.resembling import resemblance
from careergraph.views.words import Words
from tests.drawn import asked, drawn


def told(graph, query="moves"):
    graph = drawn(graph)
    return list(believed(Words(), graph, find_routes(graph, asked(query))[0]))


def test_the_weakest_link_is_named_with_the_strongest_evidence_it_has():
    assert told("s>a~policy,observed40/400 a>t~derived,expert") == [
        "Weakest evidence: step 2, to t: expert.",
    ]


def test_a_step_nobody_gives_evidence_for_is_the_weakest():
    assert told("s>a~derived a>t") == ["Weakest evidence: step 2, to t: no evidence given."]


def test_small_counts_are_said_and_a_likelihood_stands_in_its_interval():
    weakest, small, interval = told("s>a30%~observed12/40 a>t10%~observed1/12")
    assert weakest == "Weakest evidence: step 2, to t: observed · 1 of 12."
    assert small == "Step 2 was counted on only 12 people."
    assert interval == (
        "Of all who left these roles, 3.0\N{NO-BREAK SPACE}% made each of these moves; at 95 % confidence, "
        "0.2\N{NO-BREAK SPACE}% to 19\N{NO-BREAK SPACE}%."
    )


def test_counts_on_some_steps_alone_give_no_interval():
    assert told("s>a~observed30/60 a>t~policy") == ["Weakest evidence: step 2, to t: policy."]


def test_a_route_of_no_moves_needs_no_evidence():
    assert told("s>t", "moves; to s") == []


@pytest.mark.parametrize(
    ("one", "earlier", "said"),
    [
        ("sabt", "sat", "much like A, but also by way of b"),
        ("sat", "sabt", "much like A, but without b"),
        ("sabt", "sact", "much like A, with b in place of c"),
        ("sabt", "sbat", "much like A: the same roles in another order"),
        ("sat", "sau", "much like A: the same roles on the way"),
    ],
)
def test_a_near_repeat_says_how_it_differs(one, earlier, said):
    graph = drawn("s>a s>b a>b b>a a>t b>t a>c c>t a>u")
    routes = {route.roles: route for route in find_routes(graph, asked("moves; to t,u; k=99"))}
    assert resemblance(graph, routes[tuple(one)], routes[tuple(earlier)], "A") == said
