"""
The tables of the semantics, row by row: what the search answers, and what brute force answers.

The X rows are graphs on which a shortcut that looks right goes wrong; the Y rows are golden answers; the Z rows are
about what stands beside the routes. `tests/drawn.py` says how they are written.
"""

import pytest

from careergraph.model.profile import assumed_levels
from tests.brute import brute_force
from tests.drawn import asked, drawn, told

LADDER = """
    rd>td(tech3,lead2,team2)48m30% td>dgm(lead3,strat2)36m20% dgm>gm(lead4,strat3,pl2)48m40%
    td>gm(lead4,strat3,pl3)72m5% rd>pm(lead2)24m40% pm>gm(lead3,strat2,pl3)60m10% td>fo(contacts2,funds2)24m
    rd=30 td=45 dgm=60 gm=90 pm=28 td+strat dgm+pl2
"""
THE_CLIMBER = "; from rd; held tech3"

SHORTCUTS = """
X1  | s>a(p2) a>t(p2,q) s>b(p) b>t(q3)        | learning                | s>a>t 3
X2  | s>a(r) a>v s>b(p2) b>v v>t(p2)          | learning                | s>b>v>t 2
X3  | s>a s>c c>a a>t(p) c+p                  | learning                | s>c>a>t 0
X4  | s>a(p) a>b s>b b>t(p2)                  | learning; step<=1       | s>a>b>t 2
X5  | s>a(p) a>b s>b b>t(p2)                  | hardest                 | s>a>b>t 1
X6  | s>u s>v u>w v>w w>u(p) u>t(p2)          | hardest                 | s>v>w>u>t 1
X7  | s>u s>v u>w v>w w>u(p) u>t(p2)          | learning; step<=1       | s>v>w>u>t 2
X8  | s>u u>v s>y y>v v>u u>t(p) v+p          | learning                | s>y>v>u>t 0
X9  | s>a s>c a>b c>b b>a a>t                 | learning; via b         | s>c>b>a>t 0
X10 | s>b s>a a>b b>t                         | learning; via a         | s>a>b>t 0
X11 | s>b(p) s>a a>b b>t(q2) b>c c>t          | learning; moves<=3      | s>b>c>t 1
X12 | s>b s>a a>b b>t                         | learning; k=2           | s>b>t 0 / s>a>b>t 0
X13 | s>u s>y u>t u>v u>w v>w w>u y>v         | learning; k=2; moves<=5 | s>u>t 0 / s>y>v>w>u>t 0
X14 | s>u u>v s>y(q) y>v v>w w>u u>t(p3) w+p3 | learning; moves<=5      | s>y>v>w>u>t 1
X15 | s>a(p/q2) a>t(q2)                       | learning                | s>a>t 2
X16 | s>b s>a a>t b>t                         | learning                | s>a>t 0
X17 | s>a(x) a>v s>b b>v v>t(p2)              | hardest                 | s>a>v>t 2
X18 | s>a(p)12m a>t12m s>t(p2)6m              | months+learning         | s>t 6 2 / s>a>t 24 1
X19 | s>a12m a>t12m s>t                       | months                  | s>a>t 24
X20 | s>a a>t s>b b>c c>t                     | learning; moves<=2; k=9 | s>a>t 0
X21 | s>a30% a>t30% s>b10% b>t90%             | likelihood              | s>a>t 9%
X22 | s>a10% a>t10% s>b5% b>t20%              | likelihood              | s>a>t 1%
X23 | s>a12m a>v12m s>b(p)6m b>v6m v>t6m      | learning; months<=24    | s>b>v>t 1
X24 | s>u u>v s>y y>v v>w w>u u>t(p) w+p      | learning; moves<=5      | s>y>v>w>u>t 0
X25 | s>a(p2) a>v s>b(q) b>c(p) c>v v>t       | moves+hardest           | s>a>v>t 3 2 / s>b>c>v>t 4 1
"""

