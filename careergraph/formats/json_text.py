"""JSON that leaves no doubt: exact figures, every key once, no number that is none."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import NoReturn

from careergraph.errors import InvalidGraph, UnreadableData
from careergraph.formats.limits import DEFAULT_LIMITS, Limits
from careergraph.model.text import Text

LONGEST_NUMBER = 100
"""Characters of a number; one that is longer is no figure of a graph."""
SHORT_INTEGER = 15


class _Refused(Exception):
    """A hook of the parser has seen something that JSON allows and we do not."""


def loads(name: str, content: bytes, limits: Limits = DEFAULT_LIMITS) -> object:
    """
    Return the value that JSON text holds; fractions are `Decimal`.

    Parameters
    ----------
    name
        The file's name, for errors.
    content
        UTF-8, with or without a byte order mark.
    limits
        `values` bounds how many the text may hold.

    Raises
    ------
    UnreadableData
        It is no JSON, not UTF-8, nested too deeply, repeats a key in one object, or has a NaN or an
        infinity.
    OverLimit
        It holds too many values.

    Examples
    --------
    >>> loads("a.json", b'{"months": 36.5}')
    {'months': Decimal('36.5')}
    """
    text = utf8_text(name, content, "JSON")
    limits.check("values", text.count(",") + text.count("[") + text.count("{"), name)
    try:
        return json.loads(
            text,
            parse_float=_fraction,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as reason:
        where = f"{name} line {reason.lineno} column {reason.colno}"
        raise UnreadableData("JSON", where, f"{reason.msg}. Check the text there") from reason
    except RecursionError as reason:
        raise UnreadableData("JSON", name, "it is nested too deeply. A graph needs few levels") from reason
    except _Refused as reason:
        raise UnreadableData("JSON", name, str(reason)) from reason


def dumps(document: object, language: str) -> bytes:
    """
    Return a document as JSON text in UTF-8; the same document always gives the same bytes.

    Parameters
    ----------
    document
        Of dicts, lists, strings, whole numbers, `Decimal` and `Text`.
    language
        The language of texts that name none; a text with translations becomes an object by language.

    Raises
    ------
    InvalidGraph
        A text cannot be written as UTF-8.

    Examples
    --------
    >>> print(dumps({"title": Text.of("Founder", zh="创业者"), "months": Decimal("36.5")}, "en").decode())
    {
      "title": {
        "en": "Founder",
        "zh": "创业者"
      },
      "months": 36.5
    }
    """
    plain = partial(_plain, language)
    return utf8_bytes(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False, default=plain) + "\n")


def utf8_text(name: str, content: bytes, format_name: str) -> str:
    """
    Return bytes as text, without a byte order mark.

    Raises
    ------
    UnreadableData
        They are not UTF-8; the error names the line.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = 1 + content.count(b"\n", 0, reason.start)
        problem = f"byte 0x{content[reason.start]:02x} is not UTF-8. Save it as UTF-8"
        raise UnreadableData(format_name, f"{name} line {line}", problem) from reason


def utf8_bytes(text: str) -> bytes:
    """
    Return text as UTF-8.

    Raises
    ------
    InvalidGraph
        It holds half of a surrogate pair, which no file can.
    """
    try:
        return text.encode()
    except UnicodeEncodeError as reason:
        around = text[max(0, reason.start - 20) : reason.end + 20].encode("ascii", "backslashreplace").decode()
        raise InvalidGraph([f"“{around}”: half of a surrogate pair cannot be written. Correct the text."]) from reason


def _plain(language: str, value: object) -> object:
    if isinstance(value, Text):
        return _plain_text(language, value)
    if isinstance(value, Decimal):
        return _plain_number(value)
    raise TypeError(f"{value!r} has no place in JSON")


def _plain_text(language: str, text: Text) -> str | dict[str, str]:
    if not text.translations:
        return text.original
    own = "" if language in dict(text.translations) else language
    return {own: text.original, **dict(text.translations)}


def _plain_number(number: Decimal) -> int | float | str:
    """Return a number that JSON text holds exactly, else its digits as a string."""
    if number == number.to_integral_value():
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else format(number, "f")


def _fraction(text: str) -> Decimal:
    try:
        return Decimal(_short(text))
    except InvalidOperation:
        raise _Refused(f"{text} is out of all bounds. Correct the number") from None


def _integer(text: str) -> int | Decimal:
    return int(text) if len(text) <= SHORT_INTEGER else _fraction(text)


def _short(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise _Refused(f"the number {text[:20]}... has {len(text)} characters. Correct it")
    return text


def _no_constant(constant: str) -> NoReturn:
    raise _Refused(f"{constant} is no number of a graph. Leave out what is unknown")


def _object(pairs: Sequence[tuple[str, object]]) -> Mapping[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise _Refused(f"the key “{twice}” stands twice in one object. Keep one")
    return values
