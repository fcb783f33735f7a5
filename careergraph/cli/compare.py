"""`careergraph compare`: two routes side by side."""

from dataclasses import replace
from typing import Any

import click

from careergraph.cli import asking, querying, refusing, telling, writing
from careergraph.cli.answering import Telling
from careergraph.cli.beside import Beside
from careergraph.cli.words import CommandWords
from careergraph.routes.answer import Answer
from careergraph.routes.query import Budget, RouteQuery

TWO = 2
EXAMPLES = """\b
Examples:
  careergraph compare "R&D manager" "general manager"
  careergraph compare "R&D manager" "general manager" A B --matters months,hardest
"""


@click.command("compare", epilog=EXAMPLES)
@click.argument("words", nargs=-1, metavar="FROM TO [A B]")
@asking.all_of((*querying.FIELDS, querying.DOCUMENT, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    words: tuple[str, ...],
    document: str | None,
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Put two routes side by side.

    Says where they part, what each asks at which step, and what changing over would cost. A and B are letters (or
    numbers) of the routes that `careergraph routes` finds with the same options; without them the first two. With
    --query, FROM and TO are left out. One criterion alone finds two routes unless -k says more.

    Where there are not two routes, the answer itself is printed, and the command exits with 1.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    roles, letters = ((), words) if document and len(words) <= TWO else (words[:TWO], words[TWO:])
    query = _several(querying.asked_query(explorer, roles, document, asked))
    answer = explorer.routes(query, Budget(seconds=seconds or None))
    pair = chosen(answer, letters)
    told = Telling(CommandWords(language), explorer.graph, answer, seconds)
    if pair is None:
        _say_answer(told, as_json=as_json)
        context.exit(refusing.NOTHING_FOUND if answer.complete else refusing.CUT)
    first, second = (answer[number] for number in pair)
    if as_json:
        writing.say_json(explorer.compare_document(query, first, second))
    else:
        writing.say("\n".join(Beside(told, explorer.compare(query, first, second), pair).lines()))
    context.exit(refusing.FOUND if answer.complete else refusing.CUT)


def chosen(answer: Answer, names: tuple[str, ...]) -> tuple[int, int] | None:
    """
    Return the places (from 0) of the two routes that letters or numbers name; None where there are not two.

    Raises
    ------
    click.BadParameter
        There is no such route, or not two are named.
    """
    if len(answer) < TWO and len(set(names)) <= TWO:
        return None
    letters = [telling.letter(int(name)) if name.isdecimal() else name for name in names]
    known = querying.chosen_letters(answer, tuple(letters) or ("A", "B"))
    places = [telling.letter(number) for number in range(1, len(answer) + 1)]
    if len(set(known)) != TWO:
        raise click.BadParameter("Name two routes, such as A B, or none for the first two.", param_hint="A B")
    return places.index(known[0]), places.index(known[1])


def _several(query: RouteQuery) -> RouteQuery:
    return replace(query, k=max(query.k, TWO)) if len(query.matters) == 1 else query


def _say_answer(found: Telling, *, as_json: bool) -> None:
    if as_json:
        writing.say_json(found.answer.to_dict())
        return
    writing.say("\n".join(found.lines()))
    writing.say(f"\n{found.words('There are not two routes to compare.')}")
