"""
What was tried with Neo4j, as a part of `docs/reliability.md`: `scripts/check --long` runs it where a server is.

`python -m tests.reliability.served.page --shapes M60` measures it alone. Only this part of the page is written.
"""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from careergraph.stores.neo4j.address import Address
from careergraph.stores.neo4j.server import Server
from tests.neo4j_server import known
from tests.reliability.served import tried
from tests.reliability.served.loads import SAMPLE, measured

PAGE = Path(__file__).parents[3] / "docs" / "reliability.md"
HEADING = "## Neo4j may fail, careergraph does not lie"
NEXT = "\n## "
PAIRS, CUTS = 1000, 3
SHAPES = ("M60", "M300")
THREE = 3
"""The rule of three: no failure in n says, with 95 % confidence, fewer than 3 in n."""


def served_part(page):
    """Return the part of a page that is written here, as it stands there; nothing where it was never written."""
    if HEADING not in page:
        return ""
    body = page.partition(HEADING)[2]
    return f"\n{HEADING}{body.partition(NEXT)[0].rstrip()}\n"


def lines(uri, cuts, pairs, shapes):
    """Yield the part, as it is measured."""
    server = Server(Address.of(uri))
    agent, protocol = server.about()
    server.close()
    yield HEADING
    yield ""
    yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {agent}, Bolt {protocol}."
    yield ""
    yield from of_cuts(tried.cuts(uri, cuts))
    yield from of_faults(tried.faults(uri))
    stale = tried.pairs(uri, pairs)
    yield f"{pairs:,} writes, each read by another session that was handed its bookmarks:"
    yield f"**{stale} stale**{meaning(stale, pairs)}."
    yield ""
    yield from of_loads([measured(uri, shape) for shape in shapes])


def of_cuts(trials):
    count = len(trials)
    lost, failed = sum(one.lost for one in trials), sum(one.called_failed for one in trials)
    double = sum(one.at_last != 1 for one in trials)
    told = ", ".join(f"{name} {times:,}" for name, times in tried.outcomes(trials).items())
    points = len(tried.POINTS) // 2
    yield f"{count:,} commits whose wire was cut before or after each of {points} messages, once or at each try"
    yield f"({told}); then each was committed again with the same id:"
    yield f"**written twice {double}, acknowledged and lost {lost}, written and called not done {failed}**"
    yield f"{meaning(double + lost + failed, count).strip()}."
    yield ""


def of_faults(late):
    worst = max(late, key=late.get)
    yield f"{len(late)} cases of a wire that fails under an operation, with a deadline of {tried.DEADLINE:g} s:"
    yield f"never later than **{max(0.0, late[worst]):.3f} s** after it ({worst[1]}, {worst[0]})."
    yield ""
    yield "| fault | operations | latest after the deadline |"
    yield "|---|--:|--:|"
    for fault in dict.fromkeys(fault for fault, _ in late):
        seconds = [one for (name, _), one in late.items() if name == fault]
        yield f"| {fault} | {len(seconds)} | {max(0.0, *seconds):.3f} s |"
    yield ""


def of_loads(loads):
    yield "Graphs of the benchmark, brought to the server and read again. “By rows” is a loader with a transaction for"
    yield f"each row: {SAMPLE} rows in the same run, times all there are. In brackets, the seconds our process worked."
    yield ""
    yield "| graph | transitions | requirements | codec | push | by rows | stream | load | machine's load | the same |"
    yield "|---|--:|--:|---|--:|--:|--:|--:|--:|---|"
    for one in loads:
        cells = (
            one.shape,
            f"{one.transitions:,}",
            f"{one.requirements:,}",
            "neo4j-rust-ext" if one.rust else "Python",
            f"{one.push:.1f} s ({one.push_processor:.1f})",
            f"{one.naive:,.0f} s",
            f"{one.stream:.1f} s ({one.stream_processor:.1f})",
            f"{one.load:.1f} s",
            f"{one.busy:.1f}",
            "yes" if one.same else "**no**",
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def meaning(failures, count):
    return "" if failures else f" (fewer than {THREE / count:.2%}, with 95 % confidence)"


def write(part):
    """Put the part in its place on the page: where it stood, or before the one on what is saved."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, after = page.partition(HEADING)
    rest = after.partition(NEXT)
    kept = f"{NEXT.lstrip()}{rest[2]}" if rest[1] else ""
    PAGE.write_text(f"{before.rstrip()}\n\n{part.rstrip()}\n{kept and chr(10)}{kept}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser("tests.reliability.served.page", description=__doc__)
    parser.add_argument("--cuts", type=int, default=CUTS)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--shapes", nargs="*", default=SHAPES)
    chosen = parser.parse_args()
    environment = known()
    if environment is None:
        print("There is no Neo4j. Start one: scripts/neo4j start", file=sys.stderr)  # noqa: T201
        return 1
    os.environ.update(environment)
    write("\n".join(lines(environment["NEO4J_URI"], chosen.cuts, chosen.pairs, chosen.shapes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
