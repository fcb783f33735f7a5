"""`careergraph convert`: a graph in another format."""

from pathlib import Path

import click

from careergraph.cli import asking, writing
from careergraph.formats import bundled_graph, formats, read_report, write

FORMATS = "\b\nFormats:\n" + "\n".join(f"  {name:<10} {said}" for name, said in formats().items())


@click.command("convert", epilog=FORMATS)
@click.argument("paths", nargs=-1, required=True, metavar="[GRAPH] OUT")
@asking.GRAPH
@click.option("--to", "format_name", metavar="FORMAT", default="", help="The format; by the ending of OUT unsaid.")
@click.option("--force", is_flag=True, help="Replace OUT if it is there.")
@asking.AS_JSON
def command(paths: tuple[str, ...], source: str, format_name: str, *, force: bool, as_json: bool) -> None:
    """
    Write a graph in another format.

    OUT is a file that ends like its format (.json, .node-link.json, .zip), or a folder for CSV tables.
    """
    if len(paths) > 2:  # noqa: PLR2004 - as the usage says
        raise click.UsageError(f"Too many paths: {' '.join(paths)}. Name a graph, and where to write it.")
    source = paths[0] if len(paths) > 1 else source or str(bundled_graph())
    target = paths[-1]
    if Path(target).exists() and not force:
        raise click.UsageError(f"{target} is there already. Add --force to replace it, or name another place.")
    graph, notices = read_report(source)
    try:
        write(graph, target, format_name=format_name)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}. Name another place.") from error
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    counts = {"roles": len(graph.roles), "skills": len(graph.skills), "transitions": len(graph.transitions)}
    if as_json:
        writing.say_json({"written": target, **counts, "version": graph.version, "notices": list(map(str, notices))})
        return
    for notice in notices:
        writing.say(f"note  {notice}", to_errors=True)
    told = ", ".join(f"{count} {what}" for what, count in counts.items())
    writing.say(f"Wrote {target}: {told}, version {graph.version}.")
