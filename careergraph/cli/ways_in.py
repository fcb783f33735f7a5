"""`careergraph ways-in`: who can reach a role."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from careergraph.cli import asking, phrasing, querying, refusing, telling, within, writing
from careergraph.cli.columns import filled
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.model.people import Person
from careergraph.model.profile import Profile
from careergraph.routes.query import Budget
from careergraph.routes.survey.ways_in import WayIn, WaysIn

EXAMPLES = """\b
Examples:
  careergraph ways-in "general manager"
  careergraph ways-in "general manager" --people staff.csv --by learning
"""


@click.command("ways-in", epilog=EXAMPLES)
@click.argument("role", metavar="ROLE")
@click.option("--people", "path", type=click.Path(), metavar="FILE", help=within.PEOPLE)
@within.ranked_by("months")
@asking.all_of((within.MAX_MOVES, *within.LIMITS, within.SHOW, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    role: str,
    path: str | None,
    show: int,
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    List who can reach a role: holders of other roles, or people.

    ROLE is an id or a title, in any language of the graph. Of each other role the usual holder is looked at; with
    --people each person of a table, with what they hold themselves.

    Exits with 1 if nobody can, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    people = explorer.people(path) if path else ()
    query = within.query_of(explorer, asked, role, [role])
    found = explorer.ways_in(query, people, Budget(seconds=seconds or None))
    if as_json:
        writing.say_json(explorer.headed(found))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer, found, people, show)))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.FOUND if found else refusing.NOTHING_FOUND)


def _told(
    words: CommandWords, explorer: Explorer, found: WaysIn, people: tuple[Person, ...], show: int
) -> Iterator[str]:
    graph = explorer.graph
    yield telling.title(words, graph, found.query.goals[0])
    yield ""
    criterion = phrasing.criterion(words, found.criterion)
    if people:
        yield words.plural(
            "{count} person can get here; ranked by {criterion}.",
            "{count} people can get here; ranked by {criterion}.",
            len(found),
            criterion=criterion,
        )
    else:
        yield words.plural(
            "From {count} role one can get here; ranked by {criterion}.",
            "From {count} roles one can get here; ranked by {criterion}.",
            len(found),
            criterion=criterion,
        )
    yield from within.limits_told(words, graph, found.constraints, found.proven_moves)
    yield from within.cut_told(words, complete=found.complete)
    if found:
        yield ""
        yield from _listed(words, explorer, found, {one.id: one.profile for one in people}, show)
    if found.without:
        yield ""
        yield from filled(words("No route within these limits: {people}.", people=words.listed(found.without)))


def _listed(
    words: CommandWords, explorer: Explorer, found: WaysIn, profiles: Mapping[str, Profile], show: int
) -> Iterator[str]:
    graph = explorer.graph

    def named(one: WayIn) -> str:
        role = telling.title(words, graph, one.start)
        return words("{person}, {role}", person=one.person, role=role) if one.person else role

    shown = [
        (named(one), explorer.walked(found.query, one, profiles.get(one.person) or Profile(one.start)))
        for one in found.found[:show]
    ]
    first = words("person") if profiles else words("role")
    told = list(within.routes_told(words, graph, found.criterion, first, shown))
    yield from told
    yield from within.more_told(words, len(found), len(shown))
    yield from telling.legend(words, "\n".join(told))
