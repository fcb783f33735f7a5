"""What every template can name: links, languages, words, and the lists of names for fields without script."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask, request
from markupsafe import Markup

from careergraph import CareerGraphError, StoreError, Text

from . import language, linking, theme, wording
from .asking import Asked, Trouble
from .drawing import Pictures
from .language import LANGUAGES
from .params import Params
from .site import Site

Named = TypeVar("Named")


def furnish(app: Flask, site: Site) -> None:
    """Give the templates of `app` what they name."""
    app.jinja_env.globals.update(
        chosen_language=language.chosen,
        evidence=lambda move: Pictures(site.explorer).evidence(move),
        here=linking.here,
        is_local=site.is_local,
        language=language.language,
        languages=LANGUAGES,
        mended=_mended,
        other_language=language.other,
        role_list=lambda: _role_list(site),
        shown=lambda asked, name, at=0: _shown(site, asked, name, at),
        skill_list=lambda: _skill_list(site),
        step_unit=wording.step_unit,
        theme=theme.theme,
        to=linking.to,
    )
    app.context_processor(lambda: {**_about(site), "person": Params(), "place": ""})


def _about(site: Site) -> dict[str, Any]:
    """Return the graph in a few figures, and why it may be older; nothing where the page says that it cannot be had."""
    try:
        return {"about": site.explorer.summary(), "behind": site.standing.behind}
    except StoreError:
        return {"about": None, "behind": ""}


def _shown(site: Site, asked: Asked | None, name: str, at: int = 0) -> str:
    """Return what stands in a blank, and names the same role when it is sent again; or what could not be read."""
    if asked is None:
        return ""
    if name in asked.troubles:
        wrong = asked.troubles[name].text
        return ([wrong, *(one for one in asked.typed.every(name) if one != wrong)][at:] or [""])[0]
    value = (asked.params.every(name)[at:] or ("",))[0]
    if value not in site.explorer.graph.roles:
        return value
    title = wording.in_sentence(site.title(value))
    return title if _names_alone(site, title, value) else value


def _names_alone(site: Site, title: str, role: str) -> bool:
    try:
        return site.explorer.role_id(title) == role
    except CareerGraphError:
        return False


def _mended(asked: Asked, found: Trouble, value: str) -> str:
    """Return the address of this page with one value in the place of what could not be read."""
    kept = [one for one in asked.params.every(found.field) if one != found.text]
    values = request.view_args or {}
    return linking.to(
        request.endpoint or "start", asked.params.put(found.field, *kept, value), fragment="result", **values
    )


def _role_list(site: Site) -> Markup:
    return _names("roles", site.explorer.graph.roles, lambda role: role.title, site.settings.datalist)


def _skill_list(site: Site) -> Markup:
    return _names("skill-names", site.explorer.graph.skills, lambda skill: skill.name, site.settings.datalist)


def _names(name: str, named: Mapping[str, Named], name_of: Callable[[Named], Text], most: int) -> Markup:
    """Return names that a field offers without script; none where they are too many to look through."""
    offered = {wording.within(name_of(one)) for one in named.values()} if len(named) <= most else ()
    options = Markup("").join(Markup('<option value="{}">').format(title) for title in sorted(offered))
    return Markup('<datalist id="{}">{}</datalist>').format(name, options)
