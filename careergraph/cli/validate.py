"""`careergraph validate`: every problem of a graph, with its place."""

from collections.abc import Sequence

import click

from careergraph.cli import asking, refusing, writing
from careergraph.errors import InvalidGraph
from careergraph.explorer import read_report
from careergraph.formats import bundled_graph
from careergraph.model.graph import CareerGraph


@click.command("validate")
@click.argument("graph", metavar="[GRAPH]", required=False)
@asking.GRAPH
@asking.AS_JSON
@click.pass_context
def command(context: click.Context, graph: str | None, source: str, *, as_json: bool) -> None:
    """
    Check a graph, and tell every problem.

    Each problem is told with its place: file and row, or the field of a document. Warnings are doubts worth a look;
    only errors make a graph unusable.

    Exits with 1 if there is an error, with 4 if GRAPH cannot be read at all.
    """
    graph = graph or source or str(bundled_graph())
    try:
        read, doubts = read_report(graph)
        errors: tuple[object, ...] = ()
    except InvalidGraph as error:
        read, doubts, errors = None, (), error.problems
    if as_json:
        writing.say_json(_document(graph, read, errors, doubts))
    else:
        _print(graph, read, errors, doubts)
    context.exit(refusing.NOTHING_FOUND if errors else refusing.FOUND)


def _document(
    graph: str, read: CareerGraph | None, errors: Sequence[object], doubts: Sequence[object]
) -> dict[str, object]:
    return {
        "format": "careergraph-check",
        "format_version": 1,
        "graph": graph,
        "valid": not errors,
        "version": read.version if read else None,
        "errors": [_problem(one) for one in errors],
        "warnings": [_problem(one) for one in doubts],
    }


def _problem(problem: object) -> dict[str, str]:
    names = ("where", "what", "remedy")
    said = {name: str(getattr(problem, name, "")) for name in names}
    return said | {"sentence": str(problem)}


def _print(graph: str, read: CareerGraph | None, errors: Sequence[object], doubts: Sequence[object]) -> None:
    for one in errors:
        writing.say(f"error    {one}")
    for one in doubts:
        writing.say(f"warning  {one}")
    if read is None:
        writing.say(f"{graph}: {_counted(errors, 'error')}. Warnings are told once the errors are mended.")
        return
    what = f"{len(read.roles)} roles, {len(read.skills)} skills, {len(read.transitions)} transitions"
    writing.say(f"{graph}: {_counted(doubts, 'warning') if doubts else 'no problem'}; {what}, version {read.version}.")


def _counted(problems: Sequence[object], kind: str) -> str:
    return f"1 {kind}" if len(problems) == 1 else f"{len(problems)} {kind}s"
