"""A record of a document: a row of a table, an object of JSON. It knows its place and takes nothing on trust."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from careergraph.formats.shape.findings import Findings
from careergraph.model.text import Text, exact

Values: TypeAlias = Mapping[str, object]
Place: TypeAlias = "str | tuple[Record, str, int]"

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
MOST_DIGITS = 28
"""Of a figure: what decimal arithmetic keeps exactly."""
SHORT = 12
"""Digits of a whole number that is taken as it is."""
FLAGS: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Origin:
    """
    What the records of one input have in common.

    Parameters
    ----------
    findings
        Where problems are noted.
    language
        The language of a text that names none.
    naming
        How the place of a field is written, with `{place}` and `{field}`.
    names
        What the input calls a field, where that is not our name of it.
    known
        Values that were read before, by what they were read from.
    """

    findings: Findings
    language: str = "en"
    naming: str = "{place}.{field}"
    names: Mapping[str, str] = field(default_factory=dict)
    known: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def within(self) -> "Origin":
        """The same for the records within a record."""
        return Origin(self.findings, self.language)

    def calling(self, names: Mapping[str, str]) -> "Origin":
        """Return the same with other names of fields."""
        return replace(self, names=names)


class Record:
    """
    Values by field, read one by one; what is wrong with one is noted with its place.

    Parameters
    ----------
    values
        Of strings, numbers, booleans, and lists, dicts or records of them. None is as good as absent.
    place
        Where it stands: `roles.csv row 4`; or the record, the field and the index it stands at.
    origin
        What it shares with other records.

    Examples
    --------
    >>> origin = Origin(Findings(), naming="{place}, column {field}")
    >>> Record({"months": "3,5"}, "transitions.csv row 4", origin).number("months")
    >>> print(origin.findings.problems[0])
    transitions.csv row 4, column months: “3,5” is no number. Write digits, with a point before decimals.
    """

    __slots__ = ("_place", "origin", "values")

    def __init__(self, values: Values, place: Place, origin: Origin) -> None:
        self.values = values
        self.origin = origin
        self._place = place

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        if isinstance(self._place, str):
            return self._place
        record, field, index = self._place
        return record.at(field if index < 0 else f"{field}[{index}]")

    def having(self, values: Values, names: Mapping[str, str] | None = None) -> "Record":
        """Return a record at the same place with other values, which the input calls by other `names`."""
        return Record(values, self._place, self.origin if names is None else self.origin.calling(names))

    def at(self, field: str) -> str:
        """Return the place of a field."""
        return self.origin.naming.format(place=self.place, field=self.origin.names.get(field, field))

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Note a problem with a field."""
        self.origin.findings.wrong(self.at(field), what, remedy)

    def note_others(self, kind: str, fields: frozenset[str]) -> None:
        """Note every field but these; `kind` says what the record is: `role`, `skill`."""
        if self.values.keys() <= fields:
            return
        for name in self.values:
            if name not in fields:
                self.origin.findings.unread(self.place or "the document", kind, name)

    def word(self, field: str, default: str = "") -> str:
        """Return a string; a whole number is taken for its digits, as ids of other tools are."""
        value = self.values.get(field)
        if value is None:
            return default
        if isinstance(value, str):
            return self._sound(field, value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.wrong(field, f"{_shown(value)} is no text", "Write it between quotation marks")
        return default

    def name(self, field: str) -> str:
        """Return a string that must be there, without blanks around it; where it is empty, that is noted."""
        name = self.word(field).strip()
        if not name:
            self.demand(field)
        return name

    def demand(self, field: str) -> None:
        """Note that a field is empty."""
        value = self.values.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            self.wrong(field, "nothing stands there", f"Write the {field}, or remove the record")

    def text(self, field: str, default: Text = Text()) -> Text:
        """Return a text: a string, or an object of strings by language."""
        value = self.values.get(field)
        return default if value is None else self._text(field, value)

    def texts(self, field: str) -> tuple[Text, ...]:
        """Return a list of texts."""
        return tuple(self._text(f"{field}[{index}]", value) for index, value in enumerate(self._list(field)))

    def words(self, field: str) -> tuple[str, ...]:
        """Return a list of strings."""
        given = self._list(field)
        for value in given:
            if not isinstance(value, str):
                self.wrong(field, f"{_shown(value)} is no text", "Write a list of texts")
        return tuple(self._sound(field, value) for value in given if isinstance(value, str))

    def number(self, field: str) -> Decimal | None:
        """Return an exact number; None where there is none."""
        value = self.values.get(field)
        if isinstance(value, str):
            return self._number_from(field, value.strip())
        if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
            return None if value is None else self._bounded(field, Decimal(value))
        self.wrong(field, f"{_shown(value)} is no number", "Write digits, with a point before decimals")
        return None

    def whole(self, field: str) -> int | None:
        """Return a whole number; None where there is none."""
        value = self.values.get(field)
        if type(value) is int and abs(value) < 10**SHORT:
            return value
        if isinstance(value, str) and len(value) <= SHORT and value.isascii() and value.isdecimal():
            return int(value)
        number = self.number(field)
        if number is not None and number != number.to_integral_value():
            self.wrong(field, f"{number} is not whole", "Write a whole number")
            return None
        return None if number is None else int(number)

    def flag(self, field: str) -> bool:
        """Return a yes or no; no where nothing is said."""
        value = self.values.get(field)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.strip().lower() if isinstance(value, str) else _shown(value)
        if word not in FLAGS and word:
            self.wrong(field, f"{_shown(value)} is neither yes nor no", "Write yes, or leave it empty")
        return FLAGS.get(word, False)

    def part(self, field: str) -> "Record | None":
        """Return the record that stands in a field; None where there is none."""
        value = self.values.get(field)
        return None if value is None else self._record(value, field, -1)

    def parts(self, field: str) -> list["Record"]:
        """Return the records of a list."""
        given = (self._record(value, field, index) for index, value in enumerate(self._list(field)))
        return [one for one in given if one]

    def _list(self, field: str) -> Iterable[object]:
        value = self.values.get(field)
        if value is None or isinstance(value, list | tuple):
            return value or ()
        if isinstance(value, str):
            return (value,)
        self.wrong(field, f"{_shown(value)} is no list", "Write a list")
        return ()

    def _record(self, value: object, field: str, index: int) -> "Record | None":
        if isinstance(value, Record):
            return value
        if isinstance(value, dict):
            return Record(value, (self, field, index), self.origin.within)
        place = field if index < 0 else f"{field}[{index}]"
        self.wrong(place, f"{_shown(value)} is no object", "Write an object with named fields")
        return None

    def _text(self, field: str, value: object) -> Text:
        if isinstance(value, str):
            return Text(self._sound(field, value))
        if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
            texts = {language: self._sound(field, text) for language, text in value.items()}
            original = texts.pop("" if "" in texts else self.origin.language, "")
            return Text(original, tuple(sorted((language, text) for language, text in texts.items() if text)))
        self.wrong(field, f"{_shown(value)} is no text", "Write a text, or an object of texts by language")
        return Text()

    def _number_from(self, field: str, text: str) -> Decimal | None:
        if text and not NUMBER.fullmatch(text):
            self.wrong(field, f"{_shown(text)} is no number", "Write digits, with a point before decimals")
            return None
        return self._bounded(field, Decimal(text)) if text else None

    def _bounded(self, field: str, number: Decimal) -> Decimal | None:
        _, digits, exponent = number.as_tuple()
        if len(digits) > MOST_DIGITS or not isinstance(exponent, int) or abs(exponent) > MOST_DIGITS:
            self.wrong(field, "the number is too long", f"Write at most {MOST_DIGITS} digits")
            return None
        return exact(number)

    def _sound(self, field: str, text: str) -> str:
        limits = self.origin.findings.limits
        if len(text) > limits.cell:
            limits.check("cell", len(text), self.at(field))
        if not text.isascii() and SURROGATE.search(text):
            self.wrong(field, "half of a surrogate pair stands in it", "Correct the text")
            return ""
        return text


def _shown(value: object) -> str:
    """Return a value as an error calls it, cut where it is long."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return f"“{str(value)[:40]}”"
