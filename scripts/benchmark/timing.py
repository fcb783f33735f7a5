"""Seconds of the processor: ours in this process, a peer's in a child that is ended when it takes too long."""

import gc
import os
import pickle
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from typing import TypeVar

from careergraph.cli.listening import keep_memory, seldom_collect

Result = TypeVar("Result")

TELLING = 0.01
"""Seconds that a clock of the processor tells exactly enough, however coarse it is."""


@contextmanager
def settled() -> Iterator[None]:
    """
    Look for garbage as seldom as `careergraph serve` does, and leave out of it what is there before the first question.

    Otherwise some question or other pays for a walk through all values of the graph, and of the graphs of the peers.
    They answer in children of this process, so the same holds for them; and for memory, which is kept as it keeps it.
    """
    usual = gc.get_threshold()
    keep_memory()
    seldom_collect()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def timed(function: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds of the processor a call takes, and what it returns."""
    began = time.process_time()
    result = function()
    return time.process_time() - began, result


def timed_often(function: Callable[[], Result]) -> tuple[float, Result]:
    """Return the mean seconds of a call, asked again and again until the clock can tell, and what it returns."""
    began, times = time.process_time(), 0
    while True:
        result = function()
        times += 1
        seconds = time.process_time() - began
        if seconds >= TELLING:
            return seconds / times, result


def timed_apart(function: Callable[[], Result], limit: int) -> tuple[float, Result] | None:
    """
    Return the same of a call in a child process; None if it takes more than `limit` seconds of the processor.

    What we touch next is slower for it: the system hands pages back one by one.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _answer(function, limit, reading, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(told) if told and not status else None  # noqa: S301 - our own child wrote it


def _answer(function: Callable[[], Result], limit: int, reading: int, writing: int) -> None:
    """Do in the child what was asked, and end it."""
    status = 1
    try:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(timed_often(function)))
        status = 0
    finally:
        os._exit(status)


def median(seconds: Sequence[float]) -> float:
    """Return the middle one, the lower of two."""
    return sorted(seconds)[(len(seconds) - 1) // 2]


def high(seconds: Sequence[float]) -> float:
    """Return the 95th percentile: the least that 95 in a hundred do not exceed."""
    return sorted(seconds)[ceil(0.95 * len(seconds)) - 1]
