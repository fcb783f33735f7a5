"""The interactive map: a pyvis network in a page of our own."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest

from careergraph.views import asset, career_map, network_frame, network_page
from careergraph.views.network import built, scene_table
from tests.views.test_tables import Seen


def data_of(markup):
    return json.loads(re.search(r'<script type="application/json">(.*?)</script>', markup, re.DOTALL)[1])


def test_pyvis_is_the_builder_and_our_layout_gives_the_positions(company):
    scene = career_map(company, chosen="td", you="rd")
    network = built(scene)
    assert type(network).__module__ == "pyvis.network"
    nodes = {node["id"]: node for node in network.nodes}
    assert nodes.keys() == company.roles.keys()
    assert all(node["physics"] is False for node in network.nodes)
    chosen = scene.node("td")
    assert (nodes["td"]["x"], nodes["td"]["y"]) == (
        pytest.approx(chosen.x - scene.width / 2, abs=0.01),
        pytest.approx(chosen.y - scene.height / 2, abs=0.01),
    )
    assert nodes["td"]["size"] == 9
    assert {(edge["from"], edge["to"]) for edge in network.edges} == company.transitions.keys()


def test_the_frame_has_the_svg_and_the_data(company):
    frame = network_frame(career_map(company, chosen="td", href=lambda role: f"/role/{role}"), prefix="x")
    assert 'class="cg-still"' in frame
    assert "<svg" in frame
    assert 'id="x-network"' in frame
    found = data_of(frame)
    assert {node["href"] for node in found["nodes"]} == {f"/role/{role}" for role in company.roles}
    assert found["words"]["ways_in"] == "Ways in"


def test_a_page_asks_for_nothing_from_elsewhere(company):
    page = network_page(career_map(company, chosen="td"))
    ours = page.partition("<script>")[0]
    assert not re.search(r"""(src|href)=["'](?!#)""", ours)
    assert "https:" not in ours.replace("http://www.w3.org", "")
    assert "sourceMappingURL" not in page
    assert "default-src 'none'" in unescape(page)


def test_the_library_can_stand_in_a_page():
    library = asset("vis-network.min.js").lower()
    assert b"</script" not in library
    assert b"<!--" not in library
    assert len(asset("vis-network.css")) > 1000


def test_the_table_beside_the_map_says_what_the_map_says(company):
    scene = career_map(company, chosen="td", you="rd")
    said = Seen(scene_table(scene)).said
    for node in scene.nodes:
        assert node.name.text in said
    assert "Manager of the R&D department you are here" in said
    assert "observed · 34 of 120" in said
    assert said.count("≈ 36 months") == 6  # three moves, each told at both its ends


def test_unknown_files_are_refused():
    with pytest.raises(KeyError):
        asset("../words.py")


@pytest.mark.parametrize("heavy", ["pyvis", "IPython", "jinja2", "babel", "networkx"])
def test_importing_the_views_loads_nothing_heavy(heavy):
    code = f"import sys; import careergraph.views; print({heavy!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_drawing_a_route_loads_neither_pyvis_nor_jinja2():
    code = (
        "import sys; from tests.views.example import example_graph, example_query\n"
        "from careergraph.explorer import find_routes\n"
        "from careergraph.views import whole_route\n"
        "graph = example_graph(); whole_route(graph, find_routes(graph, example_query())[0])\n"
        "print(sorted({'pyvis', 'IPython', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
