"""
Let the disk fail under a store, at each place where it is asked for something, and look at what is left (P3).

strace makes the n-th call of a kind fail, once or from then on. A file that may not grow, and a disk of 2 MiB, are full
until there is room again.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

from careergraph.errors import StoreError
from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import History, commit, found

BEFORE, COMMITS = 3, 4
FAULTS = {
    "fdatasync": ("EIO",),
    "pwrite64": ("EIO", "ENOSPC"),
    "pread64": ("EIO",),
    "openat": ("EIO", "EMFILE"),
}
"""Calls that reach the files of a store, each with the errors it is given."""
HONEST = {"StoreUnavailable", "CommitOutcomeUnknown", "UnreadableData"}
"""The last one: to SQLite, what cannot be read from a disk is damaged."""
SMALL = 2 * 2**20


def faults(places):
    """Return cases: the call, its error, at which call it fails, and whether all later ones do, too."""
    return [
        (call, error, place, once)
        for call, errors in FAULTS.items()
        for error in errors
        for place in places
        for once in (True, False)
    ]


def failed(cases):
    """Return what was seen when calls failed."""
    figures = new_figures()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base.db"
        with closing(EmbeddedStore(base, create=True)) as store:
            for number in range(1, BEFORE + 1):
                commit(store, number)
        for case in cases:
            path = Path(folder) / "careers.db"
            shutil.copyfile(base, path)
            look(figures, path, [*injected(path, *case), *committing(path)], once=case[-1])
            clear(path)
    return figures


def full(rooms):
    """Return what was seen when no file could grow beyond some size, and then could."""
    figures = new_figures()
    with tempfile.TemporaryDirectory() as folder:
        for room in rooms:
            path = Path(folder) / "careers.db"
            EmbeddedStore(path, create=True).close()
            look(figures, path, [*committing(path, first=1), "--room", str(room)], once=True)
            clear(path)
    return figures


def new_figures():
    return dict.fromkeys(("cases", "kept", "refused", "lost", "half", "dishonest", "given_up", "not_recovered"), 0)


def clear(path):
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def injected(path, call, error, place, once):
    at = f"{place}{'' if once else '+'}"
    files = [word for ending in ("", "-wal", "-shm") for word in ("-P", f"{path}{ending}")]
    return ["strace", "-f", "-o", "/dev/null", *files, "-e", f"inject={call}:error={error}:when={at}"]


def committing(path, first=BEFORE + 1, count=COMMITS):
    """Return the command that commits."""
    return [sys.executable, "-m", "tests.reliability.kept.committing", str(path), str(first), str(count)]


def look(figures, path, command, *, once):
    """Run a command that commits, and count what came of it; a fault that comes once may refuse one try."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line.split() for line in ran.stdout.splitlines()]
    kept = [int(words[1]) for words in said if words[0] == "kept"]
    refused = [words[2] for words in said if words[0] == "told"]
    number, whole = found(path, History())
    figures["cases"] += 1
    figures["kept"] += len(kept)
    figures["refused"] += len(refused)
    figures["lost"] += sum(one > number for one in kept)
    figures["half"] += not whole
    figures["dishonest"] += sum(one not in HONEST for one in refused) + bool(ran.returncode)
    figures["given_up"] += once and ["open"] in said and len(kept) < COMMITS
    with closing(EmbeddedStore(path)) as store:
        figures["not_recovered"] += commit(store, number + 1).number != number + 1


@contextmanager
def small_disk():
    """Mount a disk of 2 MiB; yields None where this may not be done."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder]
        if (
            os.geteuid()
            or not shutil.which("mount")
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def filled(folder):
    """Fill a small disk by commits until one is refused, make room, and go on; return what was seen."""
    ballast, path = folder / "ballast", folder / "careers.db"
    ballast.write_bytes(bytes(SMALL // 2))
    number, refused = 0, ""
    with closing(EmbeddedStore(path, create=True)) as store:
        while not refused:
            try:
                number = commit(store, number + 1).number
            except StoreError as error:
                refused = type(error).__name__
        kept_when_full = found(path, History()) == (number, True)
        ballast.unlink()
        again = commit(store, number + 1).number
    return {
        "kept": number,
        "refused": refused,
        "readable_when_full": kept_when_full,
        "recovered": again == number + 1 and found(path, History()) == (again, True),
    }
