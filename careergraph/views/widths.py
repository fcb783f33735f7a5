"""
How wide a text will be, estimated where there is no browser, and where its lines break.

The estimate errs on the wide side for the fonts of the pictures, so that what was given room has room.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

SPACE, NARROW, WIDE, CAPITAL, OTHER, IDEOGRAPH = 0.28, 0.33, 0.84, 0.66, 0.565, 1.0
BOLD = 1.05
NEVER_FIRST = frozenset("，。、；：？！）》」』】〉〕”’…—·,.;:?!)]}%")
"""A line does not begin with one of these."""
NEVER_LAST = frozenset("（《「『【〈〔“‘([{≈")
IDEOGRAPHS = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uff60\uffe0-\uffe6\U0001f000-\U0003ffff]")
LATIN_END = "\u02ff"
MOST_KNOWN = 4096
"""Characters, and texts with their lines, that are remembered: skills are named in many steps and on many pages."""
KNOWN = {
    **dict.fromkeys(" \u00a0", SPACE),
    **dict.fromkeys("iljItfr·‘’•", NARROW),
    **dict.fromkeys("“”", OTHER),
    **dict.fromkeys("mwMW—…≈%@→←©®", WIDE),
    **dict.fromkeys("&+=<>~#$€£¥×§÷±^_?–", CAPITAL),
}
"""What neither the kind of a character nor its alphabet tells."""


def is_ideograph(character: str) -> bool:
    """Return whether a character is as wide as it is high, and a line may break beside it."""
    return bool(IDEOGRAPHS.match(character))


def width(text: str, size: float = 14, *, bold: bool = False) -> float:
    """
    Return the estimated width of a text in pixels.

    Examples
    --------
    >>> round(width("Team leadership", 14), 1), width("技术总监", 16)
    (110.0, 64.0)
    """
    ems = sum(_ems(character) for character in text)
    return ems * size * (BOLD if bold else 1)


@lru_cache(MOST_KNOWN)
def _ems(character: str) -> float:
    known = KNOWN.get(character)
    if known is not None:
        return known
    if is_ideograph(character):
        return IDEOGRAPH
    if character.isupper() or character.isdigit() or character > LATIN_END:
        return CAPITAL
    return OTHER if character.isalnum() else NARROW


def wrap(text: str, room: float, size: float = 14, *, bold: bool = False) -> list[str]:
    """
    Return the lines of a text that has `room` pixels; nothing is cut off.

    Latin breaks at spaces and after hyphens and slashes, Chinese between any two characters but never before
    punctuation. A word that is longer than its line is broken.

    Examples
    --------
    >>> wrap("Years of technology development", 150)
    ['Years of technology', 'development']
    >>> wrap("技术副总经理（技术）", 120, 16)
    ['技术副总经理', '（技术）']
    """
    return list(_wrapped(text, room, size, bold=bold))


@lru_cache(MOST_KNOWN)
def _wrapped(text: str, room: float, size: float, *, bold: bool) -> tuple[str, ...]:
    lines = [""]
    for piece in _pieces(text):
        for part in _broken(piece, room, size, bold=bold):
            if lines[-1] and width((lines[-1] + part).rstrip(), size, bold=bold) > room:
                lines.append(part.lstrip(" "))
            else:
                lines[-1] += part
    return tuple(line.rstrip(" ") for line in lines)


def _pieces(text: str) -> Iterator[str]:
    """Yield the shortest parts that a line is never broken within."""
    piece = ""
    for character in text:
        if piece and _may_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST or after == " ":
        return False
    return before in " -/\u200b" or is_ideograph(before) or is_ideograph(after)


def _broken(piece: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield a piece whole, or where it is longer than a line in parts that are not."""
    part = ""
    for character in piece:
        if part and width((part + character).rstrip(), size, bold=bold) > room:
            yield part
            part = ""
        part += character
    yield part
