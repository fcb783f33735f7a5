"""`careergraph routes`."""

import json
from itertools import permutations

import pytest

import careergraph as cg
from tests.drawn import drawn

FROM, TO = "rd-department-manager", "general-manager"


@pytest.fixture
def ladder(tmp_path):
    graph = drawn("s>a(p)12m a>t12m s>t(p2)6m a#fam s=50 a=40 t=60 s>u(q3)")
    cg.write(graph, tmp_path / "ladder.json")
    return tmp_path / "ladder.json"


def test_two_routes_are_told_side_by_side_and_step_by_step(run):
    result = run("routes", FROM, TO)
    assert result.exit_code == 0
    assert "2 ways; none beats another in everything." in result.stdout
    assert "A  fastest                     ≈ 96      2      ≈ 21          ≈ 12" in result.stdout
    assert "Step 2 of 3  Technical director → Deputy general manager (technology)" in result.stdout
    assert (
        "  ▨▨□·  Long-term planning               ≈ 2 → ≈ 3 practitioner  partly held, 2 grown as technical director"
        in result.stdout
    )


def test_the_hop_limit_what_is_assumed_and_the_marks_are_told(run):
    told = " ".join(run("routes", FROM, TO).stdout.split())
    assert "Routes of up to 4 moves were looked at (the shortest has 2); --max-moves asks for longer ones." in told
    assert "Assumed of a manager of the R&D department: The industry's technologies ≈ 3 practitioner" in told
    assert "■ held today ▨ gained on the way □ one level step to learn ≈ editors' estimate" in told


@pytest.mark.parametrize("asked", [("routes", "s", "u"), ("next", "s"), ("gap", "s", "u"), ("reach", "s")])
def test_where_nothing_is_held_it_is_said_why_so_much_is_to_learn(run, ladder, asked):
    told = " ".join(run(*asked, "-g", ladder).stdout.split())
    assert "Nothing is known to be held today, so all that is asked counts as to learn." in told
    assert "Nothing is known" not in run(*asked, "--held", "q:1", "-g", ladder).stdout


def test_contacts_and_funds_are_named_as_resources(run):
    told = run("routes", FROM, "founder").stdout
    assert "Accumulated contacts (resource)" in told
    assert "Funds (resource)" in told


def test_the_json_is_the_answer_itself(told):
    code, document = told("routes", FROM, "founder")
    answer = cg.find_routes(cg.read(), cg.RouteQuery.between(FROM, "founder"))
    assert (code, document) == (0, json.loads(json.dumps(answer.to_dict())))


def test_roles_are_named_by_title_in_any_language(told):
    routes = [told("routes", start, goal)[1]["routes"] for start, goal in
              [(FROM, TO), ("R&D manager", "General Manager"), ("研发部经理", "总经理")]]  # fmt: skip
    assert routes[0] == routes[1] == routes[2]


def test_several_goals_are_asked_together(told):
    _, document = told("routes", FROM, TO, "founder")
    assert document["query"]["to"] == ["founder", TO]


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (["--matters", "pay,months"], "matters", ["months", "pay"]),
        (["--matters", "pay", "--matters", "dip"], "matters", ["pay", "dip"]),
        (["-k", "3"], "k", 3),
        (["--held", "Team leadership:3", "--held", "funds"], "held", {"funds": 1, "team-leadership": 3}),
        (["--no-assume"], "assume", False),
        (["--served", "12.5"], "months_served", 12.5),
        (["--max-moves", "5"], "max_moves", 5),
        (["--max-months", "120"], "max_months", 120),
        (["--max-learning", "30"], "max_learning", 30),
        (["--max-step", "12"], "max_step", 12),
        (["--pay-floor", "80"], "pay_floor", 80),
        (["--evidence", "expert,policy"], "evidence", ["expert", "policy"]),
        (["--via", "技术总监"], "via", ["technical-director"]),
        (["--avoid", "family:Quality", "--avoid", "skill:funds:2"], "avoid", ["family:quality", "skill:funds:2"]),
        (["--effort"], "effort", True),
        (["--currency", "EUR"], "currency", "EUR"),
        (["--pay", "100000", "--pay-currency", "EUR"], "yearly_pay", 100000),
        (["--show", "1"], "show", 1),
        (["--epsilon", "months=6", "--epsilon", "learning=2"], "epsilon", {"months": 6, "learning": 2}),
    ],
)
def test_every_option_is_a_field_of_the_query(told, options, field, value):
    _, document = told("routes", FROM, TO, *options)
    assert document["query"][field] == value


