"""
Values as records, plain lists, objects, strings and numbers that JSON can hold; and back, equal to what they were.

This is how stores keep values: by field name, defaults left out, so that a value written by an older version reads
today. How people write a graph in files is decided in `formats/`.
"""

from collections.abc import Callable, Container
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from careergraph.model.metadata import Term
from careergraph.model.roles import Grown
from careergraph.model.skills import Requirement
from careergraph.model.text import Text

Record: TypeAlias = Any
"""What `json` reads and writes."""
Read: TypeAlias = Callable[[Record], Any]
Value = TypeVar("Value")

_AS_THEY_ARE = str | int | float | list | dict | None  # type: ignore[type-arg]  # whatever is in them
"""What JSON holds already."""
_IN_ROWS = Requirement | Grown


def record_of(value: object, without: Container[str] = ()) -> Record:
    """
    Return a value as a record.

    Parameters
    ----------
    value
        A value of the model, or a tuple of them.
    without
        Fields of it to leave out, because they are kept elsewhere.

    Examples
    --------
    >>> from careergraph.model.transitions import Transition
    >>> record_of(Transition("a", "b", months=Decimal("12"), requirements=(Requirement("law", 2),)))
    {'tail': 'a', 'head': 'b', 'months': '12', 'requirements': [['law', 2]]}
    """
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, tuple):
        return [record_of(one) for one in value]
    if isinstance(value, Text):
        return [value.original, dict(value.translations)] if value.translations else value.original
    if isinstance(value, _IN_ROWS):
        return _row_of(value)
    shape = [one for one in _shape(type(value)) if one[0] not in without]
    return {name: record_of(one) for name, default in shape if (one := getattr(value, name)) != default}


def value_of(kind: type[Value], record: Record, **made: object) -> Value:
    """
    Return the value of a kind that a record stands for.

    Parameters
    ----------
    kind
        Its type.
    record
        What `record_of` made of it.
    made
        Fields that the record leaves out, as they are to be.

    Raises
    ------
    ValueError, TypeError, KeyError
        It is no such record.

    Examples
    --------
    >>> value_of(Requirement, ["law", 2, {"estimated": True}])
    Requirement(skill='law', level=2, optional=False, stated=True, estimated=True)
    """
    value: Value = kind(**_fields(kind, record), **made) if made else _reading(kind)(record)
    return value


def _row_of(value: Requirement | Grown) -> Record:
    flags = ((name, getattr(value, name), default) for name, default in _shape(type(value))[2:])
    told = {name: flag for name, flag, default in flags if flag != default}
    return [value.skill, value.level, told] if told else [value.skill, value.level]


def _shape(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - any dataclass
    """Return the fields of a dataclass, each with its default."""
    if kind not in _shapes:
        _shapes[kind] = tuple((one.name, one.default) for one in fields(kind))
    return _shapes[kind]


def _reading(hint: Any) -> Read:  # noqa: ANN401 - a type as it is written, not always a class
    """Return what reads a value of a type, made once."""
    if hint not in _readers:
        _readers[hint] = _reader(hint)
    return _readers[hint]


_shapes: dict[object, tuple[tuple[str, object], ...]] = {}
_readers: dict[object, Read] = {}
_readers_of_fields: dict[object, dict[str, Read]] = {}


def _reader(hint: Any) -> Read:  # noqa: ANN401 - as above
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _LEAVES:
        return _LEAVES[hint]
    if origin is tuple:
        return _reader_of_tuples(inner)
    if origin in {Union, UnionType}:
        (known,) = (one for one in inner if one is not NoneType)
        read = _reading(known)
        return lambda record: None if record is None else read(record)
    return _reader_of_values(hint) if is_dataclass(hint) else _same


def _reader_of_tuples(inner: tuple[Any, ...]) -> Read:
    if inner[1:] == (Ellipsis,):
        read = _reading(inner[0])
        return lambda record: tuple(map(read, record))
    each = tuple(map(_reading, inner))
    return lambda record: tuple(read(one) for read, one in zip(each, record, strict=True))


def _reader_of_values(kind: Any) -> Read:  # noqa: ANN401 - a class; what it makes is known to its caller
    return lambda record: kind(**_fields(kind, record))


def _fields(kind: Any, record: Record) -> dict[str, Any]:  # noqa: ANN401 - as above
    if kind not in _readers_of_fields:
        hints = get_type_hints(kind)
        _readers_of_fields[kind] = {name: _reading(hints[name]) for name, _ in _shape(kind)}
    readers = _readers_of_fields[kind]
    return {name: readers[name](one) for name, one in record.items()}


def _text(record: Record) -> Text:
    if isinstance(record, str):
        return Text(record)
    original, translations = record
    return Text(original, tuple(translations.items()))


def _requirement(row: Record) -> Requirement:
    return Requirement(row[0], row[1], **(row[2] if row[2:] else {}))


def _grown(row: Record) -> Grown:
    return Grown(row[0], row[1], **(row[2] if row[2:] else {}))


def _term(record: Record) -> Term:
    return Term(record["id"], _text(record["title"]))


def _same(record: Record) -> Record:
    return record


_LEAVES: dict[object, Read] = {Text: _text, Decimal: Decimal, Requirement: _requirement, Grown: _grown, Term: _term}
"""Of what there are many, read by hand: a large graph may name a thousand families."""
