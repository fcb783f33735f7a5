"""Graphs made of a graph: with transitions made of what its roles hold, or a part that a picture can hold."""

from careergraph.analysis.derive import TOP, derive
from careergraph.analysis.part import Ways, part_of
from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId


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

    def part(self, most: int, centre: RoleId = "", ways: Ways = "both") -> CareerGraph:
        """
        Return a graph of at most `most` roles for a picture; the graph itself where it is small enough.

        Its roles are the nearest to the role in the centre by ways `in`, `out` or `both`; without one, those with most
        moves. What roles grow and moves ask is left out.
        """
        return part_of(self.graph, most, centre, ways)
