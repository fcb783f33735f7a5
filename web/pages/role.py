"""A role: what the post does and pays, where it comes from, and where it leads."""

from collections.abc import Iterator, Sequence

from flask import Flask
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from careergraph import Role

from .. import wording
from ..asking import Asked
from ..doors import Doors
from ..drawing import Pictures
from ..kept import let_pass
from ..language import gettext as _
from ..language import language
from ..linking import to
from ..site import Site

DUTIES = "duties"
NOT_LISTED = "works_with"
MOST_ALIASES = 6
"""Other names that are shown at once; O*NET has hundreds for some occupations."""


def offer(app: Flask, site: Site) -> None:
    """Give `app` its role pages."""

    def role(role: str) -> ResponseReturnValue:
        asked = site.asked()
        named = site.explorer.role_id(role)
        if named != role:
            return site.redirect(to("role", asked.params, role=named))
        moved = site.settled(asked, "role", role=role)
        return moved or _page(site, asked, site.explorer.graph.role(role))

    def role_document(role: str) -> ResponseReturnValue:
        named = site.explorer.role_id(role)
        asked = site.asked()
        document = site.explorer.role_document(named, asked.profile, site.budget(asked))
        if not document["around"]["complete"]:
            let_pass()
        return site.document(document)

    app.add_url_rule("/role/<path:role>", "role", role)
    app.add_url_rule("/role/<path:role>.json", "role_document", role_document)


def _page(site: Site, asked: Asked, found: Role) -> ResponseReturnValue:
    pictures = Pictures(site.explorer)
    doors = Doors(site, asked, found.id)
    shown = Shown(site, asked, found)
    return site.page(
        "role.html", "map", asked, role=found, shown=shown, doors=doors, picture=pictures.neighbourhood(doors)
    )


class Shown:
    """
    What a page tells of a role.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        Who asks.
    role
        Which role.
    """

    def __init__(self, site: Site, asked: Asked, role: Role) -> None:
        self.site = site
        self.asked = asked
        self.role = role
        self.graph = site.explorer.graph
        self.own = self.graph.metadata.language

    @property
    def title(self) -> Markup:
        """Its title."""
        return wording.said(self.role.title, self.own)

    @property
    def other_titles(self) -> list[tuple[str, str]]:
        """Its title in other languages, as (language, title) pairs."""
        titles = {self.own: self.role.title.original, **dict(self.role.title.translations)}
        here = self.role.title.within(language())
        return [(name, title) for name, title in titles.items() if title != here]

    @property
    def description(self) -> Markup:
        """What it is."""
        return wording.said(self.role.description, self.own)

    @property
    def reports_to(self) -> tuple[Markup, str] | None:
        """The role it reports to, and its page."""
        above = self.role.reports_to
        return None if above is None else (self._named(above), to("role", self.asked.person, role=above))

    @property
    def place(self) -> str:
        """Its family and level."""
        said = self.graph.metadata
        family = next((wording.within(term.title) for term in said.families if term.id == self.role.family), "")
        level = next((wording.within(term.title) for term in said.seniorities if term.id == self.role.seniority), "")
        return _(", ").join(filter(None, (family, wording.in_sentence(level) if family else level)))

    @property
    def also_called(self) -> tuple[str, str, int]:
        """Its aliases in the language of the page: some, those beyond them, and how many these are."""
        names = tuple(dict.fromkeys(map(wording.within, self.role.aliases)))
        some, rest = names[:MOST_ALIASES], names[MOST_ALIASES:]
        return "; ".join(some), "; ".join(rest), len(rest)

    def related(self, kind: str) -> Iterator[tuple[Markup, str, Markup]]:
        """Yield the roles it stands in some relation to: title, page, note."""
        for relation in self.role.relations:
            if relation.kind == kind:
                page = to("role", self.asked.person, role=relation.role)
                yield self._named(relation.role), page, wording.said(relation.note, self.own)

    def _named(self, role: str) -> Markup:
        return wording.said(self.graph.role(role).title, self.own)

    def duties(self) -> Sequence[Markup]:
        """Return what the holder does."""
        return [wording.said(one.text, self.own) for one in self.role.responsibilities if one.group == DUTIES]

    def groups(self) -> dict[str, list[Markup]]:
        """Return what the holder does for people, by group."""
        groups: dict[str, list[Markup]] = {}
        for one in self.role.responsibilities:
            if one.group != DUTIES:
                groups.setdefault(self._group(one.group), []).append(wording.said(one.text, self.own))
        return groups

    @staticmethod
    def _group(name: str) -> str:
        known = {
            "organisation": _("Organisation"),
            "recruitment": _("Recruitment"),
            "training": _("Training"),
            "performance": _("Performance"),
        }
        return known.get(name) or wording.capital(name)

    @property
    def pay(self) -> tuple[str, str, Markup, str, str] | None:
        """What it pays: the range, its unit, on what condition, by which source, and where that can be read."""
        pay = self.role.pay
        if pay is None:
            return None
        low, high = wording.plain(pay.low), wording.plain(pay.high)
        span = low if low == high else _("%(low)s to %(high)s", low=low, high=high)
        source = next((one for one in self.graph.metadata.sources if one.id == pay.source), None)
        named = wording.within(source.title) if source else ""
        unit = wording.pay_unit(pay.currency, pay.period)
        return span, unit, wording.said(pay.condition, self.own), named, _web_address(source.url if source else "")

    @property
    def sources(self) -> Sequence[tuple[Markup, str]]:
        """The sources that speak of it: title, and address where it is one of the web."""
        own = self.own
        return [
            (wording.said(one.title, own), _web_address(one.url))
            for one in self.graph.metadata.sources
            if one.id in self.role.sources
        ]

    @property
    def grows(self) -> Sequence[tuple[Markup, str]]:
        """What one builds by holding it: the skill and the level."""
        scale = self.graph.metadata.levels
        return [
            (
                wording.said(self.graph.skills[one.skill].name, self.own),
                wording.about(one.level, estimated=one.estimated) + " " + wording.within(scale.name(one.level)),
            )
            for one in self.role.grows
        ]

    @property
    def routes_here(self) -> str:
        """The routes to it."""
        return to("routes", self.asked.person.put("to", self.role.id), fragment="result")

    @property
    def routes_to_family(self) -> str:
        """The routes to any role of its family; nothing where it has none."""
        known = any(term.id == self.role.family for term in self.graph.metadata.families)
        goal = f"family:{self.role.family}"
        return to("routes", self.asked.person.put("to", goal), fragment="result") if known else ""

    @property
    def ways_in(self) -> str:
        """Who can reach it."""
        return to("ways_in", self.asked.person.put("to", self.role.id), fragment="result")

    @property
    def onward(self) -> str:
        """What is within reach of it: for the person if they hold it, else for its usual holder."""
        mine = self.asked.start == self.role.id
        person = self.asked.person if mine else self.asked.person.only(()).put("from", self.role.id)
        return to("reach", person, fragment="result")

    @property
    def on_the_map(self) -> str:
        """Its place on the map."""
        return to("map", self.asked.person.put("at", self.role.id))


def _web_address(url: str) -> str:
    """Return an address that can be linked to; nothing for what a browser might run."""
    return url if url.startswith(("https://", "http://")) else ""
