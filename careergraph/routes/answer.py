"""An answer: the routes that were found, and how far it can be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from careergraph.model import showing
from careergraph.model.skills import Level, SkillId, Way
from careergraph.routes import document
from careergraph.routes.listed import Listed
from careergraph.routes.query import RouteQuery
from careergraph.routes.route import Constraint, HopLimit, NoRoute, Route, Value

EASIER_LEARNING = 60
"""Level steps: with at most so many to learn, hardly any search of a large graph is cut."""


@dataclass(frozen=True, slots=True)
class Answer(Listed[Route]):
    """
    The routes, in display order, and how far they can be trusted. It is a sequence of its routes.

    Parameters
    ----------
    graph, version
        Which graph was asked, by id and by content.
    query
        As resolved: with the currency that was used.
    start
        The level of each skill held at the start.
    assumed
        The part of it that is assumed from the role: (skill, level) pairs.
    relied_on
        The assumed level steps its routes rely on: (skill, level) pairs, each one level step.
    routes
        The k best, or the Pareto set. `shown` of a route says whether it stands in a thinned display.
    hop_limit
        How long the routes were that were looked at.
    constraints
        Every constraint in force, and whether it shaped the answer.
    complete
        True only if the answer is the exact one.
    proven_moves
        Every route of up to this many moves was compared.
    lower_bound
        Of a cut search for one criterion: a value no route betters.
    value_proven
        Whether the best value is certain, though the choice among equal routes may not be.
    no_route
        Why there is no route; None where there is one.
    today_pay
        Yearly pay today in the query's currency; None where unknown.
    """

    graph: str
    version: str
    query: RouteQuery
    start: Mapping[SkillId, Level]
    assumed: Way
    relied_on: Way
    routes: tuple[Route, ...]
    hop_limit: HopLimit
    constraints: tuple[Constraint, ...] = ()
    complete: bool = True
    proven_moves: int = 0
    lower_bound: Value | None = None
    value_proven: bool = True
    no_route: NoRoute | None = None
    today_pay: Fraction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", MappingProxyType(dict(self.start)))

    @property
    def shown(self) -> tuple[Route, ...]:
        """The routes that a thinned display shows; all of them without `show` and `epsilon`."""
        return tuple(route for route in self.routes if route.shown)

    @property
    def offered_learning(self) -> int | None:
        """
        A limit on the level steps to learn that makes a search easier which was cut; None where one is set already.

        It is offered, and never applied by itself.
        """
        limit = self.query.max_learning
        asked = self.query.effort or (limit is not None and limit <= EASIER_LEARNING)
        return None if self.complete or asked else EASIER_LEARNING

    @property
    def listed(self) -> tuple[Route, ...]:
        """The same as `routes`."""
        return self.routes

    def _repr_html_(self) -> str | None:
        return showing.as_html(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as the one documented shape (`docs/answer.schema.json`), ready for JSON."""
        return {
            "format": "careergraph-answer",
            "format_version": 1,
            "graph": {"id": self.graph, "version": self.version},
            "query": document.of_query(self.query),
            "start": dict(self.start),
            "assumed": dict(self.assumed),
            "relied_on": [{"skill": skill, "level": level} for skill, level in self.relied_on],
            "today_pay": None if self.today_pay is None else document.figure(self.today_pay),
            "hop_limit": document.of_hop_limit(self.hop_limit),
            "constraints": [document.of_constraint(one) for one in self.constraints],
            "complete": self.complete,
            "proven_moves": self.proven_moves,
            "lower_bound": None if self.lower_bound is None else document.of_value(self.lower_bound),
            "value_proven": self.value_proven,
            "routes": [document.of_route(route) for route in self.routes],
            "no_route": None if self.no_route is None else document.of_no_route(self.no_route),
        }
