"""A route as the table that holds every fact of its picture."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.views.facts import RouteFacts, SkillFacts, StepFacts, route_facts
from careergraph.views.lists import length, named, skill_name
from careergraph.views.marks import Levels, bar, each_proof, state_mark
from careergraph.views.markup import identifier, joined, tag, text
from careergraph.views.words import Words


def route_table(
    graph: CareerGraph, route: Route, *, language: str = "en", prefix: str = "r", folded: bool = False
) -> Markup:
    """
    Return the table that holds every fact of a route's picture.

    Parameters
    ----------
    graph, route, language
        As for the picture.
    prefix
        What its ids begin with: the rows of step 2 have the id `r-step-2`, or `step-2` for an empty prefix.
    folded
        Whether it stands in a `details` whose summary says "The same, as a table".
    """
    words = Words(language)
    return tabled(words, route_facts(words, graph, route), prefix, folded=folded)


def tabled(words: Words, facts: RouteFacts, prefix: str, *, folded: bool) -> Markup:
    """Return the table of what there is to tell of a route."""
    table = tag(
        "table",
        tag("caption", facts.sentence, class_="cg-unseen"),
        tag("thead", tag("tr", *_headings(words))),
        *(_step(words, step, prefix) for step in facts.steps),
        _sums(words, facts),
        class_="cg-table",
        id=identifier(prefix, "table"),
    )
    if not folded:
        return table
    return tag("details", tag("summary", words("The same, as a table")), table, class_="cg-fold")


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words("Skill"),
        words("Level"),
        words("State"),
        words("You have then"),
        words("Asked"),
        words("To learn"),
    )


def _headings(words: Words) -> Iterator[Markup]:
    *columns, last = _columns(words)
    yield from (tag("th", column, scope="col") for column in columns)
    yield tag("th", last, scope="col", class_="cg-right")


def _step(words: Words, step: StepFacts, prefix: str) -> Markup:
    return tag(
        "tbody",
        _caption(words, step),
        *(_row(words, one) for one in step.others),
        _kept(words, step.kept) if step.kept else None,
        id=identifier(prefix, f"step-{step.number}"),
        tabindex=-1,
    )


def _caption(words: Words, step: StepFacts) -> Markup:
    heading = words("Step {number} of {of}", number=step.number, of=step.of)
    sums = tag("span", words("level steps to learn"), " ", tag("b", step.to_learn), class_="cg-sum")
    parts = (
        tag("b", heading, words.colon, named(step.head), class_="cg-heading"),
        tag("span", length(step)),
        tag("span", step.changes),
        each_proof(step.proofs) if step.proofs else tag("span", step.evidence),
        sums,
    )
    return tag(
        "tr", tag("th", tag("span", *parts, class_="cg-parts"), colspan=6, scope="rowgroup"), class_="cg-caption"
    )


def _row(words: Words, one: SkillFacts) -> Markup:
    _, *labels = _columns(words)
    state = words.clauses((one.state, *one.notes))
    cells = (
        bar(words, Levels.of(one)),
        joined((state_mark(words, one.seen.state), " ", state)),
        one.then,
        one.asked,
        tag("b", one.to_learn),
    )
    ends = (None, None, None, None, "cg-right")
    return tag(
        "tr",
        tag("th", skill_name(one), scope="row"),
        *(tag("td", cell, data_label=label, class_=end) for cell, label, end in zip(cells, labels, ends, strict=True)),
        class_=f"cg-{one.seen.state}",
    )


def _kept(words: Words, kept: Iterable[SkillFacts]) -> Markup:
    listed = text(words.semicolon).join(_kept_skill(words, one) for one in kept)
    return tag("tr", tag("th", words("Kept"), scope="row"), tag("td", listed, colspan=5), class_="cg-kept")


def _kept_skill(words: Words, one: SkillFacts) -> Markup:
    """Return a skill with the level asked of it, and behind it whatever else is true."""
    more = one.then if one.seen.then > one.seen.asked else ""
    said = (
        one.kind,
        words("{levels} {origin}", levels=one.gained, origin=one.origin) if one.origin else "",
        words("you have {level}", level=more) if more else "",
        *one.notes,
    )
    behind = words.clauses(said)
    level = one.asked_figure
    return joined((named(one.name), " ", level, tag("span", f" ({behind})", class_="cg-note") if behind else None))


def _sums(words: Words, facts: RouteFacts) -> Markup:
    start, goal = facts.roles[0], facts.roles[-1]
    if not facts.steps:
        return tag("tbody", tag("tr", tag("td", named(start), words.colon, words("You are there already."), colspan=6)))
    said = " · ".join(filter(None, (facts.months, facts.learning, facts.effort)))
    way = (
        tag("span", words("you are here"), words.colon, named(start)),
        tag("span", words("your goal"), words.colon, named(goal)),
    )
    parts = tag("span", tag("span", said), *way, class_="cg-parts")
    return tag("tfoot", tag("tr", tag("th", words("In all"), scope="row"), tag("td", parts, colspan=5)))
