"""An answer as the page of routes shows it: a title, cards in the order of their letters, and what must be said."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from markupsafe import Markup

from . import wording
from .asking import Asked
from .language import gettext as _
from .language import ngettext
from .linking import to
from .site import Site, letters

FIGURES = ("months", "moves", "learning", "hardest")
MOST_COUNTED = 50
BOTH = 2


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
        shown = sorted(
            self.answer.shown, key=lambda route: (route.values["months"].unknown, route.values["months"].known)
        )
        self.routes = dict(zip(letters(len(shown)), shown, strict=True))

    @property
    def goals(self) -> Markup:
        """The roles that are wanted, as they stand within a sentence."""
        titles = [wording.said(self.graph.role(goal).title, self.graph.metadata.language, low=True)
                  for goal in self.query.goals]  # fmt: skip
        return wording.strung(_(" or "), titles)

    @property
    def chosen(self) -> str:
        """The letter of the route that is shown."""
        asked = self.asked.params.first("route").upper()
        return asked if asked in self.routes else next(iter(self.routes))

    @property
    def title(self) -> Markup:
        """How many ways there are, and where to."""
        message = ngettext("%(num)s way to %(goal)s", "%(num)s ways to %(goal)s", len(self.routes), goal="%(goal)s")
        return wording.filled(message, goal=self.goals)

    def cards(self) -> "list[Card]":
        """Return one card for each route shown."""
        return [Card(self, letter) for letter in self.routes]

    @cached_property
    def every(self) -> Sequence[tuple[str, ...]] | None:
        """The roles of every route the constraints allow, beaten or not; None where they were not all counted."""
        if len(self.query.matters) == 1 or not self.answer.complete:
            return None
        found = self.site.explorer.alternatives(self.query, MOST_COUNTED, self.site.glance)
        return [route.roles for route in found] if found.complete and len(found) < MOST_COUNTED else None

    @cached_property
    def beaten(self) -> "list[Beaten]":
        """The routes that are no better than another one in anything that matters."""
        if self.every is None:
            return []
        kept = {route.roles for route in self.answer}
        found = self.site.explorer.alternatives(self.query, MOST_COUNTED, self.site.glance)
        return [Beaten(self, number) for number, route in enumerate(found) if route.roles not in kept]

    def looked_at(self) -> list[str]:
        """Return how far was looked, in sentences."""
        hops = self.answer.hop_limit
        moves = wording.moves(hops.moves)
        fewest = "" if hops.asked or hops.fewest is None else self._why_so_long(hops.fewest, hops.moves)
        if not self.every:
            sentences = [
                _("Routes of up to %(moves)s were looked at%(why)s; longer ones were not.", moves=moves, why=fewest)
            ]
        elif len(self.every) == BOTH:
            sentences = [
                _(
                    "Both routes of up to %(moves)s were looked at%(why)s; longer ones were not.",
                    moves=moves,
                    why=fewest,
                )
            ]
        else:
            sentences = [
                ngettext(
                    "The only route of up to %(moves)s was looked at%(why)s; longer ones were not.",
                    "All %(num)s routes of up to %(moves)s were looked at%(why)s; longer ones were not.",
                    len(self.every),
                    moves=moves,
                    why=fewest,
                )
            ]
        if self.beaten:
            sentences.append(
                ngettext(
                    "%(num)s is no better in anything (× in the plot).",
                    "%(num)s are no better in anything (× in the plot).",
                    len(self.beaten),
                )
            )
        return sentences

    @staticmethod
    def _why_so_long(fewest: int, most: int) -> str:
        if most == fewest:
            return _(" (the shortest has as many)")
        return _(" (the shortest has %(fewest)s, plus %(more)s)", fewest=fewest, more=most - fewest)

    @property
    def cut(self) -> str:
        """What is known of a search that was cut, or nothing."""
        if self.answer.complete:
            return ""
        seconds = wording.plain(Fraction(str(self.site.budget(self.asked).seconds or 0)))
        stopped = _("The search stopped after %(seconds)s seconds.", seconds=seconds)
        proven = _("Every route of up to %(moves)s was compared.", moves=wording.moves(self.answer.proven_moves))
        better = _("There may be better routes.")
        return " ".join([stopped, proven, better] if self.answer.proven_moves else [stopped, better])

    @property
    def longer(self) -> tuple[str, str] | None:
        """The words and the address of a longer search, unless this one was it."""
        most = self.site.settings.longer_search_seconds
        if self.site.budget(self.asked).seconds == most:
            return None
        words = _("Search for %(seconds)s seconds", seconds=f"{most:g}")
        return words, to("routes", self.asked.params.put("seconds", f"{most:g}"), fragment="result")

    def relied_on(self) -> str:
        """Return the assumed skills that the routes rely on, as a list."""
        levels: dict[str, int] = {}
        for skill, level in self.answer.relied_on:
            levels[skill] = max(level, levels.get(skill, 0))
        names = [(wording.within(self.graph.skills[skill].name), level) for skill, level in levels.items()]
        return wording.joined([f"{wording.in_sentence(name)} {level}" for name, level in sorted(names)])

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

    def notes(self) -> Iterator[str]:
        """Yield how to read the plot, and which criteria the routes could not be compared by."""
        yield _("Lower is less to learn, left is sooner.")
        if self.likelihood_counts:
            yield _(
                "Likelihood is the share of those who moved who made this move, multiplied; it tells what people did."
            )
        for name in self.query.matters:
            known = sum(not route.values[name].unknown for route in self.routes.values())
            if known < len(self.routes):
                named = wording.capital(wording.criterion(name))
                said = _("%(criterion)s: known in full for %(known)s of these %(count)s ways.")
                yield said % {"criterion": named, "known": known, "count": len(self.routes)}

    @property
    def likelihood_counts(self) -> bool:
        """Whether likelihood was asked for, or sets two routes apart: only then it is shown."""
        if "likelihood" in self.query.matters:
            return True
        return any("likelihood" in route.labels for route in self.routes.values())


class Beaten:
    """A route that is no better than another one in anything that matters."""

    def __init__(self, results: Results, number: int) -> None:
        self.route = results.site.explorer.alternatives(results.query, MOST_COUNTED, results.site.glance)[number]
        graph, months = results.graph, self.route.values["months"]
        self.via = [
            wording.said(graph.role(role).title, graph.metadata.language, low=True) for role in self.route.roles[1:-1]
        ]
        self.months = wording.months(months, estimated=self.route.estimated)
        learning = self.route.values["learning"]
        self.place = None if months.unknown else (months.known, learning.known)
        self.moves = wording.moves(self.route.moves)
        self.learning = wording.level_steps(learning.known, estimated=results.site.is_estimated(self.route))


class Card:
    """One route among its answer: what it is best at, its figures, and why one would choose it."""

    def __init__(self, results: Results, letter: str) -> None:
        self.results = results
        self.letter = letter
        self.route = results.routes[letter]
        self.others = [route for route in results.routes.values() if route is not self.route]
        self.learning_estimated = results.site.is_estimated(self.route)

    @property
    def is_chosen(self) -> bool:
        """Whether it is the one shown below."""
        return self.letter == self.results.chosen

    @property
    def href(self) -> str:
        """The address that shows it."""
        return to("routes", self.results.asked.params.put("route", self.letter), fragment="shown")

    @property
    def label(self) -> str:
        """What it is best at, or “also good”."""
        return wording.capital(wording.label(self.route.labels[0]) if self.route.labels else _("also good"))

    @property
    def also(self) -> str:
        """What else it is best at."""
        return wording.joined([wording.label(name) for name in self.route.labels[1:]])

    @property
    def via(self) -> list[Markup]:
        """The roles between here and the goal."""
        graph = self.results.graph
        return [
            wording.said(graph.role(role).title, graph.metadata.language, low=True) for role in self.route.roles[1:-1]
        ]

    def figures(self) -> Iterator[tuple[str, str]]:
        """Yield its figures and their units."""
        values = self.route.values
        months = values["months"]
        unknown = f" + {months.unknown}?" if months.unknown else ""
        yield wording.about(months.known, estimated=self.route.estimated) + unknown, _("months")
        yield str(self.route.moves), ngettext("move", "moves", self.route.moves)
        yield self._learning(values["learning"].known), _("to learn")
        yield self._learning(values["hardest"].known), _("biggest step")
        if self.results.likelihood_counts:
            known = values["likelihood"]
            yield (_("unknown") if known.unknown else wording.percent(known.known)), _("likelihood")
        if "pay" in self.results.query.matters:
            pay = values["pay"]
            yield (_("unknown") if pay.unknown else wording.plain(pay.known)), _("pay at the goal")

    def _learning(self, count: Fraction) -> str:
        return wording.about(count, estimated=self.learning_estimated)

    def why(self) -> str:
        """Return one or two sentences: what speaks for it, and what it asks in return."""
        if not self.others:
            return (
                _("No other way was found within these limits.")
                if not self.results.answer.complete
                else _("It is the only way within these limits.")
            )
        return f"{self._for()} {self._in_return()}".strip()

    def _known(self, name: str) -> Fraction:
        return self.route.values[name].known  # type: ignore[index]  # criteria by name

    def _least_of_others(self, name: str) -> Fraction:
        return min(route.values[name].known for route in self.others)  # type: ignore[index]

    def _for(self) -> str:
        sentences: dict[str, Callable[[], str]] = {
            "months": self._sooner,
            "moves": self._fewer_moves,
            "learning": self._less_to_learn,
            "hardest": self._gentler,
            "likelihood": lambda: _("Its moves are those most people made."),
            "pay": lambda: _("Its goal pays most."),
            "dip": lambda: _("On the way, pay falls least."),
            "": lambda: _("It is first in nothing, and no other way beats it."),
        }
        return sentences[self.route.labels[0] if self.route.labels else ""]()

    def _sooner(self) -> str:
        if self.route.moves < self._least_of_others("moves"):
            return self._fewer_moves()
        fewer = self._least_of_others("months") - self._known("months")
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
        return _(
            "%(steps)s fewer to learn.",
            steps=wording.capital(wording.level_steps(fewer, estimated=self.learning_estimated)),
        )

    def _gentler(self) -> str:
        steps = wording.level_steps(self._known("hardest"), estimated=self.learning_estimated)
        return _("No step asks for more than %(steps)s.", steps=steps)

    def _in_return(self) -> str:
        hardest, months = self._known("hardest"), self._known("months")
        if hardest > max(route.values["hardest"].known for route in self.others):
            return self._hard_step(hardest)
        if months > max(route.values["months"].known for route in self.others):
            later = months - self._least_of_others("months")
            return _("It takes %(count)s months longer.", count=wording.about(later, estimated=self.route.estimated))
        if self._known("learning") > max(route.values["learning"].known for route in self.others):
            return _("In return, there is most to learn.")
        return ""

    def _hard_step(self, hardest: Fraction) -> str:
        number = next(step.number for step in self.route.steps if step.learning == hardest)
        steps = wording.level_steps(hardest, estimated=self.learning_estimated)
        if number == self.route.moves:
            return _("In return, the last step asks for %(steps)s at once.", steps=steps)
        return _("In return, step %(number)s asks for %(steps)s at once.", number=number, steps=steps)
