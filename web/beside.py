"""Beside the ways that were found: what is on every way, and the likeliest of all where one is known."""

from collections.abc import Iterator

from markupsafe import Markup

from . import wording
from .asks import Ask, listed
from .language import gettext as _
from .linking import to
from .results import Results


class OnEveryWay:
    """
    What no way within the limits can do without, as far as a glance can tell.

    Parameters
    ----------
    results
        The answer.
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        self.found = results.site.explorer.unavoidable(results.query, results.site.glance)

    def sentences(self) -> Iterator[Markup]:
        """Yield what every way passes; nothing where that was not worked out in time."""
        if not self.found.reachable:
            return
        if self.found.roles or self.found.complete:
            yield self._roles()
        if not self.found.complete:
            yield wording.filled(_("There may be more: the search for it was stopped."))
        if self.found.skills:
            yield wording.filled(_("Every way asks, above what you hold:"))
        elif self.found.complete:
            yield wording.filled(_("No skill above yours is asked on every way."))

    def skills(self) -> list[Ask]:
        """Return what every way asks above what is held."""
        example = self.found.example
        routes = [example] if example else []
        return listed(self.results.site, self.results.asked, self.found.skills, routes) if self.found.reachable else []

    def _roles(self) -> Markup:
        if not self.found.roles:
            return wording.filled(_("No role is on every way."))
        roles = wording.strung(_(", "), map(self.results.named, self.found.roles))
        return wording.filled(_("Every way within these limits passes %(roles)s."), roles=roles)


class Likeliest:
    """
    The likeliest of all ways within the limits, beside those that were found.

    Parameters
    ----------
    results
        The answer.
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        asked_for = "likelihood" in results.query.matters
        found = None if asked_for else results.site.explorer.likeliest(results.query, results.site.glance)
        self.found = [] if found is None else [found]

    def sentences(self) -> Iterator[Markup]:
        """Yield which it is, what it costs against the way shown below, and what likely means."""
        for route in self.found:
            yield from self._told(wording.percent(route.values["likelihood"].known))

    def _told(self, share: str) -> Iterator[Markup]:
        same = self._letters()
        if same:
            yield wording.filled(_("%(letter)s is also the likeliest of all: %(share)s."), letter=same[0], share=share)
        else:
            yield self._another(share)
            yield wording.filled(
                _("Against %(letter)s: %(changes)s."),
                letter=self.results.chosen,
                changes=wording.joined(self._changes()),
            )
        yield wording.filled(_("It is the share who made each move, multiplied; it promises nothing."))

    def _another(self, share: str) -> Markup:
        via = [self.results.named(role) for route in self.found for role in route.roles[1:-1]]
        if not via:
            return wording.filled(_("The likeliest of all is another one, straight: %(share)s."), share=share)
        return wording.filled(
            _("The likeliest of all is another one, by way of %(via)s: %(share)s."),
            via=wording.strung(" → ", via),
            share=share,
        )

    def _changes(self) -> list[str]:
        chosen, site = self.results.routes[self.results.chosen], self.results.site
        (route,) = self.found
        before, after = chosen.values["months"], route.values["months"]
        estimated = chosen.estimated or route.estimated
        parts = []
        if not (before.unknown or after.unknown):
            months = wording.step_months(abs(after.known - before.known), estimated=estimated)
            longer = _("%(months)s longer", months=months) if after.known > before.known else _("as long")
            parts.append(_("%(months)s shorter", months=months) if after.known < before.known else longer)
        more = route.values["learning"].known - chosen.values["learning"].known
        steps = self.results.amount(abs(more), estimated=site.is_estimated(chosen) or site.is_estimated(route))
        much = _("%(steps)s more to learn", steps=steps) if more > 0 else _("as much to learn")
        parts.append(_("%(steps)s less to learn", steps=steps) if more < 0 else much)
        return parts

    @property
    def link(self) -> str:
        """The address that shows it; nothing where it is shown already."""
        if not self.found or self._letters():
            return ""
        asked = self.results.asked.params.without("route").without("show").without("epsilon")
        return to("routes", asked.put("matters", "likelihood"), fragment="result")

    def _letters(self) -> list[str]:
        """Return the letters of the ways shown that it is one of."""
        roles = [route.roles for route in self.found]
        return [letter for letter, one in self.results.routes.items() if one.roles in roles]
