"""
What was tried to lose what was saved, as a part of `docs/reliability.md`: `scripts/check --long` runs it last.

`python -m tests.reliability.kept.page --share 0.01` tries a hundredth of it. Only this part of the page is written.
"""

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import traceback
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from careergraph import open_store, read
from careergraph.stores.embedded.store import WAIT, EmbeddedStore
from careergraph.stores.embedded.tables import FORMAT
from tests.conformance.machine import driven
from tests.reliability.kept import failing
from tests.reliability.kept.costs import GRAPHS, costs
from tests.reliability.kept.cut import cut
from tests.reliability.kept.synced import synced
from tests.stores.released import file

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reliability.md"
HEADING = "## What is saved stays saved"
NEXT = "\n## "
KILLS, SERVERS, CUTS, PLACES, PROCESSES, COMMITS, BACKUPS, SYNCED = 10_000, 1_000, 5_000, 60, 8, 2_000, 100, 500
SEQUENCES, STEPS = 20_000, 60
THREE = 3
"""The rule of three: no failure in n says, with 95 % confidence, fewer than 3 in n."""


def kept_part(page):
    """Return the part of a page that is written here, as it stands there; nothing where it was never written."""
    if HEADING not in page:
        return ""
    return f"\n{HEADING}{page.partition(HEADING)[2].partition(NEXT)[0].rstrip()}\n"


def with_part(page, part):
    """Return a page with this part written anew, in its place or at the end; all others stay as they are."""
    before, _, after = page.partition(HEADING)
    _, heading, others = after.partition(NEXT)
    return f"{before.rstrip()}\n\n{part.rstrip()}\n{heading}{others}"


def forked(module, *words):
    command = [sys.executable, "-m", f"tests.reliability.kept.{module}", *map(str, words)]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def tried(share, only, before):
    """
    Yield this part of the page, whole, each time a row more is measured.

    What is not among `only` (any words of its row; all, without), or fails, leaves its row as it is on the page before.
    """
    rows = {line.split(" | ")[0].strip("| "): line for line in kept_part(before).splitlines() if line.startswith("| ")}

    def asked(name):
        return not only or any(words in name for words in only)

    for name, measure in measures(share):
        if asked(name):
            try:
                rows[name] = row(name, *measure(), f"{datetime.now(UTC):%Y-%m-%d}")
            except Exception:  # noqa: BLE001 - whatever it is, the others are measured
                traceback.print_exc()
            print(rows.get(name, name), flush=True)  # noqa: T201 - progress
            yield part_of(rows)
    for one in costs([name for name in GRAPHS if asked(name)]):
        rows[one.name] = of_costs(one)
        yield part_of(rows)


def part_of(rows):
    """Return this part of the page with the rows there are."""
    names = [name for name, _ in measures(1)]
    told = [*heading(), *table_head(), *(rows[one] for one in names if one in rows)]
    return "\n".join([*told, *costs_head(), *(rows[one] for one in GRAPHS if one in rows)])


def measures(share):
    """Yield what is done, in words, with what does it and returns the other cells of its row."""

    def part(whole):
        return max(1, round(whole * share))

    places = range(1, PLACES, max(1, round(1 / share)))
    yield "a process is killed while it commits", lambda: of_kills(forked("killed", part(KILLS)))
    yield (
        "a whole server is killed while scripts change its graph",
        lambda: of_servers(forked("served", part(SERVERS))),
    )
    yield "the log is cut or damaged", lambda: of_cuts(cut(part(CUTS), part(CUTS)))
    yield "a call of the system fails", lambda: of_faults(failing.failed(failing.faults(places)))
    yield (
        "a file may not grow",
        lambda: of_faults(failing.full(range(0, 120_000, round(2_000 / share)))),
    )
    yield "a disk of 2 MiB is full, and has room again", on_a_full_disk
    yield (
        "several processes change one value",
        lambda: of_a_race(forked("together", "race", PROCESSES, part(COMMITS))),
    )
    yield "a backup is made while others write", lambda: of_backups(forked("together", "backups", part(BACKUPS)))
    yield "every commit is on the disk", lambda: of_syncs(synced(SYNCED))
    yield "a file of every released format is opened", of_old_files
    yield "random changes to a store and to a dict", lambda: beside_a_dict(part(SEQUENCES))


def heading():
    yield HEADING
    yield ""
    yield f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    yield "The embedded store; each is tried shortly in every run of the tests."
    yield ""


def table_head():
    yield "| what was done | how often | went wrong | besides | when |"
    yield "|---|---|--:|---|---|"


def row(*cells):
    return f"| {' | '.join(cells)} |"


def wrong(seen, names, of):
    """Return how much went wrong, and what none of so many means."""
    count = sum(seen[name] for name in names)
    return f"**{count}**" if count else f"**0** (fewer than {100 * THREE / of:.2g}%)"


