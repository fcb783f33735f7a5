"""What people do with the versions of a stored graph: begin one, see what differs, go back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias
from uuid import uuid4

from careergraph.errors import StoreError
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.records import record_of
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.transitions import Transition
from careergraph.ports import Store, Version

Value: TypeAlias = Metadata | Role | Skill | Transition


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One value that differs between two graphs.

    Parameters
    ----------
    kind
        `graph` (its metadata), `role`, `skill` or `transition`.
    names
        Its id; of a transition, tail and head; of the metadata, nothing.
    before, after
        The value in each of the two; None where it is not there.
    """

    kind: Literal["graph", "role", "skill", "transition"]
    names: tuple[str, ...]
    before: Value | None
    after: Value | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ; none where the value came or went as a whole."""
        if self.before is None or self.after is None:
            return ()
        names = (one.name for one in fields(self.before))
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON, the values as records."""
        sides = (("before", self.before), ("after", self.after))
        values = {side: None if value is None else record_of(value) for side, value in sides}
        return {"kind": self.kind, "names": list(self.names), "fields": list(self.fields), **values}


def edits(before: CareerGraph, after: CareerGraph) -> tuple[Edit, ...]:
    """
    Return every value that differs between two graphs: metadata, roles, skills, transitions, each by id.

    Examples
    --------
    >>> from careergraph import Text
    >>> [(one.kind, one.names, one.fields) for one in edits(CareerGraph(), CareerGraph(roles=[Role("a", Text("A"))]))]
    [('role', ('a',), ())]
    """
    return tuple(_edits(before, after))


def _edits(before: CareerGraph, after: CareerGraph) -> Iterator[Edit]:
    if before.metadata != after.metadata:
        yield Edit("graph", (), before.metadata, after.metadata)
    for role in _differing(before.roles, after.roles):
        yield Edit("role", (role,), before.roles.get(role), after.roles.get(role))
    for skill in _differing(before.skills, after.skills):
        yield Edit("skill", (skill,), before.skills.get(skill), after.skills.get(skill))
    for pair in _differing(before.transitions, after.transitions):
        yield Edit("transition", pair, before.transitions.get(pair), after.transitions.get(pair))


def _differing(before: Mapping[Any, object], after: Mapping[Any, object]) -> list[Any]:
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def adopt(store: Store, graph: CareerGraph, note: str = "", *, update: bool = False) -> Version:
    """
    Make a graph the newest version of a store, in one commit.

    Parameters
    ----------
    store
        Where to keep it.
    graph
        The graph, whole.
    note
        Why, in words.
    update
        Whether the store may hold versions already; they stay.

    Raises
    ------
    StoreError
        It holds versions already.
    Conflict
        Somebody else committed meanwhile.
    """
    if store.latest().number and not update:
        remedy = "`careergraph store import --update` makes this its newest version"
        raise StoreError(f"{store.url} has a graph already. {remedy}; or name another store.")
    now = store.load()
    return store.commit(difference(now, graph), change_id=uuid4().hex, expected_version=now.version, note=note)


def revert(store: Store, number: int, note: str) -> Version | None:
    """
    Make an old version the newest one; all between stay. Return what that made, None where nothing differs.

    Raises
    ------
    StoreError
        There is no such version.
    Conflict
        Somebody else committed meanwhile.
    """
    now, then = store.load(), store.load(number)
    if now == then:
        return None
    return store.commit(difference(now, then), change_id=uuid4().hex, expected_version=now.version, note=note)
