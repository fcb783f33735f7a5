"""The start: a sentence with two blanks, examples, and a small part of the map."""

from collections.abc import Iterator

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from .. import wording
from ..drawing import Pictures
from ..language import gettext as _
from ..linking import to
from ..params import Params
from ..site import Site


def offer(app: Flask, site: Site) -> None:
    """Give `app` its start page."""

    def start() -> ResponseReturnValue:
        asked = site.asked()
        hub = _hub(site)
        return site.page(
            "start.html", "start", asked, examples=list(_examples(site, hub)),
            picture=Pictures(site.explorer).small_map(hub, asked, lambda role: to("role", asked.person, role=role)),
        )  # fmt: skip

    def start_document() -> ResponseReturnValue:
        examples = [{"words": str(words), "href": href} for words, href in _examples(site, _hub(site))]
        return site.document({"graph": site.explorer.summary().to_dict(), "examples": examples})

    app.add_url_rule("/", "start", start)
    app.add_url_rule("/start.json", "start_document", start_document)


def _hub(site: Site) -> str:
    """Return the role with most moves into it and out of it, of those with both; nothing in a graph without."""
    graph = site.explorer.graph
    between = [role for role in graph.roles if graph.tails_of(role) and graph.heads_of(role)]
    return max(between, key=graph.count_moves, default="")


def _examples(site: Site, hub: str) -> Iterator[tuple[Markup, str]]:
    """Yield questions that fit the graph, and where they lead."""
    if not hub:
        return
    graph = site.explorer.graph
    start = max(graph.tails_of(hub), key=lambda tail: len(graph.role(tail).grows))
    goal = max(graph.heads_of(hub), key=lambda head: (len(graph.tails_of(head)), head != start))
    yield _between(site, start, goal)
    yield (
        wording.filled(_("What can come after %(role)s?"), role=_named(site, hub)),
        to("next", Params((("from", hub),))),
    )
    yield (
        wording.filled(_("What is within reach of %(role)s?"), role=_named(site, start)),
        to("reach", Params((("from", start),))),
    )
    if "founding" in graph.first_of_kind:
        words = wording.filled(_("What would I need to start my own company?"))
        yield words, to("routes", Params((("from", start), ("to", graph.first_of_kind["founding"][1]))))
    yield wording.filled(_("Which moves lead to %(role)s?"), role=_named(site, hub)), to("role", role=hub)


def _between(site: Site, start: str, goal: str) -> tuple[Markup, str]:
    words = wording.filled(_("From %(start)s to %(goal)s"), start=_named(site, start), goal=_named(site, goal))
    return words, to("routes", Params((("from", start), ("to", goal))))


def _named(site: Site, role: str) -> Markup:
    graph = site.explorer.graph
    return wording.said(graph.role(role).title, graph.metadata.language, low=True)
