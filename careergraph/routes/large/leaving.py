"""The moves out of a role on arrays: what is to learn for all of them at once."""

import numpy as np

from careergraph.model.transitions import RoleId
from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT
from careergraph.routes.large.arrays import UNKNOWN, Arrays, Ints
from careergraph.routes.stepping import Walker


def places_out(arrays: Arrays, role: RoleId, walker: Walker) -> Ints:
    """Return the moves out of a role by the least to learn, then by months (unknown last), then by their head."""
    number = arrays.number[role]
    first, last = arrays.out_starts[number : number + 2].tolist()
    months = arrays.months[first:last]
    if walker.months_served:
        months = np.where(months < UNKNOWN, np.maximum(months - int(walker.months_served * MONTH_UNIT), 0), UNKNOWN)
    order = np.lexsort((months, _least_to_learn(arrays, walker, first, last)))  # stable: heads stand in order
    places: Ints = first + order
    return places


def _least_to_learn(arrays: Arrays, walker: Walker, first: int, last: int) -> Ints:
    """Return the weight of what neighbouring transitions ask above the start, in whole units."""
    starts = arrays.asked_starts[first : last + 1]
    asked = slice(int(starts[0]), int(starts[-1]))
    skills = arrays.asked_skill[asked]
    lacking = np.maximum(arrays.asked_level[asked] - arrays.levels(walker.start).take(skills), 0)
    sums = np.zeros(len(lacking) + 1, dtype=np.int64)
    (lacking * arrays.effort.take(skills) if walker.effort else lacking).cumsum(out=sums[1:])
    ends = sums.take(starts - asked.start)
    gaps: Ints = ends[1:] - ends[:-1]
    unit = EFFORT_UNIT if walker.effort else 1
    for place in arrays.several[first:last].nonzero()[0].tolist():
        gaps[place] = int(walker.least_to_learn(arrays.transitions[first + place]) * unit)
    return gaps
