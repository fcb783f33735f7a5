"""
What every response carries, which hosts are answered, and whose writes are refused.

The headers are set around the whole application, so that no error, redirect or file can go without them.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, abort, request

from .language import gettext as _

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SILENT = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone",
          "midi", "payment", "usb")  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not `no-referrer`: browsers would then send the forms of our own pages with the origin `null`
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SILENT),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every response, whatever its status."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")
OWN_SITE = ("same-origin", "none")

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def protect(app: Flask, trusted_hosts: Sequence[str]) -> None:
    """Give `app` its headers, the hosts it answers (those of this computer always), and its guard."""
    names = frozenset(name_of(host) for host in (*LOOPBACK, *trusted_hosts)) - {""}
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[assignment,method-assign]  # Flask's own way
    app.before_request(lambda: refuse_other_hosts(names))
    app.before_request(refuse_foreign_writes)


def with_headers(application: Application) -> Application:
    """Return the application, every response of which has `HEADERS`."""

    def guarded(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: object) -> object:
            said = {name.lower() for name, _ in headers}
            headers.extend((name, value) for name, value in HEADERS.items() if name.lower() not in said)
            return start_response(status, headers, *more)

        return application(environ, start)

    return guarded


def name_of(host: str) -> str:
    """
    Return the name in a `Host` header, without its port; nothing where it is no host.

    Examples
    --------
    >>> [name_of(host) for host in ("LocalHost:8765", "[::1]:80", "localhost@evil.example", "")]
    ['localhost', '[::1]', '', '']
    """
    found = HOST.fullmatch(host.lower())
    return found[1] if found else ""


def refuse_other_hosts(names: Container[str]) -> None:
    """Answer 400 where a page was asked for under a name that is not ours: another site may point its name here."""
    if name_of(request.headers.get("Host", "")) not in names:
        abort(400, _("careergraph is not reached by this name. Open it by the address it was started with."))


def refuse_foreign_writes() -> None:
    """Answer 403 to a request that could change something and that another site has sent."""
    if request.method not in SAFE_METHODS and is_foreign(request):
        abort(403, _("This came from another site. Open the page here, and send it again."))


def is_foreign(asked: Request) -> bool:
    """
    Tell whether a page of another site sent a request.

    Browsers say so themselves (`Sec-Fetch-Site`, `Origin`). Who sends neither is no browser: it is let in
    unless it leans on a cookie, which only a browser has.
    """
    site = asked.headers.get("Sec-Fetch-Site")
    origin = asked.headers.get("Origin")
    if site is not None and site not in OWN_SITE:
        return True
    if origin is not None:
        return not _is_own(origin, asked)
    return site is None and bool(asked.cookies) and "Authorization" not in asked.headers


def _is_own(origin: str, asked: Request) -> bool:
    """Tell whether an origin is this host; the scheme may differ, because a proxy may speak TLS for us."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == asked.host.lower()
