"""
Patience with a server: how long one waits for it, and when one stops asking.

A driver may wait for ever on a server that fell silent. So calls run on a thread of their own, and whoever makes one
waits no longer than a deadline; what is late is cancelled there. While a server is away, nobody waits for it at all.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from careergraph.errors import StoreUnavailable

Result = TypeVar("Result")
Clock = Callable[[], float]

MOST_LOOKUPS = 2
"""Threads that look up names of hosts; the calls themselves share one."""


CLOSING = 0.3
"""Seconds for taking leave of a server that may not answer."""
PARTING = 2.0
"""Seconds that a thread is waited for when it ends; it has less to do, unless the processor is busy."""


class LateError(Exception):
    """A call did not end by its deadline, and was cancelled."""


class Deadline:
    """
    When a call has to be over; one that hands over much at once gets the same time again for each piece.

    Parameters
    ----------
    seconds
        How long it may take.

    Examples
    --------
    >>> clock = iter([0.0, 4.0, 4.0, 13.0]).__next__
    >>> deadline = Deadline(10.0, clock)
    >>> deadline.left()
    6.0
    >>> deadline.renew()
    >>> deadline.left()
    1.0
    """

    def __init__(self, seconds: float, clock: Clock = time.monotonic) -> None:
        self.seconds, self._clock = seconds, clock
        self.renew()

    def renew(self) -> None:
        """Begin anew."""
        self._end = self._clock() + self.seconds

    def left(self) -> float:
        """Return the seconds left; below 0 where it has passed."""
        return self._end - self._clock()


class Worker:
    """A thread that runs coroutines for others; it is there from the first call until it is closed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._last: Callable[[], Coroutine[Any, Any, None]] | None = None

    def begin(self, call: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Let a call begin."""
        return asyncio.run_coroutine_threadsafe(call, self._running())

    def wait(self, call: Coroutine[Any, Any, Result], deadline: Deadline) -> Result:
        """
        Return what comes of a call.

        Raises
        ------
        LateError
            The deadline passed; the call is cancelled.
        """
        return self.end(self.begin(call), deadline)

    @staticmethod
    def end(begun: "Future[Result]", deadline: Deadline) -> Result:
        """Return what comes of a call that was begun; raises the same as `wait`."""
        while True:
            try:
                return begun.result(max(0.0, deadline.left()))
            except TimeoutError:
                if begun.done():
                    raise
                if deadline.left() <= 0:
                    begun.cancel()
                    raise LateError from None
            except BaseException:
                begun.cancel()  # as when somebody presses Ctrl-C
                raise

    def close(self, last: Callable[[], Coroutine[Any, Any, None]] | None = None) -> None:
        """Let the thread end: what is under way is cancelled, and then `last` is done, if it does not take long."""
        with self._guard:
            loop, thread, self._loop = self._loop, self._thread, None
        if loop and thread:
            self._last = last
            loop.call_soon_threadsafe(loop.stop)
            thread.join(PARTING)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._guard:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_default_executor(ThreadPoolExecutor(MOST_LOOKUPS, f"{self._name}-names"))
                self._thread = threading.Thread(target=self._run, args=(self._loop,), name=self._name, daemon=True)
                self._thread.start()
            return self._loop

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
            loop.run_until_complete(self._wind_up(asyncio.all_tasks(loop)))
        finally:
            loop.close()

    async def _wind_up(self, left: set[asyncio.Task[Any]]) -> None:
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=CLOSING)
        if self._last:
            with suppress(Exception):  # whatever it is, there is nobody to tell
                await asyncio.wait_for(self._last(), CLOSING)


class Breaker:
    """
    Whether a server is asked at all: not for a while after it failed several times in a row.

    Then one caller tries it, while the others are still refused; if that goes well, everybody may ask again.

    Parameters
    ----------
    name
        What is asked, in messages.
    failures
        How many in a row open it.
    rest
        Seconds until it is tried again.

    Examples
    --------
    >>> now = [0.0]
    >>> breaker = Breaker("the server", failures=1, rest=2.0, clock=lambda: now[0])
    >>> breaker.admit(), breaker.failed()
    (False, None)
    >>> breaker.admit()
    Traceback (most recent call last):
    careergraph.errors.StoreUnavailable: the server did not answer just now; it is tried again in 2 s.
    >>> now[0] = 2.0
    >>> breaker.admit(), breaker.succeeded(), breaker.admit()
    (True, None, False)
    """

    def __init__(self, name: str, failures: int = 2, rest: float = 2.0, clock: Clock = time.monotonic) -> None:
        self.name, self.failures, self.rest, self._clock = name, failures, rest, clock
        self._guard = threading.Lock()
        self._failed = 0
        self._again = 0.0

    def admit(self) -> bool:
        """
        Let a caller pass, and return whether it is the one who tries.

        Raises
        ------
        StoreUnavailable
            The server is not asked now.
        """
        with self._guard:
            if self._failed < self.failures:
                return False
            left = self._again - self._clock()
            if left > 0:
                told = f"{self.name} did not answer just now; it is tried again in {left:.0f} s."
                raise StoreUnavailable(told, retry_after=max(1.0, left))
            self._again = self._clock() + self.rest  # the next ones wait for what comes of this
            return True

    def succeeded(self) -> None:
        """Note that the server answered."""
        with self._guard:
            self._failed = 0

    def failed(self) -> None:
        """Note that it did not."""
        with self._guard:
            self._failed += 1
            self._again = self._clock() + self.rest
