"""`careergraph show`: a role with the ways into it and out of it, or all roles."""

from collections.abc import Iterator
from typing import Any

import click

from careergraph.analysis.around import Around, Door
from careergraph.analysis.gap import estimated_skills
from careergraph.cli import asking, telling, writing
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.explorer import Explorer
from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.roles import Role
from careergraph.model.text import Text
from careergraph.routes.query import Budget
from careergraph.routes.route import Route
from careergraph.views import sentences
from careergraph.views.estimates import learning_is_estimate

SECONDS = 20.0
"""For the searches behind the ways in and out."""


@click.command("show")
@click.argument("role", metavar="[ROLE]", required=False)
@click.option("--as", "person", metavar="ROLE", help="Count level steps for a holder of this role.")
@asking.all_of(asking.PERSON)
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
def command(
    role: str | None,
    person: str | None,
    source: str,
    language: str,
    *,
    as_json: bool,
    **said: Any,  # noqa: ANN401 - the options of asking.PERSON
) -> None:
    """
    Show a role, or list all roles.

    ROLE is an id or a title, in any language of the graph. With --as, the level steps of its ways in and out are
    counted for a holder of that role; ways out from arriving here, so that what was gained on the way is owned.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    words = CommandWords(language)
    if role is None:
        if as_json:
            writing.say_json(explorer.roles_document())
        else:
            writing.say("\n".join(_listed(words, explorer)))
        return
    shown = explorer.role_id(role)
    profile = asking.profile(explorer, person, **said) if person else None
    budget = Budget(seconds=SECONDS)
    if as_json:
        writing.say_json(explorer.role_document(shown, profile, budget))
    else:
        around = explorer.around(shown, profile, budget)
        told = list(_told(words, explorer, around, profile))
        estimates = "≈" * any("≈" in line for line in told)
        writing.say("\n".join([*told, *telling.legend(words, estimates)]))


def _listed(words: CommandWords, explorer: Explorer) -> Iterator[str]:
    graph, summary = explorer.graph, explorer.summary()
    families = {term.id: words.within(term.title) for term in graph.metadata.families}
    heading = (words("id"), words("title"), words("family"), words("ways in"), words("ways out"))
    rows = [
        (role.id, words.within(role.title), families.get(role.family, ""), *_counts(graph, role))
        for role in graph.roles.values()
    ]
    yield from table([heading, *rows], right=(3, 4))
    yield ""
    named = " ".join(filter(None, (words.within(summary.title), summary.edition)))
    roles = words.plural("{count} role", "{count} roles", summary.roles)
    moves = words.plural("{count} move", "{count} moves", summary.transitions)
    skills = words.plural("{count} skill", "{count} skills", summary.skills)
    yield from filled(f"{named}: {words.listed((roles, moves, skills))} · {summary.version}")


def _counts(graph: CareerGraph, role: Role) -> tuple[str, str]:
    return str(len(graph.ways_in(role.id))), str(len(graph.ways_out(role.id)))


def _told(words: CommandWords, explorer: Explorer, around: Around, profile: Profile | None) -> Iterator[str]:
    graph = explorer.graph
    role = graph.role(around.role)
    yield from _heading(words, graph, role)
    yield from _usual(words, explorer, role)
    yield from _ways(words, explorer, around, profile)
    yield from _responsibilities(words, role)


def _heading(words: CommandWords, graph: CareerGraph, role: Role) -> Iterator[str]:
    shown = words.within(role.title)
    yield "  ".join(dict.fromkeys((shown, *role.title.every())))
    yield from filled(words.within(role.description))
    rows = [(name, said) for name, said in _facts(words, graph, role) if said]
    if rows:
        yield ""
        yield from table(rows)
    if role.pay:
        yield ""
        yield f"{words('Pay')}  {words.pay(role.pay)} {words.pay_unit(role.pay)}"
        yield from filled(words.within(role.pay.condition), indent="  ")


def _facts(words: CommandWords, graph: CareerGraph, role: Role) -> Iterator[tuple[str, str]]:
    terms = {term.id: words.within(term.title) for term in (*graph.metadata.families, *graph.metadata.seniorities)}
    related = {
        kind: [one.role for one in role.relations if one.kind == kind] for kind in ("distinct", "similar", "works_with")
    }
    yield words("id"), role.id
    yield words("Family, level"), words.listed(terms.get(one, one) for one in (role.family, role.seniority) if one)
    yield words("Reports to"), telling.title(words, graph, role.reports_to) if role.reports_to else ""
    yield words("Also called"), words.listed(words.within(alias) for alias in role.aliases)
    yield words("Not the same as"), words.listed(telling.title(words, graph, one) for one in related["distinct"])
    yield words("Similar to"), words.listed(telling.title(words, graph, one) for one in related["similar"])
    yield words("Works with"), words.listed(telling.title(words, graph, one) for one in related["works_with"])


def _usual(words: CommandWords, explorer: Explorer, role: Role) -> Iterator[str]:
    graph, usual = explorer.graph, explorer.usual(role.id)
    if usual:
        scale, estimated = graph.metadata.levels, estimated_skills(graph, role.id)
        yield ""
        yield words("What a holder usually holds")
        yield from table(
            [
                (
                    telling.bar(scale.highest, level),
                    telling.skill_name(words, graph, skill),
                    words.level(scale, level, estimated=skill in estimated),
                )
                for skill, level in sorted(usual.items(), key=lambda one: (-one[1], one[0]))
            ],
            indent="  ",
        )


def _ways(words: CommandWords, explorer: Explorer, around: Around, profile: Profile | None) -> Iterator[str]:
    graph = explorer.graph
    for heading, doors, inwards in (
        (words("Ways in"), around.ways_in, True),
        (words("Ways out"), around.ways_out, False),
    ):
        yield ""
        if not doors:
            yield f"{heading}: {words('none in this graph')}"
            continue
        yield heading
        yield from table(
            [_way(words, graph, door, inwards=inwards, asked=profile is not None) for door in doors], indent="  "
        )
    if profile is not None:
        yield ""
        yield from filled(_counted_for(words, graph, around, profile))


def _way(words: CommandWords, graph: CareerGraph, door: Door, *, inwards: bool, asked: bool) -> tuple[str, ...]:
    transition = door.transition
    taken = (*door.route.steps, door.step) if door.route else (door.step,)
    tails = (*door.route.roles, transition.head) if door.route else transition.pair
    counted = taken if inwards else taken[-1:]
    estimated = learning_is_estimate(graph, Route(tails, taken, {}), counted)
    learning = door.learning if inwards else door.step.learning
    return (
        telling.title(words, graph, transition.tail if inwards else transition.head),
        words.months(transition.months, estimated=transition.months_estimated),
        words.level_steps(learning, estimated=estimated),
        _how(words, door, inwards=inwards, asked=asked),
        telling.evidence(words, graph, door.step),
    )


def _how(words: CommandWords, door: Door, *, inwards: bool, asked: bool) -> str:
    if not asked:
        return ""
    if not door.is_for_the_person:
        return words("not from your role") if door.complete else words("not found in time")
    if door.here:
        return words("you are here")
    if not inwards or not door.to_get_there:
        return ""
    return words(
        "{there} to get there, then {then}", there=words.level_steps(door.to_get_there), then=int(door.step.learning)
    )


def _counted_for(words: CommandWords, graph: CareerGraph, around: Around, profile: Profile) -> str:
    holder = sentences.role_title(words, graph, profile.role)
    notes = [words("Level steps are counted for a {role}.", role=holder)]
    if around.arrival is not None:
        notes.append(words("Ways out count from arriving here: what was gained on the way in is owned."))
    if not around.complete:
        notes.append(words("Not every search came to its end: there may be ways with less to learn."))
    if not all(door.is_for_the_person for door in (*around.ways_in, *around.ways_out)):
        notes.append(words("Where no way leads there from that role, they are those of a usual holder."))
    return words.sentences(notes)


def _responsibilities(words: CommandWords, role: Role) -> Iterator[str]:
    groups: dict[str, list[Text]] = {}
    for one in role.responsibilities:
        groups.setdefault(one.group, []).append(one.text)
    for group, texts in groups.items():
        yield ""
        yield _group_name(words, group)
        for number, text in enumerate(texts, 1):
            first, *rest = filled(words.within(text), indent="     ")
            yield from (f"{number:>3}  {first.strip()}", *rest)


def _group_name(words: CommandWords, group: str) -> str:
    known = {
        "duties": words("What the post does"),
        "organisation": words("Organisation"),
        "recruitment": words("Recruitment"),
        "training": words("Training"),
        "performance": words("Performance"),
    }
    return known.get(group, group[:1].upper() + group[1:].replace("-", " ").replace("_", " "))
