"""Several goals on a page of their own, and beside the ways: what is on every way, and the likeliest of all."""

import re
from dataclasses import replace
from html import unescape

import pytest

from careergraph import CareerGraph, Explorer, Text
from tests.drawn import drawn

LADDER = "s>a(p)6m10% a>t(q)6m50% s>b6m90% b>t(p4)12m90% a>u(q)12m b>u(r3)24m s>c c>v"


@pytest.fixture
def ladder(small):
    return small(Explorer(drawn(LADDER)))


def text(client, address):
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200, response.status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def test_goals_show_what_each_first_step_costs_for_each_of_them(ladder):
    said = text(ladder, "/goals?from=s&to=t&to=u&assume=0")
    assert "First step t u a 0, a best way to t 0, a best way to u b 6 months to t 12 months to u" in said
    assert "No regret: a best way to each goal begins with a." in said


@pytest.mark.parametrize(
    ("skills", "told"), [(12, "are assumed: a 1, b 1"), (13, "count on 13 skills that are assumed.")]
)
def test_a_long_list_of_assumed_skills_is_folded_away(small, skills, told):
    asked = ",".join("abcdefghijklm"[:skills])
    client = small(Explorer(drawn(f"before>s({asked}) s>t({asked})")))
    page = client.get("/routes?from=s&to=t").text
    assert told in page
    assert ("<summary>These ways count on" in page) == (skills > 12)


def test_goals_show_what_can_be_learned_for_all_of_them(ladder):
    said = text(ladder, "/goals?from=s&to=t&to=u&assume=0")
    assert "2 level steps open a way to each of them. One by one it would be 4 level steps." in said
    assert "To learn for all of them: p 1 0 of 9, asks 1 q 1 0 of 9, asks 1" in said
    assert ladder.get("/goals.json?from=s&to=t&to=u&assume=0").json["shared_learning"]["complete"] is True


def test_a_goal_out_of_reach_is_named(ladder):
    assert "No way leads to u within the limits." in text(ladder, "/goals?from=s&to=t&to=u&max_moves=1&via=c&assume=0")


def test_goals_cut_short_say_so_and_offer_a_longer_search(small):
    names = [f"r{chr(97 + number)}" for number in range(22)]
    crowd = " ".join(
        f"{one}>{other}({other[1]}{(ord(one[1]) + ord(other[1])) % 5 + 1},{one[1]})"
        for one in names
        for other in names
        if one != other
    )
    client = small(Explorer(drawn(f"s>ra {crowd} rv>t ru>w")), search_seconds=0.05)
    said = text(client, "/goals?from=s&to=t&to=w&max_moves=8")
    assert "before all of this was settled." in said
    assert "Search for 20 seconds" in said


@pytest.mark.parametrize("goals", ["", "&to=t", "&to=t&to=u&to=v&to=a&to=b&to=c"])
def test_fewer_than_two_goals_or_more_than_five_are_asked_for_again(ladder, goals):
    assert "Name the role you hold and two to five goals." in text(ladder, f"/goals?from=s{goals}")
    assert ladder.get(f"/goals.json?from=s{goals}").status_code == 400


def test_the_ways_say_what_is_on_every_one_of_them(client):
    said = text(client, "/routes?from=rd-department-manager&to=general-manager")
    assert "Every way within these limits passes technical director." in said
    assert "Every way asks, above what you hold: The industry's own situation ≈ 4" in said


def test_the_likeliest_way_stands_beside_the_best_one_with_what_it_costs(ladder):
    said = text(ladder, "/routes?from=s&to=t&matters=months&assume=0")
    assert "The likeliest of all is another one, by way of b: 81 %." in said
    assert "Against A: 6 months longer and 2 level steps more to learn." in said
    assert "it promises nothing" in said
    assert "is also the likeliest of all: 81 %" in text(ladder, "/routes?from=s&to=t&matters=moves&via=b&assume=0")


def test_without_likelihoods_nothing_is_said_of_what_most_people_did(client):
    assert "What most people did" not in text(client, "/routes?from=rd-department-manager&to=general-manager")


def test_a_family_is_a_goal_and_stays_one_in_the_address(client):
    address = "/routes?from=rd-department-manager&to=family:technology"
    said = text(client, address)
    assert "way to any role of technology" in said
    assert "to technical director , straight" in said
    assert "technical-director" in client.get(address.replace("/routes", "/routes.json")).json["query"]["to"]


def test_a_role_leads_to_the_routes_to_any_role_of_its_family(client):
    page = client.get("/role/technical-director?from=rd-department-manager").text
    assert 'href="/routes?from=rd-department-manager&amp;to=family:technology#result"' in page


def test_without_a_route_the_page_offers_the_figure_a_limit_needs_or_what_to_learn_first(small):
    client = small(Explorer(drawn("s>a(p) a>b b>t(p4) s>t(p3,q)")))
    said = text(client, "/routes?from=s&to=t&max_step=2&matters=learning&assume=0")
    assert "Raise “biggest step, at most” from 2 to 3." in said
    assert "Or change no limit: Begin with p , 2 level steps." in said


def test_a_form_keeps_every_goal(client):
    page = client.get("/routes?from=rd-department-manager&to=general-manager&to=founder").text
    assert re.findall(r'<input id="to[^"]*" name="to" value="([^"]*)"', page) == ["general manager", "founder"]


def test_a_search_that_was_cut_offers_a_limit_on_learning(small):
    names = [f"r{chr(97 + number)}" for number in range(22)]
    crowd = " ".join(
        f"{one}>{other}(p{(ord(one[1]) + ord(other[1])) % 5 + 1})" for one in names for other in names if one != other
    )
    client = small(Explorer(drawn(f"s>ra {crowd} rv>t")), search_seconds=0.01)
    page = client.get("/routes?from=s&to=t&max_moves=8").text
    assert "Look only at ways with up to 60 level steps to learn" in page
    assert "max_learning=60" in page
    assert "Look only at ways" not in client.get("/routes?from=s&to=t&max_moves=8&max_learning=60").text


def test_a_role_page_does_not_deny_ways_it_had_no_time_to_look_for_and_is_not_kept(ladder, monkeypatch):
    address = "/role/t?from=s&assume=0"
    with monkeypatch.context() as hurried:
        hurried.setattr(Explorer, "_finder", lambda *_: lambda _query: None)
        said = text(ladder, address)
        assert ladder.get("/role/t.json?from=s&assume=0").get_json()["around"]["complete"] is False
    assert "your way there was not found in time; counted for a usual holder" in said
    assert "no way leads you there" not in said
    assert "there may be ways with less to learn. Search for 20 seconds" in said
    assert "in time" not in text(ladder, address)
    assert ladder.get("/role/t.json?from=s&assume=0").get_json()["around"]["complete"]


def test_a_role_has_some_of_its_other_names_and_the_rest_behind_them(small):
    graph = drawn("s>t")
    many = replace(graph.role("t"), aliases=tuple(Text(f"name {number}") for number in range(9)))
    page = small(Explorer(CareerGraph(graph.metadata, roles=[graph.role("s"), many]))).get("/role/t").text
    assert "name 5<details><summary" in page
    assert ">+3 more</summary>name 6; name 7; name 8</details>" in page
