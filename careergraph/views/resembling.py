"""How a route differs from an earlier one that it nearly repeats, in words."""

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Resemblance, Route
from careergraph.views import sentences
from careergraph.views.words import Words


def resemblance(graph: CareerGraph, one: Route, earlier: Route, letter: str, *, language: str = "en") -> str:
    """Return how a route differs from an earlier one, called by its letter."""
    return nearly(Words(language), graph, one, earlier, letter)


def nearly(words: Words, graph: CareerGraph, one: Route, earlier: Route, letter: str) -> str:
    """Return how a route differs from the earlier one that it nearly repeats: "much like A, but also by way of ..."."""
    differs = Resemblance(one.roles, earlier.roles)
    more = words.listed(sentences.role_title(words, graph, role) for role in differs.more)
    less = words.listed(sentences.role_title(words, graph, role) for role in differs.less)
    if more and less:
        return words("much like {letter}, with {more} in place of {less}", letter=letter, more=more, less=less)
    if more:
        return words("much like {letter}, but also by way of {more}", letter=letter, more=more)
    if less:
        return words("much like {letter}, but without {less}", letter=letter, less=less)
    if differs.reordered:
        return words("much like {letter}: the same roles in another order", letter=letter)
    return words("much like {letter}: the same roles on the way", letter=letter)
