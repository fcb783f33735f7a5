"""What stands above the skills of each step: names of roles, months, evidence, sums; and where all of it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from careergraph.views.facts import Name, RouteFacts, StepFacts
from careergraph.views.marks import BOX_PITCH
from careergraph.views.widths import width, wrap
from careergraph.views.words import Words

MOST_STEPS = 4
"""Of one band; a longer route goes on in another one."""
EDGE, GOAL_COLUMN = 10, 150
COMPACT_BELOW = 320
LIST_INSET = 24
"""From a station to its list."""
LIST_MARGIN = 58
"""From a station's pitch to the width of its list."""
WIDEST_LIST = 470
"""That of two steps; a single step would have twice as much."""
NAME_MARGIN, NAME_MOST = 30, 250
LEADING = 20
SMALL, TEXT = 13, 14
LINE_HEIGHT = 18


@dataclass(frozen=True, slots=True)
class Station:
    """
    A role on the line.

    Parameters
    ----------
    kind
        `here`, `way` or `goal`.
    name
        Its title.
    lines
        The title, its lines broken.
    above
        The words above it, such as "you are here".
    """

    kind: str
    name: Name
    lines: tuple[str, ...]
    above: str = ""

    @property
    def height(self) -> int:
        """How many lines it has, the words above included."""
        return len(self.lines) + bool(self.above)


@dataclass(frozen=True)
class Band:
    """
    Up to four steps side by side, and the measures of their columns.

    Parameters
    ----------
    words
        The words to measure.
    facts
        The whole route.
    first, last
        Which of its steps: from `first` up to but without `last`, counted from 0.
    pitch
        From station to station; the same in all bands of a picture.
    """

    words: Words
    facts: RouteFacts
    first: int
    last: int
    pitch: float

    @property
    def steps(self) -> tuple[StepFacts, ...]:
        """The steps of this band."""
        return self.facts.steps[self.first : self.last]

    @property
    def ends(self) -> bool:
        """Whether the goal stands at its end."""
        return self.last == len(self.facts.steps)

    @property
    def list_width(self) -> float:
        """The room of a step's skills; not so wide that the eye loses the way from a name to its bar."""
        return min(self.pitch - LIST_MARGIN, WIDEST_LIST)

    def x(self, station: int) -> float:
        """Return where a station stands."""
        return EDGE + station * self.pitch

    @cached_property
    def compact(self) -> bool:
        """Whether the columns are too narrow to set months and evidence, changes and sums on one line each."""
        return self.pitch < COMPACT_BELOW or not all(self._fits_wide(step) for step in self.steps)

    def _fits_wide(self, step: StepFacts) -> bool:
        months = width(step.months, SMALL, bold=True)
        free = self.pitch - 28 - LIST_INSET - months - 12
        sums = width(f"{step.changes} · {step.learning}", SMALL)
        return self.proof_width(step) <= free and sums <= self.list_width + LIST_INSET

    def proof_width(self, step: StepFacts) -> float:
        """Return the width of evidence boxes and the words beside them."""
        return self.boxes_width(step) + width(step.evidence, SMALL)

    @staticmethod
    def boxes_width(step: StepFacts) -> float:
        """Return the width of evidence boxes with the gap to their words."""
        return len(step.proofs) * BOX_PITCH + 6 if step.proofs else 0

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """The roles of this band, the first of which may repeat the last of the band before."""
        return tuple(self._station(number) for number in range(self.first, self.last + 1))

    def _station(self, number: int) -> Station:
        name = self.facts.roles[number]
        kind = "here" if number == 0 else "goal" if number == len(self.facts.steps) else "way"
        above = {"here": self.words("you are here"), "goal": self.words("your goal"), "way": ""}[kind]
        if kind == "way" and number == self.first:
            above = self.words("from above")
        if kind == "way" and number == self.last:
            above = self.words("goes on below")
        at_end = number == self.last
        room = GOAL_COLUMN + 7 if at_end else min(self.pitch - NAME_MARGIN, NAME_MOST)
        return Station(kind, name, tuple(wrap(name.text, room, 16, bold=True)), above)

    @cached_property
    def line(self) -> float:
        """Where the line runs: 96 from the top, lower where names need more room."""
        return max(96, 72 + LEADING * (max(station.height for station in self.stations) - 1))

    @cached_property
    def list_top(self) -> float:
        """Where the first row of skills begins."""
        if not self.compact:
            return self.line + 74
        return max(self.line + 98, *(self.proof_top(step) + 43 + self._more_proof(step) for step in self.steps))

    def changes(self, step: StepFacts) -> list[str]:
        """Return the lines that say what a step keeps, raises and adds."""
        if not self.compact:
            return [f"{step.changes} · {step.learning}"]
        return wrap(step.changes, self.list_width, SMALL)

    def sums_beside(self, step: StepFacts) -> bool:
        """Return whether the level steps fit on the line of "Step 1 of 3"."""
        heading = width(self.heading(step), TEXT, bold=True)
        return self.compact and heading + width(f" · {step.learning}", SMALL) <= self.list_width + LIST_INSET

    def heading(self, step: StepFacts) -> str:
        """Return "Step 1 of 3"."""
        return self.words("Step {number} of {of}", number=step.number, of=step.of)

    def changes_top(self, step: StepFacts) -> float:
        """Return the baseline of the first line of changes."""
        return self.line + 46 + (LINE_HEIGHT if self.compact and not self.sums_beside(step) else 0)

    def proof_top(self, step: StepFacts) -> float:
        """Return where the evidence boxes of a step begin."""
        if not self.compact:
            return self.line - 27
        return self.changes_top(step) + 9 + LINE_HEIGHT * (len(self.changes(step)) - 1)

    def proof_lines(self, step: StepFacts) -> list[str]:
        """Return the words beside the boxes, broken where columns are narrow."""
        if not self.compact:
            return [step.evidence]
        return wrap(step.evidence, self.list_width + LIST_INSET - self.boxes_width(step), SMALL)

    def _more_proof(self, step: StepFacts) -> float:
        return LINE_HEIGHT * (len(self.proof_lines(step)) - 1)


def bands(words: Words, facts: RouteFacts, wide: float) -> list[Band]:
    """
    Return a route cut into bands of at most four steps, as even as they go.

    Examples
    --------
    >>> [stop - start for start, stop in cuts(7)]
    [4, 3]
    """
    parts = cuts(len(facts.steps))
    pitch = (wide - GOAL_COLUMN - EDGE) / max(stop - start for start, stop in parts)
    return [Band(words, facts, start, stop, pitch) for start, stop in parts]


def cuts(steps: int) -> Sequence[tuple[int, int]]:
    """Return the first and the last but one step of each band."""
    count = -(-steps // MOST_STEPS)
    size, longer = divmod(steps, count)
    stops = [sum(size + (place < longer) for place in range(band + 1)) for band in range(count)]
    return list(zip([0, *stops], stops, strict=False))
