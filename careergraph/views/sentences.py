"""Sentences about steps, skills and evidence, in one place so that a picture and its table say the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.skills import AnyOf, Level, Skill
from careergraph.model.transitions import Evidence, RoleId
from careergraph.routes.answer import Answer
from careergraph.routes.query import Criterion, RouteQuery
from careergraph.routes.route import Breach, Origin, Repair, Route, State, Step, StepSkill
from careergraph.views.estimates import learning_is_estimate
from careergraph.views.words import Figure, Words, figure

MOST_SAID = 1000
"""Sentences that are remembered: there are few different ones, and hundreds on a page."""
EVIDENCE_SIGNS = {"policy": "§", "observed": "n", "expert": "”", "derived": "∴"}
"""In the order in which evidence is shown."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One kind of evidence: its sign, and what it says in words."""

    kind: str
    sign: str
    words: str


def role_title(words: Words, graph: CareerGraph, role: RoleId) -> str:
    """Return a role as it stands within a sentence."""
    return words.in_sentence(graph.role(role).title, graph.metadata.language)


def origin_tag(words: Words, graph: CareerGraph, origin: Origin) -> str:
    """Return where something was gained on the way: "from step 1", "grown as technical director"."""
    if origin.role is None:
        return words("from step {number}", number=origin.step)
    return words("grown as {role}", role=role_title(words, graph, origin.role))


def state(words: Words, graph: CareerGraph, seen: StepSkill) -> str:
    """Return the state of a skill in words, with where what was gained came from."""
    if seen.state == "owned" and seen.origin:
        if seen.origin.role is None:
            return words("owned from step {number}", number=seen.origin.step)
        return origin_tag(words, graph, seen.origin)
    named = state_name(words, seen.state)
    if seen.state in {"new", "held"} or not (seen.origin and seen.gained > 0):
        return named
    return words.clauses((named, _gained(words, graph, seen.gained, seen.origin)))


@lru_cache(MOST_SAID)
def state_name(words: Words, one: State) -> str:
    """Return a state as a legend names it."""
    return {
        "new": words("new to you"),
        "partly": words("partly held"),
        "owned": words("owned from an earlier step"),
        "held": words("held today"),
        "optional": words("optional"),
    }[one]


def _gained(words: Words, graph: CareerGraph, gained: Level, origin: Origin) -> str:
    if origin.role is None:
        return words("{levels} from step {number}", levels=gained, number=origin.step)
    return words("{levels} grown as {role}", levels=gained, role=role_title(words, graph, origin.role))


def kind(words: Words, skill: Skill) -> str:
    """Return the word that stands after the name of what is no skill in the strict sense, else nothing."""
    return {"resource": words("resource"), "credential": words("credential")}.get(skill.kind, "")


def group(words: Words, graph: CareerGraph, chosen: AnyOf) -> str:
    """Return from which choice a requirement was taken."""
    names = words.listed(words.within(graph.skills[member.skill].name) for member in chosen.members)
    return words.plural("any {count} of: {names}", "any {count} of: {names}", chosen.count, names=names)


@lru_cache(MOST_SAID)
def levels(words: Words, asked: Level, highest: Level, today: Level, gained: Level, to_learn: Level) -> str:
    """
    Return what a level bar says.

    Examples
    --------
    >>> levels(Words(), 3, 4, 1, 0, 2), levels(Words(), 4, 4, 1, 2, 1)
    ('asked 3 of 4, held 1, 2 to learn', 'asked 4 of 4, held 1 today, 2 gained on the way, 1 to learn')
    """
    then = [words("held {level} today", level=today), words("{level} gained on the way", level=gained)]
    if not gained:
        then = [words("held {level}", level=today)] if today else [words("none held")]
    learn = [words("{level} to learn", level=to_learn)] if to_learn else []
    return words.clauses([words("asked {level} of {highest}", level=asked, highest=highest), *then, *learn])


def held(words: Words, level: Level, highest: Level) -> str:
    """Return what the level bar of something held says."""
    if not level:
        return words("none held")
    return words("held {level} of {highest}", level=level, highest=highest)


def changes(words: Words, step: Step) -> str:
    """Return "keeps 2, raises 5, adds 1", without what is 0."""
    parts = (
        words("keeps {count}", count=step.keeps) if step.keeps else "",
        words("raises {count}", count=step.raises) if step.raises else "",
        words("adds {count}", count=step.adds) if step.adds else "",
    )
    return words.listed(filter(None, parts)) or words("asks nothing")


