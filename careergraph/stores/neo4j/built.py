"""Rows of Neo4j put together: a graph, transitions in order, and what a full-text index is asked."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from types import MappingProxyType
from typing import Any, TypeAlias

from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId, Transition
from careergraph.stores.neo4j import properties
from careergraph.stores.neo4j.committing import EMPTY
from careergraph.stores.neo4j.properties import MoveRow

Lots: TypeAlias = Iterable[list[Any]]
LUCENE = frozenset('+-&|!(){}[]^"~*?:\\/')
"""What means something to a full-text index."""


def built(head: list[list[Any]], roles: Lots, skills: Lots, moves: Lots) -> CareerGraph:
    """Return the graph of what is kept of it."""
    if not head:
        return EMPTY
    _, content, metadata = head[0]
    reading = properties.Reading()
    with nothing_collected():
        return CareerGraph.of_sound(
            properties.metadata_of(metadata),
            MappingProxyType(dict(sorted((one["id"], properties.role_of(one)) for (many,) in roles for one in many))),
            MappingProxyType(dict(sorted((one["id"], properties.skill_of(one)) for (many,) in skills for one in many))),
            MappingProxyType({(row.tail, row.head): reading.move(row) for row in in_order(moves)}),
            int(content, 16),
        )


def in_order(rows: Lots) -> Iterator[MoveRow]:
    """Yield transitions of rows that each have all of a role, which stand in order of the roles."""
    for tail, moves in rows:
        moves.sort(key=itemgetter(0))
        for move in moves:
            yield MoveRow(tail, *move)


def moves_of(rows: Iterable[list[Any]]) -> tuple[Transition, ...]:
    """Return the transitions of rows, in order of tail and head."""
    reading = properties.Reading()
    return tuple(sorted((reading.move(MoveRow(*row)) for row in rows), key=_pair))


def _pair(move: Transition) -> tuple[RoleId, RoleId]:
    return move.pair


def lucene(asked: str) -> str:
    r"""
    Return what a full-text index is asked for words that begin like these, all of them.

    Examples
    --------
    >>> lucene("r&d direc")
    'r\\&d* AND direc*'
    """
    escaped = ("".join(f"\\{sign}" if sign in LUCENE else sign for sign in word) for word in asked.split())
    return " AND ".join(f"{word}*" for word in escaped)
