"""A person plans a route: with the mouse, with the keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ROUTES = "/routes?from=rd-department-manager&to=general-manager"


def test_a_person_plans_a_route_with_the_mouse(visit):
    here = visit()
    page = here.page
    here.open("/")
    page.get_by_role("combobox", name="I am a").click()
    page.get_by_role("combobox", name="I am a").press_sequentially("r&d m", delay=10)
    page.get_by_role("option", name="Manager of the R&D department").click()
    page.get_by_role("combobox", name="and I want to become").click()
    page.get_by_role("combobox", name="and I want to become").press_sequentially("general", delay=10)
    page.get_by_role("option", name=re.compile("^General manager")).click()
    page.get_by_role("button", name="Show me the ways").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 ways to general manager")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert "from=rd-department-manager&to=general-manager" in page.url

    page.get_by_role("link", name="show B").click()
    expect(page.get_by_role("heading", name=re.compile("three steps to general manager"))).to_be_visible()
    page.get_by_role("link", name="Remove Technology foresight").click()
    expect(page.locator(".chips")).not_to_contain_text("Technology foresight")
    assert "held=technology-foresight:0" in page.url
    page.get_by_role("link", name="put back").click()
    expect(page.locator(".chips")).to_contain_text("Technology foresight")


def test_a_limit_answers_while_it_moves(visit):
    here = visit()
    page = here.page
    here.open(ROUTES)
    slider = page.get_by_label("Months, at most")
    expect(slider).to_have_attribute("type", "range")
    slider.focus()
    slider.press("Home")
    for _ in range(100):
        slider.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 way to general manager")
    assert "max_months=100" in page.url
    expect(slider).to_be_focused()
    expect(page.locator("#announced")).to_have_text("1 way to general manager")
    expect(page.locator("#field-max_months")).to_have_class(re.compile("shaped"))
    page.get_by_role("link", name="One move fewer").click()
    page.get_by_role("link", name="One move fewer").click()
    expect(page.get_by_label("Moves, at most")).to_have_value("2")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 way to general manager")


def test_a_person_plans_a_route_with_the_keyboard_alone(visit):
    here = visit()
    page = here.page
    here.open("/")
    keys = page.keyboard
    keys.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    keys.press("/")
    expect(page.get_by_role("combobox", name="I am a")).to_be_focused()
    keys.type("manager of the r")
    expect(page.get_by_role("option").first).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("combobox", name="I am a")).to_have_value("Manager of the R&D department")
    keys.press("Tab")
    expect(page.get_by_role("combobox", name="and I want to become")).to_be_focused()
    keys.type("创业")
    expect(page.get_by_role("option", name="Founder")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    keys.press("ArrowDown")
    expect(page.get_by_role("option", name="Founder")).to_be_visible()
    keys.press("ArrowDown")
    keys.press("Enter")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 way to founder")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    for _ in range(40):
        keys.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "listitem":
            break
    first = page.locator("svg [role=listitem]").first
    expect(first).to_be_focused()
    assert first.get_attribute("aria-label").startswith("Step 1 of 2")
    keys.press("ArrowRight")
    expect(page.locator("svg [role=listitem]").nth(1)).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#r-step-2")).to_be_focused()
    expect(page.locator("#r-step-2")).to_be_visible()


def test_a_person_plans_a_route_without_javascript(visit):
    here = visit(java_script_enabled=False)
    page = here.page
    here.open("/")
    page.get_by_label("I am a").fill("R&D manager")
    page.get_by_label("and I want to become").fill("总经理")
    page.get_by_role("button", name="Show me the ways").click()
    assert re.search(r"/routes\?from=rd-department-manager&to=general-manager#result$", page.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("2 ways to general manager")

    page.get_by_label("Months, at most").fill("100")
    page.get_by_role("button", name="Find routes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 way to general manager")
    assert "max_months=100" in page.url

    page.get_by_text("Add a skill").click()
    page.get_by_label("Skill", exact=True).fill("Company strategy")
    page.get_by_label("How well").select_option("3")
    page.get_by_role("button", name="Add", exact=True).click()
    assert "held=company-strategy:3" in page.url
    expect(page.locator(".chips")).to_contain_text("Company strategy")

    page.get_by_role("link", name="What next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 move from manager of the R&D department")
    page.get_by_role("link", name="Technical director").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Technical director")
    page.get_by_role("link", name="Show on the map").click()
    expect(page.get_by_role("heading", level=2, name="Technical director")).to_be_visible()
    expect(page.locator(".cg-still svg")).to_be_visible()
    page.locator(".cg-still a").filter(has_text="Founder").click()
    expect(page.get_by_role("heading", level=2, name="Founder")).to_be_visible()


def test_a_role_that_is_misspelt_is_offered_by_its_name(visit):
    for script in (True, False):
        here = visit(java_script_enabled=script)
        page = here.page
        here.open("/routes?from=rd-department-manager&to=techncal+director")
        expect(page.locator("#to")).to_be_focused()
        expect(page.locator("#to-wrong")).to_contain_text(
            "No role “techncal director”. Did you mean technical director?"
        )
        page.get_by_role("link", name="technical director", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("1 way to technical director")


def test_where_nothing_fits_one_button_helps(visit):
    here = visit()
    page = here.page
    here.open("/routes?from=rd-department-manager&to=founder&max_months=48")
    expect(page.get_by_role("heading", level=1)).to_have_text("No way to founder fits into 48 months")
    page.get_by_role("link", name="Allow 72 months").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 way to founder")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_theme_and_the_language_are_links_that_keep_the_question(visit):
    for script in (True, False):
        here = visit(java_script_enabled=script)
        page = here.page
        here.open(ROUTES)
        page.get_by_role("link", name="Dark").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.get_by_role("link", name="中文").click()
        expect(page.locator("html")).to_have_attribute("lang", "zh")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert "from=rd-department-manager&to=general-manager" in page.url
        expect(page.get_by_role("heading", level=1)).to_contain_text("总经理")
        page.get_by_role("link", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2 ways to general manager")


def test_the_link_of_the_page_can_be_copied(visit):
    here = visit()
    here.open(ROUTES)
    here.page.get_by_role("button", name="Copy link").click()
    expect(here.page.locator("#announced")).to_have_text("Link copied")
    assert here.page.evaluate("navigator.clipboard.readText()") == here.address + ROUTES


def test_single_keys_can_be_switched_off(visit):
    here = visit()
    page = here.page
    here.open("/")
    page.get_by_role("button", name="Single keys are on").click()
    page.get_by_role("button", name="Single keys are off").focus()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="I am a")).not_to_be_focused()


def test_the_map_is_walked_with_the_keyboard(visit):
    here = visit()
    page = here.page
    here.open("/map?from=rd-department-manager&at=technical-director")
    canvas = page.locator(".cg-canvas")
    expect(canvas).to_be_visible()
    canvas.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("at=(founder|general-manager|deputy)"))
    page.locator(".cg-canvas").focus()
    page.keyboard.press("u")
    page.wait_for_url(re.compile("at=technical-director"))
