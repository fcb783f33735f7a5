"""`careergraph serve`: the explorer in a browser, for this computer unless a token guards it."""

import errno
import gc
import ipaddress
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any, TypeAlias

import click

from careergraph.cli import asking, writing

Application: TypeAlias = Callable[..., Any]
CreateApp: TypeAlias = Callable[..., Application]

GROUP, NAME = "careergraph.apps", "web"
"""The entry point by which the web application says where it is."""
IN_A_CHECKOUT = "web"
"""The folder beside the package, where nothing is installed."""
TOKEN = "CAREERGRAPH_TOKEN"  # noqa: S105 - the name of a variable, not its value
SHORT = 16
"""Characters; a shorter token can be guessed."""
DEFAULT_PORT = 8765
SETTINGS = {
    "ident": None,  # nobody needs to know which server answers
    "connection_limit": 1000,  # who sends half a request and waits keeps nobody else out
    "asyncore_use_poll": True,  # so many connections are too many for select
    "channel_timeout": 30,  # seconds without a byte
    "cleanup_interval": 10,
    "max_request_body_size": 16 * 2**20,  # what the application refuses is told by itself, with its own page
}
"""What waitress is told beside address and threads."""


@click.command("serve")
@click.argument("graph", metavar="[GRAPH]", required=False)
@asking.GRAPH
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="The port; 0 takes any free."
)
@click.option("--open/--no-open", "opening", help="Open a browser at the start page.")
@click.option("--threads", type=click.IntRange(1, 64), default=16, show_default=True, help="Requests answered at once.")
@click.option("--token-file", type=click.Path(path_type=Path), help=f"A file with the access token; else ${TOKEN}.")
@click.option("--trusted-host", "trusted", multiple=True, metavar="NAME", help="A name by which this host is reached.")
def command(
    graph: str | None,
    source: str,
    host: str,
    port: int,
    *,
    opening: bool,
    threads: int,
    token_file: Path | None,
    trusted: tuple[str, ...],
) -> None:
    """
    Open the explorer in a browser.

    GRAPH is a data set folder, its zip, or a JSON file; without it (and $CAREERGRAPH_GRAPH) the bundled graph.

    It listens on this computer only. On any other address it asks everybody for an access token, and does not start
    without one.
    """
    token = access_token(token_file)
    if not token and not is_loopback(host):
        raise click.UsageError(
            f"{host} can be reached from other computers, so an access token is needed: put one into ${TOKEN} or "
            "--token-file, or leave out --host to serve this computer only. `python -c 'import secrets; "
            "print(secrets.token_urlsafe(24))'` makes one."
        )
    if 0 < len(token) < SHORT:
        writing.say(f"careergraph: a token of {len(token)} characters can be guessed; use 24 or more.", to_errors=True)
    asked = asking.Asking(graph or source, "en", as_json=False)
    trusted_hosts = tuple(dict.fromkeys([*trusted, *own_names(host)]))
    application = find_application()(asked.explorer, token=token or None, trusted_hosts=trusted_hosts)
    listen(application, host, port, threads=threads, opening=opening, prepare=asked.explorer.prepare)


def access_token(token_file: Path | None) -> str:
    """
    Return the access token, from its file or the environment; empty where there is none.

    Raises
    ------
    click.UsageError
        The file cannot be read, or is empty.
    """
    if token_file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        token = token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise click.UsageError(f"The token file {token_file} cannot be read: {reason}.") from error
    if not token:
        raise click.UsageError(f"The token file {token_file} is empty; write the token into it.")
    return token


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


def own_names(host: str) -> Sequence[str]:
    """Return the names by which a server that listens on an address is reached, beside those of this computer."""
    if is_loopback(host):
        return () if host in {"127.0.0.1", "localhost", "::1"} else (_as_host(host),)
    if host not in {"0.0.0.0", "::", ""}:  # noqa: S104 - told apart, not bound to
        return (_as_host(host),)
    name = socket.gethostname()
    try:
        addresses = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    return (name, *sorted(map(_as_host, addresses)))


def _as_host(address: str) -> str:
    bare = address.strip("[]")
    return f"[{bare}]" if ":" in bare else bare


def find_application() -> CreateApp:
    """
    Return what makes the web application: the installed one, or in a bare checkout the one beside the package.

    Raises
    ------
    click.ClickException
        There is none.
    """
    for entry in entry_points(group=GROUP, name=NAME):
        create: CreateApp = entry.load()
        return create
    beside = Path(__file__).parents[2]
    if (beside / IN_A_CHECKOUT / "__init__.py").is_file():
        sys.path.append(str(beside))
        beside_package: CreateApp = import_module(IN_A_CHECKOUT).create_app
        return beside_package
    raise click.ClickException(
        "The web application is not installed. Install careergraph whole, with `pip install careergraph` or, in a "
        "checkout, `pip install .`"
    )


def listen(
    application: Application, host: str, port: int, *, threads: int, opening: bool, prepare: Callable[[], None]
) -> None:
    """
    Serve until somebody ends it; meanwhile `prepare` what the first questions would wait for.

    Raises
    ------
    click.ClickException
        The address cannot be listened on.
    """
    import waitress  # type: ignore[import-untyped]  # noqa: PLC0415 - a server that is refused needs none

    try:
        server = waitress.create_server(application, host=host.strip("[]"), port=port, threads=threads, **SETTINGS)
    except OSError as error:
        raise click.ClickException(why_not_listening(error, host, port)) from error
    address = address_of(server, host)
    writing.say(f"careergraph listens on {address} (Ctrl-C ends it)")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, _end)
    Thread(target=_settle, args=(prepare,), daemon=True).start()
    if opening:
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()  # some browsers stay until they are closed
    server.run()


def address_of(server: Any, host: str) -> str:  # noqa: ANN401 - one of several classes of waitress without a common name
    """Return where a server can be opened from this computer."""
    port = getattr(server, "effective_port", None) or server.effective_listen[0][1]
    anywhere = host in {"0.0.0.0", "::", ""}  # noqa: S104 - told apart, not bound to
    return f"http://{'127.0.0.1' if anywhere else _as_host(host)}:{port}/"


def why_not_listening(error: OSError, host: str, port: int) -> str:
    """Return a sentence with a remedy."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1  # noqa: PLR2004 - the highest there is
        return f"Port {port} is taken. Choose another one with --port {other}, or any free one with --port 0."
    if error.errno == errno.EACCES:
        return f"Port {port} is for administrators only. Choose one from 1024 up, such as --port {DEFAULT_PORT}."
    return f"{host}:{port} cannot be listened on: {error.strerror or error}. Leave out --host to serve this computer."


def _settle(prepare: Callable[[], None]) -> None:
    """Prepare, and leave what is there for good out of every later search for garbage, which would stop all answers."""
    prepare()
    gc.collect()
    gc.freeze()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
