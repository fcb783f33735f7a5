"""What to learn when, as a table: move by move, each skill with the levels it takes and how often it is asked again."""

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.views.learning import Moment, moments
from careergraph.views.lists import skill_name
from careergraph.views.marks import Levels, bar
from careergraph.views.markup import tag
from careergraph.views.words import Words


def lesson_table(graph: CareerGraph, route: Route, *, language: str = "en", folded: bool = False) -> Markup:
    """
    Return what a route asks to be learned, move by move; nothing where there is nothing to learn.

    Parameters
    ----------
    graph, route, language
        As for the picture.
    folded
        Whether it stands in a `details` whose summary says "What to learn when".
    """
    words = Words(language)
    due = list(moments(words, graph, route))
    if not due:
        return Markup()
    table = tag(
        "table",
        tag("caption", words("What to learn when"), class_="cg-unseen"),
        tag("thead", tag("tr", *(tag("th", column, scope="col") for column in _columns(words)))),
        *(_moment(words, one) for one in due),
        class_="cg-table",
    )
    return tag("details", tag("summary", words("What to learn when")), table, class_="cg-fold") if folded else table


def _columns(words: Words) -> tuple[str, ...]:
    return words("Skill"), words("Level"), words("You have then"), words("Asked"), words("Later")


def _moment(words: Words, one: Moment) -> Markup:
    heading = tag("tr", tag("th", tag("b", one.heading), colspan=5, scope="rowgroup"), class_="cg-caption")
    _, *labels = _columns(words)
    rows = []
    for facts, again in one.lessons:
        cells = (bar(words, Levels.of(facts)), facts.then, facts.asked, again)
        shown = (tag("td", cell, data_label=label) for cell, label in zip(cells, labels, strict=True))
        rows.append(tag("tr", tag("th", skill_name(facts), scope="row"), *shown, class_=f"cg-{facts.seen.state}"))
    return tag("tbody", heading, *rows)
