"""
The digest of some answers: the same in every process, whatever its hash seed and the order of its input.

`python -m tests.reliability.repeatable SEED` prints it, the input in an order that depends on the seed. It loads
little, because it runs many times.
"""

import hashlib
import json
import sys
from dataclasses import replace
from random import Random

from careergraph.model.graph import CareerGraph
from tests.engines import ENGINES, answered_by
from tests.generated import random_graph, random_query

GRAPHS = 12


def digest(order):
    """Return the digest of what both engines answer."""
    made = hashlib.sha256()
    for number in range(GRAPHS):
        rng = Random(f"repeatable/{number}")
        graph = random_graph(rng)
        query = random_query(rng, graph)
        for engine in ENGINES:
            answer = answered_by(engine, shuffled(graph, order), shuffled_query(query, order))
            made.update(as_bytes(answer.to_dict()))
    return made.hexdigest()


def as_bytes(document):
    return json.dumps(document, ensure_ascii=False).encode()


def shuffled(graph, rng):
    transitions = [
        replace(
            one,
            requirements=mixed(one.requirements, rng),
            groups=mixed([replace(group, members=mixed(group.members, rng)) for group in one.groups], rng),
            evidence=mixed(one.evidence, rng),
        )
        for one in graph.transitions.values()
    ]
    return CareerGraph(
        graph.metadata,
        roles=mixed([replace(role, grows=mixed(role.grows, rng)) for role in graph.roles.values()], rng),
        skills=mixed(graph.skills.values(), rng),
        transitions=mixed(transitions, rng),
    )


def shuffled_query(query, rng):
    fields = ("goals", "matters", "via", "avoid", "evidence", "epsilon")
    declared = dict(mixed(query.profile.declared.items(), rng))
    return replace(
        query,
        profile=replace(query.profile, declared=declared),
        **{name: mixed(getattr(query, name), rng) for name in fields},
    )


def mixed(values, rng):
    return tuple(rng.sample(list(values), len(values)))


if __name__ == "__main__":
    print(digest(Random(sys.argv[1])))  # noqa: T201 - another process reads it
