"""Which skills a step shows beside its line, and how high each of their rows is."""

from collections.abc import Sequence
from dataclasses import dataclass

from careergraph.model.skills import SkillId
from careergraph.routes.route import STATES
from careergraph.views.facts import SkillFacts, StepFacts
from careergraph.views.marks import Levels, bar_width
from careergraph.views.widths import width, wrap
from careergraph.views.words import Words

MOST_ROWS = 9
INDENT = 24
"""From the left edge of a list to its names."""
BAR_GAP = 11
NAME_LEADING, TAG_LEADING, ROW_GAP = 19, 17, 9
NAME_SIZE, TAG_SIZE = 14, 13


@dataclass(frozen=True, slots=True)
class Row:
    """
    A row of a step's list, its lines broken.

    Parameters
    ----------
    facts
        The skill; None for the last row of a long list, which says how many more there are.
    names
        The lines of the name, or of "+4 more, all held".
    kind_beside
        Whether the word for resources and credentials fits beside the last line of the name.
    tags
        The lines below.
    """

    facts: SkillFacts | None
    names: tuple[str, ...]
    kind_beside: bool = True
    tags: tuple[str, ...] = ()

    @property
    def skill(self) -> SkillId | None:
        """The skill of the row."""
        return self.facts.seen.skill if self.facts else None

    @property
    def height(self) -> float:
        """How high the row is, with the room below it."""
        return NAME_LEADING * len(self.names) + TAG_LEADING * len(self.tags) + ROW_GAP


def rows_of(words: Words, step: StepFacts, room: float) -> tuple[Row, ...]:
    """
    Return the rows of a step in a list `room` pixels wide: nine at most.

    What is to be learned comes first, then what is owned, held and optional. The rest of a longer list is one row.
    """
    shown, hidden = parted(sorted(step.skills, key=lambda one: STATES.index(one.seen.state)))
    rows = [_row(words, one, room) for one in shown]
    if hidden:
        rows.append(Row(None, tuple(wrap(said_of(words, hidden), room - INDENT, NAME_SIZE))))
    return tuple(rows)


def parted(skills: Sequence[SkillFacts]) -> tuple[Sequence[SkillFacts], Sequence[SkillFacts]]:
    """Return the skills of a step that are shown, and the rest of a longer list, for which one row stands."""
    count = len(skills) if len(skills) <= MOST_ROWS else MOST_ROWS - 1
    return skills[:count], skills[count:]


def said_of(words: Words, hidden: Sequence[SkillFacts]) -> str:
    """Return what the row for the rest says: "+4 more, all held", "+4 more, 3 to learn"."""
    to_learn = sum(one.seen.to_learn > 0 for one in hidden)
    if to_learn:
        return words("+{count} more, {to_learn} to learn", count=len(hidden), to_learn=to_learn)
    if any(one.seen.state == "optional" for one in hidden):
        return words("+{count} more, nothing to learn", count=len(hidden))
    return words("+{count} more, all held", count=len(hidden))


def _row(words: Words, one: SkillFacts, room: float) -> Row:
    bold = one.seen.state == "new"
    name_room = room - INDENT - BAR_GAP - bar_width(words, Levels.of(one))
    names = wrap(one.name.text, name_room, NAME_SIZE, bold=bold)
    last = width(names[-1] + " ", NAME_SIZE, bold=bold)
    beside = last + width(one.kind, TAG_SIZE) <= name_room
    tag = one.tag if beside else " · ".join(filter(None, (one.kind, one.tag)))
    return Row(one, tuple(names), beside, tuple(wrap(tag, room - INDENT, TAG_SIZE)) if tag else ())
