"""
Looking at the clock: the one way in which anything that takes a while finds out that it has to stop.

Whoever works in a loop is handed a `look` and calls it each time around; it raises `OverTime` when the time is up. A
budget has two ends: searching ends when a little more than a tenth of it is left, so that what was found can still be
told.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from careergraph.ports import Clock
from careergraph.routes.query import Budget
from careergraph.routes.rounds import OutOfTime, never

Told = TypeVar("Told")
TELLING = 0.1, 0.005
"""What of a budget is kept for telling what is found: a share of it, and the seconds that any telling takes."""


class OverTime(Exception):
    """The time is up."""


class Watch:
    """
    Looks at the clock.

    Parameters
    ----------
    out_of_time
        Tells when to stop.
    """

    def __init__(self, out_of_time: OutOfTime) -> None:
        self._out_of_time = out_of_time

    def look(self) -> None:
        """Raise `OverTime` if the time is up."""
        if self._out_of_time():
            raise OverTime


def deadline(budget: Budget, clock: Clock | None) -> OutOfTime:
    """
    Return what tells, from now on, when a search has to end for its finds to be told within the budget.

    Raises
    ------
    ValueError
        Seconds are given without a clock.
    """
    share, seconds = TELLING
    return _spent(clock, None if budget.seconds is None else budget.seconds * (1 - share) - seconds)


def end_of(budget: Budget, clock: Clock | None) -> OutOfTime:
    """Return what tells, from now on, when all of a budget is spent."""
    return _spent(clock, budget.seconds)


def _spent(clock: Clock | None, seconds: float | None) -> OutOfTime:
    if seconds is None:
        return never
    if clock is None:
        message = "a budget in seconds needs a clock, such as time.monotonic"
        raise ValueError(message)
    end = clock() + seconds
    return lambda: clock() > end


def in_time(things: Iterable[Told], out_of_time: OutOfTime) -> Iterator[Told]:
    """
    Yield things made one by one: the first in any case, those after it until the time is up.

    Examples
    --------
    >>> list(in_time("abc", lambda: True))
    ['a']
    """
    for thing in things:
        yield thing
        if out_of_time():
            return
