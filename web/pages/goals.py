"""Several goals at once: where first steps lead, what each would be regretted by, and what to learn for all."""

from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue

from ..asking import Asked
from ..controls import Person
from ..drawing import Pictures
from ..goals import Goals
from ..language import gettext as _
from ..linking import to
from ..problems import refuse
from ..site import Site

ENDPOINT = "goals"
FEWEST, MOST = 2, 5


def offer(app: Flask, site: Site) -> None:
    """Give `app` its page of goals."""

    def goals() -> ResponseReturnValue:
        asked = site.asked()
        moved = site.settled(asked, ENDPOINT)
        return moved or _page(site, asked)

    def goals_document() -> ResponseReturnValue:
        asked = site.asked()
        if not _can_be_weighed(asked):
            return refuse(asked, _("Name the role you hold with “from”, and two to five goals with “to”."))
        found = site.explorer.weigh_goals(asked.query, site.budget(asked))  # type: ignore[arg-type]  # it was understood
        return site.document(site.explorer.goals_document(found))

    app.add_url_rule("/goals", ENDPOINT, goals)
    app.add_url_rule("/goals.json", "goals_document", goals_document)


def _can_be_weighed(asked: Asked) -> bool:
    return asked.query is not None and FEWEST <= len(asked.query.goals) <= MOST


def _page(site: Site, asked: Asked) -> ResponseReturnValue:
    person = Person(site, asked, ENDPOINT)
    named = len(asked.typed.every("to") if "to" in asked.troubles else asked.params.every("to"))
    values: dict[str, Any] = {
        "person_shown": person,
        "held": person.skills(Pictures(site.explorer)),
        "blanks": min(max(named + 1, FEWEST), MOST),
        "found": None,
    }
    if _can_be_weighed(asked):
        found = Goals(site, asked)
        link = to("goals_document", asked.params)
        return site.page("goals.html", ENDPOINT, asked, **values | {"found": found, "document_link": link})
    return site.page("goals.html", ENDPOINT, asked, **values)
