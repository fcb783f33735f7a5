"""`careergraph convert`: a graph in another format."""

import click

from careergraph.cli import asking, keeping
from careergraph.explorer import read_report
from careergraph.formats import bundled_graph


@click.command("convert", epilog=keeping.FORMATS)
@click.argument("paths", nargs=-1, required=True, metavar="[GRAPH] OUT")
@asking.GRAPH
@keeping.TO
@keeping.FORCE
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
    keeping.refuse_to_replace(target, force=force)
    graph, notices = read_report(source)
    keeping.keep(graph, target, format_name)
    keeping.tell_written(graph, target, notices, as_json=as_json)
