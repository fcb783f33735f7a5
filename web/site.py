"""What every page has at hand: the explorer, the settings, and how a template is filled."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from flask import Response, json, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from careergraph import Budget, Explorer, Role

from . import asking, wording
from .language import gettext as _
from .language import language
from .linking import to
from .params import Params
from .settings import Settings

STANDING = "careergraph.standing"
"""Where the environment of a request has what answers it."""
HELD_TOGETHER = "\N{NO-BREAK SPACE}"


class Standing(Protocol):
    """What answers, as things stand."""

    @property
    def explorer(self) -> Explorer:
        """The explorer of the newest version that is known."""

    @property
    def behind(self) -> str:
        """Why that may not be the newest version; empty where it is."""


class Source(Protocol):
    """What answers: an explorer, or what follows a store and has one for each version."""

    def standing(self) -> Standing:
        """Return what answers now."""


class Learnt(Protocol):
    """A skill a step asks, as far as an estimate is concerned."""

    @property
    def skill(self) -> str:
        """Its id."""

    @property
    def to_learn(self) -> int:
        """Level steps left to learn."""

    @property
    def estimated(self) -> bool:
        """Whether the level asked is an estimate."""


class Asking(Protocol):
    """A step, as far as what it asks is concerned."""

    @property
    def skills(self) -> Sequence[Learnt]:
        """What it asks."""


class Stepped(Protocol):
    """A route, as far as its steps are concerned."""

    @property
    def steps(self) -> Sequence[Asking]:
        """Its steps."""


@dataclass(frozen=True, slots=True)
class Site:
    """
    What the pages of one application share.

    Parameters
    ----------
    source
        What answers.
    settings
        The limits.
    is_local
        Whether only this computer can reach the application.
    """

    source: Source
    settings: Settings = field(default_factory=Settings)
    is_local: bool = True

    @property
    def standing(self) -> Standing:
        """What answers: the same throughout a request, of the newest version when it began."""
        found: Standing | None = request.environ.get(STANDING)
        if found is None:
            found = request.environ[STANDING] = self.source.standing()
        return found

    @property
    def explorer(self) -> Explorer:
        """Who is asked."""
        return self.standing.explorer

    def asked(self) -> asking.Asked:
        """Return what the address of this request asks."""
        return asking.read(self.explorer, request.args, language())

    def budget(self, asked: asking.Asked) -> Budget:
        """Return what a search may spend: the usual, or more where a person asked for more."""
        wanted = asked.params.first("seconds")
        usual, most = self.settings.search_seconds, self.settings.longer_search_seconds
        try:
            seconds = float(wanted or usual)
        except ValueError:
            seconds = usual
        return Budget(seconds=min(max(seconds, 0.01), most) if seconds == seconds else usual)  # noqa: PLR0124 - NaN

    def place_of(self, role: Role) -> tuple[str, str]:
        """Return the family and the seniority of a role, in words."""
        said = self.explorer.graph.metadata
        return (
            next((wording.within(term.title) for term in said.families if term.id == role.family), ""),
            next((wording.within(term.title) for term in said.seniorities if term.id == role.seniority), ""),
        )

    def is_estimated(self, route: Stepped) -> bool:
        """Tell whether what a route leaves to learn rests on an editors' estimate."""
        return any(self.is_estimated_step(step) for step in route.steps)

    @staticmethod
    def is_estimated_step(step: Asking) -> bool:
        """Tell whether what a step leaves to learn rests on an editors' estimate."""
        return any(skill.estimated and skill.to_learn for skill in step.skills)

    @staticmethod
    def estimated(routes: Iterable[Stepped]) -> set[str]:
        """Return the skills of which one of some routes asks a level by an editors' estimate."""
        return {one.skill for route in routes for step in route.steps for one in step.skills if one.estimated}

    def levels(self, levels: Iterable[tuple[str, int]], estimated: Container[str]) -> str:
        """Return skills with a level as a list by name, ≈ before the levels of those that are estimated."""
        known = self.explorer.graph.skills
        named = sorted(
            (wording.in_sentence(wording.within(known[skill].name)), skill, level) for skill, level in levels
        )
        return wording.joined(
            [
                f"{name}{HELD_TOGETHER}{wording.about(level, estimated=skill in estimated)}"
                for name, skill, level in named
            ]
        )

    def longer(
        self, asked: asking.Asked, endpoint: str, *, fragment: str = "", **values: object
    ) -> tuple[str, str] | None:
        """Return the words and the address of a longer search, unless this one was it."""
        most = self.settings.longer_search_seconds
        if self.budget(asked).seconds == most:
            return None
        address = to(endpoint, asked.params.put("seconds", f"{most:g}"), fragment=fragment, **values)
        return _("Search for %(seconds)s seconds", seconds=f"{most:g}"), address

    @property
    def glance(self) -> Budget:
        """What a search beside the answer may spend."""
        return Budget(seconds=self.settings.glance_seconds)

    @staticmethod
    def redirect(target: str) -> AnyResponse:
        """Return a redirect to another page of ours."""
        return redirect(target)

    def title(self, role: str) -> str:
        """Return the title of a role in the language of the page."""
        return self.explorer.graph.role(role).title.within(language())

    def page(self, template: str, place: str, asked: asking.Asked | None = None, **values: object) -> Response:
        """Return a page; fields that could not be read make it a 400."""
        values = {"asked": asked, "person": asked.person if asked else Params(), "place": place} | values
        status = 400 if asked and asked.troubles else 200
        return make_response(render_template(template, **values), status)

    def document(self, document: dict[str, Any]) -> Response:
        """Return a document as JSON."""
        try:
            said: bytes | str = orjson.dumps(document)
        except TypeError:  # it writes no number of more than 64 bits
            said = json.dumps(document)
        return Response(said, content_type="application/json")

    def settled(self, asked: asking.Asked, endpoint: str, **values: str) -> AnyResponse | None:
        """Return where a request is written as it is understood, or nothing where it is so already."""
        return None if asked.is_settled else redirect(to(endpoint, asked.params, **values))


def letters(count: int) -> Sequence[str]:
    """
    Return letters for so many routes: A to Z, then AA.

    Examples
    --------
    >>> letters(3), letters(28)[-2:]
    (['A', 'B', 'C'], ['AA', 'AB'])
    """
    return [_letter(number) for number in range(count)]


def _letter(number: int) -> str:
    before, place = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + place)