def of_kills(seen):
    often = f"{seen['kills']:,} kills, {seen['acknowledged']:,} commits acknowledged"
    opened = f"open again within {seen['reopened_p99'] * 1000:.0f} ms (p99)"
    besides = f"{seen['replayed']:,} changes committed again, {seen['doubled']} twice there; {opened}"
    return often, wrong(seen, ("lost", "half", "damaged", "doubled"), seen["kills"]), besides


def of_servers(seen):
    often = f"{seen['kills']:,} kills of every process, {seen['acknowledged']:,} changes acknowledged over HTTP"
    return often, wrong(seen, ("lost", "half", "damaged"), seen["kills"]), "two workers on one store"


def of_cuts(seen):
    often = f"{seen['borders']:,} page borders, {seen['places']:,} other places, {seen['flips']:,} flipped bits"
    count = seen["borders"] + seen["places"] + seen["flips"]
    besides = "what is read is the commits whose last byte is there, whole"
    return often, wrong(seen, ("not_a_prefix", "less_than_acknowledged", "refused"), count), besides


def of_faults(seen):
    often = f"{seen['cases']:,} cases, {seen['kept']:,} commits acknowledged"
    names = ("lost", "half", "dishonest", "given_up", "not_recovered")
    return often, wrong(seen, names, seen["cases"]), f"{seen['refused']:,} refused, by the error that says so"


def on_a_full_disk():
    with failing.small_disk() as folder:
        return of_a_full_disk(folder)


def of_a_full_disk(folder):
    if folder is None:
        return "not tried: needs root", "", ""
    seen = failing.filled(folder)
    went_wrong = (seen["refused"] != "StoreUnavailable") + (not seen["readable_when_full"]) + (not seen["recovered"])
    return f"{seen['kept']} commits until it was full", f"**{went_wrong}**", "readable meanwhile"


def of_a_race(seen):
    often = f"{seen['processes']} processes, {seen['commits']:,} commits under the version that was read"
    besides = f"{seen['conflicts']:,} conflicts told, {seen['busy']} told to come again after {WAIT:g} s"
    return often, wrong(seen, ("lost", "more", "damaged"), seen["commits"]), besides


def of_backups(seen):
    besides = f"{seen['versions']:,} versions were made meanwhile"
    return f"{seen['backups']} backups", wrong(seen, ("differing",), seen["backups"]), besides


def of_syncs(seen):
    missing = max(0, seen["commits"] - seen["syncs"])
    return f"{seen['commits']} commits", f"**{missing}**", f"{seen['syncs']} syncs"


def of_old_files():
    """Open a copy of each file that a released format has left."""
    went_wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, FORMAT + 1):
            stored, told = file(number)
            with closing(EmbeddedStore(shutil.copy(stored, folder))) as store:
                went_wrong += bool(store.check()) or store.load() != read(told)
    return f"{FORMAT} of {FORMAT}", f"**{went_wrong}**", "one from the future is refused in a sentence"


def beside_a_dict(sequences):
    """Drive stores beside dicts; the first that differs ends the run with the shortest sequence that shows it."""
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108 - our own

    def make():
        for old in folder.iterdir():
            shutil.rmtree(old)
        path = Path(tempfile.mkdtemp(dir=folder)) / "careers.db"
        return lambda: open_store(path, create=True)

    try:
        driven(make, sequences=sequences, steps=STEPS)
    finally:
        shutil.rmtree(folder)
    return f"{sequences:,} sequences of up to {STEPS} steps", wrong({}, (), sequences), "every version is compared"


def costs_head():
    yield ""
    yield "What it costs to keep a large graph, in seconds of the processor; waiting for the disk comes on top, once"
    yield "for each commit. Value by value is what the first ones took, times how many there are. The first change and"
    yield "the first route are of a process that knows nothing of the graph; without a shelf, and with what that left"
    yield "there. Memory is the most that the process had which imports, and which answers first."
    yield ""
    yield COSTS
    yield f"|---|{'--:|' * (COSTS.count(' | '))}"


COSTS = (
    "| graph | transitions | imported in one commit | value by value | opened | one transition changed | first change "
    "| first route | with the shelf | memory: import | first route | file |"
)


def of_costs(one):
    return row(
        one.name,
        f"{one.transitions:,}",
        f"{one.imported:.1f}",
        f"{one.one_by_one:,.0f}",
        f"{one.opened:.1f}",
        f"{one.changed:.3f}",
        f"{one.first_change:.3f}",
        f"{one.first_route:.1f}",
        f"{one.shelved_route:.2f}",
        f"{one.memory:,.0f} MiB",
        f"{one.memory_of_a_route:,.0f} MiB",
        f"{one.megabytes:,.0f} MB",
    )


def main():
    parser = argparse.ArgumentParser("python -m tests.reliability.kept.page", description=__doc__)
    parser.add_argument("--share", type=float, default=1)
    parser.add_argument("--only", nargs="+", default=(), metavar="WORDS", help="words of the rows to measure")
    told = parser.parse_args()
    for part in tried(told.share, told.only, PAGE.read_text(encoding="utf-8")):
        PAGE.write_text(with_part(PAGE.read_text(encoding="utf-8"), part), encoding="utf-8")


if __name__ == "__main__":
    main()
