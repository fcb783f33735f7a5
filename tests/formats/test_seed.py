"""The bundled graph holds every fact of its article, says whose estimate the rest is, and is worth asking."""

from dataclasses import fields, is_dataclass

import pytest

from careergraph.explorer import find_routes
from careergraph.formats import bundled_graph, read_report
from careergraph.model.profile import assumed_levels
from careergraph.model.text import Text
from careergraph.routes.query import RouteQuery

TECHNICAL, RESEARCH, QUALITY = "technical-department-manager", "rd-department-manager", "quality-department-manager"
DIRECTOR, DEPUTY, GENERAL = "technical-director", "deputy-general-manager-technology", "general-manager"
FOUNDER, CTO, ENGINEER, HR = "founder", "chief-technology-officer", "chief-engineer", "hr-manager"

EIGHT = {
    "technology-development-experience": "experience",
    "industry-technologies": "knowledge",
    "peer-developments": "knowledge",
    "technology-foresight": "skill",
    "industry-situation": "knowledge",
    "team-leadership": "skill",
    "team-building": "skill",
    "technical-management": "skill",
}
THREE = {"own-technology": "skill", "accumulated-contacts": "resource", "funds": "resource"}
MOVES = {
    (TECHNICAL, DIRECTOR): "promotion",
    (RESEARCH, DIRECTOR): "promotion",
    (QUALITY, DIRECTOR): "promotion",
    (DIRECTOR, DEPUTY): "promotion",
    (DEPUTY, GENERAL): "promotion",
    (DIRECTOR, GENERAL): "promotion",
    (DIRECTOR, FOUNDER): "founding",
}
SAID_OF_ROLES = {
    DIRECTOR: ("senior management post", "enterprise group", "head of the technology department",
               "highest person in charge of technology", "Reports to the general manager"),
    CTO: ("company level", "final decision on technical problems", "vice president"),
    ENGINEER: ("similar to that of the technical director",),
    TECHNICAL: ("from which technical directors usually come",),
    RESEARCH: ("from which technical directors usually come",),
    QUALITY: ("from which technical directors usually come",),
    DEPUTY: ("in charge of technology", "technical director can rise"),
    GENERAL: ("confirmed here", "technical director can rise"),
    FOUNDER: ("own technological advantage", "accumulated contacts", "funds"),
    HR: ("human resources department",),
}  # fmt: skip
DOES = {
    (DIRECTOR, "duties"): (
        ("Guide and review", "technical management system", "regulations and standards", "build", "keep it up",
         "maintain the standards"),
        ("Plan and carry out", "new technology", "new products", "advanced and competitive"),
        ("technical development plan", "for the year", "middle and long term"),
        ("Guide, handle, coordinate and solve", "in projects", "run normally", "finish in time"),
        ("technical achievements evaluated", "technical and economic benefits"),
        ("Review technical solutions",),
    ),
    (DIRECTOR, "organisation"): (
        ("Takes part", "above division level"),
        ("Decides", "subordinate departments"),
        ("unreasonable posts or divisions of work", "in time", "adjusts", "notifies human resources"),
    ),
    (DIRECTOR, "recruitment"): (
        ("directly reporting posts", "duties and qualifications", "general manager confirms"),
        ("Confirms the posts that direct subordinates ask for", "submits"),
        ("first interview", "direct subordinates"),
        ("second interview", "final decision", "arranges who interviews"),
        ("Proposes", "not qualified", "general manager confirms"),
        ("Confirms what direct subordinates propose", "unqualified", "human resources"),
    ),
    (DIRECTOR, "training"): (
        ("Proposes the training plan for direct subordinates", "general manager confirms"),
        ("Confirms the training plans that direct subordinates propose",),
    ),
    (DIRECTOR, "performance"): (
        ("Proposes the principles", "appraised", "general manager confirms"),
        ("Agrees the appraisal method with the HR manager", "principles"),
    ),
    (GENERAL, "recruitment"): (("posts", "report directly", "qualifications"), ("unqualified direct subordinates",)),
    (GENERAL, "training"): (("training plan",),),
    (GENERAL, "performance"): (("principles",),),
    (HR, "organisation"): (("told", "unreasonable posts"),),
    (HR, "recruitment"): (("decisions on unqualified staff",),),
    (HR, "performance"): (("Agrees the appraisal method",),),
}  # fmt: skip


def test_it_has_the_ten_roles_and_seven_moves_of_the_article_and_no_other(seed):
    assert set(seed.roles) == set(SAID_OF_ROLES)
    assert {pair: one.kind for pair, one in seed.transitions.items()} == MOVES


@pytest.mark.parametrize("role", SAID_OF_ROLES)
def test_what_is_said_of_a_role_stands_in_its_description(role, seed):
    description = str(seed.roles[role].description)
    assert [fact for fact in SAID_OF_ROLES[role] if fact not in description] == []


@pytest.mark.parametrize(("role", "group"), DOES)
def test_what_a_post_does_stands_among_its_responsibilities(role, group, seed):
    stated = [str(one.text) for one in seed.roles[role].responsibilities if one.group == group]
    assert len(stated) == len(DOES[role, group])
    for text, facts in zip(stated, DOES[role, group], strict=True):
        assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("tail", [TECHNICAL, RESEARCH, QUALITY])
