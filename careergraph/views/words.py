"""
The words of the views in a language, and figures that always carry their unit.

English is the language the sources are written in; other languages are gettext catalogues beside this file. A text
is translated by calling: `words("you are here")`. The unit test of the catalogues finds every such call.
"""

import gettext
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from careergraph.model.roles import Pay
from careergraph.model.skills import Level, LevelScale
from careergraph.model.text import Text
from careergraph.routes.route import Value

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Figure: TypeAlias = int | Decimal | Fraction
ENGLISH = "en"
LANGUAGES = (ENGLISH, "zh")
DOMAIN = "careergraph"
ESTIMATE = "≈\u00a0"
"""Stands before every editors' estimate, and before every sum that contains one."""

ORDINARY_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+(?![\w&/.])")
"""A first word that may lose its capital: letters only, none of them a capital but the first."""
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that has a capital in a title set in capitals: "of", "and" and "for" have none."""


def in_sentence(title: str) -> str:
    """
    Return a title as it stands within an English sentence: a capital only where it belongs to a word, or to all words.

    Examples
    --------
    >>> [in_sentence(title) for title in ("Technical director", "R&D manager", "Director (China)", "Clerks")]
    ['technical director', 'R&D manager', 'director (China)', 'clerks']
    >>> in_sentence("Heads of Clinical Nursing")
    'Heads of Clinical Nursing'
    """
    first = ORDINARY_WORD.match(title)
    if not first:
        return title
    further = LONG_WORD.findall(title.partition("(")[0], first.end())
    set_in_capitals = further and all(word[0].isupper() for word in further)
    return title if set_in_capitals else title[:1].lower() + title[1:]


class Words:
    r"""
    The words of the views in one language.

    Parameters
    ----------
    language
        A tag such as `zh` or `zh-CN`; English where there is no catalogue for it.

    Examples
    --------
    >>> words = Words("zh-CN")
    >>> words("you are here"), words.months(36, estimated=True)
    ('您在这里', '≈\xa036 个月')
    """

    def __init__(self, language: str = ENGLISH) -> None:
        parent = language.replace("_", "-").partition("-")[0].lower()
        self.language = parent if parent in LANGUAGES else ENGLISH
        self._catalogue = _catalogue(self.language)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def __call__(self, text: str, **values: object) -> str:
        """Return a text in this language, with values in its places."""
        return self._catalogue.gettext(text).format(**values)

    def plural(self, one: str, many: str, count: Figure, **values: object) -> str:
        """Return the form for `count` things; `{count}` in it is the figure."""
        whole = int(count) if count == int(count) else 2
        return self._catalogue.ngettext(one, many, whole).format(count=figure(count), **values)

    def listed(self, items: Iterable[str]) -> str:
        """Return items as one list."""
        return self._catalogue.pgettext("between two items", ", ").join(items)

    def clauses(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence as one, empty ones left out."""
        return self._catalogue.pgettext("between two clauses", ", ").join(filter(None, parts))

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it."""
        return self._catalogue.pgettext("after a name", ": ")

    @property
    def semicolon(self) -> str:
        """What stands between items that have commas of their own."""
        return self._catalogue.pgettext("between long items", "; ")

    def within(self, text: Text) -> str:
        """Return a text of the graph in this language, in its own where it has no translation."""
        return text.within(self.language)

    def foreign(self, text: Text, own: str) -> str | None:
        """Return the language a text of the graph is shown in, None where it is this one."""
        return None if self._is_ours(text, own) else own

    def _is_ours(self, text: Text, own: str) -> bool:
        languages = {language.partition("-")[0] for language in (own, *dict(text.translations))}
        return self.language in languages

    def in_sentence(self, text: Text, own: str = ENGLISH) -> str:
        """
        Return a title as it stands within a sentence: "technical director", but "R&D manager" and "CTO".

        Examples
        --------
        >>> Words().in_sentence(Text("Technical director")), Words().in_sentence(Text("R&D manager"))
        ('technical director', 'R&D manager')
        """
        title = self.within(text)
        return in_sentence(title) if self.language == ENGLISH and self._is_ours(text, own) else title

    def about(self, text: str, *, estimated: bool) -> str:
        """Return a figure with ≈ before it if it is, or contains, an estimate."""
        return f"{ESTIMATE}{text}" if estimated else text

    def months(self, known: Figure | None, *, unknown: int = 0, estimated: bool = False) -> str:
        """
        Return a time in months.

        Parameters
        ----------
        known
            What is known of it; None where nothing is.
        unknown
            How many steps have a length nobody knows.
        estimated
            Whether it is, or contains, an editors' estimate.

        Examples
        --------
        >>> Words().months(24, unknown=1)
        '24 months and 1 step of unknown length'
        """
        steps = self.plural("{count} step of unknown length", "{count} steps of unknown length", unknown)
        if known is None or (unknown and not known):
            return steps if unknown else self("months not known")
        months = self.about(self.plural("{count} month", "{count} months", known), estimated=estimated)
        return self("{months} and {steps}", months=months, steps=steps) if unknown else months

    def months_of(self, value: Value, *, estimated: bool = False) -> str:
        """Return the months of a route."""
        return self.months(value.known, unknown=value.unknown, estimated=estimated)

    def level_steps(self, count: Figure, *, estimated: bool = False) -> str:
        """Return how much there is to learn."""
        return self.about(self.plural("{count} level step", "{count} level steps", count), estimated=estimated)

    def moves(self, count: Figure) -> str:
        """Return how many moves."""
        return self.plural("{count} move", "{count} moves", count)

    def share(self, share: Fraction | Decimal | float) -> str:
        r"""
        Return a share from 0 to 1 as a percentage: whole from 10 % on, two digits below 1 %.

        Examples
        --------
        >>> [Words().share(share) for share in (Fraction(34, 120), 0.035, 0.00012, 0.999)]
        ['28\xa0%', '3.5\xa0%', '0.012\xa0%', '>\xa099\xa0%']
        """
        return self("{figure}\u00a0%", figure=_percent(float(share) * 100))

    def level(self, scale: LevelScale, level: Level, *, estimated: bool = False) -> str:
        r"""
        Return a level with its name.

        Examples
        --------
        >>> from careergraph.model.skills import DEFAULT_LEVELS
        >>> Words().level(DEFAULT_LEVELS, 3, estimated=True), Words().level(DEFAULT_LEVELS, 0)
        ('≈\xa03 practitioner', '– none')
        """
        if not level:
            return self("– none")
        name = self.within(scale.name(level)) if level <= scale.highest else ""
        written = str(level) if name in ("", str(level)) else f"{level} {name}"
        return self.about(written, estimated=estimated)

    def pay(self, pay: Pay) -> str:
        """Return a range of pay: "200,000 to 600,000"."""
        low, high = self.grouped(pay.low), self.grouped(pay.high)
        return low if pay.low == pay.high else self("{low} to {high}", low=low, high=high)

    def pay_unit(self, pay: Pay) -> str:
        """Return what a figure of pay counts: "Chinese yuan a year"."""
        currency = self.currency(pay.currency)
        if pay.period == "year":
            return self("{currency} a year", currency=currency)
        if pay.period == "month":
            return self("{currency} a month", currency=currency)
        return self("{currency} for each {period}", currency=currency, period=pay.period)

    def currency(self, code: str) -> str:
        """Return the name of a currency, the code itself where nobody knows it."""
        from babel.numbers import get_currency_name  # noqa: PLC0415 - only pay pays for it

        return get_currency_name(code, count=2, locale=self.language)

    def grouped(self, amount: Figure) -> str:
        """
        Return an amount with its thousands apart.

        Examples
        --------
        >>> Words().grouped(Decimal(200000))
        '200,000'
        """
        from babel.numbers import format_decimal  # noqa: PLC0415 - only pay pays for it

        exact = Decimal(amount.numerator) / Decimal(amount.denominator) if isinstance(amount, Fraction) else amount
        return format_decimal(exact, locale=self.language)


def figure(number: Figure) -> str:
    """
    Return a figure without superfluous digits, at most two decimals.

    Examples
    --------
    >>> figure(Fraction(73, 2)), figure(36)
    ('36.5', '36')
    """
    if number == int(number):
        return str(int(number))
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _percent(percent: float) -> str:
    """Return two telling digits, never saying that everybody or nobody went where some did not or did."""
    for above, written in (
        (100, "100"),
        (99.5, ">\u00a099"),
        (9.95, f"{percent:.0f}"),
        (0.095, f"{percent:.1f}"),
        (0.000095, f"{Decimal(f'{percent:.2g}'):f}"),
    ):
        if percent >= above:
            return written
    return "<\u00a00.0001"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == ENGLISH:
        return gettext.NullTranslations()
    return read_catalogue("careergraph.views", DOMAIN, language)


def read_catalogue(package: str, domain: str, language: str) -> gettext.GNUTranslations:
    """Return a catalogue that lies in a package: compiled where there is one, else compiled here and now."""
    from importlib import resources  # noqa: PLC0415 - English needs no catalogue

    messages = resources.files(package) / "translations" / language / "LC_MESSAGES"
    compiled = messages / f"{domain}.mo"
    content = compiled.read_bytes() if compiled.is_file() else compile_catalogue(messages / f"{domain}.po", language)
    return gettext.GNUTranslations(io.BytesIO(content))


def compile_catalogue(source: "Traversable", language: str) -> bytes:
    """Return a `.po` file as the bytes of a `.mo` file."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - for a checkout that nobody built
    from babel.messages.pofile import read_po  # noqa: PLC0415

    written = io.BytesIO()
    write_mo(written, read_po(io.BytesIO(source.read_bytes()), locale=language))
    return written.getvalue()
