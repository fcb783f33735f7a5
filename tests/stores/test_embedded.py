"""The embedded store as a file: what it refuses to open, what it does when others write, and what it leaves behind."""

import sqlite3
import subprocess
import threading
import time
from contextlib import closing

import pytest

from careergraph import ChangeSet, Role, StoreError, Text, UnreadableData, open_store, read
from careergraph.errors import CommitOutcomeUnknown, StoreUnavailable
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.stores.embedded import store as embedded
from careergraph.stores.embedded import tables
from careergraph.stores.embedded.store import EmbeddedStore
from tests.conformance.contract import whole
from tests.reliability.kept.failing import small_disk
from tests.stores.released import FILES, file

ONE = ChangeSet(put=(Role("cook", Text("Cook")),))


@pytest.fixture
def path(tmp_path):
    """A stored graph of a few versions."""
    path = tmp_path / "careers.db"
    with closing(EmbeddedStore(path, create=True)) as store:
        store.commit(difference(store.load(), read()), change_id="first")
        store.commit(ONE, change_id="second")
    return path


def database(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return [db.execute(statement).fetchall() for statement in statements]


def test_nothing_is_made_where_there_is_no_store(tmp_path):
    with pytest.raises(StoreError, match=r"There is no store at .*careers\.db.*import"):
        EmbeddedStore(tmp_path / "careers.db")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"PK\x03\x04 no database at all, but long enough for one" * 99, "it is something else"),
        (b"SQLite format 3\x00", "it is something else"),
        (b"id,title\na,A\n", "it is something else"),
    ],
)
@pytest.mark.parametrize("create", [False, True])
def test_what_is_no_database_is_told_and_stays(tmp_path, content, told, create):
    path = tmp_path / "careers.db"
    path.write_bytes(content)
    if create and not content:
        EmbeddedStore(path, create=True).close()
        return
    with pytest.raises(UnreadableData, match=told):
        EmbeddedStore(path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_something_else_is_told_and_stays(tmp_path, create):
    path = tmp_path / "careers.db"
    database(path, "CREATE TABLE customers (name)")
    before = path.read_bytes()
    with pytest.raises(UnreadableData, match="database of something else"):
        EmbeddedStore(path, create=create)
    assert path.read_bytes() == before


def test_a_file_from_the_future_is_refused_in_a_sentence(path):
    database(path, f"PRAGMA user_version = {tables.FORMAT + 1}")
    with pytest.raises(UnreadableData, match=rf"format {tables.FORMAT + 1}, .* up to {tables.FORMAT}\. Update"):
        EmbeddedStore(path)


@pytest.mark.parametrize("left", [100, 4096, 0.3, 0.7])
def test_a_file_that_was_half_written_is_told(path, left):
    content = path.read_bytes()
    path.write_bytes(content[: left if left > 1 else int(len(content) * left)])
    with pytest.raises(UnreadableData, match=r"damaged|something else|empty"), closing(EmbeddedStore(path)) as store:
        store.load()


def test_a_damaged_value_is_told_by_its_place(path):
    database(path, "UPDATE kept SET record = '{' WHERE id = 'cook'")
    with closing(EmbeddedStore(path)) as store:
        with pytest.raises(UnreadableData, match=r"role cook cannot be read.*backup"):
            store.load()
        assert "role cook" in store.check()[0]


def test_a_damaged_page_is_found(path):
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(content)
    with closing(EmbeddedStore(path)) as store:
        assert store.check()


def test_another_writer_is_told_after_a_while_and_nothing_was_changed(path):
    with closing(EmbeddedStore(path, wait=0.2)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="written by somebody else"):
            store.commit(ChangeSet(), change_id="third")
        assert time.monotonic() - began < 5
        assert store.load().roles["cook"]
        other.execute("ROLLBACK")
        assert store.commit(ChangeSet(), change_id="third").number == 3


def test_another_thread_that_writes_is_told_after_a_while(path):
    with closing(EmbeddedStore(path, wait=0.1)) as store, store._writing:
        told = []

        def commit():
            with pytest.raises(StoreUnavailable) as raised:
                store.commit(ChangeSet(), change_id="third")
            told.append(raised.value.retry_after)

        thread = threading.Thread(target=commit)
        thread.start()
        thread.join()
        assert told == [1.0]


def test_how_long_is_waited_is_what_the_documents_say():
    assert embedded.WAIT == 5


def test_a_store_that_was_closed_says_so(path):
    store = EmbeddedStore(path)
    store.close()
    for ask in (store.latest, store.load, store.versions, lambda: store.commit(ONE, change_id="third")):
        with pytest.raises(StoreError, match="was closed"):
            ask()


def test_nothing_is_left_beside_the_file_once_it_is_closed(path):
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreUnavailable, match="cannot be read or written"):
        EmbeddedStore(tmp_path / "no" / "such" / "folder.db", create=True)
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(StoreUnavailable, match="cannot be read or written"):
        EmbeddedStore(tmp_path / "folder.db", create=True)


