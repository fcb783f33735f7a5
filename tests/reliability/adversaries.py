"""
Graphs made to cost a search as much as they can, and what a question about one costs.

`python -m tests.reliability.adversaries NAME SECONDS ...` asks in a process of its own, whose memory is its own, and
prints the figures as JSON.
"""

import gc
import json
import resource
import sys
import time
from dataclasses import asdict, dataclass
from decimal import Decimal
from random import Random

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.roles import Role
from careergraph.model.skills import Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Transition
from careergraph.routes.query import Budget, RouteQuery, Selector
from careergraph.routes.search import find_routes

SKILLS = 60
ALL = ("months", "learning", "hardest", "likelihood")
QUESTIONS = {
    "least learning": {"matters": ("learning",)},
    "a hundred by learning": {"matters": ("learning",), "k": 100},
    "a hundred by months": {"matters": ("months",), "k": 100},
    "months, learning, hardest, likelihood": {"matters": ALL},
    "the same, up to 8 moves": {"matters": ALL, "max_moves": 8},
    "learning, with five constraints": {
        "matters": ("learning",),
        "max_months": 400,
        "max_step": 60,
        "avoid": (Selector("role", "r0003"), Selector("skill", "s05", 4)),
        "via": (Selector("skill", "s01"),),
    },
    "nothing allowed": {"matters": ("learning",), "max_step": 0, "max_months": 1},
}


def a_transition(tail, head, asks=(), months=12, share=500_000):
    requirements = tuple(Requirement(f"s{skill:02}", level) for skill, level in dict(asks).items())
    return Transition(
        f"r{tail:04}",
        f"r{head:04}",
        months=Decimal(months),
        likelihood=Decimal(share).scaleb(-6),
        requirements=requirements,
    )


def a_graph(size, moves):
    return CareerGraph(
        roles=[Role(f"r{number:04}", Text(str(number))) for number in range(size)],
        skills=[Skill(f"s{number:02}", Text(str(number))) for number in range(SKILLS)],
        transitions=moves,
    )


def by_chance(rng, tail, head):
    """A move with figures that hardly ever tie."""
    asks = [(skill, rng.randint(1, 4)) for skill in rng.sample(range(SKILLS), rng.randint(0, 12))]
    return a_transition(tail, head, asks, rng.randint(0, 90), rng.randint(1, 9_000))


def complete():
    """Each of 200 roles leads to each other one."""
    rng = Random(1)
    return a_graph(200, (by_chance(rng, a, b) for a in range(200) for b in range(200) if a != b))


def ladder():
    """Two to the power of 24 routes, all equal in everything."""
    rungs = 24
    pairs = ((1 + 2 * n + a, 3 + 2 * n + b) for n in range(rungs) for a in (0, 1) for b in (0, 1))
    last = 2 * rungs + 3
    ends = [(0, 1), (0, 2), (last - 2, last), (last - 1, last)]
    return a_graph(last + 1, (a_transition(tail, head, [(0, 1)]) for tail, head in [*pairs, *ends]))


def at_random():
    """Three thousand roles with twenty moves each, to anywhere."""
    rng = Random(2)
    return a_graph(
        3_000,
        (by_chance(rng, tail, head) for tail in range(3_000) for head in rng.sample(range(3_000), 20) if tail != head),
    )


def anti_correlated():
    """Six stages of nine ways: whoever is faster learns more, so that no route beats another."""
    stages, width = 6, 9
    last = stages * width + 1
    moves = []
    for stage in range(stages):
        tails = [0] if not stage else range(1 + (stage - 1) * width, 1 + stage * width)
        for way in range(width):
            asks = [(stage * 9 + skill, 1) for skill in range(width - 1 - way)]
            moves += [a_transition(tail, 1 + stage * width + way, asks, 5 * way) for tail in tails]
    moves += [a_transition(last - 1 - way, last, months=0) for way in range(width)]
    return a_graph(last + 1, moves)


def chain():
    """Five thousand moves, one after the other."""
    return a_graph(5_001, (a_transition(n, n + 1, [(n % SKILLS, n % 4 + 1)]) for n in range(5_000)))


ADVERSARIES = {
    "complete": complete,
    "ladder": ladder,
    "at-random": at_random,
    "anti-correlated": anti_correlated,
    "chain": chain,
}


@dataclass
class Cost:
    """What one question cost: seconds allowed and taken, mebibytes that memory grew, and how it ended."""

    adversary: str
    question: str
    deadline: float
    seconds: float
    growth: float
    routes: int
    complete: bool
    proven: int
    hop_limit: int

    @property
    def over(self):
        """How much of the deadline was taken."""
        return self.seconds / self.deadline


def peak():
    """Mebibytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cost(name, graph, question, deadline):
    last = list(graph.roles)[-1]
    query = RouteQuery(Profile("r0000"), (last,), **QUESTIONS[question])
    gc.collect()
    before = peak()
    began = time.process_time()
    answer = find_routes(graph, query, budget=Budget(seconds=deadline), clock=time.process_time)
    seconds = time.process_time() - began
    return Cost(
        name,
        question,
        deadline,
        seconds,
        peak() - before,
        len(answer.routes),
        answer.complete,
        answer.proven_moves,
        answer.hop_limit.moves,
    )


def costs(name, deadlines):
    """Yield what each question costs for each deadline, the shortest first; the index is there already."""
    graph = ADVERSARIES[name]()
    cost(name, graph, "least learning", 0.05)
    for deadline in sorted(deadlines):
        for question in QUESTIONS:
            yield cost(name, graph, question, deadline)


if __name__ == "__main__":
    print(json.dumps([asdict(one) for one in costs(sys.argv[1], map(float, sys.argv[2:]))]))  # noqa: T201 - the other process reads it
