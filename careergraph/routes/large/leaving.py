"""The moves out of a person's role on arrays: what is to learn for all of them at once."""

import numpy as np

from careergraph.routes.index import EFFORT_UNIT, MONTH_UNIT
from careergraph.routes.large.arrays import UNKNOWN, Ints
from careergraph.routes.large.wide import Wide
from careergraph.routes.stepping import Walker


def places_out(wide: Wide, walker: Walker) -> Ints:
    """Return the moves out of the start by the least to learn, then by months (unknown last), then by their head."""
    arrays = wide.arrays
    first, last = arrays.out_starts[wide.start : wide.start + 2].tolist()
    months = arrays.months[first:last]
    served = int(wide.query.profile.months_served * MONTH_UNIT)
    left = np.where(months < UNKNOWN, np.maximum(months - served, 0), UNKNOWN)
    order = np.lexsort((left, _least_to_learn(wide, walker, first, last)))  # stable: heads stand in order
    places: Ints = first + order
    return places


def _least_to_learn(wide: Wide, walker: Walker, first: int, last: int) -> Ints:
    """Return the weight of what neighbouring transitions ask above the start, in whole units."""
    arrays = wide.arrays
    starts = arrays.asked_starts[first : last + 1]
    asked = slice(int(starts[0]), int(starts[-1]))
    skills = arrays.asked_skill[asked]
    lacking = np.maximum(arrays.asked_level[asked] - wide.held_levels[skills], 0) * wide.weights[skills]
    sums = np.concatenate(([0], np.cumsum(lacking)))
    gaps: Ints = np.diff(sums[starts - starts[0]])
    unit = EFFORT_UNIT if wide.query.effort else 1
    for place in np.flatnonzero(arrays.several[first:last]).tolist():
        gaps[place] = int(walker.least_to_learn(arrays.transitions[first + place]) * unit)
    return gaps
