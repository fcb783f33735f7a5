"""P11: the product stays up while Neo4j is away, and is back soon after it is."""

import json
import time
from contextlib import closing

import pytest

from careergraph.explorer.following import Following
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import LADDER, made_of
from tests.drawn import drawn
from tests.neo4j_server import PATIENT
from tests.stores.faults import through
from tests.stores.proxy import Proxy
from web import create_app

pytestmark = pytest.mark.neo4j
DEADLINE = 1.0
ROUTES = "/routes?from=s&to=t"
CHANGE = json.dumps({"format": "careergraph-change", "roles": [{"id": "u", "title": "U"}]})


@pytest.fixture
def proxy(neo4j_url):
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        store.commit(made_of(drawn(LADDER)), change_id="ladder")
    with Proxy(int(neo4j_url.rpartition(":")[2].partition("?")[0].partition("/")[0])) as proxy:
        proxy.url = through(proxy, neo4j_url)
        yield proxy


def seconds(ask):
    began = time.monotonic()
    return ask(), time.monotonic() - began


def test_pages_stay_up_while_the_server_is_away_and_changes_are_told_to_come_again(proxy):
    with closing(open_store(proxy.url, deadline=DEADLINE)) as store:
        client = create_app(Following(store)).test_client()
        assert "As of version" not in client.get(ROUTES).text
        proxy.fault = "blackhole"
        for _ in range(3):  # the first ones find it out
            page = client.get(ROUTES)
            assert (page.status_code, "As of version" in page.text) == (200, True)
        page, took = seconds(lambda: client.get(ROUTES))
        assert (page.status_code, took < 1) == (200, True)
        refused, took = seconds(lambda: client.post("/api/changes?id=one", data=CHANGE))
        assert (refused.status_code, took < 1) == (503, True)
        assert int(refused.headers["Retry-After"]) >= 1
        with client.get("/static/site.css") as style:
            assert style.status_code == 200
        proxy.fault = None
        back = time.monotonic()
        while "As of version" in client.get(ROUTES).text:
            assert time.monotonic() - back < 5
            time.sleep(0.05)
        while (made := client.post("/api/changes?id=one", data=CHANGE)).status_code == 503:  # as a script is told to
            assert time.monotonic() - back < 5
        assert made.json["number"] == 2
        assert client.get("/role/u").status_code == 200
