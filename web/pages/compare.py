"""Compare: two ways that answer one question, side by side."""

from flask import Flask
from flask.typing import ResponseReturnValue

from ..asking import Asked
from ..cards import Card
from ..drawing import Pictures
from ..language import gettext as _
from ..linking import to
from ..problems import problem, refuse
from ..results import Results
from ..site import Site
from ..wording import filled

ENDPOINT = "compare"
MOST_OFFERED = 5
"""Other routes that can be taken in the place of the second."""
NOT_FOUND = 404


def offer(app: Flask, site: Site) -> None:
    """Give `app` its page of two routes."""

    def compare() -> ResponseReturnValue:
        asked = site.asked()
        if asked.query is None:
            return site.redirect(to("routes", asked.typed))
        results = Results(site, asked)
        if results.pair is None:
            return site.redirect(to("routes", asked.params, fragment="result"))
        return site.settled(asked, ENDPOINT) or _page(site, asked, results, results.pair)

    def compare_document() -> ResponseReturnValue:
        asked = site.asked()
        if asked.query is None:
            return refuse(asked, _("Name the role you hold with “from”, and the role you want with “to”."))
        results = Results(site, asked)
        if results.pair is None:
            return problem(NOT_FOUND, _("There are not two ways to compare."))
        first, second = (results.routes[letter] for letter in results.pair)
        return site.document(site.explorer.compare_document(results.query, first, second))

    app.add_url_rule("/compare", ENDPOINT, compare)
    app.add_url_rule("/compare.json", "compare_document", compare_document)


def _page(site: Site, asked: Asked, results: Results, pair: tuple[str, str]) -> ResponseReturnValue:
    cards = [Card(results, letter) for letter in pair]
    first, second = cards
    comparison = site.explorer.compare(results.query, first.route, second.route)
    others = [letter for letter in results.routes if letter not in pair]
    return site.page(
        "compare.html",
        "routes",
        asked,
        heading=filled(_("Two ways to %(goal)s, side by side"), goal=results.goals),
        start=results.named(asked.start),
        cards=cards,
        others=[(letter, to(ENDPOINT, asked.params.put("with", letter))) for letter in others[:MOST_OFFERED]],
        cut=results.cut,
        side_by_side=Pictures(site.explorer).comparison(
            comparison, pair, results.query.matters, pair.index(results.chosen)
        ),
        document_link=to("compare_document", asked.params),
    )
