"""
The tables of a stored graph, and what is asked of them, by a connection that the driver hands in.

`kept` has the values, each with the first version that has it and the first that has it no more; `asked` the lists of
requirements, each once; `versions` the versions; `about` what the file says of itself.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, Protocol

from careergraph.model import judging
from careergraph.model.changes import ChangeSet
from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import CareerGraph, version_of
from careergraph.model.judging import Touched
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.transitions import Transition
from careergraph.ports import LaidOut, Version
from careergraph.stores.embedded import digests, rows

FORMAT = 1
"""The format of files that are written; those of older formats are opened, too."""
APPLICATION_ID = 0x63617265
"""Marks a file as a stored graph ("care"), for the system and for us."""

MOST_VERSIONS = 2**63 - 1
"""A larger number cannot be asked for."""

MAKE = (
    """CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE versions (number INTEGER PRIMARY KEY, content TEXT NOT NULL, change_id TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL, note TEXT NOT NULL)""",
    """CREATE TABLE kept (kind TEXT NOT NULL, id TEXT NOT NULL, head TEXT NOT NULL, since INTEGER NOT NULL,
        until INTEGER, record TEXT NOT NULL, asks BLOB, PRIMARY KEY (kind, id, head, since)) WITHOUT ROWID""",
    """CREATE INDEX begun ON kept (since)""",
    """CREATE INDEX ended ON kept (until) WHERE until IS NOT NULL""",
    """CREATE TABLE asked (digest BLOB PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FORMAT}",
)
SETTINGS = (
    "PRAGMA synchronous = FULL",  # a commit is on the disk before it is acknowledged
    "PRAGMA fullfsync = ON",  # where a system knows two ways of syncing, the one that waits for the disk
    "PRAGMA wal_autocheckpoint = 0",  # the store does it, at a moment of its own
    "PRAGMA journal_size_limit = 16777216",
    "PRAGMA trusted_schema = OFF",  # a file may come from anybody
)

ROWS = "SELECT kind, id, head, since, until, kept.record, asked.record FROM kept LEFT JOIN asked ON digest = asks"
EVERY = f"{ROWS} ORDER BY kind, id, head, since"
AT = f"{ROWS} WHERE since <= :number AND (until IS NULL OR until > :number) ORDER BY kind, id, head"
BETWEEN = f"""{ROWS} WHERE since > :low AND since <= :high
    UNION {ROWS} WHERE until > :low AND until <= :high ORDER BY kind, id, head, since"""
NOW = f"{ROWS} WHERE until IS NULL AND kind = :kind"
NAMED = f"{NOW} AND id = :id AND head = :head"
OUT = f"{NOW} AND id = :id"
IN = f"{NOW} AND head = :id"
ASKING = "SELECT digest FROM asked WHERE instr(record, :text)"
REFERRING = f"{NOW} AND (instr(kept.record, :text) OR asks IN ({ASKING}))"
VERSIONS = "SELECT number, content, change_id, at, note FROM versions"

ADD_VERSION = "INSERT INTO versions VALUES (?, ?, ?, ?, ?)"
END = "UPDATE kept SET until = ? WHERE kind = ? AND id = ? AND head = ? AND until IS NULL"
ADD = "INSERT INTO kept VALUES (?, ?, ?, ?, NULL, ?, ?)"
ADD_ASKED = "INSERT OR IGNORE INTO asked VALUES (?, ?)"


class Database(Protocol):
    """A connection of the driver, which is known in `embedded.py` alone."""

    def execute(self, statement: str, values: Any = ..., /) -> Any:  # noqa: ANN401 - the driver's own
        """Run a statement; what it returns yields rows."""

    def executemany(self, statement: str, values: Iterable[Any], /) -> Any:  # noqa: ANN401 - the driver's own
        """Run a statement for each of many values."""


class Stored(NamedTuple):
    """A version as it is kept: its content in hexadecimal digits, its note as JSON."""

    number: int
    content: str
    change_id: str
    at: str
    note: str

    @property
    def sum(self) -> int:
        """The content of its graph."""
        return int(self.content, 16)

    @property
    def told(self) -> Version:
        """What its readers are told."""
        return Version(self.number, version_of(self.sum), self.change_id, self.at, json.loads(self.note))


def make(db: Database) -> None:
    """Make the tables, with the empty graph as version 0."""
    for statement in MAKE:
        db.execute(statement)
    write(db, Version(0, ""), CareerGraph().content, ChangeSet(metadata=Metadata()))
    say(db, "digests", digests.fingerprint())


