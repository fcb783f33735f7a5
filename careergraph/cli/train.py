"""`careergraph train`: what to teach people who have no route to a role."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.cli import asking, phrasing, querying, refusing, telling, within, writing
from careergraph.cli.columns import filled
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.routes.query import Budget
from careergraph.routes.survey.training import Training
from careergraph.views.words import figure

EXAMPLES = """\b
Example:
  careergraph train "general manager" --people staff.csv --max-step 6 --share 0.5
"""
MAX_MOVES = querying.FIELDS[5]


@click.command("train", epilog=EXAMPLES)
@click.argument("role", metavar="GOAL")
@click.option("--people", "path", type=click.Path(), required=True, metavar="FILE", help=within.PEOPLE)
@click.option("--share", default="0.5", show_default=True, metavar="SHARE", help="How many of those without a route.")
@asking.all_of((MAX_MOVES, *within.LIMITS, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    role: str,
    path: str,
    share: str,
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Say what to teach people who have no route to a role.

    Told is the least that, taught to everybody, gives at least a share of those without a route within the limits
    one. Teaching helps only where --max-learning or --max-step limit what is learned on the way.

    Exits with 1 if no training does, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    query = within.query_of(explorer, {**asked, "matters": "learning"}, role, [role])
    try:
        found = explorer.training(query, explorer.people(path), share, Budget(seconds=seconds or None))
    except ValueError as error:
        if "share" in str(error) or "number" in str(error):
            raise click.BadParameter(f"{error}.", param_hint="--share") from error
        raise
    if as_json:
        writing.say_json(explorer.headed(found))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer, found)))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.NOTHING_FOUND if found.raises is None else refusing.FOUND)


def _told(words: CommandWords, explorer: Explorer, found: Training) -> Iterator[str]:
    graph = explorer.graph
    yield telling.title(words, graph, found.query.goals[0])
    yield ""
    if found.complete or found.stuck:
        yield words.plural(
            "{count} person has no route within these limits.",
            "{count} people have no route within these limits.",
            len(found.stuck),
        )
        yield from filled(words.listed(found.stuck), indent="  ")
    for one in found.constraints:
        yield from filled(phrasing.limit(words, graph, one), indent="  ")
    yield ""
    if found.raises is None:
        none = words("No training gives {count} of them a route.", count=found.needed)
        yield none if found.complete else words("None found yet: the search stopped.")
    elif not found.stuck:
        yield words("Nobody needs a training.")
    else:
        yield from _taught(words, explorer, found)
    if not found.complete:
        yield from filled(words("No training of less than {count} level steps does.", count=figure(found.lower_bound)))
        yield words("Give it longer with --seconds.")


def _taught(words: CommandWords, explorer: Explorer, found: Training) -> Iterator[str]:
    taught = words.listed(telling.levels_held(words, explorer.graph, found.raises or ()))
    if found.complete:
        yield from filled(words("The least that gives {count} of them a route: {skills}.", count=found.needed,
                                skills=taught))  # fmt: skip
    else:
        yield from filled(words("Best found, not yet least: {skills}.", skills=taught))
    yield words.plural(
        "{count} level step beyond what all of them hold.",
        "{count} level steps beyond what all of them hold.",
        found.size or 0,
    )
    yield from filled(words("With a route then: {people}.", people=words.listed(found.freed)))
