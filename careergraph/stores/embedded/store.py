"""
The embedded store: one SQLite file holds one graph, in every version it ever had.

A value is a row that names the first version that has it and the first that has it no more. So a version is a choice
of rows, and the change between two versions is the rows that one has and the other has not. The current graph stays in
memory, and is brought forward by what other processes committed.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from careergraph.errors import CareerGraphError, Conflict, StoreError, UnreadableData
from careergraph.model import judging
from careergraph.model.changes import ChangeSet
from careergraph.model.graph import MOST_CONTENTS, CareerGraph, version_of
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import LaidOut, Made, Version
from careergraph.stores import looking
from careergraph.stores.embedded import placing, tables
from careergraph.stores.embedded.connecting import Connection, busy, connected, in_our_words, opened, transaction

WAIT = 5.0
"""Seconds that is waited for another writer; then whoever wants to write is told to come again."""
MOST_TOUCHED = 1000
"""Values up to which a change is judged by what it touches; a larger one by the whole graph."""
MOST_UNTIDY = 1000
"""Rows written to the log before it is copied into the file."""
SCHEME = "sqlite:///"


def open_store(url: str, *, create: bool = False) -> "EmbeddedStore":
    """Return the store in a file, named by its path or by `sqlite:///` and its path."""
    return EmbeddedStore(url.removeprefix(SCHEME), create=create)


class Held(NamedTuple):
    """The newest version that was read, with its graph."""

    version: Version
    graph: CareerGraph


class EmbeddedStore:
    """
    A graph in a file: see `careergraph.ports.Store` for what it promises.

    Open it in the process that uses it; as many processes as like may do so at once, of which one writes at a time.

    Parameters
    ----------
    path
        The file. While it is open, and after a crash, `-wal` and `-shm` files beside it belong to it.
    create
        Whether to make an empty store where there is none.
    clock
        Returns the seconds since 1970 that versions are dated by.
    wait
        Seconds that is waited for another writer.

    Raises
    ------
    StoreError
        There is no such file.
    StoreUnavailable
        It cannot be opened now.
    UnreadableData
        It is no stored graph, damaged, or from a newer careergraph.
    """

    def __init__(
        self, path: str | Path, *, create: bool = False, clock: Callable[[], float] = time.time, wait: float = WAIT
    ) -> None:
        self.path = Path(path)
        self.url = str(self.path)
        self._clock, self._wait = clock, wait
        self._reading, self._writing = threading.RLock(), threading.Lock()
        self._held: Held | None = None
        self._names: tuple[CareerGraph, looking.RoleNames] | None = None
        self._untidy = MOST_UNTIDY
        if not create and not self.path.exists():
            raise StoreError(f"There is no store at {path}. `careergraph store import` makes one of any graph.")
        with in_our_words(self.path):
            self._reader = opened(self.path, wait, create=create)

    def __repr__(self) -> str:
        return f"<EmbeddedStore {self.url}>"

    def latest(self) -> Version:
        """Return the newest version, quickly."""
        with self._reading, in_our_words(self.path):
            return tables.newest(self._reader).told

    def versions(self) -> tuple[Version, ...]:
        """Return every version, the newest first."""
        with self._reading, in_our_words(self.path):
            return tuple(one.told for one in tables.versions(self._reader))

    def load(self, number: int | None = None) -> CareerGraph:
        """Return the graph as it was at a version, or is now; StoreError where there is no such version."""
        if number is None:
            return self._now().graph
        held = self._held
        if held and held.version.number == number:
            return held.graph
        with self._apart() as db:
            return tables.graph_at(db, self._numbered(db, number))

    def lay_out(self, number: int, take: Callable[[LaidOut], Made]) -> Made:
        """Hand the graph of a version, laid out, to `take`, and return what it returns; StoreError without it."""
        with self._apart() as db:
            return take(tables.laid_out(db, self._numbered(db, number)))

    def changes(self, number: int) -> ChangeSet:
        """Return what the commit that made a version changed, nothing for 0; StoreError where there is none."""
        with self._apart() as db:
            self._numbered(db, number)
            return tables.change_between(db, max(number - 1, 0), number)

    def commit(
        self, changes: ChangeSet, *, change_id: str, expected_version: str | None = None, note: str = ""
    ) -> Version:
        """
        Make a change, whole, and return the version it made once it is safe on the disk: see `Store.commit`.

        Raises
        ------
        StoreUnavailable
            Somebody else writes for longer than is waited, or there is no room; nothing was changed.
        CommitOutcomeUnknown
            The disk failed while it was saved. Commit again with the same id to know.
        """
        if not change_id:
            raise ValueError("A commit needs an id: choose one that no other commit has")
        with self._one_writer(change_id) as db:
            if made := tables.made_by(db, change_id):
                return made.told
            newest = tables.newest(db)
            if expected_version not in {None, newest.told.version}:
                raise Conflict(str(expected_version), newest.told.version)
            told, content, graph = self._judged(db, newest, changes)
            version = Version(newest.number + 1, version_of(content), change_id, self._time(), note)
            self._untidy += tables.write(db, version, content, told)
        with self._reading:
            if graph and self._held and self._held.version.number < version.number:
                self._held = Held(version, graph)
        return version

    def role(self, role_id: RoleId) -> Role:
        """Return a role as it is now; where there is none, RoleNotFound carries close names."""
        return self.load().role(role_id)

    def skill(self, skill_id: SkillId) -> Skill:
        """Return a skill as it is now; where there is none, NotInGraph carries close names."""
        return self.load().skill(skill_id)

    def ways_out(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that leave a role now, by the id of their head; none where there is no such role."""
        return self.load().ways_out(role_id)

    def ways_in(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that lead to a role now, by the id of their tail; none without such a role."""
        return self.load().ways_in(role_id)

    def neighbourhood(self, role_id: RoleId, moves: int) -> tuple[Transition, ...]:
        """Return the transitions on walks of up to so many moves from a role, in order of tail and head."""
        return looking.neighbourhood(self.load(), role_id, moves)

    def search(self, text: str, limit: int = 12) -> tuple[RoleId, ...]:
        """Return the roles whose title or alias in any language has words that a text names or begins; best first."""
        graph, known = self.load(), self._names
        if known is None or known[0] is not graph:
            known = self._names = graph, looking.RoleNames(graph.roles.values())
        return known[1].search(text, limit)

    def backup(self, target: str | Path) -> Version:
        """
        Write the store as it is now to a file of its own, whole or not at all, and return its newest version.

        Others may read and write meanwhile.

        Raises
        ------
        StoreError
            Something is there already: a backup replaces nothing.
        StoreUnavailable
            The place cannot be written to.
        """
        place = Path(target)
        if any(path.exists() for path in (place, *placing.companions(place))):
            raise StoreError(f"{target} is there already, and a backup replaces nothing. Name another place.")
        with in_our_words(place), placing.unfinished(place) as file:
            return self._copied(file)

    def check(self) -> tuple[str, ...]:
        """
        Return everything that is wrong with the file, in words: its pages, and the content of every version.

        All rows of all versions are read; nothing is changed.
        """
        try:
            with self._apart() as db:
                return tuple(tables.wrong(db))
        except UnreadableData as error:
            return (str(error),)

    def close(self) -> None:
        """Let go of the file; closing twice is closing once."""
        with self._reading:
            self._reader.close()

    def _copied(self, file: Path) -> Version:
        with self._apart() as db, closing(connected(file, self._wait)) as copy:
            db.backup(copy)
            version = tables.newest(copy).told
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, that can be read where nothing can be written
            return version

    def _now(self) -> Held:
        """Return the newest version with its graph, brought forward by what was committed since it was last asked."""
        with self._reading, in_our_words(self.path):
            newest, held = tables.newest(self._reader), self._held
            if held is None:
                held = self._held = Held(newest.told, tables.graph_at(self._reader, newest))
            elif held.version.number != newest.number:
                change = tables.change_between(self._reader, held.version.number, newest.number)
                held = self._held = Held(newest.told, change.made_of(held.graph, newest.sum))
            return held

    def _judged(
        self, db: Connection, newest: tables.Stored, changes: ChangeSet
    ) -> tuple[ChangeSet, int, CareerGraph | None]:
        """
        Return what a change truly changes, the content of what it makes, and all of that where it is at hand.

        A small change to a graph that is not in memory is judged by what it touches.
        """
        size = len(changes.put) + len(changes.drop_roles) + len(changes.drop_skills) + len(changes.drop_transitions)
        if self._held or size > MOST_TOUCHED or judging.needs_whole(changes, tables.metadata_of(db)):
            before = self._now().graph
            graph = changes.applied_to(before)
            return changes.told(before, graph), graph.content, graph
        touched = tables.touched(db, changes)
        after = judging.judged(changes, touched, tables.there(db, *judging.referred_to(changes, touched)))
        content = (newest.sum + changes.added_content(touched.graph)) % MOST_CONTENTS
        return changes.told(touched.graph, after), content, None

    def _time(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self._clock()))

    def _numbered(self, db: Connection, number: int) -> tables.Stored:
        found = tables.numbered(db, number)
        if found is None:
            raise StoreError(f"{self.url} has no version {number}. `careergraph store list` names those it has.")
        return found

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Give a connection for one purpose: what failed on one, such as a file that was read only, fails no other."""
        with self._reading, in_our_words(self.path):
            tables.newest(self._reader)  # a store that was closed is told
        with in_our_words(self.path), closing(connected(self.path, self._wait)) as db:
            yield db

    @contextmanager
    def _apart(self) -> Iterator[Connection]:
        """Read one state of the file for as long as it takes."""
        with self._connection() as db:
            db.execute("BEGIN")
            yield db

    @contextmanager
    def _one_writer(self, change_id: str) -> Iterator[Connection]:
        """Be the one who writes; what is written is there as a whole once this ends, or not at all."""
        if not self._writing.acquire(timeout=self._wait):
            raise busy(self.path)
        try:
            with self._connection() as db, transaction(db, change_id):
                self._tidy()
                yield db
        finally:
            self._writing.release()

    def _tidy(self) -> None:
        """
        Copy a long log into the file; called while this process is the one writer.

        SQLite would do so after a commit. But up to 3.51.2, when another process commits just then, it can take pages
        for copied that are not ("WAL-reset bug"); nobody else commits now.
        """
        if self._untidy >= MOST_UNTIDY:
            with suppress(CareerGraphError), in_our_words(self.path), closing(connected(self.path, 0)) as db:
                db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                self._untidy = 0
