"""
The first load of a large graph into Neo4j, in several transactions.

Each moves a mark on from where it was, so that one that was cut goes on there, and none is written twice. The version
comes last: until then nobody sees any of it.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

from careergraph.errors import CommitOutcomeUnknown, Conflict
from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import version_of
from careergraph.ports import Version
from careergraph.stores.neo4j import committing, cypher
from careergraph.stores.neo4j.committing import Plan, State, Wish
from careergraph.stores.neo4j.server import Server, Transaction, Work
from careergraph.stores.neo4j.touching import PER_BATCH

Result = TypeVar("Result")
Piece: TypeAlias = tuple[str, list[Any]]
Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many rows of how many are written."""

LARGE = 2 * PER_BATCH
"""Values from which a first load goes by several transactions."""
TRIES = 3
SCRAPPED_AT_ONCE = 5000


class FirstLoad:
    """
    A first load.

    Parameters
    ----------
    server
        Where to.
    wish, plan
        What, judged already.
    progress
        Is told how far it is.
    """

    def __init__(self, server: Server, wish: Wish, plan: Plan, progress: Progress | None = None) -> None:
        self.server, self.wish, self.plan = server, wish, plan
        self.progress = progress or (lambda _done, _all: None)
        self.token = f"{version_of(plan.content)} {wish.change_id}"

    def run(self) -> Version | None:
        """
        Return the version it made, now or before; None where the graph has a version already, and is changed instead.

        Raises
        ------
        Conflict
            Somebody else began to load another graph there.
        """
        begun = self._surely(self._begin)
        if not isinstance(begun, int):
            return begun
        while begun < 0:
            begun = self._surely(self._scrap)
        with nothing_collected():
            self._put(begun)
        return self._surely(self._end)

    def _put(self, begun: int) -> None:
        """Write all pieces but the first, which are written."""
        done, total = 0, len(self.plan.told.put)
        pieces = committing.rows_of(self.plan.told, self.wish.graph, new=True)
        for number, (statement, rows) in enumerate(_ahead(pieces)):
            if number >= begun:
                self._surely(self._piece(number, statement, rows))
                self.server.renew()
            done += len(rows)
            self.progress(done, total)

    def _surely(self, work: Work[Result]) -> Result:
        """Do a piece again whose outcome is unknown: one that was done is not done twice."""
        for _ in range(TRIES - 1):
            try:
                return self.server.write(work, self.wish.change_id)
            except CommitOutcomeUnknown:
                continue
        return self.server.write(work, self.wish.change_id)

    async def _begin(self, transaction: Transaction) -> Version | int | None:
        """Return how many pieces are written; below 0 where what somebody else left has to go first."""
        state = await committing.admitted(transaction, self.wish)
        if isinstance(state, Version):
            return state
        if state.number:
            return None
        if state.loading == self.token:
            return state.loaded or 0
        await transaction.rows(cypher.CLAIM, graph=self.wish.graph, loading=self.token)
        if state.loading is None:
            return 0
        await transaction.rows(cypher.ADVANCE, graph=self.wish.graph, loaded=-1)
        return -1

    async def _scrap(self, transaction: Transaction) -> int:
        await self._still_ours(transaction)
        ((count,),) = await transaction.rows(cypher.SCRAP, graph=self.wish.graph, limit=SCRAPPED_AT_ONCE)
        loaded = -1 if count else 0
        await transaction.rows(cypher.ADVANCE, graph=self.wish.graph, loaded=loaded)
        return loaded

    def _piece(self, number: int, statement: str, rows: list[Any]) -> Work[None]:
        async def write(transaction: Transaction) -> None:
            state = await self._still_ours(transaction)
            if state.loaded == number:
                await transaction.rows(statement, rows=rows)
                await transaction.rows(cypher.ADVANCE, graph=self.wish.graph, loaded=number + 1)

        return write

    async def _end(self, transaction: Transaction) -> Version:
        state = await committing.admitted(transaction, self.wish)
        if isinstance(state, Version):
            return state
        await self._still_ours(transaction)
        return await committing.new_version(transaction, self.wish, self.plan, whole=True)

    async def _still_ours(self, transaction: Transaction) -> State:
        await transaction.rows(cypher.SETTLE, graph=self.wish.graph)
        state = await committing.state_of(transaction, self.wish.graph)
        if state.loading != self.token:
            raise Conflict(version_of(self.plan.content), version_of(state.content))
        return state


def _ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces; the next is made while the server writes this one."""
    with ThreadPoolExecutor(1, "careergraph-rows") as maker:
        coming = maker.submit(next, pieces, None)
        while piece := coming.result():
            coming = maker.submit(next, pieces, None)
            yield piece
