"""
What every test can count on: hypothesis that repeats itself, a browser, and skips nobody overlooks.

A test that needs something from outside asks for it by `lacking(...)` when it is not there. The
skip then says how to get it, and the last line of the run lists everything that was skipped for such
a reason. `CAREERGRAPH_REQUIRE=all` (or a list: `Chromium,Neo4j`) turns these skips into failures.
"""

import os
import shutil
from collections import Counter

import hypothesis
import pytest

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

LACKING = "for want of "
WANTS = pytest.StashKey[Counter[str]]()
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIETLY = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def lacking():
    """Skip (or fail, where it is required) for want of a thing: `lacking("Neo4j", "scripts/neo4j start")`."""

    def skip_loudly(thing, remedy):
        required = os.environ.get("CAREERGRAPH_REQUIRE", "").lower().split(",")
        message = f"{LACKING}{thing} ({remedy})"
        if "all" in required or thing.lower() in required:
            pytest.fail(f"{message}, and CAREERGRAPH_REQUIRE asks for it", pytrace=False)
        pytest.skip(message)

    return skip_loudly


@pytest.fixture(scope="session")
def neo4j_server(lacking):
    """The URL of a Neo4j that runs; the environment says who may use it."""
    from tests import neo4j_server

    environment = neo4j_server.known()
    if environment is None:
        lacking("Neo4j", "scripts/neo4j start, or set NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD_FILE")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield environment["NEO4J_URI"]


@pytest.fixture
def neo4j_url(neo4j_server):
    """The URL of an empty graph in a Neo4j that runs."""
    from tests.neo4j_server import graph_of_its_own

    with graph_of_its_own(neo4j_server) as url:
        yield url


@pytest.fixture(scope="session")
def chromium(lacking):
    """One Chromium for the session, driven by playwright; each test opens its own context in it."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        lacking("Chromium", "apt-get install chromium, or set CHROMIUM=/path/to/it")
    from playwright.sync_api import sync_playwright

    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*QUIETLY, *as_root])
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter):
    """Note what was skipped for want of something."""
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    wants = Counter(reason.partition(LACKING)[2] for reason in reasons if LACKING in reason)
    terminalreporter.config.stash[WANTS] = wants


def pytest_unconfigure(config):
    """Say it in the very last line, below pytest's own."""
    if wants := config.stash.get(WANTS, None):
        things = "; ".join(f"{thing}: tests skipped {count}" for thing, count in sorted(wants.items()))
        print(f"SKIPPED for want of {things}")  # noqa: T201 - pytest's own writer has signed off
