"""Listening: the sockets of an address, the server in front of the application, and what is said about both."""

import ctypes
import errno
import gc
import ipaddress
import logging
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import Any, TypeAlias

import click

from careergraph.cli import writing
from careergraph.cli.workers import Balance, Workers, end

Application: TypeAlias = Callable[..., Any]
MakeApplication: TypeAlias = Callable[[], Application]
Sockets: TypeAlias = Sequence[socket.socket]

DEFAULT_PORT = 8765
BACKLOG = 1024
"""Connections that may wait to be taken."""
HEAD_START = 0.005
"""Seconds that a worker leaves a new connection to one that has fewer."""
SWITCH = 0.001
"""Seconds after which a thread that works on an answer lets another in: one that refuses, or has a page at hand."""
YOUNG = 7_000
"""Things made and not let go yet before garbage is looked for among them; an answer is some thousands."""
RARELY = 1_000
"""
Such searches to one among what outlived them: answers that are kept, which go without a search when they are let go.
"""
ALLOCATOR = ((-1, 256 << 20), (-3, 32 << 20), (-8, 1))
"""
What the allocator is told, by its numbers in malloc.h: bytes at its end that it keeps (M_TRIM_THRESHOLD), the size from
which on it asks the system for a piece alone (M_MMAP_THRESHOLD), and how many stocks there are (M_ARENA_MAX).
"""
SETTINGS = {
    "ident": None,  # nobody needs to know which server answers
    "connection_limit": 1000,  # who sends half a request and waits keeps nobody else out
    "asyncore_use_poll": True,  # so many connections are too many for select
    "channel_timeout": 30,  # seconds without a byte
    "cleanup_interval": 10,
    "max_request_body_size": 16 * 2**20,  # what the application refuses is told by itself, with its own page
}
"""What waitress is told beside sockets and threads."""


@dataclass(frozen=True)
class Serving:
    """
    What is served, and how.

    Parameters
    ----------
    make
        Makes the application. Each worker calls it for itself.
    prepare
        Makes what the first questions would wait for. It is done once; workers share what came of it.
    threads
        Requests at once, in each process.
    workers
        How many processes.
    opening
        Whether a browser is opened.
    """

    make: MakeApplication
    prepare: Callable[[], None]
    threads: int
    workers: int = 1
    opening: bool = False

    def run(self, sockets: Sockets, address: str) -> None:
        """Serve until somebody ends it."""
        keep_memory()
        if self.workers > 1:
            self._run_workers(sockets, address)
        else:
            signal.signal(signal.SIGTERM, end)
            run = self._server(sockets).run
            Thread(target=_settle, args=(self.prepare,), daemon=True).start()
            self._tell(address)
            run()

    def _run_workers(self, sockets: Sockets, address: str) -> None:
        """Prepare, and leave the rest to workers; who comes meanwhile waits until the first of them takes the call."""
        _settle(self.prepare)
        balance = Balance(self.workers)

        def work(place: int) -> None:
            self._server(sockets, partial(_take_turns, balance=balance, place=place)).run()

        Workers(work, balance, self.workers).run(begun=partial(self._tell, address))

    def _server(self, sockets: Sockets, arrange: Callable[[dict[int, Any]], None] | None = None) -> Any:  # noqa: ANN401 - one of several classes of waitress without a common name
        import waitress  # type: ignore[import-untyped]  # noqa: PLC0415 - a server that is refused needs none

        sys.setswitchinterval(SWITCH)
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it takes threads that begin for busy ones
        connections: dict[int, Any] = {}
        server = waitress.create_server(
            self.make(), connections, sockets=list(sockets), threads=self.threads, **SETTINGS
        )
        if arrange:
            arrange(connections)
        return server

    def _tell(self, address: str) -> None:
        writing.say(f"careergraph listens on {address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if self.opening:
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()  # some stay until they are closed


def _take_turns(connections: dict[int, Any], balance: Balance, place: int) -> None:
    """Let the servers among some connections leave new ones to a worker that has fewer, for a moment."""
    for server in [one for one in connections.values() if one.accepting]:
        server.handle_accept = partial(_accept, server.handle_accept, connections, balance, place)


def _accept(accept: Callable[[], None], connections: dict[int, Any], balance: Balance, place: int) -> None:
    balance.note(place, len(connections))
    if not balance.is_least(place):
        time.sleep(HEAD_START)
    accept()
    balance.note(place, len(connections))


def keep_memory() -> None:
    """
    Keep what was let go at hand for what comes next, instead of giving it back to the system and asking for it again.

    An answer on a large graph makes and lets go megabytes, and a system may take longer to hand out an empty page than
    a search takes to fill it. All threads share one stock: only one works at a time. This is told to the allocator of
    glibc; where there is another, nothing changes.
    """
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return
    for option, value in ALLOCATOR:
        set_option(option, value)


def seldom_collect() -> None:
    """
    Keep searches for garbage short, for they stop all answers.

    What is there for good is left out of them; what was made lately is looked through often, for there is little of it,
    and answers that are kept rarely, for there are many things in them and no garbage.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, RARELY, gc.get_threshold()[2])


def _settle(prepare: Callable[[], None]) -> None:
    """Prepare, and take what is there then as there for good."""
    prepare()
    seldom_collect()


def bound(host: str, port: int) -> list[socket.socket]:
    """
    Return sockets that listen on an address, one for each form it has; the same port for all.

    Raises
    ------
    click.ClickException
        The address cannot be listened on.
    """
    try:
        return list(_bound(host.strip("[]"), port))
    except OSError as error:
        raise click.ClickException(why_not_listening(error, host, port)) from error


def _bound(host: str, port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, address in dict.fromkeys((one[0], one[4]) for one in found):
        here = (address[0], sockets[0].getsockname()[1] if sockets else port, *address[2:])
        sockets.append(socket.create_server(here, family=family, backlog=BACKLOG))
    return sockets


def address_of(sockets: Sockets, host: str) -> str:
    """Return where sockets can be opened from this computer."""
    anywhere = host in {"0.0.0.0", "::", ""}  # noqa: S104 - told apart, not bound to
    return f"http://{'127.0.0.1' if anywhere else as_host(host)}:{sockets[0].getsockname()[1]}/"


def as_host(address: str) -> str:
    """
    Return an address as it stands in a URL.

    Examples
    --------
    >>> as_host("::1"), as_host("example.org")
    ('[::1]', 'example.org')
    """
    bare = address.strip("[]")
    return f"[{bare}]" if ":" in bare else bare


def is_loopback(host: str) -> bool:
    """
    Return whether an address can be reached from this computer only.

    Examples
    --------
    >>> [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "example.org")]
    [True, True, True, False, False]
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def why_not_listening(error: OSError, host: str, port: int) -> str:
    """Return a sentence with a remedy."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1  # noqa: PLR2004 - the highest there is
        return f"Port {port} is taken. Choose another one with --port {other}, or any free one with --port 0."
    if error.errno == errno.EACCES:
        return f"Port {port} is for administrators only. Choose one from 1024 up, such as --port {DEFAULT_PORT}."
    return f"{host}:{port} cannot be listened on: {error.strerror or error}. Leave out --host to serve this computer."
