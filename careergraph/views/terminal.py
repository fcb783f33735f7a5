"""Graphs, routes and answers as plain text for a terminal: aligned, without colours, level bars as characters."""

from collections.abc import Iterable, Iterator, Sequence

from careergraph.model.graph import CareerGraph
from careergraph.routes.answer import Answer
from careergraph.routes.route import Route
from careergraph.views import sentences
from careergraph.views.facts import SkillFacts, StepFacts, route_facts
from careergraph.views.marks import Levels
from careergraph.views.printable import columns, plain
from careergraph.views.stand_in import graph_of
from careergraph.views.words import Words

HELD, GAINED, OPEN, DOT = "■", "▨", "□", "·"


def as_text(value: object, *, graph: CareerGraph | None = None, language: str = "en") -> str:
    """
    Return a graph, a route or an answer as lines of text.

    Parameters
    ----------
    value
        What is told.
    graph
        The graph a route or an answer is about; without it the one they were found in, or ids stand for titles.
    language
        Of the words.

    Raises
    ------
    TypeError
        It is something else.
    """
    words = Words(language)
    if isinstance(value, CareerGraph):
        told = _graph(words, value)
    elif isinstance(value, Route):
        told = _route(words, graph or graph_of(value), value)
    elif isinstance(value, Answer):
        told = _answer(words, graph or graph_of(*value.routes), value)
    else:
        message = f"{type(value).__name__} has no text; a CareerGraph, a Route and an Answer have"
        raise TypeError(message)
    return "\n".join(line.rstrip() for line in told) + "\n"


def squares(levels: Levels) -> str:
    """
    Return a level bar as characters.

    Examples
    --------
    >>> squares(Levels(4, 3, 1, 1, 1)), squares(Levels(9, 5, 2, 0, 3))
    ('■▨□·', '2/5')
    """
    then = levels.today + levels.gained
    if not levels.drawn:
        return f"{then}/{levels.asked}"
    return (HELD * levels.today + GAINED * levels.gained + OPEN * levels.to_learn).ljust(levels.highest, DOT)


def aligned(rows: Sequence[Sequence[str]], indent: str = "  ") -> Iterator[str]:
    """Yield rows with their columns below each other."""
    cells = [[plain(cell) for cell in row] for row in rows]
    wide = [max(map(columns, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield indent + "  ".join(cell + " " * (most - columns(cell)) for cell, most in zip(row, wide, strict=True))


def _graph(words: Words, graph: CareerGraph) -> Iterator[str]:
    yield plain(words.within(graph.metadata.title))
    yield words.plural("{count} role", "{count} roles", len(graph.roles))
    yield words.plural("{count} skill", "{count} skills", len(graph.skills))
    yield words.moves(len(graph.transitions))


def _route(words: Words, graph: CareerGraph, route: Route) -> Iterator[str]:
    facts = route_facts(words, graph, route)
    yield plain(facts.sentence)
    for step in facts.steps:
        yield ""
        yield from _step(words, step)
    yield ""
    yield words("In all") + words.colon + words.listed(filter(None, (facts.months, facts.learning, facts.effort)))


def _step(words: Words, step: StepFacts) -> Iterator[str]:
    heading = words("Step {number} of {of}", number=step.number, of=step.of)
    yield plain(f"{heading}{words.colon}{step.tail.text} → {step.head.text}")
    proofs = words.listed(proof.words for proof in step.proofs) or step.evidence
    yield plain(f"  {step.months} · {step.changes} · {step.learning} · {proofs}")
    yield from aligned([_skill(words, one) for one in step.skills])


def _skill(words: Words, one: SkillFacts) -> tuple[str, ...]:
    name = f"{one.name.text} ({one.kind})" if one.kind else one.name.text
    return squares(Levels.of(one)), name, one.then, one.asked, words.clauses((one.state, *one.notes))


def _answer(words: Words, graph: CareerGraph, answer: Answer) -> Iterator[str]:
    if not answer.routes:
        yield plain(sentences.no_route(words, graph, answer))
        return
    yield plain(sentences.found(words, graph, answer))
    yield from aligned([_line(words, graph, route) for route in answer.shown or answer.routes])
    yield ""
    yield from _route(words, graph, answer.routes[0])


def _line(words: Words, graph: CareerGraph, route: Route) -> tuple[str, ...]:
    labels: Iterable[str] = route.labels or ("",)
    roles = " → ".join(sentences.role_title(words, graph, role) for role in route.roles)
    figures = (sentences.value(words, graph, "months", route), sentences.value(words, graph, "learning", route))
    return words.listed(sentences.label(words, label) for label in labels), *figures, roles
