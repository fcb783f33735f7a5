"""Connections to the file of a store: how it is opened and written, and what its database raises, told in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from careergraph.errors import CareerGraphError, CommitOutcomeUnknown, StoreError, StoreUnavailable, UnreadableData
from careergraph.stores.embedded import tables

WHAT = "a stored graph"
Connection: TypeAlias = sqlite3.Connection


def opened(path: Path, wait: float, *, create: bool) -> Connection:
    """Return a connection to a file that is known to be a stored graph of today's format."""
    db = connected(path, wait, create=create)
    try:
        if create and not tables.marks(db)[2]:
            _make(db)
        _recognise(db, str(path))
        _keep_a_log(db)
        if not tables.is_named_as_today(db):
            with transaction(db):
                tables.name_anew(db)
    except BaseException:
        db.close()
        raise
    return db


def connected(path: Path, wait: float, *, create: bool = False) -> Connection:
    """Return a connection to a file, whatever it holds, that waits some seconds for another writer."""
    address = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    db = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    for setting in tables.SETTINGS:
        db.execute(setting)
    return db


def _make(db: Connection) -> None:
    """Make an empty store in an empty file, whole or not at all; nothing where somebody else was faster."""
    _keep_a_log(db)
    with transaction(db):
        if not tables.marks(db)[2]:
            tables.make(db)


def _keep_a_log(db: Connection) -> None:
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:  # a backup is read where nothing can be written
        if _code(error) != sqlite3.SQLITE_READONLY:
            raise


def _recognise(db: Connection, where: str) -> None:
    mark, version, count = tables.marks(db)
    if not count:
        raise UnreadableData(WHAT, where, "it is empty. `careergraph store import` makes a store of any graph")
    if mark != tables.APPLICATION_ID:
        raise UnreadableData(WHAT, where, "it is a database of something else. Check the path")
    if version > tables.FORMAT:
        why = f"it has format {version}, and this careergraph reads up to {tables.FORMAT}. Update careergraph"
        raise UnreadableData(WHAT, where, why)


@contextmanager
def transaction(db: Connection, change_id: str = "") -> Iterator[None]:
    """Write what is written inside as a whole, or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        _end(db, change_id)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _end(db: Connection, change_id: str) -> None:
    try:
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_IOERR:  # it may stand in the log, and be found there after a crash
            raise CommitOutcomeUnknown(change_id) from error
        raise


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Turn what the database raises into what we raise."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _as_ours(error, path) from error


def _as_ours(error: Exception, path: Path) -> CareerGraphError:
    code = _code(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}:
        return busy(path)
    if code == sqlite3.SQLITE_NOTADB:
        return UnreadableData(WHAT, str(path), "it is something else, or its beginning is damaged. Check the path")
    if code == sqlite3.SQLITE_CORRUPT:
        return UnreadableData(WHAT, str(path), f"it is damaged ({error}). Restore a backup of it")
    if code == sqlite3.SQLITE_FULL:
        return StoreUnavailable(
            f"There is no room left to write {path}; nothing was changed. Make some, and try again."
        )
    if isinstance(error, sqlite3.ProgrammingError):
        return StoreError(f"{path} was closed. Open it again.")
    why = f"{path} cannot be read or written ({error}); nothing was changed. See that it may be, and try again."
    return StoreUnavailable(why)


def busy(path: Path) -> StoreUnavailable:
    """Return what is raised where somebody else writes for longer than is waited."""
    return StoreUnavailable(f"{path} is being written by somebody else for too long; nothing was changed. Try again.")


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
