"""
Kill a Neo4j that two servers stand on, and leave it away for a while, again and again (P11, with P1 and P6).

It is a Neo4j of its own, in a folder of its own: `scripts/neo4j kill` ends it as a crash does. Meanwhile clients ask
both servers for pages and change the graph through both, the same change with the same id until it is acknowledged.
"""

import http.client
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import NamedTuple

from careergraph import ChangeSet, Role, Text
from careergraph.formats import change_file, json_text
from careergraph.stores.neo4j.address import Address, credentials
from careergraph.stores.neo4j.server import Server
from careergraph.stores.neo4j.store import Neo4jStore
from tests.conformance.contract import LADDER, made_of
from tests.drawn import drawn
from tests.neo4j_server import NAMES, PATIENT, SCRIPT, told_by
from tests.reliability.kept.served import ADDRESS

KILLS, AWAY = 10, 20.0
AT_WORK, AFTERWARDS = 5.0, 6.0
"""Seconds that clients are at work before a server is killed, and have to find it again."""
PLACES = [f"r{number}" for number in range(8)]
"""Roles that each change names after itself, all of them: a reader has to see all or none of it."""
SERVERS = 2
BEHIND = "As of version"
ROUTES, STYLE, VERSIONS, CHANGES = "/routes?from=s&to=t", "/static/site.css", "/api/versions", "/api/changes"


class Answered(NamedTuple):
    """An answer: when it came, after how many seconds, and whether it is of an older version."""

    when: float
    seconds: float
    status: int
    behind: bool


@dataclass
class Seen:
    """What clients saw: answers by what was asked of whom, changes sent, numbers acknowledged, what is wrong."""

    answers: dict = field(default_factory=dict)
    sent: dict = field(default_factory=dict)
    acknowledged: dict = field(default_factory=dict)
    wrong: list = field(default_factory=list)


