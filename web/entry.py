"""
The access token: asked for when the application is bound to more than this computer.

A script sends it as a bearer; a person types it once, and the browser keeps a cookie that is made from
it and does not contain it.
"""

import hashlib
import hmac
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from .language import gettext as _
from .settings import Settings

COOKIE = "careergraph-entry"
OPEN = ("entry.ask", "entry.enter", "static", "pictures", "favicon")
"""What may be seen without the token: the page that asks for it, and what that page needs."""


def guard(app: Flask, token: str, settings: Settings) -> None:
    """Let nobody into `app` without `token`."""
    sealed = hmac.new(token.encode(), b"careergraph-entry", hashlib.sha256).hexdigest()

    def knows_token() -> bool:
        bearer = request.authorization
        if bearer is not None and bearer.type == "bearer":
            return _same(bearer.token or "", token)
        return _same(request.cookies.get(COOKIE, ""), sealed)

    def refuse_strangers() -> ResponseReturnValue | None:
        if request.endpoint in OPEN or knows_token():
            return None
        if _is_page() and request.method == "GET":
            return redirect(url_for("entry.ask", next=request.full_path.rstrip("?")), 303)
        raise _refusal()

    def enter() -> ResponseReturnValue:
        if not _same(request.form.get("token", "").strip(), token):
            return render_template("entry.html", next=_local(request.values.get("next")), wrong=True), 401
        response = make_response(redirect(_local(request.values.get("next")), 303))
        age = timedelta(days=settings.cookie_days)
        response.set_cookie(
            COOKIE, sealed, max_age=age, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
        )
        return response

    app.before_request(refuse_strangers)
    app.add_url_rule("/entry", "entry.ask", _ask)
    app.add_url_rule("/entry", "entry.enter", enter, methods=["POST"])


def _ask() -> ResponseReturnValue:
    return render_template("entry.html", next=_local(request.args.get("next")), wrong=False)


def _is_page() -> bool:
    return not request.path.endswith(".json") and not request.path.startswith("/api/")


def _refusal() -> Unauthorized:
    challenge = WWWAuthenticate("bearer", {"realm": "careergraph"})
    return Unauthorized(
        _("This needs the access token that was given when careergraph was started."), www_authenticate=challenge
    )


def _local(target: str | None) -> str:
    """Return the target if it is a page of ours, else the start page: nobody is sent elsewhere."""
    if not target or not target.startswith("/") or target[1:2] in {"/", "\\"}:
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc or any(ord(sign) < ord(" ") for sign in target) else target


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())
