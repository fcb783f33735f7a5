"""
Errors, told politely: the thing, the reason, the remedy, and never a trace.

People get a page; scripts get problem details (RFC 9457). What nobody foresaw has an id, and stands
under that id in the log.
"""

import secrets
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from careergraph import CareerGraphError, RoleNotFound, StoreError

from .asking import Asked, Trouble
from .language import gettext as _
from .linking import to

PROBLEM_TYPE = "application/problem+json"
LAST_RESORT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>careergraph</title>"
    "<h1>This page could not be made</h1><p>Nothing was changed. The log says why, under {id}.</p>"
)


def tell_politely(app: Flask) -> None:
    """Let `app` answer every error in words."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(RoleNotFound, _no_role)
    app.register_error_handler(StoreError, _store)
    app.register_error_handler(CareerGraphError, _unforeseen)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, detail: str, **more: object) -> Response:
    """Return a problem as JSON for scripts, as a page for people."""
    said = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail, **more}
    said = {name: value for name, value in said.items() if value not in (None, (), [])}
    if wants_json():
        response = Response(json.dumps(said), status, content_type=PROBLEM_TYPE)
    else:
        response = make_response(_page(said), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse(asked: Asked, detail: str) -> Response:
    """Return why a script's question cannot be answered: what could not be read, or what it leaves out."""
    troubles = list(asked.troubles.values())
    errors = [_said(one) for one in troubles]
    return problem(400, troubles[0].message if troubles else detail, errors=errors)


def _said(one: Trouble) -> dict[str, object]:
    choices = [name for name, _words in one.choices]
    return {"field": one.field, "value": one.text, "detail": one.message, "suggestions": choices}


def wants_json() -> bool:
    """Tell whether the request is a script's: a .json address, the API, or JSON preferred to a page."""
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html")
    return best == "application/json"


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]  # made by abort(response)
    status = error.code or 500
    response = problem(status, _detail(error))
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _no_role(error: RoleNotFound) -> Response:
    suggestions = [{"title": name, "href": to("role", role=name)} for name in error.suggestions]
    return problem(404, _("No role “%(name)s”.", name=error.role_id), suggestions=suggestions)


def _store(error: StoreError) -> Response:
    response = problem(503, _("The graph's store does not answer. Nothing was changed; try again in a moment."))
    response.headers["Retry-After"] = str(max(1, round(getattr(error, "retry_after", 1))))
    current_app.logger.warning("store: %s", error)
    return response


def _unforeseen(error: Exception) -> Response:
    name = secrets.token_hex(6)
    current_app.logger.error("error %s at %s %s", name, request.method, request.path, exc_info=error)
    detail = _("Something went wrong here, and nothing was changed. The log says more, under %(id)s.", id=name)
    return problem(500, detail, id=name)


def _page(said: dict[str, Any]) -> str:
    try:
        return render_template("problem.html", problem=said)
    except Exception as error:
        name = said.get("id") or secrets.token_hex(6)
        said["id"] = name
        current_app.logger.error("error %s: its page could not be made", name, exc_info=error)  # noqa: TRY400
        return LAST_RESORT.format(id=name)


def _detail(error: HTTPException) -> str:
    known = {
        400: _("This cannot be read. Go back, and try it from the page."),
        404: _("There is no page at this address. It may be spelt differently, or its role may be gone."),
        405: _("This address answers other methods: see the header “Allow”."),
        413: _("This is larger than %(most)s bytes, the most that is accepted.", most=_most_bytes()),
        414: _("This address is too long. Leave out some of its skills or limits."),
    }
    ours = error.description if error.code in {401, 403} or _is_ours(error) else None
    return ours or known.get(error.code or 0) or error.description or ""


def _is_ours(error: HTTPException) -> bool:
    """Tell whether the description is one of ours: werkzeug's own are written for developers."""
    return error.description != type(error).description


def _most_bytes() -> int:
    return int(current_app.config["MAX_CONTENT_LENGTH"])


def _title(status: int) -> str:
    titles = {
        400: lambda: _("Not understood"),
        401: lambda: _("The access token is needed"),
        403: lambda: _("Refused"),
        404: lambda: _("Not found"),
        405: lambda: _("Not offered here"),
        413: lambda: _("Too large"),
        414: lambda: _("Too long"),
        500: lambda: _("Something went wrong"),
        503: lambda: _("Not available now"),
    }
    return titles.get(status, lambda: HTTPStatus(status).phrase)()
