"""What is tried to make a Neo4j store lie or wait: every cut, every fault, pairs of sessions."""

import secrets
from contextlib import closing
from itertools import product

from careergraph import ChangeSet
from careergraph.errors import CommitOutcomeUnknown, StoreUnavailable
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import LADDER, made_of
from tests.drawn import drawn
from tests.neo4j_server import PATIENT, graph_of_its_own
from tests.stores.faults import POINTS, cut_commit, late_by
from tests.stores.operations import OPERATIONS, small
from tests.stores.proxy import FAULTS, Proxy

DEADLINE = 1.0
CHANGES = {"a change of one role": small, "a change that the whole graph judges": lambda: ChangeSet(drop_roles=("x",))}


def with_ladder(uri):
    """Return a context with the URL of a graph that has a ladder in it."""
    return _Ladder(uri)


class _Ladder:
    def __init__(self, uri):
        self._graph = graph_of_its_own(uri)

    def __enter__(self):
        url = self._graph.__enter__()
        with closing(open_store(url, create=True, deadline=PATIENT)) as store:
            store.commit(made_of(drawn(LADDER)), change_id="ladder")
        return url

    def __exit__(self, *_):
        return self._graph.__exit__(None, None, None)


def port(uri):
    return int(uri.rpartition(":")[2])


def cuts(uri, times=1):
    """Return a trial for each point, once and always, of each kind of change."""
    trials = []
    with with_ladder(uri) as url, Proxy(port(uri)) as proxy:
        for _ in range(times):
            for (message, when), always, kind in product(POINTS, (False, True), CHANGES):
                trials.append(cut_commit(proxy, url, message, when, always=always, change=CHANGES[kind]()))
    return trials


def faults(uri):
    """Return by how much each operation was later than its deadline, by fault and operation."""
    with with_ladder(uri) as url, Proxy(port(uri)) as proxy:
        return {
            (fault, operation): late_by(proxy, url, fault, operation, DEADLINE)
            for fault, operation in product(FAULTS, OPERATIONS)
        }


def pairs(uri, count):
    """Return how many of so many reads did not see what another session had just written."""
    with graph_of_its_own(uri) as url:
        writer, reader = (open_store(url, create=True, deadline=PATIENT) for _ in range(2))
        with closing(writer), closing(reader):
            stale = 0
            for _ in range(count):
                made = writer.commit(small(), change_id=secrets.token_hex(8))
                reader.read_after(writer.bookmarks())
                stale += reader.latest() != made
            return stale


def outcomes(trials):
    """Return how often each outcome was told."""
    told = {None: "acknowledged", CommitOutcomeUnknown: "unknown", StoreUnavailable: "not done"}
    return {name: sum(one.outcome is kind for one in trials) for kind, name in told.items()}
