"""
The first load of a large graph into Neo4j, in several transactions.

Each moves a mark on from where it was, so that one that was cut goes on there, and none is written twice. The mark says
how many pieces are written, and the content: of the graph where that is known, else of what is written, which is added
up while the server writes. So whoever goes on knows that it is the same graph. The version comes last: until then
nobody sees any of it.
"""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from careergraph.errors import CommitOutcomeUnknown, Conflict
from careergraph.model.changes import ChangeSet, difference
from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import MOST_CONTENTS, version_of
from careergraph.model.written import Written
from careergraph.ports import Version
from careergraph.stores.neo4j import committing, cypher
from careergraph.stores.neo4j.committing import EMPTY, Mark, Plan, State, Wish
from careergraph.stores.neo4j.server import Server, Transaction, Work
from careergraph.stores.neo4j.touching import PER_BATCH

Result = TypeVar("Result")
Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many rows of how many are written."""

LARGE = 2 * PER_BATCH
"""Values from which a first load goes by several transactions."""
TRIES = 3
SOON = 0.0005
"""Seconds; a tenth of what is usual."""
SCRAPPED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Piece:
    """
    What one transaction writes.

    Parameters
    ----------
    statement, rows
        How, and what.
    before, after
        Where the mark has to be, and where it is then.
    """

    statement: str
    rows: list[Any]
    before: Mark
    after: Mark


class FirstLoad:
    """
    A first load.

    Parameters
    ----------
    server
        Where to.
    wish
        What.
    progress
        Is told how far it is.

    Raises
    ------
    InvalidGraph
        The result would break the rules.
    """

    def __init__(self, server: Server, wish: Wish, progress: Progress | None = None) -> None:
        self.server, self.wish = server, wish
        self.progress = progress or (lambda _done, _all: None)
        self._graph = wish.changes.applied_to(EMPTY)
        self._told = difference(EMPTY, self._graph)
        self._lots = tuple(committing.lots_of(self._told, wish.graph, new=True))
        self._written = Written()
        self._known = self._graph.known_content  # then no value is looked at: that takes as long as making its row
        self._start = Mark(0, self._written.digest(self._graph.metadata) if self._known is None else self._known)

    def run(self) -> Version | None:
        """
        Return the version it made, now or before; None where the graph has a version already, and is changed instead.

        Raises
        ------
        Conflict
            Somebody else began to load another graph there.
        """
        begun = self._surely(self._begin)
        if not isinstance(begun, Mark):
            return begun
        with nothing_collected(), handing_over():
            while begun != self._after(begun.pieces):
                begun = self._surely(self._scrap)
            end = self._put(begun)
        return self._surely(self._ending(end))

    def _after(self, pieces: int) -> Mark:
        """Return where the mark is when so many pieces are written."""
        mark = self._start
        for lot in self._lots[: max(0, pieces)]:
            mark = self._moved_on(mark, lot)
        return mark

    def _moved_on(self, mark: Mark, lot: committing.Lot) -> Mark:
        added = 0 if self._known is not None else sum(map(self._written.digest, lot.values))
        return Mark(mark.pieces + 1, (mark.content + added) % MOST_CONTENTS)

    def _put(self, begun: Mark) -> Mark:
        """Write all pieces but the first, which are written; return where the mark is then."""
        end, total = begun, len(self._told.put)
        done = sum(len(one.values) for one in self._lots[: begun.pieces])
        for piece in _ahead(self._pieces(begun)):
            self._surely(self._piece(piece))
            self.server.renew()
            end, done = piece.after, done + len(piece.rows)
            self.progress(done, total)
        return end

    def _pieces(self, mark: Mark) -> Iterator[Piece]:
        for lot in self._lots[mark.pieces :]:
            after = self._moved_on(mark, lot)
            yield Piece(lot.statement, lot.rows(), mark, after)
            mark = after

    def _surely(self, work: Work[Result]) -> Result:
        """Do a piece again whose outcome is unknown: one that was done is not done twice."""
        for _ in range(TRIES - 1):
            try:
                return self.server.write(work, self.wish.change_id)
            except CommitOutcomeUnknown:
                continue
        return self.server.write(work, self.wish.change_id)

    async def _begin(self, transaction: Transaction) -> Version | Mark | None:
        """Return where the mark is; with less than no pieces where what somebody else left has to go first."""
        state = await committing.admitted(transaction, self.wish)
        if isinstance(state, Version):
            return state
        if state.number:
            return None
        if state.mark and state.loading == self.wish.key:
            return state.mark
        begun = Mark(-1 if state.loading else 0, self._start.content)
        await transaction.rows(cypher.CLAIM, graph=self.wish.graph, loading=self.wish.key)
        await transaction.rows(cypher.MARK, graph=self.wish.graph, **begun.properties)
        return begun

    async def _scrap(self, transaction: Transaction) -> Mark:
        await self._still_ours(transaction)
        ((count,),) = await transaction.rows(cypher.SCRAP, graph=self.wish.graph, limit=SCRAPPED_AT_ONCE)
        mark = Mark(-1 if count else 0, self._start.content)
        await transaction.rows(cypher.MARK, graph=self.wish.graph, **mark.properties)
        return mark

    def _piece(self, piece: Piece) -> Work[None]:
        named = {"graph": self.wish.graph, "loading": self.wish.key, "before": piece.before.pieces}

        async def write(transaction: Transaction) -> None:
            if await transaction.rows(cypher.ADVANCE, **named, **piece.after.properties):
                await transaction.rows(piece.statement, rows=piece.rows)
            else:  # it is written already, unless somebody else is at work
                await self._still_ours(transaction)

        return write

    def _ending(self, end: Mark) -> Work[Version]:
        async def write(transaction: Transaction) -> Version:
            state = await committing.admitted(transaction, self.wish)
            if isinstance(state, Version):
                return state
            if (await self._still_ours(transaction)).mark != end:
                raise self._overtaken(state)
            plan = Plan(0, self._told, ChangeSet(), end.content, self._graph.metadata)
            return await committing.new_version(transaction, self.wish, plan, whole=True)

        return write

    async def _still_ours(self, transaction: Transaction) -> State:
        await transaction.rows(cypher.SETTLE, graph=self.wish.graph)
        state = await committing.state_of(transaction, self.wish.graph)
        if state.loading != self.wish.key:
            raise self._overtaken(state)
        return state

    def _overtaken(self, state: State) -> Conflict:
        return Conflict(EMPTY.version, version_of(state.content))


@contextmanager
def handing_over() -> Iterator[None]:
    """Let threads hand the interpreter over soon: who sends needs it again and again, while another makes rows."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, SOON))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _ahead(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield pieces; the next is made while the server writes this one."""
    with ThreadPoolExecutor(1, "careergraph-rows") as maker:
        coming = maker.submit(next, pieces, None)
        while piece := coming.result():
            coming = maker.submit(next, pieces, None)
            yield piece
