"""
Every answer is of the newest version, and none waits for the store to name it.

A question is asked of the version that is known while the store is asked for its newest one. Hardly ever that is
another; then what was answered is thrown away, and the question asked again.
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask

from careergraph import StoreError

from .security import Application, StartResponse
from .site import LOOK, MEANWHILE, STANDING


def keep_up(app: Flask) -> None:
    """Let `app` answer while its source is still asked what is the newest."""
    app.wsgi_app = asking_again(app.wsgi_app)  # type: ignore[assignment,method-assign]  # Flask's own way


def asking_again(application: Application) -> Application:
    """Return the application, which is asked again where its answer is not of the newest version."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or STANDING in environ:
            return application(environ, start_response)
        before, said = dict(environ), []
        environ[MEANWHILE] = True
        parts = application(environ, lambda *told: said.append(told))
        if LOOK in environ and not _is_certain(environ, before):
            let_go(parts)
            environ.clear()
            environ.update(before)
            return application(environ, start_response)
        start_response(*said[-1])
        return parts

    return answer


def let_go(parts: Iterable[bytes]) -> None:
    """Say that nobody reads on in an answer, as WSGI wants it (PEP 3333)."""
    close = getattr(parts, "close", None)
    if close:
        close()


def _is_certain(environ: dict[str, Any], again: dict[str, Any]) -> bool:
    """Tell whether what was answered stays; else say what answers again, where that is known."""
    try:
        settled = environ[LOOK].settle()
    except StoreError:
        return False  # the application says so
    again[STANDING] = settled
    return bool(settled == environ[STANDING])
