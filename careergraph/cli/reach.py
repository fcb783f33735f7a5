"""`careergraph reach`: what is within reach of a role."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.cli import asking, phrasing, querying, refusing, telling, within, writing
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.routes.query import Budget
from careergraph.routes.survey.reach import Reach

EXAMPLES = """\b
Examples:
  careergraph reach "R&D manager"
  careergraph reach "R&D manager" --max-months 60 --by learning
"""


@click.command("reach", epilog=EXAMPLES)
@click.argument("role", metavar="ROLE")
@within.ranked_by("months")
@asking.all_of((*within.PERSON, within.MAX_MOVES, *within.LIMITS, within.SHOW, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    role: str,
    show: int,
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    List what is within reach of a role, each with its first route.

    ROLE is an id or a title, in any language of the graph. Every role that some route within the limits leads to is
    listed, the first by what ranks first. What was learned for one step is owned at the next.

    Exits with 1 if nothing is within reach, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    found = explorer.reach(within.query_of(explorer, asked, role), Budget(seconds=seconds or None))
    if as_json:
        writing.say_json(explorer.headed(found))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer, found, show)))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.FOUND if found else refusing.NOTHING_FOUND)


def _told(words: CommandWords, explorer: Explorer, found: Reach, show: int) -> Iterator[str]:
    graph, query = explorer.graph, found.query
    yield telling.title(words, graph, query.profile.role)
    yield ""
    yield words.plural(
        "{count} role is within reach; ranked by {criterion}.",
        "{count} roles are within reach; ranked by {criterion}.",
        len(found),
        criterion=phrasing.criterion(words, found.criterion),
    )
    yield from within.limits_told(words, graph, found.constraints, found.proven_moves)
    yield from within.cut_told(words, complete=found.complete)
    if not found:
        return
    yield ""
    shown = [(telling.title(words, graph, one.role), explorer.walked(query, one)) for one in found.reached[:show]]
    told = list(within.routes_told(words, graph, found.criterion, words("role"), shown))
    yield from told
    yield from within.more_told(words, len(found), len(shown))
    yield ""
    yield words("`careergraph routes FROM TO` tells the ways to one of them.")
    yield from telling.assumed(words, graph, query.profile.role, explorer.holds(query.profile))
    yield from telling.legend(words, "\n".join(told))
