"""What the documents say is true: their examples run, their commands answer, and what they name is there."""

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from careergraph.cli import main
from careergraph.formats.bundled import bundled_graph

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SERVER = "neo4j://localhost"
ARCHITECTURE = ROOT / "docs" / "architecture.md"


def commands(document):
    blocks = re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("careergraph ")]


def test_the_examples_in_the_readme_run():
    assert doctest.testfile(str(README), module_relative=False).failed == 0


@pytest.mark.parametrize("line", commands(README))
def test_the_commands_in_the_readme_answer(line, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(bundled_graph(), tmp_path / "my-graph")
    if SERVER in line:
        url = request.getfixturevalue("neo4j_url")
        line = line.replace(SERVER, url)
        if "push" not in line:
            CliRunner().invoke(main, ["neo4j", "push", "my-graph", url])
    if "careers.db" in line and "import" not in line:
        CliRunner().invoke(main, ["store", "import", "my-graph", "careers.db"])
    answered = CliRunner().invoke(main, shlex.split(line)[1:])
    assert answered.exit_code == 0, answered.output


@pytest.mark.parametrize("document", [README, ARCHITECTURE], ids=lambda path: path.name)
def test_what_a_document_links_to_is_there(document):
    links = re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_places_the_architecture_names_are_there():
    named = set(re.findall(r"`((?:careergraph|web|docs|tests)/[\w./]*)`", ARCHITECTURE.read_text(encoding="utf-8")))
    assert named
    assert [place for place in sorted(named) if not (ROOT / place).exists()] == []
