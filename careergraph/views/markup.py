"""
The one place where text becomes markup.

Names of roles and skills are hostile until proven otherwise: whatever is not `Markup` already is escaped here, and
characters that no XML may hold are replaced, so that a saved SVG can always be read.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache, partial

from markupsafe import Markup, escape

UNREADABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids: control characters, halves of surrogate pairs, two non-characters."""

CHILDLESS = frozenset({"rect", "circle", "path", "line", "br"})
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
MOST_KNOWN = 4096
"""Texts and attributes that are remembered as markup: the same stand in a picture, its list and its table."""
_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Makes markup of a string without asking what it is."""


def tag(name: str, *children: object, **attributes: object) -> Markup:
    """
    Return an element; children and attribute values are escaped unless they are `Markup`.

    Parameters
    ----------
    name
        Of the element.
    children
        Texts and elements; None is left out.
    attributes
        `class_` stands for `class`, `aria_label` for `aria-label`. None and False leave an attribute out, True
        writes it without a value, numbers are written as short as they go.

    Examples
    --------
    >>> tag("p", "3 < 4", class_="cg-small", hidden=None)
    Markup('<p class="cg-small">3 &lt; 4</p>')
    >>> tag("rect", x=1.50, width=9)
    Markup('<rect x="1.5" width="9"/>')
    """
    start = f"<{name}{''.join([_attribute(key, value) for key, value in attributes.items()])}"
    whole = f"{start}/>" if name in CHILDLESS else f"{start}>{joined(children)}</{name}>"
    return _markup(whole)  # names are ours, the rest was escaped


def joined(parts: Iterable[object]) -> Markup:
    """Return the parts as one piece of markup, None left out."""
    return _markup("".join([text(part) for part in parts if part is not None]))  # each was escaped


def text(value: object) -> Markup:
    """
    Return a value as text that is safe between tags and within quotation marks.

    Examples
    --------
    >>> text(Fraction(73, 2)), text('"]]>' + chr(8))
    (Markup('36.5'), Markup('&#34;]]&gt;�'))
    """
    if isinstance(value, Markup):
        return value
    if isinstance(value, int | float | Fraction | Decimal):
        return escape(number(value))
    return _escaped(str(value))


@lru_cache(MOST_KNOWN)
def _escaped(value: str) -> Markup:
    return escape(UNREADABLE.sub("�", value))


def number(value: float | Fraction | Decimal) -> str:
    """
    Return a number with at most two decimals, without superfluous zeros.

    Examples
    --------
    >>> number(10.0), number(Fraction(1, 3)), number(-0.001)
    ('10', '0.33', '0')
    """
    written = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def svg(width: float, height: float, *children: object, **attributes: object) -> Markup:
    """Return an SVG root of that size in pixels, in a drawing of that size."""
    box = f"0 0 {number(width)} {number(height)}"
    return tag("svg", *children, xmlns=SVG_NAMESPACE, width=width, height=height, viewBox=box, **attributes)


def text_at(x: float, y: float, *content: object, **attributes: object) -> Markup:
    """Return an SVG text whose baseline starts at (x, y)."""
    return tag("text", *content, x=x, y=y, **attributes)


def lines(x: float, y: float, rows: Iterable[object], leading: float, **attributes: object) -> Markup:
    """Return one SVG text a row, the first on baseline y, the others `leading` below each other."""
    return joined(text_at(x, y + leading * place, row, **attributes) for place, row in enumerate(rows))


def identifier(prefix: str, name: str) -> str:
    """
    Return an id that is unique to a picture of the page; an empty prefix leaves the name alone.

    Examples
    --------
    >>> identifier("r", "step-2"), identifier("", "step-2")
    ('r-step-2', 'step-2')
    """
    return f"{prefix}-{name}" if prefix else name


@lru_cache(MOST_KNOWN, typed=True)  # True and 1 are written differently
def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    return f' {_named(key)}="{text("" if value is True else value)}"'


@cache
def _named(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")
