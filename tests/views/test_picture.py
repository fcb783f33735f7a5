"""The route picture: geometry, figures, words, keys."""

import itertools
import re

import pytest

from careergraph.explorer import find_routes
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.text import Text
from careergraph.model.transitions import Transition
from careergraph.routes.query import RouteQuery
from careergraph.views import route_picture
from careergraph.views.facts import route_facts
from careergraph.views.words import Words


def parsed(taken_apart, graph, route, **options):
    return taken_apart(route_picture(graph, route, **options))


def squares(picture, name):
    return sum(element.get("d").count("z") for element, _, _ in picture.find(name))


def path_ends(element):
    """Return where a straight path `Mx yHx2` starts, at which height, and where it ends."""
    start, y, end = re.fullmatch(r"M(\S+) (\S+)H(\S+)", element.get("d")).groups()
    return float(start), float(y), float(end)


SPECIMENS = [
    (steps, skills, long_names, highest)
    for steps, skills in ((1, 6), (2, 9), (3, 7), (4, 12), (5, 6), (7, 8), (8, 5))
    for long_names in (False, True)
    for highest in (3, 4, 6, 9)
]


@pytest.fixture(params=SPECIMENS, ids=str)
def specimen(request, ladder):
    steps, skills, long_names, highest = request.param
    return ladder(steps, skills, long_names=long_names, highest=highest)


def test_the_open_squares_add_up_to_the_learning(company, three_steps, four_steps, taken_apart):
    for route, learning in ((three_steps, 17), (four_steps, 15)):
        assert squares(parsed(taken_apart, company, route), "cg-open") == learning
        assert route.values["learning"].known == learning


def test_the_picture_has_the_figures_of_the_design(company, three_steps, taken_apart):
    said = [words.said for words in parsed(taken_apart, company, three_steps).texts()]
    for expected in (
        "you are here",
        "Manager of the R&D department",
        "≈\u00a036 months",
        "observed · 34 of 120",
        "Step 2 of 3",
        "keeps 3, raises 3, adds 1 · 5 level steps",
        "grown as technical director",
        "In all",
        "≈\u00a0108 months",
        "17 level steps",
        "your goal",
    ):
        assert expected in said


def test_three_steps_stand_where_the_design_says(company, three_steps, taken_apart):
    picture = parsed(taken_apart, company, three_steps)
    assert picture.width == 1216
    ((here, _, _),) = picture.find("cg-here")
    ways = [float(one.get("cx")) for one, _, _ in picture.find("cg-way")]
    ((goal, _, _),) = picture.find("cg-goal")
    assert (here.get("cx"), here.get("cy"), here.get("r")) == ("10", "96", "9")
    assert ways == [362, 714]
    assert (goal.get("cx"), goal.get("r")) == ("1066", "9")
    assert [path_ends(one) for one, _, _ in picture.find("cg-line")] == [
        (19, 96, 346), (371, 96, 698), (723, 96, 1050),
    ]  # fmt: skip
    assert picture.find("cg-head")[0][0].get("d") == "M352 96l-10-6v12z"
    first = picture.find("cg-row")[0][0]
    assert first.get("aria-label").startswith("The industry’s own situation: new to you")
    assert first[0].get("transform") == "translate(34 173)"


def test_columns_are_compact_from_four_steps_on(company, four_steps, taken_apart):
    picture = parsed(taken_apart, company, four_steps)
    assert "Step 2 of 4 · 5 level steps" in [words.said for words in picture.texts()]
    boxes = picture.find("cg-box")
    assert float(boxes[0][0].get("y")) == 112 + 55 + 0.5


def test_a_skill_keeps_its_row_and_carried_lines_run_straight(company, three_steps, taken_apart):
    picture = parsed(taken_apart, company, three_steps)
    rows = {}
    for row, _, _ in picture.find("cg-row"):
        x, y = re.match(r"translate\((\S+) (\S+)\)", row[0].get("transform")).groups()
        rows[row.get("data-skill"), (float(x) - 34) / 352] = float(y) + 7
    for element, _, _ in picture.find("cg-carried"):
        start, y, end = path_ends(element)
        step = (end + 7 - 34) / 352
        (skill,) = [name for (name, at), height in rows.items() if at == step and height == y]
        if start in (362 + 4, 714 + 4):  # from the diamond on a hairline
            assert skill in {"planning", "business"}
        else:
            source = (start - 11 - 294 - 34) / 352
            assert rows[skill, source] == y, skill


def test_what_grows_by_holding_a_role_starts_at_a_diamond_on_its_hairline(company, three_steps, taken_apart):
    diamonds = [one.get("d") for one, _, _ in parsed(taken_apart, company, three_steps).find("cg-diamond")]
    assert [shape.partition(" ")[0] for shape in diamonds] == ["M358", "M710"]


def test_carried_lines_cross_no_row(specimen, taken_apart):
    graph, route = specimen
    picture = parsed(taken_apart, graph, route)
    rows = [words for words in picture.texts() if words.top > 0]
    for element, x, y in picture.find("cg-carried"):
        start, height, end = path_ends(element)
        over = [
            one
            for one in rows
            if one.left < end + x - 1 and one.right > start + x + 1 and one.top < height + y < one.bottom
        ]
        assert not over, over


