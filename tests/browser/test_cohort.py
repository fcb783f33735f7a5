"""People are sent from the page, with and without scripts, and stay out of its address."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TABLE = "person,role\nAnn Berg,technical director\nCid Okafor,founder\n"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_people_are_sent_and_answered_on_the_page(visit, scripts):
    here = visit(java_script_enabled=scripts)
    page = here.page
    here.open("/ways-in?to=general-manager")
    page.get_by_label("People, as a table").fill(TABLE)
    page.get_by_role("button", name="Look at them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 2 people has a way to general manager")
    expect(page.get_by_role("row", name="Ann Berg")).to_be_visible()
    assert page.url.partition("?")[2] == "to=general-manager#result"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_answer_about_people_is_for_everybody(visit, scheme, width):
    here = visit(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = here.page
    for table, share in ((TABLE, "50"), ("person,role\nAnn,nobody at all\n", "0")):
        here.open("/ways-in?to=general-manager")
        page.get_by_label("People, as a table").fill(table)
        page.locator("form.cohort").evaluate("form => form.noValidate = true")
        page.get_by_label("Per cent").fill(share)
        page.get_by_role("button", name="Look at them").click()
        page.wait_for_load_state()
        found = Axe().run(page)
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
