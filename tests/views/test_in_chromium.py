"""What only a browser can tell: real widths, strict policies, keys, themes, and that nothing runs."""

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from careergraph.views import (
    asset,
    career_map,
    map_key,
    map_svg,
    neighbourhood,
    network_frame,
    network_page,
    plot,
    route_picture,
    small_map,
    timeline,
    whole_route,
)
from tests.views.hostile import hostile_graph
from tests.views.test_hostile import ANSWER, MADE
from tests.views.test_plots import BEATEN, FOUR

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
OVERLAPS = """
() => {
  const boxes = [...document.querySelectorAll('svg.cg-picture')].flatMap((svg) => {
    const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    return texts.flatMap(([one, a], place) => texts.slice(place + 1).flatMap(([other, b]) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      return wide > 1 && high > 4 ? [`${one} / ${other}`] : [];
    }));
  });
  return boxes;
}
"""


def page_of(body, *, script=False, theme="light", language="en"):
    scripts = '<script src="/vis-network.min.js" defer></script><script type="module" src="/network.js"></script>'
    return (
        f'<!doctype html><html lang="{language}" data-theme="{theme}"><head><meta charset="utf-8">'
        f'<title>Test</title><link rel="stylesheet" href="/pictures.css">'
        f'<link rel="stylesheet" href="/page.css"></head><body><main><h1>Test</h1>{body}</main>'
        f"{scripts if script else ''}</body></html>"
    )


class Site:
    """A site of a few pages with a strict policy; remembers what was asked for."""

    def __init__(self):
        self.pages, self.asked, self.policy = {}, [], POLICY
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def file(self, path):
        if path in self.pages:
            return self.pages[path].encode("utf-8", "replace"), "text/html"
        if path == "/favicon.ico":
            return b"", "image/x-icon"
        if path == "/page.css":
            return b"body { background: var(--paper); color: var(--ink); font-family: var(--font) }", "text/css"
        kind = "text/css" if path.endswith("css") else "text/javascript"
        return asset(path[1:]), kind


class Handler(BaseHTTPRequestHandler):
    def __init__(self, site, *given):
        self.site = site
        super().__init__(*given)

    def do_GET(self):
        self.site.asked.append(self.path)
        content, kind = self.site.file(self.path)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", self.site.policy)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    made = Site()
    yield made
    made.stop()


@pytest.fixture
def visit(chromium, site):
    """Return a function that opens some HTML as a page of the site, and the complaints the page makes."""
    contexts = []

    def opened(body, *, width=1280, script=False, theme="light", language="en", policy=POLICY, **context):
        site.policy = policy
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **context))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append("a dialog") or dialog.dismiss())
        site.pages["/"] = page_of(body, script=script, theme=theme, language=language)
        page.goto(f"{site.address}/")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_texts_lie_on_each_other_in_a_real_browser(visit, company, three_steps, four_steps, ladder, language):
    pictures = [
        *(route_picture(company, route, language=language) for route in (three_steps, four_steps)),
        *(
            route_picture(*ladder(steps, 9, long_names=long), language=language)
            for steps in (2, 5, 8)
            for long in (0, 1)
        ),
        timeline(company, four_steps, max_months=100, language=language),
        plot(FOUR, beaten=BEATEN, max_months=136, language=language),
        map_svg(career_map(company, chosen="td", you="rd", language=language)),
        neighbourhood(company, "td", you="rd", language=language),
        small_map(company, you="rd", language=language),
    ]
    page = visit("".join(pictures), language=language)
    assert page.evaluate(OVERLAPS) == []
    assert page.complaints == []


@pytest.mark.parametrize(
    ("width", "shown"), [(1280, "picture"), (1160, "picture"), (1000, "list"), (390, "list"), (320, "list")]
)
def test_the_list_replaces_the_picture_where_there_is_no_room(visit, company, three_steps, width, shown):
    page = visit(whole_route(company, three_steps), width=width)
    assert page.locator(".cg-route-picture").is_visible() == (shown == "picture")
    assert page.locator(".cg-list").is_visible() == (shown == "list")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_steps_take_the_focus_and_show_it(visit, company, three_steps):
    page = visit(route_picture(company, three_steps))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.step") == "1"
    stroke = "getComputedStyle(document.activeElement.querySelector('.cg-focus')).stroke"
    assert page.evaluate(stroke) == "rgb(19, 24, 27)"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.step") == "2"


