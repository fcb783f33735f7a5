"""
Turns: one question is worked on, a few wait, and whoever finds the bench full is told to come again.

A search takes all a processor has; twenty at once would each take twenty times as long, and nobody would be answered.
So they are worked on one after the other, in the order they came; only beside one that takes long another one begins.
Whoever would wait too long, by how long the latest questions took, is told so at once: that takes a moment, and a
question that gives up after it has waited has cost both sides more.
"""

import time
from collections import deque
from math import inf
from threading import Condition

from flask import Flask, Response, g, request

from .language import gettext as _
from .problems import problem
from .settings import Settings

AT_ONCE = frozenset(
    ("static", "pictures", "favicon", "entry.ask", "entry.enter", "suggest_roles", "suggest_skills", "suggest_places")
)
"""What is so quick that nobody has to wait for it."""
RETRY_AFTER = 1
LATEST = 0.1
"""What the latest question counts in how long one takes."""


class Turns:
    """
    A bench in front of a few seats.

    Parameters
    ----------
    seats
        How many work at once.
    alone
        How many seconds one works before another one begins beside it.
    bench
        How many may wait.
    seconds
        How long one waits, as far as can be expected; who would wait longer is not let wait at all.
    patience
        How long one waits at most, where it takes longer than was expected.

    Examples
    --------
    >>> turns = Turns(seats=1, alone=0, bench=0, seconds=1, patience=10)
    >>> first, second = turns.take(), turns.take()
    >>> first is None, second is None
    (False, True)
    >>> turns.give_back(first)
    >>> turns.take() is None
    False
    """

    def __init__(self, seats: int, alone: float, bench: int, seconds: float, patience: float) -> None:
        self._seats, self._alone, self._bench = seats, alone, bench
        self._seconds, self._patience = seconds, patience
        self._begun: list[float] = []
        self._waiting: deque[object] = deque()
        self._usual = 0.0
        self._changed = Condition()

    def take(self) -> float | None:
        """Take a seat, waiting for it where there is room and hope; return when it was taken, None without one."""
        with self._changed:
            if not self._waiting and self._free_in() <= 0:
                return self._sit()
            if len(self._waiting) >= self._bench or self._expected() > self._seconds:
                return None
            return self._wait(time.monotonic() + self._patience)

    def _wait(self, until: float) -> float | None:
        """Wait until those who came before have begun and there is a seat."""
        ticket = object()
        self._waiting.append(ticket)
        try:
            while (left := until - time.monotonic()) > 0:
                free_in = self._free_in() if self._waiting[0] is ticket else inf
                if free_in <= 0:
                    return self._sit()
                self._changed.wait(min(left, free_in))
            return None
        finally:
            self._waiting.remove(ticket)
            self._changed.notify_all()

    def _sit(self) -> float:
        self._begun.append(time.monotonic())
        return self._begun[-1]

    def _free_in(self) -> float:
        """Return in how many seconds one more may begin, as far as is known."""
        if len(self._begun) >= self._seats:
            return inf
        return self._begun[-1] + self._alone - time.monotonic() if self._begun else 0

    def _expected(self) -> float:
        """Return how long one more would wait, if all take as long as the latest did."""
        return (len(self._waiting) + 1) * self._usual

    def give_back(self, begun: float) -> None:
        """Leave the seat that was taken at some moment; one that took very long says little of the others."""
        with self._changed:
            seconds = time.monotonic() - begun
            self._usual += LATEST * (min(seconds, self._seconds) - self._usual)
            self._begun.remove(begun)
            self._changed.notify_all()


def keep_order(app: Flask, settings: Settings) -> None:
    """Let `app` work on a few questions at once, and answer 503 to those for whom there is no room to wait."""
    turns = Turns(
        settings.searches_at_once,
        settings.alone_seconds,
        settings.searches_waiting,
        settings.waiting_seconds,
        settings.patience_seconds,
    )

    def take() -> Response | None:
        if request.endpoint is None or request.endpoint in AT_ONCE:
            return None
        g.seated = turns.take()
        if g.seated is not None:
            return None
        response = problem(503, _("Many people are asking at this moment. Try again in a few seconds."))
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    def give_back(_error: BaseException | None) -> None:
        begun = g.pop("seated", None)
        if begun is not None:
            turns.give_back(begun)

    app.before_request(take)
    app.teardown_request(give_back)
