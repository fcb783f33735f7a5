"""`careergraph serve`: the explorer in a browser, for this computer unless a token guards it."""

import os
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeAlias

import click

from careergraph.cli import asking, writing
from careergraph.cli.listening import DEFAULT_PORT, Application, Serving, address_of, as_host, bound, is_loopback
from careergraph.cli.workers import CAN_FORK, processors
from careergraph.explorer.opening import open_source

CreateApp: TypeAlias = Callable[..., Application]

GROUP, NAME = "careergraph.apps", "web"
"""The entry point by which the web application says where it is."""
IN_A_CHECKOUT = "web"
"""The folder beside the package, where nothing is installed."""
TOKEN = "CAREERGRAPH_TOKEN"  # noqa: S105 - the name of a variable, not its value
SHORT = 16
"""Characters; a shorter token can be guessed."""
LARGE = 5_000
"""Transitions beyond which answers take so long that every processor should have a worker."""


@click.command("serve")
@click.argument("graph", metavar="[GRAPH]", required=False)
@asking.GRAPH
@click.option("--store", metavar="URL", default="", help="The same as GRAPH, for a store: careers.db, neo4j://host.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="The port; 0 takes any free."
)
@click.option("--open/--no-open", "opening", help="Open a browser at the start page.")
@click.option("--threads", type=click.IntRange(1, 64), default=16, show_default=True, help="Requests taken at once.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    show_default="one for each processor if the graph is large, else 1",
    help="Processes that share the work.",
)
@click.option("--token-file", type=click.Path(path_type=Path), help=f"A file with the access token; else ${TOKEN}.")
@click.option("--trusted-host", "trusted", multiple=True, metavar="NAME", help="A name by which this host is reached.")
def command(  # noqa: PLR0913 - one for each option
    graph: str | None,
    source: str,
    store: str,
    host: str,
    port: int,
    *,
    opening: bool,
    threads: int,
    workers: int | None,
    token_file: Path | None,
    trusted: tuple[str, ...],
) -> None:
    """
    Open the explorer in a browser.

    GRAPH is a data set folder, its zip, a JSON file, or a store; without it (and $CAREERGRAPH_GRAPH) the bundled graph.
    A graph in a store is shown as it is now, whoever changes it.

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
    with ExitStack() as listening:
        sockets = [listening.enter_context(one) for one in bound(host, port)]
        answering = open_source(store or graph or source)
        explorer = answering.current()
        answering.close()  # each worker opens it for itself
        trusted_hosts = tuple(dict.fromkeys([*trusted, *own_names(host)]))
        create = partial(find_application(), token=token or None, trusted_hosts=trusted_hosts)
        workers = workers or usual_workers(len(explorer.graph.transitions))
        serving = Serving(
            lambda: create(answering.opened_again()),
            explorer.prepare,
            threads,
            workers if CAN_FORK else 1,
            opening=opening,
        )
        serving.run(sockets, address_of(sockets, host))


def usual_workers(transitions: int) -> int:
    """Return how many processes serve a graph of so many transitions where nobody says it."""
    return processors() if transitions > LARGE else 1


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


def own_names(host: str) -> Sequence[str]:
    """Return the names by which a server that listens on an address is reached, beside those of this computer."""
    if is_loopback(host):
        return () if host in {"127.0.0.1", "localhost", "::1"} else (as_host(host),)
    if host not in {"0.0.0.0", "::", ""}:  # noqa: S104 - told apart, not bound to
        return (as_host(host),)
    name = socket.gethostname()
    try:
        addresses = {str(info[4][0]).partition("%")[0] for info in socket.getaddrinfo(name, None)}
    except OSError:
        addresses = set()
    return (name, *sorted(map(as_host, addresses)))


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
