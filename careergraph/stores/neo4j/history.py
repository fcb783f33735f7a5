"""What versions changed, kept as texts, and put together again where somebody asks for an old version."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from careergraph.model.changes import ChangeSet
from careergraph.model.metadata import Metadata
from careergraph.model.records import Record, record_of, value_of
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.transitions import Transition
from careergraph.stores.neo4j.properties import text_of

PER_PART = 500
"""Values of a change set that are kept in one text."""
_DROPS = ("drop_roles", "drop_skills", "drop_transitions")


def texts_of(changes: ChangeSet) -> list[str]:
    """Return a change set as texts of a size that is easily kept."""
    kinds = {Role: "roles", Skill: "skills", Transition: "transitions"}
    named: list[tuple[str, Record]] = [(kinds[type(one)], record_of(one)) for one in changes.put]
    named += [(field, record_of(one)) for field in _DROPS for one in getattr(changes, field)]
    if changes.metadata:
        named.append(("metadata", record_of(changes.metadata)))
    return [text_of(named[place : place + PER_PART]) for place in range(0, len(named), PER_PART)]


def change_of(texts: Iterable[str]) -> ChangeSet:
    """
    Return the change set of such texts.

    Examples
    --------
    >>> from careergraph.model.text import Text
    >>> change = ChangeSet(put=(Role("cto", Text("CTO")),), drop_transitions=(("a", "b"),))
    >>> change_of(texts_of(change)) == change
    True
    """
    kinds = {"roles": Role, "skills": Skill, "transitions": Transition}
    named = [one for text in texts for one in json.loads(text)]
    told: dict[str, list[Any]] = {field: [one for name, one in named if name == field] for field in _DROPS}
    return ChangeSet(
        put=tuple(value_of(kinds[name], one) for name, one in named if name in kinds),
        drop_roles=tuple(told["drop_roles"]),
        drop_skills=tuple(told["drop_skills"]),
        drop_transitions=tuple(map(tuple, told["drop_transitions"])),
        metadata=next((value_of(Metadata, one) for name, one in named if name == "metadata"), None),
    )


def joined(steps: Iterable[ChangeSet]) -> ChangeSet:
    """
    Return one change set that does what several do one after the other.

    They have to name each transition that goes with a role, as those do that a store tells.
    """
    put: dict[object, Role | Skill | Transition] = {}
    gone: dict[str, dict[Any, None]] = {field: {} for field in _DROPS}
    metadata = None
    for step in steps:
        metadata = step.metadata or metadata
        for field, one, name in _drops(step):
            put.pop(name, None)
            gone[field][one] = None
        for value in step.put:
            field, one = _place(value)
            gone[field].pop(one, None)
            put[field, one] = value
    roles, skills, moves = (tuple(gone[field]) for field in _DROPS)
    return ChangeSet(tuple(put.values()), roles, skills, moves, metadata)


def _drops(step: ChangeSet) -> Iterator[tuple[str, object, object]]:
    yield from ((field, one, (field, one)) for field in _DROPS for one in getattr(step, field))


def _place(value: Role | Skill | Transition) -> tuple[str, object]:
    if isinstance(value, Transition):
        return "drop_transitions", value.pair
    return ("drop_roles" if isinstance(value, Role) else "drop_skills"), value.id
