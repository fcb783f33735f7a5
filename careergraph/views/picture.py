"""
The route picture: roles in columns, the skills of each step beside its line, what is carried in thin lines.

Everything is text and can be reached by keys. Colours are classes of `static/pictures.css`, so that the same picture
serves light and dark, print, and forced colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.views.carried import Carried, carried_lines
from careergraph.views.facts import RouteFacts, StepFacts, route_facts
from careergraph.views.heads import EDGE, LEADING, LINE_HEIGHT, LIST_INSET, Band, Station, bands
from careergraph.views.lanes import Lanes, in_lanes
from careergraph.views.marks import BOX_PITCH, Levels, bar_squares, bar_width, box_shape, mark_shape
from careergraph.views.markup import identifier, joined, lines, svg, tag, text_at
from careergraph.views.rows import INDENT, NAME_LEADING, TAG_LEADING, Row, rows_of
from careergraph.views.stations import station
from careergraph.views.widths import wrap
from careergraph.views.words import Words

WIDE = 1216
BAND_GAP = 40
MIDDLE = 10
"""From the top of a row to the middle of its mark, bar and line."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every part of a picture needs to know: its words, and the ids of the picture and of its table."""

    words: Words
    prefix: str
    table: str | None

    def row_of_table(self, number: int) -> str | None:
        """Return where a step stands in the table, as a link; None without a table."""
        return None if self.table is None else "#" + identifier(self.table, f"step-{number}")


def route_picture(
    graph: CareerGraph,
    route: Route,
    *,
    language: str = "en",
    width: float = WIDE,
    prefix: str = "r",
    table_id: str | None = None,
) -> Markup:
    """
    Return the picture of a route as SVG.

    Parameters
    ----------
    graph, route
        The route, and the graph it runs on.
    language
        Of its words; titles of the graph are in it where they can be.
    width
        In pixels; with less than 1,100 the list reads better.
    prefix
        What its ids begin with, so that several pictures can stand in one page.
    table_id
        The prefix of the route's table in the same page; the row for the rest of a long list links there.
    """
    drawing = Drawing(Words(language), prefix, table_id)
    return pictured(drawing, route_facts(drawing.words, graph, route), width)


def pictured(drawing: Drawing, facts: RouteFacts, width: float = WIDE) -> Markup:
    """Return the picture of what there is to tell of a route."""
    if not facts.steps:
        return _already_there(drawing, facts, width)
    parts = [_Part(drawing, band) for band in bands(drawing.words, facts, width)]
    tops = list(accumulate((part.height + BAND_GAP for part in parts), initial=0.0))
    behind = joined(part.at(top, part.behind()) for part, top in zip(parts, tops, strict=False))
    steps = joined(step for part, top in zip(parts, tops, strict=False) for step in part.steps(top))
    return svg(
        width,
        tops[-1] - BAND_GAP,
        tag("g", behind, aria_hidden="true"),
        tag("g", steps, role="list"),
        class_="cg-picture cg-route-picture",
        id=identifier(drawing.prefix, "picture"),
        role="group",
        aria_label=facts.sentence,
    )


def _already_there(drawing: Drawing, facts: RouteFacts, width: float) -> Markup:
    here = Station("here", facts.roles[0], tuple(wrap(facts.roles[0].text, width - EDGE, 16, bold=True)))
    return svg(
        width,
        80,
        station("here", EDGE, 60),
        _station_name(here, EDGE, 60, gap=28),
        class_="cg-picture",
        id=identifier(drawing.prefix, "picture"),
        role="img",
        aria_label=drawing.words("You are there already."),
    )


