"""`careergraph serve`: what it refuses, and that it answers."""

import errno
import gc
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import NamedTuple

import pytest

import careergraph as cg
from careergraph.cli import serve
from careergraph.cli.listening import Serving, bound, why_not_listening
from careergraph.cli.workers import Workers
from tests.drawn import drawn

ANYWHERE = "0.0.0.0"  # noqa: S104 - refused, not bound to
LINE = re.compile(r"careergraph listens on (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n")


@pytest.fixture
def application(monkeypatch):
    """Stand in for the web application, and note how it was made."""
    made = {}

    def create_app(explorer, *, token=None, trusted_hosts=(), settings=None):
        made.update(explorer=explorer, token=token, trusted_hosts=trusted_hosts, settings=settings)
        return lambda _environ, start: start("200 OK", []) or [b"here"]

    monkeypatch.setattr(serve, "find_application", lambda: create_app)

    def run_it(serving, sockets, address):
        serving.make()
        made.update(serving=serving, sockets=sockets, address=address)

    monkeypatch.setattr(serve, "bound", lambda host, port: [Socket(host, port)])
    monkeypatch.setattr(serve.Serving, "run", run_it)
    return made


class Socket(NamedTuple):
    """An address that nobody listens on."""

    host: str
    port: int

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        pass

    def getsockname(self):
        return tuple(self)


def test_it_listens_on_this_computer_only_by_default(run, application):
    assert run("serve").exit_code == 0
    serving = application["serving"]
    assert application["sockets"] == [("127.0.0.1", 8765)]
    assert application["address"] == "http://127.0.0.1:8765/"
    assert (serving.threads, serving.workers, serving.opening) == (16, 1, False)
    assert (application["token"], application["trusted_hosts"]) == (None, ())
    assert application["explorer"].graph.metadata.id == "technical-director"


@pytest.mark.parametrize("host", [ANYWHERE, "::", "192.168.1.5", "example.org"])
def test_it_does_not_start_for_other_computers_without_a_token(run, application, host):
    result = run("serve", "--host", host)
    assert result.exit_code == 2
    assert "an access token is needed: put one into $CAREERGRAPH_TOKEN or --token-file" in result.stderr
    assert application == {}


def test_the_token_comes_from_the_environment_or_a_file_which_wins(run, application, monkeypatch, tmp_path):
    monkeypatch.setenv("CAREERGRAPH_TOKEN", "from-the-environment-0123")
    run("serve", "--host", "192.168.1.5")
    assert application["token"] == os.environ["CAREERGRAPH_TOKEN"]
    assert application["trusted_hosts"] == ("192.168.1.5",)
    (tmp_path / "token").write_text("from-a-file-0123456789\n", encoding="utf-8")
    run("serve", "--host", "192.168.1.5", "--token-file", tmp_path / "token", "--trusted-host", "careers.example")
    assert [application["token"]] == (tmp_path / "token").read_text(encoding="utf-8").split()
    assert application["trusted_hosts"] == ("careers.example", "192.168.1.5")


def test_a_short_token_is_warned_of(run, application, monkeypatch):
    monkeypatch.setenv("CAREERGRAPH_TOKEN", "secret")
    result = run("serve", "--host", ANYWHERE)
    assert result.exit_code == 0
    assert "a token of 6 characters can be guessed" in result.stderr
    assert "secret" not in result.stderr
    assert socket.gethostname() in application["trusted_hosts"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_token_file_without_a_token_is_refused(run, application, tmp_path, content):
    path = tmp_path / "token"
    if content is not None:
        path.write_bytes(content)
    result = run("serve", "--token-file", path)
    assert result.exit_code == 2
    assert f"The token file {path}" in result.stderr
    assert application == {}


def test_it_serves_the_graph_that_is_named(run, application, tmp_path):
    cg.write(drawn("s>t"), tmp_path / "graph.json")
    assert run("serve", tmp_path / "graph.json").exit_code == 0
    assert list(application["explorer"].graph.roles) == ["s", "t"]
    assert run("serve", tmp_path / "nothing.json").exit_code == 4


def test_a_web_application_that_is_not_installed_is_told(run, monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "entry_points", lambda **_: [])
    monkeypatch.setattr(serve, "__file__", str(tmp_path / "a" / "b" / "serve.py"))
    result = run("serve")
    assert result.exit_code == 2
    assert "The web application is not installed." in result.stderr


def test_in_a_bare_checkout_the_web_application_lies_beside_the_package(monkeypatch):
    monkeypatch.setattr(serve, "entry_points", lambda **_: [])
    monkeypatch.setattr(sys, "path", list(sys.path))
    assert serve.find_application().__module__ == "web"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EADDRINUSE, "Port 8765 is taken. Choose another one with --port 8766, or any free one with --port 0."),
        (errno.EACCES, "Port 8765 is for administrators only."),
        (errno.EADDRNOTAVAIL, "10.0.0.1:8765 cannot be listened on: not here. Leave out --host"),
    ],
)
def test_why_an_address_cannot_be_listened_on_is_told_with_a_remedy(number, said):
    assert why_not_listening(OSError(number, "not here"), "10.0.0.1", 8765).startswith(said)


