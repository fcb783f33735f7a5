"""Where the role graph that comes with careergraph lies on disk."""

from pathlib import Path

DEFAULT_GRAPH = "technical-director"
"""The id of the graph shown when none is named."""


def bundled_graph() -> Path:
    """
    Return the folder of the bundled graph, ready to be read.

    An installed careergraph carries its graphs within the package; a checkout (and an editable
    install, which is one) has them in `graphdata/` beside it.

    Examples
    --------
    >>> bundled_graph().name
    'technical-director'
    """
    package = Path(__file__).parents[1]
    installed = package / "_graphdata"
    graphs = installed if installed.is_dir() else package.parent / "graphdata"
    return graphs / DEFAULT_GRAPH
