"""
What answers on a graph that somebody names: a file, a folder, or a store.

A large file is read once, and from then on taken from the shelf in milliseconds.
"""

from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.explorer.doors import read
from careergraph.explorer.explorer import Explorer
from careergraph.model.graph import CareerGraph
from careergraph.stores.registry import names_store, open_store

if TYPE_CHECKING:
    from careergraph.explorer.following import Following

WORTHWHILE = 1 << 20
"""Bytes from which on a file is looked for on the shelf: smaller ones are read as quickly."""


def open_source(named: str = "") -> "Explorer | Following":
    """
    Return what answers on a graph: the explorer of a file or folder, or what follows a store.

    Parameters
    ----------
    named
        A path, or the path or URL of a store (see `open_store`); without one, the bundled graph.

    Raises
    ------
    CareerGraphError
        It cannot be read, or reached.

    Examples
    --------
    >>> open_source().current().graph.metadata.id
    'technical-director'
    """
    if not names_store(named):
        return Explorer(open_graph(named or None))
    from careergraph.explorer.following import Following  # noqa: PLC0415 - few graphs are kept in a store
    from careergraph.stores.shelf.shelf import default_shelf  # noqa: PLC0415 - loads numpy

    return Following(open_store(named), default_shelf())


def open_graph(path: str | PathLike[str] | None = None) -> CareerGraph:
    """
    Return the graph in a file or folder, as `read` does; one that was read before stands on the shelf.

    What is on the shelf is named by every byte it was made from, and by the code that read it.

    Raises
    ------
    CareerGraphError
        As for `read`.
    """
    files = _files(Path(path)) if path is not None else ()
    if sum(size for _, size in files) < WORTHWHILE:
        return read(path)
    from careergraph.routes.search import LARGE  # noqa: PLC0415 - few files are so large
    from careergraph.stores.shelf.shelf import default_shelf  # noqa: PLC0415 - loads numpy

    shelf = default_shelf()
    if shelf is None:
        return read(path)
    name = _digest(Path(path or ""), files)
    graph = shelf.named(name)
    if graph is None:
        graph = read(path)
        if len(graph.transitions) > LARGE:
            graph = shelf.put(graph)
            shelf.call(name, graph.version)
    return graph


def keep_ready(graph: CareerGraph) -> None:
    """Put a large graph on the shelf, where whoever opens it next on this computer finds it."""
    from careergraph.routes.search import LARGE  # noqa: PLC0415 - few graphs are so large

    if len(graph.transitions) > LARGE:
        from careergraph.stores.shelf.shelf import default_shelf  # noqa: PLC0415 - loads numpy

        shelf = default_shelf()
        if shelf is not None:
            shelf.put(graph)


def _files(path: Path) -> tuple[tuple[Path, int], ...]:
    """Return the files that a graph is read from, in order, each with its size."""
    try:
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        return tuple((one, one.stat().st_size) for one in inside)
    except OSError:  # `read` says what is wrong with it
        return ()


def _digest(path: Path, files: tuple[tuple[Path, int], ...]) -> str:
    from hashlib import sha256  # noqa: PLC0415 - loads a library of its own

    digest = sha256()
    for one, size in files:
        digest.update(f"{one.relative_to(path).as_posix()} {size}\0".encode())
        with one.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    for one in _readers():
        digest.update(one.read_bytes())
    return digest.hexdigest()


def _readers() -> Iterator[Path]:
    """Yield the code that turns bytes into a graph: another release of it may read them otherwise."""
    package = Path(__file__).parents[1]
    for room in ("formats", "model"):
        yield from sorted((package / room).rglob("*.py"))
