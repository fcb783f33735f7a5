"""
Random small graphs and queries, as lines that `tests/drawn.py` reads.

Figures come from tiny sets, so that ties abound. Who chooses is handed in: `random.Random(seed).choice`, or
hypothesis by way of `sampled_from`. Each set begins with what is simplest, for hypothesis shrinks towards it.
"""

from itertools import permutations

from careergraph.routes.query import CRITERIA
from tests.drawn import asked, drawn

SIZES = (3, 4, 5, 5, 6, 6, 7, 8)
DENSITIES = {3: (1, 2), 4: (2, 3), 5: (2, 3), 6: (2, 2, 3), 7: (1, 2, 2), 8: (1, 2, 2)}
"""By the number of roles: how many moves lead out of a role, about."""

ASKS = (
    *("", "", "", "(p)", "(p)", "(p2)", "(p2)", "(p3)", "(q)", "(q2)", "(q3)", "(p,q)", "(p2,q)", "(p,q2,r)", "(r)"),
    *("(p/q)", "(p/q2)", "(p2/q,r)", "(p2,q/r)", "(p/p2)", "(p,p2/q)", "(2:p/q/r2)", "(p/q,p/r)", "(q?)", "(p,r2?)"),
)
MONTHS = ("", "6m", "6m", "12m", "12m", "0m", "1.5m")
SHARES = ("", "10%", "20%", "50%", "50%", "100%", "33.3333%")
EVIDENCE = (
    *("", "", "~policy", "~policy", "~derived", "~expert", "~policy,derived", "~observed"),
    *("~observed3/12", "~observed12/40", "~observed5/50,policy", "~observed12/12,observed1/40"),
)
FAMILIES = ("", "", "#f", "#g")
PAYS = ("", "=50", "=50", "=40", "=60", "=60", "=30", "=45.5", "=50EUR", "=5/month", "=9/hour", "=0")
GROWTH = ("", "", "", "", "+p", "+p2", "+q", "+r", "+q+r2", "+p3")
EFFORTS = ("", "", "p*1.5", "p*0.5", "q*2", "p*2 q*3", "r*0.25")

COUNTS = (1, 1, 1, 2, 2, 3, 4)
"""How many criteria a query has."""
PERSON = (
    ("", "", "held p", "held p2", "held p,q2", "held p0", "held q3,other2", "held p0,q0,r"),
    ("", "assume"),
    ("", "", "", "served 6", "served 3.5", "served 100"),
    ("", "", "", "paid 50", "paid 40CNY", "paid 50EUR", "paid 0"),
)
ASPECTS = (
    ("", "k=2", "k=3", "k=9"),
    ("", "", "effort"),
    ("", "", "", "", "in CNY", "in EUR"),
    ("", "", "", "show 1", "show 2"),
)
CONSTRAINTS = (
    ("moves<=3", "moves<=2", "moves<=1", "moves<=0", "moves<=4", "moves<=5", "moves<=8"),
    ("months<=12", "months<=6", "months<=24", "months<=0", "months<=19.5"),
    ("learning<=2", "learning<=1", "learning<=3", "learning<=4.5", "learning<=0"),
    ("step<=1", "step<=2", "step<=1.5", "step<=0"),
    ("pay>=80%", "pay>=100%", "pay>=1%", "pay>=120.5%"),
    ("evidence policy", "evidence policy,derived", "evidence expert,observed"),
    ("avoid", "avoid", "via"),
    ("via", "via", "avoid"),
)
SKILL_SELECTORS = ("!p", "!p2", "!q", "!q2", "!r", "#f", "#g")
EPSILONS = ("-", "-", "1", "2", "12", "0.5", "0.1")


def random_graph(rng):
    """Return a graph of 3 to 8 roles."""
    return drawn(drawing(rng.choice))


def random_query(rng, graph):
    """Return a query that can be asked of a generated graph."""
    return asked(asking(rng.choice, sorted(graph.roles)))


def drawing(choose):
    """Return the line of a graph of 3 to 8 roles."""
    roles = "abcdefgh"[: choose(SIZES)]
    out = choose(DENSITIES[len(roles)])
    present = (False,) * (len(roles) - 1 - out) + (True,) * out
    words = [role + choose(FAMILIES) + choose(PAYS) + choose(GROWTH) for role in roles]
    for tail, head in permutations(roles, 2):
        if choose(present):
            words.append(f"{tail}>{head}" + choose(ASKS) + choose(MONTHS) + choose(SHARES) + choose(EVIDENCE))
    return " ".join([*words, choose(EFFORTS)]).strip()


def asking(choose, roles):
    """Return the line of a query about these roles."""
    matters = several(choose, CRITERIA, choose(COUNTS))
    start = choose(roles)
    goals = several(choose, [role for role in roles if role != start], choose((1, 1, 1, 2)))
    goals += choose(([], [], [], [], [], [], [], [start]))
    clauses = [*map(choose, PERSON), *map(choose, ASPECTS)]
    for choices in several(choose, CONSTRAINTS, choose((0, 0, 1, 1, 2, 3))):
        clauses.append(choose(choices))
        if clauses[-1] in {"avoid", "via"}:
            clauses[-1] += " " + ",".join(several(choose, (*roles, *SKILL_SELECTORS), choose((1, 1, 2))))
    clauses.append(choose(("", "", "", "ε " + ",".join(choose(EPSILONS) for _ in matters))))
    return "; ".join(["+".join(matters), f"from {start}", f"to {','.join(goals)}", *filter(None, clauses)])


def several(choose, options, count):
    """Return so many different ones of the options."""
    left, chosen = list(options), []
    for _ in range(count):
        chosen.append(choose(left))
        left.remove(chosen[-1])
    return chosen
