"""Names are text: whatever stands in them, nothing becomes markup, script, or an order to a terminal."""

import json
import re
from html.parser import HTMLParser

import pytest

from careergraph.explorer import Explorer, find_routes
from careergraph.routes.query import RouteQuery
from careergraph.views import (
    as_html,
    as_text,
    belief,
    career_map,
    draw,
    each_evidence,
    evidence_boxes,
    legend,
    lesson_table,
    map_key,
    map_svg,
    neighbourhood,
    network_frame,
    network_page,
    plot,
    route_list,
    route_picture,
    route_table,
    side_by_side,
    small_map,
    timeline,
    whole_route,
)
from tests.views.hostile import PAYLOADS, hostile, hostile_graph

GRAPH = hostile_graph()
ANSWER = find_routes(GRAPH, RouteQuery.between("a", "c", matters=("months", "learning")))
ROUTE = ANSWER[0]
COMPARISON = Explorer(GRAPH).compare(ANSWER.query, ANSWER[0], ANSWER[-1])
POINT = {"letter": hostile("letter"), "label": hostile("label"), "months": 3, "learning": 4, "href": hostile("href")}


def spelled(role):
    return f"/role/{role}?{hostile('href')}"


MADE = {
    "picture": lambda language: route_picture(GRAPH, ROUTE, language=language, table_id="t"),
    "list": lambda language: route_list(GRAPH, ROUTE, language=language),
    "table": lambda language: route_table(GRAPH, ROUTE, language=language, folded=True),
    "legend": lambda language: legend(GRAPH, [ROUTE], language=language),
    "whole route": lambda language: whole_route(GRAPH, ROUTE, language=language),
    "plot": lambda language: plot([POINT, {**POINT, "letter": "B"}], language=language),
    "belief": lambda language: belief(GRAPH, ROUTE, language=language),
    "lessons": lambda language: lesson_table(GRAPH, ROUTE, language=language, folded=True),
    "two routes": lambda language: side_by_side(GRAPH, COMPARISON, language=language),
    "timeline": lambda language: timeline(GRAPH, ROUTE, max_months=20, language=language),
    "neighbourhood": lambda language: neighbourhood(GRAPH, "b", you="a", language=language, href=spelled),
    "small map": lambda language: small_map(GRAPH, language=language, href=spelled),
    "map": lambda language: map_svg(career_map(GRAPH, chosen="b", language=language, href=spelled)),
    "map key": lambda language: map_key(career_map(GRAPH, chosen="b", language=language)),
    "network frame": lambda language: network_frame(career_map(GRAPH, chosen="b", language=language, href=spelled)),
    "evidence": lambda language: evidence_boxes(GRAPH, GRAPH.transitions["a", "b"].evidence, language=language),
    "each evidence": lambda language: each_evidence(GRAPH, GRAPH.transitions["a", "b"].evidence, language=language),
    "graph in a notebook": lambda language: as_html(GRAPH, language=language),
    "route in a notebook": lambda language: as_html(ROUTE, graph=GRAPH, language=language),
    "answer in a notebook": lambda language: as_html(ANSWER, graph=GRAPH, language=language),
    "SVG file": lambda language: draw(ROUTE, "svg", graph=GRAPH, language=language),
}


class Elements(HTMLParser):
    """The elements and attributes a browser would make of some HTML."""

    def __init__(self, markup):
        super().__init__()
        self.names, self.attributes = set(), set()
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attributes}


OURS = {
    "svg", "g", "text", "tspan", "rect", "circle", "path", "a", "ol", "ul", "li", "p", "b", "span", "div", "details",
    "summary", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "style", "script",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())
def test_no_name_becomes_an_element_or_an_attribute(made, language):
    found = Elements(made(language))
    assert found.names <= OURS
    assert not [name for name in found.attributes if name.startswith("on") or name in {"style", "srcdoc", "src"}]


@pytest.mark.parametrize("made", [name for name in MADE if "notebook" not in name and name != "network frame"])
def test_every_drawing_is_well_formed_xml(made, taken_apart):
    markup = str(MADE[made]("en"))
    whole = markup if markup.startswith("<?xml") else f'<svg width="1" height="1">{markup}</svg>'
    taken_apart(whole)


def test_a_name_is_drawn_as_it_is_written(taken_apart):
    picture = taken_apart(map_svg(career_map(GRAPH, href=spelled)))
    drawn = "".join("".join(element.itertext()) for element, _, _ in picture.all)
    for payload in PAYLOADS[:4]:
        assert re.sub(r"\s", "", payload) in re.sub(r"\s", "", drawn)


def test_the_data_of_a_network_closes_nothing_and_stays_what_it_was():
    frame = network_frame(career_map(GRAPH, chosen="b", href=spelled))
    (data,) = re.findall(r'<script type="application/json">(.*?)</script>', frame, re.DOTALL)
    assert not set(data) & {"<", ">", "&", "\u2028", "\u2029"}
    names = {node["id"]: node["name"] for node in json.loads(data)["nodes"]}
    assert names["a"] == hostile("start").replace("\ud800", "�").replace("\x00", "�").replace("\x1b", "�").replace(
        "\x08", "�"
    ).replace("\ufffe", "�")


def test_a_page_of_its_own_runs_two_scripts_and_no_more():
    page = network_page(career_map(GRAPH, chosen="b"), title=hostile("title"))
    in_the_library = 1  # as a string; without `<!--` it opens nothing
    assert page.count("<script") - in_the_library == page.count("</script>") == 3


def test_the_terminal_gets_no_orders():
    for told in (as_text(GRAPH), as_text(ROUTE, graph=GRAPH), as_text(ANSWER, graph=GRAPH)):
        assert not set(told) & set("\x00\x1b\x08\u202e\u202c\u2028\u2029\ud800")
