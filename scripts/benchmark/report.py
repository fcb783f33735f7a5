"""What was measured, as a table for the terminal and as `docs/performance.md`."""

import os
import platform
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.benchmark.measuring import PeerTimes, Row
from scripts.benchmark.shapes import SHAPES, VARIANTS, VARIED, Shape
from scripts.benchmark.timing import high, median, timed

MEASURED = ("careergraph", "numpy", "networkx", "igraph", "scipy", "rustworkx")
YARDSTICKS = 9
HEADS = (
    *("graph", "question", "goal asked first", "goal asked before", "without the answer", "again and again"),
    "peers, median",
)


def table(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return the lines of the table, each as cells."""
    return [
        (
            row.graph,
            row.question,
            _both(row.first),
            _both(row.again),
            _both(row.bare),
            _both(row.often),
            ", ".join(f"{name} {_peer(times)}" for name, times in row.peers.items()),
        )
        for row in rows
    ]


def _both(seconds: Sequence[float]) -> str:
    if not seconds:
        return ""
    middle, most = _milliseconds(median(seconds)), _milliseconds(high(seconds))
    return middle if len(seconds) == 1 else f"{middle} / {most}"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.3g}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _peer(times: PeerTimes) -> str:
    if not times.ratios:
        return "too long"
    told = f"×{median(times.ratios):.2g}" if median(times.ratios) < 100 else f"×{median(times.ratios):,.0f}"  # noqa: PLR2004
    return f"{told} ({len(times.ratios)} equal)" if not times.differing else f"{told} ({len(times.differing)} DIFFER)"


def markdown(rows: Sequence[Row], sizes: dict[str, float], plots: Sequence[str], limit: int, seconds: float) -> str:
    """Return the page."""
    compared = sum(len(times.ratios) for row in rows for times in row.peers.values())
    differing = sum(len(times.differing) for row in rows for times in row.peers.values())
    return "\n".join(
        [
            "# What a question costs",
            "",
            "Written by `scripts/bench`; nobody types a figure here.",
            "",
            *(f"- {line}" for line in machine()),
            f"- {compared:,} answers were compared with those of other libraries, asked in turn: {differing} differ.",
            f"- The whole run took {seconds:,.0f} seconds. Other work ran on the machine at the same time, so every",
            "  figure is the time of the processor, and may be too high by what the others pushed out of its caches.",
            "",
            *_explained(limit),
            "",
            *_varied(rows),
            *_as_markdown(rows),
            "",
            *(
                f"- {name}: the index takes {size:,.0f} bytes for each transition, with what questions make of it."
                for name, size in sizes.items()
            ),
            *(f"- {name}: what is not listed was not measured." for name in _asked_less(rows)),
            "- A large graph is compiled once for each version; from then on every process maps it from the shelf.",
            "",
            *(f"![{name}]({name}.svg)" for name in plots),
            "",
        ]
    )


def _asked_less(rows: Sequence[Row]) -> list[str]:
    """Return the graphs that were not asked the last question of the one that was asked most."""
    asked = Counter(row.graph for row in rows)
    last = {row.graph: row.question for row in rows}
    final = last[max(asked, key=lambda name: asked[name])] if asked else ""
    return [name for name, question in last.items() if name in SHAPES and question != final]


def _explained(limit: int) -> Iterator[str]:
    yield "Milliseconds of the processor, median / 95th percentile. *Goal asked first*: no question led to this goal"
    yield "before. *Goal asked before*: another start to the same goal. *Without the answer*: of that the search alone."
    yield "*Again and again*: the mean of the same search, asked until the clock can tell, as quick peers are: so long"
    yield "does it take where nothing has to come from memory first. So are next moves, of which no answer is kept."
    yield "A peer's figure is its time as a multiple of ours for the goal asked first, the median over the same pairs:"
    yield f"the first of ours. *Too long* is more than {limit} seconds for each asked. No peer knows skills carried"
    yield "from step to step: it writes out every path, and each is valued then. The k shortest paths of rustworkx may"
    yield "visit a role twice, which is another question: it is asked for paths alone. Half of the pairs are anywhere,"
    yield "half two or three families apart; the person holds what the start role usually asks. Where no route has so"
    yield "few moves, the figure includes working out what would help. A pair for which a peer took too long is left"
    yield "out of its median. A peer that answers within a hundredth of a second is asked again and again, and the mean"
    yield "counts: its figure is of a graph that is laid out and at hand, ours of the first time. The steps of a route"
    yield "are walked when they are looked at: the rows of documents say what everything costs, ready for JSON."
    yield "On the bundled graph each program is a new process, whose modules were compiled before."
    yield "The graph, and those of the peers, are left out of the search for garbage, as `careergraph serve` does:"
    yield "whoever asks many questions of a graph in a process of their own calls `gc.freeze()` once it is there."
    yield "Large graphs are made ready for many questions, as there and by `Explorer.prepare`."


def _varied(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what is in the variants that were measured."""
    measured = {row.graph for row in rows}
    if any(shape.name in measured for shape in VARIANTS):
        yield "What a graph has that others do without, others do not pay for. What those pay that have it:"
        for shape in VARIANTS:
            end = "." if shape == VARIANTS[-1] else ";"
            yield f"*{shape.name}* is {VARIED} where {_with(shape)}{end}"
        yield ""


def _with(shape: Shape) -> str:
    """Return what a variant has, in words."""
    if shape.grows:
        return f"{shape.grows} in a hundred roles grow skills"
    if shape.unknown:
        return f"{shape.unknown} in a hundred months, likelihoods and pays are unknown"
    return f"{shape.groups} in a hundred transitions have a group, “any 2 of 4”, which are six ways to take them"


def _as_markdown(rows: Sequence[Row]) -> Iterator[str]:
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---|--:|--:|--:|--:|---|"
    yield from (f"| {' | '.join(cells)} |" for cells in table(rows))


def machine() -> Iterator[str]:
    """Yield where and when this was measured."""
    versions = ", ".join(f"{name} {_version(name)}" for name in MEASURED)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}."
    yield f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; {platform.system()} {platform.release()}."
    yield f"Python {platform.python_version()}, {versions}."
    yield f"A yardstick, for other days: to square and sum a million numbers took {1000 * yardstick():.0f} ms."


def yardstick() -> float:
    """Return the seconds of the processor that a plain sum takes: the same machine is not always as fast."""
    return median([timed(lambda: sum([number * number for number in range(1_000_000)]))[0] for _ in range(YARDSTICKS)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip() or "unknown"  # noqa: S603
