"""
Commit, and say what came of each commit: what is run on a disk that fails, or is watched (P2, P3).

`python -m tests.reliability.kept.committing PATH FROM COUNT` prints a line for each try: `kept 7`, or
`told 7 StoreUnavailable`. After it was told that it cannot be, a commit is tried once more with the same id, and then
it is given up.
With `--room BYTES`, no file may grow beyond until the first commit was refused: a disk that is full, and then is not.
"""

import argparse
import resource
import signal
import sys
from contextlib import closing

from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import commit

FOREVER = resource.RLIM_INFINITY


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("first", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--room", type=int, default=0)
    chosen = parser.parse_args()
    try:
        store = EmbeddedStore(chosen.path, wait=1)
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        say(f"told {chosen.first} {type(error).__name__}")
        return
    with closing(store):
        if chosen.room:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (chosen.room, FOREVER))
        for number in range(chosen.first, chosen.first + chosen.count):
            if not tried(store, number):
                resource.setrlimit(resource.RLIMIT_FSIZE, (FOREVER, FOREVER))
                if not tried(store, number):
                    return  # what comes next would be made of another graph than `History` knows


def tried(store, number):
    """Commit; say and return whether that was acknowledged."""
    try:
        made = commit(store, number).number
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        say(f"told {number} {type(error).__name__}")
        return False
    say(f"kept {made}")
    return True


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
