"""
What it costs to keep a large graph in a file.

`python -m tests.reliability.kept.costs M60` prints the figures of one, in a process that has no other in memory.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from careergraph import CareerGraph, ChangeSet, Requirement, Role, Skill, Text, Transition
from careergraph.model.changes import difference
from careergraph.model.ordered import in_order
from careergraph.stores.embedded.store import EmbeddedStore
from careergraph.stores.shelf.shelf import FOLDER
from scripts.benchmark.graphs import load

ROOT = Path(__file__).parents[3]
SHARED = "M60, lists shared"
GRAPHS = ("M60", SHARED, "M300", "L")
FIRST_ROUTE = """
import json, sys, time
from careergraph import RouteQuery
from careergraph.explorer.opening import open_source
explorer = open_source(sys.argv[1]).current()
explorer.routes(RouteQuery.between(sys.argv[2], sys.argv[3], matters=("months",)))
print(json.dumps([time.process_time(), open("/proc/self/status").read().split("VmHWM:")[1].split()[0]]))
"""
FIRST_CHANGE = """
import sys, time
from careergraph import ChangeSet, Transition, open_store
with_figure = ChangeSet(put=(Transition(sys.argv[2], sys.argv[3], months=7),))
store = open_store(sys.argv[1])
began = time.process_time()
store.commit(with_figure, change_id="first")
print(time.process_time() - began)
"""
NAIVE, SMALL = 500, 50
"""Values that are committed one by one, and changes to a graph that is there."""
ROLES, SKILLS, ASKED, OUT = 3_000, 14_000, 40, 20


@dataclass(frozen=True)
class Cost:
    """
    Seconds of the processor, but for `megabytes` (of the file) and `memory` (of processes, in MiB).

    `one_by_one` is for all values at the pace of the first few; `first_route` and `first_change` are of a process that
    knows nothing of the graph, and has no shelf.
    """

    name: str
    transitions: int
    imported: float
    one_by_one: float
    megabytes: float
    opened: float
    changed: float
    first_change: float
    first_route: float
    shelved_route: float
    memory: float
    memory_of_a_route: float


def costs(names=GRAPHS):
    """Measure graphs one after the other; one that there is no room for is told, and left out."""
    for name in names:
        command = [sys.executable, "-m", "tests.reliability.kept.costs", name]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            print(f"{name}: {ran.returncode} {ran.stderr[-2000:]}", file=sys.stderr, flush=True)  # noqa: T201
        else:
            yield Cost(**json.loads(ran.stdout))


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
        imported = seconds(lambda: store.commit(difference(CareerGraph(), graph), change_id="import"))
        memory = peak()
    ends = values[-1].pair
    with closing(EmbeddedStore(path)) as store:
        opened = seconds(store.load)
        changed = [
            seconds(lambda move=move, number=number: store.commit(once(move, number), change_id=f"change {number}"))
            for number, move in enumerate(values[-SMALL:])
        ]
    megabytes = path.stat().st_size / 1e6
    environment = {**os.environ, FOLDER: str(folder / "shelf")}
    (first, most), (shelved, _) = (json.loads(apart(FIRST_ROUTE, path, ends, environment)) for _ in range(2))
    return Cost(
        name,
        len(graph.transitions),
        imported,
        one_by_one(folder / "naive.db", values),
        megabytes,
        opened,
        statistics.median(changed),
        float(apart(FIRST_CHANGE, path, ends, environment)),
        first,
        shelved,
        memory,
        int(most) / 1024,
    )


def apart(program, path, ends, environment):
    """Return what a program prints that is handed a store and the ends of a transition."""
    command = [sys.executable, "-c", program, str(path), *ends]
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT).stdout


def peak():
    """Return the most memory that this process had, in MiB."""
    return int(Path("/proc/self/status").read_text(encoding="ascii").split("VmHWM:")[1].split()[0]) / 1024


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


if __name__ == "__main__":
    chosen = sys.argv[1]
    with tempfile.TemporaryDirectory() as own:
        measured = cost(chosen, sharing() if chosen == SHARED else load(chosen), Path(own))
    print(json.dumps(asdict(measured)))  # noqa: T201 - another process reads it
