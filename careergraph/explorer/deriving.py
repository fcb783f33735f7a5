"""A graph whose roles hold skills becomes one with transitions."""

from careergraph.analysis.derive import TOP, derive
from careergraph.model.graph import CareerGraph


class Deriving:
    """What can be made of a graph."""

    graph: CareerGraph

    def derived(self, top: int = TOP) -> CareerGraph:
        """
        Return the graph with moves out of each role to the `top` roles that share most with it.

        Each is marked as derived, and asks what the role it leads to grows. Transitions that are there stay.

        Raises
        ------
        ValueError
            `top` is below 1, or no role of the graph holds a skill.

        Examples
        --------
        >>> from careergraph import Explorer, read
        >>> len(Explorer(read()).derived(top=2).transitions) >= len(read().transitions)
        True
        """
        return derive(self.graph, top)
