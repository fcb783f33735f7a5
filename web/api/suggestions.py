"""Roles, skills and families whose name begins like, or nearly like, what somebody has typed so far."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue

from .. import wording
from ..language import gettext as _
from ..language import language, ngettext
from ..site import Site

LONGEST = 200


def offer(app: Flask, site: Site) -> None:
    """Give `app` its suggestions."""

    def roles() -> ResponseReturnValue:
        return _answer(site, list(_roles(site, _typed())), "roles")

    def skills() -> ResponseReturnValue:
        return _answer(site, list(_skills(site, _typed())), "skills")

    def places() -> ResponseReturnValue:
        text = _typed()
        found = [*_roles(site, text), *_families(site, text), *_skills(site, text, prefixed=True)]
        return _answer(site, found[: site.settings.suggestions], "places")

    app.add_url_rule("/api/roles", "suggest_roles", roles)
    app.add_url_rule("/api/skills", "suggest_skills", skills)
    app.add_url_rule("/api/places", "suggest_places", places)


def _typed() -> str:
    return request.args.get("q", "")[:LONGEST]


def _answer(site: Site, matches: Sequence[dict[str, Any]], kind: str) -> ResponseReturnValue:
    count = len(matches)
    said = {
        "roles": ngettext("%(num)s role", "%(num)s roles", count),
        "skills": ngettext("%(num)s skill", "%(num)s skills", count),
        "places": ngettext("%(num)s match", "%(num)s matches", count),
    }[kind]
    close = any(match.pop("close") for match in matches)
    announced = _("%(count)s. The closest spelling comes first.", count=said) if close else f"{said}."
    return site.document({"matches": matches, "announced": announced})


def _roles(site: Site, text: str) -> Iterator[dict[str, Any]]:
    graph = site.explorer.graph
    if not text.strip():
        yield from _every_role(site)
    for match in site.explorer.search(text, language=language(), limit=site.settings.suggestions):
        role = graph.roles[match.id]
        family, _seniority = site.place_of(role)
        title = role.title.within(language())
        called = _called(match.text, match.by, title)
        lang = wording.tongue(role.title, graph.metadata.language)
        yield {"value": role.id, "title": title, "lang": lang, "family": family, "called": called,
               "close": match.by == "close"}  # fmt: skip


def _every_role(site: Site) -> Iterator[dict[str, Any]]:
    """Yield the roles from which one can choose before typing; none where they are too many to look through."""
    graph = site.explorer.graph
    if len(graph.roles) > site.settings.listed:
        return
    for role in sorted(graph.roles.values(), key=lambda role: role.title.within(language()).casefold()):
        lang = wording.tongue(role.title, graph.metadata.language)
        yield {"value": role.id, "title": role.title.within(language()), "lang": lang,
               "family": site.place_of(role)[0], "called": "", "close": False}  # fmt: skip


def _skills(site: Site, text: str, *, prefixed: bool = False) -> Iterator[dict[str, Any]]:
    graph = site.explorer.graph
    for match in site.explorer.search_skills(text, language=language(), limit=site.settings.suggestions):
        skill = graph.skills[match.id]
        name = skill.name.within(language())
        lang = wording.tongue(skill.name, graph.metadata.language)
        yield {"value": f"skill:{skill.id}" if prefixed else skill.id, "title": name, "lang": lang,
               "family": _("skill") if prefixed else "", "called": _called(match.text, match.by, name),
               "close": match.by == "close"}  # fmt: skip


def _families(site: Site, text: str) -> Iterator[dict[str, Any]]:
    said = site.explorer.graph.metadata
    for term in said.families:
        title = term.title.within(language())
        if text.strip() and title.casefold().startswith(text.strip().casefold()):
            yield {"value": f"family:{term.id}", "title": title, "lang": wording.tongue(term.title, said.language),
                   "family": _("family"), "called": "", "close": False}  # fmt: skip


def _called(text: str, by: str, title: str) -> str:
    """Return by which other name something was found."""
    return _("also called %(name)s", name=text) if by in {"alias", "translation"} and text != title else ""
