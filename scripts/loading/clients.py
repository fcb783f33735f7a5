"""
Clients over HTTP: those who wait for an answer before they ask again, and those who come at a constant rate.

Questions are drawn from the roles of the graph by a seed, so that two runs ask the same. At a constant rate the time of
an answer counts from when the question was due: a server that falls behind cannot hide it.
"""

import io
import json
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from typing import IO
from urllib.parse import urlencode, urlsplit

FEW = 10
PATHS = {"json": "/routes.json", "page": "/routes", "next": "/next", "role": "/role/{from}", "suggest": "/api/roles"}
NO_ROUTE = b'"no_route":{'
"""What stands in a document without a route."""
RETRY_AFTER = 1.0
"""Seconds after which a client that was refused asks again."""
LENGTH, LAST = b"content-length:", b"connection: close"
"""What an answer says of its body, and of the connection, in lower case."""
PATIENCE = 60
"""Seconds a client waits for an answer."""


@dataclass
class Tally:
    """
    What came of questions.

    Parameters
    ----------
    routed, unrouted
        Seconds of the answers with a route, or that are no documents; and of those that say why there is none.
    refused
        Seconds of the answers 503.
    outcomes
        How many of each status or failure.
    """

    routed: list[float] = field(default_factory=list)
    unrouted: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def answered(self) -> list[float]:
        """Seconds of all answers."""
        return self.routed + self.unrouted

    def note(self, outcome: str, seconds: float, body: bytes) -> None:
        """Count an answer; refusals are timed apart."""
        self.outcomes[outcome] += 1
        if outcome == "200":
            (self.unrouted if NO_ROUTE in body else self.routed).append(seconds)
        elif outcome == "503":
            self.refused.append(seconds)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.routed + other.routed,
            self.unrouted + other.unrouted,
            self.refused + other.refused,
            self.outcomes + other.outcomes,
        )


@dataclass(frozen=True)
class Asked:
    """
    What clients ask.

    Parameters
    ----------
    address
        Of the server.
    roles
        What questions are made of.
    kind
        A document, a page, or suggestions (see `PATHS`).
    seed
        Decides what is asked.
    again
        Whether the same few questions are asked again and again.
    more
        What is added to each question, such as `matters=learning`.
    """

    address: str
    roles: Sequence[str]
    kind: str = "json"
    seed: int = 0
    again: bool = False
    more: str = ""

    def paths(self, client: int) -> Iterator[str]:
        """Yield what a client asks, without end: about two roles drawn at random, or about the same few pairs."""
        chance = random.Random(self.seed if self.again else self.seed * 1000 + client)  # noqa: S311 - no secret
        pairs = [chance.sample(self.roles, 2) for _ in range(FEW)] if self.again else None
        while True:
            start, goal = chance.choice(pairs) if pairs else chance.sample(self.roles, 2)
            said = {"from": start} | ({"to": goal} if self.kind in {"json", "page"} else {})
            if self.kind == "suggest":
                said = {"q": goal[:4]}
            more = f"&{self.more}" if self.more else ""
            yield PATHS[self.kind].replace("{from}", start) + "?" + urlencode(said) + more


class Asker:
    """
    A client with a connection of its own.

    It reads an answer with as little work as can be: clients share the processors with the server they measure.
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._place = parts.hostname or "", parts.port or 80
        self._rest = f" HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
        self._connection: socket.socket | None = None
        self._coming: IO[bytes] = io.BytesIO()

    def ask(self, path: str, tally: Tally, due: float | None = None) -> None:
        """Ask a question and count what comes of it, from when it was due."""
        begun = time.perf_counter() if due is None else due
        body = b""
        try:
            status, body = self.answer(path)
            outcome = str(status)
        except OSError as error:
            self.close()
            outcome = type(error).__name__
        tally.note(outcome, time.perf_counter() - begun, body)

    def answer(self, path: str) -> tuple[int, bytes]:
        """
        Return the status of an answer, and all of its body.

        Raises
        ------
        OSError
            There is no connection, or it ended before the answer did.
        """
        if self._connection is None:
            self._connection = socket.create_connection(self._place, PATIENCE)
            self._coming = self._connection.makefile("rb")
        self._connection.sendall(b"GET " + path.encode() + self._rest)
        said = self._coming.readline()
        length = last = 0
        while line := self._coming.readline().strip().lower():
            length = int(line[len(LENGTH) :]) if line.startswith(LENGTH) else length
            last = last or line == LAST
        body = self._coming.read(length)
        if not said or len(body) < length:
            raise ConnectionResetError
        if last:
            self.close()
        return int(said.split()[1]), body

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._coming.close()
            self._connection.close()
            self._connection = None


def role_ids(address: str) -> list[str]:
    """Return the ids of the roles of the graph that is served."""
    asker = Asker(address)
    _status, body = asker.answer("/map.json")
    asker.close()
    return [role["id"] for role in json.loads(body)["roles"]]


def closed(asked: Asked, clients: int, seconds: float) -> Tally:
    """
    Let clients ask one question after the other, and who is refused come again after a second, as they are told.

    Each is a process of its own, so that none waits for another.
    """
    with ProcessPoolExecutor(clients) as pool:
        return sum(pool.map(_client, repeat(asked), range(clients), repeat(seconds)), Tally())


def _client(asked: Asked, number: int, seconds: float) -> Tally:
    asker, tally, end = Asker(asked.address), Tally(), time.perf_counter() + seconds
    for path in asked.paths(number):
        if time.perf_counter() >= end:
            break
        refused = len(tally.refused)
        asker.ask(path, tally)
        if len(tally.refused) > refused:
            time.sleep(RETRY_AFTER)
    asker.close()
    return tally


def opened(asked: Asked, rate: float, seconds: float) -> Tally:
    """Ask so many questions a second, whether the last ones are answered or not."""
    begun, threads, tallies = time.perf_counter(), [], []
    for number, path in zip(range(int(rate * seconds)), asked.paths(0), strict=False):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        tallies.append(Tally())
        threads.append(threading.Thread(target=_once, args=(asked.address, path, tallies[-1], due)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return sum(tallies, Tally())


def _once(address: str, path: str, tally: Tally, due: float) -> None:
    asker = Asker(address)
    asker.ask(path, tally, due)
    asker.close()


def percentile(seconds: Sequence[float], share: float) -> str:
    """
    Return the time within which that share was answered, in milliseconds.

    Examples
    --------
    >>> percentile([0.003, 0.001, 0.002, 0.2], 0.5), percentile([], 0.5)
    ('3.0 ms', '-')
    """
    if not seconds:
        return "-"
    ordered = sorted(seconds)
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f} ms"
