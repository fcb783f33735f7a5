"""A route on a scale of months, with the limit that rules it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from math import floor

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.views.facts import RouteFacts, StepFacts, route_facts
from careergraph.views.markup import identifier, joined, lines, svg, tag, text_at
from careergraph.views.plots import Axis
from careergraph.views.stations import station
from careergraph.views.widths import width as text_width
from careergraph.views.widths import wrap
from careergraph.views.words import Figure, Words

START, END_ROOM = 10, 150
TICK = 12
"""Months."""
MOST_TICKS = 9
LIMIT_BASELINE, SHEET_TOP = 12, 22
NAME_TOP = 50
LEADING, SMALL_LEADING = 20, 18
LEAST_ROOM = 96


@dataclass(frozen=True, slots=True)
class Label:
    """
    Lines of text around a middle.

    Parameters
    ----------
    rows, wide, high
        Its lines, and the room they take.
    middle
        Where its middle is.
    moved
        How far it is moved away from the line of the route, out of the way of others.
    """

    rows: tuple[str, ...]
    wide: float
    high: float
    middle: float
    moved: float = 0


def timeline(
    graph: CareerGraph,
    route: Route,
    *,
    max_months: Figure | None = None,
    language: str = "en",
    width: float = 1216,
    prefix: str = "t",
) -> Markup:
    """
    Return a route on a scale of months, with a limit; nothing where a step has months that nobody knows.

    Parameters
    ----------
    graph, route
        The route, and the graph it runs on.
    max_months
        The limit; None draws none.
    language, width, prefix
        Of its words; in pixels; what its ids begin with.
    """
    words = Words(language)
    months = [step.months for step in route.steps if step.months is not None]
    if not months or len(months) < route.moves:
        return Markup()
    facts = route_facts(words, graph, route)
    drawing = _Timeline(words, facts, list(accumulate(months, initial=Fraction(0))), max_months, width)
    return svg(
        width,
        drawing.axis_y + 32,
        drawing.sheet(),
        drawing.scale(route.estimated),
        drawing.limit_line(),
        drawing.route(),
        class_="cg-picture cg-timeline",
        id=identifier(prefix, "timeline"),
        role="img",
        aria_label=drawing.sentence(),
    )


class _Timeline:
    """Where everything lies: names above the line, months and level steps below, the scale at the foot."""

    def __init__(
        self, words: Words, facts: RouteFacts, months: Sequence[Fraction], limit: Figure | None, wide: float
    ) -> None:
        self.words = words
        self.facts = facts
        self.limit = limit
        end = max(months[-1], Fraction(limit or 0))
        self.wide = wide
        high = (floor(end / TICK) + 1) * TICK
        step = TICK * next(years for years in range(1, high) if high <= MOST_TICKS * TICK * years)
        self.axis = Axis(0, high, START, wide - END_ROOM, step)
        self.stops = [self.axis.at(one) for one in months]
        self.names = apart([self._name(place) for place in range(len(self.stops))])
        self.spans = apart([self._span(place, step) for place, step in enumerate(facts.steps)])
        self.line = NAME_TOP - 7 + max(name.high + name.moved for name in self.names) + 10
        self.axis_y = self.line + 55 + max(span.moved for span in self.spans)

    def sentence(self) -> str:
        """Return what the timeline shows."""
        if self.limit is None:
            return self.facts.sentence
        limit = self.words("your limit, {months}", months=self.words.months(self.limit))
        return self.words.clauses((self.facts.sentence, limit))

    def _name(self, place: int) -> Label:
        x, last = self.stops[place], place == len(self.stops) - 1
        before = self.stops[place - 1] if place else x
        after = x + 2 * LEAST_ROOM if last else self.stops[place + 1]
        room = max(LEAST_ROOM, (min(after - x, x - before) if place else after - x) - 16)
        rows = wrap(self.facts.roles[place].text, room, 16, bold=True)
        wide = max(text_width(row, 16, bold=True) for row in rows)
        high = LEADING * (len(rows) + (last or not place))
        if not place:
            return Label(tuple(rows), wide, high, x - 9 + wide / 2)
        return self._beside_limit(Label(tuple(rows), wide, high, x), x)

    def _span(self, place: int, step: StepFacts) -> Label:
        rows = (step.months, step.learning)
        wide = max(text_width(row, 13, bold=True) for row in rows)
        middle = (self.stops[place] + self.stops[place + 1]) / 2
        return self._beside_limit(Label(rows, wide, 2 * SMALL_LEADING, middle), middle)

    def _beside_limit(self, label: Label, anchor: float) -> Label:
        """Return a label that the line of the limit would cross moved to the side where it belongs."""
        if self.limit is None:
            return label
        limit, reach = self.axis.at(self.limit), label.wide / 2 + 6
        if abs(limit - label.middle) >= reach:
            return label
        return replace(label, middle=limit + (reach if anchor > limit else -reach))

    def sheet(self) -> Markup | None:
        """Return the panel beyond the limit."""
        if self.limit is None:
            return None
        x = self.axis.at(self.limit)
        high = self.axis_y - SHEET_TOP
        return tag("rect", class_="cg-sheet", x=x, y=SHEET_TOP, width=self.axis.end - x, height=high)

    def limit_line(self) -> Markup | None:
        """Return the limit with its name."""
        if self.limit is None:
            return None
        x = self.axis.at(self.limit)
        said = self.words("your limit, {months}", months=self.words.months(self.limit))
        name = text_at(x, LIMIT_BASELINE, said, class_="cg-small cg-strong cg-mid")
        return tag("path", class_="cg-limit", d=f"M{x:g} {SHEET_TOP}V{self.axis_y:g}") + name

    def scale(self, estimated: bool) -> Markup:  # noqa: FBT001 - one switch, told by its name
        """Return the months at the foot."""
        y = self.axis_y
        ticks = self.axis.ticks()
        marks = "".join(f"M{self.axis.at(tick):g} {y:g}v5" for tick in ticks)
        line = tag("path", class_="cg-axis", d=f"M{self.axis.start:g} {y:g}H{self.axis.end:g}{marks}")
        first = text_at(START - 9, y + 24, self.words("today"), class_="cg-small cg-2")
        figures = [text_at(self.axis.at(tick), y + 24, tick, class_="cg-small cg-2 cg-mid") for tick in ticks[1:]]
        unit = f"{self.words('months')} ≈" if estimated else self.words("months")
        return joined([line, first, *figures, text_at(self.axis.end + 26, y + 24, unit, class_="cg-small cg-2")])

    def route(self) -> Markup:
        """Return the line of the route, its stations and their names."""
        return joined(
            [
                *(self._step(place) for place in range(len(self.facts.steps))),
                *(self._station(place) for place in range(len(self.stops))),
            ]
        )

    def _step(self, place: int) -> Markup:
        start, end, y = self.stops[place] + 9, self.stops[place + 1], self.line
        shaft = max(start, end - 16)
        edge = shaft if self.limit is None else min(max(self.axis.at(self.limit), start), shaft)
        within = tag("path", class_="cg-line", d=f"M{start:g} {y:g}H{edge:g}") if edge > start else None
        beyond = tag("path", class_="cg-line cg-beyond", d=f"M{edge:g} {y:g}H{shaft:g}") if edge < shaft else None
        head = tag("path", class_="cg-head", d=f"M{end - 10:g} {y:g}l-10-6v12z") if end - start > 12 else None  # noqa: PLR2004 - its own length
        return joined((within, beyond, head, self._figures(self.spans[place])))

    def _figures(self, span: Label) -> Markup:
        top = self.line + 23 + span.moved
        months, steps = span.rows
        above = text_at(span.middle, top, months, class_="cg-small cg-strong cg-mid")
        return above + text_at(span.middle, top + 17, steps, class_="cg-small cg-2 cg-mid")

    def _station(self, place: int) -> Markup:
        x, y, name = self.stops[place], self.line, self.names[place]
        kind = "here" if not place else "goal" if place == len(self.stops) - 1 else "way"
        above = {"here": self.words("you are here"), "goal": self.words("your goal"), "way": None}[kind]
        start, anchor = (x - 9, "") if kind == "here" else (name.middle, " cg-mid")
        top = y - 24 - name.moved - LEADING * (len(name.rows) - 1)
        note = text_at(start, top - 19, above, class_=f"cg-small cg-2{anchor}") if above else None
        language = self.facts.roles[place].language
        label = lines(start, top, name.rows, LEADING, class_=f"cg-role{anchor}", lang=language)
        thread = tag("path", class_="cg-hair", d=f"M{x:g} {y - 12:g}V{y - 18 - name.moved:g}") if name.moved else None
        return joined((thread, station(kind, x, y), note, label))


def apart(labels: Sequence[Label]) -> list[Label]:
    """Return labels with those that would lie on each other moved out of the way, as little as it takes."""
    placed: list[Label] = []
    for label in labels:
        met = [one for one in placed if abs(one.middle - label.middle) < (one.wide + label.wide) / 2 + 8]
        placed.append(replace(label, moved=max((one.moved + one.high + 4 for one in met), default=0)))
    return placed
