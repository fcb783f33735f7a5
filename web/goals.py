"""Several goals as their page shows them: what first steps would be regretted by, and what to learn for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from . import wording
from .asking import Asked
from .asks import Ask, listed
from .language import gettext as _
from .language import ngettext
from .linking import to
from .site import Site


@dataclass(frozen=True, slots=True)
class Cell:
    """What beginning with a step costs on the way to a goal, in words, and the address of that way."""

    goal: str
    regret: str
    is_best: bool
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A first step with what it costs for each goal."""

    title: Markup
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A route to one of the goals, in words, and its address."""

    goal: Markup
    via: Markup
    months: str
    learning: str
    href: str


class Goals:
    """
    Two to five goals, weighed.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        What the address asks; its query was understood.
    """

    def __init__(self, site: Site, asked: Asked) -> None:
        if asked.query is None:
            message = "there is no answer to a question that was not understood"
            raise ValueError(message)
        self.site, self.asked, self.query = site, asked, asked.query
        self.graph = site.explorer.graph
        self.found = site.explorer.weigh_goals(asked.query, site.budget(asked))

    @property
    def title(self) -> Markup:
        """What is weighed."""
        goals = wording.strung(_(" or "), map(self._named, self.query.goals))
        return wording.filled(_("First steps towards %(goals)s"), goals=goals)

    def heads(self) -> list[Markup]:
        """Return the goals as they stand over the table."""
        return [self._titled(goal) for goal in self.query.goals]

    def rows(self) -> Iterator[Row]:
        """Yield the first steps that lead to every goal, the one least regretted first."""
        for place, step in enumerate(self.found.first_steps.steps):
            yield Row(self._titled(step.role), tuple(self._cell(place, goal) for goal in self.query.goals))

    def _cell(self, place: int, goal: str) -> Cell:
        step = self.found.first_steps.steps[place]
        value = step.regrets[goal]
        best = not value.unknown and not value.known
        said = _("0, a best way") if best else self._more(value.known, estimated=self._is_estimated(place, goal))
        if value.unknown:
            unknown = ngettext("%(num)s more unknown", "%(num)s more unknown", value.unknown)
            said = f"{said}, {unknown}" if value.known else unknown
        params = self.asked.params.put("to", goal).put("via", *self.query.via, step.role).without("route")
        return Cell(self.site.title(goal), said, best, to("routes", params, fragment="result"))

    def _more(self, known: Fraction, *, estimated: bool) -> str:
        criterion = self.found.first_steps.criterion
        if criterion == "likelihood":
            return wording.percent(known)
        if criterion == "months":
            return wording.step_months(known, estimated=estimated)
        return wording.about(known, estimated=estimated)

    def _is_estimated(self, place: int, goal: str) -> bool:
        found = self.found.first_steps
        routes = (found.best[goal], found.steps[place].routes[goal])
        if found.criterion == "months":
            return any(route.estimated for route in routes)
        return found.criterion in {"learning", "hardest"} and any(map(self.site.is_estimated, routes))

    def reading(self) -> str:
        """Return how to read the table."""
        criterion = wording.criterion(self.found.first_steps.criterion, low=True)
        return _("In %(criterion)s: what it costs to begin with a step rather than with the best one.",
                 criterion=criterion)  # fmt: skip

    def out_of_reach(self) -> Iterator[Markup]:
        """Yield which goals have no way within the limits, as far as that is certain."""
        for goal in self.query.goals:
            if self.found.first_steps.complete and goal not in self.found.first_steps.best:
                yield wording.filled(_("No way leads to %(goal)s within the limits."), goal=self._named(goal))

    def elsewhere(self) -> Iterator[Markup]:
        """Yield which first steps lead to some of the goals only."""
        for step in self.found.first_steps.others:
            goals = wording.strung(_(", "), map(self._named, step.routes))
            yield wording.filled(_("%(role)s leads only to %(goals)s."), role=self._titled(step.role), goals=goals)

    def without_regret(self) -> Iterator[Markup]:
        """Yield which first steps nobody regrets, whichever goal they choose."""
        for step in self.found.first_steps.without_regret:
            role = self._named(step.role)
            yield wording.filled(_("No regret: a best way to each goal begins with %(role)s."), role=role)

    @property
    def anyway(self) -> list[Ask]:
        """The skills that every way to every goal asks."""
        examples = [one.example for one in self.found.unavoidable if one.example]
        return listed(self.site, self.asked, self.found.skills_without_regret, examples)

    @property
    def shared(self) -> str:
        """How little can be learned for all of them, in a sentence or two; nothing where some goal has no way."""
        shared = self.found.shared
        if shared.weight is None:
            return ""
        amount = self._amount(shared.weight)
        said = [_("%(steps)s open a way to each of them.", steps=wording.capital(amount))]
        if shared.apart is not None and shared.apart != shared.weight:
            said.append(_("One by one it would be %(steps)s.", steps=self._amount(shared.apart)))
        if shared.lower_bound is not None:
            bound = wording.plain(shared.lower_bound)
            said.append(_("This is the best found; no choice of ways asks less than %(bound)s.", bound=bound))
        return " ".join(said)

    def _amount(self, weight: Fraction) -> str:
        estimated = any(map(self.site.is_estimated, self.found.shared.routes))
        if self.query.effort:
            return _("effort %(figure)s", figure=wording.about(weight, estimated=estimated))
        return wording.level_steps(weight, estimated=estimated)

    @property
    def learned(self) -> list[Ask]:
        """What is learned for all of them: skills with their levels."""
        return listed(self.site, self.asked, dict(self.found.shared.learned).items(), self.found.shared.routes)

    def ways(self) -> Iterator[Way]:
        """Yield the way to each goal that needs no more."""
        for route in self.found.shared.routes:
            via = [self._named(role) for role in route.roles[1:-1]]
            params = self.asked.params.put("to", route.goal).put("matters", "learning").without("route")
            straight = wording.filled(_("straight, in one move"))
            yield Way(
                self._titled(route.goal),
                wording.filled(_("by way of %(via)s"), via=wording.strung(" → ", via)) if via else straight,
                wording.months(route.values["months"], estimated=route.estimated),
                wording.level_steps(route.values["learning"].known, estimated=self.site.is_estimated(route)),
                to("routes", params, fragment="result"),
            )

    @property
    def cut(self) -> str:
        """What is to be said of a search that was cut, or nothing."""
        if self.found.complete:
            return ""
        seconds = wording.plain(Fraction(str(self.site.budget(self.asked).seconds or 0)))
        return _("The search stopped after %(seconds)s seconds, before all of this was settled.", seconds=seconds)

    @property
    def longer(self) -> tuple[str, str] | None:
        """The words and the address of a longer search, unless this one was it."""
        return self.site.longer(self.asked, "goals", fragment="result")

    def _named(self, role: str) -> Markup:
        return wording.said(self.graph.role(role).title, self.graph.metadata.language, low=True)

    def _titled(self, role: str) -> Markup:
        return wording.said(self.graph.role(role).title, self.graph.metadata.language)