def test_dark_and_forced_colours_change_the_same_picture(visit, company, three_steps):
    colour = "getComputedStyle(document.querySelector('.cg-line')).stroke"
    picture = route_picture(company, three_steps)
    assert visit(picture).evaluate(colour) == "rgb(163, 16, 79)"
    assert visit(picture, theme="dark").evaluate(colour) == "rgb(234, 127, 163)"
    assert visit(picture, theme="", color_scheme="dark").evaluate(colour) == "rgb(234, 127, 163)"
    assert visit(picture, theme="light", color_scheme="dark").evaluate(colour) == "rgb(163, 16, 79)"
    forced = visit(picture, forced_colors="active").evaluate(colour)
    assert forced not in {"rgb(163, 16, 79)", "rgb(234, 127, 163)"}


def test_axe_finds_nothing(visit, company, three_steps):
    from axe_playwright_python.sync_playwright import Axe

    scene = career_map(company, chosen="td", you="rd", href=lambda role: f"/role/{role}")
    parts = (
        whole_route(company, three_steps, folded=False),
        plot(FOUR, beaten=BEATEN, max_months=136),
        timeline(company, three_steps, max_months=60),
        neighbourhood(company, "td", you="rd", href=lambda role: f"/role/{role}"),
        map_svg(scene),
        map_key(scene),
    )
    for theme, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        page = visit("".join(parts), theme=theme, width=width)
        # bypass: landmarks and skip links are the page's
        found = Axe().run(page, options={"rules": {"region": {"enabled": False}}})
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


@pytest.mark.parametrize("policy", [POLICY, ""], ids=["strict", "none"])
def test_nothing_that_names_say_runs(visit, policy):
    body = "".join(made(language) for made in MADE.values() for language in ("en", "zh"))
    page = visit(body, script=True, policy=policy)
    page.wait_for_timeout(500)
    page.evaluate(
        "for (const one of document.querySelectorAll('*')) for (const name of ['mouseover', 'focus', 'load', 'error']) "
        "one.dispatchEvent(new Event(name, { bubbles: true }))"
    )
    assert page.evaluate("window.__x") is None
    assert "a dialog" not in page.complaints


def test_a_network_draws_under_a_strict_policy(visit, site, company):
    site.asked.clear()
    page = visit(network_frame(career_map(company, chosen="td", you="rd")), script=True)
    page.wait_for_selector(".cg-canvas canvas")
    assert page.complaints == []
    assert set(site.asked) <= {"/", "/pictures.css", "/vis-network.min.js", "/network.js", "/favicon.ico", "/page.css"}
    assert page.locator(".cg-still").is_hidden()


def test_without_script_the_map_is_there_all_the_same(visit, company):
    page = visit(network_frame(career_map(company, chosen="td")), script=True, java_script_enabled=False)
    assert page.locator(".cg-map").is_visible()
    assert page.locator(".cg-canvas").is_hidden()


def test_keys_walk_choose_and_undo(visit, company):
    page = visit(network_frame(career_map(company, chosen="td", you="rd")), script=True)
    page.wait_for_selector(".cg-canvas canvas")
    page.evaluate(
        "window.told = []; for (const name of ['choose', 'undo']) "
        "addEventListener(`careergraph:${name}`, (event) => told.push([name, event.detail.id ?? null]))"
    )
    page.focus(".cg-canvas")
    assert page.inner_text(".cg-network [role=status]") == "Technical director, technology, director"
    page.keyboard.press("ArrowLeft")
    first = page.inner_text(".cg-network [role=status]")
    assert "manager" in first.lower()
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".cg-network [role=status]") == "Technical director, technology, director"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("u")
    told = page.evaluate("told")
    assert [name for name, _ in told] == ["choose", "undo"]
    assert told[0][1] in {"gm", "dgm", "founder"}


def test_a_choice_follows_its_link_unless_somebody_else_takes_it(visit, company):
    page = visit(network_frame(career_map(company, chosen="td", href=lambda role: f"#{role}")), script=True)
    page.wait_for_selector(".cg-canvas canvas")
    page.focus(".cg-canvas")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#td"
    page.evaluate("addEventListener('careergraph:choose', (event) => event.preventDefault()); location.hash = ''")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == ""


def test_the_canvas_changes_with_the_theme(visit, company):
    page = visit(network_frame(career_map(company, chosen="td")), script=True)
    page.wait_for_selector(".cg-canvas canvas")
    drawn = "document.querySelector('.cg-canvas canvas').toDataURL()"
    page.wait_for_timeout(200)
    light = page.evaluate(drawn)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.wait_for_timeout(200)
    assert page.evaluate(drawn) != light


def test_the_page_of_its_own_works_alone_and_runs_no_name(chromium, tmp_path):
    file = tmp_path / "map.html"
    scene = career_map(hostile_graph(), chosen="b", you="a")
    file.write_text(network_page(scene), encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(".cg-canvas canvas")
    page.locator(".cg-panel button").first.click()
    page.keyboard.press("u")
    assert asked == [file.as_uri()]
    assert complaints == []
    assert page.evaluate("window.__x") is None
    assert ANSWER
    context.close()
