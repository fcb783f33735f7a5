"""A whole run: a server with one worker and one with several, asked in every way, and the page that tells of it."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.benchmark.report import machine
from scripts.loading.clients import Asked, Tally, closed, opened, percentile, role_ids
from scripts.loading.server import Server, serving

PAGE = Path(__file__).parents[2] / "docs" / "serving.md"
BEGIN, END = "<!-- figures: written by scripts/load -->", "<!-- end of figures -->"
CLIENTS = 8
USUAL, TOO_MUCH = 0.7, 3
"""How many questions come, as a part of how many are answered by a server that is busy all the time."""
ONE_CRITERION = {
    f"documents of the least to learn, {CLIENTS} clients": "matters=learning",
    f"documents of the ten best by months, {CLIENTS} clients": "matters=months&k=10",
}
"""Where a question is not what pages ask at first: all routes that none beats in months, learning and biggest step."""
HEADS = ("workers", "asked", "answered a second", "p50", "p95", "p99", "refused", "processor for each answer")


@dataclass(frozen=True)
class Row:
    """What one way of asking gave."""

    workers: int
    asked: str
    tally: Tally
    seconds: float
    processor: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.tally.answered) / self.seconds

    def cells(self) -> tuple[str, ...]:
        """Return it as the cells of a table."""
        tally, answered = self.tally, self.tally.answered
        refused = f"{len(tally.refused)}, p95 {percentile(tally.refused, 0.95)}" if tally.refused else "0"
        failed = sum(count for outcome, count in tally.outcomes.items() if outcome not in {"200", "503"})
        return (
            str(self.workers),
            self.asked,
            f"{self.rate:.1f}",
            *(percentile(answered, share) for share in (0.5, 0.95, 0.99)),
            refused + (f", {failed} failed" if failed else ""),
            f"{1000 * self.processor / max(1, len(answered)):.1f} ms",
        )


def measure(graph: str, seconds: float, workers: Sequence[int], say: Callable[[str], None]) -> list[str]:
    """Return the lines of what was measured, and say each as soon as it is known."""
    lines = [*(f"- {line}" for line in machine()), f"- Others had the machine as well: load {os.getloadavg()[0]:.1f}."]
    table = [f"| {' | '.join(HEADS)} |", "|--:|---|--:|--:|--:|--:|---|--:|"]
    for count in workers:
        with serving(graph, count) as server:
            for row in _asked(server, count, seconds):
                table.append(f"| {' | '.join(row.cells())} |")
                say(table[-1])
            kept = f"{server.megabytes():,.0f} MB in all"
        lines.append(f"- {count} {'worker' if count == 1 else 'workers'}: begun in {server.seconds:.0f} s, {kept}.")
    return [*lines, "", *table]


def _asked(server: Server, workers: int, seconds: float) -> Iterator[Row]:
    """Yield what each way of asking gives."""
    asked = Asked(server.address, role_ids(server.address))
    closed(asked, CLIENTS, seconds / 2)  # what is compiled, imported or laid out at first use is there now

    def row(name: str, ask: Callable[[], Tally]) -> Row:
        begun, before = time.monotonic(), server.processor_seconds()
        tally = ask()
        return Row(workers, name, tally, time.monotonic() - begun, server.processor_seconds() - before)

    whole = row(f"documents, {CLIENTS} clients", lambda: closed(replace(asked, seed=1), CLIENTS, seconds))
    yield whole
    yield replace(whole, asked="of these, with a route", tally=replace(whole.tally, unrouted=[], refused=[]))
    for seed, (name, more) in enumerate(ONE_CRITERION.items(), 10):
        yield row(name, lambda: closed(replace(asked, seed=seed, more=more), CLIENTS, seconds))  # noqa: B023
    yield row(f"pages, {CLIENTS} clients", lambda: closed(replace(asked, seed=2, kind="page"), CLIENTS, seconds))
    again = replace(asked, seed=3, again=True)
    closed(again, CLIENTS, 1)
    yield row("the same ten again, 1 client", lambda: closed(again, 1, seconds))
    yield row(f"the same ten again, {CLIENTS} clients", lambda: closed(again, CLIENTS, seconds))
    usual, much = USUAL * whole.rate, TOO_MUCH * whole.rate
    yield row(f"documents, {usual:.0f} a second", lambda: opened(replace(asked, seed=4), usual, seconds))
    over = row(f"documents, {much:.0f} a second", lambda: opened(replace(asked, seed=5), much, seconds))
    yield replace(over, asked=f"{over.asked}: {over.rate / whole.rate:.0%} of what {CLIENTS} clients get")


def write(lines: Sequence[str], page: Path = PAGE) -> None:
    """Put lines where the figures of the page stand."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]), encoding="utf-8")
