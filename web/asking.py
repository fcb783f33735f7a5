"""
From an address to a question: every parameter is read, and what cannot be read is told, field by field.

The names are those of the query document. What was typed is kept beside what it was taken for, so that a
page can show the first and link with the second.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Any

from werkzeug.datastructures import MultiDict

from careergraph import CareerGraphError, Explorer, Profile, RoleNotFound, RouteQuery, Selector

from .language import gettext as _
from .params import Params

CRITERIA = ("moves", "months", "learning", "hardest", "likelihood", "pay", "dip")
EVIDENCE = ("observed", "policy", "expert", "derived")
MATTERS = ("months", "learning", "hardest")
PERSON = ("from", "held", "assume", "months_served", "yearly_pay", "pay_currency")
"""Who asks: the parameters that go along from page to page."""
QUERY = (
    *PERSON, "to", "matters", "k", "effort", "currency", "max_moves", "max_months", "max_learning", "max_step",
    "pay_floor", "evidence", "via", "avoid", "show", "epsilon",
)  # fmt: skip
SHORT = {"served": "months_served"}
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,2})?")
WHOLE = re.compile(r"\d{1,6}")
OFF = frozenset({"0", "no", "false", "off"})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """
    Why a field cannot be read.

    Parameters
    ----------
    field, text
        Which field, and what was typed.
    message
        What is wrong and how to write it.
    choices
        What it may stand for, as (value, words) pairs.
    guessed
        Whether the choices are names that are spelled nearly so; else it names each of them.
    """

    field: str
    text: str
    message: str
    choices: tuple[tuple[str, str], ...] = ()
    guessed: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What an address asks.

    Parameters
    ----------
    typed
        The parameters as they came.
    params
        The same as they were understood: ids for names, nothing empty, in one order. Links are made of these.
    troubles
        What could not be read, by field.
    query
        The question; None where a role is not named or something could not be read.
    profile
        Who asks; None where nobody says which role they hold.
    outward
        The question without its goals, for what is within reach; None where there is no role held, or something could
        not be read.
    inward
        The question whoever asks it, for who can reach the goals; None where there is no goal, or something could not
        be read.
    """

    typed: Params
    params: Params
    troubles: Mapping[str, Trouble]
    query: RouteQuery | None
    profile: Profile | None
    outward: RouteQuery | None = None
    inward: RouteQuery | None = None

    @property
    def start(self) -> str:
        """The id of the role held today, or nothing."""
        return "" if "from" in self.troubles else self.params.first("from")

    @property
    def person(self) -> Params:
        """Who asks, for links to other pages."""
        return self.params.only(PERSON) if self.start else Params()

    @property
    def is_settled(self) -> bool:
        """Whether the address is already written as it is understood."""
        return bool(self.troubles) or self.typed.without("change") == self.params


