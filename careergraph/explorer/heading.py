"""What every document for scripts begins with."""

from typing import Any

from careergraph.model.graph import CareerGraph


class Heading:
    """A graph that heads the documents made from it."""

    graph: CareerGraph

    def _headed(self, kind: str, said: dict[str, Any]) -> dict[str, Any]:
        """Return a document with its format and the version of the graph before what it says."""
        graph = {"id": self.graph.metadata.id, "version": self.graph.version}
        return {"format": f"careergraph-{kind}", "format_version": 1, "graph": graph, **said}
