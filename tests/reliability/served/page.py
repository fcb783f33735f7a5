"""
What was tried with Neo4j, as a part of `docs/reliability.md`: `scripts/check --long` runs it where a server is.

`python -m tests.reliability.served.page --only loads --shapes M60` measures a section alone. Each is written as soon as
it is measured; one that fails, or is not asked for, stays as it was. So does the row of a graph that is too large.
"""

import argparse
import os
import subprocess
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from careergraph.stores.neo4j.address import Address
from careergraph.stores.neo4j.server import Server
from tests.neo4j_server import known
from tests.reliability.served import away, loads, questions, routes, tried

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reliability.md"
HEADING = "## Neo4j may fail, careergraph does not lie"
NEXT = "\n## "
SECTION = "\n### "
THREE = 3
"""The rule of three: no failure in n says, with 95 % confidence, fewer than 3 in n."""
TITLES = {
    "cuts": "The outcome of a commit is known or called unknown",
    "faults": "Nobody waits longer than the deadline",
    "away": "Neo4j itself is killed, and away for a while",
    "pairs": "What was written is read",
    "questions": "Every store gives the same answers",
    "loads": "Large graphs",
    "routes": "What a route question costs on either store",
}


def served_part(page):
    """Return the part of a page that is written here, as it stands there; nothing where it was never written."""
    if HEADING not in page:
        return ""
    body = page.partition(HEADING)[2]
    return f"\n{HEADING}{body.partition(NEXT)[0].rstrip()}\n"


def section(page, title):
    """Return the lines of a section as they stand on a page; none where it was never written."""
    body = served_part(page).partition(f"{SECTION}{title}\n")[2]
    return body.partition(SECTION)[0].strip().splitlines()


def with_section(page, title, lines):
    """Return a page with a section written anew; all others stay, in the order of `TITLES`."""
    kept = {one: section(page, one) for one in TITLES.values()} | {title: list(lines)}
    texts = [f"### {one}\n\n{chr(10).join(told)}\n" for one, told in kept.items() if told]
    part = f"{HEADING}\n\n{chr(10).join(texts)}"
    before, _, after = page.partition(HEADING)
    rest = after.partition(NEXT)
    return f"{before.rstrip()}\n\n{part}{''.join(rest[1:])}"


def write(name, lines):
    """Measure a section and put it in its place, at once."""
    measured = list(lines)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_section(page, TITLES[name], measured), encoding="utf-8")


def when(uri):
    server = Server(Address.of(uri))
    agent, protocol = server.about()
    server.close()
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {agent}, Bolt {protocol}."


def of_cuts(uri, chosen):
    trials = tried.cuts(uri, chosen.cuts)
    count = len(trials)
    lost, failed = sum(one.lost for one in trials), sum(one.called_failed for one in trials)
    double = sum(one.at_last != 1 for one in trials)
    told = ", ".join(f"{name} {times:,}" for name, times in tried.outcomes(trials).items())
    points = len(tried.POINTS) // 2
    yield f"{when(uri)} {count:,} commits whose wire was cut before or after each of {points} messages, once or at"
    yield f"each try ({told}); then each was committed again with the same id:"
    yield f"**written twice {double}, acknowledged and lost {lost}, written and called not done {failed}**"
    yield f"{meaning(double + lost + failed, count).strip()}."


def of_faults(uri, _):
    late = tried.faults(uri)
    worst = max(late, key=late.get)
    yield f"{when(uri)} {len(late)} cases of a wire that fails under an operation,"
    yield f"with a deadline of {tried.DEADLINE:g} s:"
    yield f"never later than **{max(0.0, late[worst]):.3f} s** after it ({worst[1]}, {worst[0]})."
    yield ""
    yield "| fault | operations | latest after the deadline |"
    yield "|---|--:|--:|"
    for fault in dict.fromkeys(fault for fault, _ in late):
        seconds = [one for (name, _), one in late.items() if name == fault]
        yield f"| {fault} | {len(seconds)} | {max(0.0, *seconds):.3f} s |"


