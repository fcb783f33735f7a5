"""
The plot of routes: months to the right, level steps upwards, so that sooner and less is down on the left.

Where whoever draws it says so, because nobody knows any months, the biggest step lies to the right instead.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, dist, floor
from operator import attrgetter
from typing import Any

from markupsafe import Markup

from careergraph.views.boxes import Box, around
from careergraph.views.markup import identifier, joined, svg, tag, text_at
from careergraph.views.widths import width as text_width
from careergraph.views.words import Figure, Words, figure

LEFT, RIGHT, TOP, BOTTOM, HIGH = 32, 26, 24, 305, 350
STEP_UNIT = 2
"""What the range of level steps is rounded outward to."""
MOST_TICKS = 6
RADIUS, CHOSEN_RADIUS, JOINED_RADIUS = 11, 12, 16
CLOSE = 20
"""Dots closer than this are drawn as one."""
LABEL_GAP, LABEL_SIZE = 6, 13


@dataclass(frozen=True, slots=True)
class Point:
    """
    A route in the plot.

    Parameters
    ----------
    letter, label
        Its letter, and what it is best at.
    months, learning
        Its figures; a route whose months are not known is named below the plot.
    hardest
        Its biggest step, where that lies to the right.
    chosen
        Whether it is the one shown.
    href
        Where its dot leads; None where it is no link.
    """

    letter: str
    label: str
    months: Figure | None
    learning: Figure
    chosen: bool = False
    href: str | None = None
    hardest: Figure = 0


@dataclass(frozen=True, slots=True)
class Across:
    """
    What lies to the right.

    Parameters
    ----------
    of
        Returns it of a point; None where it is not known.
    unit
        What its range is rounded outward to.
    name, title
        Return what is written at its axis, and over the plot.
    said
        Returns it of a point in words.
    """

    of: Callable[[Point], Figure | None]
    unit: int
    name: Callable[[Words], str]
    title: Callable[[Words], str]
    said: Callable[[Words, Point], str]


MONTHS, HARDEST = "months", "hardest"
ACROSS = {
    MONTHS: Across(
        attrgetter("months"),
        10,
        lambda words: words("months"),
        lambda words: words("Level steps to learn, against months"),
        lambda words, point: words.months(point.months),
    ),
    HARDEST: Across(
        attrgetter("hardest"),
        STEP_UNIT,
        lambda words: words("biggest step"),
        lambda words: words("Level steps to learn, against the biggest step"),
        lambda words, point: words("biggest step {figure}", figure=figure(point.hardest)),
    ),
}
"""What may lie to the right, by the name of its criterion."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of figures and where it lies in the picture."""

    low: float
    high: float
    start: float
    end: float
    step: float

    @classmethod
    def over(cls, figures: Iterable[Figure], unit: int, start: float, end: float) -> "Axis":
        """
        Return an axis over figures, its range rounded outward to a unit; no figure but 0 lies on its ends.

        Examples
        --------
        >>> axis = Axis.over([96, 130, 136], 10, 0, 100)
        >>> axis.low, axis.high, axis.at(115), axis.ticks()
        (90, 140, 50.0, [90, 100, 110, 120, 130, 140])
        """
        known = [float(one) for one in figures] or [0.0]
        low = max(0, (ceil(min(known) / unit) - 1) * unit)
        high = (floor(max(known) / unit) + 1) * unit
        step = next(unit * times for times in _nice() if (high - low) / (unit * times) <= MOST_TICKS)
        return cls(low, high, start, end, step)

    def at(self, value: Figure) -> float:
        """Return where a figure lies."""
        return self.start + (float(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[int]:
        """Return the figures that are written, from the lowest."""
        first, last = ceil(self.low / self.step), floor(self.high / self.step)
        return [int(self.step * place) for place in range(first, last + 1)]


def _nice() -> Iterable[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force, drawn as lines: months, and level steps in all."""

    months: Figure | None = None
    learning: Figure | None = None


def plot(  # noqa: PLR0913 - keywords that say what they are
    points: Iterable[Point | Mapping[str, Any]],
    *,
    across: str = MONTHS,
    beaten: Sequence[tuple[Figure, Figure]] = (),
    max_months: Figure | None = None,
    max_learning: Figure | None = None,
    estimated: bool = False,
    language: str = "en",
    width: float = 400,
    prefix: str = "p",
) -> Markup:
    """
    Return routes as dots, months to the right and level steps upwards.

    Parameters
    ----------
    points
        `Point` values, or mappings of what they have.
    across
        What lies to the right: `months`, or `hardest`, the biggest step.
    beaten
        That and the level steps of routes that others beat; drawn as crosses.
    max_months, max_learning
        Limits in force, drawn as dashed lines; that of months where they are drawn.
    estimated
        Whether some of what lies to the right is an estimate.
    language, width, prefix
        Of its words; in pixels; what its ids begin with.

    Examples
    --------
    >>> dots = plot([{"letter": "A", "label": "fastest", "months": 96, "learning": 19, "href": "?show=A"}])
    >>> 'href="?show=A"' in dots
    True
    """
    words, right = Words(language), ACROSS[across]
    given = [one if isinstance(one, Point) else Point(**one) for one in points]
    limits = Limits(max_months if across == MONTHS else None, max_learning)
    note = _unplaced(words, [point.letter for point in given if right.of(point) is None])
    return svg(
        width,
        HIGH + (22 if note else 0),
        *_Plot(words, given, beaten, limits, width, right).parts(estimated=estimated),
        text_at(LEFT, HIGH + 14, note, class_="cg-small cg-2") if note else None,
        class_="cg-picture cg-plot",
        id=identifier(prefix, "plot"),
        role="group",
        aria_label=right.title(words),
    )


def _unplaced(words: Words, letters: Sequence[str]) -> str:
    """Return which routes are not in the plot, and why."""
    return words("{letters}: months not known", letters=words.listed(letters)) if letters else ""


def _unit(unit: str, wide: float, *, estimated: bool) -> Markup:
    said = f"{unit} ≈" if estimated else unit
    return text_at(wide - RIGHT, BOTTOM + 38, said, class_="cg-small cg-strong cg-end")


class _Plot:
    """Dots that are too close joined, labels where there is room."""

    def __init__(
        self,
        words: Words,
        points: Sequence[Point],
        beaten: Sequence[tuple[Figure, Figure]],
        limits: Limits,
        wide: float,
        right: Across,
    ) -> None:
        self.words = words
        self.beaten = beaten
        self.limits = limits
        self.right = right
        placed = sorted((point for point in points if right.of(point) is not None), key=lambda point: point.letter)
        figures = [*map(self._across, placed), *(one for one, _ in beaten)]
        learning = [*(point.learning for point in placed), *(one for _, one in beaten)]
        self.x = Axis.over([*figures, *_known(limits.months)], right.unit, LEFT, wide - RIGHT)
        self.y = Axis.over([*learning, *_known(limits.learning)], STEP_UNIT, BOTTOM, TOP)
        self.groups = self._joined(placed)

    def parts(self, *, estimated: bool) -> Iterable[Markup]:
        """Return all that is drawn: what only shows, what lies to the right, and the dots."""
        shown = (self.grid(), self.limit_lines(), self.crosses(), self.labels())
        unit = _unit(self.right.name(self.words), self.x.end + RIGHT, estimated=estimated)
        return tag("g", *shown, aria_hidden="true"), unit, *self.dots()

    def place(self, point: Point) -> tuple[float, float]:
        """Return where a point lies."""
        return self.x.at(self._across(point)), self.y.at(point.learning)

    def _across(self, point: Point) -> Figure:
        return self.right.of(point) or Fraction(0)

    def _joined(self, points: Sequence[Point]) -> list[list[Point]]:
        groups: list[list[Point]] = []
        for point in points:
            near = [group for group in groups if any(dist(self.place(point), self.place(one)) < CLOSE for one in group)]
            groups = [group for group in groups if group not in near]
            groups.append([*(one for group in near for one in group), point])
        return sorted(groups, key=lambda group: group[0].letter)

    def middle(self, group: Sequence[Point]) -> tuple[float, float]:
        """Return where the dot of a group lies."""
        places = [self.place(point) for point in group]
        return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)

    def grid(self) -> Markup:
        """Return the lines of the level steps, and the figures of both axes."""
        left, right = self.x.start, self.x.end
        ticks = self.y.ticks()
        rules = [tag("path", class_="cg-hair", d=f"M{left:g} {self.y.at(tick):g}H{right:g}") for tick in ticks]
        figures = [text_at(left - 10, self.y.at(tick) + 4.5, tick, class_="cg-small cg-2 cg-end") for tick in ticks]
        months = [text_at(self.x.at(tick), BOTTOM + 20, tick, class_="cg-small cg-2 cg-mid") for tick in self.x.ticks()]
        axis = tag("path", class_="cg-axis", d=f"M{left:g} {BOTTOM}H{right:g}")
        return joined([*rules, axis, *figures, *months])

    def limit_lines(self) -> Markup:
        """Return the limits as dashed lines with their names."""
        parts = []
        if self.limits.months is not None:
            x = self.x.at(self.limits.months)
            said = self.words("your limit")
            half = text_width(said, LABEL_SIZE) / 2
            start = min(max(x, half), self.x.end + RIGHT - half)
            parts += [
                tag("path", class_="cg-limit", d=f"M{x:g} {TOP}V{BOTTOM}"),
                text_at(start, TOP - 9, said, class_="cg-small cg-2 cg-mid"),
            ]
        if self.limits.learning is not None:
            y = self.y.at(self.limits.learning)
            parts += [
                tag("path", class_="cg-limit", d=f"M{self.x.start:g} {y:g}H{self.x.end:g}"),
                text_at(self.x.start + 4, y - 5, self.words("your limit"), class_="cg-small cg-2 cg-halo"),
            ]
        return joined(parts)

    def crosses(self) -> Markup:
        """Return the beaten routes."""
        return joined(
            tag("path", class_="cg-beaten", d=f"M{self.x.at(months) - 4:g} {self.y.at(steps) - 4:g}l8 8m0-8l-8 8")
            for months, steps in self.beaten
        )

    def _radius(self, group: Sequence[Point]) -> float:
        if len(group) > 1:
            return JOINED_RADIUS
        return CHOSEN_RADIUS if group[0].chosen else RADIUS

    def dots(self) -> list[Markup]:
        """Return the dots in order of their letters, each letter a link."""
        return [self._dot(group) for group in self.groups]

    def _dot(self, group: Sequence[Point]) -> Markup:
        x, y = self.middle(group)
        chosen = any(point.chosen for point in group)
        disc = tag("circle", class_="cg-dot-chosen" if chosen else "cg-dot-route", cx=x, cy=y, r=self._radius(group))
        style = f"cg-letter{' cg-on' if chosen else ''}{' cg-joined' if len(group) > 1 else ''}"
        if len(group) == 1:
            return self._link(group[0], disc, text_at(x, y + 4.5, group[0].letter, class_=style))
        letters = Markup(", ").join(self._link(point, point.letter) for point in group)
        return disc + text_at(x, y + 4, letters, class_=style)

    def _link(self, point: Point, *content: object) -> Markup:
        if point.href is None:
            return tag("g", *content) if isinstance(content[0], Markup) else joined(content)
        measured, steps = self.right.said(self.words, point), self.words.level_steps(point.learning)
        said = self.words.clauses((point.letter, point.label, measured, steps))
        current = "true" if point.chosen else None
        return tag("a", *content, class_="cg-node", href=point.href, aria_label=said, aria_current=current)

    def labels(self) -> Markup:
        """Return the labels, each on the side of its dot where it covers least."""
        covered = [self._dot_box(group) for group in self.groups]
        covered += [around(self.x.at(months), self.y.at(steps), 7) for months, steps in self.beaten]
        if self.limits.months is not None:
            x = self.x.at(self.limits.months)
            covered.append(Box(x - 3, TOP, x + 3, BOTTOM))
        parts = []
        for group in self.groups:
            shape, box = self._label(group, covered)
            parts.append(shape)
            covered.append(box)
        return joined(parts)

    def _dot_box(self, group: Sequence[Point]) -> Box:
        return around(*self.middle(group), self._radius(group) + 1)

    def _label(self, group: Sequence[Point], covered: Sequence[Box]) -> tuple[Markup, Box]:
        said = self.words.listed(dict.fromkeys(point.label for point in group))
        chosen = any(point.chosen for point in group)
        long = text_width(said, LABEL_SIZE, bold=chosen)
        x, y = self.middle(group)
        reach = self._radius(group) + LABEL_GAP
        starts = ((x + reach, y), (x - reach - long, y), (x - long / 2, y - reach - 6), (x - long / 2, y + reach + 6))
        boxes = [Box(left, middle - 8, left + long, middle + 8) for left, middle in starts]
        best = min(boxes, key=lambda box: (round(self._cost(box, covered), 3), boxes.index(box)))
        style = f"cg-small cg-halo{' cg-strong cg-chosen-label' if chosen else ''}"
        return text_at(best.left, best.bottom - 3.5, said, class_=style), best

    def _cost(self, box: Box, covered: Sequence[Box]) -> float:
        """Return what a label would cover, what stands outside the picture counted tenfold."""
        outside = max(0.0, 2 - box.left) + max(0.0, box.right - self.x.end - RIGHT)
        return sum(box.overlap(other) for other in covered) + 160 * outside


def _known(limit: Figure | None) -> list[Figure]:
    return [] if limit is None else [limit]
