"""A record of a document: a row of a table, an object of JSON. It knows its place and takes nothing on trust."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from careergraph.formats.shape.findings import Findings
from careergraph.model.text import Text, exact

Values: TypeAlias = Mapping[str, object]

NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)
MOST_DIGITS = 28
"""Of a figure: what decimal arithmetic keeps exactly."""
FLAGS: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}


class Record:
    """
    Values by field, read one by one; what is wrong with one is noted with its place.

    Parameters
    ----------
    values
        Of strings, numbers, booleans, `Text`, and lists, mappings or records of them. None is as good as
        absent.
    place
        Where it stands: `roles.csv row 4`, `roles[3]`.
    findings
        Where problems are noted.
    language
        The language of a text that names none.
    naming
        How the place of a field is written, with `{place}` and `{field}`.
    names
        What the input calls a field, where that is not our name of it.

    Examples
    --------
    >>> findings = Findings()
    >>> row = Record({"months": "3,5"}, "transitions.csv row 4", findings, naming="{place}, column {field}")
    >>> row.number("months")
    >>> print(findings.problems[0])
    transitions.csv row 4, column months: “3,5” is no number. Write digits, with a point before decimals.
    """

    __slots__ = ("_read", "findings", "language", "names", "naming", "place", "values")

    def __init__(
        self,
        values: Values,
        place: str,
        findings: Findings,
        *,
        language: str = "en",
        naming: str = "{place}.{field}",
        names: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.values = values
        self.place = place
        self.findings = findings
        self.language = language
        self.naming = naming
        self.names = names
        self._read: set[str] = set()

    def having(self, values: Values, names: Mapping[str, str] = MappingProxyType({})) -> "Record":
        """Return a record at the same place with other values, which the input calls by other `names`."""
        return Record(values, self.place, self.findings, language=self.language, naming=self.naming, names=names)

    def at(self, field: str) -> str:
        """Return the place of a field."""
        return self.naming.format(place=self.place, field=self.names.get(field, field))

    def wrong(self, field: str, what: str, remedy: str) -> None:
        """Note a problem with a field."""
        self.findings.wrong(self.at(field), what, remedy)

    def finish(self, kind: str) -> None:
        """Note every field that nobody asked for; `kind` says what the record is: `role`, `skill`."""
        for field in self.values:
            if field not in self._read:
                self.findings.unread(self.place or "the document", kind, field)

    def word(self, field: str, default: str = "") -> str:
        """Return a string; a whole number is taken for its digits, as ids of other tools are."""
        value = self._value(field)
        if value is None:
            return default
        if isinstance(value, str):
            return self._sound(field, value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        self.wrong(field, f"{_shown(value)} is no text", "Write it between quotation marks")
        return default

    def demand(self, field: str) -> None:
        """Note that a field is empty."""
        value = self.values.get(field)
        if value is None or (isinstance(value, str) and not value.strip()):
            self.wrong(field, "nothing stands there", f"Write the {field}, or remove the record")

    def name(self, field: str) -> str:
        """Return a string that must be there, without blanks around it; where it is empty, that is noted."""
        self.demand(field)
        return self.word(field).strip()

    def text(self, field: str, default: Text = Text()) -> Text:
        """Return a text: a string, or an object of strings by language."""
        value = self._value(field)
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
        value = self._value(field)
        if isinstance(value, str):
            return self._number_from(field, value.strip())
        if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
            return None if value is None else self._bounded(field, Decimal(value))
        self.wrong(field, f"{_shown(value)} is no number", "Write digits, with a point before decimals")
        return None

    def whole(self, field: str) -> int | None:
        """Return a whole number; None where there is none."""
        number = self.number(field)
        if number is not None and number != number.to_integral_value():
            self.wrong(field, f"{number} is not whole", "Write a whole number")
            return None
        return None if number is None else int(number)

    def flag(self, field: str) -> bool:
        """Return a yes or no; no where nothing is said."""
        value = self._value(field)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.strip().lower() if isinstance(value, str) else ""
        if word not in FLAGS and word:
            self.wrong(field, f"{_shown(value)} is neither yes nor no", "Write yes, or leave it empty")
        return FLAGS.get(word, False)

    def part(self, field: str) -> "Record | None":
        """Return the record that stands in a field; None where there is none."""
        value = self._value(field)
        return None if value is None else self._record(field, value)

    def parts(self, field: str) -> list["Record"]:
        """Return the records of a list."""
        given = (self._record(f"{field}[{index}]", value) for index, value in enumerate(self._list(field)))
        return [one for one in given if one]

    def _value(self, field: str) -> object:
        self._read.add(field)
        return self.values.get(field)

    def _list(self, field: str) -> Iterable[object]:
        value = self._value(field)
        if value is None or isinstance(value, list | tuple):
            return value or ()
        if isinstance(value, str | Text):
            return (value,)
        self.wrong(field, f"{_shown(value)} is no list", "Write a list")
        return ()

    def _record(self, field: str, value: object) -> "Record | None":
        if isinstance(value, Record):
            return value
        if isinstance(value, Mapping):
            return Record(value, self.at(field), self.findings, language=self.language)
        self.wrong(field, f"{_shown(value)} is no object", "Write an object with named fields")
        return None

    def _text(self, field: str, value: object) -> Text:
        if isinstance(value, Text):
            texts = {language: self._sound(field, text) for language, text in value.translations}
            return _text_of(self._sound(field, value.original), texts)
        if isinstance(value, str):
            return Text(self._sound(field, value))
        if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
            texts = {language: self._sound(field, text) for language, text in value.items()}
            own = "" if "" in texts else self.language
            return _text_of(texts.pop(own, ""), texts)
        self.wrong(field, f"{_shown(value)} is no text", "Write a text, or an object of texts by language")
        return Text()

    def _number_from(self, field: str, text: str) -> Decimal | None:
        if text and not NUMBER.fullmatch(text):
            self.wrong(field, f"“{text[:40]}” is no number", "Write digits, with a point before decimals")
            return None
        return self._bounded(field, Decimal(text)) if text else None

    def _bounded(self, field: str, number: Decimal) -> Decimal | None:
        digits, exponent = len(number.as_tuple().digits), number.as_tuple().exponent
        if digits > MOST_DIGITS or not isinstance(exponent, int) or abs(exponent) > MOST_DIGITS:
            self.wrong(field, "the number is too long", f"Write at most {MOST_DIGITS} digits")
            return None
        return exact(number)

    def _sound(self, field: str, text: str) -> str:
        self.findings.limits.check("cell", len(text), self.at(field))
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            self.wrong(field, "half of a surrogate pair stands in it", "Correct the text")
            return ""
        return text


def _text_of(original: str, translations: Mapping[str, str]) -> Text:
    return Text(original, tuple(sorted((language, text) for language, text in translations.items() if text)))


def _shown(value: object) -> str:
    """Return a value as an error calls it, cut where it is long."""
    return f"“{str(value)[:40]}”"
