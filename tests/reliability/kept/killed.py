"""
Kill a process that commits, again and again, and look at what is left (P1, P6).

`python -m tests.reliability.kept.killed KILLS` prints the figures. The process that is killed is a fork of this one,
which has nothing open: so a kill costs no more than its time.
"""

import json
import os
import signal
import struct
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import History, commit, held

SHORTEST, LONGEST = 0.005, 0.060
"""Seconds from the first acknowledgement a process may give, to its end."""
A_STORE = 10
"""Kills after which another store is begun, so that looking at one stays quick."""
NUMBER = struct.Struct("<I")


def killed(kills):
    """Return what was seen in so many kills."""
    figures = dict.fromkeys(("kills", "acknowledged", "lost", "half", "damaged", "doubled", "replayed"), 0)
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(kills):
            path = Path(folder) / f"{number // A_STORE}.db"
            _one(path, Random(number), figures, seconds)
    seconds.sort()
    return figures | {"reopened_p99": seconds[int(len(seconds) * 0.99)], "reopened_most": seconds[-1]}


def _one(path, rng, figures, seconds):
    EmbeddedStore(path, create=True).close()
    history = History()
    before = _newest(path)
    acknowledged = max([before, *_killed_while_committing(path, before, rng.uniform(SHORTEST, LONGEST))])
    began = time.perf_counter()
    with closing(EmbeddedStore(path)) as store:
        graph, number = store.load(), store.latest().number
        seconds.append(time.perf_counter() - began)
        figures["kills"] += 1
        figures["acknowledged"] += acknowledged - before
        figures["lost"] += max(0, acknowledged - number)
        figures["half"] += number > acknowledged + 1 or held(graph) != history.after(number)
        figures["damaged"] += bool(store.check())
        for again in sorted({number, acknowledged + 1} - {0}):  # the last one there, and the one whose answer was lost
            figures["replayed"] += 1
            figures["doubled"] += commit(store, again).number != again or held(store.load()) != history.after(again)


def _newest(path):
    with closing(EmbeddedStore(path)) as store:
        return store.latest().number


def _killed_while_committing(path, before, after):
    """Let a process commit for some seconds, kill it, and return the numbers it acknowledged."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        _commit_for_ever(path, before, writes)
    os.close(writes)
    os.read(reads, 1)  # it is about to begin
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reads, "rb") as pipe:
        said = pipe.read()
    return [number for (number,) in NUMBER.iter_unpack(said[: len(said) // NUMBER.size * NUMBER.size])]


def _commit_for_ever(path, before, pipe):
    try:
        store = EmbeddedStore(path)
        os.write(pipe, b"!")
        while True:
            before += 1
            commit(store, before)
            os.write(pipe, NUMBER.pack(before))
    finally:
        os._exit(1)


if __name__ == "__main__":
    print(json.dumps(killed(int(sys.argv[1]))))  # noqa: T201 - another process reads it
