"""careergraph works from a wheel, from an editable install and from the bare checkout."""

import json
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from careergraph.formats.bundled import bundled_graph

ROOT = Path(__file__).parents[1]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
OFFLINE = ("--no-deps", "--no-build-isolation", "--no-index")
LEFT_BEHIND = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "*.mo", "__pycache__", "tests")
TELL = """
import importlib.util, json, sys
from importlib.metadata import entry_points
import careergraph
from careergraph.formats.bundled import bundled_graph
print(json.dumps({
    "package": careergraph.__file__,
    "graph": str(bundled_graph()),
    "files": sorted(path.name for path in bundled_graph().iterdir()),
    "web": importlib.util.find_spec("web") is not None,
    "apps": [app.load().__module__ for app in entry_points(group="careergraph.apps")] if sys.argv[1:] else [],
}))
"""


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command, cwd):
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Copy the checkout without what builds leave in it, so that building leaves nothing in ours."""
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("checkout") / "source", ignore=LEFT_BEHIND))


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", *OFFLINE, "--wheel-dir", folder, checkout, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def python(tmp_path):
    """Make an environment that has our dependencies, and not careergraph."""
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    # A .pth file adds a folder and not the .pth files in it, which is where our own editable install is.
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    return home / "bin" / "python"


def told_by(python, folder, *, with_apps):
    """Ask careergraph, started in a folder, where it and its parts are."""
    return json.loads(run(python, "-c", TELL, *(["apps"] if with_apps else []), cwd=folder))


def graph_files(checkout):
    return sorted(path.name for path in (checkout / "graphdata" / "technical-director").iterdir())


def test_the_bundled_graph_is_found_from_here():
    assert (bundled_graph() / "dataset.json").is_file()


def test_the_web_folder_is_installed_as_careergraph_web():
    folders = project()["tool"]["setuptools"]["package-dir"]
    assert folders["careergraph_web"] == "web"
    assert "web" not in folders


def test_the_web_application_is_announced_as_an_entry_point():
    assert project()["project"]["entry-points"]["careergraph.apps"] == {"web": "careergraph_web:create_app"}


def test_a_wheel_holds_everything_under_two_names(checkout, wheel):
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in held} == {"careergraph", "careergraph_web"}
    assert expected_in_a_wheel(checkout) <= held


def expected_in_a_wheel(checkout):
    """List the files below the three folders as they are called in the wheel; translations also compiled."""
    names = {"careergraph": "careergraph", "web": "careergraph_web", "graphdata": "careergraph/_graphdata"}
    files = {
        f"{name}/{path.relative_to(checkout / folder).as_posix()}"
        for folder, name in names.items()
        for path in (checkout / folder).rglob("*")
        if path.is_file() and path.suffix not in {".cfg", ".pyc"}  # a .cfg is for those who translate
    }
    return files | {file.removesuffix(".po") + ".mo" for file in files if file.endswith(".po")}


def test_an_installed_wheel_finds_its_graph_and_its_web(checkout, wheel, python, tmp_path):
    run(
        *PIP,
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--ignore-installed",
        wheel,
        cwd=tmp_path,
    )
    told = told_by(python, tmp_path, with_apps=True)
    assert Path(told["package"]).is_relative_to(tmp_path / "environment")
    assert Path(told["graph"]).is_relative_to(tmp_path / "environment")
    assert told["files"] == graph_files(checkout)
    assert set(told["apps"]) == {"careergraph_web"}
    assert not told["web"]


def test_an_editable_install_is_the_checkout(checkout, python, tmp_path):
    run(
        *PIP,
        "--python",
        python,
        "install",
        *OFFLINE,
        "--ignore-installed",
        "--editable",
        checkout,
        cwd=tmp_path,
    )
    told = told_by(python, tmp_path, with_apps=True)
    assert Path(told["package"]) == checkout / "careergraph" / "__init__.py"
    assert Path(told["graph"]) == checkout / "graphdata" / "technical-director"
    assert set(told["apps"]) == {"careergraph_web"}
    assert not told["web"]


def test_the_bare_checkout_finds_its_graph(python):
    told = told_by(python, ROOT, with_apps=False)
    assert Path(told["package"]) == ROOT / "careergraph" / "__init__.py"
    assert Path(told["graph"]) == ROOT / "graphdata" / "technical-director"
    assert told["files"]
