"""`careergraph learn`: what to learn next, and what changes with it."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.cli import asking, phrasing, querying, refusing, telling, within, writing
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.routes.query import Budget
from careergraph.routes.survey.leverage import Leverage
from careergraph.routes.survey.what_if import WhatIf
from careergraph.views import sentences

EXAMPLES = """\b
Examples:
  careergraph learn "R&D manager" --max-learning 12
  careergraph learn "R&D manager" --raise "team leadership:3" --to "general manager"
"""
RAISE = "See what changes with a skill learned, to a level (1 unsaid). Repeat it for more."


@click.command("learn", epilog=EXAMPLES)
@click.argument("role", metavar="ROLE")
@click.option("--raise", "learned", multiple=True, metavar="SKILL[:LEVEL]", help=RAISE)
@click.option("--to", "goals", multiple=True, metavar="GOAL", help="With --raise: tell its routes that get better.")
@within.ranked_by("learning")
@asking.all_of((*within.PERSON, within.MAX_MOVES, *within.LIMITS, within.SHOW, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    role: str,
    learned: tuple[str, ...],
    goals: tuple[str, ...],
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - how many are shown, and the fields of a query, from the options above
) -> None:
    """
    Say what to learn next, by the roles it opens or brings nearer.

    ROLE is an id or a title, in any language of the graph. A role is opened by what is learned if a route within the
    limits leads there only then, and nearer if its first route gets better. What is learned beforehand counts as
    learned: it is not in the learning of the routes. With --raise it is told what changes with just that.

    Exits with 1 if nothing changes, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    if goals and not learned:
        raise click.UsageError("--to tells which routes get better with --raise; say what is learned.")
    budget, show = Budget(seconds=seconds or None), asked.pop("show")
    query = within.query_of(explorer, asked, role, goals if learned else ())
    found: Leverage | WhatIf
    if learned:
        found = explorer.what_if(query, asking.declared(explorer, learned), budget)
        changes = bool(found.opened or found.nearer or found.routes)
        told = _what_changes(CommandWords(language), explorer, found, show)
    else:
        found = explorer.leverage(query, budget)
        changes = bool(found)
        told = _what_helps(CommandWords(language), explorer, found, show)
    if as_json:
        writing.say_json(explorer.headed(found))
    else:
        writing.say("\n".join(told))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.FOUND if changes else refusing.NOTHING_FOUND)


def _what_helps(words: CommandWords, explorer: Explorer, found: Leverage, show: int) -> Iterator[str]:
    graph, query = explorer.graph, found.query
    yield telling.title(words, graph, query.profile.role)
    yield ""
    if not found:
        yield from filled(words("Nothing that can be learned opens a role or brings one nearer."))
    criterion = phrasing.criterion(words, query.matters[0])
    yield from filled(words("Nearer means better by {criterion}.", criterion=criterion))
    yield from within.limits_told(words, graph, found.constraints, found.proven_moves)
    yield from within.cut_told(words, complete=found.complete)
    if found:
        yield ""
        heading = [words("learn"), words("level steps"), words("opens"), words("brings nearer")]
        rows = [
            [
                *telling.levels_held(words, graph, [(one.skill, one.level)]),
                str(one.weight),
                str(len(one.opened)),
                str(len(one.nearer)),
            ]
            for one in found.raises[:show]
        ]
        yield from table([heading, *rows], right=[1, 2, 3])
        yield from within.more_told(words, len(found), min(show, len(found)))
        yield ""
        yield words("`careergraph learn ROLE --raise SKILL:LEVEL` tells which roles.")


def _what_changes(words: CommandWords, explorer: Explorer, found: WhatIf, show: int) -> Iterator[str]:
    graph, query = explorer.graph, found.then.query
    learned = words.listed(telling.levels_held(words, graph, found.learned))
    yield telling.title(words, graph, query.profile.role)
    yield words("With {skills} learned", skills=learned) if learned else words("You hold all of this already.")
    yield ""
    yield from within.limits_told(words, graph, found.then.constraints, found.then.proven_moves)
    yield from within.cut_told(words, complete=found.complete)
    yield ""
    yield words.plural("{count} role opens.", "{count} roles open.", len(found.opened))
    criterion = found.then.criterion
    opened = [(telling.title(words, graph, one.role), explorer.walked(query, one)) for one in found.opened[:show]]
    if opened:
        yield from within.routes_told(words, graph, criterion, words("role"), opened)
    yield ""
    yield words.plural("{count} role comes nearer.", "{count} roles come nearer.", len(found.nearer))
    nearer = [(telling.title(words, graph, one.then.role), explorer.walked(query, one.then)) for one in found.nearer]
    if nearer:
        yield from within.routes_told(words, graph, criterion, words("role"), nearer[:show])
    if found.routes:
        yield ""
        yield words.plural("{count} route gets better.", "{count} routes get better.", len(found.routes))
        better = [(sentences.role_title(words, graph, one.route.goal), one.route) for one in found.routes[:show]]
        yield from within.routes_told(words, graph, criterion, words("role"), better)