def marks(db: Database) -> tuple[int, int, int]:
    """Return what a file says it is, in which format, and how many tables it has."""
    application, version, count = (
        db.execute(question).fetchone()[0]
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    return application, version, count


def newest(db: Database) -> Stored:
    """Return the newest version."""
    return Stored._make(db.execute(f"{VERSIONS} ORDER BY number DESC LIMIT 1").fetchone())


def versions(db: Database) -> tuple[Stored, ...]:
    """Return every version, the newest first."""
    return tuple(map(Stored._make, db.execute(f"{VERSIONS} ORDER BY number DESC")))


def numbered(db: Database, number: int) -> Stored | None:
    """Return a version by its number."""
    found = db.execute(f"{VERSIONS} WHERE number = ?", (number,)).fetchone() if abs(number) <= MOST_VERSIONS else None
    return Stored._make(found) if found else None


def made_by(db: Database, change_id: str) -> Stored | None:
    """Return the version that a commit made."""
    found = db.execute(f"{VERSIONS} WHERE change_id = ?", (change_id,)).fetchone()
    return Stored._make(found) if found else None


def graph_at(db: Database, version: Stored) -> CareerGraph:
    """Return the graph of a version."""
    reading = rows.Reading()
    with nothing_collected():
        return rows.graph_of(map(reading.of, _rows(db, AT, number=version.number)), version.sum)


def laid_out(db: Database, version: Stored) -> LaidOut:
    """Return the graph of a version laid out: its transitions are read as they are taken."""
    from careergraph.routes.large.arrays import numbers_of  # noqa: PLC0415 - loads numpy, for large graphs alone
    from careergraph.stores.embedded.laying import FromRows  # noqa: PLC0415 - the same

    reading, stored = rows.Reading(), _rows(db, AT, number=version.number)
    transition = next(kind for kind, made in rows.KINDS.items() if made is Transition)
    before: list[rows.StoredValue] = []
    moves: Iterator[rows.Row] = iter(())
    for row in stored:
        if row.kind == transition:
            moves = chain([row], stored)
            break
        before.append(reading.of(row))
    graph = rows.graph_of(before, version.sum)
    return LaidOut(
        graph.metadata, version.sum, graph.roles, graph.skills, FromRows(numbers_of(graph.skills)).lots(moves)
    )


def change_between(db: Database, before: int, after: int) -> ChangeSet:
    """Return the change from one version to another, forwards or back."""
    low, high = sorted((before, after))
    return rows.change_between(_rows(db, BETWEEN, low=low, high=high), before, after)


def metadata_of(db: Database) -> Metadata:
    """Return what the newest version says of itself."""
    (metadata,) = _values(db, NAMED, kind="graph", id="", head="")
    assert isinstance(metadata, Metadata)  # noqa: S101 - says to the type checker what is kept there
    return metadata


def touched(db: Database, changes: ChangeSet) -> Touched:
    """Return what a change touches of the newest version."""
    keys = sorted(set(rows.keys_of(changes)) - {rows.key_of(Metadata())})
    found = [one for kind, name, head in keys for one in _values(db, NAMED, kind=kind, id=name, head=head)]
    for role in changes.drop_roles:
        found += (one for question in (OUT, IN) for one in _values(db, question, kind="transition", id=role))
    named = sorted({rows.key_of(one): one for one in (metadata_of(db), *found)}.items())
    roles, skills = judging.gone(changes)
    return Touched(
        rows.graph_of((one for _, one in named)),
        tuple(one for text in roles | skills for one in _referring(db, "role", text) if isinstance(one, Role)),
        tuple(one for text in skills for one in _referring(db, "transition", text) if isinstance(one, Transition)),
    )


def there(db: Database, roles: Iterable[str], skills: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return those of these ids that the newest version has."""
    found_roles = {one for one in roles if db.execute(NAMED, {"kind": "role", "id": one, "head": ""}).fetchone()}
    found_skills = {one for one in skills if db.execute(NAMED, {"kind": "skill", "id": one, "head": ""}).fetchone()}
    return found_roles, found_skills


def write(db: Database, version: Version, content: int, changes: ChangeSet) -> int:
    """Write a version and what it changed, each value as it comes; return how many rows were written."""
    number, writing = version.number, rows.Writing()
    said = json.dumps(version.note)
    db.execute(ADD_VERSION, (number, f"{content:064x}", version.change_id, version.at, said))
    ended = db.executemany(END, ((number, *key) for key in rows.keys_of(changes)))
    values = rows.values_of(changes)
    added = db.executemany(ADD, ((*rows.key_of(value), number, *writing.of(value)) for value in values))
    db.executemany(ADD_ASKED, writing.lists.items())
    return 1 + int(ended.rowcount) + int(added.rowcount)


def is_named_as_today(db: Database) -> bool:
    """Return whether the digests that name its versions are made as they are made today."""
    found = db.execute("SELECT value FROM about WHERE name = 'digests'").fetchone()
    return bool(found == (digests.fingerprint(),))


def name_anew(db: Database) -> None:
    """Name every version by today's digests."""
    named = ((f"{content:064x}", number) for number, content in _contents(db).items())
    db.executemany("UPDATE versions SET content = ? WHERE number = ?", named)
    say(db, "digests", digests.fingerprint())


def wrong(db: Database) -> Iterator[str]:
    """Yield everything that is wrong, in words: pages first, then versions that do not add up to their content."""
    pages = [told for (told,) in db.execute("PRAGMA quick_check")]
    if pages != ["ok"]:
        yield from pages
        return
    contents = _contents(db)
    for version in versions(db):
        if contents[version.number] != version.sum:
            yield f"version {version.number} is not what was committed: its values do not add up to its name"


def say(db: Database, name: str, value: str) -> None:
    """Let the file say something of itself."""
    db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))


def _contents(db: Database) -> Mapping[int, int]:
    return digests.contents(_rows(db, EVERY), newest(db).number)


def _referring(db: Database, kind: str, name: str) -> Iterator[rows.StoredValue]:
    """Yield what has an id in it, wherever."""
    return _values(db, REFERRING, kind=kind, text=json.dumps(name))


def _values(db: Database, question: str, **values: str) -> Iterator[rows.StoredValue]:
    return map(rows.Reading().of, _rows(db, question, **values))


def _rows(db: Database, question: str, **values: int | str) -> Iterator[rows.Row]:
    return map(rows.Row._make, db.execute(question, values))
