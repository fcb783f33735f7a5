"""Two routes side by side as tables: every criterion, every skill at every step, and what changing over would cost."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.comparing import Comparison
from careergraph.routes.query import Criterion
from careergraph.views.comparing import Column, ComparisonFacts, Row
from careergraph.views.facts import SkillFacts
from careergraph.views.forks import fork
from careergraph.views.lists import legend, named
from careergraph.views.marks import Levels, bar, state_mark
from careergraph.views.markup import joined, tag
from careergraph.views.words import Words


def side_by_side(
    graph: CareerGraph,
    comparison: Comparison,
    *,
    letters: tuple[str, str] = ("A", "B"),
    asked: Sequence[Criterion] = (),
    chosen: int = 1,
    language: str = "en",
) -> Markup:
    """
    Return two routes side by side: their figures, their skills step by step, and what changing over would cost.

    Parameters
    ----------
    graph, comparison
        The routes, and the graph they run on.
    letters
        What they are called.
    asked
        Criteria to be told even where nothing is known of them.
    chosen
        0 or 1, the route that is drawn as the chosen one.
    language
        Of the words.
    """
    words = Words(language)
    facts = ComparisonFacts(words, graph, comparison, letters)
    picture = fork(graph, comparison, letters=letters, chosen=chosen, language=language)
    return joined(
        (
            tag("div", picture, class_="cg-route cg-frame") if picture else None,
            tag("p", facts.parting),
            _figures(words, facts, tuple(asked)),
            _skills(words, facts),
            legend(graph, comparison.routes, language=language),
            _switches(words, facts),
        )
    )


def _figures(words: Words, facts: ComparisonFacts, asked: tuple[Criterion, ...]) -> Markup:
    heads = [tag("td"), *(tag("th", one, scope="col") for one in (*facts.letters, words("Better")))]
    rows = (
        tag(
            "tr",
            tag("th", name, scope="row"),
            *(tag("td", said, data_label=at) for at, said in zip(facts.letters, (first, second), strict=True)),
            tag("td", better, data_label=words("Better")),
        )
        for name, first, second, better in facts.differences(asked)
    )
    caption = tag("caption", words("Both ways by every criterion"), class_="cg-unseen")
    table = tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="cg-table")
    return tag("div", table, class_="cg-frame")


def _skills(words: Words, facts: ComparisonFacts) -> Markup:
    columns = [one for part in facts.columns for one in part]
    differing = [_row(words, facts, columns, row) for row in facts.rows if row.less is not None]
    alike = [_row(words, facts, columns, row) for row in facts.rows if row.less is None]
    caption = words("Which skill is asked at which step")
    table = tag(
        "table",
        tag("caption", caption, class_="cg-unseen"),
        tag("thead", _parts(words, facts), _heads(words, facts, columns)),
        _group(words("Where they differ"), differing, len(columns)),
        _group(words("The same on both"), alike, len(columns)),
        tag("tfoot", _sums(words, facts, columns)),
        class_="cg-table",
    )
    return tag("div", table, class_="cg-frame", tabindex=0, role="region", aria_label=caption)


def _parts(words: Words, facts: ComparisonFacts) -> Markup:
    one, other = facts.letters
    names = (words("Shared"), words("Only {letter}", letter=one), words("Only {letter}", letter=other))
    spans = (
        tag("th", tag("b", name), colspan=len(part), scope="colgroup")
        for name, part in zip(names, facts.columns, strict=True)
        if part
    )
    return tag("tr", tag("td"), *spans, tag("th", words("To learn"), colspan=2, scope="colgroup", class_="cg-right"))


def _heads(words: Words, facts: ComparisonFacts, columns: Sequence[Column]) -> Markup:
    heads = (
        tag("th", words("Step {number}", number=one.number), words.colon, named(one.head), scope="col")
        for one in columns
    )
    letters = (tag("th", one, scope="col", class_="cg-right") for one in facts.letters)
    return tag("tr", tag("th", words("Skill"), scope="col"), *heads, *letters)


def _group(title: str, rows: Sequence[Markup], columns: int) -> Markup | None:
    if not rows:
        return None
    heading = tag("th", tag("b", title), colspan=columns + 3, scope="rowgroup")
    return tag("tbody", tag("tr", heading, class_="cg-caption"), *rows)


def _row(words: Words, facts: ComparisonFacts, columns: Sequence[Column], row: Row) -> Markup:
    cells = (_cell(words, column, one) for column, one in zip(columns, row.cells, strict=True))
    return tag("tr", tag("th", named(row.name), scope="row"), *cells, *_to_learn(words, facts, row.learning, row.less))


def _cell(words: Words, column: Column, one: SkillFacts | None) -> Markup:
    if one is None:
        return tag("td")
    levels = Levels.of(one)
    drawn = joined((state_mark(words, one.seen.state), " ", bar(words, levels)))
    said = one.to_learn if levels.drawn else words("{level} to learn", level=one.to_learn)
    learn = joined((" ", tag("b", said))) if one.seen.to_learn else None
    return tag("td", drawn, learn, data_label=f"{column.sign}, {column.head.text}")


def _sums(words: Words, facts: ComparisonFacts, columns: Sequence[Column]) -> Markup:
    cells = (tag("td", one.learning, data_label=f"{one.sign}, {one.head.text}") for one in columns)
    return tag("tr", tag("th", words("In all"), scope="row"), *cells, *_to_learn(words, facts, facts.sums, None))


def _to_learn(words: Words, facts: ComparisonFacts, learning: tuple[str, str], less: int | None) -> Iterator[Markup]:
    for at, (letter, said) in enumerate(zip(facts.letters, learning, strict=True)):
        shown = tag("b", said) if at == less else said
        label = words("{letter}, to learn", letter=letter)
        yield tag("td", shown, data_label=label, class_="cg-right")


def _switches(words: Words, facts: ComparisonFacts) -> Markup | None:
    switches = [tag("li", one) for one in facts.switches()]
    return tag("div", tag("h2", words("Changing over")), tag("ul", *switches), class_="cg-frame") if switches else None
