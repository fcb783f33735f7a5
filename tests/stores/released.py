"""
A small stored graph for every format of files there ever was; `python -m tests.stores.released` adds today's.

Files of released formats are never written again: they are what people have. Beside each stands what its newest version
holds, as the JSON file that careergraph writes.
"""

from contextlib import closing
from pathlib import Path

from careergraph import ChangeSet, Role, Text, open_store, write
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.stores.embedded.tables import FORMAT
from tests.drawn import drawn

FILES = Path(__file__).parent / "files"
SOME = "s>a(p2,q/r,w?)6m40%~policy,observed12/40 a>t(p3,2:q/r/w)12m~expert a#fam=50+p2 t=90EUR+q2 r*1.5"
"""Much of what a graph can hold."""


def file(version):
    """Return the file of a format, and what it holds."""
    return FILES / f"format-{version}.db", FILES / f"format-{version}.json"


def add():
    """Write the file of today's format, unless it is there."""
    stored, told = file(FORMAT)
    if stored.exists():
        return
    graphs = (drawn("s>a(p2,q)6m"), drawn(SOME), CareerGraph())
    with closing(open_store(stored, create=True)) as store:
        for number, graph in enumerate(graphs, 1):
            store.commit(difference(store.load(), graph), change_id=f"change {number}", note=f"the {number}th")
        store.commit(difference(store.load(), store.load(2)), change_id="back", note="back")
        chinese = Role("s", Text.of("Start", zh="起点"), aliases=(Text("=2"),))
        store.commit(ChangeSet(put=(chinese,)), change_id="last", note="“last”")
        write(store.load(), told)


if __name__ == "__main__":
    add()
