"""What stands in a cell of a release, made plain."""

import html
import re
from collections.abc import Iterable

from careergraph.model.text import Text

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BLANKS = re.compile(r"[^\S\n]+")
ITEMS = re.compile(r"\n| \| ")
"""Splits the items of a list in a cell."""


def title_of(cell: str) -> Text:
    r"""
    Return a name in one line, without the blanks and the HTML some releases leave in it.

    Examples
    --------
    >>> str(title_of("data\u00a0analyst \n (<i>junior</i>) &amp; co"))
    'data analyst (junior) & co'
    """
    return Text(" ".join(_plain(cell).split()))


def description_of(cell: str) -> Text:
    """Return a text with its paragraphs, without HTML."""
    lines = (BLANKS.sub(" ", line).strip() for line in _plain(cell).splitlines())
    return Text("\n".join(filter(None, lines)))


def aliases_of(names: Iterable[str], title: Text) -> tuple[Text, ...]:
    r"""
    Return other names, each once, without the title itself.

    Examples
    --------
    >>> [str(name) for name in aliases_of("baker\nBread baker | bread baker".split("\n"), Text("Baker"))]
    ['Bread baker']
    """
    found = (title_of(item) for name in names for item in ITEMS.split(name))
    once = {str(alias).casefold(): alias for alias in reversed([*found])}
    return tuple(once[name] for name in reversed(once) if name and name != str(title).casefold())


def _plain(cell: str) -> str:
    return html.unescape(TAG.sub("", cell)) if "<" in cell or "&" in cell else cell