def proofs(words: Words, evidence: Sequence[Evidence], metadata: Metadata) -> tuple[Proof, ...]:
    """Return the kinds of evidence of a transition, each once and in the order they are shown."""
    return tuple(
        Proof(name, sign, _proof(words, [piece for piece in evidence if piece.kind == name], metadata))
        for name, sign in EVIDENCE_SIGNS.items()
        if any(piece.kind == name for piece in evidence)
    )


def _proof(words: Words, pieces: Sequence[Evidence], metadata: Metadata) -> str:
    best = pieces[0]
    if best.kind == "observed":
        return words("observed · {n} of {of}", n=best.n, of=best.of) if best.n else words("observed")
    if best.kind == "expert":
        count = len({piece.source for piece in pieces} - {""})
        return words.plural("expert · {count} source", "expert · {count} sources", count) if count else words("expert")
    if best.kind == "policy":
        source = _source(words, best.source, metadata)
        return words("policy · {source}", source=source) if source else words("policy")
    return words("derived · {rule}", rule=best.rule) if best.rule else words("derived")


def _source(words: Words, source_id: str, metadata: Metadata) -> str:
    titles = {source.id: source.title for source in metadata.sources}
    return words.in_sentence(titles[source_id], metadata.language) if source_id in titles else ""


def evidence_words(words: Words, shown: Iterable[Proof]) -> str:
    """Return the words beside the boxes: those of the strongest kind."""
    return next((proof.words for proof in shown), words("no evidence given"))


def step(words: Words, graph: CareerGraph, one: Step, of: int) -> str:
    """
    Return a step as it is spoken.

    "Step 2 of 3, technical director to deputy general manager, about 36 months, keeps 3, raises 3, adds 1: company
    strategy".
    """
    own = graph.metadata.language
    added = [words.in_sentence(graph.skills[seen.skill].name, own) for seen in one.skills if seen.state == "new"]
    changed = changes(words, one)
    return words.clauses(
        (
            words("Step {number} of {of}", number=one.number, of=of),
            words(
                "{tail} to {head}",
                tail=role_title(words, graph, one.transition.tail),
                head=role_title(words, graph, one.transition.head),
            ),
            spoken_months(words, one),
            words("{changes}: {names}", changes=changed, names=words.listed(added)) if added else changed,
        )
    )


def spoken_months(words: Words, one: Step) -> str:
    """Return the months of a step as they are spoken: "about 36 months"."""
    months = words.months(one.months)
    estimated = one.transition.months_estimated and one.months is not None
    return words("about {figure}", figure=months) if estimated else months


def route(words: Words, graph: CareerGraph, one: Route) -> str:
    """Return a route in one line: where from, where to, how long, how much to learn."""
    months = one.values["months"]
    spoken = words.months_of(months)
    return words.clauses(
        (
            words(
                "Route from {start} to {goal}",
                start=role_title(words, graph, one.roles[0]),
                goal=role_title(words, graph, one.goal),
            ),
            words.plural("{count} step", "{count} steps", one.moves),
            words("about {figure}", figure=spoken) if one.estimated and months.known else spoken,
            words("{levels} to learn", levels=_spoken_learning(words, graph, one)),
        )
    )


def _spoken_learning(words: Words, graph: CareerGraph, one: Route) -> str:
    steps = words.level_steps(learning(one))
    return words("about {figure}", figure=steps) if learning_is_estimate(graph, one, one.steps) else steps


def learning(one: Route) -> Level:
    """Return the level steps of a route: as many as its pictures have open squares."""
    return sum(seen.to_learn for step in one.steps for seen in step.skills)


def label(words: Words, criterion: Criterion | str) -> str:
    """Return what a route is best at; "also good" for a route that has no label."""
    return {
        "moves": words("fewest moves"),
        "months": words("fastest"),
        "learning": words("least to learn"),
        "hardest": words("gentlest"),
        "likelihood": words("likeliest"),
        "pay": words("best paid"),
        "dip": words("smallest pay dip"),
    }.get(criterion, words("also good"))


def value(words: Words, graph: CareerGraph, criterion: Criterion, one: Route) -> str:
    """Return the figure of a criterion with its unit."""
    found = one.values[criterion]
    if criterion == "months":
        return words.months_of(found, estimated=one.estimated)
    if criterion == "moves":
        return words.moves(found.known)
    if criterion in {"learning", "hardest"}:
        return learned(words, graph, found.known, one)
    if found.unknown:
        return words("not known")
    return words.share(found.known) if criterion == "likelihood" else words.grouped(found.known)


