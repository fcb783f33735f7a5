"""Text as a terminal takes it: without what would steer it, and how wide it is there."""

import unicodedata

UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Kinds of characters that steer a terminal, or a reader's eye, instead of being read."""


def plain(text: str) -> str:
    """
    Return text without what would steer a terminal: control characters, direction marks, line ends.

    Examples
    --------
    >>> plain("CTO" + chr(27) + "[2J")
    'CTO�[2J'
    """
    return "".join("�" if unicodedata.category(one) in UNSEEN else one for one in text)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each Chinese character, none for accents."""
    wide = sum(unicodedata.east_asian_width(one) in "WF" for one in text)
    return len(text) + wide - sum(bool(unicodedata.combining(one)) for one in text)
