"""Random questions, asked of every store and of the graph in memory."""

import tempfile
from contextlib import closing
from pathlib import Path

from careergraph.stores.embedded.store import EmbeddedStore
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import differing_answers
from tests.neo4j_server import PATIENT, graph_of_its_own


def differing(uri, count):
    """Return the numbers of the questions whose answers are not all the same."""
    with (
        tempfile.TemporaryDirectory() as folder,
        graph_of_its_own(uri) as url,
        closing(EmbeddedStore(Path(folder) / "careers.db", create=True)) as embedded,
        closing(open_store(url, create=True, deadline=PATIENT)) as served,
    ):
        return sorted({one for store in (embedded, served) for one in differing_answers(store, range(count))})