def test_a_failing_disk_while_committing_leaves_the_outcome_unknown_until_it_is_asked(path, monkeypatch):
    class Failing(sqlite3.Connection):
        def execute(self, statement, *values):
            if statement == "COMMIT":
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
                raise error
            return super().execute(statement, *values)

    with closing(EmbeddedStore(path)) as store:
        with monkeypatch.context() as patched:
            connect = sqlite3.connect
            patched.setattr(sqlite3, "connect", lambda *given, **more: connect(*given, factory=Failing, **more))
            with pytest.raises(CommitOutcomeUnknown) as told:
                store.commit(ChangeSet(), change_id="third")
        assert told.value.change_id == "third"
        assert store.commit(ChangeSet(), change_id="third").number == 3


def test_the_log_is_copied_into_the_file_while_it_is_open(path, monkeypatch):
    monkeypatch.setattr(embedded, "MOST_UNTIDY", 10)
    with closing(EmbeddedStore(path)) as store:
        before = path.stat().st_mtime_ns
        for number in range(12):
            store.commit(ONE, change_id=f"again {number}")
        assert path.stat().st_mtime_ns > before
        assert store._untidy < 10


def test_versions_are_dated_by_the_clock_that_is_handed_in(tmp_path):
    with closing(EmbeddedStore(tmp_path / "careers.db", create=True, clock=lambda: 1e9)) as store:
        assert store.commit(ONE, change_id="first").at == "2001-09-09T01:46:40Z"


def test_transitions_that_ask_the_same_share_it_in_the_file_and_in_memory(tmp_path):
    from careergraph import Requirement, Skill, Transition

    asks = tuple(Requirement(f"s{number:02}", 2) for number in range(40))
    roles = [Role(f"r{number}", Text("R")) for number in range(9)]
    moves = [Transition(one.id, "r0", requirements=asks) for one in roles[1:]]
    graph = CareerGraph(roles=roles, skills=[Skill(one.skill, Text("S")) for one in asks], transitions=moves)
    path = tmp_path / "careers.db"
    with closing(EmbeddedStore(path, create=True)) as store:
        store.commit(difference(CareerGraph(), graph), change_id="one")
    with closing(EmbeddedStore(path)) as store:
        assert len({id(one.requirements) for one in store.load().transitions.values()}) == 1
    assert database(path, "SELECT count(*) FROM asked") == [[(1,)]]


def test_versions_are_named_anew_when_digests_are_made_otherwise(path):
    with closing(EmbeddedStore(path)) as store:
        named = store.versions()
    database(path, "UPDATE versions SET content = 'abc'", "UPDATE about SET value = 'of old' WHERE name = 'digests'")
    with closing(EmbeddedStore(path)) as store:
        assert store.versions() == named
        assert store.check() == ()


def test_a_backup_is_one_file_and_leaves_nothing_where_it_fails(path, tmp_path):
    with closing(EmbeddedStore(path)) as store:
        assert store.backup(tmp_path / "copy.db") == store.latest()
        with pytest.raises(StoreError, match="replaces nothing"):
            store.backup(tmp_path / "copy.db")
        (tmp_path / "other.db-wal").touch()
        with pytest.raises(StoreError, match="replaces nothing"):
            store.backup(tmp_path / "other.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["careers.db", "copy.db", "other.db-wal"]
    with closing(EmbeddedStore(tmp_path / "copy.db")) as copy:
        assert [one.change_id for one in copy.versions()] == ["second", "first", ""]
        assert copy.check() == ()


def test_a_backup_is_read_where_nothing_can_be_written(path, lacking):
    with small_disk() as folder:
        if folder is None:
            lacking("a small disk", "run as root, who may mount one")
        with closing(EmbeddedStore(path)) as store:
            store.backup(folder / "copy.db")
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        with closing(EmbeddedStore(folder / "copy.db")) as copy:
            assert copy.load().roles["cook"]
            assert copy.check() == ()
            with pytest.raises(StoreUnavailable, match="readonly"):
                copy.commit(ONE, change_id="third")


@pytest.mark.parametrize("version", range(1, tables.FORMAT + 1))
def test_a_file_of_every_format_there_was_opens(version, tmp_path):
    stored, told = file(version)
    path = tmp_path / stored.name
    path.write_bytes(stored.read_bytes())
    with closing(open_store(path)) as store:
        assert store.check() == ()
        assert whole(store.load()) == whole(read(told))
        assert whole(store.load(2)) == whole(store.load(4))
        assert store.load(3).roles == {}
        assert [one.note for one in store.versions()] == ["“last”", "back", "the 3th", "the 2th", "the 1th", ""]
        assert store.commit(ONE, change_id="new").number == 6


def test_there_is_a_file_of_every_format():
    assert {one.stem for one in FILES.glob("*.db")} == {f"format-{one}" for one in range(1, tables.FORMAT + 1)}
