"""
Cut and damage the log of a store, and look at what is read (P2).

A log that was not written to its end is what a computer leaves that lost its power. Whatever is left of it, a store
holds the commits up to some number, whole, and those whose last byte is there.
"""

import json
import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from careergraph.errors import CareerGraphError
from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import History, commit, found

COMMITS = 40
HEADER, FRAME = 32, 24 + 4096
"""Bytes of the head of a log, and of a page in it."""


def cut(places, flips):
    """Return what was seen with the log cut at the border of each page and in random places, and with bits flipped."""
    figures = dict.fromkeys(("borders", "places", "flips", "not_a_prefix", "less_than_acknowledged", "refused"), 0)
    with tempfile.TemporaryDirectory(dir=_quick()) as folder:
        path, ends = _written(Path(folder))
        log = path.with_name(path.name + "-wal").read_bytes()
        rng, history = Random(len(log)), History()
        borders = range(HEADER, len(log) + 1, FRAME)
        somewhere = [rng.randrange(len(log)) for _ in range(places)]
        flipped = [rng.randrange(HEADER, len(log)) for _ in range(flips)]
        cuts = [("borders", end, log[:end]) for end in borders] + [("places", end, log[:end]) for end in somewhere]
        for kind, end, left in [*cuts, *(("flips", place, _flipped(log, place, rng)) for place in flipped)]:
            figures[kind] += 1
            _look(Path(folder) / "copy.db", path, left, figures, history, sum(one <= end for one in ends))
    return figures


def _quick():
    shared = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    return shared if shared.is_dir() else None


def _written(folder):
    """Return a store with a log that was never copied into it, and where in the log each commit ends."""
    path, ends = folder / "careers.db", []
    EmbeddedStore(path, create=True).close()
    with closing(EmbeddedStore(path)) as store:
        store._untidy = -(10**9)
        for number in range(1, COMMITS + 1):
            commit(store, number)
            ends.append(path.with_name(path.name + "-wal").stat().st_size)
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", folder / f"kept.db{ending}")
    return folder / "kept.db", ends


def _flipped(log, place, rng):
    damaged = bytearray(log)
    damaged[place] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def _look(copy, path, log, figures, history, expected):
    """Look at a copy of a store with some log; it has to hold what its whole part acknowledges."""
    shutil.copyfile(path, copy)
    copy.with_name(copy.name + "-wal").write_bytes(log)
    try:
        number, whole = found(copy, history)
    except CareerGraphError:
        figures["refused"] += 1
    else:
        figures["not_a_prefix"] += not whole
        figures["less_than_acknowledged"] += number != expected
    for ending in ("", "-wal", "-shm"):
        Path(f"{copy}{ending}").unlink(missing_ok=True)


if __name__ == "__main__":
    print(json.dumps(cut(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - another process reads it
