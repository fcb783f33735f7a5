"""Layout, scenes and maps: families in rows, seniority in columns, everything in its place."""

import itertools
import random
import time

import pytest

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Term
from careergraph.model.roles import Role
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition
from careergraph.views import career_map, map_key, map_svg, neighbourhood, small_map
from careergraph.views.layout import crossings, found_layers, layered


def grid(families=8, rungs=6, cell=3, moves=600, *, seed=1):
    """Return a graph of families × rungs × cell roles with moves from rung to rung."""
    chance = random.Random(seed)
    terms = [Term(f"f{at}", Text(f"Family number {at}")) for at in range(families)]
    ranks = [Term(f"s{at}", Text(f"Rung {at}")) for at in range(rungs)]
    roles = [
        Role(f"r{family}-{rung}-{at}", Text(f"Role {family} {rung} {at}"), f"f{family}", f"s{rung}")
        for family, rung, at in itertools.product(range(families), range(rungs), range(cell))
    ]
    pairs = {(chance.choice(roles).id, chance.choice(roles).id) for _ in range(moves)}
    kinds = {pair: "lateral" if pair[0].split("-")[1] == pair[1].split("-")[1] else "promotion" for pair in pairs}
    return CareerGraph(
        Metadata("grid", families=tuple(terms), seniorities=tuple(ranks)),
        roles=roles,
        transitions=[Transition(*pair, kinds[pair], months=12) for pair in sorted(pairs) if pair[0] != pair[1]],
    )


def wheel(spokes):
    """Return a graph of one role with many ways in."""
    roles = [Role("hub", Text("Hub")), *(Role(f"r{at:03}", Text(f"Role {at}")) for at in range(spokes))]
    moves = [Transition(f"r{at:03}", "hub", months=at) for at in range(spokes)]
    return CareerGraph(roles=roles, transitions=moves)


def test_families_are_rows_and_rungs_columns(company):
    scene = career_map(company, chosen="td", you="rd")
    assert [strip.name.text for strip in scene.columns] == ["Manager", "Director", "Executive"]
    assert [strip.name.text for strip in scene.rows] == [
        "General management", "Technology", "Research and development", "Quality",
    ]  # fmt: skip
    for node in scene.nodes:
        role = company.role(node.id)
        (row,) = [strip for strip in scene.rows if strip.start <= node.y < strip.end]
        (column,) = [strip for strip in scene.columns if strip.start <= node.x < strip.end]
        assert row.name.text == str(next(term.title for term in company.metadata.families if term.id == role.family))
        assert column.name.text.casefold() == role.seniority


def test_the_chosen_role_you_and_neighbours_are_brought_forward(company):
    scene = career_map(company, chosen="td", you="rd")
    kinds = {node.id: node.kind for node in scene.nodes}
    assert kinds == {
        "rd": "you", "td": "chosen", "tm": "near", "qm": "near", "ce": "near", "dgm": "near", "gm": "near",
        "founder": "near",
    }  # fmt: skip
    edges = {(edge.tail, edge.head): (edge.kind, edge.dash) for edge in scene.edges}
    assert edges["rd", "td"] == ("yours", "")
    assert edges["tm", "td"] == ("near", "")
    assert edges["td", "ce"] == ("near", "sideways")
    assert edges["dgm", "gm"] == ("other", "")
    assert scene.edges[-1].kind == "yours"
    assert scene.nodes[-1].kind == "chosen"


def test_ways_and_reach_say_who_is_a_neighbour(company):
    def near(**view):
        return {node.id for node in career_map(company, chosen="td", **view).nodes if node.kind == "near"}

    assert near(ways="in") == {"rd", "tm", "qm"}
    assert near(ways="out") == {"ce", "dgm", "gm", "founder"}
    assert {node.id for node in career_map(company, chosen="dgm", reach=2).nodes if node.kind == "near"} == {
        "td", "rd", "tm", "qm", "gm",
    }  # fmt: skip


def test_the_moves_of_a_route_are_yours(company):
    scene = career_map(company, chosen="gm", you="rd", route=("rd", "td", "dgm", "gm"))
    yours = {(edge.tail, edge.head) for edge in scene.edges if edge.kind == "yours"}
    assert yours == {("rd", "td"), ("td", "dgm"), ("dgm", "gm")}


