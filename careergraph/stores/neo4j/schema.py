"""The constraints and indexes of a database that keeps graphs."""

from careergraph.stores.neo4j import cypher
from careergraph.stores.neo4j.server import Server, Transaction


def make(server: Server) -> None:
    """Make them where they are not there, and wait until they are of use."""
    server.write(_made)
    server.read(_awaited)


async def _made(transaction: Transaction) -> None:
    for statement in cypher.SCHEMA:
        await transaction.rows(statement)


async def _awaited(transaction: Transaction) -> None:
    await transaction.rows(cypher.AWAIT_SCHEMA)
