"""A graph that is kept in a store, and the explorer of its newest version, whoever made it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from itertools import chain
from threading import Lock, Thread
from typing import Any

from careergraph.errors import StoreError, StoreUnavailable
from careergraph.explorer.explorer import Explorer, Standing
from careergraph.model.changes import ChangeSet
from careergraph.model.graph import MOST_CONTENTS, CareerGraph
from careergraph.ports import LaidOut, Store, Version
from careergraph.routes.search import LARGE
from careergraph.stores.registry import open_store
from careergraph.stores.shelf.shelf import Shelf

PATIENCE = 2.0
"""Seconds that is waited for somebody else who reads a newer version; then the last one known answers."""
MOST_STEPS = 50
"""Versions that are followed change by change; beyond them the graph is read whole."""


class Following:
    """
    What answers on a stored graph: always of its newest version, and of the last one known while the store is away.

    The graph itself stands on a shelf, mapped, where all processes of this computer find it; the store is asked for its
    newest version before each answer, and what others changed meanwhile is brought forward, not read again.

    Parameters
    ----------
    store
        Where the graph is kept.
    shelf
        Where compiled graphs stand; without one each process holds a graph of its own.
    """

    def __init__(self, store: Store, shelf: Shelf | None = None) -> None:
        self.store = store
        self._shelf = shelf
        self._moving, self._preparing = Lock(), Lock()
        self._known: tuple[Version, Explorer] | None = None
        self._prepares = False

    def current(self) -> Explorer:
        """
        Return the explorer of the newest version; of the last one known, while that cannot be read.

        Raises
        ------
        StoreUnavailable
            The store is away, and no version of it is known yet.
        """
        return self.standing().explorer

    def standing(self) -> Standing:
        """Return the same, and why it may not be the newest."""
        try:
            return Standing(self._at(self.store.latest()))
        except StoreUnavailable as error:
            if self._known is None:
                raise
            return Standing(self._known[1], behind=str(error))

    def opened_again(self) -> "Following":
        """
        Return the same with connections of its own: close this one before a fork, and open it again after.

        What is known of the newest version stays known, and is shared as memory is.
        """
        again = Following(open_store(self.store.url), self._shelf)
        again._known, again._prepares = self._known, self._prepares
        return again

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def commit(
        self, changes: ChangeSet, *, change_id: str, expected_version: str | None = None, note: str = ""
    ) -> Version:
        """Make a change; see `Store.commit`. Whoever asks after it sees it."""
        return self.store.commit(changes, change_id=change_id, expected_version=expected_version, note=note)

    @staticmethod
    def change(content: bytes) -> ChangeSet:
        """
        Return the change that a script sends as JSON (docs/answers.md).

        Raises
        ------
        UnreadableData
            It is no JSON, or no change.
        InvalidGraph
            A value in it is none; the error has all problems with their places.
        OverLimit
            It is too large.
        """
        from careergraph.formats import change_file  # noqa: PLC0415 - most questions change nothing

        return change_file.read("the change", content)

    def versions_document(self) -> dict[str, Any]:
        """Return every version, the newest first, ready for JSON."""
        return {**_heading("versions"), "versions": [asdict(one) for one in self.store.versions()]}

    @staticmethod
    def version_document(version: Version) -> dict[str, Any]:
        """Return one version ready for JSON."""
        return {**_heading("version"), **asdict(version)}

    def prepare(self) -> None:
        """Make now what the first questions would wait for; for each newer version, once it answers, beside answers."""
        explorer = self.current()
        self._prepares = True  # from here on
        explorer.prepare()

    def _at(self, latest: Version) -> Explorer:
        known = self._known
        if known is None or known[0].number < latest.number:
            with self._one_at_a_time(PATIENCE if known else -1):
                known = self._known
                if known is None or known[0].number < latest.number:
                    known = self._known = latest, self._explorer(latest, known)
                    if self._prepares:
                        Thread(target=self._prepare, args=(known[1],), daemon=True).start()
        return known[1]

    def _prepare(self, explorer: Explorer) -> None:
        """Prepare a version after those before it, unless there is a newer one by then."""
        with self._preparing:
            if self._known and self._known[1] is explorer:
                explorer.prepare()

    @contextmanager
    def _one_at_a_time(self, patience: float) -> Iterator[None]:
        if not self._moving.acquire(timeout=patience):
            raise StoreUnavailable("A newer version of the graph is being read.", retry_after=PATIENCE)
        try:
            yield
        finally:
            self._moving.release()

    def _explorer(self, latest: Version, known: tuple[Version, Explorer] | None) -> Explorer:
        if known and known[0].version == latest.version:
            return known[1]
        graph = self._shelf and self._shelf.get(latest.version)
        return Explorer(graph or (known and self._brought_forward(latest, *known)) or self._loaded(latest, known))

    def _loaded(self, latest: Version, known: tuple[Version, Explorer] | None) -> CareerGraph:
        """Return a version read whole; a large one is laid on the shelf as it comes, without a value of it made."""
        graph = None
        if self._shelf and not (known and _is_small(known[1].graph)):
            with suppress(StoreError):
                graph = self._laid(self._shelf, latest)
        return self.store.load(latest.number) if graph is None else graph

    def _laid(self, shelf: Shelf, latest: Version) -> CareerGraph | None:
        def take(graph: LaidOut) -> CareerGraph | None:
            moves, first, count = iter(graph.moves), [], 0
            while count <= LARGE:
                lot = next(moves, None)
                if lot is None:
                    return None
                first.append(lot)
                count += len(lot[1])
            return shelf.lay(latest.version, graph._replace(moves=chain(first, moves)))

        return self.store.lay_out(latest.number, take)

    def _brought_forward(self, latest: Version, before: Version, explorer: Explorer) -> CareerGraph | None:
        """Return a version made of an older one and what changed since; None where it is better read whole."""
        if latest.number - before.number > MOST_STEPS:
            return None
        graph: CareerGraph | None = explorer.graph
        for number in range(before.number + 1, latest.number + 1):
            try:
                graph = graph and self._next(graph, self.store.changes(number))
            except StoreUnavailable:
                raise
            except StoreError:
                return None
        return graph if graph is not None and graph.version == latest.version else None

    def _next(self, graph: CareerGraph, changes: ChangeSet) -> CareerGraph | None:
        """Return what a change made of a graph: a small one in memory, a large one on the shelf."""
        if not _is_small(graph):
            return self._shelf.forward(graph, changes) if self._shelf else None
        content = (graph.content + changes.added_content(graph)) % MOST_CONTENTS
        after = changes.made_of(graph, content)
        return after if _is_small(after) else None


def _is_small(graph: CareerGraph) -> bool:
    return len(graph.transitions) <= LARGE


def _heading(kind: str) -> dict[str, Any]:
    return {"format": f"careergraph-{kind}", "format_version": 1}
