"""
Pages that need not be made again: a version never changes, so the same address gives the same page.

A page is kept for a while and within a measure of memory. One that says a search was cut is not kept, because the next
search may find more.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TypeAlias

from flask import Flask, Response, g, request

from .language import language
from .site import Site
from .theme import theme

KEPT = frozenset(
    (
        *("start", "routes", "routes_document", "next", "next_document", "role", "role_document", "map"),
        *("reach", "reach_document", "ways_in", "ways_in_document"),
    )
)
Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered, and until when it is good."""

    content: bytes
    content_type: str
    until: float


class KeptPages:
    """
    The latest pages asked for, by what they depend on.

    Parameters
    ----------
    most_bytes
        Of all pages together.
    seconds
        How long a page is good.

    Examples
    --------
    >>> pages = KeptPages(most_bytes=10, seconds=60)
    >>> pages.keep(("/a",), b"12345678", "text/html")
    >>> pages.keep(("/b",), b"12345678", "text/html")
    >>> pages.get(("/a",)) is None, pages.get(("/b",)).content
    (True, b'12345678')
    """

    def __init__(self, most_bytes: int, seconds: float) -> None:
        self._room = most_bytes
        self._seconds = seconds
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        """Return a page that is still good."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.until < time.monotonic():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, content: bytes, content_type: str) -> None:
        """Keep a page; those not asked for the longest make room."""
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = Page(content, content_type, time.monotonic() + self._seconds)
            self._room -= len(content)
            while self._room < 0:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        self._room += len(self._pages.pop(key).content)


def offer(app: Flask, site: Site) -> None:
    """Let `app` answer with a page it has."""
    pages = KeptPages(site.settings.kept_bytes, site.settings.kept_seconds)

    def answer() -> Response | None:
        if request.method != "GET" or request.endpoint not in KEPT:
            return None
        page = pages.get(_key(site))
        if page is None:
            return None
        g.passing = True
        return Response(page.content, content_type=page.content_type)

    def keep(response: Response) -> Response:
        lasting = request.method == "GET" and request.endpoint in KEPT and not g.get("passing")
        if lasting and response.status_code == 200:  # noqa: PLR2004 - found, whole, and said
            pages.keep(_key(site), response.get_data(), response.content_type)
        return response

    app.before_request(answer)
    app.after_request(keep)


def let_pass() -> None:
    """Say that what is answered now is not worth keeping."""
    g.passing = True


def _key(site: Site) -> Key:
    """Return all that a page depends on."""
    version = site.explorer.graph.version
    return request.host_url, request.full_path, language(), theme(), version, site.source.behind