def test_the_move_to_technical_director_asks_eight_things(tail, seed):
    assert _asked(seed, (tail, DIRECTOR)) == EIGHT


def test_the_move_to_founder_asks_three_things_two_of_them_resources(seed):
    assert _asked(seed, (DIRECTOR, FOUNDER)) == THREE


def test_the_technical_director_reports_to_the_general_manager_and_heads_a_department(seed):
    director = seed.roles[DIRECTOR]
    assert (director.reports_to, director.family, director.seniority) == (GENERAL, "technology", "director")


def test_the_technical_director_is_not_the_chief_technology_officer_whatever_some_call_them(seed):
    director, officer = seed.roles[DIRECTOR], seed.roles[CTO]
    assert "chief technology officer" in map(str, director.aliases)
    assert str(officer.title).lower() == "chief technology officer"
    note = _relations(director)[CTO, "distinct"]
    for fact in ("company level", "last word on technical problems", "vice president",
                 "typical department manager", "one department only", "all the same"):  # fmt: skip
        assert fact in note


def test_the_technical_director_deals_with_hr_and_the_general_manager_and_is_like_a_chief_engineer(seed):
    relations = _relations(seed.roles[DIRECTOR])
    assert {(ENGINEER, "similar"), (HR, "works_with"), (GENERAL, "works_with")} < set(relations)
    for fact in ("unreasonable posts", "unqualified staff", "appraisal method"):
        assert fact in relations[HR, "works_with"]


def test_only_the_technical_director_has_pay_with_its_range_condition_and_source(seed):
    pay = seed.roles[DIRECTOR].pay
    assert [role.id for role in seed.roles.values() if role.pay] == [DIRECTOR]
    assert (pay.low, pay.high, pay.currency, pay.period, pay.source) == (200_000, 600_000, "CNY", "year", "article")
    for fact in ("On average", "well-known companies in China", "industry and company size",
                 "less in small and medium enterprises", "more with richer skills and experience"):  # fmt: skip
        assert fact in str(pay.condition)


def test_the_article_is_named_for_every_role_and_move(seed):
    assert all(role.sources == ("article",) for role in seed.roles.values())
    for one in seed.transitions.values():
        assert [(piece.kind, piece.source) for piece in one.evidence] == [("expert", "article")]


def test_what_the_article_does_not_say_is_an_editors_estimate_or_left_out(seed):
    for one in seed.transitions.values():
        assert one.months_estimated
        assert one.likelihood is None
        assert all(asked.estimated or not asked.stated for asked in one.asked())
        assert "editors' estimate" in str(one.evidence[0].note)
    assert all(grown.estimated for role in seed.roles.values() for grown in role.grows)


def test_every_text_is_there_in_english_and_chinese(seed):
    alone = {text.original for text in _texts(seed) if text and not dict(text.translations).get("zh")}
    assert alone == {"CTO"}


def test_it_is_read_without_a_doubt():
    assert read_report(bundled_graph())[1] == ()


def test_every_start_role_is_assumed_to_hold_what_its_post_grows(seed):
    for role in (TECHNICAL, RESEARCH, QUALITY):
        assert {"team-leadership", "team-building", "technical-management"} <= set(assumed_levels(seed, role))


def test_of_the_two_ways_to_general_manager_one_is_faster_and_the_other_gentler_with_less_to_learn(seed):
    query = RouteQuery.between(RESEARCH, GENERAL, matters=("months", "learning", "hardest"))
    straight, by_way_of_deputy = find_routes(seed, query)
    assert straight.roles == (RESEARCH, DIRECTOR, GENERAL)
    assert by_way_of_deputy.roles == (RESEARCH, DIRECTOR, DEPUTY, GENERAL)
    assert straight.values["months"].known < by_way_of_deputy.values["months"].known
    assert straight.values["learning"].known > by_way_of_deputy.values["learning"].known
    assert straight.values["hardest"].known > by_way_of_deputy.values["hardest"].known


@pytest.mark.parametrize("goal", [GENERAL, FOUNDER])
def test_later_steps_ask_again_for_what_was_gained_on_the_way(goal, seed):
    gained = {asked.skill for asked in seed.transitions[RESEARCH, DIRECTOR].asked()}
    gained |= {grown.skill for grown in seed.roles[DIRECTOR].grows}
    assert gained & {asked.skill for asked in seed.transitions[DIRECTOR, goal].asked()}


def _asked(graph, pair):
    """Return the kinds of what a move asks, by skill."""
    return {
        asked.skill: graph.skills[asked.skill].kind for asked in graph.transitions[pair].asked() if not asked.optional
    }


def _relations(role):
    return {(one.role, one.kind): str(one.note) for one in role.relations}


def _texts(value):
    """Yield every text within a value."""
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "roles"):
        parts = (value.roles, value.skills, value.transitions)
        yield from _texts((value.metadata, *(one for part in parts for one in part.values())))
