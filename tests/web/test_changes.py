"""A graph in a store: changed by a script, shown as it is now, and as it was last known while the store is away."""

import json
from threading import Semaphore

import pytest

from careergraph import ChangeSet, Role, Text, Transition, read
from careergraph.errors import CommitOutcomeUnknown, Conflict, StoreUnavailable
from careergraph.explorer.following import MOST_STEPS, Following
from careergraph.ports import Version
from careergraph.stores.shelf.writing import laid_out
from web import create_app


class Kept:
    """A store in memory that can be away, and can lose the answer to a commit."""

    url = "memory"

    def __init__(self, graph):
        self._graphs, self._changes, self._versions = [graph], [], [Version(0, graph.version)]
        self.is_away = self.loses_answers = self.is_half_away = False
        self.laid, self.loaded = [], []

    def latest(self):
        if self.is_away:
            raise StoreUnavailable("The store is away.", retry_after=3)
        return self._versions[-1]

    def versions(self):
        self.latest()
        return tuple(reversed(self._versions))

    def load(self, number=None):
        self.loaded.append(number)
        return self._graphs[self.latest().number if number is None else number]

    def lay_out(self, number, take):
        self.laid.append(number)
        return take(laid_out(self._graphs[number]))

    def changes(self, number):
        if self.is_half_away:
            raise StoreUnavailable("The store went away.", retry_after=3)
        return self._changes[number - 1]

    def commit(self, changes, *, change_id, expected_version=None, note=""):
        latest = self.latest()
        done = [one for one in self._versions if one.change_id == change_id]
        if done:
            return done[0]
        if expected_version not in {None, latest.version}:
            raise Conflict(expected_version, latest.version)
        graph = changes.applied_to(self._graphs[-1])
        self._graphs.append(graph)
        self._changes.append(changes)
        self._versions.append(Version(latest.number + 1, graph.version, change_id, "2026-01-01T00:00:00Z", note))
        if self.loses_answers:
            raise CommitOutcomeUnknown(change_id)
        return self._versions[-1]


@pytest.fixture
def store():
    return Kept(read())


@pytest.fixture
def client(store):
    return create_app(Following(store)).test_client()


def change(**said):
    return json.dumps({"format": "careergraph-change", **said})


ADVISER = change(
    roles=[{"id": "adviser", "title": "Adviser"}], transitions=[{"tail": "technical-director", "head": "adviser"}]
)


def test_a_change_is_in_the_next_answer_of_every_application_on_the_store(store, client):
    other = create_app(Following(store)).test_client()
    assert other.get("/role/adviser").status_code == 404
    made = client.post("/api/changes?id=one&note=more", data=ADVISER)
    assert made.json == {
        "format": "careergraph-version",
        "format_version": 1,
        "number": 1,
        "change_id": "one",
        "note": "more",
        "version": store.latest().version,
        "at": "2026-01-01T00:00:00Z",
    }
    assert "Adviser" in other.get("/role/adviser").text
    assert other.get("/next.json?from=technical-director").json["graph"]["version"] == made.json["version"]
    assert [one["number"] for one in other.get("/api/versions").json["versions"]] == [1, 0]


def test_a_kept_page_does_not_outlive_its_version(client):
    before = client.get("/next?from=technical-director").text
    client.post("/api/changes?id=one", data=ADVISER)
    assert "dviser" not in before
    assert "dviser" in client.get("/next?from=technical-director").text


def test_the_same_change_sent_twice_is_made_once(client):
    first, second = (client.post("/api/changes?id=one", data=ADVISER).json for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("address", "body", "status", "told"),
    [
        ("/api/changes", ADVISER, 400, "Name the change"),
        ("/api/changes?id=x", "no JSON", 400, "cannot be read"),
        ("/api/changes?id=x", "{}", 400, "careergraph-change"),
        ("/api/changes?id=x", change(roles=[{"id": 5}]), 422, "it has no title"),
        ("/api/changes?id=x", change(transitions=[{"tail": "founder", "head": "nobody"}]), 422, "nobody"),
        ("/api/changes?id=x&expected=0123456789abcdef", ADVISER, 409, "somebody else was faster"),
    ],
)
def test_a_change_that_cannot_be_made_is_told_why_and_changes_nothing(store, client, address, body, status, told):
    answer = client.post(address, data=body)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert told in answer.json["detail"]
    assert store.latest().number == 0


def test_while_the_store_is_away_pages_answer_as_of_the_version_they_know_and_say_so(store, client):
    client.get("/")
    store.is_away = True
    page = client.get("/routes?from=rd-department-manager&to=founder")
    assert page.status_code == 200
    assert f"As of version {read().version}" in page.text
    refused = client.post("/api/changes?id=one", data=ADVISER)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "3")
    assert client.get("/api/versions").status_code == 503
    store.is_away = False
    assert "As of version" not in client.get("/routes?from=rd-department-manager&to=founder").text


