"""Marks, level bars and evidence boxes: one image each, with the whole sentence."""

import re

import pytest

from careergraph.model.transitions import Evidence
from careergraph.routes.route import STATES
from careergraph.views import each_evidence, evidence_boxes, level_bar, mark
from careergraph.views.marks import Levels
from careergraph.views.words import Words


def squares(bar):
    """Return a bar as characters, counting the squares of each kind."""
    drawn = {name: shape.count("z") for name, shape in re.findall(r'class="(cg-\w+)" d="([^"]+)"', bar)}
    kinds = {"cg-held": "■", "cg-gained": "▨", "cg-open": "□", "cg-dot": "·"}
    return "".join(sign * drawn.get(name, 0) for name, sign in kinds.items())


@pytest.mark.parametrize(
    ("levels", "drawn", "sentence"),
    [
        ({"asked": 3, "today": 1, "to_learn": 2}, "■□□·", "asked 3 of 4, held 1, 2 to learn"),
        ({"asked": 2, "to_learn": 2}, "□□··", "asked 2 of 4, none held, 2 to learn"),
        (
            {"asked": 4, "today": 2, "gained": 1, "to_learn": 1},
            "■■▨□",
            "asked 4 of 4, held 2 today, 1 gained on the way, 1 to learn",
        ),
        ({"asked": 3, "gained": 3}, "▨▨▨·", "asked 3 of 4, held 0 today, 3 gained on the way"),
        ({"today": 3}, "■■■·", "held 3 of 4"),
        ({}, "····", "none held"),
    ],
)
def test_a_level_bar_has_a_square_for_each_level_and_a_sentence(company, levels, drawn, sentence):
    bar = level_bar(company, **levels)
    assert squares(bar) == drawn
    assert f'role="img" aria-label="{sentence}"' in bar
    assert 'width="49" height="10"' in bar


def test_a_bar_of_many_levels_is_a_text():
    assert Levels(9, 5, 2, 0, 3).written(Words()) == "2 of 9, asks 5"
    assert Levels(9, 5, 2, 0, 3).written(Words("zh")) == "2/9，要求 5"
    assert Levels(9, 0, 2).written(Words()) == "2 of 9"
    assert Levels(6, 5, 2, 0, 3).drawn
    assert not Levels(7, 5, 2, 0, 3).drawn


@pytest.mark.parametrize("state", STATES)
def test_every_mark_is_an_image_that_says_its_state(state):
    drawn = mark(state)
    assert 'class="cg-mark" role="img"' in drawn
    assert re.search(r'aria-label="\w+', drawn)


def test_no_two_marks_look_alike():
    assert len({re.sub('aria-label="[^"]*"', "", mark(state)) for state in STATES}) == len(STATES)


def test_all_kinds_of_evidence_have_their_box_and_the_first_its_words(company):
    evidence = (
        Evidence("derived", rule="same skills asked"),
        Evidence("expert", "article"),
        Evidence("observed", n=34, of=120),
        Evidence("policy", "ladder"),
    )
    boxes = evidence_boxes(company, evidence)
    assert re.findall(r"<text [^>]*>(.)</text>", boxes) == ["§", "n", "”", "∴"]
    assert "policy · career ladder" in boxes
    assert "34 of 120" not in boxes
    each = each_evidence(company, evidence)
    for words in ("policy · career ladder", "observed · 34 of 120", "expert · 1 source", "derived · same skills asked"):
        assert words in each
    assert boxes.count("cg-dashed") == 1


def test_counts_are_never_a_percentage_alone(company):
    evidence = (Evidence("observed", n=34, of=120),)
    assert "observed · 34 of 120" in evidence_boxes(company, evidence)
    assert "实际:120 人中 34 人" in evidence_boxes(company, evidence, language="zh")


def test_what_has_no_evidence_says_so(company):
    assert "no evidence given" in evidence_boxes(company, ())
