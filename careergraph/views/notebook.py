"""Graphs, routes and answers as HTML that stands alone, for notebooks; and pictures as files."""

from collections.abc import Sequence
from hashlib import sha256

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.routes.answer import Answer
from careergraph.routes.query import Criterion
from careergraph.routes.route import NoRoute, Route
from careergraph.views import sentences
from careergraph.views.around import most_central, small_map
from careergraph.views.facts import route_facts
from careergraph.views.lists import legend_of, listed
from careergraph.views.markup import UNREADABLE, joined, tag
from careergraph.views.picture import Drawing, pictured
from careergraph.views.stand_in import graph_of
from careergraph.views.stylesheet import for_a_file, for_a_notebook
from careergraph.views.tables import tabled
from careergraph.views.words import Words

MOST_CARDS = 12


def whole_route(
    graph: CareerGraph, route: Route, *, language: str = "en", prefix: str = "r", folded: bool = True
) -> Markup:
    """
    Return a route as picture and list, of which the style sheet shows one, with its legend and its table.

    Parameters
    ----------
    graph, route, language, prefix, folded
        As for `route_picture` and `route_table`.
    """
    words = Words(language)
    facts = route_facts(words, graph, route)
    both = tag("div", pictured(Drawing(words, prefix, prefix), facts), listed(words, facts, prefix), class_="cg-route")
    return joined((both, legend_of(words, [facts]), tabled(words, facts, prefix, folded=folded)))


def svg_file(picture: Markup) -> str:
    """Return a picture as the content of an SVG file: with its colours, and readable without a page around it."""
    start, bracket, rest = UNREADABLE.sub("�", picture).partition(">")
    style = f"<style>{for_a_file()}</style>"
    ground = '<rect class="cg-ground" width="100%" height="100%"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}{bracket}{style}{ground}{rest}\n'


def as_html(value: object, *, graph: CareerGraph | None = None, language: str = "en") -> str:
    """
    Return a graph, a route or an answer as HTML that needs nothing from elsewhere.

    Parameters
    ----------
    value
        What is shown.
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
        inside = _graph(words, value)
    elif isinstance(value, Route):
        inside = _route(words, graph or graph_of(value), value)
    elif isinstance(value, Answer):
        inside = _answer(words, graph or graph_of(*value.routes, *_helpful(value.no_route)), value)
    else:
        message = f"{type(value).__name__} has no picture; a CareerGraph, a Route and an Answer have"
        raise TypeError(message)
    return str(tag("div", tag("style", Markup(for_a_notebook())), inside, class_="careergraph", lang=words.language))  # noqa: S704 - our own file


def _prefix(value: object) -> str:
    """Return a prefix for ids that is the same whenever the same value is shown."""
    return "cg" + sha256(repr(value).encode()).hexdigest()[:8]


def _graph(words: Words, graph: CareerGraph) -> Markup:
    counts = (
        words.plural("{count} role", "{count} roles", len(graph.roles)),
        words.plural("{count} skill", "{count} skills", len(graph.skills)),
        words.moves(len(graph.transitions)),
    )
    title = tag("p", tag("b", words.within(graph.metadata.title)))
    said = tag("p", words.listed(counts), class_="cg-note")
    picture = small_map(graph, language=words.language, prefix=_prefix(graph.version)) if most_central(graph) else None
    return joined((title, said, tag("div", picture, class_="cg-narrow")))


def _route(words: Words, graph: CareerGraph, route: Route) -> Markup:
    title = tag("p", tag("b", sentences.route(words, graph, route)))
    return title + whole_route(graph, route, language=words.language, prefix=_prefix(route.roles))


def _answer(words: Words, graph: CareerGraph, answer: Answer) -> Markup:
    if not answer.routes:
        return tag("p", tag("b", sentences.no_route(words, graph, answer)))
    shown = answer.shown or answer.routes
    heading = tag("p", tag("b", sentences.found(words, graph, answer)))
    cards = tag("ul", *(_card(words, graph, answer, route) for route in shown[:MOST_CARDS]), class_="cg-cards")
    more = len(shown) - MOST_CARDS
    rest = tag("p", words("+{count} more", count=more), class_="cg-note") if more > 0 else None
    return joined((heading, cards, rest, _route(words, graph, shown[0])))


def _card(words: Words, graph: CareerGraph, answer: Answer, route: Route) -> Markup:
    labels = words.listed(sentences.label(words, label) for label in route.labels or ("",))
    figures = [sentences.told_value(words, graph, one, route) for one in _told(answer.query.matters)]
    return tag(
        "li", tag("b", labels), " ", words.listed(figures), tag("span", _via(words, graph, route), class_="cg-note")
    )


def _told(matters: Sequence[Criterion]) -> list[Criterion]:
    """Return the criteria a card tells: what matters, and always months, moves and what is to be learned."""
    always: tuple[Criterion, ...] = ("months", "moves", "learning")
    return list(dict.fromkeys((*always, *matters)))


def _via(words: Words, graph: CareerGraph, route: Route) -> str:
    between = [sentences.role_title(words, graph, role) for role in route.roles[1:-1]]
    return words("by way of {roles}", roles=" → ".join(between)) if between else words("straight")


def _helpful(why: NoRoute | None) -> list[Route]:
    """Return the routes an answer without routes names."""
    if why is None:
        return []
    return [*(repair.route for repair in why.repairs), *((why.closest_route,) if why.closest_route else ())]
