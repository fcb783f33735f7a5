"""The table holds every fact of the picture, and so does the list."""

import re
from html.parser import HTMLParser

import pytest

from careergraph.explorer import find_routes
from careergraph.routes.query import RouteQuery
from careergraph.views import legend, route_list, route_picture, route_table, whole_route
from careergraph.views.facts import route_facts
from careergraph.views.words import Words
from tests.drawn import drawn


class Seen(HTMLParser):
    """What a reader gets of some HTML: its texts and labels, and the ids in it."""

    def __init__(self, markup):
        super().__init__()
        self.parts, self.ids = [], []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):  # noqa: ARG002 - the parser calls it so
        known = dict(attributes)
        self.parts += [known["aria-label"]] if known.get("aria-label") else []
        self.ids += [known["id"]] if known.get("id") else []

    def handle_data(self, text):
        self.parts.append(text)

    @property
    def said(self):
        return re.sub(r"\s+", " ", " ".join(self.parts)).replace(" : ", ": ")


@pytest.fixture(params=["company", "ladder", "many skills"])
def told(request, company, three_steps, ladder):
    return {
        "company": lambda: (company, three_steps),
        "ladder": lambda: ladder(6, 7),
        "many skills": lambda: ladder(3, 14, highest=9),
    }[request.param]()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_holds_every_fact_of_the_picture(told, language):
    graph, route = told
    words = Words(language)
    facts = route_facts(words, graph, route)
    said = Seen(route_table(graph, route, language=language)).said
    for name in facts.roles:
        assert name.text in said
    for figure in (facts.months, facts.learning):
        assert re.sub(r"\s+", " ", figure) in said
    for step in facts.steps:
        assert words("Step {number} of {of}", number=step.number, of=step.of) in said
        for fact in (step.months, step.changes, step.to_learn, *(proof.words for proof in step.proofs)):
            assert re.sub(r"\s+", " ", fact) in said
        for skill in step.skills:
            facts_of_skill = [skill.name.text, skill.kind, skill.origin, *skill.notes]
            facts_of_skill += [skill.state, skill.then, skill.asked] if skill in step.others else [skill.asked_figure]
            for fact in facts_of_skill:
                assert re.sub(r"\s+", " ", fact) in said, fact


def test_the_list_holds_every_fact_of_the_picture(told):
    graph, route = told
    facts = route_facts(Words(), graph, route)
    said = Seen(route_list(graph, route)).said
    for step in facts.steps:
        for fact in (step.months, step.changes, step.learning, *(proof.words for proof in step.proofs)):
            assert re.sub(r"\s+", " ", fact) in said
        for skill in step.skills:
            for fact in (skill.name.text, skill.kind, skill.tag):
                assert fact in said
    assert said.index(facts.roles[0].text) < said.index(facts.roles[-1].text, said.index("your goal"))


def test_a_table_has_a_row_for_each_skill_to_learn_and_one_for_what_is_kept(company, three_steps):
    said = Seen(route_table(company, three_steps)).said
    assert "Step 2 of 3: Deputy general manager (technology)" in said
    assert "The industry’s technologies 4 (1 from step 1)" in said
    assert "partly held, 2 grown as technical director" in said
    assert "– none 2 working 2" in said
    assert said.count("Kept") == 3


def test_a_table_says_what_is_estimated_assumed_optional_or_not_stated(ladder):
    said = "".join(Seen(route_table(*ladder(4, 9, seed=seed))).said for seed in range(5))
    for word in ("assumed", "optional", "level not stated", "resource", "credential", "any 1 of:", "≈"):
        assert word in said


def test_rows_of_a_step_have_an_id_to_link_to(company, three_steps):
    assert {"r-step-1", "r-step-2", "r-step-3"} <= set(Seen(route_table(company, three_steps)).ids)
    assert "step-2" in Seen(route_table(company, three_steps, prefix="")).ids


def test_picture_list_and_table_of_one_page_share_no_id(company, three_steps):
    ids = Seen(whole_route(company, three_steps)).ids
    assert len(ids) == len(set(ids))


def test_every_link_of_a_picture_leads_into_its_table(ladder):
    graph, route = ladder(3, 14)
    links = re.findall(r'href="#([^"]+)"', route_picture(graph, route, table_id="t"))
    assert links
    assert set(links) <= set(Seen(route_table(graph, route, prefix="t")).ids)


def test_a_folded_table_says_what_it_is(company, three_steps):
    folded = route_table(company, three_steps, folded=True)
    assert folded.startswith("<details")
    assert "The same, as a table" in folded


def test_a_legend_shows_only_what_occurs(company, three_steps, to_founder):
    said = Seen(legend(company, [three_steps])).said
    assert "new to you" in said
    assert "2 held today, 1 gained on the way, 1 to learn" in said
    assert "each open square is one level step" in said
    assert "optional" not in said
    assert "optional" in Seen(legend(company, [to_founder])).said


def test_resources_bear_their_word(company, to_founder):
    said = Seen(route_list(company, to_founder)).said
    assert "Funds resource" in said
    assert "Accumulated contacts resource" in said
    assert "Own technological advantage resource" not in said


@pytest.mark.parametrize(("skills", "folded"), [("abcdefghi", 0), ("abcdefghij", 2)])
def test_the_rest_of_a_long_list_is_folded_away(skills, folded):
    graph = drawn(f"s>t({','.join(skills)})")
    (route,) = find_routes(graph, RouteQuery.between("s", "t"))
    shown, _, rest = route_list(graph, route).partition("<details")
    assert (shown.count("cg-new"), rest.count("cg-new")) == (len(skills) - folded, folded)
    assert ("+2 more, 2 to learn" in rest) == bool(folded)
