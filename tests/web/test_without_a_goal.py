"""What is within reach, and who can get here."""

import re

import pytest

from careergraph import Explorer
from tests.drawn import drawn


@pytest.fixture
def text(client):
    """The words of a page."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200, address
        return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", response.get_data(as_text=True)))

    return read


def test_everything_within_reach_is_listed_with_its_way(text):
    told = text("/reach?from=rd-department-manager")
    assert "4 roles within reach of manager of the R&amp;D department" in told
    assert "In force: at most 3 moves." in told
    assert "by way of technical director" in told


def test_limits_hold_for_what_is_within_reach(text, client):
    assert "1 role within reach" in text("/reach?from=rd-department-manager&max_months=40")
    found = client.get("/reach.json?from=rd-department-manager&max_months=40").get_json()
    assert [one["role"] for one in found["roles"]] == ["technical-director"]


def test_what_opens_most_can_be_tried_in_the_address(text, client):
    page = client.get("/reach?from=rd-department-manager&max_learning=11").get_data(as_text=True)
    assert "What opens most" in page
    (address, *_) = re.findall(r'href="(/reach\?[^"]*held=[^"]*)#result"', page)
    assert "1 role within reach" in text("/reach?from=rd-department-manager&max_learning=11")
    assert re.search("[2-4] roles within reach", text(address.replace("&amp;", "&")))


def test_a_higher_level_that_does_no_more_is_left_out(client):
    page = client.get("/reach?from=rd-department-manager&max_learning=12").get_data(as_text=True)
    levels = re.findall(r"held=technology-foresight:(\d)", page)
    assert len(levels) == len(set(levels)) < 3


def test_what_ranks_has_a_column_of_its_own(text):
    assert "Biggest step Routes" in text("/reach?from=rd-department-manager&matters=hardest")


def test_more_rows_are_an_address_away(client):
    page = client.get("/reach?from=rd-department-manager&show=1").get_data(as_text=True)
    assert "Show all 4" in page
    assert "show=4" in page


def test_who_can_get_here_is_told_for_usual_holders(text, client):
    assert "5 roles lead to general manager" in text("/ways-in?to=general-manager")
    found = client.get("/ways-in.json?to=general-manager").get_json()
    assert len(found["ways_in"]) == 5
    assert "No role leads to chief engineer" in text("/ways-in?to=chief-engineer&max_moves=1")


@pytest.mark.parametrize(("address", "name"), [("/reach.json", "from"), ("/ways-in.json", "to")])
def test_a_script_that_names_no_role_is_told_so(client, address, name):
    response = client.get(address)
    assert response.status_code == 400
    assert f"“{name}”" in response.get_json()["detail"]


def test_an_address_without_a_role_asks_for_one(text):
    assert "Type the role you hold" in text("/reach")
    assert "Type the role that is to be reached" in text("/ways-in")


def test_the_pages_lead_to_them(client):
    assert "/reach?from=" in client.get("/").get_data(as_text=True)
    assert "/reach?from=technical-director" in client.get("/next?from=technical-director").get_data(as_text=True)
    role = client.get("/role/technical-director").get_data(as_text=True)
    assert "/reach?from=technical-director" in role
    assert "/ways-in?to=technical-director" in role


@pytest.mark.parametrize(("moves", "alone"), [("a>b b>a a>c", False), ("a>b b>a a>c c>a", True)])
def test_moves_between_what_can_come_next_are_drawn_unless_they_are_a_tangle(small, moves, alone):
    page = small(Explorer(drawn(f"s>a s>b s>c {moves}"))).get("/next?from=s").get_data(as_text=True)
    assert ("cg-around" in page, "cg-small-map" in page) == (alone, not alone)
