"""The import contracts in pyproject.toml hold, and they bite: each kind of violation, planted, breaks one."""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ("errors", "model", "ports", "routes")
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def lint_imports(tree, *contracts):
    """Run the contracts on a tree in a process of its own, as `lint-imports` there would."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", *chosen],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
    )


def python_files(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def copy_of_the_tree(folder):
    """Copy what the contracts read: the Python and pyproject.toml."""
    for path in [*python_files("careergraph", "web", "scripts"), ROOT / "pyproject.toml"]:
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (folder / "scripts").mkdir(exist_ok=True)
    return folder


def test_every_import_keeps_the_contracts():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


VIOLATIONS = {
    "an import up the layers": (
        "layers",
        {"careergraph/model/planted.py": "import careergraph.explorer"},
    ),
    "an import up the layers, inside a function": (
        "layers",
        {"careergraph/routes/planted.py": "def f():\n    from careergraph import explorer\n    explorer.x()"},
    ),
    "an import up the layers, under TYPE_CHECKING": (
        "layers",
        {
            "careergraph/model/planted.py": "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from careergraph.routes import planted\n",
            "careergraph/routes/planted.py": "",
        },
    ),
    "an import up the layers, through the package root": (
        "layers",
        {
            "careergraph/__init__.py": "from careergraph.explorer import *",
            "careergraph/routes/planted.py": "import careergraph",
        },
    ),
    "a store that knows a view": (
        "layers",
        {
            "careergraph/stores/planted.py": "from careergraph.views import planted",
            "careergraph/views/planted.py": "",
        },
    ),
    "a module without a layer": ("layers", {"careergraph/helpers.py": ""}),
    "the library importing the web": (
        "library-below",
        {"careergraph/views/planted.py": "import web"},
    ),
    "a script importing the web": ("library-below", {"scripts/planted.py": "import web"}),
    "os in routes": ("pure-core", {"careergraph/routes/planted.py": "import os.path"}),
    "sqlite3 in the model": ("pure-core", {"careergraph/model/planted.py": "import sqlite3"}),
    "time in the core, by way of another core module": (
        "pure-core",
        {
            "careergraph/routes/planted.py": "from careergraph.model import planted",
            "careergraph/model/planted.py": "from time import monotonic",
        },
    ),
    "the web reaching past the front door": (
        "front-door",
        {"web/planted.py": "from careergraph.stores import planted", "careergraph/stores/planted.py": ""},
    ),
    "a script reaching past the front door": (
        "front-door",
        {"scripts/loaders/planted.py": "from careergraph import errors"},
    ),
    "neo4j in another store": ("driver-neo4j", {"careergraph/stores/planted.py": "import neo4j"}),
    "neo4j in a script": ("driver-neo4j", {"scripts/planted.py": "import neo4j"}),
    "sqlite3 in the web": ("driver-sqlite3", {"web/planted.py": "import sqlite3"}),
    "pyvis in another view": ("driver-pyvis", {"careergraph/views/planted.py": "from pyvis import network"}),
    "openpyxl in another format": ("driver-openpyxl", {"careergraph/formats/planted.py": "import openpyxl"}),
    "scipy in the routes": ("driver-scipy", {"careergraph/routes/planted.py": "from scipy import sparse"}),
    "an XML parser in a view": (
        "driver-xml",
        {"careergraph/views/planted.py": "from xml.etree import ElementTree"},
    ),
    "flask in the library": ("framework", {"careergraph/views/planted.py": "from flask import request"}),
    "jinja2 in another view": ("framework", {"careergraph/views/planted.py": "import jinja2"}),
    "a page that knows a page": (
        "pages",
        {"web/pages/planted.py": "from . import other", "web/pages/other.py": ""},
    ),
    "a page that knows the API": (
        "pages",
        {"web/pages/planted.py": "from ..api import other", "web/api/other.py": ""},
    ),
    "a cycle among siblings": (
        "no-cycles",
        {
            "careergraph/model/planted.py": "from careergraph.model import other",
            "careergraph/model/other.py": "from careergraph.model import planted",
        },
    ),
    "a cycle among siblings, one level deeper": (
        "no-cycles",
        {
            "web/pages/deep/__init__.py": "",
            "web/pages/deep/planted.py": "from . import other",
            "web/pages/deep/other.py": "def f():\n    from . import planted",
        },
    ),
}


@pytest.mark.parametrize(("contract", "files"), VIOLATIONS.values(), ids=VIOLATIONS.keys())
def test_the_contract_is_broken_by(contract, files, tmp_path):
    tree = copy_of_the_tree(tmp_path)
    for name, text in files.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    result = lint_imports(tree, contract)
    assert result.returncode == 1
    assert "0 kept, 1 broken." in result.stdout, result.stdout + result.stderr


def test_each_contract_has_a_violation_that_breaks_it():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {contract["id"] for contract in settings["contracts"]} == {contract for contract, _ in VIOLATIONS.values()}


def calls_in(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


def test_the_core_neither_opens_nor_prints_anything():
    folders = [ROOT / "careergraph" / name for name in CORE]
    core = [path for folder in folders for path in (folder.with_suffix(".py"), *folder.rglob("*.py")) if path.exists()]
    assert core
    assert {path.name for path in core if {"open", "print", "input"} & set(calls_in(path))} == set()


def test_the_web_calls_itself_by_no_name():
    """Because its folder is `web` in a checkout and `careergraph_web` when installed."""
    named = {
        str(path.relative_to(ROOT))
        for path in python_files("web")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_names(node)
        if name.partition(".")[0] in {"web", "careergraph_web"}
    }
    assert named == set()


def imported_names(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module]
    return []


def test_graphdata_holds_no_python():
    assert python_files("graphdata") == []
