"""Where there is no route: why, and what would help."""

from collections.abc import Iterator

from careergraph.cli import phrasing, telling
from careergraph.cli.columns import filled
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.routes.answer import Answer
from careergraph.routes.route import NoRoute, Route
from careergraph.views import sentences


def why_none(words: CommandWords, graph: CareerGraph, answer: Answer, why: NoRoute) -> Iterator[str]:
    """Yield the reason, the smallest change that helps, what to learn first, and the closest role."""
    goals = sentences.goals(words, graph, answer.query)
    if why.reason == "unreachable":
        yield from filled(sentences.unreachable(words, graph, answer.query))
    if why.reason == "constraints":
        yield from filled(words("No way to {goal} fits these limits.", goal=goals))
    yield from _repairs(words, graph, why)
    if why.skill:
        (held,) = telling.levels_held(words, graph, [why.skill])
        yield from filled(words("Learned first, this opens a way within the limits: {skill}.", skill=held), indent="  ")
    if why.closest:
        role = sentences.role_title(words, graph, why.closest)
        yield from filled(words("The closest role you can reach is {role}.", role=role), indent="  ")
        if why.closest_route:
            yield from filled(in_a_line(words, graph, why.closest_route), indent="    ")


def _repairs(words: CommandWords, graph: CareerGraph, why: NoRoute) -> Iterator[str]:
    for number, repair in enumerate(why.repairs):
        change = words.clauses(phrasing.change(words, graph, one) for one in repair.breaches)
        told = words("Or: {change}.", change=change) if number else words("What would help: {change}.", change=change)
        yield from filled(told, indent="  ")
        yield from filled(in_a_line(words, graph, repair.route), indent="    ")


def in_a_line(words: CommandWords, graph: CareerGraph, route: Route) -> str:
    """Return a route with how long it takes and what it asks, in one line."""
    titles = " → ".join(telling.title(words, graph, role) for role in route.roles)
    learning = sentences.learned(words, graph, route.values["learning"].known, route)
    return f"{titles} · {words.months_of(route.values['months'], estimated=route.estimated)} · {learning}"
