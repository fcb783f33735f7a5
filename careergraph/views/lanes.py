"""Which row of the picture a skill stands in: the same from the first step that asks it to the last."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from careergraph.model.skills import SkillId
from careergraph.views.rows import Row


@dataclass(frozen=True, slots=True)
class Lanes:
    """
    Rows of several steps in shared lanes.

    Parameters
    ----------
    steps
        For each step its rows by lane.
    tops
        Where each lane begins, from the top of the first; one more than there are lanes.
    """

    steps: tuple[dict[int, Row], ...]
    tops: tuple[float, ...]

    @property
    def height(self) -> float:
        """How high all lanes are together."""
        return self.tops[-1]

    def lane_of(self, step: int, skill: SkillId) -> int | None:
        """Return the lane in which a step shows a skill; None where it does not."""
        return next((lane for lane, row in self.steps[step].items() if row.skill == skill), None)

    def is_free(self, lane: int, first: int, last: int) -> bool:
        """Return whether no step from `first` up to but without `last` has a row in the lane."""
        return all(lane not in rows for rows in self.steps[first:last])


def in_lanes(steps: Sequence[Sequence[Row]]) -> Lanes:
    """
    Give every row a lane.

    The steps are gone through in order; each new skill gets the first free lane, and a lane is free again after the
    last step that asks its skill. The row for the rest of a list stands below the others of its step.
    """
    last = {row.skill: number for number, rows in enumerate(steps) for row in rows}
    taken: dict[SkillId, int] = {}
    free_from: list[int] = []
    placed: list[dict[int, Row]] = []
    for number, rows in enumerate(steps):
        here: dict[int, Row] = {}
        for row in rows:
            lane = _lane(row, number, taken, free_from, here)
            free_from[lane] = number + 1 if row.skill is None else last[row.skill] + 1
            here[lane] = row
        placed.append(here)
    return Lanes(tuple(placed), _tops(placed, len(free_from)))


def _lane(row: Row, number: int, taken: dict[SkillId, int], free_from: list[int], here: dict[int, Row]) -> int:
    """Return the lane of a row, a new one where none is free."""
    if row.skill in taken:
        return taken[row.skill]
    lowest = max(here, default=-1) + 1 if row.skill is None else 0
    lane = next((at for at in range(lowest, len(free_from)) if free_from[at] <= number), len(free_from))
    if lane == len(free_from):
        free_from.append(0)
    if row.skill is not None:
        taken[row.skill] = lane
    return lane


def _tops(steps: Sequence[dict[int, Row]], count: int) -> tuple[float, ...]:
    heights = (max((rows[lane].height for rows in steps if lane in rows), default=0) for lane in range(count))
    return tuple(accumulate(heights, initial=0.0))
