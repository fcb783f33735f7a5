"""`careergraph next`: what can come next from a role."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from careergraph.cli import asking, refusing, telling, writing
from careergraph.cli.columns import table
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.model.profile import Profile
from careergraph.routes.route import Step


@click.command("next")
@click.argument("role", metavar="ROLE")
@asking.all_of(asking.PERSON)
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    role: str,
    source: str,
    language: str,
    *,
    as_json: bool,
    **person: Any,  # noqa: ANN401 - the options of asking.PERSON
) -> None:
    """
    Say what can come next from a role, least to learn first.

    ROLE is an id or a title, in any language of the graph. Exits with 1 if no move leads on.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    profile = asking.profile(explorer, role, **person)
    moves = explorer.next_moves(profile)
    if as_json:
        writing.say_json(explorer.next_document(profile))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer, profile, moves)))
    context.exit(refusing.FOUND if moves else refusing.NOTHING_FOUND)


def _told(words: CommandWords, explorer: Explorer, profile: Profile, moves: Sequence[Step]) -> Iterator[str]:
    graph = explorer.graph
    yield telling.title(words, graph, profile.role)
    yield ""
    if not moves:
        yield words("No move in this graph leaves this role.")
        return
    yield words.plural(
        "{count} move leads on; least to learn first.", "{count} moves lead on; least to learn first.", len(moves)
    )
    yield ""
    facts = [telling.lone_step(words, graph, step) for step in moves]
    heading = ("", words("months"), words("to learn"), "", words("evidence"))
    rows = [(one.head.text, one.months, one.learning, one.changes, one.evidence) for one in facts]
    told = table([heading, *rows])
    yield from told
    yield ""
    yield words("`careergraph gap FROM TO` tells what a move asks, skill by skill.")
    yield from telling.assumed(words, graph, profile.role, explorer.holds(profile))
    yield from telling.legend(words, "\n".join(told))
