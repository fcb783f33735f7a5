"""Ask a running explorer, or measure one from its start; `scripts/load --help` says how."""

import argparse
import os
import sys
import time

from scripts.loading.clients import FEW, PATHS, Asked, Tally, closed, opened, percentile, role_ids
from scripts.loading.run import measure, write

DESCRIPTION = """
Ask a running explorer many questions, and say how long the answers took, what was refused, and what went wrong.

    scripts/load http://127.0.0.1:8765 --clients 8 --seconds 20   # closed loop: each client asks, waits, asks
    scripts/load http://127.0.0.1:8765 --rate 30 --seconds 20     # open loop: 30 a second, come what may
    scripts/load http://127.0.0.1:8765 --repeat                   # the same few questions again and again
    scripts/load --graph esco.json --write                        # the whole of docs/serving.md, on a server of its own
"""


def main() -> int:
    """Ask, and tell; 1 where nothing was answered."""
    told = _told()
    if told.graph:
        lines = measure(told.graph, told.seconds, told.workers, lambda line: print(line, flush=True))
        print("\n".join(lines))
        if told.write:
            write(lines)
        return 0
    asked = Asked(told.address, role_ids(told.address), told.kind, told.seed, told.repeat, told.more)
    begun = time.perf_counter()
    rated = told.rate is not None
    tally = opened(asked, told.rate, told.seconds) if rated else closed(asked, told.clients, told.seconds)
    tell(tally, time.perf_counter() - begun)
    return 0 if tally.answered else 1


def _told() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "scripts/load", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", nargs="?", help="of a running explorer")
    parser.add_argument("--clients", type=int, default=8, help="closed loop: how many ask")
    parser.add_argument("--rate", type=float, help="open loop: questions a second")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--kind", choices=PATHS, default="json")
    parser.add_argument("--more", default="", help="what is added to each question, such as matters=learning")
    parser.add_argument("--repeat", action="store_true", help=f"ask the same {FEW} questions again and again")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--graph", help="start a server of this graph, and ask it in every way")
    usual = sorted({1, os.cpu_count() or 1})
    parser.add_argument("--workers", type=int, nargs="+", default=usual, help="with how many workers, with --graph")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/serving.md, with --graph")
    told = parser.parse_args()
    if bool(told.graph) == bool(told.address):
        parser.error("name the address of a running explorer, or a graph with --graph")
    return told


def tell(tally: Tally, seconds: float) -> None:
    """Print what came of it."""
    answered = tally.answered
    print(f"answered {len(answered)} in {seconds:.1f} s, {len(answered) / seconds:.1f} a second")
    for share in (0.5, 0.95, 0.99):
        print(f"p{100 * share:.0f} {percentile(answered, share)}")
    for outcome, count in sorted(tally.outcomes.items()):
        if outcome == "503":
            print(f"refused: {count}, p50 {percentile(tally.refused, 0.5)}, p95 {percentile(tally.refused, 0.95)}")
        elif outcome != "200":
            print(f"{outcome}: {count}")


if __name__ == "__main__":
    sys.exit(main())
