"""The plot and the timeline."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from careergraph.explorer import find_routes
from careergraph.routes.query import RouteQuery
from careergraph.views import Point, plot, timeline

FOUR = [
    Point("A", "fastest", 96, 19, href="#a"),
    Point("B", "likeliest", 108, 17, chosen=True, href="#b"),
    Point("C", "gentlest", 124, 15, href="#c"),
    Point("D", "least to learn", 130, 14, href="#d"),
]
BEATEN = [(120, 21), (132, 19), (112, 17)]


def test_the_range_is_rounded_outward_to_ten_months_and_two_steps(taken_apart):
    picture = taken_apart(plot(FOUR, beaten=BEATEN, max_months=136))
    figures = [words.said for words in picture.texts() if words.said.isdecimal()]
    assert figures == ["12", "14", "16", "18", "20", "22", "90", "100", "110", "120", "130", "140"]


def test_dots_stand_where_their_figures_say(taken_apart):
    picture = taken_apart(plot(FOUR, beaten=BEATEN, max_months=136))
    dots = [float(one.get("cx")) for one, _, _ in picture.find("cg-dot-route")]
    assert dots == [pytest.approx(32 + (months - 90) / 50 * 342, abs=0.01) for months in (96, 124, 130)]
    ((chosen, _, _),) = picture.find("cg-dot-chosen")
    assert (chosen.get("r"), picture.find("cg-dot-route")[0][0].get("r")) == ("12", "11")
    assert len(picture.find("cg-beaten")) == 3


def test_dots_are_links_in_order_of_their_letters(taken_apart):
    picture = taken_apart(plot(random.Random(1).sample(FOUR, 4)))
    links = [(one.get("href"), one.get("aria-label")) for one, _, _ in picture.find("cg-node")]
    assert [href for href, _ in links] == ["#a", "#b", "#c", "#d"]
    assert links[1][1] == "B, likeliest, 108 months, 17 level steps"


def test_labels_stand_on_the_side_with_room(taken_apart):
    picture = taken_apart(plot(FOUR, beaten=BEATEN, max_months=136))
    said = {words.said: words for words in picture.texts()}
    assert said["likeliest"].right < said["B"].left  # a cross is on its right
    assert said["least to learn"].right < said["D"].left  # the limit is on its right
    assert said["fastest"].left > said["A"].right


def test_dots_that_are_too_close_are_joined_with_all_their_letters_and_links(taken_apart):
    close = [Point("C", "gentlest", 240, 5, href="#c"), Point("D", "least to learn", 241, 5, href="#d")]
    picture = taken_apart(plot([Point("A", "fastest", 96, 19), *close]))
    assert "C, D" in [words.said for words in picture.texts()]
    assert "gentlest, least to learn" in [words.said for words in picture.texts()]
    assert [one.get("href") for one, _, _ in picture.find("cg-node")] == ["#c", "#d"]


def test_no_label_of_a_plot_lies_on_a_dot_or_another_label(taken_apart):
    chance = random.Random(4)
    for _ in range(60):
        points = [
            Point(letter, label, chance.randint(30, 150), chance.randint(5, 30))
            for letter, label in zip("ABCD", ("fastest", "likeliest", "gentlest", "least to learn"), strict=True)
        ]
        picture = taken_apart(plot(points))
        texts = [words for words in picture.texts() if not words.said.isdecimal()]
        assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
        assert not [one for one in texts if one.left < 0 or one.right > picture.width]


def test_what_has_unknown_months_is_named_below(taken_apart):
    said = [words.said for words in taken_apart(plot([*FOUR, Point("E", "best paid", None, 4)])).texts()]
    assert "E: months not known" in said
    assert "E" not in said


def test_the_biggest_step_may_lie_to_the_right(taken_apart):
    unknown = [replace(one, months=None, hardest=hardest) for one, hardest in zip(FOUR, (9, 7, 6, 5), strict=True)]
    picture = taken_apart(plot(unknown, across="hardest", beaten=[(8, 20)], max_months=12))
    said = [words.said for words in picture.texts()]
    assert "biggest step" in said
    assert "your limit" not in said
    assert not [words for words in said if "not known" in words]
    x = {one.get("aria-label"): float(one.find("{*}circle").get("cx")) for one, _, _ in picture.find("cg-node")}
    assert sorted(x, key=x.get) == [
        "D, least to learn, biggest step 5, 14 level steps",
        "C, gentlest, biggest step 6, 15 level steps",
        "B, likeliest, biggest step 7, 17 level steps",
        "A, fastest, biggest step 9, 19 level steps",
    ]


def test_a_plot_takes_mappings_and_no_points_at_all(taken_apart):
    one = {"letter": "A", "label": "fastest", "months": Fraction(73, 2), "learning": Fraction(5, 2)}
    assert "A" in [words.said for words in taken_apart(plot([one])).texts()]
    taken_apart(plot([]))


def test_estimated_months_say_so(taken_apart):
    assert "months ≈" in [words.said for words in taken_apart(plot(FOUR, estimated=True)).texts()]
    assert "months" in [words.said for words in taken_apart(plot(FOUR)).texts()]


def test_a_timeline_stands_on_a_scale_of_months(company, to_founder, taken_apart):
    picture = taken_apart(timeline(company, to_founder, max_months=48))
    stations = [float(one.get("cx")) for name in ("cg-here", "cg-way", "cg-goal") for one, _, _ in picture.find(name)]
    assert stations == [10, pytest.approx(10 + 36 / 72 * 1056), pytest.approx(10 + 60 / 72 * 1056)]
    said = [words.said for words in picture.texts()]
    assert "your limit, 48 months" in said
    assert [figure for figure in said if figure.isdecimal()] == ["12", "24", "36", "48", "60", "72"]
    ((sheet, _, _),) = picture.find("cg-sheet")
    assert float(sheet.get("x")) == pytest.approx(10 + 48 / 72 * 1056)
    assert len(picture.find("cg-beyond")) == 1


@pytest.mark.parametrize("limit", [None, 12, 30, 60, 100])
def test_no_two_texts_of_a_timeline_lie_on_each_other(company, four_steps, taken_apart, limit):
    for language in ("en", "zh"):
        picture = taken_apart(timeline(company, four_steps, max_months=limit, language=language))
        texts = picture.texts()
        assert not [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)]
        assert not [one for one in texts if one.left < 0 or one.right > picture.width or one.top < 0]


def test_a_timeline_without_all_months_is_nothing(ladder):
    graph, route = ladder(4)
    assert not timeline(graph, route)


def test_a_timeline_of_no_moves_is_nothing(company):
    assert not timeline(company, find_routes(company, RouteQuery.between("gm", "gm"))[0])
