"""An application on the bundled graph, and one behind a token."""

import pytest

from careergraph import Explorer, read
from web import Settings, create_app

TOKEN = "a-token-of-thirty-two-characters"  # noqa: S105 - of these tests alone


@pytest.fixture(scope="session")
def explorer():
    return Explorer(read())


@pytest.fixture(scope="session")
def app(explorer):
    return create_app(explorer)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def guarded(explorer):
    return create_app(explorer, token=TOKEN, trusted_hosts=["careers.example"])


@pytest.fixture
def stranger(guarded):
    """Somebody who has not shown the token."""
    return guarded.test_client()


@pytest.fixture
def token():
    return TOKEN


@pytest.fixture
def small():
    """An application that allows little, so that limits can be met."""

    def made(explorer, **limits):
        return create_app(explorer, settings=Settings(**limits)).test_client()

    return made
