"""P20: no name becomes script, wherever it is drawn, with and without the content security policy."""

import re
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import Visit, serving
from payloads import CANARY, PAYLOADS

from careergraph import CareerGraph, Evidence, Explorer, Requirement, Role, Skill, Text, Transition
from web import Settings, create_app

pytestmark = pytest.mark.browser

FAMILIES = 12
MANY = Settings(suggestions=1000, datalist=1000, search_seconds=10)


def hostile_graph():
    """A graph in which every text of every kind is a payload."""
    texts = [Text.of(payload, zh=payload) for payload in PAYLOADS]
    numbered = list(enumerate(texts))
    roles = [
        Role(
            f"r{at}",
            text,
            family=f"f{at % FAMILIES}",
            seniority="junior",
            description=text,
            aliases=(text, Text("payload")),
        )
        for at, text in numbered
    ]
    return CareerGraph(
        metadata(texts),
        roles=[*roles, *joints(texts)],
        skills=[Skill(f"s{at}", text, "resource", text, (text, Text("payload"))) for at, text in numbered],
        transitions=moves(len(texts)),
    )


def metadata(texts):
    kinds = type(CareerGraph().metadata), *map(type, families_and_sources())
    whole, term, source = kinds
    return whole(
        id="hostile",
        title=texts[0],
        description=texts[1],
        edition=PAYLOADS[2],
        families=tuple(term(f"f{at}", texts[at]) for at in range(FAMILIES)),
        seniorities=(term("junior", texts[13]), term("senior", texts[14])),
        sources=tuple(source(f"q{at}", text, PAYLOADS[at], text) for at, text in enumerate(texts)),
    )


def families_and_sources():
    """The kinds of values that a graph's metadata holds, taken from the bundled graph."""
    from careergraph import read

    said = read().metadata
    return said.families[0], said.sources[0]


def joints(texts):
    """Where everything comes from and leads to, and a role that has every text."""
    from careergraph import read

    sample = read().roles["technical-director"]
    duty, pay, relation, grown = (
        sample.responsibilities[0],
        sample.pay,
        sample.relations[0],
        sample.grows[0],
    )
    duties = [type(duty)(text, PAYLOADS[at] if at % 2 else "duties") for at, text in enumerate(texts)]
    return (
        Role("start", texts[20], grows=tuple(type(grown)(f"s{at}", 1) for at in range(len(texts)))),
        Role("goal", texts[21]),
        Role(
            "everything",
            texts[22],
            family="f3",
            seniority="senior",
            description=texts[23],
            aliases=tuple(texts),
            responsibilities=tuple(duties),
            pay=type(pay)(1, 2, "CNY", "year", texts[24], "q31"),
            relations=tuple(type(relation)(f"r{at}", "distinct", texts[at]) for at in range(len(texts))),
            sources=tuple(f"q{at}" for at in range(len(texts))),
        ),
        Role("alone", texts[25], family="f4", seniority="senior"),
    )


def moves(count):
    asked = tuple(Requirement(f"s{at}", 3) for at in range(count))
    evidence = (Evidence("derived", rule=PAYLOADS[5]), Evidence("policy", source="q6"))
    through = [Transition("everything", f"r{at}", months=6, requirements=asked[at : at + 1]) for at in range(count)]
    back = [Transition(f"r{at}", "goal", months=6, kind="lateral", evidence=evidence) for at in range(count)]
    return [
        Transition("start", "everything", months=12, requirements=asked, evidence=evidence),
        Transition("everything", "goal", months=24, requirements=asked[:5]),
        *through,
        *back,
    ]


PAGES = {
    "/": (),
    "/?from=start": (),
    "/routes?from=start&to=goal": PAYLOADS,
    "/routes?from=start&to=goal&max_months=3": (),
    "/routes?from=start&to=alone": (),
    "/routes?from=start&to=goal&via=r7&avoid=r8&change=s9": (),
    "/routes?from=goal&to=goal": (),
    "/routes?from=payload": (),
    "/compare?from=start&to=goal&matters=moves&k=2": PAYLOADS,
    "/goals?from=start&to=goal&to=everything": (),
    "/goals?from=everything&to=r1&to=r2&to=r3&to=goal": (),
    "/next?from=everything": PAYLOADS,
    "/next?from=start": PAYLOADS,
    "/reach?from=start&max_learning=3": PAYLOADS,
    "/ways-in?to=goal": (),
    "/role/everything?from=start": PAYLOADS,
    "/role/goal?from=start": PAYLOADS,
    "/role/r29": (),
    "/map?at=everything&from=start": PAYLOADS,
    "/map?at=everything&from=start&away=3": PAYLOADS,
    "/map?at=payload": (),
    "/start.json": (),
    "/map.json": (),
    "/role/everything.json": (),
    "/routes.json?from=start&to=goal": (),
    "/compare.json?from=start&to=goal&matters=moves&k=2": (),
    "/next.json?from=everything": (),
    "/reach.json?from=start": (),
    "/ways-in.json?to=goal": (),
    "/api/roles?q=payload": (),
    "/api/skills?q=payload": (),
    "/api/places?q=payload": (),
}
"""Each page, and what must be drawn on it."""
FIELDS = ("from", "to", "held", "via", "avoid", "max_months", "matters", "evidence", "add", "route", "currency", "lang",
          "theme", "seconds", "beaten", "change", "epsilon", "k")  # fmt: skip

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")


