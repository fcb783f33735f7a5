"""
The explorer in a browser: parse the request, ask the explorer, fill a template.

No algorithm, no store and no database language lives here. Pages work without JavaScript, each has its `.json`, and
the whole question stands in the address.
"""

from collections.abc import Sequence

from flask import Flask, abort, request

from . import api, assets, entry, kept, language, pages, problems, security, surroundings, theme, turns
from .settings import Settings
from .site import Site, Source

__all__ = ["Settings", "create_app"]


def create_app(
    source: Source,
    *,
    token: str | None = None,
    trusted_hosts: Sequence[str] = (),
    settings: Settings | None = None,
) -> Flask:
    """
    Return the application that shows what an explorer knows.

    Parameters
    ----------
    source
        Who is asked: an explorer, or what follows a store.
    token
        The access token that everybody must show; without one the application is for this computer only.
    trusted_hosts
        Names under which it is reached, beside those of this computer.
    settings
        Its limits.

    Examples
    --------
    >>> from careergraph import Explorer, read
    >>> create_app(Explorer(read())).test_client().get("/").status
    '200 OK'
    """
    settings = settings or Settings()
    site = Site(source, settings, is_local=not token)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.body_bytes
    app.json.sort_keys = False  # type: ignore[attr-defined]  # documents have an order of their own
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    security.protect(app, trusted_hosts)
    app.before_request(lambda: _refuse_long_addresses(settings))
    if token:
        entry.guard(app, token, settings)
    language.speak(app)
    problems.tell_politely(app)
    theme.remember_theme(app, settings)
    assets.offer(app)
    kept.offer(app, site)
    turns.keep_order(app, settings)
    surroundings.furnish(app, site)
    pages.offer(app, site)
    api.offer(app, site)
    return app


def _refuse_long_addresses(settings: Settings) -> None:
    if len(request.query_string) > settings.query_characters:
        abort(414)
