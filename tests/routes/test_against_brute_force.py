"""
The search against brute force, on graphs and queries that chance draws; and what holds of every answer.

A failure shows the lines of the graph and the query: `drawn(...)` and `asked(...)` of `tests/drawn.py` make them.
"""

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careergraph.model.graph import CareerGraph
from tests.brute import beats, brute_force
from tests.drawn import asked, drawn
from tests.engines import SEARCHES, answered_by
from tests.generated import lines, lines_like, random_graph, random_query
from tests.reliability.repeatable import as_bytes, shuffled, shuffled_query
from tests.routes.test_semantics_tables import GOLDEN, NO_ROUTE, SHORTCUTS, cells

SEEDS = range(20)
AGREEING = range(40)
BOTH = 8
"""Of so many graphs one is searched by both engines; the arrays are made for large ones and take their time."""
WELL_CHOSEN = [row[1:3] for table in (SHORTCUTS, SHORTCUTS, GOLDEN, NO_ROUTE) for row in cells(table)]
"""Graphs with queries near which shortcuts go wrong: what is drawn at random alone hardly ever meets some of them."""


def search(graph, query, engine="plain"):
    return answered_by(engine, graph, query).to_dict()


def cases(seed, count):
    """Yield graphs with queries, the same for a seed wherever it runs."""
    for number in range(count):
        rng = Random(f"{seed}/{number}")
        graph = random_graph(rng)
        yield graph, random_query(rng, graph)


def compare(seed, at_random, around_rows):
    for number in range(at_random + around_rows):
        choose = Random(f"{seed}/{number}").choice
        graph, query = lines(choose) if number < at_random else lines_like(choose, *choose(WELL_CHOSEN))
        engines = SEARCHES if number % BOTH == 0 else ("plain",)
        assert not disagreements(graph, query, engines), f"drawn({graph!r})\nasked({query!r})"


def disagreements(graph, query, engines=("plain",)):
    """Return where in their documents the engines and brute force differ, and what each says there."""
    graph, query = drawn(graph), asked(query)
    expected = brute_force(graph, query)
    found = {engine: search(graph, query, engine) for engine in engines}
    return [one for engine in engines for one in differences(found[engine], expected, f"{engine} ")]


def differences(found, expected, place):
    """Yield the places at which two documents differ, with what stands there."""
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        for name in found:
            yield from differences(found[name], expected[name], f"{place}.{name}")
    elif isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        for number, pair in enumerate(zip(found, expected, strict=True)):
            yield from differences(*pair, f"{place}[{number}]")
    elif found != expected:
        yield f"{place}: search {found}, brute force {expected}"


@pytest.mark.parametrize("seed", AGREEING)
def test_the_search_agrees_with_brute_force(seed):
    """Twenty thousand graphs; `scripts/check --long` looks at a million."""
    compare(seed, at_random=250, around_rows=250)


@pytest.mark.parametrize(
    ("graph", "query"),
    [
        ("d>a d>e a>b e>b b>a(p) a>f(p2)", "hardest; from d; to f"),
        ("g>e30% e>b30% g>h10% h>b90%", "likelihood; from g; to b"),
        ("b>d(p/q2) b>a a>d", "learning; from b; to d; avoid !p,!q2"),
    ],
)
def test_where_the_engines_differed_once(graph, query):
    assert not disagreements(graph, query, SEARCHES)


@st.composite
def drawn_lines(draw):
    def choose(options):
        return draw(st.sampled_from(options))

    return lines_like(choose, *choose(WELL_CHOSEN)) if draw(st.booleans()) else lines(choose)


@given(drawn_lines())
def test_no_small_graph_is_found_on_which_they_differ(two_lines):
    assert not disagreements(*two_lines)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_route_never_visits_a_role_twice(seed):
    for graph, query in cases(seed, 50):
        for route in search(graph, query)["routes"]:
            assert len(set(route["roles"])) == len(route["roles"])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_route_of_a_pareto_set_beats_another(seed):
    for graph, query in cases(seed, 50):
        found = search(graph, replace(query, matters=(*query.matters, "moves", "learning")))
        vectors = [vector(route, found["query"]["matters"]) for route in found["routes"]]
        assert not any(beats(one, other) for one in vectors for other in vectors)
        assert len(set(vectors)) == len(vectors)


def vector(route, matters):
    values = {name: (value["unknown"], value["known"]) for name, value in route["values"].items()}
    for name in ("likelihood", "pay"):
        values[name] = (values[name][0], -values[name][1])
    return tuple(values[name] for name in matters)


@pytest.mark.parametrize("seed", SEEDS)
def test_renaming_roles_in_order_renames_the_answer(seed):
    for graph, query in cases(seed, 25):
        names = {role: f"renamed{place}-{role}" for place, role in enumerate(sorted(graph.roles))}
        found = search(renamed(graph, names), renamed_query(query, names))
        found["graph"]["version"] = graph.version
        assert re.sub(rb"renamed\d-", b"", as_bytes(found)) == as_bytes(search(graph, query))


def renamed(graph, names):
    return CareerGraph(
        graph.metadata,
        roles=[replace(role, id=names[role.id]) for role in graph.roles.values()],
        skills=graph.skills.values(),
        transitions=[replace(one, tail=names[one.tail], head=names[one.head]) for one in graph.transitions.values()],
    )


def renamed_query(query, names):
    return replace(
        query,
        profile=replace(query.profile, role=names[query.profile.role]),
        goals=tuple(names[goal] for goal in query.goals),
        via=tuple(renamed_selector(one, names) for one in query.via),
        avoid=tuple(renamed_selector(one, names) for one in query.avoid),
    )


def renamed_selector(selector, names):
    return replace(selector, id=names[selector.id]) if selector.kind == "role" else selector


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_input_changes_no_byte(seed):
    rng = Random(seed)
    for graph, query in cases(seed, 25):
        found = search(shuffled(graph, rng), shuffled_query(query, rng))
        assert as_bytes(found) == as_bytes(search(graph, query))
