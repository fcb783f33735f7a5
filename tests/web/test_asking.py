"""From an address to a question: every field round-trips, and what cannot be read is told in words."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from careergraph import CareerGraph, Explorer, Role, RouteQuery, Text, find_routes
from web import create_app
from web.asking import read
from web.params import Params

FULL = (
    "from=rd-department-manager&held=team-leadership:3&held=funds:0&assume=0&months_served=6&yearly_pay=240000"
    "&pay_currency=CNY&max_moves=4&max_months=120&max_learning=30&max_step=12&pay_floor=80&evidence=expert,policy"
    "&via=technical-director&avoid=family:quality&avoid=skill:funds:2&to=general-manager&matters=moves,learning,pay&k=2"
    "&show=3&effort=1&currency=CNY&epsilon=months:6"
)


def asked(explorer, address, language="en"):
    return read(explorer, MultiDict(parse_qsl(address, keep_blank_values=True)), language)


def test_every_field_reaches_the_query(explorer):
    query = asked(explorer, FULL).query
    assert query == explorer.query(
        {
            "from": "rd-department-manager",
            "to": ["general-manager"],
            "held": {"team-leadership": 3, "funds": 0},
            "assume": False,
            "months_served": 6,
            "yearly_pay": 240000,
            "pay_currency": "CNY",
            "max_moves": 4,
            "max_months": 120,
            "max_learning": 30,
            "max_step": 12,
            "pay_floor": 80,
            "evidence": ["expert", "policy"],
            "via": ["technical-director"],
            "avoid": ["family:quality", "skill:funds:2"],
            "matters": ["moves", "learning", "pay"],
            "k": 2,
            "show": 3,
            "effort": True,
            "currency": "CNY",
            "epsilon": {"months": 6},
        }
    )


def test_an_address_that_was_understood_is_understood_again_and_the_same(explorer):
    once = asked(explorer, FULL)
    again = asked(explorer, str(once.params))
    assert again.params == once.params
    assert again.query == once.query
    assert again.is_settled


def test_titles_in_any_language_aliases_and_short_names_are_understood(explorer):
    found = asked(explorer, "from=R%26D+manager&to=总经理&served=12&held=Team+leadership:2&via=Technical+director")
    assert str(found.params) == (
        "from=rd-department-manager&to=general-manager&held=team-leadership:2&months_served=12&via=technical-director"
    )
    assert found.query.profile.months_served == 12
    assert not found.is_settled


def test_what_is_usual_is_left_out_of_the_address(explorer):
    found = asked(
        explorer, "from=founder&to=general-manager&matters=months&matters=learning&matters=hardest&assume=1&k=&via="
    )
    assert str(found.params) == "from=founder&to=general-manager"


def test_a_skill_is_added_and_a_level_changed_by_the_form(explorer):
    found = asked(explorer, "from=founder&held=funds:1&add=Funds&level=3")
    assert found.params.every("held") == ("funds:3",)


def test_skills_of_another_graph_are_kept_and_change_nothing(explorer):
    found = asked(explorer, "from=founder&to=general-manager&held=python:3")
    assert found.troubles == {}
    assert found.query.profile.declared == {"python": 3}


def test_full_width_figures_are_figures(explorer):
    assert asked(explorer, "from=founder&to=general-manager&max_months=４８").params.first("max_months") == "48"


@pytest.mark.parametrize(
    ("address", "field", "message"),
    [
        ("max_months=4o", "max_months", "“4o” is not a number. Write whole months, for example 40."),
        ("max_months=-3", "max_months", "“-3” is not a number. Write whole months, for example 40."),
        ("max_moves=2.5", "max_moves", "“2.5” is not a number. Write whole moves, for example 4."),
        ("max_months=1e9", "max_months", "“1e9” is not a number. Write whole months, for example 40."),
        ("max_months=inf", "max_months", "“inf” is not a number. Write whole months, for example 40."),
        ("max_step=nan", "max_step", "“nan” is not a number. Write whole level steps, for example 8."),
        ("k=0", "k", "“0” is too small. Write a whole number of routes, for example 3."),
        ("pay_floor=0", "pay_floor", "“0” is too small. Write per cent of today's pay, for example 90."),
        ("matters=luck", "matters", "“luck” is not known here. Write one of: moves, months, learning"),
        (
            "evidence=hearsay",
            "evidence",
            "“hearsay” is not known here. Write one of: observed, policy, expert, derived.",
        ),
        ("held=funds", "held", "“funds” names no level. Write 0 to 4."),
        ("held=funds:9", "held", "“funds:9” names no level. Write 0 to 4."),
        ("add=fnds&level=2", "add", "No skill “fnds”."),
        ("currency=yuan", "currency", "“yuan” is not known here. Write the three letters"),
        ("epsilon=months:0", "epsilon", "“months:0” is not known here."),
        ("avoid=skill:nothing-like-it", "avoid", "Nothing in this graph is called “skill:nothing-like-it”."),
        ("via=nowhere+at+all", "via", "No role “nowhere at all”."),
    ],
)
def test_what_cannot_be_read_is_told_with_the_remedy(explorer, address, field, message):
    found = asked(explorer, f"from=founder&to=general-manager&{address}")
    assert found.query is None
    assert found.troubles[field].message.startswith(message)


def test_a_misspelt_role_is_offered_by_its_name(client):
    page = client.get("/routes?from=rd-department-manager&to=techncal+director")
    text = page.get_data(as_text=True)
    assert page.status_code == 400
    assert "No role “techncal director”." in text
    assert 'href="/routes?from=rd-department-manager&amp;to=technical-director#result">technical director</a>' in text
    assert 'value="techncal director"' in text


def test_a_name_of_several_roles_is_answered_with_a_list():
    from careergraph import CareerGraph, Explorer, Role, Text, Transition
    from web import create_app

    roles = [Role("a", Text("Lead")), Role("b", Text("Lead")), Role("c", Text("Boss"))]
    graph = CareerGraph(roles=roles, transitions=[Transition("a", "c")])
    text = create_app(Explorer(graph)).test_client().get("/routes?from=lead&to=boss").get_data(as_text=True)
    assert "“lead” names several roles:" in text
    assert 'href="/routes?from=a&amp;to=c#result"' in text
    assert 'href="/routes?from=b&amp;to=c#result"' in text


def test_an_error_in_a_field_keeps_everything_else(client):
    text = client.get("/routes?from=rd-department-manager&to=founder&max_months=4o&max_moves=3").get_data(as_text=True)
    assert 'value="4o"' in text
    assert 'value="3"' in text
    assert 'aria-describedby="max_months-wrong"' in text
    assert "autofocus" in text


def test_the_json_of_a_question_is_the_document_of_its_answer(client, explorer):
    address = "from=rd-department-manager&to=general-manager&max_months=110&matters=months,learning"
    query = RouteQuery.between(
        "rd-department-manager", "general-manager", max_months=110, matters=("months", "learning")
    )
    document = client.get(f"/routes.json?{address}").get_json()
    assert document == find_routes(explorer.graph, query).to_dict()


@pytest.mark.parametrize("address", ["", "from=founder", "from=nobody&to=founder", "from=founder&to=founder&k=x"])
def test_a_script_is_told_what_is_wrong_as_problem_details(client, address):
    response = client.get(f"/routes.json?{address}")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"
    problem = response.get_json()
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert all({"field", "value", "detail", "suggestions"} == set(one) for one in problem.get("errors", []))


def test_addresses_are_written_as_they_are_understood(client):
    response = client.get("/routes?from=R%26D+manager&to=%E6%80%BB%E7%BB%8F%E7%90%86&max_months=&lang=zh")
    assert response.status_code == 302
    assert response.headers["Location"] == "/routes?from=rd-department-manager&to=general-manager&lang=zh"


def test_who_does_not_know_yet_is_shown_what_is_near(client):
    response = client.get("/routes?from=R%26D+manager&to=&unsure=1")
    assert response.headers["Location"] == "/next?from=rd-department-manager"


def test_every_link_of_a_page_is_understood(client):
    import re

    text = client.get("/routes?from=rd-department-manager&to=general-manager&held=funds:2").get_data(as_text=True)
    addresses = {href.replace("&amp;", "&") for href in re.findall(r'href="(/[^"#]*)', text)}
    assert len(addresses) > 15
    for address in addresses:
        with client.get(address) as response:
            assert response.status_code == 200, address


def test_the_parameters_of_an_address_are_a_value():
    here = Params((("via", "a"), ("via", "b"), ("k", "2")))
    assert here.without("via", "a").every("via") == ("b",)
    assert str(here.put("via")) == "k=2"
    assert urlsplit("/x?" + str(here)).query == "via=a&via=b&k=2"


def test_what_stands_in_a_blank_names_the_same_role_when_it_is_sent_again():
    twins = CareerGraph(roles=[Role("lead-a", Text("Lead")), Role("lead-b", Text("Lead")), Role("head", Text("Head"))])
    client = create_app(Explorer(twins)).test_client()
    page = client.get("/routes?from=lead-a&to=head").text
    assert re.findall(r'<input id="(?:from|to)"[^>]* value="([^"]*)"', page) == ["lead-a", "head"]
