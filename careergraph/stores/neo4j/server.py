"""
The one place that knows the driver of Neo4j: transactions on a server that may fail, and the errors they end in.

The driver waits for ever on a server that falls silent after a statement was sent, whatever its settings. So its
asynchronous form runs on a thread of its own, where a call that is late can be cancelled, and its connection is closed.
"""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Collection, Iterator
from concurrent import futures
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import neo4j
from neo4j import exceptions as driver

from careergraph.errors import CareerGraphError, CommitOutcomeUnknown, StoreError, StoreUnavailable
from careergraph.stores.neo4j import cypher
from careergraph.stores.neo4j.address import SECRETS, Address, credentials
from careergraph.stores.neo4j.patience import CLOSING, Breaker, Deadline, LateError, Worker

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it warns of, we tell or mend

Result = TypeVar("Result")
Rows: TypeAlias = list[list[Any]]

DEADLINE = 10.0
"""Seconds a call may take."""
TRIAL = 2.0
"""Seconds that a server which failed has to answer the first question again."""
GLANCE = 0.3
"""Seconds that a caller waits for that; then the trial goes on without anybody who waits for it."""
CONNECTIONS = 16
PER_FETCH = 100
"""Rows that come at once in a stream; a row may be all transitions of a role."""
LISTS_PER_FETCH = 4
"""The same where each is a long list of roles or skills."""
TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"
SETTINGS: dict[str, Any] = {
    "connection_timeout": 5.0,
    "connection_acquisition_timeout": DEADLINE,
    "max_connection_pool_size": CONNECTIONS,
    "liveness_check_timeout": 2.0,
    "max_transaction_retry_time": 1.0,
    "initial_retry_delay": 0.1,
    "notifications_min_severity": "OFF",
    "telemetry_disabled": True,
    "user_agent": "careergraph",
}