def told_value(words: Words, graph: CareerGraph, criterion: Criterion, one: Route) -> str:
    """Return the figure of a criterion as it stands among others: with its name where the unit tells too little."""
    figure_said = value(words, graph, criterion, one)
    return {
        "hardest": words("biggest step {figure}", figure=figure_said),
        "likelihood": words("likelihood {figure}", figure=figure_said),
        "pay": words("pay {figure}", figure=figure_said),
        "dip": words("pay dip {figure}", figure=figure_said),
    }.get(criterion, figure_said)


def learned(words: Words, graph: CareerGraph, count: Figure, one: Route) -> str:
    """Return an amount of learning in the unit of its route: level steps, or effort where that was asked for."""
    estimated = learning_is_estimate(graph, one, one.steps)
    if one.values["learning"].known == learning(one):
        return words.level_steps(count, estimated=estimated)
    return words.about(words("effort {figure}", figure=figure(count)), estimated=estimated)


def goals(words: Words, graph: CareerGraph, query: RouteQuery) -> str:
    """Return the goals of a query as they stand within a sentence: each, or the family that they are together."""
    family = graph.family_of(query.goals, query.profile.role)
    titles = {term.id: term.title for term in graph.metadata.families}
    if family in titles:
        return words("any role of {family}", family=words.in_sentence(titles[family], graph.metadata.language))
    return words.listed(_known_title(words, graph, goal) for goal in query.goals)


def found(words: Words, graph: CareerGraph, answer: Answer) -> str:
    """Return how many ways there are, and whether they are the best or only the best found."""
    count = len(answer.routes)
    goal = goals(words, graph, answer.query)
    ways = words.plural("{count} way to {goal}", "{count} ways to {goal}", count, goal=goal)
    if answer.complete:
        return ways
    return words("{ways}: best found, not yet best", ways=ways)


def no_route(words: Words, graph: CareerGraph, answer: Answer) -> str:
    """Return why there is no route, and the smallest change that helps."""
    why = answer.no_route
    goal = goals(words, graph, answer.query)
    if why is None or why.reason == "none_found":
        return words("No way to {goal} found yet: the search was stopped.", goal=goal)
    if why.reason == "unreachable":
        closest = _known_title(words, graph, why.closest) if why.closest else ""
        first = unreachable(words, graph, answer.query)
        second = words("The closest role you can reach is {role}.", role=closest) if closest else ""
        return " ".join(filter(None, (first, second)))
    first = words("No way to {goal} fits what was asked.", goal=goal)
    second = _repaired(words, graph, why.repairs[0]) if why.repairs else ""
    return " ".join(filter(None, (first, second)))


def unreachable(words: Words, graph: CareerGraph, query: RouteQuery) -> str:
    """Return that no route of any length joins the two."""
    goal = goals(words, graph, query)
    if not any(graph.tails_of(one) for one in query.goals):
        return words("No move in this graph leads to {goal}.", goal=goal)
    start = role_title(words, graph, query.profile.role)
    return words("No way in this graph leads from {start} to {goal}.", start=start, goal=goal)


def _repaired(words: Words, graph: CareerGraph, repair: Repair) -> str:
    changes_asked = words.listed(_change(words, breach) for breach in repair.breaches)
    return words("One does with {change}: {route}.", change=changes_asked, route=route(words, graph, repair.route))


def _change(words: Words, breach: Breach) -> str:
    """Return a change of a limit as a phrase: "at most 60 months"."""
    one, needed = breach.constraint, breach.needed
    if needed is None:
        selected = str(one.selector or "")
        return {
            "avoid": words("{thing} not avoided", thing=selected),
            "via": words("no way by {thing}", thing=selected),
        }.get(one.kind, words("any evidence"))
    figures = {
        "max_moves": words.moves(needed.known),
        "max_months": words.months_of(needed),
        "max_learning": words.level_steps(needed.known),
        "max_step": words("{levels} in one step", levels=words.level_steps(needed.known)),
        "pay_floor": words("pay down to {percent} of today's", percent=words.share(needed.known / 100)),
    }
    return words("at most {figure}", figure=figures[one.kind]) if one.kind != "pay_floor" else figures[one.kind]


def _known_title(words: Words, graph: CareerGraph, role: RoleId) -> str:
    return role_title(words, graph, role) if role in graph.roles else role
