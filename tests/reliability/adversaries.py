"""
Graphs made to cost a search as much as they can, and what a question about one costs.

Seconds are those of the processor, by which the searches keep their deadline too, so that a machine that is busy with
something else changes nothing. Each adversary has a process of its own, because the most memory that a process ever
held never falls.
"""

import gc
import hashlib
import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.roles import Role
from careergraph.model.skills import Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Transition
from careergraph.routes.query import Budget, RouteQuery, Selector
from careergraph.routes.search import engine_of, find_routes

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


def complete(size):
    """Each role leads to each other one."""
    rng = Random(1)
    return a_graph(size, (by_chance(rng, a, b) for a in range(size) for b in range(size) if a != b))


def ladder(rungs):
    """Two to the power of the rungs routes, all equal in everything."""
    pairs = ((1 + 2 * n + a, 3 + 2 * n + b) for n in range(rungs) for a in (0, 1) for b in (0, 1))
    last = 2 * rungs + 3
    ends = [(0, 1), (0, 2), (last - 2, last), (last - 1, last)]
    return a_graph(last + 1, (a_transition(tail, head, [(0, 1)]) for tail, head in [*pairs, *ends]))


def at_random(size):
    """Twenty moves out of each role, to anywhere."""
    rng = Random(2)
    heads = ((tail, head) for tail in range(size) for head in rng.sample(range(size), 20))
    return a_graph(size, (by_chance(rng, tail, head) for tail, head in heads if tail != head))


def anti_correlated(stages, width=9):
    """Nine ways at each stage: whoever is faster learns more, so that no route beats another."""
    last = stages * width + 1
    moves = []
    for stage in range(stages):
        tails = [0] if not stage else range(1 + (stage - 1) * width, 1 + stage * width)
        for way in range(width):
            asks = [(stage * 9 + skill, 1) for skill in range(width - 1 - way)]
            moves += [a_transition(tail, 1 + stage * width + way, asks, 5 * way) for tail in tails]
    moves += [a_transition(last - 1 - way, last, months=0) for way in range(width)]
    return a_graph(last + 1, moves)


def chain(length):
    """One move after the other."""
    return a_graph(length + 1, (a_transition(n, n + 1, [(n % SKILLS, n % 4 + 1)]) for n in range(length)))


ADVERSARIES = {
    "complete graph": (complete, 200, 75),
    "ladder of equal routes": (ladder, 24, 24),
    "random moves": (at_random, 3_000, 300),
    "anti-correlated criteria": (anti_correlated, 6, 6),
    "chain": (chain, 5_000, 1_000),
}
"""How each is made, its size, and the size that does for a test that must be quick."""


@dataclass
class Cost:
    """
    What one question cost: seconds allowed and taken, mebibytes that memory grew, and how it ended.

    `ready` is what no question costs: the seconds in which its graph was made ready, once.
    """

    adversary: str
    question: str
    deadline: float
    seconds: float
    growth: float
    routes: int
    complete: bool
    proven: int
    hop_limit: int
    routes_digest: str = ""
    ready: float = 0

    @property
    def share(self):
        """How much of the deadline was taken; 1 is all of it."""
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
        hashlib.sha256(repr([route.roles for route in answer]).encode()).hexdigest()[:16],
    )


def costs(name, deadlines, questions, *, small):
    """Yield what each question costs for each deadline, the shortest first, after the graph was made ready."""
    make, *sizes = ADVERSARIES[name]
    graph = make(sizes[small])
    began = time.process_time()
    engine_of(graph)
    ready = time.process_time() - began
    for deadline in sorted(deadlines):
        for question in questions:
            yield replace(cost(name, graph, question, deadline), ready=ready)


def measured(name, deadlines, questions=tuple(QUESTIONS), *, small=False):
    """Return the costs, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.reliability.adversaries", name, json.dumps([deadlines, questions, small])]
    told = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True).stdout
    return [Cost(**one) for one in json.loads(told)]


if __name__ == "__main__":
    asked, seconds = sys.argv[1], json.loads(sys.argv[2])
    print(json.dumps([asdict(one) for one in costs(asked, *seconds[:2], small=seconds[2])]))  # noqa: T201 - read above
