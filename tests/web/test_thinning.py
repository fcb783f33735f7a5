"""Whatever routes are compared by, the display can be thinned by it, and says how many routes it leaves out."""

import pytest

from careergraph import Explorer
from tests.drawn import drawn
from web import create_app

MANY = drawn(
    "s=100 a=90 b=120 c=110 t=200 u=210 s>a(p)12m30% a>t(q3,p2)24m20% s>b(p3)10m10% b>t(q2)20m5% s>c(q)30m40% "
    "c>t(q2)6m50% s>t(p3,q3,r2)12m1% a>c(q)7m60% b>u(r)12m50% u>t3m50% a>b(r)6m50%"
)
CRITERIA = ("moves", "months", "learning", "hardest", "likelihood", "pay")


@pytest.fixture(scope="module")
def many():
    return create_app(Explorer(MANY)).test_client()


@pytest.mark.parametrize("criterion", CRITERIA)
def test_each_criterion_can_be_chosen_and_thinned_by(many, criterion):
    other = "learning" if criterion == "months" else "months"
    question = f"from=s&to=t&to=u&matters={criterion},{other}"
    every = many.get(f"/routes.json?{question}").get_json()["routes"]
    thinned = f"{question}&epsilon={criterion}:1000,{other}:1000"
    routes = many.get(f"/routes.json?{thinned}").get_json()["routes"]
    hidden = sum(not route["shown"] for route in routes)
    assert len(routes) == len(every)
    assert bool(hidden) == (criterion not in {"moves", "pay"})  # there, every route is the best at something
    assert all(route["shown"] or not route["labels"] for route in routes)
    page = many.get(f"/routes?{thinned}", follow_redirects=True).get_data(as_text=True)
    assert (f"{hidden} more is not shown." in page or f"{hidden} more are not shown." in page) == bool(hidden)
    assert ("Show every way" in page) == bool(hidden)


def test_the_field_keeps_what_was_asked_in_one_line(many):
    page = many.get("/routes?from=s&to=t&epsilon=months:6&epsilon=learning:2").get_data(as_text=True)
    assert 'name="epsilon" type="text" min="0" value="months:6, learning:2"' in page


def test_sizes_may_be_written_with_commas_and_blanks(many):
    response = many.get("/routes?from=s&to=t&epsilon=learning%3A2%2C+months+%3A+6")
    assert response.headers["Location"] == "/routes?from=s&to=t&epsilon=learning:2&epsilon=months:6"


def test_where_no_months_are_known_none_are_asked_for():
    field = 'id="max_months"'
    ask = create_app(Explorer(drawn("s>a(p) a>t(q) a>u(q)6m"))).test_client().get
    assert field not in ask("/routes?from=s&to=t").get_data(as_text=True)
    assert field not in ask("/routes?from=s&to=u").get_data(as_text=True)  # in all they are unknown there, too
    assert field in ask("/routes?from=s&to=t&max_months=9").get_data(as_text=True)
    assert field in ask("/routes?from=a&to=u").get_data(as_text=True)
    some = create_app(Explorer(drawn("s>t(p4)5m s>a(q) a>t(r)"))).test_client().get("/routes?from=s&to=t")
    assert "2 ways to" in some.get_data(as_text=True)
    assert field in some.get_data(as_text=True)
