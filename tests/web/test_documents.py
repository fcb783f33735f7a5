"""Answers as JSON."""

from decimal import Decimal

from careergraph import CareerGraph, Explorer, Role, Text, Transition
from careergraph.model.metadata import Metadata, Source
from careergraph.model.roles import Pay
from web import create_app

FORTUNE = 10**25
"""More than 64 bits can hold: few things that write JSON quickly can write it."""


def test_figures_of_any_size_stand_in_a_document():
    metadata = Metadata(sources=(Source("s", Text("A source")),))
    pay = Pay(Decimal(FORTUNE), Decimal(FORTUNE), "EUR", source="s")
    roles = [Role("a", Text("A"), pay=pay), Role("b", Text("B"), pay=pay)]
    graph = CareerGraph(metadata, roles=roles, transitions=[Transition("a", "b")])
    answer = create_app(Explorer(graph)).test_client().get("/routes.json?from=a&to=b")
    assert answer.status_code == 200
    assert answer.json["routes"][0]["values"]["pay"]["known"] == FORTUNE
