"""
Random small graphs and queries, as lines that `tests/drawn.py` reads.

Figures come from tiny sets, so that ties abound. Who chooses is handed in: `random.Random(seed).choice`, or
hypothesis by way of `sampled_from`. Each set begins with what is simplest, for hypothesis shrinks towards it.
"""

import re
from itertools import permutations

from careergraph.routes.query import CRITERIA
from tests.drawn import asked, drawn

ROLES = ("abc", "abcd", "abcde", "abcde", "abcdef", "abcdef", "abcdefg", "abcdefgh")
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
    *("~observed3/12", "~observed12/40", "~observed5/50,policy", "~observed12/12,observed1/40", "~policy3/4"),
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
CHANGES = (0, 1, 1, 2, 2, 3)
"""How many words of a graph are changed to make one like it."""
MORE_CRITERIA = ("learning", "hardest", "learning+hardest", "moves+learning", "months+learning")
MORE_CLAUSES = (
    *("", "", "k=2", "k=3", "moves<=5", "moves<=6", "step<=1", "step<=2", "months<=24", "learning<=3"),
    *("via", "via", "avoid"),
)
EPSILONS = ("-", "-", "1", "2", "12", "0.5", "0.1")


def random_graph(rng):
    """Return a graph of 3 to 8 roles."""
    return drawn(drawing(rng.choice, rng.choice(ROLES)))


def random_query(rng, graph):
    """Return a query that can be asked of a generated graph."""
    return asked(asking(rng.choice, sorted(graph.roles)))


def lines(choose):
    """Return the line of a graph of 3 to 8 roles, and that of a query about it."""
    roles = choose(ROLES)
    return drawing(choose, roles), asking(choose, roles)


def drawing(choose, roles):
    """Return the line of a graph of these roles."""
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


def lines_like(choose, graph, query):
    """Return the lines of a graph and a query like these (whose roles are single letters), changed a little."""
    words = dict(re.fullmatch(r"(\w>\w|\w\*|\w)(.*)", word).groups() for word in graph.split())
    roles = sorted({*"st", *(role for word in words if "*" not in word for role in word.split(">"))})
    for _ in range(choose(CHANGES)):
        change(choose, words, roles)
    names = dict(zip(roles, several(choose, "abcdefghij", len(roles)), strict=True))
    words = dict.fromkeys(roles, "") | words
    told = [(word if "*" in word else renamed(word, ">", names)) + rest for word, rest in words.items()]
    return " ".join(told), query_like(choose, query, names)


def change(choose, words, roles):
    """Take a word out of a graph, or draw a move or what a role grows anew."""
    match choose(("out", "grow", "move", "move")):
        case "out":
            words.pop(choose(["", *words]), None)
        case "grow":
            words[choose(roles)] = choose(GROWTH)
        case "move":
            words[">".join(several(choose, roles, 2))] = choose(ASKS) + choose(("", "6m", "12m"))


def query_like(choose, query, names):
    """Return a query with other names, sometimes with other criteria or one clause more."""
    matters, *clauses = query.split("; ")
    said = {"from": "s", "to": "t"} | {clause.partition(" ")[0]: clause.partition(" ")[2] for clause in clauses}
    more = choose(MORE_CLAUSES)
    if more[:4] not in {clause[:4] for clause in said}:
        said[more] = choose(sorted(names)) if more in {"via", "avoid"} else ""
    clauses = [f"{clause} {renamed(rest, ',', names)}".strip() for clause, rest in said.items()]
    return "; ".join([choose((matters, matters, matters, *MORE_CRITERIA)), *filter(None, clauses)])


def renamed(text, split, names):
    """Return a text with the roles among its parts renamed."""
    return split.join(names.get(part, part) for part in text.split(split))


def several(choose, options, count):
    """Return so many different ones of the options."""
    left, chosen = list(options), []
    for _ in range(count):
        chosen.append(choose(left))
        left.remove(chosen[-1])
    return chosen
