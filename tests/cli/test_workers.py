"""Worker processes: they answer, one that dies is replaced, and all of them end together."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from careergraph.cli.workers import Balance, Workers
from tests.cli.test_serve import LINE, serving

ROUTES = "/routes.json?from=rd-department-manager&to=general-manager&max_moves={}"

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")


def children(pid):
    """Return the worker processes of a server."""
    return {int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()}


def is_there(pid):
    """Tell whether a process is there, and more than a name that nobody has asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(what, seconds=20):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def server():
    with serving("--workers", "2") as process:
        process.port = int(LINE.fullmatch(process.stdout.readline()).group(1).rstrip("/").rpartition(":")[2])
        yield process


class Client:
    """Somebody who asks again when a connection breaks, as browsers do."""

    def __init__(self, port):
        self.port, self.broken = port, 0

    def ask(self, path):
        """Return the status and the body of an answer, each of which is whole."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        except (ConnectionError, http.client.HTTPException):
            self.broken += 1
            return self.ask(path)
        finally:
            connection.close()


def test_every_worker_answers_and_the_address_is_told_once(server):
    client = Client(server.port)
    answers = [client.ask(ROUTES.format(moves)) for moves in (3, 4, 5, 6)]
    assert [status for status, _ in answers] == [200] * 4
    assert all(json.loads(body)["complete"] for _, body in answers)
    assert len(children(server.pid)) == 2
    server.terminate()
    assert server.wait(20) == 0
    assert (server.stdout.read(), server.stderr.read()) == ("", "")


def test_a_worker_that_is_killed_is_replaced_and_no_answer_is_lost(server):
    client, gone = Client(server.port), set()
    for number in range(60):
        if number % 20 == 5:
            workers = children(server.pid)
            gone.add(min(workers))
            os.kill(min(workers), signal.SIGKILL)
        status, body = client.ask(ROUTES.format(number % 6 + 1))
        assert status == 200
        assert json.loads(body)["format"] == "careergraph-answer"
    assert client.broken <= len(gone)
    until(lambda: len(children(server.pid) - gone) == 2)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_all_end_together_and_the_port_is_free(server, how):
    workers = children(server.pid)
    assert Client(server.port).ask("/")[0] == 200
    os.kill(server.pid, how)
    assert server.wait(20) == 0
    assert not any(map(is_there, workers))
    assert "Traceback" not in server.stderr.read()
    socket.create_server(("127.0.0.1", server.port)).close()


def test_workers_whose_parent_is_killed_end_by_themselves(server):
    workers = children(server.pid)
    server.kill()
    server.wait(20)
    until(lambda: not any(map(is_there, workers)))


def test_a_second_start_says_that_the_port_is_taken(server):
    command = [sys.executable, "-m", "careergraph", "serve", "--port", str(server.port), "--workers", "2"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert ran.returncode == 2
    assert f"Port {server.port} is taken." in ran.stderr
    assert Client(server.port).ask("/")[0] == 200


BRAKED = """
import os, signal, sys, time
from careergraph.cli import workers
workers.BRAKE = 0.2
def work(place):
    os.write(1, b"w")
    raise ValueError("no work here")
workers.Workers(work, workers.Balance(1), 1).run(begun=lambda: None)
"""


def test_a_worker_that_ends_as_soon_as_it_begins_is_replaced_slowly_and_says_why():
    with subprocess.Popen([sys.executable, "-c", BRAKED], stdout=-1, stderr=-1) as process:
        time.sleep(1.5)
        process.terminate()
        told, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert 1 <= len(told) <= 8
    assert b"ValueError: no work here" in said


def test_a_worker_that_is_gone_counts_as_busy():
    balance = Balance(2)
    balance.note(1, 5)
    Workers(print, balance, 2)._reap()
    assert balance.is_least(0)
    assert not balance.is_least(1)
