"""The fewest moves we find are those that Neo4j's own search finds: the one opinion that is not ours."""

from contextlib import closing
from random import Random

import pytest

from careergraph import CareerGraph, Role, RouteQuery, Text, Transition, find_routes
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import made_of
from tests.neo4j_server import PATIENT

pytestmark = pytest.mark.neo4j
K, MOVES = 10, 6
SHORTEST = """
MATCH SHORTEST 10 (
  path = (a:Role {key: $graph + ' ' + $start})-[:TRANSITION]->{1,6}(b:Role {key: $graph + ' ' + $goal})
  WHERE all(one IN nodes(path) WHERE single(other IN nodes(path) WHERE other = one)))
RETURN length(path) ORDER BY length(path)
"""


def at_random(rng, roles, moves):
    names = [f"r{number:03}" for number in range(roles)]
    pairs = {tuple(rng.sample(names, 2)) for _ in range(moves)}
    return CareerGraph(roles=[Role(one, Text(one)) for one in names], transitions=[Transition(*one) for one in pairs])


@pytest.mark.parametrize(("roles", "moves"), [(12, 30), (60, 180), (200, 800)])
def test_the_fewest_moves_are_those_of_neo4j(neo4j_url, roles, moves):
    rng = Random(f"shortest/{roles}")
    graph = at_random(rng, roles, moves)
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        store.commit(made_of(graph), change_id="graph")
        held = store.load()
        for _ in range(20):
            start, goal = rng.sample(sorted(graph.roles), 2)
            named = {"graph": store.graph, "start": start, "goal": goal}
            theirs = store.server.read(lambda one, named=named: one.rows(SHORTEST, **named))
            query = RouteQuery.between(start, goal, matters=("moves",), k=K, max_moves=MOVES)
            ours = find_routes(held, query)
            assert [len(route.steps) for route in ours] == [length for (length,) in theirs]