def test_at_most_twelve_neighbours_are_drawn_and_the_others_counted():
    graph = wheel(43)
    scene = career_map(graph, chosen="hub")
    assert sum(node.kind == "near" for node in scene.nodes) == 12
    assert scene.hidden == 31
    assert "+31 more" in map_svg(scene)
    chosen = career_map(graph, chosen="hub", near=("r042", "r001"))
    assert {node.id for node in chosen.nodes if node.kind == "near"} == {"r042", "r001"}


def test_beyond_150_roles_only_neighbours_and_hits_are_named():
    graph = grid(cell=4)
    scene = career_map(graph, chosen="r0-0-0", hits={"r7-5-3"})
    assert len(graph.roles) > 150
    assert {node.id for node in scene.nodes if node.lines} == {
        "r7-5-3", *(node.id for node in scene.nodes if node.kind != "other"),
    }  # fmt: skip
    assert all(node.lines for node in career_map(grid(cell=2), chosen="r0-0-0").nodes)


@pytest.mark.parametrize("graph", [grid(), grid(3, 4, 7), grid(10, 6, 1)], ids=["usual", "crowded", "thin"])
def test_no_label_of_a_map_lies_on_another(graph, taken_apart):
    picture = taken_apart(map_svg(career_map(graph, chosen="r0-1-0")))
    texts = picture.texts()
    assert [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)] == []
    assert [one for one in texts if one.left < -1 or one.right > picture.width + 1 or one.bottom > picture.height] == []


def test_dots_have_the_size_of_what_they_are(company, taken_apart):
    picture = taken_apart(map_svg(career_map(company, chosen="td", you="rd")))
    sizes = {name: {dot.get("r") for dot, _, _ in picture.find(f"cg-{name}-dot")} for name in ("chosen", "you", "near")}
    assert sizes == {"chosen": {"9"}, "you": {"7"}, "near": {"6"}}
    other = taken_apart(map_svg(career_map(company)))
    assert {dot.get("r") for dot, _, _ in other.find("cg-other-dot")} == {"4"}


def test_roles_of_a_map_are_links_where_there_is_somewhere_to_go(company, taken_apart):
    linked = taken_apart(map_svg(career_map(company, chosen="td", href=lambda role: f"/role/{role}")))
    links = {link.get("href"): link.get("aria-label") for link, _, _ in linked.find("cg-node")}
    assert links["/role/dgm"] == "Deputy general manager (technology), general management, executive"
    assert linked.root.get("role") == "group"
    assert taken_apart(map_svg(career_map(company))).root.get("role") == "img"


def test_a_key_names_only_what_occurs(company):
    key = map_key(career_map(company, chosen="td", you="rd"))
    for said in ("you are here", "chosen role", "neighbour", "your move", "sideways", "other moves"):
        assert said in key
    assert "derived" not in key
    assert "sideways" not in map_key(career_map(wheel(3), chosen="hub"))


def test_what_is_derived_alone_is_dashed():
    roles = [Role("a", Text("A")), Role("b", Text("B")), Role("c", Text("C"))]
    derived, expert = Evidence("derived"), Evidence("expert")
    moves = [Transition("a", "b", evidence=(derived,)), Transition("a", "c", evidence=(derived, expert))]
    scene = career_map(CareerGraph(roles=roles, transitions=moves))
    assert {edge.head: edge.dash for edge in scene.edges} == {"b": "derived", "c": ""}


def test_roles_without_a_family_stand_in_a_row_of_their_own():
    roles = [Role("a", Text("A"), "f"), Role("b", Text("B"))]
    scene = career_map(CareerGraph(Metadata(families=(Term("f", Text("Finance")),)), roles=roles))
    assert [strip.name.text for strip in scene.rows] == ["Finance", "Others"]


def test_without_rungs_columns_follow_the_moves(ladder):
    graph, _ = ladder(5)
    scene = career_map(graph)
    places = [scene.node(f"r{at}").x for at in range(6)]
    assert places == sorted(places)
    assert len(set(places)) == 6


def test_an_empty_graph_has_an_empty_map(taken_apart):
    assert taken_apart(map_svg(career_map(CareerGraph()))).texts() == []


def test_the_layout_does_not_depend_on_the_order_of_the_input():
    graph = grid()
    shuffled = CareerGraph(
        graph.metadata,
        roles=random.Random(2).sample(list(graph.roles.values()), len(graph.roles)),
        transitions=random.Random(3).sample(list(graph.transitions.values()), len(graph.transitions)),
    )
    assert career_map(graph, chosen="r0-0-0") == career_map(shuffled, chosen="r0-0-0")


