"""P31: errors are polite and findable, whatever breaks, and state nothing about the inside."""

import logging
import re

import pytest

from careergraph import CareerGraphError, Explorer, StoreError, read
from web import create_app

SECRET = "the-inside-of-the-machine"  # noqa: S105 - a canary
CALLS = ("routes", "every_route", "around", "next_moves", "holds", "usual", "search", "search_skills", "role_id",
         "selector", "skill_id", "summary", "reach", "ways_in", "leverage")  # fmt: skip
PAGES = (
    "/",
    "/start.json",
    "/routes?from=rd-department-manager&to=general-manager&held=funds:1&via=technical-director",
    "/routes?from=rd-department-manager&to=founder&max_months=10",
    "/routes.json?from=rd-department-manager&to=general-manager",
    "/next?from=technical-director",
    "/next.json?from=technical-director",
    "/reach?from=technical-director&max_learning=9",
    "/reach.json?from=technical-director",
    "/ways-in?to=founder",
    "/ways-in.json?to=founder",
    "/role/technical-director?from=rd-department-manager",
    "/role/technical-director.json",
    "/map?at=technical-director&from=rd-department-manager",
    "/map.json",
    "/api/roles?q=tech",
    "/api/skills?q=team",
    "/api/places?q=te",
)


def broken(call, error):
    """An explorer of which one call fails."""

    def fail(*_args, **_kwargs):
        raise error

    return type("Broken", (Explorer,), {call: fail})(read())


@pytest.mark.parametrize("call", CALLS)
def test_whatever_fails_the_answer_is_polite_and_its_id_is_in_the_log(call, caplog):
    client = create_app(broken(call, ZeroDivisionError(SECRET))).test_client()
    failed = 0
    for address in PAGES:
        caplog.clear()
        response = client.get(address)
        text = response.get_data(as_text=True)
        assert SECRET not in text
        assert "Traceback" not in text
        assert response.status_code in {200, 302, 404, 500}
        if response.status_code == 500:
            failed += 1
            found = re.search(r"under (\w{12})", text)
            assert found, text[:300]
            assert found[1] in caplog.text
            assert SECRET in caplog.text
            as_json = ".json" in address or address.startswith("/api/")
            assert response.mimetype == ("application/problem+json" if as_json else "text/html")
            if as_json:
                assert response.get_json()["id"] == found[1]
    assert failed


@pytest.mark.parametrize("template", ["start.html", "answer.html", "next.html", "role.html", "map.html", "base.html"])
def test_a_template_that_fails_is_told_politely(template, explorer, caplog):
    app = create_app(explorer)
    source = app.jinja_loader.get_source(app.jinja_env, template)[0]
    broken_source = re.sub(r"(<body>|\{% block (?:main|answer) %\})", r"\1{{ 1 // 0 }}", source)

    class Loader(type(app.jinja_loader)):
        def get_source(self, environment, name):
            if name == template:
                return broken_source, None, lambda: True
            return super().get_source(environment, name)

    app.jinja_env.loader = Loader(app.jinja_loader.searchpath)
    client = app.test_client()
    failing = [response for response in map(client.get, PAGES) if response.status_code == 500]
    assert failing
    for response in failing:
        found = re.search(r"under (\w{12})", response.get_data(as_text=True))
        assert found
        assert found[1] in caplog.text
        assert "ZeroDivisionError" not in response.get_data(as_text=True)


def test_a_store_that_is_away_is_said_with_when_to_try_again(caplog):
    caplog.set_level(logging.WARNING)
    client = create_app(broken("routes", StoreError("bolt://secret is away"))).test_client()
    response = client.get("/routes.json?from=rd-department-manager&to=founder")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
    assert "secret" not in response.get_data(as_text=True)
    assert "bolt://secret is away" in caplog.text


def test_an_error_of_the_library_is_an_error_with_an_id():
    client = create_app(broken("routes", CareerGraphError("x"))).test_client()
    assert client.get("/routes.json?from=rd-department-manager&to=founder").status_code == 500


@pytest.mark.parametrize("address", ["/nothing", "/role/nobody-at-all", "/static/nothing.css"])
def test_what_is_not_there_is_told_with_a_way_on(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'href="/"' in response.get_data(as_text=True)


def test_a_misspelt_address_of_a_role_offers_the_right_one(client):
    text = client.get("/role/techncal-director").get_data(as_text=True)
    assert "No role “techncal-director”." in text
    assert 'href="/role/technical%20director">technical director</a>' in text
    assert client.get("/role/technical%20director").headers["Location"] == "/role/technical-director"
    problem = client.get("/role/techncal-director.json").get_json()
    assert problem["suggestions"][0]["title"] == "technical director"


def test_scripts_that_ask_for_json_get_json(client):
    response = client.get("/nothing", headers={"Accept": "application/json"})
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["status"] == 404


def test_a_wrong_method_names_the_right_ones(client):
    response = client.delete("/routes")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_the_query_of_a_person_is_not_written_to_the_log(caplog):
    client = create_app(broken("routes", ZeroDivisionError())).test_client()
    client.get("/routes?from=rd-department-manager&to=founder&held=funds:3")
    assert "funds" not in caplog.text
    assert "GET /routes" in caplog.text
