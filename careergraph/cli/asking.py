"""What the commands have in common: which graph, in which language, for people or for scripts; and who asks."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import click

from careergraph.explorer import Explorer
from careergraph.explorer.opening import open_source
from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.text import exact
from careergraph.views.words import ENGLISH, LANGUAGES

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator: TypeAlias = Callable[[Command], Command]


@dataclass(frozen=True)
class Asking:
    """
    What a command was asked on.

    Parameters
    ----------
    source
        The path of the graph, or what names a store; empty for the bundled one.
    language
        The language of what is printed.
    as_json
        Whether a script reads it.
    """

    source: str
    language: str
    as_json: bool

    @cached_property
    def explorer(self) -> Explorer:
        """The graph, read when it is first asked for."""
        return open_source(self.source).current()

    @property
    def graph(self) -> CareerGraph:
        """The graph itself."""
        return self.explorer.graph


def own_language() -> str:
    """Return the language of the terminal, if there is a catalogue for it; else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            spoken = value.replace("-", "_").partition("_")[0].lower()
            return spoken if spoken in LANGUAGES else ENGLISH
    return ENGLISH


GRAPH = click.option(
    "-g",
    "--graph",
    "source",
    metavar="GRAPH",
    default="",
    envvar="CAREERGRAPH_GRAPH",
    help="A data set folder, its zip, a JSON file or a store; without it (and $CAREERGRAPH_GRAPH) the bundled graph.",
)
LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=own_language,
    show_default="that of the terminal",
    help="The language of what is printed.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts; errors too.")

HELD = click.option(
    "--held",
    multiple=True,
    metavar="SKILL[:LEVEL]",
    help="A skill you hold, by id or name, and how well (1 unsaid; 0: not held). Repeat it for more.",
)
NO_ASSUME = click.option(
    "--no-assume",
    "assume",
    flag_value=False,
    default=True,
    help="Count only what --held says, not what your role usually asks and teaches.",
)
SERVED = click.option("--served", metavar="MONTHS", help="Months you have already spent in your role.")


PERSON = (HELD, NO_ASSUME, SERVED)


def all_of(options: Iterable[Decorator[Command]]) -> Decorator[Command]:
    """Return a decorator that adds options, listed in this order by the help."""

    def decorate(command: Command) -> Command:
        for option in reversed(list(options)):
            command = option(command)
        return command

    return decorate


def profile(explorer: Explorer, role: str, *, held: Iterable[str], assume: bool, served: str | None) -> Profile:
    """
    Return who asks, by the options of `PERSON`.

    Raises
    ------
    CareerGraphError
        The role, or a skill held, is not in the graph.
    click.BadParameter
        The months served are no number, or a level is not on the scale.
    """
    try:
        months = exact(served or 0)
    except ValueError as error:
        raise click.BadParameter(f"“{served}” is no number of months.", param_hint="--served") from error
    return Profile(explorer.role_id(role), declared(explorer, held), assume=assume, months_served=months)


def declared(explorer: Explorer, held: Iterable[str]) -> dict[str, int]:
    """
    Return the levels said with `--held`; the last one said of a skill wins.

    Raises
    ------
    click.BadParameter
        It names a level that the graph does not have.
    CareerGraphError
        It names a skill that the graph does not have.
    """
    try:
        return dict(explorer.levelled(text) for text in held)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--held") from error
