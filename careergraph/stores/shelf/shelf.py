"""Where compiled graphs stand, by version."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from careergraph.model.changes import ChangeSet
from careergraph.model.graph import CareerGraph, version_of
from careergraph.ports import LaidOut
from careergraph.routes.compiled import compiled
from careergraph.routes.large.engine import ArrayEngine
from careergraph.stores.shelf.forward import content_after, write_forward
from careergraph.stores.shelf.mapped import mapped_graph
from careergraph.stores.shelf.writing import ABOUT, FORMAT, laid_out, write_graph

FOLDER = "CAREERGRAPH_CACHE"
"""The environment variable that names the folder; an empty one keeps nothing."""
KEPT = "graphs-{}"
"""The folder of a format."""
NAMES = "names"
MOST_KEPT = 8
"""Versions that stand on the shelf; those not opened for the longest make room."""


class Shelf:
    """
    Compiled graphs in a folder, each under its version. It can be emptied at any time: what is not there is made again.

    Parameters
    ----------
    folder
        Where; made when something is put there.
    most
        How many versions are kept.

    Examples
    --------
    >>> import tempfile
    >>> from careergraph import read
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     shelf = Shelf(Path(folder))
    ...     shelf.get(read().version), shelf.put(read()) == read(), shelf.get(read().version) == read()
    (None, True, True)
    """

    def __init__(self, folder: Path, most: int = MOST_KEPT) -> None:
        self._folder, self._most = folder / KEPT.format(FORMAT), most

    def get(self, version: str) -> CareerGraph | None:
        """Return the graph of a version; None where it is not there, or not whole."""
        folder = self._folder / version
        try:
            about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            if any((folder / name).stat().st_size != size for name, size in about["files"].items()):
                return None
            graph = mapped_graph(folder, about)
            os.utime(folder)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return graph if graph.version == version else None

    def put(self, graph: CareerGraph) -> CareerGraph:
        """Return a graph from the shelf, put there first if it is not; the graph itself where there is no room."""
        return self.get(graph.version) or self.lay(graph.version, laid_out(graph)) or graph

    def lay(self, version: str, graph: LaidOut) -> CareerGraph | None:
        """Return the graph of a version, put here as it is laid out; None without room, or if it is another one."""
        return self.made(version, lambda folder: write_graph(folder, graph))

    def named(self, name: str) -> CareerGraph | None:
        """Return the graph that was given a name by `call`; None where it is not there any more."""
        try:
            return self.get((self._folder / NAMES / name).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def call(self, name: str, version: str) -> None:
        """Give a version a name, such as a digest of the file it was read from; without room nothing happens."""
        try:
            (self._folder / NAMES).mkdir(parents=True, exist_ok=True)
            (self._folder / NAMES / name).write_text(version, encoding="ascii")
        except OSError:
            return

    def forward(self, graph: CareerGraph, changes: ChangeSet) -> CareerGraph | None:
        """
        Return what a change makes of a graph that stands here, put here first if it is not; None without room.

        Parameters
        ----------
        graph
            As `get` or `put` returned it.
        changes
            What a store made of it: sound, for it is not looked at again.
        """
        version = version_of(content_after(graph, changes))
        arrays = compiled(graph, ArrayEngine).arrays
        return self.get(version) or self.made(version, lambda folder: write_forward(folder, arrays, changes))

    def made(self, version: str, write: Callable[[Path], None]) -> CareerGraph | None:
        """Return what `write` puts into an empty folder, once it stands there whole; None where that failed."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            making = Path(tempfile.mkdtemp(prefix=".making-", dir=self._folder))
        except OSError:
            return None
        try:
            write(making)
            making.rename(self._folder / version)
        except OSError:  # no room, or another process was faster
            pass
        finally:
            shutil.rmtree(making, ignore_errors=True)
        self._make_room()
        return self.get(version)

    def _make_room(self) -> None:
        """Remove what was not opened for the longest, and what earlier releases left: nobody opens that any more."""
        for earlier in range(1, FORMAT):
            shutil.rmtree(self._folder.with_name(KEPT.format(earlier)), ignore_errors=True)
        standing: list[tuple[float, Path]] = []
        for one in self._folder.iterdir():
            if not one.name.startswith(".") and one.name != NAMES:
                with suppress(OSError):  # another process makes room as well
                    standing.append((one.stat().st_mtime, one))
        for _, one in sorted(standing, reverse=True)[self._most :]:
            shutil.rmtree(one, ignore_errors=True)


def default_folder() -> Path | None:
    """
    Return where this computer keeps what can be made again; None where nothing is to be kept.

    It is `$CAREERGRAPH_CACHE`, else `careergraph` in the cache folder of the system.
    """
    named = os.environ.get(FOLDER)
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "careergraph" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "careergraph"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "careergraph"


def default_shelf() -> Shelf | None:
    """Return the shelf of this computer; None where nothing is to be kept."""
    folder = default_folder()
    return Shelf(folder) if folder else None
