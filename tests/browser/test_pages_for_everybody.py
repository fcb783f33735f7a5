"""Pages for everybody: axe finds nothing, nothing scrolls sideways, and zoom, print and dark work."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = {
    "start": "/",
    "start, filled in": "/?from=rd-department-manager",
    "routes": "/routes?from=rd-department-manager&to=general-manager",
    "routes, second chosen": "/routes?from=rd-department-manager&to=general-manager&route=B&held=company-strategy:2",
    "routes, limits": "/routes?from=rd-department-manager&to=general-manager&max_months=100&matters=pay,moves",
    "one way": "/routes?from=technical-director&to=founder",
    "no route": "/routes?from=rd-department-manager&to=founder&max_months=48",
    "unreachable": "/routes?from=rd-department-manager&to=chief-engineer",
    "there already": "/routes?from=founder&to=founder",
    "empty routes": "/routes",
    "misspelt": "/routes?from=rd-department-manager&to=techncal+director&max_months=4o",
    "compare": "/compare?from=rd-department-manager&to=general-manager",
    "goals": "/goals?from=rd-department-manager&to=general-manager&to=founder",
    "goals, empty": "/goals",
    "next": "/next?from=technical-director",
    "next, nothing": "/next?from=founder",
    "next, empty": "/next",
    "reach": "/reach?from=rd-department-manager&max_learning=12",
    "reach, empty": "/reach",
    "ways in": "/ways-in?to=general-manager",
    "role": "/role/technical-director?from=rd-department-manager",
    "role, little known": "/role/chief-engineer",
    "map": "/map?from=rd-department-manager&at=technical-director",
    "map, nothing chosen": "/map",
    "not found": "/role/techncal-director",
    "Chinese": "/routes?from=rd-department-manager&to=general-manager&lang=zh",
    "Chinese role": "/role/technical-director?lang=zh",
}
DESKTOP, PHONE, NARROWEST = (
    {"width": 1280, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
)


def script(name):
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(visit, viewport, scheme):
    here = visit(viewport=viewport, color_scheme=scheme)
    axe, found = Axe(), {}
    for name, path in PAGES.items():
        here.page.goto(here.address + path)
        results = axe.run(here.page)
        if results.violations_count:
            found[name] = [(one["id"], one["nodes"][0]["html"][:160]) for one in results.response["violations"]]
    here.complaints[:] = [one for one in here.complaints if "404" not in one]
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 640, 820, 1100])
def test_nothing_scrolls_sideways(visit, width):
    here = visit(viewport={"width": width, "height": 700})
    wide = {}
    for name, path in PAGES.items():
        here.page.goto(here.address + path)
        room, needed = here.page.evaluate("[innerWidth, document.documentElement.scrollWidth]")
        if needed > room:
            wide[name] = needed
    here.complaints[:] = [one for one in here.complaints if "404" not in one]
    assert wide == {}


def test_nothing_scrolls_sideways_at_four_times_the_size(visit):
    here = visit(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    here.open(PAGES["routes"])
    here.page.get_by_text("What matters, and further limits").click()
    here.page.get_by_text("Add a skill").click()
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert here.page.locator(".cg-list").is_visible()
    assert not here.page.locator(".cg-route svg.cg-picture").is_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE, NARROWEST], ids=["desktop", "phone", "narrowest"])
def test_every_target_is_large_enough(visit, viewport):
    here = visit(viewport=viewport)
    small = {}
    for name in ("start", "routes", "no route", "next", "reach", "ways in", "role", "map"):
        here.open(PAGES[name])
        found = here.page.evaluate(script("small_targets"))
        if found:
            small[name] = found
    assert small == {}


def test_a_page_has_one_main_heading_and_says_its_language(visit):
    here = visit()
    for name, path in PAGES.items():
        here.page.goto(here.address + path)
        assert here.page.locator("h1").count() == 1, name
        assert here.page.locator("html").get_attribute("lang") == ("zh" if "Chinese" in name else "en")
        assert here.page.locator(".button.primary:visible").count() <= 1, name
        ids = here.page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert sorted(ids) == sorted(set(ids)), name
    here.complaints[:] = [one for one in here.complaints if "404" not in one]


def test_focus_is_seen_everywhere(visit):
    here = visit()
    page = here.page
    here.open(PAGES["routes"])
    for _ in range(45):
        page.keyboard.press("Tab")
        seen = page.evaluate(script("focus_is_seen"))
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_print_keeps_the_answer_and_leaves_the_controls(visit):
    here = visit()
    here.open(PAGES["routes"])
    here.page.emulate_media(media="print")
    for gone in (".top", ".limits", ".skills", ".bar"):
        assert not here.page.locator(gone).is_visible()
    assert here.page.get_by_role("heading", level=1).is_visible()
    assert here.page.locator("#r-table").is_visible()
    assert here.address in here.page.locator(".foot").inner_text()
    style = "([where, name]) => getComputedStyle(document.querySelector(where))[name]"
    chosen, total = ".letter.chosen", "#r-table tfoot"
    assert here.page.evaluate(style, [chosen, "printColorAdjust"]) == "exact"  # white on accent: paper has no ground
    assert here.page.evaluate(style, [total, "display"]) == "table-row-group"  # once, not on each sheet


def test_forced_colours_keep_what_is_chosen_apart(visit):
    here = visit(forced_colors="active")
    here.open(PAGES["routes"])
    width = here.page.evaluate("getComputedStyle(document.querySelector('.card.chosen')).borderTopWidth")
    assert width == "4px"


def test_without_motion_nothing_moves(visit):
    here = visit(reduced_motion="reduce")
    here.open(PAGES["routes"])
    moving = here.page.evaluate("document.getAnimations().length")
    assert moving == 0


def test_the_own_style_is_light(visit):
    here = visit()
    here.open("/")
    sizes = here.page.evaluate("""async () => {
      const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((one) => one.href);
      return Promise.all(sheets.map(async (one) => (await (await fetch(one)).arrayBuffer()).byteLength));
    }""")
    assert sum(sizes) <= 25_000
