"""`careergraph unavoidable`: what no route to a goal can do without."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.analysis.detours import Unavoidable
from careergraph.cli import asking, querying, refusing, telling, weighing, writing
from careergraph.cli.columns import filled
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.routes.query import Budget
from careergraph.views import sentences

EXAMPLES = """\b
Examples:
  careergraph unavoidable "R&D manager" "general manager"
  careergraph unavoidable "R&D manager" "general manager" --max-step 10
"""


@click.command("unavoidable", epilog=EXAMPLES)
@click.argument("roles", nargs=-1, metavar="FROM TO [TO]...")
@asking.all_of((*querying.FIELDS, querying.DOCUMENT, querying.SECONDS))
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
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Say what every route to a goal passes and asks.

    Roles that every route passes, and for each skill the level above yours that every route asks. What counts are all
    routes within the limits, beaten or not: another limit may make more, or less, unavoidable.

    Exits with 1 if there is no route, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    query = querying.asked_query(explorer, roles, document, asked)
    found = explorer.unavoidable(query, Budget(seconds=seconds or None))
    if as_json:
        writing.say_json(explorer.unavoidable_document(found))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer.graph, found)))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.FOUND if found.reachable else refusing.NOTHING_FOUND)


def _told(words: CommandWords, graph: CareerGraph, found: Unavoidable) -> Iterator[str]:
    goal = sentences.goals(words, graph, found.query)
    yield f"{telling.title(words, graph, found.query.profile.role)} → {goal[:1].upper()}{goal[1:]}"
    yield ""
    if not found.reachable:
        stopped = words("None found yet: the search stopped.")
        none = words("No route within these limits.") if found.complete else stopped
        yield from filled(words.sentences((none, words("`careergraph routes` says what would help."))))
        return
    yield from filled(_roles(words, graph, found))
    yield from _skills(words, graph, found)
    yield from _open(words, graph, found)
    moves = words.moves(found.hop_limit.moves)
    yield from filled(words("All routes of up to {moves} within the limits count, beaten or not.", moves=moves))


def _roles(words: CommandWords, graph: CareerGraph, found: Unavoidable) -> str:
    named = words.listed(sentences.role_title(words, graph, role) for role in found.roles)
    return words("Every route passes: {roles}.", roles=named) if named else words("No role is on every route.")


def _skills(words: CommandWords, graph: CareerGraph, found: Unavoidable) -> Iterator[str]:
    if not found.skills:
        yield words("No skill above yours is asked on every route.")
        return
    yield words("Every route asks, above what you hold:")
    for one in weighing.skills(words, graph, found.skills, [found.example] if found.example else []):
        yield from filled(one, indent="  ")


def _open(words: CommandWords, graph: CareerGraph, found: Unavoidable) -> Iterator[str]:
    """Yield what the search did not settle."""
    if found.complete:
        return
    example = [found.example] if found.example else []
    roles = [sentences.role_title(words, graph, role) for role in found.open_roles]
    left = words.listed([*roles, *weighing.skills(words, graph, found.open_skills, example)])
    said = words("The search stopped before this was settled: {what}.", what=left)
    yield from filled(words.sentences((said, words("Give it longer with --seconds."))))
