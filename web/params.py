"""The parameters of an address: an immutable list of names and values that links are made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Params:
    """
    Names and values in order; a name may stand several times.

    Examples
    --------
    >>> here = Params((("from", "junior"), ("via", "a"), ("via", "b")))
    >>> str(here.put("from", "senior").without("via", "a"))
    'from=senior&via=b'
    """

    pairs: tuple[tuple[str, str], ...] = ()

    def put(self, name: str, *values: object) -> "Params":
        """Return them with these values alone under `name`, in its place; without any, the name is gone."""
        place = next((at for at, pair in enumerate(self.pairs) if pair[0] == name), len(self.pairs))
        after = tuple(pair for pair in self.pairs[place:] if pair[0] != name)
        return Params((*self.pairs[:place], *((name, str(value)) for value in values), *after))

    def without(self, name: str, *values: str) -> "Params":
        """Return them without a name, or without some of its values."""
        return Params(tuple(pair for pair in self.pairs if pair[0] != name or (values and pair[1] not in values)))

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of a name."""
        return tuple(value for one, value in self.pairs if one == name)

    def first(self, name: str, default: str = "") -> str:
        """Return the first value of a name."""
        return next(iter(self.every(name)), default)

    def only(self, names: Iterable[str]) -> "Params":
        """Return those with one of these names."""
        kept = frozenset(names)
        return Params(tuple(pair for pair in self.pairs if pair[0] in kept))

    def __add__(self, other: "Params") -> "Params":
        return Params(self.pairs + other.pairs)

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def __str__(self) -> str:
        return urlencode(self.pairs, safe=":,")
