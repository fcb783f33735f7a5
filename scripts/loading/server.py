"""A server of our own, and what it takes of the processor and of memory."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ADDRESS = re.compile(r"http://\S+:\d+")
SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """
    A server that runs.

    Parameters
    ----------
    address
        Where it listens.
    pid
        Of its first process.
    seconds
        How long it took to begin.
    """

    address: str
    pid: int
    seconds: float

    def processes(self) -> list[int]:
        """Return its processes."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii")
        return [self.pid, *map(int, children.split())]

    def processor_seconds(self) -> float:
        """Return how long its processes have worked."""
        fields = (Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2] for pid in self.processes())
        return sum(sum(map(int, one.split()[11:13])) for one in fields) / TICKS

    def megabytes(self) -> float:
        """Return the memory of its processes, what they share counted once."""
        rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii") for pid in self.processes())
        return sum(int(number) for one in rollups for number in SHARE.findall(one)) / 1024


@contextmanager
def serving(graph: str, workers: int) -> Iterator[Server]:
    """Start a server on a free port, and end it."""
    command = [sys.executable, "-m", "careergraph", "serve", graph, "--port", "0", "--workers", str(workers)]
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                sys.exit(process.wait())  # it has said why
            yield Server(ADDRESS.findall(line)[0], process.pid, time.monotonic() - begun)
        finally:
            process.terminate()
