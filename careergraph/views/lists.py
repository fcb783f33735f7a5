"""A route as an ordered list, for narrow screens, and the legend of the marks that occur."""

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import STATES, Route
from careergraph.views.facts import Name, RouteFacts, SkillFacts, StepFacts, route_facts
from careergraph.views.marks import Levels, bar, each_proof, state_mark
from careergraph.views.markup import identifier, joined, tag
from careergraph.views.rows import parted, said_of
from careergraph.views.sentences import state_name
from careergraph.views.stations import station
from careergraph.views.words import Words


def named(name: Name, element: str = "span", **attributes: object) -> Markup:
    """Return a name of the graph, marked with its language where that is another than the page's."""
    return tag(element, name.text, lang=name.language, **attributes)


def route_list(graph: CareerGraph, route: Route, *, language: str = "en", prefix: str = "r") -> Markup:
    """Return a route as an ordered list: role, step, months, what it keeps, skills, evidence, next role."""
    words = Words(language)
    return listed(words, route_facts(words, graph, route), prefix)


def listed(words: Words, facts: RouteFacts, prefix: str) -> Markup:
    """Return what there is to tell of a route as an ordered list."""
    legs = [_leg(words, step, prefix, first=step.number == 1) for step in facts.steps]
    return tag(
        "ol", *legs, _end(words, facts), class_="cg-list", id=identifier(prefix, "list"), aria_label=facts.sentence
    )


def _leg(words: Words, step: StepFacts, prefix: str, *, first: bool) -> Markup:
    heading = tag("b", words("Step {number} of {of}", number=step.number, of=step.of))
    return tag(
        "li",
        _station("here" if first else "way", low=first),
        tag("p", words("you are here"), class_="cg-note") if first else None,
        named(step.tail, "p", class_="cg-role"),
        tag("p", heading, " ", length(step), class_="cg-length"),
        tag("p", f"{step.changes} · {step.learning}", class_="cg-note"),
        *_skills(words, step.skills),
        tag("p", each_proof(step.proofs) if step.proofs else step.evidence, class_="cg-note cg-proofs"),
        class_="cg-leg",
        id=identifier(prefix, f"list-step-{step.number}"),
    )


def length(step: StepFacts) -> str:
    """Return the months of a step, with their range where one is known."""
    return f"{step.months} ({step.spread})" if step.spread else step.months


def _end(words: Words, facts: RouteFacts) -> Markup:
    note = words("your goal") if facts.steps else words("You are there already.")
    sums = " · ".join(filter(None, (facts.months, facts.learning, facts.effort)))
    return tag(
        "li",
        _station("goal" if facts.steps else "here", low=True),
        tag("p", note, class_="cg-note"),
        named(facts.roles[-1], "p", class_="cg-role"),
        tag("p", tag("b", words("In all")), " ", sums, class_="cg-length") if facts.steps else None,
        class_="cg-leg cg-last",
    )


def _station(kind: str, *, low: bool) -> Markup:
    name = "cg-stop cg-low" if low else "cg-stop"
    return tag("svg", station(kind, 9.5, 9.5), class_=name, width=19, height=19, aria_hidden="true")


def _skills(words: Words, skills: Sequence[SkillFacts]) -> Iterator[Markup]:
    """Yield the skills of a step; the rest of a long list is folded away, as the picture leaves it to the table."""
    shown, rest = parted(skills)
    yield tag("ul", *(_skill(words, one) for one in shown), class_="cg-skills")
    if rest:
        folded = tag("ul", *(_skill(words, one) for one in rest), class_="cg-skills")
        yield tag("details", tag("summary", said_of(words, rest)), folded, class_="cg-fold")


def _skill(words: Words, one: SkillFacts) -> Markup:
    below = tag("span", one.tag, class_="cg-note") if one.tag else None
    return tag(
        "li",
        state_mark(words, one.seen.state),
        tag("span", skill_name(one), below, class_="cg-what"),
        bar(words, Levels.of(one)),
        class_=f"cg-{one.seen.state}",
    )


def skill_name(one: SkillFacts) -> Markup:
    """Return the name of a skill, and the word after it for resources and credentials."""
    kind = joined((" ", tag("span", one.kind, class_="cg-kind"))) if one.kind else None
    return tag("span", named(one.name), kind, class_="cg-name")


def legend(graph: CareerGraph, routes: Iterable[Route], *, language: str = "en") -> Markup:
    """Return what the marks and squares that occur in some routes mean, and no others."""
    words = Words(language)
    return legend_of(words, [route_facts(words, graph, route) for route in routes])


def legend_of(words: Words, told: Iterable[RouteFacts]) -> Markup:
    """Return what the marks and squares mean that occur in what there is to tell of some routes."""
    shown = [one for facts in told for step in facts.steps for one in step.skills]
    occurring = {one.seen.state for one in shown}
    states = (
        tag("li", state_mark(words, state), " ", state_name(words, state)) for state in STATES if state in occurring
    )
    levels = _sample([Levels.of(one) for one in shown])
    return tag(
        "ul", *states, _bar_legend(words, levels) if levels else None, class_="cg-legend", aria_label=words("legend")
    )


def _sample(bars: Iterable[Levels]) -> Levels | None:
    """Return a bar that has a square of each kind that occurs; None where no bar is drawn."""
    drawn = [bar for bar in bars if bar.drawn]
    today = 2 * any(bar.today for bar in drawn)
    gained = int(any(bar.gained for bar in drawn))
    to_learn = int(any(bar.to_learn for bar in drawn))
    asked = today + gained + to_learn
    return Levels(asked, asked, today, gained, to_learn) if asked else None


def _bar_legend(words: Words, levels: Levels) -> Markup:
    parts = (
        words("{levels} held today", levels=levels.today) if levels.today else "",
        words("{levels} gained on the way", levels=levels.gained) if levels.gained else "",
        words("{levels} to learn", levels=levels.to_learn) if levels.to_learn else "",
    )
    said = words.clauses(parts)
    rule = tag("b", words("each open square is one level step")) if levels.to_learn else None
    return tag("li", bar(words, levels), tag("span", said, words.colon if rule else None, rule))
