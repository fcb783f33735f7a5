"""One function for whoever has a value and wants to see it."""

from dataclasses import replace

import pytest

from careergraph import views
from careergraph.explorer import find_routes
from careergraph.routes.query import RouteQuery
from careergraph.views import as_html, as_text, draw
from tests.views.example import example_query


@pytest.fixture(scope="module")
def answer(company):
    return find_routes(company, example_query(matters=("months", "learning", "likelihood")))


def test_every_name_of_the_room_can_be_loaded():
    for name in views.__all__:
        assert getattr(views, name) is not None
    assert views.__all__ == sorted(views.__all__, key=lambda name: (name[0].islower(), name))
    with pytest.raises(AttributeError, match="route_picture"):
        views.nothing  # noqa: B018 - asking is the test


def test_names_stay_functions_when_their_modules_are_loaded(company, three_steps):
    for _ in range(2):
        assert views.route_picture(company, three_steps).startswith("<svg")


def test_a_route_can_be_saved_as_a_file_of_its_own(company, three_steps, taken_apart):
    file = draw(three_steps, "svg", graph=company)
    assert file.startswith("<?xml")
    assert "<style>" in file
    assert "var(" not in file
    assert "Technical director" in [words.said for words in taken_apart(file).texts()]


def test_a_graph_and_a_scene_can_be_saved_too(company, taken_apart):
    taken_apart(draw(company, "svg", chosen="td"))
    taken_apart(draw(draw(company, "career_map", chosen="td")))


def test_every_drawing_can_be_asked_for_by_its_name(company, three_steps):
    assert draw(company, "route_picture", three_steps, prefix="x").startswith("<svg")
    assert draw(company, "route_table", three_steps, folded=True).startswith("<details")
    assert draw(company, "level_bar", today=2).startswith("<svg")
    assert draw("pictures.css", "asset").startswith(b"/*")
    assert "vis-network" in draw(company, "network", chosen="td")


def test_what_cannot_be_drawn_is_told(company, three_steps):
    with pytest.raises(ValueError, match="nothing is drawn as 'gif'; there are"):
        draw(company, "gif")
    with pytest.raises(TypeError, match="draw\\(route, graph=graph\\)"):
        draw(three_steps, "svg")
    for kind in ("html", "text"):
        with pytest.raises(TypeError, match="int has no"):
            draw(3, kind)
    with pytest.raises(TypeError, match="a network is drawn of"):
        draw(three_steps, "network")


def test_a_notebook_shows_a_graph_a_route_and_an_answer(company, answer):
    assert "8 roles, 15 skills, 9 moves" in as_html(company)
    assert "Manager of the R&amp;D department" in as_html(answer[0], graph=company)
    shown = as_html(answer, graph=company)
    assert f"{len(answer)} ways to general manager" in shown
    assert "likelihood 3.5" in shown.replace("\u00a0", " ") or "likelihood" in shown
    assert shown.count("<svg") > 10


def test_a_route_alone_shows_the_titles_of_the_graph_it_was_found_in(company, answer):
    assert as_html(answer[0]) == as_html(answer[0], graph=company)
    assert as_html(answer) != as_html(answer[0])


def test_where_that_graph_is_not_at_hand_a_route_shows_its_ids(answer):
    elsewhere = tuple(replace(step, transition=replace(step.transition)) for step in answer[0].steps)
    shown = as_html(replace(answer[0], steps=elsewhere))
    assert "Rd" in shown
    assert "Situation" in shown


def test_what_is_shown_twice_has_the_same_ids(company, answer):
    assert as_html(answer, graph=company) == as_html(answer, graph=company)


def test_an_answer_without_routes_says_why(company):
    short = find_routes(company, example_query("founder", max_months=48, matters=("months",)))
    told = as_text(short, graph=company)
    assert told.startswith("No way to founder fits what was asked. One does with at most 60 months")
    assert "No way to founder" in as_html(short, graph=company)
    nowhere = find_routes(company, RouteQuery.between("gm", "rd"))
    assert as_text(nowhere, graph=company).startswith("No move in this graph leads to manager of the R&D department.")
    assert "No move in this graph" in as_html(nowhere)


def test_the_terminal_shows_steps_with_bars(company, three_steps):
    told = as_text(three_steps, graph=company)
    assert "Step 2 of 3: Technical director → Deputy general manager (technology)" in told
    assert "■▨▨□  Technology foresight" in told
    assert "In all: ≈\u00a0108 months, 17 level steps" in told
    assert as_text(company) == "Example company\n8 roles\n15 skills\n9 moves\n"


def test_chinese_columns_stand_below_each_other(company, three_steps):
    from careergraph.views.terminal import columns

    told = as_text(three_steps, graph=company, language="zh").splitlines()
    rows = [line for line in told if line.startswith("  ") and line[2] in "■▨□·"][:6]
    ends = {columns(line[: line.rindex("级")]) if "级" in line else 0 for line in rows}
    assert rows
    assert ends
    starts = {columns(row.partition("  ")[0]) for row in rows}
    assert len(starts) == 1
