"""What a page says where there is no route."""

import re
from html import unescape

import pytest


@pytest.fixture
def said(client):
    """Return a function that returns the words of the answer to a question."""

    def words(address):
        response = client.get(address)
        assert response.status_code == 200, response.status
        answer = response.text.partition('id="answer"')[2].partition("<footer")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer)).split())

    return words


def test_a_role_that_no_move_leads_to_is_told_so(said):
    words = said("/routes?from=founder&to=rd-department-manager")
    assert "No move in this graph leads to manager of the R&D department" in words
    assert "No move in this graph leads on from here." in words
    assert "were looked at" not in words  # no length would help


def test_a_role_that_others_can_reach_is_not_said_to_be_out_of_reach_for_all(said):
    assert "No way in this graph leads from founder to general manager" in said(
        "/routes?from=founder&to=general-manager"
    )


def test_one_level_step_is_one(said):
    words = said("/routes?from=rd-department-manager&to=general-manager&max_step=1")
    assert "keeps each step within 1 level step The nearest" in words
