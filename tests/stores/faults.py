"""What is tried with a wire that fails: commits that are cut, and operations that are late."""

import secrets
import time
from contextlib import closing
from dataclasses import dataclass

from careergraph.errors import CommitOutcomeUnknown, StoreUnavailable
from careergraph.stores.neo4j.store import open_store
from tests.neo4j_server import PATIENT
from tests.stores.operations import OPERATIONS, small
from tests.stores.proxy import MESSAGES, Cut

POINTS = [(message, when) for message in MESSAGES.values() for when in ("before", "after")]
SLOWEST = 30.0


@dataclass
class Trial:
    """
    A commit whose wire was cut.

    `outcome` is what the caller was told: None for an acknowledgement, else the kind of error. `written` is how often
    the change was there then, and `at_last` how often after it was committed again with the same id.
    """

    change_id: str
    outcome: type[Exception] | None
    cuts: int
    written: int
    at_last: int

    @property
    def lost(self):
        return self.outcome is None and self.written != 1

    @property
    def called_failed(self):
        return self.outcome is StoreUnavailable and self.written != 0

    @property
    def honest(self):
        return self.at_last == 1 and not self.lost and not self.called_failed


def through(proxy, url):
    """Return a URL by way of a proxy."""
    return f"bolt://127.0.0.1:{proxy.port}?{url.partition('?')[2]}"


def cut_commit(proxy, url, message, when, *, always, change=None):
    """Commit with a wire that is cut, look what is there, and commit again."""
    change, change_id, outcome, cuts = change or small(), secrets.token_hex(8), None, proxy.cuts
    proxy.cut = None
    with (
        closing(open_store(through(proxy, url), deadline=SLOWEST)) as store,
        closing(open_store(url, deadline=PATIENT)) as direct,
    ):
        if message not in {"HELLO", "LOGON"}:
            store.commit(small(), change_id=f"before {change_id}")
        proxy.cut = Cut(message, when, always=always)
        try:
            store.commit(change, change_id=change_id)
        except (StoreUnavailable, CommitOutcomeUnknown) as error:
            outcome = type(error)
        proxy.cut = None
        written = times(direct, change_id)
        direct.commit(change, change_id=change_id)
        return Trial(change_id, outcome, proxy.cuts - cuts, written, times(direct, change_id))


def times(store, change_id):
    """Return how often a commit is there, when no other is under way."""
    store.load()
    return [one.change_id for one in store.versions()].count(change_id)


def late_by(proxy, url, fault, operation, deadline):
    """Return by how many seconds an operation was later than its deadline; below 0 where it was in time."""
    proxy.fault = None
    with closing(open_store(through(proxy, url), deadline=PATIENT)) as store:
        OPERATIONS[operation](store)  # so that connections and statements are known
        store.server.seconds = deadline
        proxy.fault = fault
        began = time.monotonic()
        try:
            OPERATIONS[operation](store)
        except StoreUnavailable:
            pass
        except CommitOutcomeUnknown:
            assert operation.startswith("commit")
        finally:
            late = time.monotonic() - began - deadline
            proxy.fault = None
    return late