GOLDEN = """
Y6  | s>t t>u                                      | learning; k=2; to s,u            | s 0 / s>t>u 0
Y7  | s>t t>u                                      | learning; k=2; to t,u            | s>t 0 / s>t>u 0
Y8  | s>a a>t(p) a+p                               | learning                         | s>a>t 0
Y9  | s>t(p) s+p                                   | learning                         | s>t 1
Y10 | s>t(p2,q/r2)                                 | learning; held r2                | s>t 2
Y11 | s>t(p/q)                                     | learning; avoid !p               | s>t 1
Y12 | s#f s>t t#f                                  | learning; via #f                 | s>t 0
Y13 | s#f s>a a>t s>t                              | learning; avoid #f,s             | s>t 0
Y14 | s>a a>t s>t a+p                              | learning; via !p                 | s>a>t 0
Y15 | s>a a>t s>t(p2)                              | learning; via !p2                | s>t 2
Y16 | s>a a>t s>t a+p                              | learning; k=2; avoid !p          | s>t 0
Y17 | s>a a>b b>t s>b b>a a>t                      | learning; k=2; via a,b           | s>a>b>t 0 / s>b>a>t 0
Y18 | s>t s>a6m a>t6m                              | months; months<=12               | s>a>t 12
Y19 | s=50 a=40 t=60 s>a a>t s>b b>t               | learning; k=2; pay>=80%          | s>a>t 0
Y20 | s>t s>a6m a>t6m                              | months; k=2                      | s>a>t 12 / s>t 0+1?
Y21 | s>a6m a>t s>b9m b>t                          | months; k=2                      | s>a>t 6+1? / s>b>t 9+1?
Y22 | s>a36m a>t12m                                | months; served 24                | s>a>t 24
Y23 | p*2.5 s>t(p2) s>a(p) a>t(q4)                 | learning+hardest; effort         | s>t 5 5 / s>a>t 6.5 4
Y24 | s=50 a=40 t=60 s>a a>t s>b b>t               | dip; k=2                         | s>a>t 10 / s>b>t 0+1?
Y25 | s=50 a=40 t=60 u=80 s>a a>t s>t t>u          | pay+dip; to t,u                  | s>t>u 80 0
Y26 | s>a50% a>t s>t1%                             | likelihood; k=2                  | s>t 1% / s>a>t 50%+1?
Y27 | s>b s>a a>t b>t                              | moves+learning                   | s>a>t 2 0
Y28 | s>t(p/q)                                     | learning+hardest                 | s>t 1 1
Y29 | s>t(p/q) s>a(p2) a>t                         | learning; k=3                    | s>t 1 / s>a>t 2
Y30 | s>t~derived s>a(p)~policy,derived a>t~expert | learning; evidence policy,expert | s>a>t 1
Y31 | s>a a>b b>c c>d d>e e>f f>t                  | moves                            | s>a>b>c>d>e>f>t 7
Y32 | s>a a>b b>c c>t s>t(p)                       | learning                         | s>t 1
Y33 | s>a a>b b>c c>t s>t(p)                       | learning; moves<=4               | s>a>b>c>t 0
Y34 | s>a(p) a>t(p3)                               | learning; step<=2                | s>a>t 3
Y35 | s>a(p) a>t(p3) s>t(p3)                       | learning; k=2; learning<=3       | s>t 3 / s>a>t 3
"""

NO_ROUTE = """
Z4 | s>a(p) a>b b>t(p4) s>t(p3,q)     | learning; step<=2  | constraints; max_step 3 (s>a>b>t); skill p2; closest b
Z5 | s=50 a=30 b t=60 s>a a>t s>b b>t | learning; pay>=80% | constraints; pay_floor 60% (s>a>t)
Z6 | s>a6m a>t                        | months; months<=12 | constraints; max_months 6+1? (s>a>t); closest a
Z7 | s>t a>b                          | learning; via a,b  | constraints; via a + via b (s>t)
Z8 | s>a(p) s>b x>t(p2) a+p           | learning           | unreachable; closest a
"""

