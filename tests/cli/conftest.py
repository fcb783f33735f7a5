"""Run the command line in this process, as a person in an English terminal would."""

import json

import pytest
from click.testing import CliRunner

from careergraph.cli import main


@pytest.fixture(autouse=True)
def _an_english_terminal(monkeypatch):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "CAREERGRAPH_GRAPH", "CAREERGRAPH_TOKEN", "CAREERGRAPH_TRACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def run():
    """Run a command: `run("show", "founder").stdout`."""

    def invoke(*words, **settings):
        return CliRunner().invoke(main, [str(word) for word in words], prog_name="careergraph", **settings)

    return invoke


@pytest.fixture
def told(run):
    """Run a command with --json, and return its exit code and its document."""

    def invoke(*words, **settings):
        result = run(*words, "--json", **settings)
        return result.exit_code, json.loads(result.stdout or result.stderr)

    return invoke
