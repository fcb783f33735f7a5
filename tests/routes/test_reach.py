"""What is in reach, who can get here, what to learn, what to teach: the golden rows, and brute force."""

import os
from dataclasses import replace
from fractions import Fraction
from itertools import count
from random import Random

import pytest

from careergraph.model.people import Person
from careergraph.model.profile import Profile
from careergraph.routes import search
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.query import Budget
from careergraph.routes.survey.leverage import find_leverage
from careergraph.routes.survey.reach import find_reach
from careergraph.routes.survey.training import find_training
from careergraph.routes.survey.ways_in import find_ways_in
from tests import brute_reach
from tests.drawn import asked, drawn
from tests.engines import ENGINES
from tests.generated import asking, lines, lines_like
from tests.routes.test_against_brute_force import WELL_CHOSEN
from tests.routes.test_semantics_tables import LADDER

CASES = int(os.environ.get("CAREERGRAPH_CASES", "1"))
"""How many times as many random cases are compared as usual."""
STATE_COUNTS = ("learning", "learning", "hardest", "months", "moves+learning")
LIMITS = ("step<=1", "learning<=1", "learning<=2", "step<=1; learning<=2")


def cases(name, number):
    """Yield graphs with queries, and who chose them; half are drawn at random, half around graphs known to be hard."""
    for case in range(number * CASES):
        choose = Random(f"{name}/{case}").choice
        graph, query = lines(choose) if case % 2 else lines_like(choose, *choose(WELL_CHOSEN))
        yield graph, query, choose


def told(graph, query, found):
    return f"drawn({graph!r})\nasked({query!r})\n{found}"


def figures(values):
    """Return values as the semantics compares them."""
    sign = {"likelihood": -1, "pay": -1}
    return {name: (value.unknown, sign.get(name, 1) * value.known) for name, value in values.items()}


def cohort(choose, roles, most=4):
    """Return a few people with profiles drawn at random."""
    numbers = range(choose(range(1, most + 1)))
    profiles = [asked(asking(choose, "abcdefgh")).profile for _ in numbers]
    return [(f"p{number}", replace(profiles[number], role=choose(sorted(roles)))) for number in numbers]


def people(pairs):
    return [Person(*pair) for pair in pairs]


def test_z14_reach_is_ranked_by_the_criterion():
    found = find_reach(drawn(LADDER), asked("learning; to gm; moves<=2; from rd; held tech3"))
    told_so = [f"{'>'.join(one.roles)} {one.values['learning']}" for one in found]
    assert told_so == ["rd>pm 2", "rd>td 4", "rd>td>dgm 6", "rd>pm>gm 8", "rd>td>fo 8"]


def test_z15_leverage_is_what_a_raise_opens_and_brings_nearer():
    best = find_leverage(drawn("s>a(p2) a>t(q) s>b(q2) b>u(p)"), asked("learning; learning<=2; moves<=2", goals=()))[0]
    assert (best.skill, best.level, best.opened, best.nearer) == ("p", 1, ("t", "u"), ("a",))


def test_z20_a_training_frees_enough_of_the_stuck_with_least():
    trainees = [Person(skill, Profile("s", {skill: 1}, assume=False)) for skill in "pqr"]
    found = find_training(drawn("s>t(p2,q) s>a(p) a>t(q3)"), asked("learning; learning<=1"), trainees)
    assert (found.size, found.raises) == (2, (("p", 1), ("q", 1)))
    assert (found.stuck, found.needed, found.complete) == (("p", "q", "r"), 2, True)


def test_without_a_limit_on_moves_one_looks_three_ahead():
    assert [one.role for one in find_reach(drawn("s>a a>b b>c c>d"), asked("moves", goals=()))] == ["a", "b", "c"]


@pytest.fixture(params=ENGINES)
def engine(request, monkeypatch):
    """Each engine in its turn, whatever the size of the graph: the one on arrays searches a part of it."""
    monkeypatch.setattr(search, "LARGE", ENGINES[request.param])


@pytest.mark.usefixtures("engine")
def test_reach_agrees_with_brute_force():
    for graph, query, _ in cases("reach", 300):
        found = [(one.roles, one.ways, figures(one.values)) for one in find_reach(drawn(graph), asked(query))]
        expected = [(one.roles, one.ways, one.values) for one in brute_reach.first_routes(drawn(graph), asked(query))]
        assert found == expected, told(graph, query, found)


@pytest.mark.usefixtures("engine")
def test_ways_in_agree_with_brute_force_for_holders_and_for_people():
    for graph, query, choose in cases("ways in", 200):
        who = cohort(choose, drawn(graph).roles) if choose((True, False)) else []
        found = find_ways_in(drawn(graph), asked(query), people(who))
        expected = brute_reach.ways_in(drawn(graph), asked(query), who)
        assert [(one.person, one.roles, one.ways, figures(one.values)) for one in found] == [
            (person, one.roles, one.ways, one.values) for person, one in expected
        ], told(graph, query, who)
        assert found.without == tuple(sorted({person for person, _ in who} - {person for person, _ in expected}))