def test_every_field_of_a_query_can_be_asked_from_outside(told, tmp_path):
    document = {
        "from": "s", "to": ["t"], "held": {"p": 1}, "assume": False, "yearly_pay": 55, "pay_currency": "CNY",
        "months_served": 3, "matters": ["months", "learning"], "k": 2, "effort": True, "currency": "CNY",
        "max_moves": 3, "max_months": 40, "max_learning": 9, "max_step": 9, "pay_floor": 10, "evidence": [],
        "via": ["family:fam"], "avoid": ["u"], "show": 1, "epsilon": {"months": 1},
    }  # fmt: skip
    cg.write(drawn("s>a(p)12m a>t12m s>u a#fam s=50 a=40 t=60"), tmp_path / "graph.json")
    (tmp_path / "query.json").write_text(json.dumps(document), encoding="utf-8")
    code, answer = told("routes", "--query", tmp_path / "query.json", "-g", tmp_path / "graph.json")
    assert answer["query"] == document
    assert (code, [route["roles"] for route in answer["routes"]]) == (0, [["s", "a", "t"]])


def test_a_query_comes_in_by_a_pipe_and_what_is_given_beside_it_wins(told, ladder):
    document = json.dumps({"from": "s", "to": "t", "matters": ["months"], "k": 5})
    _, answer = told("routes", "--query", "-", "-k", "1", "-g", ladder, input=document)
    assert [route["roles"] for route in answer["routes"]] == [["s", "t"]]


def test_one_criterion_asks_for_the_best(run, ladder):
    result = run("routes", "s", "t", "-g", ladder, "--matters", "learning", "-k", "2")
    assert "The 2 best ways by level steps to learn." in result.stdout


def test_the_beaten_routes_are_counted(run, tmp_path):
    cg.write(drawn("s>a(p)12m a>t12m s>t(p2)6m s>b(p9)30m b>t30m"), tmp_path / "graph.json")
    assert "Of all 3 routes, 1 is beaten." in run("routes", "s", "t", "-g", tmp_path / "graph.json").stdout


def test_what_matters_gets_its_column(run, ladder):
    told = run("routes", "s", "t", "-g", ladder, "--matters", "pay,dip,likelihood,months").stdout
    assert "60 CNY (+10)" in told
    assert "likelihood" in told
    assert "1 step not known" in told


def test_a_limit_is_told_with_whether_it_shaped_the_answer(run, ladder):
    told = run("routes", "s", "t", "-g", ladder, "--max-step", "1", "--avoid", "family:fam").stdout
    assert "No way to t fits these limits." in told
    told = run("routes", "s", "t", "-g", ladder, "--max-step", "1", "--avoid", "u").stdout
    assert "  avoid u, without it the answer is the same" in told
    assert "  at most 1 level steps in one step, without it the answer is another" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--max-months", "3"], "What would help: allow 6 months instead of 3 (--max-months 6)."),
        (["--max-step", "0"], "What would help: allow 1 level step in one step instead of 0 (--max-step 1)."),
        (["--max-learning", "0"], "What would help: allow 1 level step in all instead of 0 (--max-learning 1)."),
        (["--max-moves", "0"], "What would help: allow 1 move instead of 0 (--max-moves 1)."),
        (["--pay-floor", "200"], "What would help: accept 120 % of today's pay instead of 200 (--pay-floor 120)."),
        (["--avoid", "t"], "What would help: do not avoid t."),
        (["--via", "u"], "What would help: do not ask to go by way of u."),
        (["--evidence", "policy"], "What would help: allow every kind of evidence."),
    ],
)
def test_no_route_names_the_smallest_change_that_helps(run, ladder, options, told):
    result = run("routes", "s", "t", "-g", ladder, *options)
    assert result.exit_code == 1
    assert told in result.stdout


