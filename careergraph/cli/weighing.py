"""What is weighed before one chooses, in words: what a likelier route costs, regrets, and skills with their levels."""

from collections.abc import Iterable, Sequence

from careergraph.cli import telling
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.routes.query import Criterion
from careergraph.routes.route import Route, Value
from careergraph.views import sentences
from careergraph.views.estimates import learning_is_estimate
from careergraph.views.words import figure


def likeliest(words: CommandWords, graph: CareerGraph, routes: Sequence[Route], route: Route) -> str:
    """Return the likeliest route beside the first of an answer, and what it costs to go it."""
    share = words.share(route.values["likelihood"].known)
    for number, one in enumerate(routes, 1):
        if one.roles == route.roles:
            return words("{letter} is also the likeliest of all: {share}.", letter=telling.letter(number), share=share)
    way = telling.by_way_of(words, graph, route)
    said = words("The likeliest of all is another one, {way}: {share}.", way=way, share=share)
    against = words("Against A: {changes}.", changes=words.listed(changes(words, graph, routes[0], route)))
    return words.sentences((said, against, words("It is the one whose moves most people made.")))


def changes(words: CommandWords, graph: CareerGraph, one: Route, other: Route) -> Iterable[str]:
    """Yield by how much another route is longer, and asks more to be learned."""
    before, after = one.values["months"], other.values["months"]
    if before.unknown or after.unknown:
        yield words("months not known")
    else:
        months, estimated = after.known - before.known, one.estimated or other.estimated
        told = words.about(words.plural("{count} month", "{count} months", abs(months)), estimated=estimated)
        longer = words("{figure} longer", figure=told) if months > 0 else words("as long")
        yield words("{figure} shorter", figure=told) if months < 0 else longer
    steps = other.values["learning"].known - one.values["learning"].known
    more = sentences.learned(words, graph, abs(steps), other if steps >= 0 else one)
    much = words("{figure} more to learn", figure=more) if steps > 0 else words("as much to learn")
    yield words("{figure} less to learn", figure=more) if steps < 0 else much


def regret(words: CommandWords, graph: CareerGraph, criterion: Criterion, value: Value, routes: Sequence[Route]) -> str:
    """Return how much worse a route is than the best one; both are given."""
    if criterion == "likelihood":
        told = words.share(value.known) if value.known else "0"
    else:
        estimated = bool(value.known) and any(_is_estimate(graph, criterion, route) for route in routes)
        told = words.about(figure(value.known), estimated=estimated)
    if not value.unknown:
        return told
    return f"{told} + {words.plural('{count} step not known', '{count} steps not known', value.unknown)}"


def _is_estimate(graph: CareerGraph, criterion: Criterion, route: Route) -> bool:
    if criterion == "months":
        return route.estimated
    return criterion in {"learning", "hardest"} and learning_is_estimate(graph, route, route.steps)


def skills(
    words: CommandWords, graph: CareerGraph, levels: Iterable[tuple[SkillId, Level]], routes: Iterable[Route]
) -> list[str]:
    """Return skills with a level, by name, ≈ before those that some route asks by estimate."""
    estimated = {seen.skill for route in routes for step in route.steps for seen in step.skills if seen.estimated}
    return sorted(telling.levels_held(words, graph, levels, estimated))
