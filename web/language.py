"""Which language a page is in: the one its address names, else the one the browser asks for."""

import flask_babel  # type: ignore[import-untyped]  # it ships no types; everything goes through this module
from flask import Flask, Response, request

LANGUAGES = {"en": "English", "zh": "中文"}


def speak(app: Flask) -> None:
    """Give `app` its languages; English is the language the texts are written in."""
    app.after_request(_mark)
    flask_babel.Babel(
        app, default_locale="en", locale_selector=language, default_translation_directories="translations"
    )


def _mark(response: Response) -> Response:
    """Say what a page depends on, so that nobody is served another person's."""
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = language()
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def gettext(message: str, **values: object) -> str:
    """Return a message in the language of this page, with values in its places."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """Return the form of a message for so many things; `%(num)s` in it is the count."""
    return str(flask_babel.ngettext(one, many, count, **values))


def language() -> str:
    """Return the language of this page."""
    return chosen() or request.accept_languages.best_match(tuple(LANGUAGES), "en") or "en"


def chosen() -> str:
    """Return the language that the address names, or nothing."""
    named = request.args.get("lang", "")
    return named if named in LANGUAGES else ""


def other() -> str:
    """Return the language one can change to."""
    return next(name for name in LANGUAGES if name != language())
