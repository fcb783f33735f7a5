"""Roles with the first route to them, or from them, as rows of a table."""

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from . import wording
from .asking import Asked
from .language import gettext as _
from .linking import to
from .site import Site

SHOWN = 30
"""Rows, where the address does not say how many."""
OWN_COLUMNS = ("months", "learning")


class Ahead:
    """
    What was found, as rows.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        Who asks, within which limits.
    endpoint
        The page it stands on.
    found
        What is within reach, or who can get there: a sequence, ranked.
    walked
        Returns the route of one of them with its steps.
    """

    def __init__(
        self,
        site: Site,
        asked: Asked,
        endpoint: str,
        found: Any,  # noqa: ANN401 - of two kinds
        walked: Callable[[Any], Any],
    ) -> None:
        self.site, self.asked, self.endpoint, self.found = site, asked, endpoint, found
        self._walked = walked
        self.graph = site.explorer.graph

    def rows(self) -> Sequence["Row"]:
        """Return the first rows, as many as are asked for."""
        shown = int(self.asked.params.first("show") or SHOWN)
        return [Row(self, one, self._walked(one)) for one in self.found[:shown]]

    @property
    def all_of_them(self) -> str:
        """The same page with every row; nothing where it has them already."""
        if len(self.found) <= int(self.asked.params.first("show") or SHOWN):
            return ""
        return to(self.endpoint, self.asked.params.put("show", len(self.found)), fragment="result")

    @property
    def more_column(self) -> str:
        """The heading of the figure that ranks, where it is none of those shown anyway."""
        name = self.found.criterion
        return "" if name in OWN_COLUMNS else wording.capital(wording.criterion(name))

    @property
    def limits(self) -> str:
        """Every limit in force, in a sentence."""
        return wording.joined(
            [
                wording.constraint(one.kind, one.limit, one.selector, one.kinds, self.graph)
                for one in self.found.constraints
            ]
        )

    def named(self, role: str, *, low: bool = False) -> Markup:
        """Return the title of a role."""
        return wording.said(self.graph.role(role).title, self.graph.metadata.language, low=low)


class Row:
    """One role with its route."""

    def __init__(self, ahead: Ahead, found: Any, route: Any) -> None:  # noqa: ANN401 - of two kinds of answers
        self._ahead, self._found, self._route = ahead, found, route
        inward = bool(ahead.found.query.goals)
        self.role: str = found.roles[0] if inward else found.roles[-1]

    @property
    def title(self) -> Markup:
        """The role."""
        return self._ahead.named(self.role)

    @property
    def href(self) -> str:
        """Its page."""
        return to("role", self._ahead.asked.person, role=self.role)

    @property
    def way(self) -> Markup:
        """The roles between."""
        between = [self._ahead.named(role, low=True) for role in self._found.roles[1:-1]]
        if not between:
            return wording.filled(_("straight, in one move"))
        return wording.filled(_("by way of %(roles)s"), roles=wording.strung(" → ", between))

    @property
    def months(self) -> str:
        """How long, without its unit where all of it is known."""
        value = self._found.values["months"]
        if value.unknown:
            return wording.months(value, estimated=self._route.estimated)
        return wording.about(value.known, estimated=self._route.estimated)

    @property
    def learning(self) -> str:
        """Level steps to learn."""
        known = self._found.values["learning"].known
        return wording.about(known, estimated=self._ahead.site.is_estimated(self._route))

    @property
    def more(self) -> str:
        """The figure that ranks, in words."""
        value = self._found.values[self._ahead.found.criterion]
        if value.unknown:
            return _("unknown")
        if self._ahead.found.criterion == "likelihood":
            return wording.percent(value.known)
        return wording.plain(value.known)

    @property
    def routes(self) -> str:
        """The routes there."""
        asked = self._ahead.asked.params.without("show").without("matters")
        inward = bool(self._ahead.found.query.goals)
        asked = asked.put("from", self.role) if inward else asked.put("to", self.role)
        return to("routes", asked, fragment="result")