def test_a_store_that_goes_away_before_a_newer_version_is_read_is_as_one_that_was_away(store, client):
    client.get("/")
    client.post("/api/changes?id=one", data=ADVISER)
    store.is_half_away = True
    page = client.get("/routes?from=rd-department-manager&to=founder")
    assert page.status_code == 200
    assert f"As of version {read().version}" in page.text
    store.is_half_away = False
    assert client.get("/role/adviser").status_code == 200


def test_a_small_graph_is_brought_forward_and_not_loaded_again(store):
    following = Following(store)
    following.current()
    for number in range(3):
        following.commit(ChangeSet((Role(f"r{number}", Text("R")),)), change_id=str(number))
    assert following.current().graph.version == store.latest().version
    assert store.loaded == [0]
    for number in range(MOST_STEPS + 1):
        following.commit(ChangeSet((Role("r", Text(f"R{number}")),)), change_id=f"more {number}")
    assert following.current().graph.version == store.latest().version
    assert store.loaded == [0, store.latest().number]


def test_a_newer_version_is_prepared_beside_answers_once_the_first_one_was(store, monkeypatch):
    prepared, done = [], Semaphore(0)

    def prepare(explorer):
        prepared.append(explorer)
        done.release()

    monkeypatch.setattr("careergraph.explorer.explorer.Explorer.prepare", prepare)
    following = Following(store)
    following.current()
    assert not prepared
    following.prepare()
    following.commit(ChangeSet((Role("r", Text("R")),)), change_id="one")
    newest = following.current()
    assert following.current() is newest
    assert [done.acquire(timeout=10) for _ in range(2)] == [True, True]
    assert prepared[1] is newest
    assert not done.acquire(timeout=0.1)


def test_of_versions_that_came_while_one_is_prepared_the_newest_is_prepared_next(store, monkeypatch):
    prepared, begun, free, done = [], Semaphore(0), Semaphore(0), Semaphore(0)

    def prepare(explorer):
        prepared.append(explorer)
        if len(prepared) > 1:
            begun.release()
            assert free.acquire(timeout=10)
        done.release()

    monkeypatch.setattr("careergraph.explorer.explorer.Explorer.prepare", prepare)
    monkeypatch.setattr("careergraph.explorer.following.open_store", lambda _: store)
    before = Following(store)
    before.prepare()
    following = before.opened_again()
    versions = []
    for number in range(3):
        following.commit(ChangeSet((Role("r", Text(f"R{number}")),)), change_id=str(number))
        versions.append(following.current())
        assert number or begun.acquire(timeout=10)
    for _ in range(3):
        free.release()
    assert all(done.acquire(timeout=10) for _ in range(3))
    assert prepared[1:] == [versions[0], versions[2]]


def test_nobody_waits_for_long_while_somebody_else_reads_a_newer_version(store, monkeypatch):
    monkeypatch.setattr("careergraph.explorer.following.PATIENCE", 0.05)
    following = Following(store)
    before = following.current()
    following.commit(ChangeSet((Role("r", Text("R")),)), change_id="one")
    with following._one_at_a_time(1):
        standing = following.standing()
        assert standing.explorer is before
        assert "being read" in standing.behind
    assert following.current().graph.version == store.latest().version
    assert not following.standing().behind


def test_without_any_version_known_only_what_needs_no_store_is_served(store):
    store.is_away = True
    client = create_app(Following(store)).test_client()
    page = client.get("/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "3")
    assert "try again in a moment" in page.text
    with client.get("/static/site.css") as style:
        assert style.status_code == 200


def test_a_lost_answer_is_called_unknown_and_sent_again_it_is_made_once(store, client):
    store.loses_answers = True
    lost = client.post("/api/changes?id=one", data=ADVISER)
    assert (lost.status_code, lost.headers["Retry-After"]) == (503, "1")
    assert "may or may not be saved" in lost.json["detail"]
    store.loses_answers = False
    assert client.post("/api/changes?id=one", data=ADVISER).json["number"] == 1


def test_a_graph_of_its_own_cannot_be_changed(app):
    assert app.test_client().post("/api/changes?id=one", data=ADVISER).status_code == 404


def test_large_graphs_are_brought_forward_on_the_shelf_and_not_loaded_again(tmp_path, monkeypatch):
    from careergraph.explorer import following
    from careergraph.stores.shelf.shelf import Shelf

    monkeypatch.setattr(following, "LARGE", 2)
    store = Kept(read())
    first, second = (Following(store, Shelf(tmp_path)) for _ in range(2))
    assert first.current().graph == read()
    for number in range(3):
        put = (Role(f"r{number}", Text("R")), Transition(f"r{number}", "founder"))
        store.commit(ChangeSet(put), change_id=str(number))
    for one in (first, second):
        assert one.current().graph.version == store.latest().version
        assert [str(role) for role in one.current().graph.roles if len(role) == 2] == ["r0", "r1", "r2"]
    assert store.laid == [0]
