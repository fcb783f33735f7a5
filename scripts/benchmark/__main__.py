"""Run the benchmark; `scripts/bench --help` says what can be chosen."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from careergraph.routes.search import engine_of
from scripts.benchmark.graphs import as_graph, plain
from scripts.benchmark.measuring import Bench, Row
from scripts.benchmark.once import derive_rows, gap_rows, index_rows, reach_rows
from scripts.benchmark.peers import peers_of
from scripts.benchmark.plots import Line, plot
from scripts.benchmark.questions import QUESTIONS, best_by_months, front, least_learning
from scripts.benchmark.report import machine, markdown, table
from scripts.benchmark.shapes import SHAPES, VARIANTS, VARIED, Shape
from scripts.benchmark.starts import BUNDLED, start_rows
from scripts.benchmark.timing import median, settled

DOCS = Path(__file__).parents[2] / "docs"
SERIES = (*map(least_learning, range(2, 7)), *map(front, range(2, 6)), best_by_months(1), best_by_months(1_000))
"""Asked without peers, for the plots."""

MOST_COMPARED = 1_000_000
"""Transitions beyond which other libraries are not asked, and nothing for the plots: that would take minutes."""


def main() -> int:
    """Measure, print the table, write the page if asked to; 1 if any answer differs from a peer's."""
    chosen = _chosen()
    began = time.monotonic()
    rows: list[Row] = []
    sizes: dict[str, float] = {}
    for line in machine():
        print(line, flush=True)
    for name in (BUNDLED, *chosen.graphs):
        for found in start_rows() if name == BUNDLED else _measured(name, chosen, sizes):
            rows.append(found)
            print(" | ".join(table([found])[0]), flush=True)
        if chosen.write:  # after each graph: a run that is ended early has told what it knew
            _write(rows, sizes, chosen.limit, time.monotonic() - began)
    differing = [one for row in rows for times in row.peers.values() for one in times.differing]
    print(f"{sum(len(t.ratios) for row in rows for t in row.peers.values())} answers compared, {len(differing)} differ")
    return 1 if differing else 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "scripts/bench", description="Measure what questions cost, beside other libraries."
    )
    parser.add_argument(
        "graphs",
        nargs="*",
        metavar="GRAPH",
        help=f"{', '.join(SHAPES)}; all but L unless named (L: ours alone, six minutes)",
    )
    parser.add_argument("--quick", action="store_true", help="S and M60 with few pairs: less than two minutes")
    parser.add_argument("--pairs", type=int, help="pairs of roles for each question (40, or 10 if quick)")
    parser.add_argument("--compared", type=int, help="of how many of them peers are asked as well (20, or 5 if quick)")
    parser.add_argument("--limit", type=int, help="seconds a peer may take (20, or 1 if quick)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    chosen = parser.parse_args()
    for name in chosen.graphs:
        if name not in SHAPES:
            parser.error(f"no graph is called {name}; there are {', '.join(SHAPES)}")
    chosen.graphs = chosen.graphs or (["S", "M60"] if chosen.quick else ["S", "M60", "M300"])
    chosen.pairs = chosen.pairs or (10 if chosen.quick else 40)
    chosen.compared = min(chosen.pairs, chosen.compared or (5 if chosen.quick else 20))
    chosen.limit = chosen.limit or (1 if chosen.quick else 20)
    return chosen


def _measured(name: str, chosen: argparse.Namespace, sizes: dict[str, float]) -> Iterator[Row]:
    """Yield a row for each question about a graph."""
    shape = SHAPES[name]
    arrays = plain(shape)
    graph = as_graph(arrays, shape)
    once, size = index_rows(name, graph)
    yield from once
    if size:
        sizes[name] = size
    large = shape.transitions > MOST_COMPARED
    bench = Bench(name, graph, arrays, {} if large else peers_of(arrays), chosen.limit)
    with settled():
        yield from _asked(bench, chosen.pairs, chosen.compared)
        yield from _of_the_whole(bench, max(1, chosen.pairs // 2), chosen.limit)
        if not large and not chosen.quick:
            yield from _for_the_plots(bench, max(1, chosen.pairs // 2))
    if name == VARIED and not chosen.quick:
        for variant in VARIANTS:
            yield from _of_a_variant(variant, max(1, chosen.pairs // 4))


def _asked(bench: Bench, pairs: int, compared: int) -> Iterator[Row]:
    """Yield a row for each question about routes."""
    for seed, question in enumerate(QUESTIONS):
        yield bench.row(question, pairs, seed, compared)
    for seed, question in enumerate((best_by_months(10), front(5)), 50):
        yield bench.documents(question, pairs, seed)
    yield bench.next_moves(pairs)


def _of_a_variant(shape: Shape, pairs: int) -> Iterator[Row]:
    """Yield a row for each question about the routes of a graph that has what others do without."""
    arrays = plain(shape)
    graph = as_graph(arrays, shape)
    engine_of(graph).make_ready()
    with settled():
        for seed, question in enumerate(QUESTIONS):
            yield Bench(shape.name, graph, arrays, {}, 0).row(question, pairs, seed)


def _of_the_whole(bench: Bench, pairs: int, limit: int) -> Iterator[Row]:
    """Yield a row for each question that looks at a large part of the graph."""
    name, graph, arrays = bench.name, bench.graph, bench.arrays
    yield from gap_rows(name, graph, arrays, pairs)
    yield from reach_rows(name, graph, arrays, pairs)
    yield from derive_rows(name, graph, arrays, limit)


def _for_the_plots(bench: Bench, pairs: int) -> Iterator[Row]:
    alone = Bench(bench.name, bench.graph, bench.arrays, {}, 0)
    asked = {question.name for question in QUESTIONS}
    for seed, question in enumerate(one for one in SERIES if one.name not in asked):
        yield alone.row(question, pairs, 100 + seed)


def _write(rows: list[Row], sizes: dict[str, float], limit: int, seconds: float) -> None:
    drawn = {
        name: plot(*words, lines) for name, (words, lines) in _plots(rows).items() if any(map(len, lines.values()))
    }
    for name, picture in drawn.items():
        (DOCS / f"{name}.svg").write_text(picture, encoding="utf-8")
    page = markdown(rows, sizes, list(drawn), limit, seconds)
    (DOCS / "performance.md").write_text(page, encoding="utf-8")


def _plots(rows: list[Row]) -> dict[str, tuple[tuple[str, str], dict[str, Line]]]:
    """Return what is plotted: cost by transitions, moves and k."""
    names = list(dict.fromkeys(row.graph for row in rows))
    asked = Counter(row.graph for row in rows)
    largest = max(names, key=lambda name: (asked[name], names.index(name)))  # of those that were asked everything
    by_edges: dict[str, Line] = {
        question.name: [
            (SHAPES[row.graph].transitions, 1000 * median(row.first))
            for row in rows
            if row.question == question.name and row.graph in SHAPES
        ]
        for question in QUESTIONS
    }
    moves: dict[str, Line] = {
        "least learning": _line(rows, largest, {n: least_learning(n).name for n in range(2, 7)}, bare=True),
        "learning × months × likelihood": _line(rows, largest, {n: front(n).name for n in range(2, 6)}, bare=True),
    }
    by_k: dict[str, Line] = {
        "best by months": _line(rows, largest, {k: best_by_months(k).name for k in (1, 10, 100, 1_000)})
    }
    return {
        "cost-by-transitions": (("Median cost of a question", "transitions"), by_edges),
        "cost-by-moves": ((f"Median cost of the search alone on {largest}", "moves that a route may have"), moves),
        "cost-by-k": ((f"Median cost on {largest}", "routes asked for"), by_k),
    }


def _cost(rows: list[Row], graph: str, question: str, *, bare: bool = False) -> float:
    row = next(row for row in rows if (row.graph, row.question) == (graph, question))
    return 1000 * median(row.bare if bare else row.first)


def _line(rows: list[Row], graph: str, named: dict[int, str], *, bare: bool = False) -> Line:
    asked = {row.question for row in rows if row.graph == graph}
    return [(at, _cost(rows, graph, name, bare=bare)) for at, name in named.items() if name in asked]


if __name__ == "__main__":
    sys.exit(main())