def plainly(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def graph():
    return hostile_graph()


@pytest.fixture(scope="module")
def hostile(graph):
    with serving(create_app(Explorer(graph), settings=MANY)) as where:
        yield where


class Witness:
    """A browser without the policy's protection, that counts what ran."""

    def __init__(self, chromium, address, **options):
        self.context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900}, **options)
        self.visit = Visit(self.context, address)
        self.ran, self.wrong, self.cases = 0, [], 0

    def look(self, path):
        self.visit.open(path)
        found = self.visit.page.evaluate(PROBE)
        self.ran += found["ran"] + len(self.visit.dialogs)
        self.wrong += [(path, one) for one in (*found["bad"], *found["strangers"])]
        self.wrong += [(path, "handler")] * found["handlers"]
        self.cases += 1
        return self.visit.page

    def innocent(self):
        assert self.ran == 0
        assert self.wrong == []
        assert self.visit.elsewhere == []
        self.context.close()


def test_there_are_enough_payloads():
    assert len(set(PAYLOADS)) >= 120


def test_no_page_runs_a_name_and_every_name_is_drawn(chromium, hostile):
    witness = Witness(chromium, hostile)
    for path, drawn in PAGES.items():
        page = witness.look(path)
        text = plainly(page.evaluate("document.body.textContent"))
        assert [payload for payload in drawn if plainly(payload) not in text] == [], path
    witness.innocent()


def test_no_page_runs_a_name_in_chinese(chromium, hostile):
    witness = Witness(chromium, hostile, locale="zh-CN")
    for path in PAGES:
        witness.look(path)
    witness.innocent()


def test_no_parameter_and_no_path_runs(chromium, address):
    witness = Witness(chromium, address)
    witness.context.route("**/static/**", lambda route: route.abort())  # what is served is judged, and sooner
    for at in range(len(PAYLOADS)):
        said = [(field, PAYLOADS[(at + place) % len(PAYLOADS)]) for place, field in enumerate(FIELDS)]
        page = witness.look(f"/routes?{urlencode(said)}")
        assert plainly(PAYLOADS[(at + 1) % len(PAYLOADS)][:40]) in plainly(page.evaluate(SEEN))
        witness.look(f"/role/{urlencode([('', PAYLOADS[at])])[1:]}?{urlencode([('from', PAYLOADS[at])])}")
    assert witness.cases == 2 * len(PAYLOADS)
    witness.innocent()


SEEN = "document.body.textContent + [...document.querySelectorAll('input')].map((one) => one.value).join('')"


def test_no_suggestion_runs(chromium, hostile):
    witness = Witness(chromium, hostile)
    page = witness.look("/")
    for place, field in (("/", "#from"), ("/routes?from=start&to=goal", "#via"), ("/map", "#at")):
        page = witness.look(place)
        page.reload()
        page.locator(field).press_sequentially("payload", delay=5)
        options = page.get_by_role("listbox").get_by_role("option")
        options.nth(len(PAYLOADS) - 1).wait_for()
        said = plainly(page.locator(f"{field}-options").text_content())
        assert [payload for payload in PAYLOADS if plainly(payload) not in said] == []
        for at in range(0, len(PAYLOADS), 10):
            options.nth(at).hover()
        options.nth(1).click()
        witness.ran += page.evaluate("window.__x ?? 0")
    witness.innocent()


def test_the_network_runs_no_name_when_hovered_and_clicked(chromium, hostile):
    witness = Witness(chromium, hostile)
    page = witness.look("/map?at=everything&from=start")
    page.reload()
    canvas = page.locator(".cg-canvas")
    canvas.wait_for()
    box = canvas.bounding_box()
    for across in range(1, 12):
        for down in range(1, 12):
            page.mouse.move(box["x"] + box["width"] * across / 12, box["y"] + min(box["height"], 800) * down / 12)
    canvas.focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "+", "-"):
        page.keyboard.press(key)
    witness.ran += page.evaluate("window.__x ?? 0")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 60)
    page.wait_for_timeout(100)
    witness.ran += page.evaluate("window.__x ?? 0")
    witness.innocent()


def test_with_the_policy_no_page_even_tries(chromium, hostile):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context, hostile)
    for path in PAGES:
        visit.open(path)
    context.close()
    visit.check()


def test_without_escaping_the_witness_sees_it(chromium, graph):
    app = create_app(Explorer(graph), settings=MANY)
    app.jinja_env.autoescape = False
    with serving(app) as where:
        witness = Witness(chromium, where)
        witness.look("/role/everything?from=start")
        witness.look("/routes?from=start&to=" + urlencode([("", PAYLOADS[0])])[1:])
        witness.visit.page.wait_for_timeout(200)
        ran = witness.ran + witness.visit.page.evaluate("window.__x ?? 0")
    witness.context.close()
    assert ran > 0
    assert witness.wrong
    assert any(CANARY in one for one in witness.visit.elsewhere)