ON_THE_LADDER = """
Y1 | months+learning+hardest; to gm        | rd>pm>gm 84 8 6 / rd>td>dgm>gm 132 8 4
Y2 | learning; k=3; to gm                  | rd>pm>gm 8 / rd>td>dgm>gm 8 / rd>td>gm 11
Y3 | learning; k=2; to gm,fo               | rd>pm>gm 8 / rd>td>fo 8
Y4 | hardest+likelihood; to gm             | rd>td>dgm>gm 4 2.4% / rd>pm>gm 6 4%
Y5 | months+pay+dip; to gm,fo,td           | rd>td 48 45 0 / rd>pm>gm 84 90 2 / rd>td>gm 120 90 0
Z1 | learning; to gm; step<=2              | constraints; max_step 4 (rd>td>dgm>gm); skill lead2; closest pm
Z2 | learning; to gm; step<=2; months<=120 | constraints; max_step 6 (rd>pm>gm); closest pm
Z3 | learning; to gm; avoid td,pm          | constraints; avoid pm (rd>pm>gm); avoid td (rd>td>gm)
"""

THIN = "s>t(p9)6m s>a(p8)4m a>t5m s>b(p5)6m b>t12m s>c(p)24m c>t24m"


def by_search(graph, query):
    from careergraph.routes.search import find_routes

    return find_routes(graph, query).to_dict()


both = pytest.mark.parametrize("answer", [by_search, brute_force])


