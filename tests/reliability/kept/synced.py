"""Count how often a process that commits asks for its writes to be on the disk (P2)."""

import subprocess
import tempfile
from pathlib import Path

from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.failing import committing


def synced(commits):
    """Return how many commits were acknowledged, and how many syncs strace counted meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        path, counts = Path(folder) / "careers.db", Path(folder) / "counts"
        EmbeddedStore(path, create=True).close()
        watched = ["strace", "-f", "-c", "-e", "trace=fdatasync,fsync", "-o", str(counts)]
        ran = subprocess.run(
            [*watched, *committing(path, first=1, count=commits)], capture_output=True, text=True, check=True
        )
        rows = [line.split() for line in counts.read_text(encoding="utf-8").splitlines()]
    return {
        "commits": ran.stdout.count("kept"),
        "syncs": sum(int(row[3]) for row in rows if row and row[-1] in {"fdatasync", "fsync"}),
    }
