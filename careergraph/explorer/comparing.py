"""What can be asked of routes that were found: two of them side by side, and when the skills of one are due."""

from typing import TYPE_CHECKING, Any

from careergraph.explorer.heading import Heading
from careergraph.routes import document
from careergraph.routes.query import RouteQuery
from careergraph.routes.route import Route

if TYPE_CHECKING:
    from careergraph.routes.comparing import Comparison
    from careergraph.routes.schedule import Lesson


class Comparing(Heading):
    """What can be asked of routes that were found."""

    def compare(self, query: RouteQuery, first: Route, second: Route) -> "Comparison":
        """
        Return two routes of an answer side by side: where they part, what each asks, what changing over would cost.

        Raises
        ------
        ValueError
            They are no routes of the person who asks, or not in this graph.

        Examples
        --------
        >>> from careergraph import Explorer, RouteQuery, read
        >>> explorer = Explorer(read())
        >>> query = RouteQuery.between("rd-department-manager", "general-manager", matters=("months", "hardest"))
        >>> comparison = explorer.compare(query, *explorer.routes(query))
        >>> comparison.shared, comparison.parting
        (1, 'technical-director')
        >>> [(one.criterion, int(one.change)) for one in comparison.differences if one.change]
        [('moves', 1), ('months', 12), ('learning', -3), ('hardest', -3)]
        """
        from careergraph.routes.comparing import compare_routes  # noqa: PLC0415 - few questions compare

        return compare_routes(self.graph, query, first, second)

    def schedule(self, route: Route) -> "tuple[Lesson, ...]":
        """
        Return what a route asks to be learned, and for which move each has to be there at the latest.

        Examples
        --------
        >>> from careergraph import Explorer, RouteQuery, read
        >>> explorer = Explorer(read())
        >>> (route,) = explorer.routes(RouteQuery.between("technical-director", "founder"))
        >>> [(one.skill, one.level, one.step, str(one.due)) for one in explorer.schedule(route)][:2]
        [('accumulated-contacts', 1, 1, '36'), ('funds', 1, 1, '36')]
        """
        from careergraph.routes.schedule import schedule_of  # noqa: PLC0415 - the same

        return schedule_of(route)

    def compare_document(self, query: RouteQuery, first: Route, second: Route) -> dict[str, Any]:
        """Return two routes side by side, ready for JSON."""
        asked = {"query": document.of_query(query)}
        return self._headed("comparison", asked | self.compare(query, first, second).to_dict())

    def schedule_document(self, query: RouteQuery, route: Route) -> dict[str, Any]:
        """Return what a route asks to be learned and when, ready for JSON."""
        lessons = [lesson.to_dict() for lesson in self.schedule(route)]
        said = {"query": document.of_query(query), "route": document.of_route(route), "lessons": lessons}
        return self._headed("schedule", said)
