"""The front door: what it names, and what it does not load before it is needed."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import careergraph

ROOT = Path(__file__).parents[1]
HEAVY = {"networkx", "numpy", "flask", "pyvis", "neo4j", "babel", "waitress", "jinja2", "sqlite3"}
NAMES = """
    Role Skill Transition Requirement Evidence Text CareerGraph ChangeSet Profile RouteQuery Selector Budget find_routes
    Explorer open_store read write draw CareerGraphError RoleNotFound InvalidGraph UnreadableData OverLimit StoreError
"""


def loaded_by(program):
    """Return the modules that are loaded after a program ran in a Python of its own."""
    code = f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


def ours(modules):
    return {name for name in modules if name.partition(".")[0] in {"careergraph", "careergraph_web", "web"}}


def test_it_has_exactly_its_names_in_order():
    assert careergraph.__all__ == sorted(NAMES.split())
    assert len(careergraph.__all__) <= 24


@pytest.mark.parametrize("name", careergraph.__all__)
def test_every_name_is_there_under_its_own_name_and_explained(name):
    value = getattr(careergraph, name)
    assert value.__name__ == name
    assert value.__doc__


def test_what_type_checkers_see_is_what_there_is():
    tree = ast.parse((ROOT / "careergraph" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (one for one in tree.body if isinstance(one, ast.If))
    seen = {alias.name: one.module.removeprefix("careergraph.") for one in block.body for alias in one.names}
    assert seen == careergraph._HOME_OF
    assert sorted(seen) == careergraph.__all__


def test_dir_names_everything_and_an_unknown_name_is_refused_in_a_sentence():
    assert set(careergraph.__all__) <= set(dir(careergraph))
    with pytest.raises(AttributeError, match=r"careergraph has no 'find_route'; it has .*find_routes"):
        careergraph.find_route  # noqa: B018 - the access is the test


def test_importing_it_loads_next_to_nothing():
    loaded = loaded_by("import careergraph")
    assert not loaded & HEAVY
    assert ours(loaded) == {"careergraph", "careergraph.model", "careergraph.model.showing"}


def test_answering_a_question_needs_no_framework_no_driver_and_no_networkx():
    program = (
        "import careergraph as cg\ncg.find_routes(cg.read(), cg.RouteQuery.between('rd-department-manager', 'founder'))"
    )
    assert not loaded_by(program) & HEAVY


def test_the_help_loads_no_command():
    program = "from careergraph.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    loaded = loaded_by(program)
    assert not loaded & HEAVY
    commands = {"careergraph.cli", "careergraph.cli.group", "careergraph.cli.writing"}
    assert ours(loaded) == {"careergraph", "careergraph.model", "careergraph.model.showing", *commands}


def test_saying_what_comes_next_loads_no_search_no_picture_and_no_format_but_its_own():
    program = "from careergraph.cli import main\ntry: main(['next', 'technical-director'])\nexcept SystemExit: pass"
    loaded = loaded_by(program)
    assert not loaded & (HEAVY | {"difflib", "hashlib", "importlib.resources", "markupsafe", "tempfile", "zipfile"})
    assert {f"careergraph.{one}" for one in ("explorer.explorer", "formats.dataset", "views.sentences")} <= loaded
    others = (
        "routes.search",
        "routes.index",
        "routes.comparing",
        "formats.zipped",
        "formats.json_file",
        "views.markup",
        "views.terminal",
    )
    assert not {f"careergraph.{one}" for one in others} & loaded


def test_read_without_a_path_reads_the_bundled_graph(tmp_path):
    graph = careergraph.read()
    careergraph.write(graph, tmp_path / "graph.json")
    assert careergraph.read(tmp_path / "graph.json") == graph
    assert graph.metadata.id == "technical-director"


def test_a_budget_in_seconds_needs_no_clock_at_the_front_door():
    query = careergraph.RouteQuery.between("rd-department-manager", "founder")
    assert careergraph.find_routes(careergraph.read(), query, careergraph.Budget(seconds=60)).complete


def test_a_graph_shows_itself_in_a_notebook():
    assert "<svg" in careergraph.read()._repr_html_() or "<iframe" in careergraph.read()._repr_html_()
