"""Values as text that depends on nothing but their content: what a version is made from."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import NoneType

from careergraph.model.ordered import InOrder
from careergraph.model.skills import Requirement
from careergraph.model.transitions import Evidence

MOST_KNOWN = 30_000_000
"""Characters that are remembered at once, so that a large graph does not stand in memory a second time."""
MOST_SAME = 1_000_000
"""Requirements and pieces of evidence that are known again without a look at what is in them."""


class Written:
    """
    Values written out.

    A large graph has few different requirements and many of each, and transitions that share all they ask: both are
    written once. What is shared is known by identity, and so is held for as long as it is remembered.

    Examples
    --------
    >>> from careergraph.model.text import Text
    >>> Written().of((Text("A"), 3))
    "(('Text', 'A', ()), 3)"
    """

    def __init__(self) -> None:
        self._fields: dict[type, tuple[str, ...]] = {}
        self._equal: dict[object, str] = {}
        self._once: dict[int, tuple[object, str]] = {}
        self._same: dict[int, tuple[object, str]] = {}
        self._room = MOST_KNOWN
        self._ways: dict[type, Callable[..., str]] = {
            **dict.fromkeys((str, int, bool, NoneType, Decimal), repr),
            **dict.fromkeys((Requirement, Evidence), self._known),
            InOrder: self._shared,
            tuple: self._tuple,
        }

    def of(self, value: object) -> str:
        """Return a value, with its kind and all that is in it, as text."""
        way = self._ways.get(type(value))
        if way is None:
            way = self._ways[type(value)] = self._way(value)
        return way(value)

    def digest(self, value: object) -> int:
        """
        Return a number made from a value: what it adds to the content of its graph (see `CareerGraph.content`).

        Examples
        --------
        >>> Written().digest("a") % 1000
        356
        """
        from hashlib import sha256  # noqa: PLC0415 - loads a library of its own, and most questions need no version

        return int.from_bytes(sha256(self.of(value).encode()).digest())

    def _way(self, value: object) -> Callable[..., str]:
        if isinstance(value, tuple):
            return self._tuple
        return self._parts if is_dataclass(value) else repr

    def _known(self, value: object) -> str:
        known = self._once.get(id(value))
        if known:
            return known[1]
        text = self._equal.get(value)
        if text is None:
            text = self._equal[value] = self._parts(value)
        if len(self._once) < MOST_SAME:
            self._once[id(value)] = value, text
        return text

    def _shared(self, value: tuple[object, ...]) -> str:
        known = self._same.get(id(value))
        if known:
            return known[1]
        text = self._tuple(value)
        self._room -= len(text)
        if self._room < 0:
            self._same.clear()
            self._room = MOST_KNOWN - len(text)
        self._same[id(value)] = value, text
        return text

    def _tuple(self, value: tuple[object, ...]) -> str:
        once = self._once
        texts = [known[1] if (known := once.get(id(one))) else self.of(one) for one in value]
        return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"

    def _parts(self, value: object) -> str:
        kind = type(value)
        if kind not in self._fields:
            self._fields[kind] = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]  # a dataclass
        return f"({', '.join((repr(kind.__name__), *(self.of(getattr(value, name)) for name in self._fields[kind])))})"
