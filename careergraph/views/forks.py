"""Two routes on one scale of months: what they share once, then a line for each."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import floor

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.comparing import Comparison
from careergraph.routes.route import Route
from careergraph.views.comparing import ComparisonFacts
from careergraph.views.curves import curve
from careergraph.views.facts import Name, role_name
from careergraph.views.markup import joined, lines, svg, tag, text_at
from careergraph.views.plots import Axis
from careergraph.views.stations import station
from careergraph.views.timelines import LEADING, LEAST_ROOM, MOST_TICKS, TICK, Label, apart
from careergraph.views.widths import width as text_width
from careergraph.views.widths import wrap
from careergraph.views.words import Words

START, END_ROOM, TOP = 10, 170, 22
LANE = 42
"""From the line both share to that of each."""
BEND = 90
ON_LINE = 9


def fork(
    graph: CareerGraph,
    comparison: Comparison,
    *,
    letters: tuple[str, str] = ("A", "B"),
    chosen: int = 1,
    language: str = "en",
    width: float = 1216,
) -> Markup:
    """
    Return two routes on one scale of months; nothing where a step has months that nobody knows, or takes none.

    Parameters
    ----------
    graph, comparison, letters, chosen, language
        As for the tables.
    width
        In pixels.
    """
    steps = [step.months for route in comparison.routes for step in route.steps]
    if not all(steps) or not all(route.steps for route in comparison.routes):
        return Markup()
    words = Words(language)
    drawing = _Fork(words, graph, comparison, letters, chosen, width)
    sentence = ComparisonFacts(words, graph, comparison, letters).parting
    return svg(
        width,
        drawing.axis_y + 32,
        drawing.scale(),
        *map(drawing.lane, (0, 1)),
        drawing.shared(),
        class_="cg-picture cg-route-picture",
        role="img",
        aria_label=sentence,
    )


class _Fork:
    """Where everything lies: the first route above the line that both share, the second below it."""

    def __init__(
        self,
        words: Words,
        graph: CareerGraph,
        comparison: Comparison,
        letters: tuple[str, str],
        chosen: int,
        wide: float,
    ) -> None:
        self.words, self.graph, self.comparison = words, graph, comparison
        self.letters, self.chosen = letters, chosen
        months = [_months(route) for route in comparison.routes]
        high = (floor(max(one[-1] for one in months) / TICK) + 1) * TICK
        step = TICK * next(years for years in range(1, high) if high <= MOST_TICKS * TICK * years)
        self.axis = Axis(0, high, START, wide - END_ROOM, step)
        self.stops = [[self.axis.at(one) for one in route] for route in months]
        self.goals = [self._goal_label(at) for at in (0, 1)]
        self.labels = [self._labels(at) for at in (0, 1)]
        self.common = apart([self._common_label(place) for place in range(1, comparison.shared + 1)])
        self.lift = self._reach(0)
        start = text_width(self._name(0, 0).text, 16, bold=True)
        self.raised = START + start > self.stops[0][comparison.shared]
        self.line = TOP + (LANE + self.lift + 3 * LEADING if self.raised else max(LANE + self.lift, 3 * LEADING))
        below = max((one.high + one.moved for one in self.common), default=0)
        self.axis_y = self.line + max(LANE + self._reach(1), below) + 40

    def _reach(self, at: int) -> float:
        """Return how far the names of a lane reach away from it."""
        return max((one.high + one.moved for one in (self.goals[at], *self.labels[at])), default=0) + LEADING

    def _labels(self, at: int) -> list[Label]:
        """Return the names of a route's own roles but its goal, none on another, nor on that of the goal."""
        return apart([self.goals[at], *(self._label(at, place) for place in self._own(at)[:-1])])[1:]

    def _goal_label(self, at: int) -> Label:
        x = self.stops[at][-1] + 18
        rows = wrap(self._name(at, len(self.stops[at]) - 1).text, END_ROOM - 34, 16, bold=True)
        wide = max(text_width(row, 16, bold=True) for row in rows)
        return Label(tuple(rows), wide, LEADING * (len(rows) - 1), x + wide / 2)

    def _common_label(self, place: int) -> Label:
        x, before = self.stops[0][place] + 8, self.stops[0][place - 1]
        rows = wrap(self._name(0, place).text, max(LEAST_ROOM, x - before - 24), 16, bold=True)
        wide = max(text_width(row, 16, bold=True) for row in rows)
        return Label(tuple(rows), wide, LEADING * len(rows), max(x - wide / 2, START + wide / 2))

    def _own(self, at: int) -> range:
        """Return the places of a route's roles after the parting."""
        return range(self.comparison.shared + 1, len(self.stops[at]))

    def _name(self, at: int, place: int) -> Name:
        return role_name(self.words, self.graph, self.comparison.routes[at].roles[place])

    def _label(self, at: int, place: int) -> Label:
        x, before, after = self.stops[at][place], self.stops[at][place - 1], self.stops[at][place + 1]
        rows = wrap(self._name(at, place).text, max(LEAST_ROOM, min(x - before, after - x)), 16, bold=True)
        wide = max(text_width(row, 16, bold=True) for row in rows)
        return Label(tuple(rows), wide, LEADING * len(rows), x)

    def scale(self) -> Markup:
        """Return the months at the foot."""
        y, ticks = self.axis_y, self.axis.ticks()
        marks = "".join(f"M{self.axis.at(tick):g} {y:g}v5" for tick in ticks)
        line = tag("path", class_="cg-axis", d=f"M{self.axis.start:g} {y:g}H{self.axis.end:g}{marks}")
        first = text_at(START - ON_LINE, y + 24, self.words("today"), class_="cg-small cg-2")
        figures = [text_at(self.axis.at(tick), y + 24, tick, class_="cg-small cg-2 cg-mid") for tick in ticks[1:]]
        estimated = any(route.estimated for route in self.comparison.routes)
        unit = f"{self.words('months')} ≈" if estimated else self.words("months")
        return joined([line, first, *figures, text_at(self.axis.end + 26, y + 24, unit, class_="cg-small cg-2")])

    def shared(self) -> Markup:
        """Return the start and what both share, up to where they part."""
        y, stops = self.line, self.stops[0][: self.comparison.shared + 1]
        drawn = [tag("path", class_="cg-move cg-near", d=f"M{stops[0]:g} {y:g}H{stops[-1]:g}")]
        drawn += [station("way", x, y) for x in stops[1:]]
        start = self._name(0, 0)
        top = y - LANE - self.lift - 8 if self.raised else y - 18
        drawn += [
            station("here", stops[0], y),
            text_at(START - ON_LINE, top - LEADING, self.words("you are here"), class_="cg-small cg-2"),
            text_at(START - ON_LINE, top, start.text, class_="cg-role cg-halo", lang=start.language),
        ]
        for place, label in enumerate(self.common, 1):
            named = {"class_": "cg-role cg-mid cg-halo", "lang": self._name(0, place).language}
            drawn.append(lines(label.middle, y + 28 + label.moved, label.rows, LEADING, **named))
        return joined(drawn)

    def lane(self, at: int) -> Markup:
        """Return what one route has alone: its line, its letter, its roles and its goal."""
        stops, own = self.stops[at], self._own(at)
        if not own:
            return Markup()
        y = self.line + (LANE if at else -LANE)
        start, first, goal = stops[self.comparison.shared], stops[own[0]], stops[-1]
        bend, chosen = min(BEND, (first - start) * 2 / 3), at == self.chosen
        path = f"{curve([(start, self.line), (start + bend, y)])}H{goal - 16:g}"
        drawn = [tag("path", class_="cg-line" if chosen else "cg-move cg-near", d=path)]
        drawn.append(tag("path", class_="cg-head" if chosen else "cg-here", d=f"M{goal - 10:g} {y:g}l-10-6v12z"))
        drawn.append(self._letter(at, start + bend, y))
        drawn += [station("way", stops[place], y) for place in own[:-1]]
        drawn += [self._named(at, place, label, y) for place, label in zip(own[:-1], self.labels[at], strict=True)]
        return joined([*drawn, station("goal", goal, y), self._goal(at, goal, y)])

    def _letter(self, at: int, x: float, y: float) -> Markup:
        chosen = at == self.chosen
        disc = tag("circle", class_="cg-dot-chosen" if chosen else "cg-dot-route", cx=x, cy=y, r=11)
        return disc + text_at(x, y + 4.5, self.letters[at], class_=f"cg-letter{' cg-on' if chosen else ''}")

    def _named(self, at: int, place: int, label: Label, y: float) -> Markup:
        away = label.moved + 18
        top = y + away + 10 if at else y - away - LEADING * (len(label.rows) - 1)
        language = self._name(at, place).language
        return lines(label.middle, top, label.rows, LEADING, class_="cg-role cg-mid cg-halo", lang=language)

    def _goal(self, at: int, x: float, y: float) -> Markup:
        rows, language = self.goals[at].rows, self._name(at, len(self.stops[at]) - 1).language
        top = y + 5.5 if at else y + 5.5 - LEADING * (len(rows) - 1)
        return lines(x + 18, top, rows, LEADING, class_="cg-role cg-halo", lang=language)


def _months(route: Route) -> Sequence[Fraction]:
    return list(accumulate((step.months or Fraction(0) for step in route.steps), initial=Fraction(0)))
