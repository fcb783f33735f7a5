"""What next: the moves out of a role, for the person who holds it."""

from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue

from .. import wording
from ..asking import Asked
from ..controls import Person
from ..doors import Doors
from ..drawing import Pictures
from ..language import gettext as _
from ..language import ngettext
from ..problems import refuse
from ..site import Site

ENDPOINT = "next"


def offer(app: Flask, site: Site) -> None:
    """Give `app` the page of what can come next."""

    def next_moves() -> ResponseReturnValue:
        asked = site.asked()
        moved = site.settled(asked, ENDPOINT)
        return moved or _page(site, asked)

    def next_document() -> ResponseReturnValue:
        asked = site.asked()
        if asked.profile is None or asked.troubles:
            return refuse(asked, _("Name the role you hold with “from”."))
        return site.document(site.explorer.next_document(asked.profile))

    app.add_url_rule("/next", ENDPOINT, next_moves)
    app.add_url_rule("/next.json", "next_document", next_document)


def _page(site: Site, asked: Asked) -> ResponseReturnValue:
    pictures = Pictures(site.explorer)
    person = Person(site, asked, ENDPOINT)
    doors = None if asked.profile is None else Doors(site, asked, asked.start)
    values: dict[str, Any] = {"person_shown": person, "held": person.skills(pictures), "doors": doors, "picture": None}
    if doors is None:
        heading = _("What can come next?")
    else:
        count = len(doors.ways_out)
        message = ngettext("%(num)s move from %(role)s", "%(num)s moves from %(role)s", count, role="%(role)s")
        role = wording.said(
            site.explorer.graph.role(asked.start).title, site.explorer.graph.metadata.language, low=True
        )
        heading = wording.filled(message if count else _("No move leads on from %(role)s"), role=role)
        values["picture"] = pictures.onward(doors)
    return site.page("next.html", ENDPOINT, asked, heading=heading, **values)