def of_away(uri, chosen):
    seen = away.away(chosen.kills, chosen.away)
    bad = [seen[name] for name in ("lost", "half", "doubled", "unknown", "damaged", "not_newest")]
    count = max(1, seen["acknowledged"])
    yield f"{when(uri)} A Neo4j was killed (`kill -9`) {seen['kills']} times"
    yield f"and away for {chosen.away:g} s, while {away.SERVERS} servers on it told pages and changed its graph:"
    yield f"**of {seen['acknowledged']:,} changes acknowledged, lost {bad[0]}, half there {bad[1]},"
    yield f"there twice {bad[2]}, nobody's {bad[3]}, damaged {bad[4]}**{meaning(sum(bad), count)}."
    yield ""
    yield "| | |"
    yield "|---|--:|"
    yield f"| pages that need no store, or an older version of the graph | {seen['pages']:,} |"
    yield f"| refused, of these | **{seen['pages_refused']}** |"
    yield f"| said to be as of an older version | {seen['behind']:,} |"
    yield f"| what needs the store: told to come again (503 with Retry-After) | {seen['told_to_come_again']:,} |"
    yield f"| any other answer, or none | **{len(seen['wrong'])}** |"
    yield f"| 99 % of all answers while it was away took at most | {seen['p99']:.2f} s |"
    yield f"| the longest, in which it was killed | {seen['longest']:.2f} s |"
    yield f"| everything back after it was there again, at the latest | {seen['back']:.1f} s |"
    yield f"| servers that did not have the newest version in the end | **{bad[5]}** |"


def of_pairs(uri, chosen):
    stale = tried.pairs(uri, chosen.pairs)
    yield f"{when(uri)} {chosen.pairs:,} writes, each read by another session that was handed its bookmarks:"
    yield f"**{stale} stale**{meaning(stale, chosen.pairs)}."


def of_questions(uri, chosen):
    differing = questions.differing(uri, chosen.questions)
    yield f"{when(uri)} {chosen.questions:,} random questions to random graphs, each asked of the"
    yield "graph in memory, of the embedded store and of Neo4j; the documents are compared whole:"
    yield f"**{len(differing)} differ**{meaning(len(differing), chosen.questions)}."


def of_loads(uri, chosen):
    yield when(uri)
    rows = loads.rows_of(section(PAGE.read_text(encoding="utf-8"), TITLES["loads"]))
    for shape in chosen.shapes:
        command = [sys.executable, "-m", "tests.reliability.served.loads", shape]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            print(f"{shape}: {ran.returncode} {ran.stderr[-2000:]}", file=sys.stderr, flush=True)  # noqa: T201
        else:
            rows[shape] = ran.stdout.splitlines()[-1]
    yield "Graphs of the benchmark, brought to the server and read again, each in a process of its own. “By rows” is"
    yield f"a loader with a transaction for each row: {loads.SAMPLE} rows in the same run, times all there are. In"
    yield "brackets, the seconds our process worked. The first route is asked by a process that knows nothing of the"
    yield "graph, without a shelf, and again with what that left there. Memory is the most that a process had."
    yield "What names the version of a graph is made once, where it comes from a file; a store has it. The plain"
    yield "script writes the same rows in batches by CREATE, without versions, checks, or a way to go on after a cut,"
    yield "before our two pushes and after them (of L each writes once); the plain stream takes the same rows, before"
    yield "and after ours. Of two, the better one stands."
    yield ""
    yield loads.HEAD
    yield loads.LINE
    yield from (rows[shape] for shape in loads.SHAPES if shape in rows)


def of_routes(uri, chosen):
    rows = routes.measured(uri, chosen.routes_of, chosen.asked)
    yield f"{when(uri)} {chosen.asked} questions about the graph {chosen.routes_of}, each asked of the application on"
    yield "the embedded store and of that on Neo4j, in turn, from request to answer. Both look first which version is"
    yield "the newest; what answers stands on the shelf of this computer, the same for both. The server has answered"
    yield f"{routes.WARM:,} looks before, as one that runs for a while has."
    yield ""
    yield routes.HEAD
    yield routes.LINE
    yield from rows


def meaning(failures, count):
    return "" if failures else f" (fewer than {100 * THREE / count:.2g}%, with 95 % confidence)"


SECTIONS = {
    "cuts": of_cuts,
    "faults": of_faults,
    "away": of_away,
    "pairs": of_pairs,
    "questions": of_questions,
    "loads": of_loads,
    "routes": of_routes,
}


def main():
    parser = argparse.ArgumentParser("tests.reliability.served.page", description=__doc__)
    parser.add_argument("--cuts", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--kills", type=int, default=away.KILLS)
    parser.add_argument("--away", type=float, default=away.AWAY)
    parser.add_argument("--shapes", nargs="*", default=loads.SHAPES)
    parser.add_argument("--routes-of", default="M300", choices=loads.SHAPES)
    parser.add_argument("--asked", type=int, default=routes.ASKED)
    parser.add_argument("--only", nargs="*", default=tuple(SECTIONS), choices=SECTIONS)
    chosen = parser.parse_args()
    environment = known()
    if environment is None:
        print("There is no Neo4j. Start one: scripts/neo4j start", file=sys.stderr)  # noqa: T201
        return 1
    os.environ.update(environment)
    failed = []
    for name in chosen.only:
        try:
            write(name, SECTIONS[name](environment["NEO4J_URI"], chosen))
        except Exception:  # noqa: BLE001 - whatever it is, the others are measured
            traceback.print_exc()
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