class _Part:
    """One band of a picture: what stands behind its steps, and the steps."""

    def __init__(self, drawing: Drawing, band: Band) -> None:
        self.drawing = drawing
        self.band = band
        self.words = drawing.words
        self.lanes: Lanes = in_lanes([rows_of(self.words, step, band.list_width) for step in band.steps])
        self.bottom = band.list_top + self.lanes.height
        self.height = self.bottom

    @staticmethod
    def at(top: float, shape: Markup) -> Markup:
        """Return a shape at the height of this band."""
        return tag("g", shape, transform=f"translate(0 {top:g})" if top else None)

    def behind(self) -> Markup:
        """Return hairlines, carried lines, the last station and its sums: what belongs to no single step."""
        last = len(self.band.stations) - 1
        stop = self.band.stations[last]
        x = self.band.x(last)
        return joined(
            (
                *(self._hairline(number) for number in range(last)),
                *(self._carried(line) for line in carried_lines(self.band, self.lanes)),
                _station_name(stop, x, self.band.line),
                self._sums(x) if self.band.ends else None,
                station(stop.kind, x, self.band.line),
            )
        )

    def _hairline(self, station: int) -> Markup:
        x = self.band.x(station)
        return tag("path", class_="cg-hair", d=f"M{x:g} {self.band.line + 9:g}V{self.bottom:g}")

    def _carried(self, line: Carried) -> Markup:
        y = self._row_top(line.lane) + MIDDLE
        if line.station is None:
            return tag("path", class_="cg-carried", d=f"M{line.start:g} {y:g}H{line.end:g}")
        diamond = tag("path", class_="cg-diamond", d=f"M{line.start - 4:g} {y:g}l4-4 4 4-4 4z")
        return tag("path", class_="cg-carried", d=f"M{line.start + 4:g} {y:g}H{line.end:g}") + diamond

    def _sums(self, x: float) -> Markup:
        facts, y = self.band.facts, self.band.line
        rows = [part for one in (facts.months, facts.learning, facts.effort) if one for part in wrap(one, 136, 13)]
        hair = tag("path", class_="cg-hair", d=f"M{x:g} {y + 9:g}V{y + 46 + LINE_HEIGHT * (len(rows) - 1) - 4:g}")
        heading = text_at(x + 14, y + 26, self.words("In all"), class_="cg-strong")
        return hair + heading + lines(x + 14, y + 46, rows, LINE_HEIGHT, class_="cg-small cg-2")

    def _row_top(self, lane: int) -> float:
        return self.band.list_top + self.lanes.tops[lane]

    def steps(self, top: float) -> Iterator[Markup]:
        """Yield the steps, each a group that takes the focus."""
        for place, step in enumerate(self.band.steps):
            rows = joined(self._row(place, step, lane, row) for lane, row in sorted(self.lanes.steps[place].items()))
            yield tag(
                "g",
                self._focus(place),
                tag("g", self._head(place, step), aria_hidden="true"),
                rows,
                class_="cg-step",
                id=identifier(self.drawing.prefix, f"picture-step-{step.number}"),
                role="listitem",
                tabindex=0,
                aria_label=step.sentence,
                data_step=step.number,
                data_rows=self.drawing.row_of_table(step.number),
                transform=f"translate(0 {top:g})" if top else None,
            )

    def _focus(self, place: int) -> Markup:
        left = self.band.x(place) - 8
        return tag("rect", class_="cg-focus", x=left, y=2, width=self.band.pitch - 12, height=self.bottom - 4)

    def _head(self, place: int, step: StepFacts) -> Markup:
        band, x = self.band, self.band.x(place)
        stop = band.stations[place]
        left = x + LIST_INSET
        sums = tag("tspan", f" · {step.learning}", class_="cg-small cg-2") if band.sums_beside(step) else None
        return joined(
            (
                _station_name(stop, x, band.line),
                text_at(left, band.line - 12, step.months, class_="cg-small cg-strong"),
                self._proofs(x, step),
                _arrow(x + 9, x + band.pitch, band.line),
                station(stop.kind, x, band.line),
                text_at(left, band.line + 26, tag("tspan", band.heading(step), class_="cg-strong"), sums),
                self._sums_below(left, step),
                lines(left, band.changes_top(step), band.changes(step), LINE_HEIGHT, class_="cg-small cg-2"),
            )
        )

    def _sums_below(self, left: float, step: StepFacts) -> Markup | None:
        if not self.band.compact or self.band.sums_beside(step):
            return None
        return text_at(left, self.band.line + 46, step.learning, class_="cg-small cg-2")

    def _proofs(self, x: float, step: StepFacts) -> Markup:
        band, y = self.band, self.band.proof_top(step)
        left = x + LIST_INSET if band.compact else x + band.pitch - 28 - band.proof_width(step)
        boxes = joined(box_shape(proof, left + BOX_PITCH * place, y) for place, proof in enumerate(step.proofs))
        style = "cg-small cg-2" if band.compact else "cg-small cg-2 cg-end"
        start = left + band.boxes_width(step) if band.compact else x + band.pitch - 28
        return boxes + lines(start, y + 13.5, band.proof_lines(step), LINE_HEIGHT, class_=style)

    def _row(self, place: int, step: StepFacts, lane: int, row: Row) -> Markup:
        left, y = self.band.x(place) + LIST_INSET, self._row_top(lane)
        if row.facts is None:
            return self._rest(left, y, step, row)
        facts, levels = row.facts, Levels.of(row.facts)
        bar = left + self.band.list_width - bar_width(self.words, levels)
        return tag(
            "g",
            mark_shape(facts.seen.state, left, y + MIDDLE - 7),
            _row_text(left + INDENT, y, row),
            bar_squares(self.words, levels, bar, y + MIDDLE - 5),
            class_=f"cg-row cg-{facts.seen.state}",
            role="img",
            aria_label=facts.spoken,
            data_skill=facts.seen.skill,
        )

    def _rest(self, left: float, y: float, step: StepFacts, row: Row) -> Markup:
        text = lines(left + INDENT, y + 14, row.names, NAME_LEADING, class_="cg-name")
        href = self.drawing.row_of_table(step.number)
        return tag("a", text, class_="cg-more", href=href) if href else tag("g", text, class_="cg-row")


def _row_text(x: float, y: float, row: Row) -> Markup:
    facts = row.facts
    if facts is None:
        return Markup()
    *before, last = row.names
    kind = tag("tspan", f" {facts.kind}", class_="cg-small cg-kind") if facts.kind and row.kind_beside else None
    names = [*before, joined((last, kind))]
    below = y + NAME_LEADING * len(names) + 13
    return joined(
        (
            lines(x, y + 15, names, NAME_LEADING, class_="cg-name", lang=facts.name.language),
            lines(x, below, row.tags, TAG_LEADING, class_="cg-small cg-2"),
        )
    )


def _station_name(stop: Station, x: float, line: float, gap: float = 44) -> Markup:
    """Return the name of a role, its last line `gap` above the line of the route, and the words above it."""
    left, top = x - 9, line - gap - LEADING * (len(stop.lines) - 1)
    above = text_at(left, top - LEADING, stop.above, class_="cg-small cg-2") if stop.above else None
    return joined((above, lines(left, top, stop.lines, LEADING, class_="cg-role", lang=stop.name.language)))


def _arrow(start: float, station: float, y: float) -> Markup:
    """Return the line of a step, which ends in an arrow head 10 before the next station."""
    shaft = tag("path", class_="cg-line", d=f"M{start:g} {y:g}H{station - 16:g}")
    return shaft + tag("path", class_="cg-head", d=f"M{station - 10:g} {y:g}l-10-6v12z")
