"""`careergraph derive`: transitions for a graph whose roles hold skills."""

import click

from careergraph.cli import asking, keeping
from careergraph.explorer import Explorer, read_report


@click.command("derive", epilog=keeping.FORMATS)
@click.argument("source", metavar="GRAPH")
@click.argument("target", metavar="OUT")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Moves out of each role.")
@keeping.TO
@keeping.FORCE
@asking.AS_JSON
def command(source: str, target: str, top: int, format_name: str, *, force: bool, as_json: bool) -> None:
    """
    Make transitions of the skills that roles hold.

    Out of each role lead moves to the roles that share most with it, rare skills counting more. Each asks what the
    role it leads to holds, and says that it was derived. Transitions that are there stay as they are.

    GRAPH is any graph whose roles hold skills (role_skills), such as the folder of an ESCO release. Large graphs take
    seconds; with scipy (`pip install 'careergraph[derive]'`) fewer.
    """
    keeping.refuse_to_replace(target, force=force)
    graph, notices = read_report(source)
    try:
        derived = Explorer(graph).derived(top)
    except ValueError as error:
        raise click.UsageError(f"{source}: {error}.") from error
    keeping.keep(derived, target, format_name)
    keeping.tell_written(derived, target, notices, as_json=as_json)