@dataclass
class _Reader:
    """Reads parameters one by one, noting what they mean and what is wrong."""

    explorer: Explorer
    language: str
    typed: Params
    params: Params = field(default_factory=Params)
    troubles: dict[str, Trouble] = field(default_factory=dict)

    def values(self, name: str) -> tuple[str, ...]:
        every = self.typed.every(name) + tuple(
            value for short, long in SHORT.items() if long == name for value in self.typed.every(short)
        )
        return tuple(value for value in every if value.strip())

    def note(self, name: str, *values: object) -> None:
        self.params = self.params.put(name, *values)

    def trouble(
        self, name: str, text: str, message: str, choices: Iterable[tuple[str, str]] = (), *, guessed: bool = True
    ) -> None:
        self.troubles.setdefault(name, Trouble(name, text, message, tuple(choices), guessed))
        self.note(name, *self.values(name))

    def named(self, name: str, resolve: Callable[[str], object]) -> list[Any]:
        """Read values that name something of the graph."""
        found: list[Any] = []
        for text in self.values(name):
            try:
                found.append(resolve(unicodedata.normalize("NFC", text[:LONGEST]).strip()))
            except RoleNotFound as error:
                self._no_role(name, text, error)
            except (CareerGraphError, ValueError) as error:
                message = _("Nothing in this graph is called “%(name)s”.", name=text[:LONGEST])
                self.trouble(name, text, message, self._skills(getattr(error, "suggestions", ())))
        found = list(dict.fromkeys(found))
        if found and name not in self.troubles:
            self.note(name, *found)
        return found

    def _no_role(self, name: str, text: str, error: RoleNotFound) -> None:
        roles = self.explorer.graph.roles
        if error.suggestions and all(one in roles for one in error.suggestions):
            titles = [(one, roles[one].title.within(self.language)) for one in error.suggestions]
            self.trouble(name, text, _("“%(name)s” names several roles:", name=error.role_id), titles, guessed=False)
            return
        named = [(self.explorer.role_id(one), one) for one in error.suggestions if self._is_one(one)]
        self.trouble(name, text, _("No role “%(name)s”.", name=error.role_id), named)

    def _is_one(self, title: str) -> bool:
        try:
            return bool(self.explorer.role_id(title))
        except RoleNotFound:
            return False

    def _skills(self, suggestions: Iterable[str]) -> list[tuple[str, str]]:
        skills = self.explorer.graph.skills
        return [(one, skills[one].name.within(self.language) if one in skills else one) for one in suggestions]

    def number(self, name: str, advice: str, *, whole: bool = False, least: int = 0) -> Decimal | None:
        """Read a figure; `advice` says how to write it."""
        for text in self.values(name):
            plain = unicodedata.normalize("NFKC", text).strip().replace(",", ".")
            if not (WHOLE if whole else NUMBER).fullmatch(plain):
                self.trouble(name, text, _("“%(text)s” is not a number.", text=text[:40]) + " " + advice)
                return None
            if Decimal(plain) < least:
                self.trouble(name, text, _("“%(text)s” is too small.", text=text[:40]) + " " + advice)
                return None
            figure = Decimal(plain)
            self.note(name, _plainly(figure))
            return figure
        return None

    def words(self, name: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """Read values out of a fixed list, written one by one or with commas."""
        given = [word.strip() for text in self.values(name) for word in text.split(",") if word.strip()]
        for word in given:
            if word not in known:
                advice = _("Write one of: %(words)s.", words=", ".join(known))
                self.trouble(name, word, _("“%(text)s” is not known here.", text=word[:40]) + " " + advice)
                return ()
        kept = tuple(word for word in known if word in given)
        if kept:
            self.note(name, ",".join(kept))
        return kept

    def flag(self, name: str, *, default: bool) -> bool:
        """Read a switch; only what differs from its default is kept in the address."""
        texts = self.values(name)
        value = default if not texts else texts[-1].strip().lower() not in OFF
        if value != default:
            self.note(name, int(value))
        return value

    def held(self) -> dict[str, int]:
        """Read the levels a person says they hold, and one added by the form; the last one said wins."""
        levels: dict[str, int] = {}
        for text in self.values("held"):
            skill, level = self._held(text)
            if skill:
                levels.pop(skill, None)
                levels[skill] = level
        if self.values("add"):
            added = f"{self.values('add')[0]}:{self.typed.first('level') or 1}"
            skill, level = self._held(added, "add")
            if skill:
                levels[skill] = level
        if "held" not in self.troubles:
            self.note("held", *(f"{skill}:{level}" for skill, level in levels.items()))
        return levels

    def _held(self, text: str, name: str = "held") -> tuple[str, int]:
        said, _colon, level = text[:LONGEST].rpartition(":")
        highest = self.explorer.graph.metadata.levels.highest
        plain = unicodedata.normalize("NFKC", level).strip()
        if not WHOLE.fullmatch(plain) or int(plain) > highest:
            self.trouble(name, text, _("“%(text)s” names no level. Write 0 to %(most)s.", text=text[:60], most=highest))
            return "", 0
        try:
            return self.explorer.skill_id(said), int(plain)
        except CareerGraphError as error:
            if name == "held":
                return said.strip(), int(plain)  # a skill of another graph is kept, and changes nothing
            message = _("No skill “%(name)s”.", name=said)
            self.trouble(name, said, message, self._skills(getattr(error, "suggestions", ())))
            return "", 0


def read(explorer: Explorer, args: "MultiDict[str, str]", language: str) -> Asked:
    """Return what the parameters of a request ask."""
    typed = Params(tuple((name, value) for name, value in args.items(multi=True) if name not in {"lang", "theme"}))
    reader = _Reader(explorer, language, typed)
    start = reader.named("from", explorer.role_id)[:1]
    goals = reader.named("to", lambda text: str(explorer.goal(text)))
    person = _person(reader)
    limits = _limits(reader)
    choices = _choices(reader)
    for name in ("route", "with", "seconds", "beaten"):
        reader.note(name, *reader.values(name)[:1])
    profile = Profile(start[0], **person) if start and not PERSON_TROUBLES & set(reader.troubles) else None
    query = outward = inward = None
    if not reader.troubles:
        if profile is not None:
            outward = RouteQuery(profile, (), **limits, **choices)
        if outward is not None and goals:
            query = replace(outward, goals=explorer.goals(outward.profile.role, goals))
        if goals:
            wanted = explorer.goals("", goals)
            inward = RouteQuery(Profile(wanted[0]), wanted, **limits, **choices)
    return Asked(typed, reader.params, reader.troubles, query, profile, outward, inward)


PERSON_TROUBLES = frozenset({*PERSON, "add"})


def _person(reader: _Reader) -> dict[str, Any]:
    months = _("Write whole months, for example 40.")
    pay = _("Write a sum for a year, for example 240000.")
    return {
        "declared": reader.held(),
        "assume": reader.flag("assume", default=True),
        "months_served": reader.number("months_served", months) or Decimal(0),
        "yearly_pay": reader.number("yearly_pay", pay),
        "currency": _currency(reader, "pay_currency"),
    }


def _limits(reader: _Reader) -> dict[str, Any]:
    steps = _("Write whole level steps, for example 8.")
    moves = reader.number("max_moves", _("Write whole moves, for example 4."), whole=True)
    return {
        "max_moves": None if moves is None else int(moves),
        "max_months": reader.number("max_months", _("Write whole months, for example 40.")),
        "max_learning": reader.number("max_learning", steps),
        "max_step": reader.number("max_step", steps),
        "pay_floor": reader.number("pay_floor", _("Write per cent of today's pay, for example 90."), least=1),
        "evidence": reader.words("evidence", EVIDENCE),
        "via": tuple(reader.named("via", partial(selector, reader.explorer))),
        "avoid": tuple(reader.named("avoid", partial(selector, reader.explorer))),
    }


def _choices(reader: _Reader) -> dict[str, Any]:
    routes = _("Write a whole number of routes, for example 3.")
    count = reader.number("k", routes, whole=True, least=1)
    show = reader.number("show", routes, whole=True, least=1)
    return {
        "matters": _matters(reader),
        "k": 1 if count is None else int(count),
        "show": None if show is None else int(show),
        "effort": reader.flag("effort", default=False),
        "currency": _currency(reader, "currency"),
        "epsilon": _epsilon(reader),
    }


def _matters(reader: _Reader) -> tuple[str, ...]:
    matters = reader.words("matters", CRITERIA)
    if matters == MATTERS and "matters" not in reader.troubles:
        reader.note("matters")  # what is usual need not be said
    return matters or MATTERS


def selector(explorer: Explorer, text: str) -> Selector:
    """
    Return what a text selects: a role, else a family, else a skill of that name.

    Raises
    ------
    RoleNotFound
        It selects nothing.
    """
    try:
        return explorer.selector(text)
    except RoleNotFound:
        for kind in ("family", "skill"):
            with suppress(CareerGraphError, ValueError):
                return explorer.selector(f"{kind}:{text}")
        raise


def _currency(reader: _Reader, name: str) -> str:
    for text in reader.values(name):
        code = text.strip().upper()
        if re.fullmatch("[A-Z]{3}", code):
            reader.note(name, code)
            return code
        advice = _("Write the three letters of a currency, for example CNY.")
        reader.trouble(name, text, _("“%(text)s” is not known here.", text=text[:40]) + " " + advice)
    return ""


def _epsilon(reader: _Reader) -> tuple[tuple[str, Decimal], ...]:
    sizes: dict[str, Decimal] = {}
    sized = [one.strip() for text in reader.values("epsilon") for one in text.split(",") if one.strip()]
    for text in sized:
        criterion, _colon, size = "".join(text.split()).partition(":")
        if criterion not in CRITERIA or not NUMBER.fullmatch(size) or not Decimal(size):
            advice = _("Write a criterion and a figure above 0, for example months:6.")
            reader.trouble("epsilon", text, _("“%(text)s” is not known here.", text=text[:40]) + " " + advice)
            return ()
        sizes[criterion] = Decimal(size)
    reader.note("epsilon", *(f"{criterion}:{_plainly(size)}" for criterion, size in sizes.items()))
    return tuple(sizes.items())


def _plainly(figure: Decimal) -> str:
    return f"{figure.normalize():f}"
