"""What one commit changes: values put in, and ids taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """
    Values to put (added, or replacing what has their id) and ids to drop, all or nothing.

    Parameters
    ----------
    put
        Roles, skills and transitions.
    drop_roles
        Ids; their transitions go with them.
    drop_skills
        Ids; what still refers to one is a problem.
    drop_transitions
        (tail, head) pairs.
    metadata
        New metadata, or None to leave it.

    Examples
    --------
    >>> from careergraph import Role, Text
    >>> change = ChangeSet(put=(Role("cto", Text("CTO")),))
    >>> list(change.applied_to(CareerGraph()).roles)
    ['cto']
    """

    put: tuple[Role | Skill | Transition, ...] = ()
    drop_roles: tuple[RoleId, ...] = ()
    drop_skills: tuple[SkillId, ...] = ()
    drop_transitions: tuple[tuple[RoleId, RoleId], ...] = ()
    metadata: Metadata | None = None

    def applied_to(self, graph: CareerGraph) -> CareerGraph:
        """
        Return the graph with the change made; the graph itself stays as it is.

        Raises
        ------
        InvalidGraph
            The result would break the rules; the error has all problems.
        """
        gone = set(self.drop_roles)
        moves = {one.pair: one for one in graph.transitions.values() if gone.isdisjoint(one.pair)}
        return CareerGraph(
            self.metadata or graph.metadata,
            roles=_changed(graph.roles, self.drop_roles, {one.id: one for one in self._of(Role)}),
            skills=_changed(graph.skills, self.drop_skills, {one.id: one for one in self._of(Skill)}),
            transitions=_changed(moves, self.drop_transitions, {one.pair: one for one in self._of(Transition)}),
        )

    def _of(self, kind: type[Value]) -> Iterable[Value]:
        return (one for one in self.put if isinstance(one, kind))


def difference(before: CareerGraph, after: CareerGraph) -> ChangeSet:
    """Return the change that turns `before` into `after`."""
    return ChangeSet(
        put=(
            *_put(before.roles, after.roles),
            *_put(before.skills, after.skills),
            *_put(before.transitions, after.transitions),
        ),
        drop_roles=tuple(one for one in before.roles if one not in after.roles),
        drop_skills=tuple(one for one in before.skills if one not in after.skills),
        drop_transitions=tuple(one for one in before.transitions if one not in after.transitions),
        metadata=None if before.metadata == after.metadata else after.metadata,
    )


def _put(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> Iterable[Value]:
    return (value for key, value in after.items() if before.get(key) != value)


def _changed(values: Mapping[Key, Value], dropped: Iterable[Key], put: Mapping[Key, Value]) -> Iterable[Value]:
    gone = set(dropped)
    return ({key: value for key, value in values.items() if key not in gone} | dict(put)).values()
