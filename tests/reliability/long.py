"""
The promises that take hours, and the page that tells how they came out: `scripts/check --long`.

Random graphs are searched by both engines and by brute force, a batch for each seed, in processes of their own. What is
done is noted, so that a run that was ended goes on where it was; a change of the search begins anew. Then every
adversary is asked everything, for every deadline. `docs/reliability.md` has the figures; nobody types one.
"""

import argparse
import hashlib
import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path
from random import Random

from tests.engines import SEARCHES
from tests.generated import lines, lines_like
from tests.reliability.adversaries import ADVERSARIES, QUESTIONS, measured
from tests.reliability.kept.page import kept_part
from tests.reliability.served.page import served_part
from tests.routes.test_against_brute_force import BOTH, WELL_CHOSEN, disagreements

ROOT = Path(__file__).parents[2]
BATCH = 500
DEADLINES = (0.05, 0.5, 2)
THREE = 3
"""The rule of three: no failure in n says, with 95 % confidence, fewer than 3 in n."""


def batch(seed):
    """Return the seed, how many graphs both engines searched, and the lines of those on which somebody differed."""
    both, differing = 0, []
    for number in range(BATCH):
        choose = Random(f"long/{seed}/{number}").choice
        graph, query = lines(choose) if number % 2 else lines_like(choose, *choose(WELL_CHOSEN))
        engines = ("plain",) if number % BOTH else SEARCHES
        both += len(engines) > 1
        if disagreements(graph, query, engines):
            differing.append(f"drawn({graph!r}) asked({query!r})")
    return seed, both, differing


def agreement(graphs, workers):
    """Return all batches, those that an earlier run has done included."""
    done = noted()
    wanted = [seed for seed in range(-(-graphs // BATCH)) if str(seed) not in done]
    began = time.monotonic()
    with Pool(workers) as pool:
        for count, (seed, both, differing) in enumerate(pool.imap_unordered(batch, wanted), 1):
            done[str(seed)] = [both, differing]
            note().write_text(json.dumps(done), encoding="utf-8")
            say(
                f"{len(done) * BATCH:,} graphs, {sum(len(one) for _, one in done.values())} differ",
                count,
                began,
                wanted,
            )
    return done


def say(what, count, began, wanted):
    left = (time.monotonic() - began) / count * (len(wanted) - count)
    print(f"\r{what}; {left / 60:.0f} minutes left ", end="", file=sys.stderr, flush=True)  # noqa: T201 - progress


def note():
    """Return the file in which is noted what is done, one for each state of the search."""
    sources = sorted([*(ROOT / "careergraph" / "routes").rglob("*.py"), *(ROOT / "tests").glob("*.py"), Path(__file__)])
    state = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"careergraph-long-{os.getuid()}-{state}.json"


def noted():
    return json.loads(note().read_text(encoding="utf-8")) if note().exists() else {}


def page(done, costs):
    """Return the page."""
    graphs, both = len(done) * BATCH, sum(both for both, _ in done.values())
    differing = [one for _, some in done.values() for one in some]
    return "\n".join(
        [
            "# What was tried to break the searches",
            "",
            "Written by `scripts/check --long`; nobody types a figure here.",
            "",
            f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python {platform.python_version()}.",
            "",
            "## Routes are right",
            "",
            f"{graphs:,} random graphs of 3 to 8 roles with queries of every kind, searched by the plain engine and",
            f"{both:,} of them by the one on arrays too, against brute force that writes out every route:",
            f"**{len(differing)} differ**{meaning(graphs, differing)}. The documents are compared whole.",
            "",
            *(f"- `{one}`" for one in differing),
            "",
            "## No question costs more than its budget",
            "",
            f"{len(QUESTIONS)} questions to each adversary. Seconds are those of the processor, by which the searches",
            "kept their deadline too, from the question to the answer; the worst question counts. What is done once",
            "for each graph is told apart: to make them ready took",
            f"{made_ready(costs)}. Complete answers under several deadlines",
            f"differ in {unlike(costs)} of {len(costs) // len(DEADLINES)} questions.",
            "",
            "| adversary | deadline | longest | of the deadline | memory grew by | complete |",
            "|---|--:|--:|--:|--:|--:|",
            *(row(name, deadline, costs) for name in ADVERSARIES for deadline in DEADLINES),
            "",
        ]
    )


def made_ready(costs):
    """Return in how many seconds each graph was made ready, in a sentence."""
    seconds = {one.adversary: one.ready for one in costs}
    return ", ".join(f"{ready:.2f} s ({name})" for name, ready in seconds.items())


def meaning(graphs, differing):
    return "" if differing else f" (fewer than {THREE / graphs:.4%}, with 95 % confidence)"


def unlike(costs):
    """Return how many questions have different complete answers."""
    found = {}
    for one in costs:
        if one.complete:
            found.setdefault((one.adversary, one.question), set()).add(one.routes_digest)
    return sum(len(digests) > 1 for digests in found.values())


def row(name, deadline, costs):
    asked = [one for one in costs if (one.adversary, one.deadline) == (name, deadline)]
    worst = max(asked, key=lambda one: one.seconds)
    cells = (
        name,
        f"{deadline:g} s",
        f"{worst.seconds:.3f} s ({worst.question})",
        f"{worst.share:.0%}",
        f"{max(one.growth for one in asked):.0f} MiB",
        f"{sum(one.complete for one in asked)} of {len(asked)}",
    )
    return f"| {' | '.join(cells)} |"


def main():
    parser = argparse.ArgumentParser("scripts/check --long", description=__doc__)
    parser.add_argument("--graphs", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    done = agreement(chosen.graphs, chosen.workers)
    costs = [one for name in ADVERSARIES for one in measured(name, DEADLINES)]
    told = ROOT / "docs" / "reliability.md"
    before = told.read_text(encoding="utf-8")
    told.write_text(page(done, costs) + served_part(before) + kept_part(before), encoding="utf-8")
    differing = sum(len(some) for _, some in done.values())
    print(f"\n{len(done) * BATCH:,} graphs against brute force, {differing} differ; docs/reliability.md has the rest")  # noqa: T201
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
