"""What a change touches of a graph in Neo4j, found under the lock of the graph."""

import json
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from careergraph.model import judging
from careergraph.model.changes import ChangeSet
from careergraph.model.graph import CareerGraph
from careergraph.model.judging import Touched
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.stores.neo4j import cypher, properties
from careergraph.stores.neo4j.properties import MoveRow, key
from careergraph.stores.neo4j.server import Transaction

Item = TypeVar("Item")

PER_BATCH = 2000
"""Rows that are sent at once."""


async def touched(transaction: Transaction, graph: str, changes: ChangeSet, metadata: Metadata) -> Touched:
    """Return what a change touches."""
    role_ids = {*changes.drop_roles, *(one.id for one in changes.of(Role))}
    skill_ids = {*changes.drop_skills, *(one.id for one in changes.of(Skill))}
    pairs = {*changes.drop_transitions, *(one.pair for one in changes.of(Transition))}
    roles = await _found(transaction, cypher.ROLES_NAMED, _keys(graph, role_ids))
    skills = await _found(transaction, cypher.SKILLS_NAMED, _keys(graph, skill_ids))
    rows = [one for lot in batches(sorted(pairs)) for one in await _moves_named(transaction, graph, lot)]
    for statement in (cypher.MOVES_OUT, cypher.MOVES_IN):
        for lot in batches(_keys(graph, changes.drop_roles)):
            rows += await transaction.rows(statement, graph=graph, keys=lot)
    reading = properties.Reading()
    moves = [reading.move(MoveRow(*row)) for row in rows]
    there = CareerGraph.of_sound(
        metadata,
        MappingProxyType({one.id: one for (said,) in roles for one in [properties.role_of(said)]}),
        MappingProxyType({one.id: one for (said,) in skills for one in [properties.skill_of(said)]}),
        MappingProxyType({one.pair: one for one in sorted(moves, key=lambda one: one.pair)}),
    )
    return Touched(there, *await _referring(transaction, graph, *judging.gone(changes)))


async def there(
    transaction: Transaction, graph: str, roles: Iterable[RoleId], skills: Iterable[SkillId]
) -> tuple[set[RoleId], set[SkillId]]:
    """Return those of these ids that are there."""
    found_roles = await _found(transaction, cypher.ROLES_KNOWN, _keys(graph, roles))
    found_skills = await _found(transaction, cypher.SKILLS_KNOWN, _keys(graph, skills))
    return {one for (one,) in found_roles}, {one for (one,) in found_skills}


async def _referring(
    transaction: Transaction, graph: str, roles: set[RoleId], skills: set[SkillId]
) -> tuple[tuple[Role, ...], tuple[Transition, ...]]:
    """Return what refers to roles and skills that go: by properties, or in what is kept as JSON beside them."""
    if not (roles or skills):
        return (), ()
    prefix, texts = key(graph, ""), [json.dumps(one) for one in sorted(roles | skills)]
    named = {"roles": sorted(roles), "skills": sorted(skills), "texts": texts}
    found = await transaction.rows(cypher.ROLES_REFERRING, prefix=prefix, **named)
    transaction.renew()
    if not skills:
        return tuple(properties.role_of(said) for (said,) in found), ()
    reading, moves = properties.Reading(), list[Transition]()
    for lot in batches([one for (one,) in await transaction.rows(cypher.ROLE_KEYS, prefix=prefix)]):
        rows = await transaction.rows(cypher.MOVES_REFERRING, keys=lot, skills=sorted(skills), texts=texts)
        moves += (reading.move(MoveRow(*row)) for row in rows)
        transaction.renew()
    return tuple(properties.role_of(said) for (said,) in found), tuple(moves)


async def _moves_named(transaction: Transaction, graph: str, pairs: Iterable[tuple[RoleId, RoleId]]) -> list[list[Any]]:
    return await transaction.rows(cypher.MOVES_NAMED, pairs=pair_keys(graph, pairs))


async def _found(transaction: Transaction, statement: str, keys: Sequence[str]) -> list[list[Any]]:
    return [row for lot in batches(keys) for row in await transaction.rows(statement, keys=lot)]


def batches(rows: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield rows in lots that are sent at once."""
    return (rows[place : place + PER_BATCH] for place in range(0, len(rows), PER_BATCH))


def pair_keys(graph: str, pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return what names transitions by the keys of their ends."""
    return [[key(graph, tail), key(graph, head)] for tail, head in pairs]


def _keys(graph: str, ids: Iterable[str]) -> list[str]:
    return [key(graph, one) for one in sorted(set(ids))]
