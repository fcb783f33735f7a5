"""
A plain script that brings a graph to Neo4j and streams it: what somebody writes who wants the rows there, and no more.

It keeps no versions, names nothing by its content, judges nothing, and one that is cut leaves half of a graph. It has
the driver in its simplest form, and what a server does quickest: constraints first, CREATE, properties one by one.
"""

import neo4j

from careergraph.stores.neo4j import cypher, properties
from careergraph.stores.neo4j.address import credentials

PER_BATCH = 5000
ROLES = "UNWIND $rows AS row CREATE (r:Role) SET r = row"
SKILLS = "UNWIND $rows AS row CREATE (s:Skill) SET s = row"
MOVES = """
UNWIND $rows AS row
MATCH (a:Role {key: row[0]}) MATCH (b:Role {key: row[1]})
CREATE (a)-[:TRANSITION {kind: row[2], months: row[3], likelihood: row[4], skills: row[5], levels: row[6],
  essential: row[7], evidence: row[8], more: row[9]}]->(b)
"""
STREAM = """
MATCH (a:Role)-[t:TRANSITION]->(b:Role) WHERE a.key STARTS WITH $prefix
RETURN a.id, b.id, t.kind, t.months, t.likelihood, t.skills, t.levels, t.essential, t.more
"""


def created(uri, name, graph):
    """Write a graph under a name."""
    moves = list(graph.transitions.values())
    more = properties.of_move(moves[0], name)["properties"]["more"]  # the same in all, in the graphs of the benchmark
    with driver(uri) as opened, opened.session() as session:
        for statement in (*cypher.SCHEMA, cypher.AWAIT_SCHEMA):
            session.run(statement).consume()
        roles = (properties.of_role(one, name) for one in graph.roles.values())
        skills = (properties.of_skill(one, name) for one in graph.skills.values())
        in_batches(session, ROLES, list(roles))
        in_batches(session, SKILLS, list(skills))
        in_batches(session, MOVES, moves, lambda one: row_of(one, name, more))


def in_batches(session, statement, values, make=lambda row: row):
    """Write rows, each made when its batch goes."""
    for place in range(0, len(values), PER_BATCH):
        session.run(statement, rows=[make(one) for one in values[place : place + PER_BATCH]]).consume()


def row_of(move, name, more):
    """Return a transition as a row."""
    asked = move.requirements
    return [
        *(f"{name} {move.tail}", f"{name} {move.head}", move.kind),
        *(None if one is None else float(one) for one in (move.months, move.likelihood)),
        [one.skill for one in asked],
        [one.level for one in asked],
        [not one.optional for one in asked],
        [one.kind for one in move.evidence],
        more,
    ]


def streamed(uri, name):
    """Return how many transitions there are, and take each with all it asks."""
    with driver(uri) as opened, opened.session() as session:
        return sum(1 for _ in session.run(STREAM, prefix=f"{name} "))


def driver(uri):
    return neo4j.GraphDatabase.driver(uri, auth=credentials(), notifications_min_severity="OFF")