@pytest.mark.usefixtures("engine")
def test_leverage_agrees_with_brute_force():
    for graph, query, choose in cases("leverage", 150):
        said = query.replace(query.partition(";")[0], choose(STATE_COUNTS), 1) if "ε" not in query else query
        said += "" if "step<" in said or "learning<" in said else f"; {choose((*LIMITS, 'effort'))}"
        found = [
            (one.skill, one.level, list(one.opened), list(one.nearer))
            for one in find_leverage(drawn(graph), asked(said))
        ]
        assert found == brute_reach.leverage(drawn(graph), asked(said)), told(graph, said, found)


@pytest.mark.usefixtures("engine")
def test_training_agrees_with_brute_force():
    for graph, query, choose in cases("training", 60):
        said = query if "step<" in query or "learning<" in query else f"{query}; {choose(LIMITS)}"
        who, share = cohort(choose, drawn(graph).roles), choose(("0.5", "1", "0.1", "0.75"))
        found = find_training(drawn(graph), asked(said), people(who), share)
        least = None if found.raises is None else (found.size, found.raises, list(found.freed))
        expected = brute_reach.training(drawn(graph), asked(said), who, Fraction(share))
        assert (list(found.stuck), least) == expected, told(graph, said, who)
        assert found.complete
        assert least is None or found.lower_bound == found.size


def stopping_after(looks):
    seen = count()
    return lambda: 0.0 if next(seen) < looks else 100.0


@pytest.mark.usefixtures("engine")
def test_what_is_cut_says_how_far_it_is_proven():
    cut = 0
    for graph, query, choose in cases("cut", 80):
        clock = stopping_after(choose(range(1, 12)))
        found = find_reach(drawn(graph), asked(query), budget=Budget(seconds=1), clock=clock)
        exact = find_reach(drawn(graph), replace(asked(query), max_moves=found.proven_moves))
        cut += not found.complete
        known = {one.role: one for one in found}
        for one in exact:
            then, now = figures(known[one.role].values), figures(one.values)
            assert then[found.criterion] <= now[found.criterion], told(graph, query, one)
    assert cut


@pytest.mark.usefixtures("engine")
def test_a_cut_training_has_an_honest_lower_bound():
    cut = 0
    for graph, query, choose in cases("cut training", 60):
        said = query if "step<" in query or "learning<" in query else f"{query}; {choose(LIMITS)}"
        who = people(cohort(choose, drawn(graph).roles))
        exact = find_training(drawn(graph), asked(said), who)
        clock = stopping_after(choose(range(1, 60)))
        found = find_training(drawn(graph), asked(said), who, budget=Budget(seconds=1), clock=clock)
        if not found.complete:
            cut += 1
            assert exact.size is None or found.lower_bound <= exact.size
            if found.raises is not None:
                assert len(found.freed) >= found.needed
                assert found.size >= exact.size
    assert cut


@pytest.mark.usefixtures("engine")
def test_the_first_are_told_without_the_others_and_are_the_same():
    graph, query = "s>a(p)6m a>b(q)6m s>c(r)9m c>d(q2)3m", "learning; learning<=2"
    for find in (find_reach, find_leverage):
        some, every = find(drawn(graph), asked(query, goals=())), find(drawn(graph), asked(query, goals=()))
        assert some[:2] == tuple(every)[:2]
        assert some[-1] == list(every)[-1]
        assert len(some) == len(list(some))


def test_a_long_way_round_does_not_hide_what_one_move_reaches():
    """The first label of a role that is better by value, though longer, must not stop the shorter one from going on."""
    found = find_reach(drawn("s>a9m s>b1m b>a1m a>c1m c>d1m"), asked("months", goals=()))
    assert {one.role: str(one.values["months"]) for one in found} == {"a": "2", "b": "1", "c": "3", "d": "11"}


@pytest.mark.parametrize("find", [find_ways_in, lambda *asked_of: find_training(*asked_of, [])])
def test_without_a_goal_nobody_can_get_there(find):
    with pytest.raises(ValueError, match="no goal"):
        find(drawn("s>t"), asked("moves", goals=()))


def test_a_share_is_above_nothing_and_at_most_all():
    with pytest.raises(ValueError, match="a share of 2 cannot be"):
        find_training(drawn("s>t"), asked("moves"), [], 2)


def test_only_what_leads_there_soon_enough_is_compiled():
    engine = ArrayEngine(drawn("s>a a>t b>t x>b t>c c>d"))

    def compiled(moves, *starts):
        return engine.index_towards(("t",), moves, starts, lambda: None).roles

    assert compiled(1) == ("a", "b", "t")
    assert compiled(2) == ("a", "b", "s", "t", "x")
    assert compiled(2, "s") == ("a", "s", "t")
    assert compiled(1, "s") == ("s", "t")
