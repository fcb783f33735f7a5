"""What it costs to keep a large graph in a file."""

import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from careergraph import CareerGraph, ChangeSet, Requirement, Role, Skill, Text, Transition
from careergraph.model.changes import difference
from careergraph.model.ordered import in_order
from careergraph.stores.embedded.store import EmbeddedStore
from scripts.benchmark.graphs import load

NAIVE, SMALL = 500, 50
"""Values that are committed one by one, and changes to a graph that is there."""
ROLES, SKILLS, ASKED, OUT = 3_000, 14_000, 40, 20


@dataclass(frozen=True)
class Cost:
    """Seconds of the processor, but for `megabytes`; `one_by_one` is for all values at the pace of the first few."""

    name: str
    transitions: int
    imported: float
    one_by_one: float
    megabytes: float
    opened: float
    changed: float


def costs():
    """Measure both large graphs: every list of requirements another, and 3,000 lists that all transitions share."""
    for name, graph in (("M60", load("M60")), ("M60, lists shared", sharing())):
        with tempfile.TemporaryDirectory() as folder:
            yield cost(name, graph, Path(folder))


def sharing():
    """Return a graph as large in which moves to a role all ask what its holders hold."""
    rng = Random(1)
    skills = [Skill(f"s{number:05}", Text(f"Skill {number}")) for number in range(SKILLS)]
    known = [Requirement(skill.id, level) for skill in skills for level in range(1, 5)]
    roles = [Role(f"r{number:04}", Text(f"Role {number}")) for number in range(ROLES)]
    asked = {role.id: in_order(known[4 * one + one % 4] for one in rng.sample(range(SKILLS), ASKED)) for role in roles}
    heads = [rng.sample(range(ROLES - 1), OUT) for _ in roles]
    moves = [
        Transition(tail.id, head.id, months=12, requirements=asked[head.id])
        for number, tail in enumerate(roles)
        for head in (roles[one + (one >= number)] for one in heads[number])
    ]
    return CareerGraph(roles=roles, skills=skills, transitions=moves)


def cost(name, graph, folder):
    values = (*graph.roles.values(), *graph.skills.values(), *graph.transitions.values())
    path = folder / "careers.db"
    with closing(EmbeddedStore(path, create=True)) as store:
        imported = seconds(lambda: store.commit(difference(store.load(), graph), change_id="import"))
    with closing(EmbeddedStore(path)) as store:
        opened = seconds(store.load)
        changed = [
            seconds(lambda move=move, number=number: store.commit(once(move, number), change_id=f"change {number}"))
            for number, move in enumerate(values[-SMALL:])
        ]
    return Cost(
        name,
        len(graph.transitions),
        imported,
        one_by_one(folder / "naive.db", values),
        path.stat().st_size / 1e6,
        opened,
        statistics.median(changed),
    )


def once(move, number):
    return ChangeSet(put=(replace(move, months=number),))


def one_by_one(path, values):
    """Return what it would take to commit each value for itself, from how long the first ones take."""
    with closing(EmbeddedStore(path, create=True)) as store:
        spent = sum(
            seconds(lambda one=one, number=number: store.commit(bare(one), change_id=f"{number}"))
            for number, one in enumerate(values[:NAIVE])
        )
    return spent / NAIVE * len(values)


def bare(role):
    """Return the change that puts a role, without what it refers to and is not there yet."""
    return ChangeSet(put=(Role(role.id, role.title),))


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began
