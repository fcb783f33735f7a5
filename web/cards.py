"""A route among its answer: what it is best at, its figures, and why one would choose it."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from markupsafe import Markup

from . import wording
from .language import gettext as _
from .language import ngettext
from .linking import to
from .results import Results


def cards(results: Results) -> "list[Card]":
    """Return one card for each route that is shown, in the order of their letters."""
    return [Card(results, letter) for letter in results.routes]


def beaten(results: Results) -> "list[Beaten]":
    """Return the routes that are no better than another one in anything that matters."""
    return [Beaten(results, route) for route in results.beaten]


class Beaten:
    """
    A route that is no better than another one in anything that matters.

    Parameters
    ----------
    results
        The answer.
    route
        Which it is.
    """

    def __init__(self, results: Results, route: Any) -> None:  # noqa: ANN401 - a route, which the front door does not name
        self.route = route
        months, learning = self.route.values["months"], self.route.values["learning"]
        self.via = [results.named(role) for role in self.route.roles[1:-1]]
        self.months = wording.months(months, estimated=self.route.estimated)
        right = self.route.values[results.across]
        self.place = None if right.unknown else (right.known, learning.known)
        self.moves = wording.moves(self.route.moves)
        self.learning = results.amount(learning.known, estimated=results.site.is_estimated(self.route))


class Card:
    """
    One route among its answer.

    Parameters
    ----------
    results
        The answer.
    letter
        Which of its routes it is.
    """

    def __init__(self, results: Results, letter: str) -> None:
        self.results = results
        self.letter = letter
        self.route = results.routes[letter]
        self.others = [route for route in results.answer if route is not self.route]
        self.estimated = results.site.is_estimated(self.route)

    @property
    def is_chosen(self) -> bool:
        """Whether it is the one shown below."""
        return self.letter == self.results.chosen

    @property
    def href(self) -> str:
        """The address that shows it."""
        return to("routes", self.results.asked.params.put("route", self.letter), fragment="shown")

    @property
    def best_at(self) -> str:
        """What it is best at; of a search that was cut, what it is best at so far; nothing for a route without."""
        if self._is_alone:
            return _("the only way")
        if not self.route.labels:
            return ""
        label = wording.label(self.route.labels[0])
        return label if self.results.answer.complete else _("%(label)s so far", label=label)

    @property
    def label(self) -> str:
        """What it is best at, or “also good”, as a heading."""
        return wording.capital(self.best_at or _("also good"))

    @property
    def also(self) -> str:
        """What else it is best at."""
        return "" if self._is_alone else _(", ").join(wording.label(name) for name in self.route.labels[1:])

    @property
    def _is_alone(self) -> bool:
        """Whether there is no other way, better or not."""
        return not self.others and self.results.every_route is not None and not self.results.beaten

    @property
    def via(self) -> list[Markup]:
        """The roles between here and the goal."""
        return [self.results.named(role) for role in self.route.roles[1:-1]]

    @property
    def goal(self) -> Markup | None:
        """The role it ends at, where several are wanted."""
        return self.results.named(self.route.goal) if len(self.results.query.goals) > 1 else None

    @property
    def repeats(self) -> str:
        """The letter of the route that it nearly repeats, if any."""
        number = self.route.repeats
        if number is None:
            return ""
        first = self.results.answer[number - 1]
        return next((letter for letter, route in self.results.routes.items() if route is first), "")

    def figures(self) -> Iterator[tuple[str, str]]:
        """Yield its figures and their units; what is unknown is said, never left out of a sum in silence."""
        values = self.route.values
        months = values["months"]
        unknown = ngettext("%(num)s step of unknown length", "%(num)s steps of unknown length", months.unknown)
        unit = _("months, and %(unknown)s", unknown=unknown) if months.unknown and months.known else _("months")
        known = wording.about(months.known, estimated=self.route.estimated)
        yield (_("unknown") if months.unknown and not months.known else known), unit
        yield str(self.route.moves), ngettext("move", "moves", self.route.moves)
        yield wording.about(values["learning"].known, estimated=self.estimated), _("to learn")
        yield wording.about(values["hardest"].known, estimated=self.estimated), _("biggest step")
        if self.results.likelihood_counts:
            share = values["likelihood"]
            yield (_("unknown") if share.unknown else wording.percent(share.known)), _("likelihood")
        for name in ("pay", "dip"):
            if name in self.results.query.matters:
                found = values[name]
                yield (_("unknown") if found.unknown else wording.plain(found.known)), self._unit_of_pay(name)

    def _unit_of_pay(self, name: str) -> str:
        today, currency = self.results.answer.today_pay, self.results.answer.query.currency
        said = f"{wording.criterion(name)}, {currency}".rstrip(", ")
        pay = self.route.values["pay"]
        if name != "pay" or today is None or pay.unknown:
            return said
        change = pay.known - today
        return _(
            "%(unit)s (%(change)s)", unit=said, change=f"{'+' if change >= 0 else '−'}{wording.plain(abs(change))}"
        )

    def why(self) -> str:
        """Return one or two sentences: what speaks for it, and what it asks in return."""
        if self.others:
            return f"{self._for()} {self._in_return()}".strip()
        if not self.results.answer.complete:
            return _("No other way was found in time.")
        if len(self.results.query.matters) == 1:
            criterion = wording.criterion(self.results.query.matters[0], low=True)
            return _("The first of all ways by one criterion: %(criterion)s.", criterion=criterion)
        return _("No other way is better in anything.")

    @cached_property
    def _comparable(self) -> bool:
        """Whether the months of all routes are known, so that they can be compared in a sentence."""
        return not any(route.values["months"].unknown for route in self.results.routes.values())

    def _known(self, name: str) -> Fraction:
        return self.route.values[name].known  # type: ignore[index]  # one of the criteria

    def _least_of_others(self, name: str) -> Fraction:
        return min(route.values[name].known for route in self.others)  # type: ignore[index]  # one of the criteria

    def _most_of_others(self, name: str) -> Fraction:
        return max(route.values[name].known for route in self.others)  # type: ignore[index]  # one of the criteria

    def _for(self) -> str:
        sentences: dict[str, Callable[[], str]] = {
            "months": self._sooner,
            "moves": self._fewer_moves,
            "learning": self._less_to_learn,
            "hardest": self._gentler,
            "likelihood": lambda: _("Its moves are those most people made."),
            "pay": lambda: _("Its goal pays most."),
            "dip": lambda: _("On the way, pay falls least."),
            "": self._place,
        }
        return sentences[self.route.labels[0] if self.route.labels else ""]()

    def _place(self) -> str:
        """Return where a route without a label stands."""
        if len(self.results.query.matters) > 1:
            return _("It is first in nothing, and no other way beats it.")
        place = next(number for number, route in enumerate(self.results.answer, 1) if route is self.route)
        criterion = wording.criterion(self.results.query.matters[0], low=True)
        return _("Number %(place)s by %(criterion)s.", place=place, criterion=criterion)

    def _sooner(self) -> str:
        if self.route.moves < self._least_of_others("moves"):
            return self._fewer_moves()
        fewer = self._least_of_others("months") - self._known("months") if self._comparable else Fraction(0)
        count = wording.about(fewer, estimated=self.route.estimated)
        return _("%(count)s months sooner than the next.", count=count) if fewer > 0 else _("No other way is sooner.")

    def _fewer_moves(self) -> str:
        fewer = int(self._least_of_others("moves")) - self.route.moves
        if fewer < 1:
            return _("No other way has fewer moves.")
        return ngettext("One move fewer.", "%(num)s moves fewer.", fewer)

    def _less_to_learn(self) -> str:
        fewer = self._least_of_others("learning") - self._known("learning")
        if fewer <= 0:
            return _("No other way leaves less to learn.")
        steps = wording.capital(self.results.amount(fewer, estimated=self.estimated))
        return _("%(steps)s fewer to learn.", steps=steps)

    def _gentler(self) -> str:
        steps = self.results.amount(self._known("hardest"), estimated=self.estimated)
        return _("No step asks for more than %(steps)s.", steps=steps)

    def _in_return(self) -> str:
        if self._known("hardest") > self._most_of_others("hardest"):
            return self._hard_step()
        if self._comparable and self._known("months") > self._most_of_others("months"):
            later = self._known("months") - self._least_of_others("months")
            return _("It takes %(count)s months longer.", count=wording.about(later, estimated=self.route.estimated))
        if self._known("learning") > self._most_of_others("learning"):
            return _("In return, there is most to learn.")
        return ""

    def _hard_step(self) -> str:
        number = next(step.number for step in self.route.steps if step.learning == self._known("hardest"))
        steps = self.results.amount(self._known("hardest"), estimated=self.estimated)
        if number == self.route.moves:
            return _("In return, the last step asks for %(steps)s at once.", steps=steps)
        return _("In return, step %(number)s asks for %(steps)s at once.", number=number, steps=steps)
