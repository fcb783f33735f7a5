"""The thin lines that show what is carried: from where a skill was gained to where it is asked again."""

from collections.abc import Iterator
from dataclasses import dataclass

from careergraph.views.facts import SkillFacts
from careergraph.views.heads import LIST_INSET, Band
from careergraph.views.lanes import Lanes

FROM_BAR, TO_MARK = 11, 7


@dataclass(frozen=True, slots=True)
class Carried:
    """
    A line from `start` to `end`, at the height of lane `lane`.

    `station` is the station of the band at whose hairline it starts, where holding that role made the skill grow;
    None where it starts at the level bar of an earlier step.
    """

    skill: str
    lane: int
    start: float
    end: float
    station: int | None = None


def carried_lines(band: Band, lanes: Lanes) -> Iterator[Carried]:
    """Yield a line for every row whose skill was gained on the way, unless another row stands between."""
    for step, rows in enumerate(lanes.steps):
        for lane, row in rows.items():
            if row.facts and row.facts.gained and (found := _line(band, lanes, step, lane, row.facts)):
                yield found


def _line(band: Band, lanes: Lanes, step: int, lane: int, facts: SkillFacts) -> Carried | None:
    origin = facts.seen.origin
    if origin is None:
        return None
    end = band.x(step) + LIST_INSET - TO_MARK
    earlier = _last_row(lanes, step, facts.seen.skill, origin.step - band.first - (origin.role is None))
    if earlier is not None:
        clear = lanes.lane_of(earlier, facts.seen.skill) == lane and lanes.is_free(lane, earlier + 1, step)
        start = band.x(earlier) + LIST_INSET + band.list_width + FROM_BAR
        return Carried(facts.seen.skill, lane, start, end) if clear else None
    station = origin.step - band.first
    if origin.role is None or station < 0 or not lanes.is_free(lane, station, step):
        return None
    return Carried(facts.seen.skill, lane, band.x(station), end, station)


def _last_row(lanes: Lanes, step: int, skill: str, not_before: int) -> int | None:
    """Return the last step before this one that shows the skill, and not before it was gained."""
    steps = range(step - 1, max(not_before, 0) - 1, -1)
    return next((number for number in steps if lanes.lane_of(number, skill) is not None), None)