def test_no_two_texts_lie_on_each_other_or_leave_the_picture(specimen, taken_apart):
    graph, route = specimen
    for language in ("en", "zh"):
        picture = parsed(taken_apart, graph, route, language=language)
        texts = picture.texts()
        assert [(one, other) for one, other in itertools.combinations(texts, 2) if one.meets(other)] == []
        assert [one for one in texts if one.left < 0 or one.right > picture.width + 1 or one.top < 0] == []
        assert [one for one in texts if one.bottom > picture.height] == []


def test_shown_and_hidden_squares_are_the_figure_of_each_step(specimen, taken_apart):
    graph, route = specimen
    facts = route_facts(Words(), graph, route)
    picture = parsed(taken_apart, graph, route, table_id="t")
    for group, step, told in zip(picture.find("cg-step"), route.steps, facts.steps, strict=True):
        shown = {row.get("data-skill") for row in group[0].iter() if row.get("data-skill")}
        hidden = [seen for seen in step.skills if seen.skill not in shown]
        drawn = sum(one.get("d").count("z") for one in group[0].iter() if "cg-open" in one.get("class", ""))
        total = sum(seen.to_learn for seen in step.skills)
        if graph.metadata.levels.highest <= 6:
            assert drawn + sum(seen.to_learn for seen in hidden) == total
        assert str(total) in told.learning
        rows = len(shown) + bool(hidden)
        assert rows <= 9
        if hidden:
            (more,) = [one for one in group[0].iter() if one.get("class") == "cg-more"]
            assert more.get("href") == f"#t-step-{step.number}"
            assert f"+{len(hidden)} more" in "".join(more.itertext())


def test_what_is_to_be_learned_is_never_hidden_before_what_is_held(ladder, taken_apart):
    graph, route = ladder(3, 14)
    for group, step in zip(parsed(taken_apart, graph, route).find("cg-step"), route.steps, strict=True):
        shown = {row.get("data-skill") for row in group[0].iter() if row.get("data-skill")}
        hidden = [seen for seen in step.skills if seen.skill not in shown]
        kept = [seen for seen in step.skills if seen.skill in shown and not seen.to_learn]
        assert not (kept and any(seen.to_learn for seen in hidden))


def test_a_long_route_goes_on_in_a_second_band_that_repeats_the_last_station(ladder, taken_apart):
    graph, route = ladder(7)
    picture = parsed(taken_apart, graph, route)
    assert len(picture.find("cg-step")) == 7
    said = [words.said for words in picture.texts()]
    assert said.count("Role 4") == 2
    assert "goes on below" in said
    assert "from above" in said
    assert said.count("In all") == 1


def test_every_step_can_be_reached_and_is_named_as_spoken(company, three_steps, taken_apart):
    picture = parsed(taken_apart, company, three_steps, prefix="x", table_id="t")
    assert picture.root.get("role") == "group"
    assert picture.root.get("aria-label") == (
        "Route from manager of the R&D department to general manager, 3 steps, about 108 months, "
        "17 level steps to learn"
    )
    steps = [element for element, _, _ in picture.find("cg-step")]
    assert [(one.get("role"), one.get("tabindex"), one.get("id")) for one in steps] == [
        ("listitem", "0", f"x-picture-step-{number}") for number in (1, 2, 3)
    ]
    assert steps[1].get("aria-label") == (
        "Step 2 of 3, technical director to deputy general manager (technology), about 36 months, "
        "keeps 3, raises 3, adds 1: company strategy"
    )
    assert steps[1].get("data-rows") == "#t-step-2"


def test_each_row_says_once_what_its_mark_and_bar_show(company, three_steps, taken_apart):
    rows = [row.get("aria-label") for row, _, _ in parsed(taken_apart, company, three_steps).find("cg-row")]
    assert (
        "Technology foresight: partly held, 2 from step 1, asked 4 of 4, held 1 today, 2 gained on the way, 1 to learn"
        in rows
    )
    assert "Team leadership: held today, asked 3 of 4, held 3" in rows


def test_ids_differ_between_the_pictures_of_a_page(company, three_steps, four_steps, taken_apart):
    ids = [
        element.get("id")
        for route, prefix in ((three_steps, "a"), (four_steps, "b"))
        for element, _, _ in parsed(taken_apart, company, route, prefix=prefix).all
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_a_picture_has_no_style_and_no_script(company, three_steps):
    markup = route_picture(company, three_steps)
    assert "style" not in markup
    assert "script" not in markup
    assert " on" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", markup)
    assert not re.search(r"(fill|stroke)=", markup)


def test_the_same_route_gives_the_same_bytes(company, three_steps):
    assert route_picture(company, three_steps) == route_picture(company, three_steps)


def test_a_route_of_no_moves_says_so(company, taken_apart):
    picture = parsed(taken_apart, company, find_routes(company, RouteQuery.between("gm", "gm"))[0])
    assert picture.root.get("aria-label") == "You are there already."
    assert [words.said for words in picture.texts()] == ["General manager"]


def test_a_title_in_another_language_is_marked(ladder, taken_apart):
    graph, route = ladder(2)
    picture = parsed(taken_apart, graph, route, language="zh")
    assert not [one for one, _, _ in picture.all if one.get("lang")]
    foreign = [
        one.get("lang") for one, _, _ in parsed(taken_apart, *named_in_german(), language="zh").all if one.get("lang")
    ]
    assert set(foreign) == {"de"}


def named_in_german():
    roles = [Role("a", Text("Leiter")), Role("b", Text("Direktorin"))]
    graph = CareerGraph(Metadata(language="de"), roles=roles, transitions=[Transition("a", "b")])
    return graph, find_routes(graph, RouteQuery.between("a", "b"))[0]
