"""The example company, its routes, and pictures taken apart."""

import random
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from careergraph.explorer import find_routes
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata, Source
from careergraph.model.roles import Grown, Role
from careergraph.model.skills import AnyOf, LevelScale, Requirement, Skill
from careergraph.model.text import Text
from careergraph.model.transitions import Evidence, Transition
from careergraph.routes.query import RouteQuery, Selector
from careergraph.views.widths import width
from tests.views.example import example_graph, example_query

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"cg-role": 16, "cg-small": 13, "cg-sign": 12, "cg-letter": 12}
BOLD = {"cg-role", "cg-strong", "cg-sign", "cg-letter", "cg-near-label", "cg-you-label", "cg-chosen-label"}


@pytest.fixture(scope="session")
def company():
    return example_graph()


@pytest.fixture(scope="session")
def three_steps(company):
    """The route of the design's picture: 108 months, 17 level steps."""
    answer = find_routes(company, example_query(matters=("months", "learning"), max_moves=3))
    return next(route for route in answer if route.moves == 3)


@pytest.fixture(scope="session")
def four_steps(company):
    """The route of the design's narrow picture: 124 months, 15 level steps."""
    return find_routes(company, example_query(matters=("learning",), via=(Selector("role", "tm"),)))[0]


@pytest.fixture(scope="session")
def to_founder(company):
    return find_routes(company, example_query("founder", matters=("months",)))[0]


@pytest.fixture(scope="session")
def ladder():
    """Return (graph, route) of any length: `ladder(steps, skills, long_names, highest, seed)`."""
    return _ladder


SUBJECTS = [
    "strategy",
    "planning",
    "law",
    "finance",
    "contacts",
    "leadership",
    "quality",
    "foresight",
    "design",
    "purchasing",
    "safety",
    "people",
]
LONG = " and the knowledge of everything that belongs to it, whatever it may be"


def _ladder(steps, skills=6, *, long_names=False, highest=4, seed=1):
    chance = random.Random(seed)
    known = [_skill(number, long_names) for number in range(max(2 * skills, 8))]
    roles = [_role(number, known, chance, long_names, highest) for number in range(steps + 1)]
    moves = [_move(number, known, chance, skills, highest) for number in range(steps)]
    names = ["awareness", "working", "practitioner", "expert", "five", "six", "seven", "eight", "nine"][:highest]
    metadata = Metadata(
        "ladder",
        levels=LevelScale(tuple(Text.of(name, zh=f"{place} 级") for place, name in enumerate(names, 1))),
        sources=(
            Source("rules", Text("Career ladder of the whole enterprise group")),
            Source("person", Text("A person")),
        ),
    )
    graph = CareerGraph(metadata, roles=roles, skills=known, transitions=moves)
    held = {skill.id: chance.randint(0, 2) for skill in known[::2]}
    query = RouteQuery.between("r0", f"r{steps}", held=held, matters=("learning",), max_moves=8)
    return graph, find_routes(graph, query)[0]


def _skill(number, long_names):
    name = SUBJECTS[number % len(SUBJECTS)].capitalize() + (f" {number}" if number >= len(SUBJECTS) else "")
    more = LONG if long_names and number % 3 == 0 else ""
    kind = ("skill", "resource", "credential")[number % 3]
    return Skill(f"s{number}", Text.of(name + more, zh=f"技术管理与规范{number}"), kind)


def _role(number, known, chance, long_names, highest):
    title = f"Head of the department of very important technical matters {number}" if long_names else f"Role {number}"
    grown = {skill.id: Grown(skill.id, chance.randint(1, highest)) for skill in chance.sample(known, 2)}
    return Role(f"r{number}", Text.of(title, zh=f"第{number}技术部副总经理（技术与质量）"), grows=tuple(grown.values()))


def _move(number, known, chance, skills, highest):
    asked = chance.sample(known, min(skills, len(known)))
    requirements = [
        Requirement(
            skill.id,
            chance.randint(1, highest),
            optional=chance.random() < 0.15,
            stated=chance.random() > 0.1,
            estimated=chance.random() < 0.3,
        )
        for skill in asked[:-1]
    ]
    others = [skill for skill in known if skill not in asked][:1]
    group = AnyOf(1, (Requirement(asked[-1].id, 2), *(Requirement(other.id, highest) for other in others)))
    evidence = (
        (Evidence("derived", rule="the same skills asked"),),
        (Evidence("policy", "rules"), Evidence("observed", n=3, of=40), Evidence("expert", "person")),
        (),
    )[number % 3]
    return Transition(
        f"r{number}",
        f"r{number + 1}",
        months=None if number == 2 else Decimal(12 + 7 * number),
        months_estimated=number % 2 == 0,
        months_range=(Decimal(6), Decimal(90)) if number == 1 else None,
        requirements=tuple(requirements),
        groups=(group,),
        evidence=evidence,
    )


@dataclass(frozen=True)
class Words:
    """A text of a picture: what it says, and the box its estimated width takes."""

    said: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other):
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.5 and high > 0.5


class Picture:
    """A picture taken apart: its elements, with the moves of the groups around them made."""

    def __init__(self, markup):
        self.root = ET.fromstring(markup)  # noqa: S314 - our own picture
        self.width = float(self.root.get("width"))
        self.height = float(self.root.get("height"))
        self.all = list(self._walk(self.root, 0, 0))

    def _walk(self, element, x, y):
        if move := element.get("transform"):
            across, down = move.removeprefix("translate(").removesuffix(")").split()
            x, y = x + float(across), y + float(down)
        yield element, x, y
        for child in element:
            yield from self._walk(child, x, y)

    def find(self, name):
        """Return (element, x, y) of every element with a class."""
        return [one for one in self.all if name in one[0].get("class", "").split()]

    def texts(self):
        """Return every text with the box it takes."""
        return [self._words(one, x, y) for one, x, y in self.all if one.tag == f"{SVG}text"]

    def _words(self, element, x, y):
        names = set(element.get("class", "").split())
        size = next((size for name, size in SIZES.items() if name in names), 14)
        long = width("".join(element.itertext()), size, bold=bool(names & BOLD))
        start = float(element.get("x")) + x
        base = float(element.get("y")) + y
        left = (
            start - long
            if "cg-end" in names
            else start - long / 2
            if names & {"cg-mid", "cg-sign", "cg-letter"}
            else start
        )
        return Words("".join(element.itertext()), left, base - 0.75 * size, left + long, base + 0.22 * size)


@pytest.fixture(scope="session")
def taken_apart():
    return Picture
