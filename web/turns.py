"""
Turns: so many questions are worked on at once, a few wait, and whoever finds the bench full is told to come again.

A search takes all a processor has; twenty at once would each take twenty times as long, and nobody would be answered.
Whoever would wait too long, by how long the latest questions took, is told so at once: that takes a moment, and a
question that gives up after it has waited has cost both sides more.
"""

import time
from threading import BoundedSemaphore, Lock

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
    bench
        How many may wait.
    seconds
        How long one waits, as far as can be expected; who would wait longer is not let wait at all.
    patience
        How long one waits at most, where it takes longer than was expected.

    Examples
    --------
    >>> turns = Turns(seats=1, bench=0, seconds=1, patience=10)
    >>> turns.take(), turns.take()
    (True, False)
    >>> turns.give_back(0.2)
    >>> turns.take()
    True
    """

    def __init__(self, seats: int, bench: int, seconds: float, patience: float) -> None:
        self._seats = BoundedSemaphore(seats)
        self._number = seats
        self._bench = bench
        self._seconds = seconds
        self._patience = patience
        self._waiting = 0
        self._usual = 0.0
        self._lock = Lock()

    def take(self) -> bool:
        """Take a seat, waiting for it where there is room and hope; tell whether there was one."""
        if self._seats.acquire(blocking=False):
            return True
        with self._lock:
            if self._waiting >= self._bench or self._expected() > self._seconds:
                return False
            self._waiting += 1
        try:
            return self._seats.acquire(timeout=self._patience)
        finally:
            with self._lock:
                self._waiting -= 1

    def _expected(self) -> float:
        """Return how long one more would wait, if all take as long as the latest did."""
        return (self._waiting + 1) * self._usual / self._number

    def give_back(self, seconds: float) -> None:
        """Leave the seat, taken for so many seconds, to the next; one that took very long says little of the others."""
        with self._lock:
            self._usual += LATEST * (min(seconds, self._seconds) - self._usual)
        self._seats.release()


def keep_order(app: Flask, settings: Settings) -> None:
    """Let `app` work on a few questions at once, and answer 503 to those for whom there is no room to wait."""
    limits = settings.searches_at_once, settings.searches_waiting, settings.waiting_seconds, settings.patience_seconds
    turns = Turns(*limits)

    def take() -> Response | None:
        if request.endpoint is None or request.endpoint in AT_ONCE:
            return None
        if turns.take():
            g.seated = time.monotonic()
            return None
        response = problem(503, _("Many people are asking at this moment. Try again in a few seconds."))
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    def give_back(_error: BaseException | None) -> None:
        since = g.pop("seated", None)
        if since is not None:
            turns.give_back(time.monotonic() - since)

    app.before_request(take)
    app.teardown_request(give_back)
