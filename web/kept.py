"""
Pages that need not be made again: a version never changes, so the same request gets the same page.

They are kept around the whole application, for a while and within a measure of memory. What says that a search was cut
is not kept, because the next search may find more.
"""

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeAlias

from flask import Flask, Response, request

from careergraph import StoreError

from .security import Application, StartResponse
from .site import STANDING, Site, Source, Standing

KEPT = frozenset(
    (
        *("start", "routes", "routes_document", "next", "next_document", "role", "role_document", "map"),
        *("reach", "reach_document", "ways_in", "ways_in_document"),
    )
)
DEPENDS_ON = (
    *("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
    *("HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_SEC_FETCH_SITE"),
)
"""What a page depends on beside the version: its address, language and theme, who may see it, and who sent them."""
PASSING, LASTING = "careergraph.passing", "careergraph.lasting"
"""Where the environment of a request says that its answer is not worth keeping, and that it is."""
FOUND = 200
Key: TypeAlias = tuple[str, ...]
Headers: TypeAlias = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered, of which version, and until when it is good."""

    content: bytes
    headers: Headers
    standing: tuple[str, str]
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
    >>> pages.keep(("/a",), b"12345678", [], ("1", ""))
    >>> pages.keep(("/b",), b"12345678", [], ("1", ""))
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

    def keep(self, key: Key, content: bytes, headers: Headers, standing: tuple[str, str]) -> None:
        """Keep a page; those not asked for the longest make room."""
        with self._lock:
            if key in self._pages:
                self._drop(key)
            self._pages[key] = Page(content, headers, standing, time.monotonic() + self._seconds)
            self._room -= len(content)
            while self._room < 0:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        self._room += len(self._pages.pop(key).content)


def offer(app: Flask, site: Site) -> None:
    """Let `app` answer with a page it has."""

    def mark(response: Response) -> Response:
        environ = request.environ
        lasting = request.method == "GET" and request.endpoint in KEPT and STANDING in environ
        if lasting and PASSING not in environ and response.status_code == FOUND:
            environ[LASTING] = True
        return response

    app.after_request(mark)
    pages = KeptPages(site.settings.kept_bytes, site.settings.kept_seconds)
    app.wsgi_app = keeping(app.wsgi_app, pages, site.source)  # type: ignore[assignment,method-assign]  # Flask's own way


def keeping(application: Application, pages: KeptPages, source: Source) -> Application:
    """Return the application, which is not asked for a page that is kept."""

    def answer(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return application(environ, start_response)
        key = tuple([environ.get(name, "") for name in DEPENDS_ON])
        page = pages.get(key)
        if page and page.standing == _standing(environ, source):
            start_response("200 OK", list(page.headers))
            return [page.content]
        said: list[Any] = []
        parts = application(environ, lambda *told: said.append(told))
        status, headers, *more = said[-1]
        if LASTING in environ:
            content = _whole(parts)
            pages.keep(key, content, list(headers), _named(environ[STANDING]))
            parts = [content]
        start_response(status, headers, *more)
        return parts

    return answer


def _whole(parts: Iterable[bytes]) -> bytes:
    """Return all of an answer, and let it go."""
    try:
        return b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close:  # as WSGI wants it (PEP 3333)
            close()


def let_pass() -> None:
    """Say that what is answered now is not worth keeping."""
    request.environ[PASSING] = True


def _standing(environ: dict[str, Any], source: Source) -> tuple[str, str] | None:
    """Return of which version is answered now; None where nobody knows."""
    try:
        environ[STANDING] = source.standing()
    except StoreError:
        return None
    return _named(environ[STANDING])


def _named(standing: Standing) -> tuple[str, str]:
    """Return what names a version, and why it may not be the newest."""
    return standing.explorer.graph.version, standing.behind
