"""The map: every role in its place, one of them chosen, and the same as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from flask import Flask, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from careergraph import CareerGraph, RoleNotFound

from .. import wording
from ..asking import Asked
from ..doors import Door, Doors
from ..drawing import Pictures
from ..language import gettext as _
from ..linking import to
from ..params import Params
from ..site import Site

ENDPOINT = "map"
AWAY = ("1", "2", "3")
Ways: TypeAlias = Literal["in", "out", "both"]
WAYS: tuple[Ways, ...] = ("in", "out", "both")


@dataclass(frozen=True, slots=True)
class Looking:
    """What of the map is looked at: a role, how many moves around it, and in which direction; all may be changed."""

    at: str = ""
    away: str = "1"
    ways: Ways = "both"
    wrong: RoleNotFound | None = None

    def params(self, asked: Asked, **changes: str) -> Params:
        """Return the parameters of this view with some changes; defaults are left out."""
        now = {"at": self.at, "away": self.away, "ways": self.ways} | changes
        params = asked.person
        for name, usual in (("at", ""), ("away", "1"), ("ways", "both")):
            if now[name] != usual:
                params = params.put(name, now[name])
        return params


def offer(app: Flask, site: Site) -> None:
    """Give `app` its map."""

    def career_map() -> ResponseReturnValue:
        asked = site.asked()
        looking = _looking(site)
        if looking.at != request.args.get("at", "") and not looking.wrong:
            return site.redirect(to(ENDPOINT, looking.params(asked)))
        return _page(site, asked, looking)

    def map_document() -> ResponseReturnValue:
        return site.document(_document(site))

    app.add_url_rule("/map", ENDPOINT, career_map)
    app.add_url_rule("/map.json", "map_document", map_document)


def _looking(site: Site) -> Looking:
    at, away, named = (request.args.get(name, "").strip()[:200] for name in ("at", "away", "ways"))
    away = away if away in AWAY else "1"
    ways: Ways = next((one for one in WAYS if one == named), "both")
    if not at:
        return Looking(away=away, ways=ways)
    try:
        return Looking(site.explorer.role_id(at), away, ways)
    except RoleNotFound as error:
        return Looking(at, away, ways, error)


def _page(site: Site, asked: Asked, looking: Looking) -> ResponseReturnValue:
    chosen = "" if looking.wrong else looking.at or asked.start
    doors = Doors(site, asked, chosen) if chosen else None
    part = site.explorer.part(site.settings.map_roles, chosen, looking.ways)
    atlas = Pictures(site.explorer).career_map(
        part, looking, chosen, asked, lambda role: to(ENDPOINT, looking.params(asked, at=role))
    )
    return site.page(
        "map.html",
        ENDPOINT,
        asked,
        looking=looking,
        doors=doors,
        panel=Panel(site, asked, doors) if doors else None,
        suggestions=_suggestions(site, asked, looking),
        link=lambda **changes: to(ENDPOINT, looking.params(asked, **changes)),
        rows=list(_rows(site, part, asked, looking)),
        left_out=_left_out(site, part, chosen),
        atlas=atlas,
    )


class Panel:
    """
    What stands beside the map about the role that was chosen.

    Parameters
    ----------
    site, asked
        What the page has at hand, and who asks.
    doors
        The ways into the role and out of it.
    """

    def __init__(self, site: Site, asked: Asked, doors: Doors) -> None:
        self.doors = doors
        self.asked = asked
        self.role = site.explorer.graph.role(doors.role)
        self.own = site.explorer.graph.metadata.language
        self.title = wording.said(self.role.title, self.own)
        family, seniority = site.place_of(self.role)
        self.place = _(", ").join(filter(None, (family, wording.in_sentence(seniority) if family else seniority)))
        self.is_you = doors.role == asked.start

    @property
    def above(self) -> tuple[Markup, str] | None:
        """The role it reports to, and its page."""
        role = self.role.reports_to
        if role is None:
            return None
        title = self.doors.graph.role(role).title
        return wording.said(title, self.own, low=True), self.doors.page_of(role)

    @property
    def distance(self) -> tuple[str, str] | None:
        """How much to learn and how long from where the person is; None where no way leads here."""
        arrival = self.doors.around.arrival
        if arrival is None or not arrival.steps:
            return None
        site = self.doors.site
        learning = wording.level_steps(arrival.values["learning"].known, estimated=site.is_estimated(arrival))
        return learning, wording.months(arrival.values["months"], estimated=arrival.estimated)

    @property
    def here(self) -> str:
        """The routes to this role."""
        return to("routes", self.asked.person.put("to", self.role.id), fragment="result")

    @property
    def page(self) -> str:
        """Its page."""
        return to("role", self.asked.person, role=self.role.id)

    @property
    def onward(self) -> str:
        """What can come after it."""
        return to("next", Params((("from", self.role.id),)))

    def lists(self) -> Iterator[tuple[str, Sequence[Door]]]:
        """Yield the ways in, the ways out, and the moves sideways."""
        sideways = [door for door in (*self.doors.ways_in, *self.doors.ways_out) if door.move.kind == "lateral"]
        yield _("Ways in"), [door for door in self.doors.ways_in if door not in sideways]
        yield _("Ways out"), [door for door in self.doors.ways_out if door not in sideways]
        yield _("Sideways"), sideways


def _suggestions(site: Site, asked: Asked, looking: Looking) -> list[tuple[str, str]]:
    if looking.wrong is None:
        return []
    roles = site.explorer.graph.roles
    named = [(one, site.title(one) if one in roles else one) for one in looking.wrong.suggestions]
    return [(title, to(ENDPOINT, looking.params(asked, at=one))) for one, title in named]


@dataclass(frozen=True, slots=True)
class Row:
    """A role in the table of the map."""

    title: Markup
    href: str
    family: str
    seniority: str
    ways_in: int
    ways_out: int
    note: str


def _left_out(site: Site, part: CareerGraph, chosen: str) -> Markup | None:
    """Return which roles of a large graph are on the map; nothing where all are."""
    counts = {"count": len(part.roles), "all": len(site.explorer.graph.roles)}
    if counts["count"] == counts["all"]:
        return None
    if not chosen:
        return wording.filled(
            _("%(count)s of %(all)s roles are drawn: those with most moves. Find a role to see what is near it."),
            **counts,
        )
    role = wording.said(site.explorer.graph.role(chosen).title, site.explorer.graph.metadata.language, low=True)
    return wording.filled(_("%(count)s of %(all)s roles are drawn: those nearest to %(role)s."), role=role, **counts)


def _rows(site: Site, part: CareerGraph, asked: Asked, looking: Looking) -> Iterator[Row]:
    graph = site.explorer.graph
    said = graph.metadata
    families = [term.id for term in said.families]
    rungs = [term.id for term in said.seniorities]

    def order(role: Any) -> tuple[int, int, str]:  # noqa: ANN401 - a role
        place = [known.index(one) if one in known else len(known)
                 for known, one in ((families, role.family), (rungs, role.seniority))]  # fmt: skip
        return place[0], place[1], role.id

    for role in sorted(part.roles.values(), key=order):
        note = _("you") if role.id == asked.start else _("chosen") if role.id == looking.at else ""
        yield Row(
            wording.said(role.title, said.language),
            to(ENDPOINT, looking.params(asked, at=role.id), fragment="chosen"),
            *site.place_of(role),
            len(graph.tails_of(role.id)),
            len(graph.heads_of(role.id)),
            note,
        )


def _document(site: Site) -> dict[str, Any]:
    graph = site.explorer.graph
    roles = [
        {"id": role.id, "title": role.title.original, "family": role.family, "seniority": role.seniority}
        for role in graph.roles.values()
    ]
    moves = [
        {
            "from": one.tail,
            "to": one.head,
            "kind": one.kind,
            "months": None if one.months is None else float(one.months),
        }
        for one in graph.transitions.values()
    ]
    return {"format": "careergraph-map", "format_version": 1, "graph": site.explorer.summary().to_dict(),
            "roles": roles, "moves": moves}  # fmt: skip
