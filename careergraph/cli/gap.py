"""`careergraph gap`: what a role asks of a person."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.analysis.gap import Gap
from careergraph.cli import asking, refusing, telling, writing
from careergraph.cli.columns import filled
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.model.profile import Profile
from careergraph.views import sentences


@click.command("gap")
@click.argument("start", metavar="FROM")
@click.argument("role", metavar="TO")
@asking.all_of(asking.PERSON)
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    start: str,
    role: str,
    source: str,
    language: str,
    *,
    as_json: bool,
    **person: Any,  # noqa: ANN401 - the options of asking.PERSON
) -> None:
    """
    Say what a role asks of a person, skill by skill.

    FROM is the role you hold, TO the one you look at: ids or titles, in any language of the graph. Where no move leads
    straight from one to the other, what counts is what every way into TO asks, and what one learns there.

    Exits with 1 if the graph says nothing of what TO asks.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    profile = asking.profile(explorer, start, **person)
    goal = explorer.role_id(role)
    gap = explorer.gap(profile, goal)
    if as_json:
        writing.say_json(explorer.gap_document(profile, goal))
    else:
        writing.say("\n".join(_told(CommandWords(language), explorer, profile, gap)))
    context.exit(refusing.NOTHING_FOUND if gap.by == "unknown" else refusing.FOUND)


def _told(words: CommandWords, explorer: Explorer, profile: Profile, gap: Gap) -> Iterator[str]:
    graph = explorer.graph
    if gap.by == "unknown":
        yield from filled(
            words("The graph does not say what {role} asks.", role=sentences.role_title(words, graph, gap.role))
        )
        return
    facts = telling.lone_step(words, graph, gap.seen)
    told = list(telling.step_lines(words, facts)) if gap.step else list(_usual(words, explorer, gap))
    yield from told
    yield from telling.assumed(words, graph, profile.role, explorer.holds(profile), gap.skills)
    yield from telling.legend(words, "\n".join(told))


def _usual(words: CommandWords, explorer: Explorer, gap: Gap) -> Iterator[str]:
    graph = explorer.graph
    facts = telling.lone_step(words, graph, gap.seen)
    yield f"{facts.tail.text} → {facts.head.text}"
    if gap.start == gap.role:
        yield from filled(words("You are there already. This is what the role usually asks."), indent="  ")
    else:
        said = words(
            "No move leads straight there. This is what every way into the role asks, and what one learns there."
        )
        yield from filled(said, indent="  ")
    yield f"  {facts.changes} · {facts.learning}"
    yield from telling.skill_lines(words, facts.skills)
