"""Neo4j may fail, careergraph does not lie: outcomes are known or called unknown, and nobody waits for ever."""

import threading
import time
from contextlib import closing, suppress

import pytest

from careergraph.errors import CommitOutcomeUnknown, StoreUnavailable
from careergraph.stores.neo4j.patience import MOST_LOOKUPS
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import LADDER, made_of
from tests.drawn import drawn
from tests.neo4j_server import PATIENT
from tests.stores.faults import POINTS, cut_commit, late_by, through
from tests.stores.operations import OPERATIONS, small
from tests.stores.proxy import FAULTS, Proxy

pytestmark = pytest.mark.neo4j
DEADLINE = 1.0
ALLOWED = 0.5


@pytest.fixture
def ladder(neo4j_url):
    """The URL of a graph with a ladder in it."""
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        store.commit(made_of(drawn(LADDER)), change_id="ladder")
    return neo4j_url


@pytest.fixture
def proxy(ladder):
    with Proxy(int(ladder.rpartition(":")[2].partition("?")[0].partition("/")[0])) as proxy:
        yield proxy


@pytest.mark.parametrize("always", [False, True], ids=["once", "always"])
@pytest.mark.parametrize(("message", "when"), POINTS)
def test_the_outcome_of_a_commit_is_known_or_called_unknown(proxy, ladder, message, when, always):
    trial = cut_commit(proxy, ladder, message, when, always=always)
    assert trial.cuts
    assert trial.honest, trial


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_silent_server_holds_nobody_longer_than_the_deadline(proxy, ladder, operation):
    assert late_by(proxy, ladder, "blackhole", operation, DEADLINE) <= ALLOWED


@pytest.mark.parametrize("operation", ["commit", "load"])
@pytest.mark.parametrize("fault", [one for one in FAULTS if one != "blackhole"])
def test_a_bad_wire_holds_nobody_longer_than_the_deadline(proxy, ladder, fault, operation):
    assert late_by(proxy, ladder, fault, operation, DEADLINE) <= ALLOWED


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_holds_anybody_longer_than_the_deadline(proxy, ladder, fault, operation):
    assert late_by(proxy, ladder, fault, operation, DEADLINE) <= ALLOWED


def ours():
    return {one for one in threading.enumerate() if one.name.startswith("careergraph")}


def test_a_store_that_is_closed_leaves_no_thread(proxy, ladder):
    before = ours()
    with closing(open_store(through(proxy, ladder), deadline=DEADLINE)) as store:
        store.latest()
        proxy.fault = "blackhole"
        for _ in range(5):
            with pytest.raises(StoreUnavailable):
                store.load()
        assert len(ours() - before) <= 1 + MOST_LOOKUPS
    for thread in ours() - before:
        thread.join(2)
    assert ours() <= before


def test_a_server_that_is_away_is_refused_at_once_and_is_back_within_five_seconds(proxy, ladder):
    with closing(open_store(through(proxy, ladder), deadline=DEADLINE)) as store:
        store.latest()
        proxy.fault = "blackhole"
        for _ in range(3):
            with pytest.raises(StoreUnavailable):
                store.latest()
        began = time.monotonic()
        with pytest.raises(StoreUnavailable) as told:
            store.latest()
        assert time.monotonic() - began < 0.1
        assert told.value.retry_after >= 1
        proxy.fault = None
        back = time.monotonic()
        while time.monotonic() - back < 5:
            with suppress(StoreUnavailable):
                store.latest()
                break
            time.sleep(0.05)
        assert time.monotonic() - back < 5


def test_a_commit_whose_answer_was_lost_is_made_once_by_committing_again(proxy, ladder):
    with closing(open_store(through(proxy, ladder), deadline=PATIENT)) as store:
        store.latest()
        trial = cut_commit(proxy, ladder, "COMMIT", "after", always=False)
        assert trial.outcome is CommitOutcomeUnknown
        assert store.commit(small(), change_id=trial.change_id).change_id == trial.change_id
        assert [one.change_id for one in store.versions()].count(trial.change_id) == 1


def test_what_was_written_by_one_is_read_by_another_that_has_its_bookmarks(neo4j_url):
    """Each pair is a write in one session and a read in another."""
    with (
        closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as writer,
        closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as reader,
    ):
        for number in range(1, 31):
            made = writer.commit(small(), change_id=str(number))
            reader.read_after(writer.bookmarks())
            assert reader.latest() == made
