"""`careergraph schedule`: what a route asks to be learned, and for which move it has to be there."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.cli import asking, querying, telling, writing
from careergraph.cli.answering import Telling
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.routes.query import Budget
from careergraph.routes.route import Route
from careergraph.views.learning import Moment, moments
from careergraph.views.printable import plain


@click.command("schedule")
@click.argument("roles", nargs=-1, metavar="FROM TO [TO]...")
@asking.all_of((*querying.FIELDS, querying.DOCUMENT, querying.SECONDS))
@click.option("--route", "letter", default="A", metavar="LETTER", help="Of this route.  [default: A]")
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    roles: tuple[str, ...],
    document: str | None,
    seconds: float,
    letter: str,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Say what a route asks to be learned, and when.

    What a move asks is due at the latest when the move is made; learning adds no months. Each skill is told with how
    many later steps ask it again. LETTER is that of a route that `careergraph routes` finds with the same options.

    Where there is no route, the answer itself is printed, and the command exits with 1.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    query = querying.asked_query(explorer, roles, document, asked)
    answer = explorer.routes(query, Budget(seconds=seconds or None))
    told = Telling(CommandWords(language), explorer.graph, answer, seconds)
    if not answer.routes:
        writing.say_json(answer.to_dict()) if as_json else writing.say("\n".join(told.lines()))
        context.exit(querying.exit_code(answer))
    (chosen,) = querying.chosen_letters(answer, (letter,))
    route = next(one for number, one in enumerate(answer, 1) if telling.letter(number) == chosen)
    if as_json:
        writing.say_json(explorer.schedule_document(query, route))
    else:
        writing.say("\n".join(_told(told, chosen, route)))
    context.exit(querying.exit_code(answer))


def _told(told: Telling, letter: str, route: Route) -> Iterator[str]:
    words = told.words
    yield telling.title(words, told.graph, route.roles[0])
    yield ""
    yield f"{letter}  {told.labels(route)}"
    yield from filled(told.way(route), indent="   ")
    lines = [line for one in moments(words, told.graph, route) for line in _moment(one)]
    yield from lines or ["", words("Nothing is left to learn on this route.")]
    yield from telling.legend(words, "\n".join(lines))


def _moment(one: Moment) -> Iterator[str]:
    yield ""
    yield from filled(plain(one.heading))
    rows = [
        (
            telling.bar(seen.highest, min(seen.seen.today, seen.seen.asked), seen.gained, seen.seen.to_learn),
            plain(seen.name.text),
            f"{seen.then} → {seen.asked}",
            again,
        )
        for seen, again in one.lessons
    ]
    yield from table(rows, indent="  ")
