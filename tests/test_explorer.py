"""The explorer: every use case, as the command line and the web ask it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from careergraph.analysis.kept import MOST_KEPT
from careergraph.errors import RoleNotFound
from careergraph.explorer import Explorer, read
from careergraph.model.profile import Profile
from careergraph.routes import search
from careergraph.routes.query import Budget, RouteQuery, Selector
from tests.drawn import asked, drawn, told

R_AND_D = Profile("rd-department-manager")


@pytest.fixture(scope="module")
def explorer():
    return Explorer(read())


def test_two_routes_lead_from_the_research_manager_to_the_general_manager(explorer):
    answer = explorer.routes(RouteQuery(R_AND_D, ("general-manager",)))
    assert [str(route) for route in answer] == [
        "rd-department-manager > technical-director > general-manager",
        "rd-department-manager > technical-director > deputy-general-manager-technology > general-manager",
    ]


def test_one_route_leads_to_founding_and_asks_for_contacts_and_funds(explorer):
    (route,) = explorer.routes(RouteQuery(R_AND_D, ("founder",)))
    assert route.roles == ("rd-department-manager", "technical-director", "founder")
    kinds = {one.skill: explorer.graph.skills[one.skill].kind for one in route.steps[1].skills}
    assert (kinds["accumulated-contacts"], kinds["funds"]) == ("resource", "resource")


def test_a_complete_answer_is_kept(explorer):
    query = RouteQuery(R_AND_D, ("founder",))
    assert explorer.routes(query) is explorer.routes(query, Budget(seconds=60))


def test_an_answer_under_another_limit_on_moves_is_another(explorer):
    query = RouteQuery(R_AND_D, ("founder",), max_moves=8)
    assert explorer.routes(query) is not explorer.routes(query, Budget(most_moves=3))


def test_a_cut_answer_is_not_kept():
    names = [f"r{chr(97 + number)}" for number in range(20)]
    moves = " ".join(
        f"{one}>{other}(p{number % 5 + 1})" for number, one in enumerate(names) for other in names if one != other
    )
    explorer = Explorer(drawn(f"s>ra {moves} rt>t"))
    query = asked("months+learning+hardest; moves<=8")
    cut = explorer.routes(query, Budget(seconds=1e-6))
    assert not cut.complete
    assert explorer.routes(query, Budget(seconds=1e-6)) is not cut


def test_only_the_latest_answers_are_kept():
    explorer = Explorer(drawn("s>t"))
    first = explorer.routes(asked("moves"))
    for k in range(2, MOST_KEPT + 2):
        explorer.routes(asked("moves", k=k))
    assert len(explorer._answers) == MOST_KEPT
    assert explorer.routes(asked("moves")) is not first


def test_many_threads_may_ask_one_explorer():
    explorer = Explorer(drawn("s>a(p) a>t s>t(p3)"))
    questions = [asked("learning", k=k) for k in (1, 2)] * 50
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda query: told(explorer.routes(query)), questions))
    assert set(answers) == {"s>a>t 1", "s>a>t 1 / s>t 3"}


def test_alternatives_are_all_routes_that_are_allowed():
    explorer = Explorer(drawn("s>a(p)12m a>t12m s>t(p2)6m s>b(p9)30m b>t30m"))
    query = asked("months+learning")
    assert len(explorer.routes(query)) == 2
    assert told(explorer.alternatives(query)) == "s>t 6 / s>a>t 24 / s>b>t 60"
    assert len(explorer.alternatives(query, most=2)) == 2


def test_a_query_document_may_name_everything_by_title(explorer):
    query = explorer.query(
        {"from": "研发部经理", "to": ["general manager"], "held": {"Team leadership": 3, "from another graph": 2},
         "via": "Technical director", "avoid": ["family:Human resources"], "matters": "learning", "k": 2}
    )  # fmt: skip
    assert query.profile.role == "rd-department-manager"
    assert query.goals == ("general-manager",)
    assert dict(query.profile.declared) == {"from another graph": 2, "team-leadership": 3}
    assert query.via == (Selector("role", "technical-director"),)
    assert query.avoid == (Selector("family", "human-resources"),)


def test_a_query_reads_back_from_its_document(explorer):
    query = RouteQuery(
        R_AND_D, ("founder",), matters=("pay", "moves"), max_months="120.5", avoid=(Selector("role", "chief-engineer"),)
    )
    assert explorer.query(explorer.document(query)) == query


def test_a_query_document_that_names_nobody_is_refused(explorer):
    with pytest.raises(RoleNotFound, match="Did you mean founder"):
        explorer.query({"from": "rd-department-manager", "to": "foundr"})
    with pytest.raises(ValueError, match="“speed” is no field of a query"):
        explorer.query({"from": "rd-department-manager", "to": "founder", "speed": 1})
    with pytest.raises(ValueError, match="“via” is 3"):
        explorer.query({"from": "rd-department-manager", "to": "founder", "via": 3})


def test_next_moves_are_steps_with_least_to_learn_first(explorer):
    steps = explorer.next_moves(Profile("technical-director"))
    assert [step.transition.head for step in steps][:1] == ["founder"]
    assert [step.learning for step in steps] == sorted(step.learning for step in steps)


def test_what_is_held_is_declared_over_assumed(explorer):
    profile = Profile("technical-director", {"team-leadership": 4, "funds": 2, "industry-technologies": 0})
    held = explorer.holds(profile)
    assert held.levels["team-leadership"] == 4
    assert held.levels["funds"] == 2
    assert "industry-technologies" not in held.levels
    assert held.assumed == set(held.levels) - {"team-leadership", "funds"}
    assert explorer.holds(Profile("technical-director", assume=False)).levels == {}


def test_what_a_role_usually_asks_is_what_its_holder_is_assumed_to_hold(explorer):
    assert explorer.usual("technical-director") == explorer.holds(Profile("technical-director")).levels


@pytest.mark.parametrize("question", ["usual", "around"])
def test_an_unknown_role_is_refused(explorer, question):
    with pytest.raises(RoleNotFound):
        getattr(explorer, question)("nobody")
    for ask in (explorer.holds, explorer.next_moves):
        with pytest.raises(RoleNotFound):
            ask(Profile("nobody"))


def test_around_the_technical_director_there_are_three_ways_in_and_three_out(explorer):
    around = explorer.around("technical-director", R_AND_D)
    assert len(around.ways_in) == len(around.ways_out) == 3
    assert around.ways_in[0].here
    assert around.arrival.roles == ("rd-department-manager", "technical-director")


def test_a_budget_is_for_everything_around_a_role():
    names = [f"r{chr(97 + number)}" for number in range(20)]
    crowd = " ".join(
        f"{one}>{other}(p{(ord(one[1]) * 7 + ord(other[1])) % 9 + 1})"
        for one in names
        for other in names
        if one != other
    )
    explorer = Explorer(drawn(f"s>ra {crowd} {' '.join(f'{one}>t' for one in names)}"))
    started = time.monotonic()
    around = explorer.around("t", Profile("s"), Budget(seconds=1e-6))
    assert not around.complete
    assert time.monotonic() - started < 2
    assert len(around.ways_in) == 20


def test_the_summary_counts(explorer):
    summary = explorer.summary()
    assert (summary.roles, summary.skills, summary.transitions) == (10, 16, 7)
    assert summary.version == explorer.graph.version
    assert summary.estimated
    assert sum(count for _, count in summary.families) == 10
    assert summary.to_dict()["title"]["zh"] == "技术总监及其相关岗位"
    assert summary is explorer.summary()


def test_a_graph_without_estimates_says_so():
    assert not Explorer(drawn("s>t(p)12m t+q")).summary().estimated


def test_it_says_what_it_explores(explorer):
    assert repr(explorer).startswith("<Explorer of <CareerGraph technical-director: 10 roles")


def test_what_was_prepared_is_not_left_to_the_first_question(monkeypatch):
    monkeypatch.setattr(search, "LARGE", -1)
    explorer = Explorer(read())
    explorer.prepare()
    arrays = search.engine_of(explorer.graph).arrays
    made = set(vars(arrays))
    assert explorer.routes(RouteQuery(R_AND_D, ("general-manager",), matters=("months", "learning", "likelihood")))
    assert explorer.routes(RouteQuery(R_AND_D, ("general-manager",), max_months=1)).no_route
    assert set(vars(arrays)) == made


def test_every_route_is_told_where_they_are_few():
    explorer = Explorer(drawn("s>a12m a>t12m s>b30m b>t30m s>t60m"))
    query = asked("months+learning")
    assert [str(route) for route in explorer.every_route(query, 4)] == ["s > a > t", "s > t", "s > b > t"]
    assert explorer.every_route(query, 3) is None
    limited = asked("months+learning; months<=30")
    assert [str(route) for route in explorer.every_route(limited, 3)] == ["s > a > t"]
    assert explorer.every_route(limited, 1) is None


def test_whether_there_are_many_routes_is_told_in_a_moment_where_walks_lead_nowhere():
    """All of forty roles that lead to each other are left only by the role that leads to them."""
    crowd = [f"k{one}{other}" for one in "abcdefgh" for other in "abcde"]
    moves = [f"{one}>{other}" for one in crowd for other in crowd if one != other]
    graph = drawn(" ".join(["s>x", "x>t", *(f"x>{one} {one}>x" for one in crowd), *moves]))
    began = time.monotonic()
    found = Explorer(graph).every_route(asked("learning; moves<=8"), 50, Budget(seconds=0.2))
    assert found is None or [str(route) for route in found] == ["s > x > t"]
    assert time.monotonic() - began < 5
