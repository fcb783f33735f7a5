"""How far something is, on a terminal: a bar, how fast it goes, and how long it will still take."""

import sys
from collections.abc import Callable
from typing import TextIO

from careergraph.cli.words import CommandWords

WIDTH = 24
OFTEN = 0.2
"""Seconds between two pictures."""


class Bar:
    r"""
    A line that is written again and again; nothing where nobody watches.

    Parameters
    ----------
    words
        The language.
    clock
        Returns seconds that only grow.
    stream
        Where it is drawn.

    Examples
    --------
    >>> import io
    >>> class Terminal(io.StringIO):
    ...     def isatty(self):
    ...         return True
    >>> now, terminal = iter([0.0, 2.0]), Terminal()
    >>> bar = Bar(CommandWords(), lambda: next(now), terminal)
    >>> bar(1_000, 4_000)
    >>> terminal.getvalue().removesuffix("\x1b[K").strip()
    '######------------------  1,000 of 4,000 · 500 a second · 6 s left'
    """

    def __init__(self, words: CommandWords, clock: Callable[[], float], stream: TextIO | None = None) -> None:
        self.words, self.clock, self.stream = words, clock, stream or sys.stderr
        self.begun = self.drawn = clock()

    def __call__(self, done: int, total: int) -> None:
        """Draw that so much of so much is done, unless it was drawn just now."""
        now = self.clock()
        if self.stream.isatty() and (now - self.drawn >= OFTEN or done == total):
            self.drawn = now
            self.stream.write(f"\r{self._line(done, total, max(now - self.begun, 0.001))}\x1b[K")
            self.stream.flush()

    def end(self) -> None:
        """Take the line away."""
        if self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def _line(self, done: int, total: int, seconds: float) -> str:
        filled = WIDTH * done // max(total, 1)
        rate = done / seconds
        said = self.words(
            "{done} of {total} · {rate} a second · {left} s left",
            done=f"{done:,}",
            total=f"{total:,}",
            rate=f"{rate:,.0f}",
            left=f"{(total - done) / max(rate, 0.001):,.0f}",
        )
        return f"{'#' * filled}{'-' * (WIDTH - filled)}  {said}"
