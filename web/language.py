"""Which language a page is in: the one its address names, else the one the browser asks for."""

import io
from functools import lru_cache
from pathlib import Path

import flask_babel  # type: ignore[import-untyped]  # it ships no types; everything goes through this module
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, has_request_context, request

LANGUAGES = {"en": "English", "zh": "中文"}
"""English is the language the texts are written in; the others have a catalogue."""
DOMAIN = "messages"
KNOWN = "careergraph.language"
"""Where the environment of a request has its language."""
CATALOGUES = Path(__file__).parent / "translations"


def speak(app: Flask) -> None:
    """Give `app` its languages."""
    babel = flask_babel.Babel(app, locale_selector=language)
    with app.app_context():
        babel.domain_instance.cache.update({(name, DOMAIN): catalogue(name) for name in LANGUAGES})
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its extension; a page has hundreds
        lambda message: _spoken().ugettext(message),
        lambda one, many, count: _spoken().ungettext(one, many, count),
        newstyle=True,
    )
    app.after_request(_mark)


@lru_cache
def catalogue(name: str) -> Translations:
    """Return the catalogue of a language: compiled where that is up to date, else compiled here and now."""
    source = CATALOGUES / name / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = source.with_suffix(".mo")
    if not source.exists():
        return Translations()
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        return Translations(io.BytesIO(compiled.read_bytes()), DOMAIN)
    return Translations(io.BytesIO(compile_catalogue(source, name)), DOMAIN)


def compile_catalogue(source: Path, name: str) -> bytes:
    """Return a `.po` file as the bytes of a `.mo` file."""
    compiled = io.BytesIO()
    with source.open("rb") as readable:
        write_mo(compiled, read_po(readable, locale=name))
    return compiled.getvalue()


def gettext(message: str, **values: object) -> str:
    """Return a message in the language of this page, with values in its places."""
    said = str(_spoken().ugettext(message))
    return said % values if values else said


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the form of a message for so many things; `%(num)s` in it is the count."""
    return str(_spoken().ungettext(one, many, count)) % {"num": count, **values}


def _spoken() -> Translations:
    """Return the catalogue of this page; none where there is no page."""
    return catalogue(language()) if has_request_context() else Translations()


def language() -> str:
    """Return the language of this page, found out once for each request."""
    known: str | None = request.environ.get(KNOWN)
    if known is None:
        known = chosen() or request.accept_languages.best_match(tuple(LANGUAGES), "en") or "en"
        request.environ[KNOWN] = known
    return known


def chosen() -> str:
    """Return the language that the address names, or nothing."""
    named = request.args.get("lang", "")
    return named if named in LANGUAGES else ""


def other() -> str:
    """Return the language one can change to."""
    return next(name for name in LANGUAGES if name != language())


def _mark(response: Response) -> Response:
    """Say what a page depends on, so that nobody is served another person's."""
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = language()
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Accept-Language", "Cookie"))
    return response
