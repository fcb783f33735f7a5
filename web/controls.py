"""What a person can change beside the answer: the roles of the sentence, their skills, and the limits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from markupsafe import Markup

from careergraph import CareerGraphError, Profile

from . import asking, wording
from .asking import CRITERIA, MATTERS, Asked
from .drawing import Pictures
from .language import gettext as _
from .language import language
from .linking import to
from .params import Params
from .site import Site

FOLDED = ("matters", "max_learning", "pay_floor", "months_served", "yearly_pay", "k", "epsilon", "assume", "effort")
YEAR = 12
MOST_MONTHS, MOST_STEP = 120, 12
"""The far ends of the sliders where no route says how far to go."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A skill held, and how to take it away or change it; `note` is the word after it."""

    skill: str
    name: Markup
    plain: str
    level: int
    bar: Markup
    note: str
    assumed: bool
    remove: str
    change: str


@dataclass(frozen=True, slots=True)
class Skills:
    """The skills of a person as chips, and those that were taken away."""

    chips: tuple[Chip, ...] = ()
    left_out: tuple[tuple[Markup, str], ...] = ()
    unknown: tuple[str, ...] = ()


class Person:
    """
    Who asks, as the pages show it.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        What the address asks.
    endpoint, values
        The page whose links change the person.
    """

    def __init__(self, site: Site, asked: Asked, endpoint: str, **values: str) -> None:
        self.site = site
        self.asked = asked
        self.graph = site.explorer.graph
        self._page = endpoint, values

    def _to(self, params: Params, fragment: str = "") -> str:
        return to(self._page[0], params, fragment=fragment, **self._page[1])

    def skills(self, pictures: Pictures) -> Skills:
        """Return the chips: what is declared first, then what is assumed, each by level and name."""
        profile = self.asked.profile
        if profile is None:
            return Skills()
        held = self.site.explorer.holds(profile)
        chips = [self._chip(pictures, skill, level, skill in held.assumed) for skill, level in held.levels.items()
                 if skill in self.graph.skills]  # fmt: skip
        chips.sort(key=lambda chip: (chip.assumed, -chip.level, chip.plain))
        return Skills(tuple(chips), tuple(self._left_out(profile)), tuple(self._unknown(profile)))

    def _chip(self, pictures: Pictures, skill: str, level: int, assumed: bool) -> Chip:  # noqa: FBT001 - a fact, no switch
        found = self.graph.skills[skill]
        kind = {"resource": _("resource"), "credential": _("credential")}.get(found.kind, "")
        asked = self.asked.params
        name = wording.said(found.name, self.graph.metadata.language)
        return Chip(
            skill,
            name,
            found.name.within(language()),
            level,
            pictures.held(level),
            " · ".join(filter(None, (kind, _("assumed") if assumed else ""))),
            assumed,
            self._to(self._without(skill)),
            self._to(asked.put("change", skill), "add"),
        )

    def _without(self, skill: str) -> Params:
        """Return the parameters by which a skill is not held: unsaid, or denied where the role would assume it."""
        levels = {one: level for one, level in self._declared() if one != skill}
        profile = self.asked.profile
        if profile and profile.assume and skill in self._usual:
            levels[skill] = "0"
        return self.asked.params.put("held", *(f"{one}:{level}" for one, level in levels.items()))

    @cached_property
    def _usual(self) -> Mapping[str, int]:
        """What is assumed of a holder of the role."""
        return self.site.explorer.usual(self.asked.start)

    def _declared(self) -> Iterable[tuple[str, str]]:
        for text in self.asked.params.every("held"):
            skill, _colon, level = text.rpartition(":")
            yield skill, level

    def _left_out(self, profile: Profile) -> Iterable[tuple[Markup, str]]:
        for skill, level in profile.declared.items():
            if not level and skill in self._usual and skill in self.graph.skills:
                back = self.asked.params.without("held", f"{skill}:0")
                yield wording.said(self.graph.skills[skill].name, self.graph.metadata.language), self._to(back)

    def _unknown(self, profile: Profile) -> Iterable[str]:
        return (skill for skill in profile.declared if skill not in self.graph.skills)

    def levels(self) -> Sequence[tuple[int, str]]:
        """Return the levels one can say one has."""
        names = self.graph.metadata.levels.names
        return [(level, f"{level} {name.within(language())}") for level, name in enumerate(names, 1)]

    def adding(self) -> tuple[str, int]:
        """Return the skill and level that stand in the form: those that are to be changed, or none."""
        skill = self.asked.typed.first("change")
        if skill in self.graph.skills and self.asked.profile:
            level = self.site.explorer.holds(self.asked.profile).levels.get(skill, 1)
            return self.graph.skills[skill].name.within(language()), level
        return self.asked.typed.first("add") if "add" in self.asked.troubles else "", 2


