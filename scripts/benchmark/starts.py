"""What a program takes from its start to its end: so long waits who types a command, and each time anew."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import DEVNULL, run

from scripts.benchmark.measuring import Row

BUNDLED = "bundled"
STARTS: Mapping[str, Sequence[str]] = {
    "Python that does nothing": ("-c", "pass"),
    "`import careergraph`": ("-c", "import careergraph"),
    "`careergraph --help`": ("-m", "careergraph", "--help"),
    "`careergraph next`": ("-m", "careergraph", "next", "technical-director"),
}
TIMES = 20


def start_rows() -> Iterator[Row]:
    """Yield what each program takes, started in turn with the others."""
    rows = [Row(BUNDLED, f"{name}, from start to end") for name in STARTS]
    for _ in range(TIMES + 1):
        for row, words in zip(rows, STARTS.values(), strict=True):
            row.first.append(_processor([sys.executable, *words]))
    for row in rows:
        del row.first[0]  # it may have compiled modules, which is done once
    yield from rows


def _processor(command: Sequence[str]) -> float:
    """Return the seconds of the processor that a program takes."""
    before = getrusage(RUSAGE_CHILDREN)
    run(command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""}, stdout=DEVNULL, check=True)  # noqa: S603 - ours
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
