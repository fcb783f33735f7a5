"""P21: every response of every address, method and status carries every header."""

import re

import pytest

from careergraph import Explorer, read
from web import Settings, create_app
from web.security import HEADERS

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
EXAMPLES = {
    "/": "/",
    "/start.json": "/start.json",
    "/routes": "/routes?from=rd-department-manager&to=general-manager",
    "/routes.json": "/routes.json?from=rd-department-manager&to=general-manager",
    "/compare": "/compare?from=rd-department-manager&to=general-manager",
    "/compare.json": "/compare.json?from=rd-department-manager&to=general-manager",
    "/goals": "/goals?from=rd-department-manager&to=general-manager&to=founder",
    "/goals.json": "/goals.json?from=rd-department-manager&to=general-manager&to=founder",
    "/next": "/next?from=technical-director",
    "/next.json": "/next.json?from=technical-director",
    "/reach": "/reach?from=technical-director",
    "/reach.json": "/reach.json?from=technical-director",
    "/ways-in": "/ways-in?to=founder",
    "/ways-in.json": "/ways-in.json?to=founder",
    "/role/<path:role>": "/role/technical-director",
    "/role/<path:role>.json": "/role/technical-director.json",
    "/map": "/map?at=technical-director",
    "/map.json": "/map.json",
    "/api/roles": "/api/roles?q=tech",
    "/api/skills": "/api/skills?q=team",
    "/api/places": "/api/places?q=team",
    "/entry": "/entry",
    "/favicon.ico": "/favicon.ico",
    "/static/<path:filename>": "/static/site.css",
    "/static/pictures.css": "/static/pictures.css",
    "/static/network.js": "/static/network.js",
    "/static/vis-network.min.js": "/static/vis-network.min.js",
}
"""An example of each address; a new one without an example fails the first test."""


def rules(application):
    return sorted({rule.rule for rule in application.url_map.iter_rules()})


def lacking(response):
    return [name for name, value in HEADERS.items() if response.headers.get(name) != value]


def test_every_address_has_an_example(app, guarded):
    assert {*rules(app), *rules(guarded)} - set(EXAMPLES) == set()


def test_every_address_answers_every_method_with_every_header(app, guarded):
    seen, without = 0, []
    for application in (app, guarded):
        client = application.test_client()
        for rule in rules(application):
            for method in METHODS:
                response = client.open(EXAMPLES[rule], method=method)
                response.close()
                seen += 1
                without += [(method, rule, name) for name in lacking(response)]
    assert without == []
    assert seen > 200


@pytest.mark.parametrize(
    ("status", "ask"),
    [
        (200, lambda client: client.get("/")),
        (302, lambda client: client.get("/routes?from=R%26D+manager&to=general+manager")),
        (304, lambda client: client.get("/static/site.css", headers={"If-None-Match": etag(client)})),
        (400, lambda client: client.get("/routes?max_months=4o")),
        (400, lambda client: client.get("/", headers={"Host": "evil.example"})),
        (403, lambda client: client.post("/routes", headers={"Sec-Fetch-Site": "cross-site"})),
        (404, lambda client: client.get("/role/techncal-director")),
        (404, lambda client: client.get("/static/../security.py")),
        (405, lambda client: client.post("/routes")),
        (414, lambda client: client.get("/routes?from=" + 20_000 * "x")),
    ],
)
def test_every_status_has_every_header(client, status, ask):
    response = ask(client)
    response.close()
    assert response.status_code == status
    assert lacking(response) == []


def test_a_refused_stranger_gets_every_header(stranger):
    for address, status in (("/", 303), ("/map.json", 401), ("/api/roles", 401), ("/nothing.json", 401)):
        response = stranger.get(address)
        assert response.status_code == status
        assert lacking(response) == []


def test_a_body_that_is_too_large_is_413_with_every_header(explorer, token):
    client = create_app(explorer, token=token, settings=Settings(body_bytes=1000)).test_client()
    within = client.post("/entry", data="token=" + 990 * "x", content_type="application/x-www-form-urlencoded")
    above = client.post("/entry", data="token=" + 1100 * "x", content_type="application/x-www-form-urlencoded")
    assert (within.status_code, above.status_code) == (401, 413)
    assert lacking(above) == []


def test_a_failure_has_every_header():
    class Broken(Explorer):
        def around(self, *_args, **_kwargs):
            raise ZeroDivisionError

    response = create_app(Broken(read())).test_client().get("/role/technical-director")
    assert response.status_code == 500
    assert lacking(response) == []


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"unsafe|\*|http", policy)


def test_no_page_holds_inline_code_or_anything_from_elsewhere(app):
    client = app.test_client()
    for rule in rules(app):
        page = client.get(EXAMPLES[rule], buffered=True)
        if page.mimetype != "text/html":
            continue
        text = page.get_data(as_text=True)
        assert not re.search(r"<script(?![^>]*(?:src=\"/|type=\"application/json\"))", text), rule
        assert not re.search(r"\s(?:style|on\w+)=", text), rule
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", text), rule


def etag(client):
    with client.get("/static/site.css") as response:
        return response.headers["ETag"]
