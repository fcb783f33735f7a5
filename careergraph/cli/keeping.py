"""Write a graph where it was asked for, and say what was written: shared by the commands that make graphs."""

from collections.abc import Iterable
from pathlib import Path

import click

from careergraph.cli import writing
from careergraph.formats import formats, write
from careergraph.model.graph import CareerGraph
from careergraph.model.rules import Problem
from careergraph.stores.registry import names_store

FORMATS = "\b\nFormats:\n" + "\n".join(f"  {name:<10} {said}" for name, said in formats().items())
TO = click.option("--to", "format_name", metavar="FORMAT", default="", help="The format; by the ending of OUT unsaid.")
FORCE = click.option("--force", is_flag=True, help="Replace OUT if it is there.")


def refuse_to_replace(target: str, *, force: bool) -> None:
    """
    Let a place pass where nothing stands, or whatever stands there may be replaced.

    Raises
    ------
    click.UsageError
        Something stands there.
    """
    if Path(target).exists() and not force:
        raise click.UsageError(f"{target} is there already. Add --force to replace it, or name another place.")


def keep(graph: CareerGraph, target: str, format_name: str) -> None:
    """
    Write a graph.

    Raises
    ------
    click.UsageError
        The name or the ending means no format that can be written.
    click.ClickException
        The place cannot be written to.
    """
    if names_store(target):
        raise click.UsageError(f"{target} is a store. `careergraph store import GRAPH {target}` makes one.")
    try:
        write(graph, target, format_name=format_name)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}. Name another place.") from error
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error


def tell_written(graph: CareerGraph, target: str, notices: Iterable[Problem], *, as_json: bool) -> None:
    """Say what was written, and what its reader had to say."""
    counts = {"roles": len(graph.roles), "skills": len(graph.skills), "transitions": len(graph.transitions)}
    if as_json:
        writing.say_json({"written": target, **counts, "version": graph.version, "notices": list(map(str, notices))})
        return
    for notice in notices:
        writing.say(f"note  {notice}", to_errors=True)
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    writing.say(f"Wrote {target}: {told}, version {graph.version}.")
