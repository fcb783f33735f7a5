"""`careergraph routes`: the routes from a role to a goal, and what each asks of a person."""

from typing import Any

import click

from careergraph.cli import asking, querying, writing
from careergraph.cli.answering import Telling
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.routes.answer import Answer
from careergraph.routes.query import Budget, RouteQuery

MOST_COMPARED = 50
"""Routes that are counted, to say how many are beaten."""
GLANCE = Budget(seconds=1)
"""What the search for the likeliest route may spend, beside the answer."""
EXAMPLES = """\b
Examples:
  careergraph routes "R&D manager" founder
  careergraph routes "R&D manager" "general manager" --matters months,hardest
  careergraph routes "R&D manager" founder --held "team leadership:3" --held funds
"""


@click.command("routes", epilog=EXAMPLES)
@click.argument("roles", nargs=-1, metavar="FROM TO [TO]...")
@asking.all_of((*querying.FIELDS, querying.DOCUMENT, querying.SECONDS))
@click.option("--route", "letters", multiple=True, metavar="LETTER", help="Tell the steps of this route.")
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
    letters: tuple[str, ...],
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Find routes from a role to a goal, or to several.

    Roles are named by id or by title, in any language of the graph. What was learned for one step is owned at the
    next. The options are the fields of a query document; what is given here wins over --query.

    Exits with 1 if there is no route, with 3 if the search was cut short.
    """
    asking_on = asking.Asking(source, language, as_json)
    explorer = asking_on.explorer
    query = querying.asked_query(explorer, roles, document, asked)
    budget = Budget(seconds=seconds or None)
    answer = explorer.routes(query, budget)
    chosen = querying.chosen_letters(answer, letters)
    if as_json:
        writing.say_json(answer.to_dict())
    else:
        every, likeliest = all_routes(explorer, query, answer, budget), explorer.likeliest(query, GLANCE)
        told = Telling(CommandWords(language), explorer.graph, answer, seconds, every, likeliest)
        writing.say("\n".join(told.lines(chosen)))
    context.exit(querying.exit_code(answer))


def all_routes(explorer: Explorer, query: RouteQuery, answer: Answer, budget: Budget) -> int | None:
    """Return how many routes there are in all, beaten or not; None where that is not known."""
    if not answer.complete or not answer.routes or len(query.matters) == 1:
        return None
    every = explorer.every_route(query, MOST_COMPARED, budget)
    return None if every is None else len(every)
