"""Values as rows of text, and the change between two versions read from rows; no driver is known here."""

import hashlib
import json
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from careergraph.errors import UnreadableData
from careergraph.model.changes import ChangeSet
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.ordered import InOrder
from careergraph.model.records import record_of, value_of
from careergraph.model.roles import Role
from careergraph.model.skills import Requirement, Skill
from careergraph.model.transitions import Transition

StoredValue: TypeAlias = Metadata | Role | Skill | Transition
Key: TypeAlias = tuple[str, str, str]
"""Kind, id, and the head of a transition whose tail is the id."""

KINDS: dict[str, type[StoredValue]] = {"graph": Metadata, "role": Role, "skill": Skill, "transition": Transition}
NAMES = {kind: name for name, kind in KINDS.items()}
MOST_SAME = 1_000_000
"""Requirements that are known again without a look at what is in them."""
APART = ("requirements",)
"""A derived graph has many transitions that ask the same long list: it is kept once, and named by its digest."""


class Row(NamedTuple):
    """
    A value with the versions it was there.

    Parameters
    ----------
    kind, id, head
        Its key.
    since, until
        The first version that has it, and the first that has it no more; None where it is there still.
    record
        The value, without the requirements of a transition, as JSON.
    asks
        The requirements of a transition, as JSON; None where there are none.
    """

    kind: str
    id: str
    head: str
    since: int
    until: int | None
    record: str
    asks: str | None

    def at(self, number: int) -> bool:
        """Return whether a version has it."""
        return self.since <= number and (self.until is None or self.until > number)


def key_of(value: StoredValue) -> Key:
    """
    Return what names a value in a graph.

    Examples
    --------
    >>> key_of(Transition("a", "b")), key_of(Metadata())
    (('transition', 'a', 'b'), ('graph', '', ''))
    """
    if isinstance(value, Transition):
        return "transition", value.tail, value.head
    return NAMES[type(value)], "" if isinstance(value, Metadata) else value.id, ""


def keys_of(changes: ChangeSet) -> Iterable[Key]:
    """Return the keys of everything a change set puts or drops."""
    yield from map(key_of, values_of(changes))
    yield from (("role", one, "") for one in changes.drop_roles)
    yield from (("skill", one, "") for one in changes.drop_skills)
    yield from (("transition", *pair) for pair in changes.drop_transitions)


def values_of(changes: ChangeSet) -> Iterable[StoredValue]:
    """Return every value that a change set puts."""
    yield from [changes.metadata] if changes.metadata else []
    yield from changes.put


class Writing:
    """Values made into text; requirements that several transitions share are written once."""

    def __init__(self) -> None:
        self.lists: dict[bytes, str] = {}
        self._digests: dict[int, bytes] = {}
        self._requirements: dict[Requirement, str] = {}
        self._once: dict[int, str] = {}

    def of(self, value: StoredValue) -> tuple[str, bytes | None]:
        """Return the record of a value as JSON, and the digest of what it asks."""
        record = _text(record_of(value, without=APART))
        asks = value.requirements if isinstance(value, Transition) else ()
        return record, self._digest(asks) if asks else None

    def _digest(self, asks: tuple[Requirement, ...]) -> bytes:
        digest = self._digests.get(id(asks))  # what was written lives as long as this does: it is in the change set
        if digest is None:
            once = self._once
            text = f"[{','.join([once.get(id(one)) or self._requirement(one) for one in asks])}]"
            digest = self._digests[id(asks)] = hashlib.sha256(text.encode()).digest()
            self.lists[digest] = text
        return digest

    def _requirement(self, one: Requirement) -> str:
        text = self._requirements.get(one)
        if text is None:
            text = self._requirements[one] = _text(record_of(one))
        if len(self._once) < MOST_SAME:
            self._once[id(one)] = text  # it lives as long as this does: it is in the change set
        return text


class Reading:
    """Rows made into values; what is equal in many of them is one value."""

    def __init__(self) -> None:
        self._lists: dict[str, InOrder[Requirement]] = {}
        self._known: dict[tuple[str, int, str], Requirement] = {}

    def of(self, row: Row) -> StoredValue:
        """
        Return the value of a row.

        Raises
        ------
        UnreadableData
            It is no value of its kind.
        """
        try:
            record = json.loads(row.record)
            if row.asks is None:
                return value_of(KINDS[row.kind], record)
            return value_of(Transition, record, requirements=self._asked(row.asks))
        except (ValueError, TypeError, KeyError) as reason:
            where = " ".join(filter(None, row[:3]))
            raise UnreadableData("a stored value", where, f"it is damaged ({reason}). Restore a backup") from reason

    def _asked(self, text: str) -> InOrder[Requirement]:
        asked = self._lists.get(text)
        if asked is None:
            asked = self._lists[text] = InOrder(map(self._requirement, json.loads(text)))
        return asked

    def _requirement(self, record: list[Any]) -> Requirement:
        skill, level, *more = record
        key = skill, level, str(more)
        one = self._known.get(key)
        if one is None:
            one = self._known[key] = value_of(Requirement, record)
        return one


def change_between(rows: Iterable[Row], before: int, after: int) -> ChangeSet:
    """
    Return the change that leads from one version to another, forwards or back.

    Parameters
    ----------
    rows
        At least those that one of the two versions has and the other has not, in order of their keys.
    before, after
        Numbers of versions.
    """
    reading = Reading()
    rows = [row for row in rows if row.at(before) != row.at(after)]
    put = [reading.of(row) for row in rows if row.at(after)]
    kept = set(map(key_of, put))
    gone = [key for row in rows if row.at(before) and (key := row[:3]) not in kept]
    return ChangeSet(
        put=tuple(one for one in put if not isinstance(one, Metadata)),
        drop_roles=tuple(name for kind, name, _ in gone if kind == "role"),
        drop_skills=tuple(name for kind, name, _ in gone if kind == "skill"),
        drop_transitions=tuple((tail, head) for kind, tail, head in gone if kind == "transition"),
        metadata=next((one for one in put if isinstance(one, Metadata)), None),
    )


def graph_of(values: Iterable[StoredValue], content: int | None = None) -> CareerGraph:
    """Return the graph of values that were found sound when they were kept, in order of their keys."""
    kept: dict[str, dict[object, StoredValue]] = {kind: {} for kind in KINDS}
    for value in values:
        kind, name, head = key_of(value)
        kept[kind][(name, head) if kind == "transition" else name] = value
    (metadata,) = kept.pop("graph").values()
    roles, skills, transitions = map(MappingProxyType, kept.values())
    return CareerGraph.of_sound(metadata, roles, skills, transitions, content)  # type: ignore[arg-type]  # by kind


def _text(record: object) -> str:
    return json.dumps(record, separators=(",", ":"))  # beyond ASCII escaped: any text there is can be kept
