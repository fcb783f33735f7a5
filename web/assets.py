"""The files that pictures need, served from where the library keeps them."""

from collections.abc import Callable

from flask import Flask, Response

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


def _served(name: str, kind: str) -> Callable[[], Response]:
    def served() -> Response:
        return Response(draw(name, "asset"), content_type=f"{kind}; charset=utf-8")

    return served
