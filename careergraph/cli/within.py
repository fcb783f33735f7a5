"""What the questions without a fixed route have in common: their options, their query, how what is found is told."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from careergraph.cli import asking, phrasing, querying, telling
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.model.graph import CareerGraph
from careergraph.routes.query import CRITERIA, Criterion, RouteQuery
from careergraph.routes.route import Constraint, Route
from careergraph.views import sentences

MAX_MOVES = click.option("--max-moves", metavar="N", help="At most so many moves.  [default: 3]")
PERSON = (*querying.FIELDS[2:5], *querying.FIELDS[15:17])
"""Who asks: what they hold, the months they served, what they earn."""
LIMITS = querying.FIELDS[6:15]
"""The limits on routes, and in what they are counted."""
SHOW = click.option("--show", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many.")
PEOPLE = """A CSV table of people: columns person and role, and if need be held (python:3; law), pay, currency,
months_served."""
COLUMNS: tuple[Criterion, ...] = ("months", "learning")
"""Shown of every route."""


def ranked_by(default: Criterion) -> asking.Decorator[Any]:
    """Return the option that says what ranks."""
    return click.option(
        "--by", "matters", type=click.Choice(CRITERIA), default=default, show_default=True, help="What ranks."
    )


def query_of(explorer: Explorer, asked: dict[str, Any], start: str, goals: Iterable[str] = ()) -> RouteQuery:
    """
    Return the query that options ask.

    Raises
    ------
    click.UsageError
        It asks for what nobody can answer.
    CareerGraphError
        Something named is not in the graph.
    """
    said = querying.fields(explorer, (start, *goals), {**asked, "matters": (asked["matters"],)})
    try:
        return explorer.query(said)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error


def routes_told(
    words: CommandWords, graph: CareerGraph, criterion: Criterion, first: str, found: Sequence[tuple[str, Route]]
) -> Iterator[str]:
    """Yield routes as rows: what is found, what the route is worth, which way it goes."""
    criteria = [criterion, *(one for one in COLUMNS if one != criterion)]
    heading = ["", first, *(phrasing.column(words, one) for one in criteria), ""]
    rows = [
        [
            str(number),
            name,
            *(sentences.told_value(words, graph, one, route) for one in criteria),
            telling.by_way_of(words, graph, route),
        ]
        for number, (name, route) in enumerate(found, 1)
    ]
    yield from table([heading, *rows], right=[0])


def more_told(words: CommandWords, count: int, shown: int) -> Iterator[str]:
    """Yield how many are not shown."""
    if count > shown:
        left = words.plural("{count} more is not shown.", "{count} more are not shown.", count - shown)
        yield words.sentences((left, words("--show {count} shows all.", count=count)))


def limits_told(words: CommandWords, graph: CareerGraph, limits: Iterable[Constraint], proven: int) -> Iterator[str]:
    """Yield how far it was looked, and every limit."""
    yield words("All routes of up to {moves} were compared.", moves=words.moves(proven))
    for one in limits:
        if one.kind != "max_moves":
            yield from filled(phrasing.limit(words, graph, one), indent="  ")


def cut_told(words: CommandWords, *, complete: bool) -> Iterator[str]:
    """Yield that the search was cut, if it was."""
    if not complete:
        stopped = words("The search stopped before it was done: this is the best found so far.")
        yield from filled(words.sentences((stopped, words("Give it longer with --seconds."))))