def test_sweeps_untangle_what_can_be_untangled():
    edges = [("a", "z"), ("b", "y"), ("c", "x")]
    layout = layered(dict.fromkeys("abcxyz", 10), edges)
    assert sorted("abc", key=layout.y.get) == list("abc")
    assert sorted("xyz", key=layout.y.get) == list("zyx")
    assert crossings({(0, 0): ["a", "b"], (1, 0): ["x", "y"]}, [("a", "y"), ("b", "x")]) == 1


def test_long_edges_pass_between_the_nodes_of_the_layers_they_cross():
    layout = layered(dict.fromkeys("abcd", 40), [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")])
    for layer, y in layout.through["a", "d"]:
        (other,) = [node for node, at in layout.layer.items() if at == layer]
        assert abs(layout.y[other] - y) >= 40


def test_circles_have_layers_too():
    assert found_layers("abcd", [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]) == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_a_general_graph_of_150_roles_is_laid_out_in_well_under_a_second():
    chance = random.Random(5)
    roles = [Role(f"r{at}", Text(f"Role {at}")) for at in range(150)]
    pairs = {(chance.choice(roles).id, chance.choice(roles).id) for _ in range(1500)}
    moves = [Transition(*pair) for pair in sorted(pairs) if pair[0] != pair[1]]
    graph = CareerGraph(roles=roles, transitions=moves)
    start = time.perf_counter()
    career_map(graph, chosen="r7")
    assert time.perf_counter() - start < 0.75


def test_a_map_of_very_many_moves_leaves_out_those_of_others():
    graph = grid(8, 6, 8, moves=6000)
    scene = career_map(graph, chosen="r0-0-0")
    assert {edge.kind for edge in scene.edges} == {"near"}


def test_ways_in_stand_on_the_left_and_ways_out_on_the_right(company, taken_apart):
    picture = taken_apart(neighbourhood(company, "td", you="rd"))
    said = {words.said: words for words in picture.texts()}
    middle = (said["Technical director"].left + said["Technical director"].right) / 2
    assert said["Manager of the R&D department"].right < middle < said["Founder"].left
    assert picture.root.get("aria-label") == "technical director, 3 ways in, 4 ways out"
    assert len(picture.find("cg-line")) == 1
    assert len(picture.find("cg-tip")) == 4
    texts = picture.texts()
    assert not [1 for one, other in itertools.combinations(texts, 2) if one.meets(other)]


def test_a_neighbourhood_draws_the_ways_it_is_given(company, taken_apart):
    ways = [company.transitions["td", "gm"]]
    picture = taken_apart(neighbourhood(company, "td", ways_in=(), ways_out=ways))
    other, role = picture.texts()
    assert (other.said, role.said) == ("General manager", "Technical director")
    assert role.left < picture.width / 4 < role.right < other.left < other.right < picture.width
    assert picture.root.get("aria-label") == "technical director, 1 way out"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_small_map_draws_a_part(company, taken_apart, language):
    for roles in (None, ["rd", "td", "dgm", "gm", "founder"]):
        picture = taken_apart(small_map(company, roles, you="rd", language=language))
        texts = picture.texts()
        assert len(picture.find("cg-way")) + len(picture.find("cg-here")) == len(roles or company.roles)
        assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
        assert not [one for one in texts if one.left < -1 or one.right > picture.width + 1]


def test_a_small_map_fits_a_phone(company, taken_apart):
    for roles in (None, ["rd", "qm", "td", "founder", "gm"]):
        picture = taken_apart(small_map(company, roles, you="rd", width=350))
        texts = picture.texts()
        assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
        assert not [one for one in texts if one.left < -2 or one.right > 352]


def test_a_small_map_of_nothing_is_no_error(taken_apart):
    assert taken_apart(small_map(CareerGraph(roles=[Role("a", Text("A"))]))).texts()
    taken_apart(small_map(CareerGraph()))


def test_the_box_for_the_others_covers_no_name(taken_apart):
    base = grid(cell=2, moves=200)
    more = [Transition(role, "r1-4-0", months=9) for role in base.roles if (role, "r1-4-0") not in base.transitions]
    moves = [*base.transitions.values(), *(move for move in more if move.tail != "r1-4-0")]
    graph = CareerGraph(base.metadata, roles=base.roles.values(), transitions=moves)
    picture = taken_apart(map_svg(career_map(graph, chosen="r1-4-0")))
    texts = picture.texts()
    assert [one.said for one in texts if one.said.startswith("+")] == [f"+{len(graph.roles) - 13} more"]
    assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
