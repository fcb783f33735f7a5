"""What is skipped for want of something is said in the last line, or fails where it is required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
TESTS = """
def test_that_works(): ...
def test_with_a_browser(chromium): assert chromium.is_connected()
def test_with_a_server(lacking): lacking("Neo4j", "scripts/neo4j start")
"""


def last_lines_of_a_run(folder, workers=0, **environment):
    (folder / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_some.py").write_text(TESTS, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:randomly", "-n", str(workers)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"CHROMIUM": "/nowhere/chromium", "CAREERGRAPH_REQUIRE": ""} | environment,
    )
    return run.stdout.splitlines()[-2:]


def test_the_last_line_names_what_was_skipped_and_how_to_get_it(tmp_path):
    closing, last = last_lines_of_a_run(tmp_path, workers=2)
    assert "1 passed, 2 skipped" in closing
    assert last == (
        "SKIPPED for want of "
        "Chromium (apt-get install chromium, or set CHROMIUM=/path/to/it): tests skipped 1; "
        "Neo4j (scripts/neo4j start): tests skipped 1"
    )


def test_what_is_required_is_not_skipped(tmp_path):
    _, closing = last_lines_of_a_run(tmp_path, CAREERGRAPH_REQUIRE="all")
    assert "1 failed, 1 passed, 1 error" in closing


def test_one_thing_can_be_required_by_its_name(tmp_path):
    closing, last = last_lines_of_a_run(tmp_path, CAREERGRAPH_REQUIRE="chromium")
    assert "1 passed, 1 skipped, 1 error" in closing
    assert last.startswith("SKIPPED for want of Neo4j")


@pytest.mark.browser
def test_chromium_starts(chromium):
    page = chromium.new_page()
    page.set_content("<title>careergraph</title>")
    assert page.title() == "careergraph"
    page.close()
