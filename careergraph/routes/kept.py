"""What was made for a question is kept for the next one that needs the same."""

from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")

MOST_KEPT = 64
"""How many things are kept, such as bounds for questions that lead to the same goals."""


class Kept:
    """
    The last things made, by name. Threads may share it: at worst a thing is made twice.

    Examples
    --------
    >>> kept = Kept()
    >>> kept.get("answer", lambda: 42), kept.get("answer", lambda: 43)
    (42, 42)
    """

    def __init__(self) -> None:
        self._things: dict[Hashable, object] = {}

    def __len__(self) -> int:
        return len(self._things)

    def get(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under a name, made now if it was not or was let go since."""
        thing = self._things.pop(name, None)
        made: Made = make() if thing is None else thing  # type: ignore[assignment]  # of one name, of one kind
        self._things[name] = made  # the last used stands last
        while len(self._things) > MOST_KEPT:
            self._things.pop(next(iter(tuple(self._things))), None)
        return made
