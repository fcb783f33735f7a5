"""Who can get here: holders of other roles, ranked; or some people, and what to teach those who are stuck."""

from typing import Any

from flask import Flask, Response
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from careergraph import Profile

from .. import wording
from ..ahead import Ahead
from ..asking import Asked
from ..cohort import HALF, Cohort
from ..controls import Limits
from ..kept import let_pass
from ..language import gettext as _
from ..language import ngettext
from ..problems import problem, refuse
from ..site import Site
from ..succession import Succession

ENDPOINT = "ways_in"


def offer(app: Flask, site: Site) -> None:
    """Give `app` its page of who can reach a role."""

    def ways_in() -> ResponseReturnValue:
        asked = site.asked()
        return site.settled(asked, ENDPOINT) or _page(site, asked)

    def ways_in_document() -> ResponseReturnValue:
        asked = site.asked()
        if asked.inward is None:
            return refuse(asked, _("Name the role with “to”."))
        found = site.explorer.ways_in(asked.inward, budget=site.budget(asked))
        if not found.complete:
            let_pass()
        return site.document(site.explorer.headed(found))

    app.add_url_rule("/ways-in", ENDPOINT, ways_in)
    app.add_url_rule("/ways-in", "people_ways_in", lambda: _people_page(site), methods=["POST"])
    app.add_url_rule("/ways-in.json", "ways_in_document", ways_in_document)
    app.add_url_rule("/ways-in.json", "people_document", lambda: _people_document(site), methods=["POST"])


def _page(site: Site, asked: Asked) -> ResponseReturnValue:
    values: dict[str, Any] = {"heading": _("Who can get there?"), "limits": Limits(site, asked)}
    if asked.inward is not None:
        query = asked.inward
        found = site.explorer.ways_in(query, budget=site.budget(asked))
        ahead = Ahead(site, asked, ENDPOINT, found, lambda one: site.explorer.walked(query, one, Profile(one.start)))
        if not found.complete:
            let_pass()
        values |= {"ahead": ahead, "heading": _heading(ahead), "half": HALF}
    return site.page("ways_in.html", "map", asked, **values)


def _people_page(site: Site) -> ResponseReturnValue:
    asked, cohort = site.asked(), Cohort(site)
    values: dict[str, Any] = {"heading": _("Who can get there?"), "limits": Limits(site, asked), "cohort": cohort}
    if asked.inward is not None and not cohort.troubles:
        succession = Succession(site, asked, cohort, ENDPOINT)
        values |= {"succession": succession, "heading": succession.heading}
    response = site.page("ways_in.html", "map", asked, **values)
    if "succession" not in values:
        response.status_code = 400
    return _forgotten(response)


def _people_document(site: Site) -> ResponseReturnValue:
    asked, cohort = site.asked(), Cohort(site)
    if asked.inward is None:
        return refuse(asked, _("Name the role with “to”."))
    if cohort.troubles:
        errors = [{"field": field, "detail": detail} for field, detail in cohort.troubles.items()]
        return problem(400, errors[0]["detail"], errors=errors)
    return _forgotten(site.document(Succession(site, asked, cohort, ENDPOINT).document()))


def _forgotten(response: Response) -> Response:
    """Return an answer about people, which nothing on the way is to keep."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _heading(ahead: Ahead) -> Markup:
    count = len(ahead.found)
    goals = wording.strung(_(" or "), [ahead.named(goal, low=True) for goal in ahead.found.query.goals])
    message = ngettext("%(num)s role leads to %(goal)s", "%(num)s roles lead to %(goal)s", count, goal="%(goal)s")
    return wording.filled(message if count else _("No role leads to %(goal)s within these limits"), goal=goals)
