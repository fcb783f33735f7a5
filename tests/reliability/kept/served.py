"""
Kill a whole server while scripts change its graph, again and again, and look at what is left (P1 over HTTP).

`python -m tests.reliability.kept.served KILLS` prints the figures. Each time `careergraph serve` with two workers is
started on the same store, changes are sent to it one after the other, and every process of it is killed at once.
"""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from threading import Thread

from careergraph.formats import change_file, json_text
from careergraph.stores.embedded.store import EmbeddedStore
from tests.reliability.kept.history import History, change, change_id, held

SHORTEST, LONGEST = 0.1, 0.8
"""Seconds from the first answer of a server to its end."""
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


def killed(kills):
    """Return what was seen in so many kills of a whole server."""
    figures = dict.fromkeys(("kills", "acknowledged", "lost", "half", "damaged"), 0)
    history = History()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "careers.db"
        EmbeddedStore(path, create=True).close()
        for number in range(kills):
            _one(path, Random(number).uniform(SHORTEST, LONGEST), history, figures)
    return figures


def _one(path, after, history, figures):
    with closing(EmbeddedStore(path)) as store:
        before = store.latest().number
    acknowledged = max([before, *_killed_while_changing(path, before, after)])
    with closing(EmbeddedStore(path)) as store:
        number = store.latest().number
        figures["kills"] += 1
        figures["acknowledged"] += acknowledged - before
        figures["lost"] += max(0, acknowledged - number)
        figures["half"] += number > acknowledged + 1 or held(store.load()) != history.after(number)
        figures["damaged"] += bool(store.check())


def _killed_while_changing(path, before, after):
    """Serve a store, change it until the server is killed, and return the numbers that were acknowledged."""
    command = [sys.executable, "-m", "careergraph", "serve", str(path), "--port", "0", "--no-open", "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as server:
        port = int(ADDRESS.search(server.stdout.readline().decode()).group(1))
        acknowledged = []
        changing = Thread(target=_change_for_ever, args=(port, before, acknowledged))
        changing.start()
        time.sleep(after)
        os.killpg(server.pid, signal.SIGKILL)
        changing.join()
    return acknowledged


def _change_for_ever(port, number, acknowledged):
    with suppress(OSError, http.client.HTTPException):
        while True:
            number += 1
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            with closing(connection):
                body = json_text.dumps(change_file.document(change(number)), "en")
                name = change_id(number).replace(" ", "+")
                connection.request("POST", f"/api/changes?id={name}", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    return
            acknowledged.append(number)


if __name__ == "__main__":
    print(json.dumps(killed(int(sys.argv[1]))))  # noqa: T201 - another process reads it
