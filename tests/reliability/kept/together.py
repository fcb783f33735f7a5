"""
Several processes at one store (P4, P7).

`python -m tests.reliability.kept.together race PROCESSES COMMITS` lets each count on, from what it read, under the
version it read; `backups COUNT` copies a store while another process commits. Each prints its figures.
"""

import json
import os
import signal
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from careergraph.errors import Conflict, StoreUnavailable
from careergraph.model.changes import ChangeSet
from careergraph.model.roles import Role
from careergraph.model.text import Text
from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import History, commit, found

COUNTER = "counter"


def race(processes, commits):
    """Let processes count one number up, each so many times, and return what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "careers.db"
        pipes = [_forked(lambda number=number: _count(path, number, commits)) for number in range(processes)]
        seen = [json.loads(pipe.read()) for pipe in pipes]
        with closing(EmbeddedStore(path)) as store:
            counted, made = int(str(store.role(COUNTER).title)), store.latest().number
            damaged = len(store.check())
    told = {name: sum(one[name] for one in seen) for name in ("commits", "conflicts", "busy")}
    return told | {
        "processes": processes,
        "lost": told["commits"] - counted,
        "more": made - counted,
        "damaged": damaged,
    }


def _count(path, process, commits):
    seen = {"commits": 0, "conflicts": 0, "busy": 0}
    with closing(EmbeddedStore(path, create=True)) as store:
        while seen["commits"] < commits:
            now = store.load()
            counted = int(str(now.roles[COUNTER].title)) if COUNTER in now.roles else 0
            change = ChangeSet(put=(Role(COUNTER, Text(f"{counted + 1}")),))
            try:
                store.commit(change, change_id=f"{process}/{seen['commits']}", expected_version=now.version)
                seen["commits"] += 1
            except Conflict:
                seen["conflicts"] += 1
            except StoreUnavailable:
                seen["busy"] += 1
    return seen


def backups(count):
    """Copy a store so many times while another process commits, and return what was seen."""
    figures = {"backups": 0, "differing": 0, "versions": 0}
    with tempfile.TemporaryDirectory() as folder:
        path, history = Path(folder) / "careers.db", History()
        EmbeddedStore(path, create=True).close()
        pipe = _forked(lambda: _commit_for_ever(path))
        child = int(pipe.readline())
        with closing(EmbeddedStore(path)) as store:
            for number in range(count):
                copy = Path(folder) / f"copy-{number}.db"
                named = store.backup(copy).number
                figures["backups"] += 1
                figures["differing"] += found(copy, history) != (named, True)
            figures["versions"] = store.latest().number
        os.kill(child, signal.SIGKILL)
    return figures


def _commit_for_ever(path):
    number = 0
    with closing(EmbeddedStore(path)) as store:
        while True:
            number += 1
            commit(store, number)
            if number == 1:
                sys.stdout.write(f"{os.getpid()}\n")
                sys.stdout.flush()


def _forked(work):
    """Do something in a process of its own, and return what reads the JSON of what it returns."""
    reads, writes = os.pipe()
    if not os.fork():
        os.close(reads)
        sys.stdout = os.fdopen(writes, "w")
        try:
            sys.stdout.write(json.dumps(work()))
            sys.stdout.flush()
        finally:
            os._exit(0)
    os.close(writes)
    return os.fdopen(reads)


if __name__ == "__main__":
    print(json.dumps({"race": race, "backups": backups}[sys.argv[1]](*map(int, sys.argv[2:]))))  # noqa: T201
