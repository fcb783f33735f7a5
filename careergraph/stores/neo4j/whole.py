"""
The whole of a graph in Neo4j, read so that it is one version of it.

Neo4j lets a reader see what commits between two of its statements, and even half of a commit that is being made. So a
reader looks twice which version is the newest, each time when no commit is under way; what it read in between is of
that version if both are the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from careergraph.errors import StoreError
from careergraph.model.graph import CareerGraph
from careergraph.ports import LaidOut, Rows
from careergraph.stores.neo4j import cypher
from careergraph.stores.neo4j.built import Lots, built
from careergraph.stores.neo4j.loading import Progress
from careergraph.stores.neo4j.patience import Deadline
from careergraph.stores.neo4j.properties import key
from careergraph.stores.neo4j.server import LISTS_PER_FETCH, PER_FETCH, Server, Transaction

TRIES = 2
"""How often it is read in the hope that nobody commits meanwhile; then whoever commits has to wait."""


def settle(server: Server, graph: str) -> int:
    """Return the number of the newest version, when no commit is under way; 0 where there is none."""

    async def settled(transaction: Transaction) -> int:
        await transaction.rows(cypher.SETTLE, graph=graph)
        found = await transaction.rows(cypher.LATEST, graph=graph)
        return int(found[0][0]) if found else 0

    return server.write(settled)


def now(server: Server, graph: str, progress: Progress | None = None) -> tuple[int, CareerGraph]:
    """Return the number of the newest version and its graph."""
    before = settle(server, graph)
    for _ in range(TRIES):
        found = _flown(server, graph, progress)
        if len(found.roles) > PER_FETCH:
            server.renew()
        after = settle(server, graph)
        if after == before:
            return after, found
        before = after
    return _held(server, graph)


def lots(server: Server, graph: str, deadline: Deadline) -> Iterator[list[list[Any]]]:
    """Yield rows that each have all transitions of a role, in order of the roles, lot by lot."""
    rows = server.lots(cypher.MOVES, graph=graph, prefix=key(graph, ""))
    while True:
        with server.in_time(deadline):  # only while one waits for a lot, and not while it is used
            lot = next(rows, None)
        if lot is None:
            return
        yield lot


def laid_out(server: Server, graph: str, number: int) -> LaidOut:
    """
    Return the newest version laid out: its transitions are streamed as they are taken.

    Raises
    ------
    StoreError
        Another version is the newest, now or when the last transition is taken.
    """
    from careergraph.stores.neo4j.laying import FromProperties  # noqa: PLC0415 - loads numpy, for large graphs alone

    named: dict[str, Any] = {"graph": graph, "prefix": key(graph, "")}

    def taken() -> Iterator[tuple[Rows, Sequence[str]]]:
        laying = FromProperties(found.skills)
        for lot in server.lots(cypher.MOVES_NUMBERED, **named, numbers=laying.number):
            if any(moves for _, moves in lot):
                yield laying.lot(lot)
        _demand(server, graph, number)

    _demand(server, graph, number)
    head = server.rows(cypher.HEAD, graph=graph)
    roles, skills = _short(server, named)
    found = built(head, roles, skills, ())
    return LaidOut(found.metadata, found.content, found.roles, found.skills, taken())


def _demand(server: Server, graph: str, number: int) -> None:
    if settle(server, graph) != number:
        raise StoreError(f"Version {number} of {graph} is not the newest any more. Ask for the newest again.")


def _flown(server: Server, graph: str, progress: Progress | None) -> CareerGraph:
    """Return the graph as it comes, lot by lot, whoever commits meanwhile."""
    named: dict[str, Any] = {"graph": graph, "prefix": key(graph, "")}
    head = server.rows(cypher.HEAD, graph=graph)
    lots: list[Lots] = [*_short(server, named), server.stream(cypher.MOVES, **named)]
    if progress:
        ((roles, *_),) = server.rows(cypher.COUNTS, **named) or ((0,),)
        lots[-1] = _told(lots[-1], roles, progress)
    return built(head, *lots)


def _short(server: Server, named: dict[str, Any]) -> list[Lots]:
    """Return the rows of all roles, and of all skills."""
    return [server.stream(one, at_once=LISTS_PER_FETCH, **named) for one in (cypher.ROLES, cypher.SKILLS)]


def _told(rows: Iterable[list[Any]], total: int, progress: Progress) -> Iterator[list[Any]]:
    for done, row in enumerate(rows, 1):
        yield row
        progress(done, total)


def _held(server: Server, graph: str) -> tuple[int, CareerGraph]:
    """Return the number of the newest version and its graph, read while everybody who commits has to wait."""

    async def read(transaction: Transaction) -> list[list[list[Any]]]:
        await transaction.rows(cypher.SETTLE, graph=graph)
        found = [await transaction.rows(cypher.HEAD, graph=graph)]
        for statement in cypher.WHOLE:
            found.append(await transaction.rows(statement, graph=graph, prefix=key(graph, "")))
            transaction.renew()
        return found

    head, *rows = server.write(read, pieces=len(cypher.WHOLE))
    return (head[0][0] if head else 0), built(head, *rows)
