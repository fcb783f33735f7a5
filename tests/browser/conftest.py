"""The application behind a real server, and a browser that notes everything it should not do."""

import threading
from contextlib import contextmanager

import pytest
import waitress

from careergraph import Explorer, read
from web import Settings, create_app

QUICK = Settings(search_seconds=5)


@contextmanager
def serving(application):
    """Serve an application on a free port, and give its address."""
    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def address():
    """The address of the application on the bundled graph."""
    with serving(create_app(Explorer(read()), settings=QUICK)) as where:
        yield where


class Visit:
    """A page, and what went wrong while it was open."""

    def __init__(self, context, address):
        self.address = address
        self.context = context
        self.elsewhere, self.complaints, self.dialogs = [], [], []
        context.on("request", self._asked)
        self.page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._opened)

    def _asked(self, request):
        if not request.url.startswith((self.address + "/", "data:", "about:", "blob:")):
            self.elsewhere.append(request.url)

    def _said(self, message):
        if message.type in {"error", "warning"} and "400 (BAD REQUEST)" not in message.text:
            self.complaints.append(message.text)

    def _opened(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, path):
        return self.page.goto(self.address + path)

    def check(self):
        """Nothing was asked of another address, no policy was violated, nothing failed, no dialog opened."""
        assert self.elsewhere == []
        assert self.complaints == []
        assert self.dialogs == []


@pytest.fixture
def visit(chromium, address):
    """Open a browser context; every visit is checked at its end."""
    opened = []

    def start(**options):
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | options)
        context.set_default_timeout(5_000)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        opened.append(Visit(context, address))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()
        one.check()
