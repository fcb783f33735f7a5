"""Figures and names in words: short, exact, with a unit, and with ≈ where a figure is an editors' estimate."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from babel.numbers import get_currency_name
from markupsafe import Markup, escape

from careergraph import Selector, Text, draw

from .language import gettext as _
from .language import language, ngettext

if TYPE_CHECKING:
    from decimal import Decimal

    from careergraph import CareerGraph

ABOUT = "≈\u00a0"


class Figure(Protocol):
    """The value of a criterion: what is known, and how many steps or roles are unknown."""

    @property
    def known(self) -> Fraction:
        """The known part."""

    @property
    def unknown(self) -> int:
        """How many are unknown."""


def plain(number: "Fraction | Decimal | int") -> str:
    """
    Return a figure with at most one decimal, thousands apart.

    Examples
    --------
    >>> plain(36), plain(Fraction(73, 2)), plain(200_000)
    ('36', '36.5', '200,000')
    """
    exact = Fraction(number)
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{float(exact):,.1f}"


def about(number: "Fraction | Decimal | int", *, estimated: bool) -> str:
    """Return a figure, with ≈ before it where it is, or contains, an estimate."""
    return (ABOUT if estimated else "") + plain(number)


def percent(share: Fraction) -> str:
    """
    Return a share in per cent with two digits that say something.

    Examples
    --------
    >>> percent(Fraction(35, 1000)), percent(Fraction(1)), percent(Fraction(1, 3000))
    ('3.5 %', '100 %', '0.033 %')
    """
    figure = float(share * 100)
    if figure >= 10:  # noqa: PLR2004 - from here on the whole number has two digits
        return f"{figure:.0f} %"
    digits = 1
    while figure and round(figure, digits) < 10 ** -(digits - 1) and digits < 6:  # noqa: PLR2004
        digits += 1
    return f"{figure:.{digits}f} %"


def months(figure: Figure, *, estimated: bool = False) -> str:
    """Return months in words; what is unknown is said, never counted as nothing."""
    known = _months(about(figure.known, estimated=estimated), figure.known)
    if not figure.unknown:
        return known
    unknown = ngettext("%(num)s step of unknown length", "%(num)s steps of unknown length", figure.unknown)
    return _("%(known)s and %(unknown)s", known=known, unknown=unknown) if figure.known else unknown


def step_months(known: Fraction | None, *, estimated: bool = False) -> str:
    """Return the months of one step in words."""
    return _("months unknown") if known is None else _months(about(known, estimated=estimated), known)


def _months(said: str, known: Fraction) -> str:
    return _("%(count)s month", count=said) if known == 1 else _("%(count)s months", count=said)


def moves(count: int) -> str:
    """Return a number of moves in words."""
    return ngettext("%(num)s move", "%(num)s moves", count)


def level_steps(count: "Fraction | int", *, estimated: bool = False) -> str:
    """Return level steps in words."""
    said = about(count, estimated=estimated)
    return _("%(count)s level step", count=said) if count == 1 else _("%(count)s level steps", count=said)


def step_unit(said: str) -> str:
    """Return the unit of level steps whose figure is said elsewhere."""
    return _("level step") if said.removeprefix(ABOUT) == "1" else _("level steps")


def between(figures: Sequence[Fraction], worded: Callable[..., str], *, estimated: bool) -> str:
    """Return the span of several figures: “≈ 18 to 36 months”."""
    low, high = min(figures), max(figures)
    if low == high:
        return worded(low, estimated=estimated)
    first = about(low, estimated=estimated)
    return _("%(low)s to %(high)s", low=first, high=worded(high))


def in_sentence(title: str) -> str:
    """
    Return a title as it stands within a sentence, as pictures have it.

    Examples
    --------
    >>> in_sentence("Technical director"), in_sentence("HR manager"), in_sentence("技术总监")
    ('technical director', 'HR manager', '技术总监')
    """
    return str(draw(title, "in_sentence"))


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def tongue(text: Text, original: str) -> str:
    """Return the language in which a text of the graph can be shown: the page's, or the graph's own."""
    known = dict(text.translations)
    here = language()
    return here if here in known or here.partition("-")[0] in known else original


def said(text: Text, original: str = "en", *, low: bool = False) -> Markup:
    """Return a text of the graph for the page, marked with its language where that is another one."""
    words = text.within(language())
    words = in_sentence(words) if low else words
    spoken = tongue(text, original)
    if spoken.partition("-")[0] == language():
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(spoken, words)


def within(text: Text) -> str:
    """Return a text of the graph in the language of the page."""
    return text.within(language())


def filled(message: str, **values: object) -> Markup:
    """
    Return a message of ours with values in its places; what is not markup already is escaped.

    Examples
    --------
    >>> filled("To %(goal)s", goal="<b>")
    Markup('To &lt;b&gt;')
    """
    return Markup(message) % values  # noqa: S704 - messages come from our own catalogue


def label(criterion: str) -> str:
    """Return what the best route in a criterion is called."""
    return {
        "moves": _("fewest moves"),
        "months": _("fastest"),
        "learning": _("least to learn"),
        "hardest": _("gentlest"),
        "likelihood": _("likeliest"),
        "pay": _("best paid"),
        "dip": _("smallest pay dip"),
    }[criterion]


def criterion(name: str, *, low: bool = False) -> str:
    """Return what a criterion is called, by itself or within a sentence."""
    named = {
        "moves": _("moves"),
        "months": _("Months"),
        "learning": _("level steps to learn"),
        "hardest": _("biggest step"),
        "likelihood": _("likelihood"),
        "pay": _("pay at the goal"),
        "dip": _("pay dip on the way"),
    }[name]
    return in_sentence(named) if low else named


def evidence(kind: str) -> str:
    """Return what a kind of evidence is called."""
    return {
        "observed": _("observed"),
        "policy": _("policy"),
        "expert": _("expert"),
        "derived": _("derived"),
    }[kind]


def pay_unit(currency: str, period: str) -> str:
    """Return what a figure of pay counts."""
    name = get_currency_name(currency, count=2, locale=language())
    return {
        "year": lambda: _("%(currency)s a year", currency=name),
        "month": lambda: _("%(currency)s a month", currency=name),
    }.get(period, lambda: _("%(currency)s for each %(period)s", currency=name, period=period))()


def kind_of_move(kind: str) -> str:
    """Return what a kind of move is called."""
    return {
        "promotion": _("move up"),
        "lateral": _("sideways"),
        "founding": _("starting a company"),
        "step_back": _("step back"),
    }.get(kind, kind)


def constraint(
    kind: str, limit: Fraction | None, chosen: Selector | None, kinds: Sequence[str], graph: "CareerGraph"
) -> str:
    """Return a constraint in words."""
    figure = plain(limit or 0)
    what = in_sentence(selector(chosen, graph)) if chosen else ""
    return {
        "max_moves": lambda: _("at most %(limit)s moves", limit=figure),
        "max_months": lambda: _("at most %(limit)s months", limit=figure),
        "max_learning": lambda: _("at most %(limit)s level steps in all", limit=figure),
        "max_step": lambda: _("no step above %(limit)s level steps", limit=figure),
        "pay_floor": lambda: _("pay never below %(limit)s %% of today’s", limit=figure),
        "avoid": lambda: _("avoid %(what)s", what=what),
        "evidence": lambda: _("evidence: %(kinds)s", kinds=joined([evidence(one) for one in kinds])),
        "via": lambda: _("by way of %(what)s", what=what),
    }[kind]()


def selector(one: Selector, graph: "CareerGraph") -> str:
    """Return what a selector selects, in words."""
    if one.kind == "family":
        title = next((term.title for term in graph.metadata.families if term.id == one.id), Text(one.id))
        return title.within(language())
    if one.kind == "skill":
        skill = graph.skills.get(one.id)
        name = skill.name.within(language()) if skill else one.id
        return _("%(skill)s at level %(level)s", skill=name, level=one.level) if one.level > 1 else name
    role = graph.roles.get(one.id)
    return role.title.within(language()) if role else one.id


def joined(words: Sequence[str]) -> str:
    """Return words as a list: “a, b and c”."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one is that one
        return "".join(words)
    return _("%(first)s and %(last)s", first=_(", ").join(words[:-1]), last=words[-1])


def strung(separator: str, parts: Iterable[str]) -> Markup:
    """Return parts as one piece of markup; what is not markup already is escaped."""
    return escape(separator).join(parts)


def number_of_steps(count: int) -> str:
    """Return a number of steps with the number as a word: three steps."""
    return _("one step") if count == 1 else _("%(count)s steps", count=number_word(count))


def number_word(count: int) -> str:
    """Return a small number as a word: three steps."""
    words = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    return words[count] if count < len(words) else str(count)
