"""The least set of raises that enough people need: a covering problem, solved exactly."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from careergraph.model.skills import Level, SkillId, Way
from careergraph.routes.index import GraphIndex
from careergraph.routes.survey.demands import Demand


class Needs(NamedTuple):
    """What a route is over its limits by: in all, and in single steps (which have no level step in common)."""

    all: Demand | None
    steps: tuple[Demand, ...]


class Cover:
    """
    The search for the least raises.

    Parameters
    ----------
    index
        Whose level steps.
    people
        For each person, what each of their routes needs.
    needed
        How many people are to be freed.
    held
        The level steps that all hold, which cost nothing.
    weigh
        The weight of a set of level steps.
    look
        Called now and then; may raise to stop.
    """

    def __init__(
        self,
        index: GraphIndex,
        people: Sequence[Sequence[Needs]],
        needed: int,
        held: int,
        weigh: Callable[[int], int],
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self._index, self._people, self._needed, self._held = index, people, needed, held
        self._weigh, self._look = weigh, look
        wanted = self._wanted()
        self._options = [list(self._raises(skill, wanted)) for skill in sorted(index.highest)]
        self._options = [options for options in self._options if options]
        self._free = self._free_from()
        self.proven = 0
        """No cover weighs less."""

    def _wanted(self) -> int:
        """Return every level step that some route needs some of."""
        steps = 0
        for needs in (one for routes in self._people for one in routes):
            for mask, _ in (*([needs.all] if needs.all else []), *needs.steps):
                steps |= mask
        return steps & ~self._held

    def _raises(self, skill: SkillId, wanted: int) -> Iterator[tuple[SkillId, Level, int]]:
        """Yield the raises of a skill whose highest level step somebody wants: no other is in a least cover."""
        levels = self._index.steps_of(skill, wanted)
        for level in range(1, self._index.highest[skill] + 1):
            if levels >> (level - 1) & 1:
                yield skill, level, self._index.bits([(skill, level)])

    def _free_from(self) -> list[int]:
        """Return the level steps that skills from each one on can give."""
        free = [0]
        for options in reversed(self._options):
            free.append(free[-1] | options[-1][2])
        return free[::-1]

    def size(self, taught: int) -> int:
        """Return the weight of what is taught beyond what all hold."""
        return self._weigh(taught & ~self._held)

    def freed(self, taught: int) -> list[bool]:
        """Return of each person whether what is taught suffices."""
        return [self._left(routes, taught, 0) == 0 for routes in self._people]

    def spelled(self, taught: int) -> Way:
        """Return what is taught as (skill, level) pairs by skill."""
        pairs = []
        for options in self._options:
            levels = [(skill, level) for skill, level, steps in options if steps & ~taught == 0]
            pairs += levels[-1:]
        return tuple(pairs)

    def first(self) -> int | None:
        """
        Return the cover of least weight, of these the first in the order of (skill, level) lists; None without one.

        What is proven on the way stands in `proven`, also when looking at the clock stops the search.
        """
        limit = self._bound(0, self._free[0])
        while limit < math.inf:
            self.proven = int(limit)
            found, following = self._within(0, 0, limit)
            if found is not None:
                return found
            limit = following
        return None

    def _within(self, number: int, taught: int, limit: float) -> tuple[int | None, float]:
        """
        Return the first cover that adds raises of skills from a number on and weighs no more than a limit.

        Without one: the least bound that was beyond the limit. A list comes before those that it begins, its raises
        come skill by skill, and a lower level comes first: so the first cover found is the first in order.
        """
        self._look()
        if self._bound(taught, 0) == self.size(taught):
            return taught, limit
        beyond = math.inf
        for place in range(number, len(self._options)):
            rest = self._bound(taught, self._free[place])
            if rest > limit:
                return None, min(beyond, rest)
            for _, _, steps in self._options[place]:
                more = taught | steps
                bound = self._bound(more, self._free[place + 1])
                if bound <= limit:
                    found, bound = self._within(place + 1, more, limit)
                    if found is not None:
                        return found, limit
                beyond = min(beyond, bound)
        return None, beyond

    def _bound(self, taught: int, free: int) -> float:
        """Return a weight that no cover is below that has what is taught, and besides only what is free."""
        left = sorted(self._left(routes, taught, free) for routes in self._people)
        most = left[self._needed - 1] if 0 < self._needed <= len(left) else (math.inf if self._needed else 0)
        return self.size(taught) + most

    def _left(self, routes: Sequence[Needs], taught: int, free: int) -> float:
        """Return the least weight that any route of a person still needs; infinite if what is free is too little."""
        return min((self._left_of(needs, taught, free) for needs in routes), default=math.inf)

    def _left_of(self, needs: Needs, taught: int, free: int) -> float:
        steps = sum(self._short(demand, taught, free) for demand in needs.steps)
        return max(steps, self._short(needs.all, taught, free) if needs.all else 0)

    def _short(self, demand: Demand, taught: int, free: int) -> float:
        mask, weight = demand
        short = weight - self._weigh(mask & taught)
        if short <= 0:
            return 0
        return short if short <= self._weigh(mask & free & ~taught) else math.inf

    def some(self) -> int | None:
        """Return a cover, soon but not the least: the routes that need least, one after another."""
        taught = 0
        while sum(self.freed(taught)) < self._needed:
            self._look()
            needs = self._cheapest(taught)
            if needs is None:
                return None
            taught = self._met(needs, taught)
        return taught

    def _cheapest(self, taught: int) -> Needs | None:
        """Return the needs that are met with least, of those who are not freed."""
        free = self._free[0]
        open_ = [routes for routes in self._people if routes and self._left(routes, taught, 0)]
        every = (needs for routes in open_ for needs in routes)
        return min(every, key=lambda needs: self._left_of(needs, taught, free), default=None)

    def _met(self, needs: Needs, taught: int) -> int:
        """Return what is taught with raises that meet some needs, the cheapest of use first."""
        for demand in (*needs.steps, *([needs.all] if needs.all else [])):
            for options in self._options:
                if not options[-1][2] & demand[0]:
                    continue
                for _, _, steps in options:
                    if self._short(demand, taught, 0) and steps & ~taught & demand[0]:
                        taught |= steps
        return taught

    def trimmed(self, taught: int) -> int:
        """Return what is left of a cover without the raises it can do without."""
        for options in self._options:
            if not taught & options[-1][2]:
                continue
            self._look()
            for level in range(len(options) - 1, -1, -1):
                less = taught & ~options[level][2] | (options[level - 1][2] & taught if level else 0)
                if sum(self.freed(less)) >= self._needed:
                    taught = less
        return taught
