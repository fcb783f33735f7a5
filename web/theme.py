"""Light or dark: what the address asks for, else what was chosen before, else what the computer prefers."""

from datetime import timedelta

from flask import Flask, Response, request

from .security import OWN_SITE
from .settings import Settings

COOKIE = "careergraph-theme"
THEMES = ("light", "dark")


def remember_theme(app: Flask, settings: Settings) -> None:
    """Let `app` remember the theme an address of our own pages asks for."""
    age = timedelta(days=settings.cookie_days)

    def remember(response: Response) -> Response:
        asked = request.args.get("theme", "")
        if asked in THEMES and request.headers.get("Sec-Fetch-Site", "none") in OWN_SITE:
            secure = request.is_secure
            response.set_cookie(COOKIE, asked, max_age=age, samesite="Lax", secure=secure)  # scripts set it, too
        return response

    app.after_request(remember)


def theme() -> str:
    """Return the theme of this page; nothing leaves it to the computer's preference."""
    for named in (request.args.get("theme", ""), request.cookies.get(COOKIE, "")):
        if named in THEMES:
            return named
    return ""