def test_the_address_to_open_is_one_that_can_be_opened():
    hosts = ("127.0.0.1", ANYWHERE, "::", "::1", "example.org")
    assert [serve.address_of([Socket(host, 80)], host) for host in hosts] == [
        "http://127.0.0.1:80/",
        "http://127.0.0.1:80/",
        "http://127.0.0.1:80/",
        "http://[::1]:80/",
        "http://example.org:80/",
    ]


def test_every_form_of_a_name_is_listened_on_at_one_port():
    sockets = bound("localhost", 0)
    assert len({one.getsockname()[1] for one in sockets}) == 1
    for one in sockets:
        one.close()


def test_while_it_serves_garbage_is_looked_for_in_what_was_made_lately_and_rarely_in_what_is_kept(monkeypatch):
    before, seen = gc.get_threshold(), []
    monkeypatch.setattr(Workers, "run", lambda *_, **__: seen.append((gc.get_threshold(), gc.get_freeze_count())))
    try:
        Serving(lambda: None, lambda: None, threads=1, workers=2).run([], "")
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
    [((young, kept, old), frozen)] = seen
    assert (young >= 10 * before[0], kept >= 100 * before[1], frozen > 0) == (True, True, True)
    assert young * kept * old >= 100 * before[0] * before[1] * before[2]


FAULTS = """
import ctypes, resource, sys
from careergraph.cli.listening import keep_memory
if not hasattr(ctypes.CDLL(None), "mallopt"):
    sys.exit("no mallopt")
keep_memory()
for _ in range(20):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    pieces = [bytearray(8 << 20) for _ in range(10)]
    del pieces
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator of glibc is that of Linux")
def test_memory_that_was_let_go_is_not_asked_for_again():
    ran = subprocess.run([sys.executable, "-c", FAULTS], capture_output=True, text=True, check=False)
    if "no mallopt" in ran.stderr:
        pytest.skip("another allocator than that of glibc")
    assert int(ran.stdout) < 100  # and not 20,000, one for each page


@pytest.mark.parametrize(("transitions", "workers"), [(25, 1), (60_000, 3)])
def test_a_large_graph_has_a_worker_for_each_processor(monkeypatch, transitions, workers):
    monkeypatch.setattr(serve, "processors", lambda: 3)
    assert serve.usual_workers(transitions) == workers


@contextmanager
def serving(*options):
    """Start a server of our own on a free port."""
    command = [sys.executable, "-m", "careergraph", "serve", "--port", "0", "--no-open", *options]
    # Whoever runs the tests in the background may have Ctrl-C ignored, and a child inherits that.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs yet
    ) as process:
        yield process
        process.kill()


@pytest.fixture
def server():
    with serving() as process:
        yield process


def test_it_answers_until_it_is_ended(server):
    address = LINE.fullmatch(server.stdout.readline()).group(1)
    with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310 - our own server
        assert page.status == 200
        assert page.headers["Content-Security-Policy"]
        assert "waitress" not in str(page.headers)
    os.kill(server.pid, signal.SIGTERM)
    assert server.wait(timeout=60) == 0


def test_ctrl_c_ends_it_quietly(server):
    assert LINE.fullmatch(server.stdout.readline())
    os.kill(server.pid, signal.SIGINT)
    assert server.wait(timeout=60) in {0, 130}
    assert "Traceback" not in server.stderr.read()


def test_a_port_that_is_taken_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "careergraph", "serve", "--port", str(port)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert ran.returncode == 2
    assert f"Port {port} is taken." in ran.stderr


def test_the_token_is_asked_for_where_there_is_one():
    settings = os.environ | {"CAREERGRAPH_TOKEN": "a-token-that-nobody-guesses"}
    command = [sys.executable, "-m", "careergraph", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as process:
        address = LINE.fullmatch(process.stdout.readline()).group(1)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}api/roles?q=a", timeout=20)  # noqa: S310 - our own server
        refused.value.close()
        process.terminate()
    assert refused.value.code == 401
