"""An answer as the page of routes shows it: a title, cards in the order of their letters, and what must be said."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from markupsafe import Markup

from . import wording
from .asking import Asked
from .kept import let_pass
from .language import gettext as _
from .language import ngettext
from .linking import to
from .site import Site, letters

MOST_COUNTED = 50
MOST_LISTED = 12
"""Assumed skills that are named in a sentence; a longer list is folded away."""
BOTH = 2


class ReliedOn(NamedTuple):
    """Assumed skills that routes rely on: how many, and their names with levels."""

    skills: int
    names: str

    @property
    def is_long(self) -> bool:
        """Whether they are more than one reads in a sentence."""
        return self.skills > MOST_LISTED


class Results:
    """
    The answer to a query that has one.

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
        self.site = site
        self.asked = asked
        self.query = asked.query
        self.graph = site.explorer.graph
        self.answer = site.explorer.routes(asked.query, site.budget(asked))
        if not self.answer.complete:
            let_pass()
        shown = sorted(
            self.answer.shown, key=lambda route: (route.values["months"].unknown, route.values["months"].known)
        )
        self.routes = dict(zip(letters(len(shown)), shown, strict=True))

    @property
    def goals(self) -> Markup:
        """The roles that are wanted, as they stand within a sentence."""
        family = self.graph.family_of(self.query.goals, self.query.profile.role)
        titles = {term.id: term.title for term in self.graph.metadata.families}
        if family in titles:
            name = wording.said(titles[family], self.graph.metadata.language, low=True)
            return wording.filled(_("any role of %(family)s"), family=name)
        return wording.strung(_(" or "), map(self.named, self.query.goals))

    @property
    def chosen(self) -> str:
        """The letter of the route that is shown."""
        asked = self.asked.params.first("route").upper()
        return asked if asked in self.routes else next(iter(self.routes))

    @property
    def pair(self) -> tuple[str, str] | None:
        """The letters of two routes to compare: the one that is shown, and another; None where there is no other."""
        asked = self.asked.params.first("with").upper()
        others = [letter for letter in self.routes if letter != self.chosen] if self.routes else []
        if not others:
            return None
        first, second = sorted((self.chosen, asked if asked in others else others[0]), key=list(self.routes).index)
        return first, second

    @property
    def title(self) -> Markup:
        """How many ways there are, and where to."""
        count = len(self.routes)
        if len(self.query.matters) == 1:
            by = "%(criterion)s"
            message = ngettext("The first way to %(goal)s by %(by)s", "The first %(num)s ways to %(goal)s by %(by)s",
                               count, goal="%(goal)s", by=by)  # fmt: skip
            return wording.filled(
                message, goal=self.goals, criterion=wording.in_sentence(wording.criterion(self.query.matters[0]))
            )
        message = ngettext("%(num)s way to %(goal)s", "%(num)s ways to %(goal)s", count, goal="%(goal)s")
        return wording.filled(message, goal=self.goals)

    def named(self, role: str) -> Markup:
        """Return a role as it stands within a sentence."""
        return wording.said(self.graph.role(role).title, self.graph.metadata.language, low=True)

    def amount(self, count: Fraction, *, estimated: bool) -> str:
        """Return how much there is to learn, in the unit that was asked for."""
        if not self.query.effort:
            return wording.level_steps(count, estimated=estimated)
        return _("effort %(figure)s", figure=wording.about(count, estimated=estimated))

    @cached_property
    def every_route(self) -> Sequence[Any] | None:
        """All the routes there are, where they are few enough to count."""
        if len(self.query.matters) == 1 or not self.answer.complete:
            return None
        return self.site.explorer.every_route(self.query, MOST_COUNTED, self.site.glance)

    @cached_property
    def beaten(self) -> list[Any]:
        """Those of all routes that are no better than another one in anything that matters."""
        kept = {route.roles for route in self.answer}
        return [route for route in self.every_route or () if route.roles not in kept]

    def looked_at(self) -> list[str]:
        """Return how far was looked, in sentences."""
        hops = self.answer.hop_limit
        why = "" if hops.asked or hops.fewest is None else self._why_so_long(hops.fewest, hops.moves)
        sentences = [self._how_far(len(self.every_route or ()), wording.moves(hops.moves), why)]
        if self.beaten:
            count = len(self.beaten)
            sentences.append(ngettext("%(num)s is no better in anything (× in the plot).",
                                      "%(num)s are no better in anything (× in the plot).", count))  # fmt: skip
        hidden = len(self.answer) - len(self.routes)
        if hidden and self.routes:
            sentences.append(ngettext("%(num)s more is not shown.", "%(num)s more are not shown.", hidden))
        return sentences

    @staticmethod
    def _how_far(count: int, moves: str, why: str) -> str:
        if not count:
            return _("Routes of up to %(moves)s were looked at%(why)s; longer ones were not.", moves=moves, why=why)
        if count == BOTH:
            return _(
                "Both routes of up to %(moves)s were looked at%(why)s; longer ones were not.", moves=moves, why=why
            )
        return ngettext(
            "The only route of up to %(moves)s was looked at%(why)s; longer ones were not.",
            "All %(num)s routes of up to %(moves)s were looked at%(why)s; longer ones were not.",
            count,
            moves=moves,
            why=why,
        )

    @staticmethod
    def _why_so_long(fewest: int, most: int) -> str:
        if most == fewest:
            return _(" (the shortest has as many)")
        return _(" (the shortest has %(fewest)s, plus %(more)s)", fewest=fewest, more=most - fewest)

    @property
    def hidden_link(self) -> str:
        """The address that shows every route, where some are not shown."""
        if len(self.answer) == len(self.routes):
            return ""
        return to("routes", self.asked.params.without("show").without("epsilon"), fragment="result")

    @property
    def cut(self) -> str:
        """What is known of a search that was cut, or nothing."""
        if self.answer.complete:
            return ""
        seconds = wording.plain(Fraction(str(self.site.budget(self.asked).seconds or 0)))
        stopped = _("The search stopped after %(seconds)s seconds.", seconds=seconds)
        proven = _("Every route of up to %(moves)s was compared.", moves=wording.moves(self.answer.proven_moves))
        better = _("There may be better routes.")
        if self.answer.value_proven and self.answer.lower_bound is not None:
            better = _("No route is better; which of equal ones comes first is not settled.")
        sentences = (stopped, proven if self.answer.proven_moves else "", self._bound(), better)
        return " ".join(filter(None, sentences))

    def _bound(self) -> str:
        """Return a value that no route betters, in words, where the search knows one."""
        bound = self.answer.lower_bound
        if bound is None or self.answer.value_proven:
            return ""
        name = self.query.matters[0]
        figure = wording.percent(bound.known) if name == "likelihood" else wording.plain(bound.known)
        return _(
            "No route betters %(criterion)s %(value)s.",
            criterion=wording.in_sentence(wording.criterion(name)),
            value=figure,
        )

    @property
    def longer(self) -> tuple[str, str] | None:
        """The words and the address of a longer search, unless this one was it."""
        return self.site.longer(self.asked, "routes", fragment="result")

    @property
    def easier(self) -> tuple[str, str] | None:
        """The words and the address of a search with a limit on learning, offered where this one was cut."""
        limit = self.answer.offered_learning
        if limit is None:
            return None
        words = _("Look only at ways with up to %(limit)s level steps to learn", limit=limit)
        return words, to("routes", self.asked.params.put("max_learning", limit), fragment="result")

    def relied_on(self) -> "ReliedOn | None":
        """Return the assumed skills that the routes rely on, if any."""
        levels: dict[str, int] = {}
        for skill, level in self.answer.relied_on:
            levels[skill] = max(level, levels.get(skill, 0))
        names = [(wording.within(self.graph.skills[skill].name), level) for skill, level in levels.items()]
        named = wording.joined([f"{wording.in_sentence(name)} {level}" for name, level in sorted(names)])
        return ReliedOn(len(names), named) if names else None

    def constraints(self) -> "Iterator[tuple[str, str, bool]]":
        """Yield each constraint in force, and whether it shaped the answer, in words."""
        effects = {True: _("shaped this answer"), False: _("changed nothing"), None: _("effect not worked out")}
        for one in self.answer.constraints:
            if one.kind == "max_moves":
                continue  # it is told with how far was looked
            said = wording.constraint(one.kind, one.limit, one.selector, one.kinds, self.graph)
            yield said, effects[one.shaped], bool(one.shaped)

    @property
    def shaped_by(self) -> frozenset[str]:
        """The constraints that shaped the answer, by the names of their fields."""
        return frozenset(one.kind for one in self.answer.constraints if one.shaped)

    @property
    def across(self) -> str:
        """What lies to the right in the plot: months, or the biggest step where no months are known."""
        known = any(not route.values["months"].unknown for route in self.routes.values())
        return "months" if known else "hardest"

    @property
    def plotted(self) -> str:
        """What the plot shows."""
        if self.across == "months":
            return _("Level steps to learn, against months")
        return _("Level steps to learn, against the biggest step")

    @property
    def is_plot_estimated(self) -> bool:
        """Whether some of what lies to the right in the plot is an estimate."""
        if self.across == "months":
            return any(route.estimated for route in self.routes.values())
        return any(self.site.is_estimated(route) for route in self.routes.values())

    def notes(self) -> Iterator[str]:
        """Yield how to read the plot, and which criteria the routes could not be compared by."""
        yield (
            _("Lower is less to learn, left is sooner.")
            if self.across == "months"
            else _("Lower is less to learn, left is gentler.")
        )
        if self.likelihood_counts:
            yield _(
                "Likelihood is the share who made each move, multiplied as if a move depended on the last role only."
            )
        for name in self.query.matters:
            known = sum(not route.values[name].unknown for route in self.routes.values())
            named = wording.criterion(name, low=True)
            if not known:
                yield _("Not known for any of them: %(criterion)s.", criterion=named)
            elif known < len(self.routes):
                yield _("Known for %(known)s of %(count)s ways: %(criterion)s.", criterion=named, known=known,
                        count=len(self.routes))  # fmt: skip

    @property
    def likelihood_counts(self) -> bool:
        """Whether likelihood was asked for, or sets two routes apart: only then it is shown."""
        if "likelihood" in self.query.matters:
            return True
        return any("likelihood" in route.labels for route in self.routes.values())
