"""Questions about routes as the command line asks them: the options, the query they make, what an exit code says."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from careergraph.cli import asking, refusing, telling
from careergraph.errors import UnreadableData
from careergraph.explorer import Explorer
from careergraph.model.transitions import EVIDENCE_KINDS
from careergraph.routes.answer import Answer
from careergraph.routes.query import CRITERIA, RouteQuery

DEFAULT_SECONDS = 20.0
QUERY_BYTES = 2**20
MATTERS = f"""What counts, with commas between: {", ".join(CRITERIA)}. One alone asks for the best routes, several for
all that no other beats.  [default: months,learning,hardest]"""
EVIDENCE = f"Only moves with evidence of a kind: {', '.join(EVIDENCE_KINDS)}."

FIELDS = (
    click.option("--matters", multiple=True, metavar="CRITERION", help=MATTERS),
    click.option("-k", "k", metavar="N", help="How many routes, where one criterion counts.  [default: 1]"),
    asking.HELD,
    asking.NO_ASSUME,
    click.option("--served", "months_served", metavar="MONTHS", help="Months you have already spent in your role."),
    click.option("--max-moves", metavar="N", help="At most so many moves.  [default: the fewest + 2]"),
    click.option("--max-months", metavar="N", help="At most so many months in all."),
    click.option("--max-learning", metavar="N", help="At most so many level steps to learn in all."),
    click.option("--max-step", metavar="N", help="At most so many level steps to learn in one step."),
    click.option("--pay-floor", metavar="PERCENT", help="Never earn less than this share of today's pay."),
    click.option("--evidence", multiple=True, metavar="KIND", help=EVIDENCE),
    click.option("--via", multiple=True, metavar="SELECTOR", help="Go by way of a role, family:NAME or skill:NAME."),
    click.option("--avoid", multiple=True, metavar="SELECTOR", help="Avoid a role, family:NAME or skill:NAME:LEVEL."),
    click.option("--effort", is_flag=True, default=None, help="Weigh level steps by the effort of their skill."),
    click.option("--currency", metavar="CODE", help="Compare pay in this currency."),
    click.option("--pay", "yearly_pay", metavar="AMOUNT", help="What you earn in a year; else what your role pays."),
    click.option("--pay-currency", metavar="CODE", help="The currency of --pay."),
    click.option("--show", metavar="N", help="Show so many routes of those that no other beats."),
    click.option("--epsilon", multiple=True, metavar="CRITERION=SIZE", help="Show routes once that differ by less."),
)  # fmt: skip
REPEATED = ("matters", "evidence")
"""May be given several times, and with commas."""
DOCUMENT = click.option(
    "--query",
    "document",
    type=click.Path(allow_dash=True),
    metavar="FILE",
    help="A query as a JSON document; - reads it here.",
)
SECONDS = click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    default=DEFAULT_SECONDS,
    show_default=True,
    help="Stop then, with the best found; 0 never stops.",
)


def asked_query(explorer: Explorer, roles: tuple[str, ...], document: str | None, asked: dict[str, Any]) -> RouteQuery:
    """
    Return the query that roles, options and a document ask together; what is said beside the document wins.

    Raises
    ------
    click.UsageError
        It lacks a role, or asks for what nobody can answer.
    UnreadableData
        The document cannot be read.
    CareerGraphError
        Something named is not in the graph.
    """
    return query_from(explorer, {**(read_document(document) if document else {}), **fields(explorer, roles, asked)})


def exit_code(answer: Answer) -> int:
    """Return what a script can tell an answer by."""
    if not answer.complete:
        return refusing.CUT
    return refusing.FOUND if answer.routes else refusing.NOTHING_FOUND


def fields(explorer: Explorer, roles: tuple[str, ...], asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the arguments and options ask, as the fields of a query document; what is not asked is left out."""
    said = {name: value for name, value in asked.items() if value not in (None, (), "")}
    if said.pop("assume", True) is False:
        said["assume"] = False
    for name in REPEATED:
        if name in said:
            said[name] = [word.strip() for text in said[name] for word in text.split(",") if word.strip()]
    if "held" in said:
        said["held"] = asking.declared(explorer, said["held"])
    if "epsilon" in said:
        said["epsilon"] = dict(_sized(said["epsilon"]))
    if roles:
        said["from"] = roles[0]
    if roles[1:]:
        said["to"] = list(roles[1:])
    return said


def _sized(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        criterion, equals, size = text.partition("=")
        if not equals:
            raise click.BadParameter(
                f"“{text}” names no size; write CRITERION=SIZE, such as months=6.", param_hint="--epsilon"
            )
        yield criterion.strip(), size.strip()


def query_from(explorer: Explorer, asked: dict[str, Any]) -> RouteQuery:
    """
    Return the query that a document asks.

    Raises
    ------
    click.UsageError
        It lacks a role, or asks for what nobody can answer.
    """
    missing = " and ".join(name.upper() for name in ("from", "to") if not asked.get(name))
    if missing:
        raise click.UsageError(f"Say {missing}: careergraph routes FROM TO.")
    try:
        return explorer.query(asked)
    except ValueError as error:
        if isinstance(error, UnreadableData):
            raise
        raise click.UsageError(f"{error}.") from error


def read_document(path: str) -> dict[str, Any]:
    """
    Return the JSON object in a file.

    Raises
    ------
    UnreadableData
        It is not there, too large, or no JSON object.
    """
    try:
        with click.open_file(path, "rb") as file:
            content = file.read(QUERY_BYTES + 1)
        if len(content) > QUERY_BYTES:
            raise UnreadableData("a query", path, f"it has more than {QUERY_BYTES} bytes")
        document = json.loads(content)
    except OSError as error:
        raise UnreadableData("a query", path, f"{error.strerror}. Check the path") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, UnreadableData):
            raise
        raise UnreadableData("a query", path, f"it is not JSON ({error})") from error
    if not isinstance(document, dict):
        raise UnreadableData("a query", path, 'it is not an object such as {"from": "...", "to": "..."}')
    return document


def chosen_letters(answer: Answer, letters: tuple[str, ...]) -> list[str]:
    """
    Return the letters of routes to tell the steps of, as capitals.

    Raises
    ------
    click.BadParameter
        There is no such route.
    """
    known = [telling.letter(number) for number in range(1, len(answer) + 1)]
    chosen = [letter.strip().upper() for letter in letters]
    for letter in chosen:
        if letter not in known:
            there = f"there are {known[0]} to {known[-1]}" if len(known) > 1 else f"there is {''.join(known) or 'none'}"
            raise click.BadParameter(f"“{letter}” is no route of this answer; {there}.", param_hint="--route")
    return chosen