def test_a_goal_that_nothing_leads_to_is_told_with_the_closest_role(run, told):
    result = run("routes", FROM, "chief-engineer")
    assert result.exit_code == 1
    assert "No move in this graph leads to chief engineer." in result.stdout
    code, document = told("routes", FROM, "chief-engineer")
    assert (code, document["no_route"]["reason"]) == (1, "unreachable")


def test_a_cut_search_says_so_and_what_to_do(run, tmp_path):
    names = [f"r{chr(97 + number)}" for number in range(20)]
    crowd = " ".join(
        f"{one}>{other}(p{number % 5 + 1})" for number, one in enumerate(names) for other in names if one != other
    )
    cg.write(drawn(f"s>ra {crowd} rt>t"), tmp_path / "crowd.json")
    result = run("routes", "s", "t", "-g", tmp_path / "crowd.json", "--max-moves", "8", "--seconds", "0.001")
    assert result.exit_code == 3
    told = " ".join(result.stdout.split())
    assert "the search stopped after 1 second." in told
    assert "Give it longer with --seconds 10." in told


def test_the_route_of_no_moves_is_told(run):
    result = run("routes", FROM, FROM)
    assert result.exit_code == 0
    assert "you are there already" in result.stdout


def test_the_steps_of_a_chosen_route_are_told(run):
    told = run("routes", FROM, TO, "--route", "b").stdout
    assert "Step 1 of 3" in told
    assert "Step 1 of 2" not in told
    assert "--route A tells the steps of another one." in told


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_paragraphs_fit_the_terminal(run, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    told = run("routes", FROM, TO).stdout
    paragraph = told[told.index("Assumed of") : told.index("■ held today")]
    assert max(map(len, paragraph.splitlines())) <= min(width, 110)


def test_the_order_of_criteria_changes_nothing(told):
    answers = [
        told("routes", FROM, TO, "--matters", ",".join(order)) for order in permutations(["months", "hardest", "pay"])
    ]
    assert all(answer == answers[0] for answer in answers)


def test_it_speaks_chinese(run):
    told = run("routes", "研发部经理", "总经理", "--lang", "zh").stdout
    assert "第 1 步，共 2 步" in told or "第 1 步,共 2 步" in told
    assert "2 条路线；没有一条被另一条全面胜过。" in told
    assert "待学一级" in told


@pytest.mark.parametrize("criterion", ["moves", "learning", "hardest", "likelihood", "pay"])
def test_the_display_is_thinned_by_any_criterion_and_says_how_many_it_leaves_out(run, told, tmp_path, criterion):
    graph = drawn(
        "s=100 a=90 b=120 t=200 u=210 s>a(p)12m30% a>t(q3,p2)24m20% s>b(p3)10m10% b>t(q2)20m5% s>t(p3,q3,r2)12m1% "
        "a>b(r)6m50% b>u(r)12m50% s>u(q3)40m90%"
    )
    cg.write(graph, tmp_path / "many.json")
    words = ("routes", "s", "t", "u", "-g", tmp_path / "many.json", "--matters", f"{criterion},months",
             "--epsilon", f"{criterion}=1000", "--epsilon", "months=1000")  # fmt: skip
    hidden = sum(not route["shown"] for route in told(*words)[1]["routes"])
    assert ("not shown" in " ".join(run(*words).stdout.split())) == bool(hidden)
    assert all(route["shown"] or not route["labels"] for route in told(*words)[1]["routes"])
