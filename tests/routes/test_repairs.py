"""Repairs that the tables of the semantics do not have."""

from careergraph.routes.search import find_routes
from tests.brute import brute_force
from tests.drawn import asked, drawn


def test_a_repair_takes_known_months_over_the_limit_rather_than_unknown_ones():
    graph, query = drawn("s>a a>v s>b12m b>v12m v>t12m"), asked("months; months<=30")
    answer = find_routes(graph, query)
    assert [str(repair.route) for repair in answer.no_route.repairs] == ["s > b > v > t"]
    assert answer.to_dict()["no_route"] == brute_force(graph, query)["no_route"]