@contextmanager
def own_neo4j():
    """Give a function that starts, kills or stops a Neo4j that nobody else uses; it is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="careergraph-neo4j-")
    others = {name: one for name, one in os.environ.items() if name not in NAMES}
    environment = {**others, "NEO4J_FOLDER": folder, "NEO4J_HEAP": "512m"}

    def do(verb):
        return subprocess.run([SCRIPT, verb], env=environment, capture_output=True, text=True, check=True).stdout

    try:
        do("start")
        yield do
    finally:
        do("kill")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def serving(url, environment):
    """Give the port of a `careergraph serve` on a store."""
    command = [sys.executable, "-m", "careergraph", "serve", url, "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as server:
        try:
            yield int(ADDRESS.search(server.stdout.readline().decode()).group(1))
        finally:
            server.terminate()


def away(kills=KILLS, seconds=AWAY):
    """Return what was seen while a Neo4j was killed so many times, and so many seconds away each time."""
    seen, returns = Seen(), []
    with ExitStack() as stack:
        neo4j = stack.enter_context(own_neo4j())
        known = told_by(neo4j("status"))
        environment = {**os.environ, **known}
        url = f"{known['NEO4J_URI']}?graph=away-{secrets.token_hex(4)}"
        with closing(opened(url, known)) as store:
            store.commit(made_of(drawn(LADDER)), change_id="ladder")
        ports = [stack.enter_context(serving(url, environment)) for _ in range(SERVERS)]
        with clients(ports, seen):
            for _ in range(kills):
                time.sleep(AT_WORK)
                killed = time.monotonic()
                neo4j("kill")
                time.sleep(seconds)
                neo4j("start")
                returns.append((killed, time.monotonic()))
                time.sleep(AFTERWARDS)
        with closing(opened(url, known)) as store:
            figures = of_the_store(store, seen)
            newest = {store.latest().version}
        figures["not_newest"] = sum(document(port)["graph"]["version"] not in newest for port in ports)
    return figures | of_answers(seen, returns)


def opened(url, environment):
    user = credentials(environment)
    return Neo4jStore(Server(Address.of(url), deadline=PATIENT, user=user), create=True)


@contextmanager
def clients(ports, seen):
    """Let clients ask all servers meanwhile: for pages, for what needs the store, and to change the graph."""
    over = Event()
    threads = [
        Thread(target=ask, args=(number, port, path, seen, over))
        for number, port in enumerate(ports)
        for path in (ROUTES, STYLE, VERSIONS, CHANGES)
    ]
    for one in threads:
        one.start()
    try:
        yield
    finally:
        over.set()
        for one in threads:
            one.join()


def ask(number, port, path, seen, over):
    """Ask a server for one thing again and again; whatever it is, an answer other than 200 or 503 is wrong."""
    answers = seen.answers.setdefault((path, number), [])
    made = 0
    while not over.is_set():
        change = f"{number}-{made}"
        began = time.monotonic()
        try:
            status, wait, body = answer(port, path, change, seen)
        except (OSError, http.client.HTTPException) as error:
            seen.wrong.append(f"{path}: {error!r}")
            continue
        now = time.monotonic()
        answers.append(Answered(now, now - began, status, BEHIND in body))
        if status not in {200, 503} or (status == 503 and not (wait or "").isdigit()):
            seen.wrong.append(f"{path}: {status} {body[:200]}")
        if path == CHANGES and status == 200:
            seen.acknowledged[change] = json.loads(body)["number"]
            made += 1
        over.wait(0.02)


def answer(port, path, change, seen):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        if path == CHANGES:
            seen.sent[change] = ChangeSet(put=tuple(Role(one, Text(change)) for one in PLACES))
            body = json_text.dumps(change_file.document(seen.sent[change]), "en")
            connection.request("POST", f"{path}?id={change}", body, {"Content-Type": "application/json"})
        else:
            connection.request("GET", path)
        got = connection.getresponse()
        return got.status, got.headers["Retry-After"], got.read().decode()


def document(port):
    """Return the answer to a question as a server gives it now."""
    return json.loads(answer(port, ROUTES.replace("?", ".json?"), "", None)[2])


def of_the_store(store, seen):
    """Return what is there of what was acknowledged, and whether it is there whole, and once."""
    versions = {one.number: one.change_id for one in store.versions() if one.number > 1}
    times = Counter(versions.values())
    half = 0
    for number, change in versions.items():
        graph = store.load(number)
        half += {str(graph.roles[one].title) for one in PLACES} != {change}
        half += store.changes(number) != seen.sent.get(change)
    return {
        "acknowledged": len(seen.acknowledged),
        "lost": sum(versions.get(number) != change for change, number in seen.acknowledged.items()),
        "half": half,
        "doubled": sum(count > 1 for count in times.values()),
        "unknown": len(times.keys() - seen.sent.keys()),
        "damaged": len(store.check()),
    }


def of_answers(seen, returns):
    """Return how pages did, and how soon everything was back, counted from when a Neo4j was ready again."""
    backs = [back(answers, ready) for answers in seen.answers.values() for _, ready in returns]
    pages = [one for (path, _), answers in seen.answers.items() if path in {ROUTES, STYLE} for one in answers]
    others = [one for (path, _), answers in seen.answers.items() if path in {VERSIONS, CHANGES} for one in answers]
    during = [one for one in (*pages, *others) if any(killed < one.when < ready for killed, ready in returns)]
    return {
        "kills": len(returns),
        "pages": len(pages),
        "pages_refused": sum(one.status != 200 for one in pages),
        "behind": sum(one.behind for one in pages),
        "told_to_come_again": sum(one.status == 503 for one in others),
        "wrong": seen.wrong,
        "back": max(backs),
        "p99": sorted(one.seconds for one in during)[int(len(during) * 0.99)],
        "longest": max(one.seconds for one in during),
    }


def back(answers, ready):
    """Return how long after a Neo4j was ready the first answer came that has all it takes; a minute without any."""
    fresh = (one for one in answers if one.when > ready and one.status == 200 and not one.behind)
    return next((one.when - ready for one in fresh), 60.0)


if __name__ == "__main__":
    print(json.dumps(away(int(sys.argv[1]), float(sys.argv[2])), indent=1))  # noqa: T201 - figures
