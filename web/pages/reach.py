"""Within reach: every role some route leads to, ranked; and what to learn that opens most."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from .. import wording
from ..ahead import Ahead
from ..asking import Asked
from ..controls import Limits, Person
from ..drawing import Pictures
from ..kept import let_pass
from ..language import gettext as _
from ..language import ngettext
from ..linking import to
from ..problems import refuse
from ..site import Site

ENDPOINT = "reach"
MOST_RAISES = 8
"""Skills shown of those that help."""


def offer(app: Flask, site: Site) -> None:
    """Give `app` its page of what is within reach."""

    def reach() -> ResponseReturnValue:
        asked = site.asked()
        return site.settled(asked, ENDPOINT) or _page(site, asked)

    def reach_document() -> ResponseReturnValue:
        asked = site.asked()
        if asked.outward is None:
            return refuse(asked, _("Name the role you hold with “from”."))
        found = site.explorer.reach(asked.outward, site.budget(asked))
        if not found.complete:
            let_pass()
        return site.document(site.explorer.headed(found))

    app.add_url_rule("/reach", ENDPOINT, reach)
    app.add_url_rule("/reach.json", "reach_document", reach_document)


def _page(site: Site, asked: Asked) -> ResponseReturnValue:
    person = Person(site, asked, ENDPOINT)
    values: dict[str, Any] = {
        "heading": _("What is within reach?"),
        "ahead": None,
        "person_shown": person,
        "held": person.skills(Pictures(site.explorer)),
        "limits": Limits(site, asked),
    }
    if asked.outward is not None:
        query = asked.outward
        found = site.explorer.reach(query, site.budget(asked))
        ahead = Ahead(site, asked, ENDPOINT, found, lambda one: site.explorer.walked(query, one))
        learning = replace(query, matters=("learning",))
        raises = Raises(site, asked, site.explorer.leverage(learning, site.budget(asked)))
        values |= {"ahead": ahead, "heading": _heading(ahead), "raises": raises}
        if not (found.complete and raises.found.complete):
            let_pass()
    return site.page("reach.html", "next", asked, **values)


def _heading(ahead: Ahead) -> Markup:
    message = ngettext(
        "%(num)s role within reach of %(role)s",
        "%(num)s roles within reach of %(role)s",
        len(ahead.found),
        role="%(role)s",
    )
    none = _("No role is within reach of %(role)s in these limits")
    return wording.filled(message if ahead.found else none, role=ahead.named(ahead.asked.start, low=True))


class Raises:
    """
    What can be learned, and what that opens.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        Who asks, within which limits.
    found
        The raises that help.
    """

    def __init__(self, site: Site, asked: Asked, found: Any) -> None:  # noqa: ANN401 - the library's answer
        self._site, self._asked, self.found = site, asked, found

    def rows(self) -> list[tuple[Markup, str, int, int, str]]:
        """Return the first: the skill with its level, level steps, roles opened, roles nearer, what if."""
        graph = self._site.explorer.graph
        scale = graph.metadata.levels
        rows = []
        for one in islice(self._least(), MOST_RAISES):
            name = wording.said(graph.skills[one.skill].name, graph.metadata.language)
            level = wording.within(scale.name(one.level))
            said = wording.filled("%(skill)s %(level)s %(name)s", skill=name, level=one.level, name=level)
            rows.append((said, wording.plain(one.weight), len(one.opened), len(one.nearer), self._with(one)))
        return rows

    def _least(self) -> Iterator[Any]:
        """Yield them without those that do no more than a lower level of the same skill."""
        done = set()
        for one in self.found:
            does = one.skill, one.opened, one.nearer
            if does not in done:
                done.add(does)
                yield one

    def _with(self, one: Any) -> str:  # noqa: ANN401 - what the library calls a raise
        """Return the same page for somebody who has learned it."""
        params = self._asked.params
        others = [held for held in params.every("held") if held.rpartition(":")[0] != one.skill]
        holding = params.only(("from",)).put("held", *others, f"{one.skill}:{one.level}")
        return to(ENDPOINT, holding + params.without("from").without("held"), fragment="result")
