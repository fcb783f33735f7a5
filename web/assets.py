"""The files that pictures need, served from where the library keeps them."""

from collections.abc import Callable

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from careergraph import draw

FILES = {
    "pictures.css": "text/css",
    "network.js": "text/javascript",
    "vis-network.min.js": "text/javascript",
}


def offer(app: Flask) -> None:
    """Give `app` the files of the pictures, beside its own, and its mark where browsers look for it."""
    app.add_url_rule("/favicon.ico", "favicon", lambda: app.send_static_file("mark.svg"))
    for name, kind in FILES.items():
        app.add_url_rule(f"/static/{name}", name.partition(".")[0], _served(name, kind))


def _served(name: str, kind: str) -> Callable[[], ResponseReturnValue]:
    def served() -> ResponseReturnValue:
        response = Response(draw(name, "asset"), content_type=f"{kind}; charset=utf-8")
        response.cache_control.no_cache = True
        response.add_etag()
        return response.make_conditional(request)

    return served
