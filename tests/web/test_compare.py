"""The page of two routes side by side, and what to learn when."""

import pytest

QUESTION = "from=rd-department-manager&to=general-manager"


def test_the_page_puts_two_routes_side_by_side_without_script(client):
    page = client.get(f"/compare?{QUESTION}").get_data(as_text=True)
    assert "<h1" in page
    assert "Two ways to general manager, side by side" in page
    assert "They share the first step and part at technical director." in page
    assert "A: ≈\N{NO-BREAK SPACE}12 months sooner" in page
    assert page.index("Where they differ") < page.index("Decisions across departments") < page.index("The same on both")
    assert "From A to B as technical director" in page


def test_the_same_address_as_data_is_the_comparison(client, explorer):
    document = client.get(f"/compare.json?{QUESTION}&route=B&with=A").get_json()
    assert (document["format"], document["graph"]["version"]) == ("careergraph-comparison", explorer.graph.version)
    first, second = document["routes"]
    assert len(first["steps"]) < len(second["steps"])  # in the order of their letters, whichever is shown


def test_the_routes_page_offers_to_compare_the_way_that_is_shown_with_each_other(client):
    page = client.get(f"/routes?{QUESTION}&route=B").get_data(as_text=True)
    assert f'href="/compare?{QUESTION.replace("&", "&amp;")}&amp;route=B&amp;with=A">Compare with A</a>' in page


@pytest.mark.parametrize("question", ["from=technical-director&to=founder", "from=founder&to=chief-engineer"])
def test_without_two_routes_the_routes_page_answers(client, question):
    response = client.get(f"/compare?{question}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/routes?{question}#result")
    assert client.get(f"/compare.json?{question}").status_code == 404


def test_an_unknown_role_is_mended_on_the_routes_page(client):
    response = client.get("/compare?from=rd-department-manager&to=techncal+director")
    assert response.headers["Location"].startswith("/routes?")
    assert client.get("/compare.json?from=rd-department-manager&to=techncal+director").status_code == 400


def test_a_letter_that_is_no_route_is_that_of_the_first_other(client):
    document = client.get(f"/compare.json?{QUESTION}&route=Q&with=Z").get_json()
    assert [len(route["steps"]) for route in document["routes"]] == [2, 3]


def test_the_page_of_a_route_says_what_to_learn_when(client):
    page = client.get(f"/routes?{QUESTION}").get_data(as_text=True)
    assert "What to learn when" in page
    assert "Step 1, to technical director: by ≈\N{NO-BREAK SPACE}36 months from now" in page
    assert "asked again by 1 later step" in page