@dataclass(frozen=True, slots=True)
class Slider:
    """A limit one can slide; its far end means any."""

    value: str
    top: int


class Limits:
    """
    The limits of a query, as fields.

    Parameters
    ----------
    site
        What the page has at hand.
    asked
        What the address asks.
    """

    def __init__(self, site: Site, asked: Asked) -> None:
        self.site = site
        self.asked = asked
        self.graph = site.explorer.graph
        self.shaped: frozenset[str] = frozenset()
        self.hops = ""
        self.most_moves = site.budget(asked).most_moves

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return ", ".join(self.asked.params.every(name)) if name == "epsilon" else self.asked.params.first(name)

    def months(self) -> Slider | None:
        """Return the slider of months, to a year after the longest route; None where the months of none are known."""
        query = self.asked.query
        free = None if query is None else replace(query, max_months=None)
        found = () if free is None else self.site.explorer.routes(free, self.site.glance)
        if found and all(route.values["months"].unknown for route in found) and not self.value("max_months"):
            return None
        known = [route.values["months"].known for route in found]
        longest = ceil(max(known) / YEAR) * YEAR + YEAR if known else MOST_MONTHS
        return self._slider("max_months", longest, YEAR)

    def step(self) -> Slider:
        """Return the slider of the biggest step."""
        query = self.asked.query
        free = None if query is None else replace(query, max_step=None)
        found = () if free is None else self.site.explorer.routes(free, self.site.glance)
        known = [route.values["hardest"].known for route in found]
        return self._slider("max_step", ceil(max(known)) + 1 if known else MOST_STEP, 1)

    def _slider(self, name: str, longest: int, unit: int) -> Slider:
        value = self.value(name)
        asked = 0 if name in self.asked.troubles or not value else ceil(float(value))
        return Slider(value, max(longest, (asked // unit + 1) * unit if asked else 0))

    def selected(self, name: str) -> Sequence[str]:
        """Return what stands in the fields of `via` or `avoid`: names a person can read."""
        if name in self.asked.troubles:
            return self.asked.typed.every(name)
        return [self._named(text) for text in self.asked.params.every(name)] or [""]

    def _named(self, text: str) -> str:
        """Return a selector as a name, unless the name stands for something else as well."""
        try:
            one = self.site.explorer.selector(text)
            words = wording.selector(one, self.graph)
            return words if asking.selector(self.site.explorer, words) == one else text
        except (CareerGraphError, ValueError):
            return text

    def evidence(self) -> Sequence[tuple[str, str]]:
        """Return the choices of evidence as (value, words) pairs; what the address asks is one of them."""
        choices = {
            "": _("any kind"),
            "observed": _("only observed"),
            "observed,policy": _("observed or policy"),
            "observed,policy,expert": _("not derived"),
        }
        asked = self.value("evidence")
        if asked and "evidence" not in self.asked.troubles:
            choices.setdefault(asked, wording.joined([wording.evidence(kind) for kind in asked.split(",")]))
        return list(choices.items())

    def matters(self) -> Sequence[tuple[str, str, bool]]:
        """Return each criterion with its name, and whether the ways are compared by it."""
        asked = self.value("matters").split(",") if self.value("matters") else MATTERS
        return [(name, wording.capital(wording.criterion(name)), name in asked) for name in CRITERIA]

    def further(self) -> bool:
        """Tell whether one of the limits that are folded away is in use."""
        return any(name in self.asked.troubles or self.value(name) for name in FOLDED)

    def moves(self, by: int) -> str:
        """Return the address with that many moves more, or nothing where there is nothing further."""
        now = self.value("max_moves") or self.hops
        if not now.isdecimal() or not 1 <= int(now) + by <= self.most_moves:
            return ""
        return to("routes", self.asked.params.put("max_moves", int(now) + by), fragment="question")