class Transaction:
    """A transaction as those see it who work in it."""

    def __init__(self, inner: neo4j.AsyncManagedTransaction, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    async def rows(self, statement: str, **parameters: object) -> Rows:
        """Return the rows that a statement finds."""
        result = await self._inner.run(statement, parameters)
        return await result.values()

    def renew(self) -> None:
        """Begin the deadline anew: a large piece of the work is done."""
        self._deadline.renew()


Work: TypeAlias = Callable[[Transaction], Awaitable[Result]]


@dataclass
class Sent:
    """Whether a COMMIT was ever sent; from then on only an answer tells what came of it."""

    commit: bool = field(default=False)


class Server:
    """
    A Neo4j server, asked with patience.

    Parameters
    ----------
    address
        Where it is, and which database.
    deadline
        Seconds a call may take.
    user
        Name and password; those of the environment where none are given.
    """

    def __init__(self, address: Address, *, deadline: float = DEADLINE, user: tuple[str, str] | None = None) -> None:
        self.address, self.seconds = address, deadline
        self._user = user
        self._worker = Worker("careergraph-neo4j")
        self._breaker = Breaker(address.server)
        self._driver: neo4j.AsyncDriver | None = None
        self._bookmarks = neo4j.AsyncGraphDatabase.bookmark_manager()
        self._closed = False
        self._shared = threading.local()

    def __repr__(self) -> str:
        return f"<Server {self.address.url}>"

    @contextmanager
    def in_time(self, deadline: Deadline | None = None) -> Iterator[None]:
        """Let all that this thread asks meanwhile share one deadline: that of whoever began first."""
        before = self._deadline_shared()
        self._shared.deadline = before or deadline or Deadline(self.seconds)
        try:
            yield
        finally:
            self._shared.deadline = before

    def renew(self) -> None:
        """Begin the deadline that this thread shares anew: a large piece of the work is done."""
        if deadline := self._deadline_shared():
            deadline.renew()

    def read(self, work: Work[Result]) -> Result:
        """
        Return what comes of reading in one transaction.

        Raises
        ------
        StoreUnavailable
            The server cannot be reached, or did not answer in time.
        StoreError
            It refuses to answer.
        """
        deadline = self._deadline_shared() or Deadline(self.seconds)
        with self._asked(deadline):
            return self._worker.wait(self._reading(work, deadline), deadline)

    def rows(self, statement: str, **parameters: object) -> Rows:
        """Return the rows that one statement finds, in one exchange with the server; raises the same as `read`."""
        deadline = self._deadline_shared() or Deadline(self.seconds)
        with self._asked(deadline):
            return self._worker.wait(self._asking(statement, parameters, deadline), deadline)

    def write(self, work: Work[Result], change_id: str | None = None, pieces: int = 1) -> Result:
        """
        Return what comes of writing in one transaction, once it is committed.

        Parameters
        ----------
        work
            What is done in it; done again where the server asks for another try.
        change_id
            What an unknown outcome is called by; None for work that may be done again, whatever came of it.
        pieces
            After how many the work renews its deadline, about.

        Raises
        ------
        CommitOutcomeUnknown
            The answer to the commit was lost.
        StoreUnavailable, StoreError
            As in reading; nothing was changed.
        """
        deadline, sent = self._deadline_shared() or Deadline(self.seconds), Sent()
        try:
            with self._asked(deadline):
                return self._worker.wait(self._writing(work, deadline, sent, pieces), deadline)
        except StoreUnavailable as error:
            if sent.commit and change_id is not None:
                raise CommitOutcomeUnknown(change_id) from error
            raise

    def stream(self, statement: str, *, at_once: int = PER_FETCH, **parameters: object) -> Iterator[list[Any]]:
        """Yield the rows that a statement finds, however many; each lot of them may take as long as a call."""
        for lot in self.lots(statement, at_once=at_once, **parameters):
            yield from lot

    def lots(self, statement: str, *, at_once: int = PER_FETCH, **parameters: object) -> Iterator[Rows]:
        """Yield the rows that a statement finds in lots of so many; the last has fewer, or none."""
        deadline = self._deadline_shared() or Deadline(self.seconds)
        with self._asked(deadline):
            stream = self._worker.wait(self._streaming(statement, parameters, at_once), deadline)
            coming = self._worker.begin(stream.fetch(at_once))
            try:
                while len(lot := self._worker.end(coming, deadline)) == at_once:
                    coming = self._worker.begin(stream.fetch(at_once))
                    yield lot
                    deadline.renew()  # whoever takes them may take their time
                yield lot
            finally:
                coming.cancel()
                with suppress(LateError, driver.DriverError, driver.Neo4jError, RuntimeError):
                    self._worker.wait(stream.close(), Deadline(CLOSING))

    def bookmarks(self) -> tuple[str, ...]:
        """Return what names the newest state that was read or written here, for others to wait for."""
        return tuple(self._worker.wait(self._bookmarks.get_bookmarks(), Deadline(self.seconds)))

    def read_after(self, bookmarks: Collection[str]) -> None:
        """Let everything from now on see at least what these bookmarks name."""
        self._worker.wait(self._bookmarks.update_bookmarks((), bookmarks), Deadline(self.seconds))

    def about(self) -> tuple[str, str]:
        """Return the name and version of the server, and of the protocol that is spoken with it."""
        deadline = self._deadline_shared() or Deadline(self.seconds)
        with self._asked(deadline):
            told = self._worker.wait(self._told_about(), deadline)
        return told.agent, ".".join(map(str, told.protocol_version))

    def close(self) -> None:
        """Let go of all connections; closing twice is closing once."""
        self._closed = True
        opened, self._driver = self._driver, None
        self._worker.close((lambda: _leave(opened)) if opened else None)

    async def _reading(self, work: Work[Result], deadline: Deadline) -> Result:
        async with self._session() as session:
            return await session.execute_read(_unit(work, deadline, self.seconds))

    async def _asking(self, statement: str, parameters: dict[str, object], deadline: Deadline) -> Rows:
        """Ask without a transaction, which takes three exchanges; where that fails and may be tried again, with one."""
        query = neo4j.Query(statement, timeout=2 * self.seconds)
        try:
            async with self._session(default_access_mode=neo4j.READ_ACCESS) as session:
                result = await session.run(query, parameters)
                return await result.values()
        except (driver.Neo4jError, driver.DriverError) as error:
            if not error.is_retryable():
                raise
        return await self._reading(lambda transaction: transaction.rows(statement, **parameters), deadline)

    async def _writing(self, work: Work[Result], deadline: Deadline, sent: Sent, pieces: int) -> Result:
        async def noted(transaction: Transaction) -> Result:
            result = await work(transaction)
            sent.commit = True
            return result

        async with self._session() as session:
            return await session.execute_write(_unit(noted, deadline, pieces * self.seconds))

    async def _streaming(self, statement: str, parameters: dict[str, object], at_once: int) -> "Stream":
        session = self._session(fetch_size=at_once)
        try:
            transaction = await session.begin_transaction()
            return Stream(session, await transaction.run(statement, parameters))
        except BaseException:
            await _drop(session)
            raise

    async def _told_about(self) -> neo4j.ServerInfo:
        return await self._opened().get_server_info()

    def _try_again(self, deadline: Deadline) -> None:
        """Try a server that failed; refuse whoever asks where that takes longer than a glance."""
        trial = self._worker.begin(self._tried())
        futures.wait([trial], max(0.0, min(GLANCE, deadline.left())))
        if not (trial.done() and trial.result()):
            raise StoreUnavailable(f"{self.address.server} did not answer just now; it is being tried.", 1.0)

    async def _tried(self) -> bool:
        """Return whether the server answers, asked once; if so, everybody may ask again."""
        session = self._session()
        try:
            async with asyncio.timeout(TRIAL):
                await (await session.run(cypher.PING)).consume()
        except (TimeoutError, driver.DriverError, OSError):
            return False
        except driver.Neo4jError:
            pass  # it refuses, and so it is there
        finally:
            await _drop(session)
        self._breaker.succeeded()
        return True

    def _session(self, **more: Any) -> neo4j.AsyncSession:  # noqa: ANN401 - settings of a session
        database = self.address.database or None
        return self._opened().session(database=database, bookmark_manager=self._bookmarks, **more)

    def _opened(self) -> neo4j.AsyncDriver:
        if self._driver is None:
            user = self._user or credentials()
            auth = neo4j.basic_auth(*user) if user else None
            self._driver = neo4j.AsyncGraphDatabase.driver(self.address.server, auth=auth, **SETTINGS)
        return self._driver

    @contextmanager
    def _asked(self, deadline: Deadline) -> Iterator[None]:
        """Ask, unless the server is known to be away; turn what the driver raises into what we raise."""
        if self._closed:
            raise StoreError(f"{self.address.url} was closed. Open it again.")
        if self._breaker.admit():
            self._try_again(deadline)
        try:
            yield
        except (LateError, driver.DriverError, driver.Neo4jError, OSError) as error:
            self._note(reached=isinstance(error, driver.Neo4jError))
            raise _as_ours(error, self.address) from error
        except CareerGraphError:
            self._note(reached=True)
            raise
        else:
            self._note(reached=True)

    def _deadline_shared(self) -> Deadline | None:
        shared: Deadline | None = getattr(self._shared, "deadline", None)
        return shared

    def _note(self, *, reached: bool) -> None:
        (self._breaker.succeeded if reached else self._breaker.failed)()


class Stream:
    """Rows on their way, with the session they come in."""

    def __init__(self, session: neo4j.AsyncSession, result: neo4j.AsyncResult) -> None:
        self._session, self._result = session, result

    async def fetch(self, count: int) -> Rows:
        """Return the next rows; none at the end."""
        return [list(record) for record in await self._result.fetch(count)]

    async def close(self) -> None:
        """Let the session go."""
        try:
            await self._session.close()
        except BaseException:
            await _drop(self._session)
            raise


async def _leave(opened: neo4j.AsyncDriver) -> None:
    """Close all connections; those that do not take leave in time are gone all the same."""
    try:
        await opened.close()
    except BaseException:
        await opened.close()  # nothing is left in its pool
        raise


async def _drop(session: neo4j.AsyncSession) -> None:
    """Close a session without a word to the server."""
    session.cancel()
    await session.close()


def _unit(work: Work[Result], deadline: Deadline, seconds: float) -> Any:  # noqa: ANN401 - what the driver takes
    @neo4j.unit_of_work(timeout=2 * seconds)  # so that a server does not work on for a caller who gave up
    async def unit(inner: neo4j.AsyncManagedTransaction) -> Result:
        return await work(Transaction(inner, deadline))

    return unit


def _as_ours(error: Exception, address: Address) -> StoreError:
    """Return what is told of an error: the thing, the reason, the remedy; never what was sent."""
    if isinstance(error, driver.AuthError):
        return StoreError(f"{address.server} refuses the name or the password. {SECRETS}.")
    if isinstance(error, driver.ConfigurationError):
        return StoreError(f"{address.server} cannot be opened: {error}.")
    if isinstance(error, driver.Neo4jError) and error.code != TIMED_OUT and not error.is_retryable():
        return _refused(error, address)
    if isinstance(error, LateError | driver.Neo4jError):
        return StoreUnavailable(f"{address.server} did not answer in time; nothing was changed. Try again.", 2.0)
    return StoreUnavailable(f"{address.server} cannot be reached; nothing was changed. Is it running?", 2.0)


def _refused(error: driver.Neo4jError, address: Address) -> StoreError:
    if error.code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(f"{address.server} has no database “{address.database}”. Check the address.")
    return StoreError(f"{address.server} refuses what was asked ({error.code}): {error.message}")
