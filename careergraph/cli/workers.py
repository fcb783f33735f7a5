"""
Worker processes: what one process has made ready is shared by several, which a parent replaces and ends.

The parent does no work. It waits for signals: of a worker that ended, which is replaced, and of whoever ends the whole,
which it hands on. A worker whose parent is gone ends by itself, so that nothing is left that holds the port.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from mmap import mmap
from select import select
from threading import Thread
from types import FrameType
from typing import NoReturn, TypeAlias

BRAKE = 1.0
"""Seconds between two beginnings of a worker that ends as soon as it begins."""
GRACE = 7.0
"""Seconds in which workers that are told to end have to do so; longer than what they grant their last answers."""
ENDING = (signal.SIGTERM, signal.SIGINT)
FAR = 2**31
"""More connections than any worker has: the place of one that is gone."""
CAN_FORK = hasattr(os, "fork")
NextSignal: TypeAlias = Callable[[float | None], int]


def processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


class Balance:
    """
    How many connections each worker has, in memory that all of them share.

    Examples
    --------
    >>> balance = Balance(2)
    >>> balance.note(0, 3), balance.note(1, 2)
    (None, None)
    >>> balance.is_least(0), balance.is_least(1)
    (False, True)
    """

    def __init__(self, workers: int) -> None:
        self._counts = memoryview(mmap(-1, 8 * workers)).cast("q")

    def note(self, place: int, connections: int) -> None:
        """Note how many connections the worker in a place has."""
        self._counts[place] = connections

    def is_least(self, place: int) -> bool:
        """Tell whether no other worker has fewer."""
        return self._counts[place] <= min(self._counts)


class Workers:
    """
    Some processes that do the same.

    Parameters
    ----------
    work
        What each does, given its place from 0, until SIGTERM raises SystemExit in it.
    balance
        Where a worker that is gone is crossed out.
    count
        How many.
    """

    def __init__(self, work: Callable[[int], None], balance: Balance, count: int) -> None:
        self._work, self._balance = work, balance
        self._begun = [float("-inf")] * count
        self._places: dict[int, int] = {}
        self._lifeline = os.pipe()

    def run(self, begun: Callable[[], None]) -> None:
        """Begin, say so by calling `begun`, and replace workers until SIGTERM or SIGINT ends all of them."""
        with _signals() as next_signal:
            wait = self._fill()
            begun()
            while next_signal(wait) not in ENDING:
                self._reap()
                wait = self._fill()
            self._end(next_signal)

    def _fill(self) -> float | None:
        """Begin a worker in each empty place; return in how many seconds to come again for one that began just now."""
        waits = []
        for place in sorted(set(range(len(self._begun))) - set(self._places.values())):
            wait = self._begun[place] + BRAKE - time.monotonic()
            if wait > 0:
                waits.append(wait)
            else:
                self._begin(place)
        return min(waits, default=None)

    def _begin(self, place: int) -> None:
        self._begun[place] = time.monotonic()
        self._balance.note(place, 0)
        sys.stdout.flush()
        sys.stderr.flush()
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # until the worker can hear them
        pid = os.fork()
        if not pid:
            self._be(place)
        self._places[pid] = place
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)

    def _be(self, place: int) -> NoReturn:
        """Do the work of a place, as a process of its own that never returns to where it came from."""
        failed = 1
        try:
            self._settle_in()
            self._work(place)
            failed = 0
        except SystemExit:
            failed = 0
        except BaseException:  # noqa: BLE001 - told below, and nothing may get past here
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(failed)

    def _settle_in(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process; the parent hands it on
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        os.close(self._lifeline[1])
        Thread(target=_end_with_parent, args=(self._lifeline[0],), daemon=True).start()

    def _reap(self) -> None:
        """Cross out the workers that ended."""
        for pid in list(self._places):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self._balance.note(self._places.pop(pid), FAR)

    def _end(self, next_signal: NextSignal) -> None:
        """End all workers: politely, and after a while, or when told once more, at once."""
        until = time.monotonic() + GRACE
        self._tell(signal.SIGTERM)
        self._reap()
        while self._places and (left := until - time.monotonic()) > 0 and next_signal(left) not in ENDING:
            self._reap()
        self._tell(signal.SIGKILL)
        for pid in self._places:
            os.waitpid(pid, 0)

    def _tell(self, what: signal.Signals) -> None:
        for pid in self._places:
            os.kill(pid, what)  # each is a child that was not waited for, so the number is still its own


@contextmanager
def _signals() -> Iterator[NextSignal]:
    """Hear signals one after the other: what is yielded waits some seconds for the next, and returns 0 if none came."""
    heard, told = os.pipe()
    os.set_blocking(told, False)
    before = {number: signal.signal(number, _hear) for number in (*ENDING, signal.SIGCHLD)}
    woken = signal.set_wakeup_fd(told)
    try:
        yield lambda seconds: os.read(heard, 1)[0] if select([heard], [], [], seconds)[0] else 0
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(heard)
        os.close(told)


def _hear(_signal: int, _frame: FrameType | None) -> None:
    """Do nothing: that it came is told by the pipe."""


def _end_with_parent(lifeline: int) -> None:
    """End when the parent is gone, whatever ended it: then nobody holds the other end of the pipe."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)


def end(_signal: int, _frame: FrameType | None) -> None:
    """End this process, as a handler of a signal."""
    raise SystemExit(0)