def cells(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


ROWS = [row for table in (SHORTCUTS, GOLDEN, NO_ROUTE) for row in cells(table)]
ROWS += [[row, LADDER, query + THE_CLIMBER, expected] for row, query, expected in cells(ON_THE_LADDER)]


@both
@pytest.mark.parametrize(("graph", "query", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_row_has_its_answer(answer, graph, query, expected):
    assert told(answer(drawn(graph), asked(query))) == expected


@pytest.mark.parametrize(("graph", "query"), [row[1:3] for row in ROWS], ids=[row[0] for row in ROWS])
def test_of_a_row_the_search_tells_all_that_brute_force_tells(graph, query):
    assert by_search(drawn(graph), asked(query)) == brute_force(drawn(graph), asked(query))


@both
def test_z9_labels_go_to_the_best_where_another_is_worse(answer):
    document = answer(drawn(LADDER), asked("months+learning+hardest; to gm" + THE_CLIMBER))

    assert [route["labels"] for route in document["routes"]] == [["months"], ["hardest"]]


@both
def test_z10_epsilon_shows_the_first_of_a_box_and_label_holders(answer):
    document = answer(drawn(THIN), asked("months+learning; ε 12, 2"))

    assert told(document) == "s>t 6 9 / s>b>t 18 5 / s>c>t 48 1"
    assert len(document["routes"]) == 4


@both
def test_a7_epsilon_hides_no_label_holder(answer):
    graph = drawn("s>t(p9)6m s>a(p8)4m a>t5m")

    assert told(answer(graph, asked("months+learning; ε 12, 2"))) == "s>t 6 9 / s>a>t 9 8"


@both
def test_z11_a_route_nearly_repeats_an_earlier_one(answer):
    document = answer(drawn("s>a a>b b>t s>b s>c c>t"), asked("moves; k=9"))

    assert [route["repeats"] for route in document["routes"]] == [None, None, 1]
    assert [route["differs"] for route in document["routes"]] == [
        None,
        None,
        {"more": ["a"], "less": [], "reordered": False},
    ]


@both
@pytest.mark.parametrize(
    ("graph", "query", "differs"),
    [
        ("s>a a>b b>t s>b b>a a>t", "moves; k=9; via a,b", {"more": [], "less": [], "reordered": True}),
        ("s>a a>b b>c c>t s>d d>b", "moves; k=9", {"more": ["d"], "less": ["a"], "reordered": False}),
    ],
)
def test_a_near_repeat_says_which_roles_differ_from_those_of_the_earlier_route(answer, graph, query, differs):
    document = answer(drawn(graph), asked(query))

    assert differs in [route["differs"] for route in document["routes"]]


@both
def test_z12_a_constraint_shaped_the_answer_if_without_it_the_answer_is_another(answer):
    document = answer(drawn(LADDER), asked("learning; to gm; avoid pm; months<=200" + THE_CLIMBER))

    assert {(one["kind"], one["shaped"]) for one in document["constraints"]} == {
        ("max_months", False),
        ("avoid", True),
    }


@both
def test_k7_without_a_constraint_the_hop_limit_stays(answer):
    graph = drawn("s>x x>t(p) s>a a>b b>c c>d d>t")
    document = answer(graph, asked("learning; avoid x"))

    assert told(document) == "s>a>b>c>d>t 0"
    assert [one["shaped"] for one in document["constraints"]] == [False]


@both
def test_x20_what_is_on_every_allowed_route_is_unavoidable(answer):
    document = answer(drawn("s>a a>t s>b b>c c>t"), asked("learning; moves<=2; k=99"))

    assert set.intersection(*(set(route["roles"][1:-1]) for route in document["routes"])) == {"a"}


@both
def test_z13_assumed_is_what_every_door_asks_and_what_the_role_grows(answer):
    graph = drawn("rd>td(tech3,lead2) qm>td(tech2,lead2,law) td+strat")
    document = answer(graph, asked("learning; from td; to td; assume"))

    assert assumed_levels(graph, "td") == document["assumed"] == {"lead": 2, "strat": 1, "tech": 2}


@both
def test_z19_a_step_says_what_is_learned_for_it_and_what_later_steps_ask_again(answer):
    document = answer(drawn(LADDER), asked("learning; to gm; avoid pm" + THE_CLIMBER))

    steps = document["routes"][0]["steps"]
    schedule = [
        f"{one['skill']}{one['asked']} step {number} reused {times_asked(one['skill'], steps[number:])}"
        for number, step in enumerate(steps, 1)
        for one in step["skills"]
        if one["to_learn"]
    ]
    assert schedule == [
        "lead2 step 1 reused 2",
        "team2 step 1 reused 0",
        "lead3 step 2 reused 1",
        "strat2 step 2 reused 1",
        "lead4 step 3 reused 0",
        "strat3 step 3 reused 0",
    ]


def times_asked(skill, steps):
    return sum(skill == asked["skill"] for step in steps for asked in step["way"])


@both
def test_e2_the_weakest_step_is_the_first_whose_best_evidence_is_weakest(answer):
    moves = "s>a~observed12/40 a>b~derived,observed5/50 b>c~observed5/50,policy"

    assert weakest_step(answer(drawn(f"{moves} c>t~observed6/60"), asked("moves"))) == 1
    assert weakest_step(answer(drawn(f"{moves} c>t~policy,expert"), asked("moves"))) == 4
    assert weakest_step(answer(drawn(f"{moves.replace('derived,', '').replace('12/40', '')} c>t"), asked("moves"))) == 4
    assert weakest_step(answer(drawn("s>t"), asked("moves; to s"))) is None


def weakest_step(document):
    return document["routes"][0]["weakest_step"]


@both
def test_e3_an_interval_multiplies_the_wilson_bounds_of_its_steps(answer):
    document = answer(drawn("s>a~observed12/40 a>t~observed5/50"), asked("moves"))

    assert [round(bound, 4) for bound in document["routes"][0]["interval"]] == [0.0065, 0.1117]


@both
@pytest.mark.parametrize("graph", ["s>a~observed12/40 a>t~policy", "s>t~observed"])
def test_e3_a_step_without_counts_leaves_no_interval(answer, graph):
    assert answer(drawn(graph), asked("moves"))["routes"][0]["interval"] is None


@both
def test_p4_an_answer_lists_the_assumed_level_steps_its_routes_rely_on(answer):
    graph = drawn("x>s(p2,q,r) s+v3 s>t(p3,q,v2)")
    document = answer(graph, asked("learning; assume; held q"))

    assert document["assumed"] == {"p": 2, "r": 1, "v": 3}
    assert [f"{one['skill']}{one['level']}" for one in document["relied_on"]] == ["p1", "p2", "v1", "v2"]
