"""Routes: the sentence, the skills, the limits, and the ways that answer them, or why there is none."""

from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from .. import beside, cards, repairs, wording
from ..asking import Asked
from ..controls import Limits, Person
from ..drawing import Pictures
from ..kept import let_pass
from ..language import gettext as _
from ..linking import to
from ..problems import refuse
from ..results import Results
from ..site import Site

ENDPOINT = "routes"
MOST_OFFERED = 5
"""Other routes that the one shown can be compared with at once."""


def offer(app: Flask, site: Site) -> None:
    """Give `app` its page of routes."""

    def routes() -> ResponseReturnValue:
        asked = site.asked()
        if asked.typed.first("unsure"):
            return site.redirect(to("next", asked.person))
        moved = site.settled(asked, ENDPOINT)
        return moved or _page(site, asked)

    def routes_document() -> ResponseReturnValue:
        asked = site.asked()
        if asked.query is None:
            return refuse(asked, _("Name the role you hold with “from”, and the role you want with “to”."))
        answer = site.explorer.routes(asked.query, site.budget(asked))
        if not answer.complete:
            let_pass()
        return site.document(answer.to_dict())

    app.add_url_rule("/routes", ENDPOINT, routes)
    app.add_url_rule("/routes.json", "routes_document", routes_document)


def _page(site: Site, asked: Asked) -> ResponseReturnValue:
    limits = Limits(site, asked)
    pictures = Pictures(site.explorer)
    person = Person(site, asked, ENDPOINT)
    shared = {"limits": limits, "person_shown": person, "held": person.skills(pictures)}
    if asked.query is None or asked.query.goals == (asked.start,):
        return site.page("ask.html", ENDPOINT, asked, **shared, **_advice(asked))
    results = Results(site, asked)
    limits.hops = str(results.answer.hop_limit.moves)
    if results.answer.no_route:
        no_route = repairs.NoRoute(results)
        limits.shaped = no_route.names
        return site.page("no_route.html", ENDPOINT, asked, **shared, **_without(site, results, no_route))
    limits.shaped = results.shaped_by
    return site.page("answer.html", ENDPOINT, asked, **shared, **_answer(asked, results))


def _advice(asked: Asked) -> dict[str, Any]:
    """Return what a page without an answer says: what to fill in, or where to go on."""
    if asked.troubles:
        first = next(iter(asked.troubles.values()))
        advice = _("Mend it above, then look again. Everything else is as you left it.")
        return {"heading": wording.filled("%(words)s", words=first.message), "advice": advice, "link": None}
    if asked.query is not None:
        link = _("See what can come next"), to("next", asked.person)
        return {"heading": _("You are there already."), "advice": _("You hold the role you want."), "link": link}
    if asked.start:
        link = _("See what can come next"), to("next", asked.person)
        return {
            "heading": _("What do you want to become?"),
            "advice": _("Type a role in the second blank, or look at what is near."),
            "link": link,
        }
    return {
        "heading": _("Where are you, and where do you want to go?"),
        "advice": _("Fill in the two blanks. You can change every answer later."),
        "link": None,
    }


def _answer(asked: Asked, results: Results) -> dict[str, Any]:
    pictures = Pictures(results.site.explorer)
    shown, crossed = cards.cards(results), cards.beaten(results)
    card = next(card for card in shown if card.is_chosen)
    showing = asked.params.first("beaten") == "1"
    switched = asked.params.without("beaten") if showing else asked.params.put("beaten", "1")
    return {
        "results": results,
        "heading": results.title,
        "cards": shown,
        "beaten": crossed,
        "constraints": list(results.constraints()),
        "show_beaten": showing,
        "beaten_link": to(ENDPOINT, switched, fragment="result" if showing else "beaten"),
        "shown_title": _shown_title(results, card),
        "document_link": to("routes_document", asked.params),
        "compare_links": [
            (letter, to("compare", asked.params.without("beaten").put("route", results.chosen).put("with", letter)))
            for letter in results.routes
            if letter != results.chosen
        ][:MOST_OFFERED],
        "relied_on": results.relied_on(),
        "goals_link": to("goals", asked.params.without("route").without("k").without("show").without("epsilon")),
        "everywhere": beside.OnEveryWay(results),
        "likeliest": beside.Likeliest(results),
        "plot": pictures.plot(results, shown, crossed),
        "picture": pictures.route(card),
        "resemblance": pictures.resemblance,
        "belief": pictures.belief(card),
        "lessons": pictures.lessons(card),
    }


def _shown_title(results: Results, card: cards.Card) -> Markup:
    goal = results.named(card.route.goal)
    steps = wording.number_of_steps(card.route.moves)
    return wording.filled(_("%(label)s: %(steps)s to %(goal)s"), label=card.label, steps=steps, goal=goal)


def _without(site: Site, results: Results, no_route: repairs.NoRoute) -> dict[str, Any]:
    first = no_route.first
    limit = no_route.limit
    fits_title = _("What fits as things are")
    if limit is not None:
        fits_title = _("If %(limit)s months is what you have", limit=wording.plain(limit))
    return {
        "results": results,
        "no_route": no_route,
        "heading": no_route.title,
        "hops": no_route.hops,
        "change": first.change() if first else None,
        "one_change": first is not None and len(first.broken) == 1,
        "others": repairs.others(no_route),
        "fits": list(no_route.fits()),
        "fits_title": fits_title,
        "timeline": Pictures(site.explorer).timeline(results) if limit is not None else None,
    }
