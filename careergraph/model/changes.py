"""What one commit changes: values put in, and ids taken out."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar

from careergraph.errors import InvalidGraph
from careergraph.model import rules
from careergraph.model.graph import MOST_CONTENTS, CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.model.written import Written

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
    _whole: CareerGraph | None = field(default=None, init=False, repr=False, compare=False)
    """What it makes of nothing, where it was made of that: a graph that was found sound before."""

    def applied_to(self, graph: CareerGraph) -> CareerGraph:
        """
        Return the graph with the change made; the graph itself stays as it is.

        Raises
        ------
        InvalidGraph
            The result would break the rules; the error has all problems.
        """
        if self._whole is not None and self._makes_whole(self._whole, graph):
            return self._whole
        after = self.made_of(graph)
        wrong = [one for one in self._problems(after) if one.severity == "error"]
        if wrong:
            raise InvalidGraph(wrong)
        if graph.known_content is not None:
            vars(after)["content"] = (graph.content + self.added_content(graph)) % MOST_CONTENTS
        return after

    def made_of(self, graph: CareerGraph, content: int | None = None) -> CareerGraph:
        """
        Return the graph with the change made, which was found sound before: nothing is looked at again.

        Parameters
        ----------
        content
            That of the result (see `CareerGraph.content`), where it is known.
        """
        gone = (move.pair for role in self.drop_roles for move in (*graph.ways_in(role), *graph.ways_out(role)))
        return CareerGraph.of_sound(
            self.metadata or graph.metadata,
            changed(graph.roles, self.drop_roles, {one.id: one for one in self.of(Role)}),
            changed(graph.skills, self.drop_skills, {one.id: one for one in self.of(Skill)}),
            changed(graph.transitions, (*self.drop_transitions, *gone), {one.pair: one for one in self.of(Transition)}),
            content,
        )

    def _makes_whole(self, whole: CareerGraph, graph: CareerGraph) -> bool:
        """Return whether what it makes of a graph is the one it was made from: so it is where there is nothing yet."""
        empty = not (graph.roles or graph.skills or graph.transitions)
        return empty and whole.metadata == (self.metadata or graph.metadata)

    def _problems(self, after: CareerGraph) -> list[rules.Problem]:
        """Return what is wrong now; what stays is looked at only where it may refer to what went."""
        if self.metadata:
            return after.problems()
        ids = after.roles.keys(), after.skills.keys()
        put = set(map(id, self.put))
        looked_at = ChangeSet((*self.put, *(one for one in self._left_over(after) if id(one) not in put)))
        kinds = tuple(looked_at.of(Role)), tuple(looked_at.of(Skill)), tuple(looked_at.of(Transition))
        return rules.problems_of_values(after.metadata, ids, *kinds)

    def _left_over(self, after: CareerGraph) -> Iterable[Role | Transition]:
        """Return the values of a graph that refer to a role or a skill that was dropped."""
        roles, skills = set(self.drop_roles) - after.roles.keys(), set(self.drop_skills) - after.skills.keys()
        if roles or skills:
            yield from (one for one in after.roles.values() if refers(one, roles, skills))
        if skills:
            yield from (move for move in after.transitions.values() if any(one.skill in skills for one in move.asked()))

    def added_content(self, graph: CareerGraph) -> int:
        """Return what the change adds to the content of a graph, less what it takes away."""
        whole = self._whole
        if whole is not None and whole.known_content is not None and self._makes_whole(whole, graph):
            return whole.known_content - graph.content
        written = Written()
        put = [*self.put, *([self.metadata] if self.metadata else [])]
        return sum(map(written.digest, put)) - sum(map(written.digest, self.replaced(graph)))

    def replaced(self, graph: CareerGraph) -> Iterable[Role | Skill | Transition | Metadata]:
        """Return the values of a graph that the change takes away, or puts others in the place of."""
        roles, skills, moves = self._named(graph)
        yield from (graph.roles[one] for one in roles if one in graph.roles)
        yield from (graph.skills[one] for one in skills if one in graph.skills)
        yield from (graph.transitions[one] for one in moves if one in graph.transitions)
        if self.metadata:
            yield graph.metadata

    def told(self, before: CareerGraph, after: CareerGraph) -> "ChangeSet":
        """
        Return what the change truly changed, as `difference` tells it, looking only at what the change names.

        Parameters
        ----------
        before, after
            The graph it was applied to, and what came of it.

        Examples
        --------
        >>> from careergraph import Role, Text
        >>> graph = CareerGraph(roles=[Role("cto", Text("CTO"))])
        >>> change = ChangeSet(put=(Role("cto", Text("CTO")), Role("cfo", Text("CFO"))), drop_skills=("law",))
        >>> change.told(graph, change.applied_to(graph)) == ChangeSet(put=(Role("cfo", Text("CFO")),))
        True
        """
        roles, skills, moves = self._named(before)
        return ChangeSet(
            put=(
                *_put(before.roles, _among(roles, after.roles)),
                *_put(before.skills, _among(skills, after.skills)),
                *_put(before.transitions, _among(moves, after.transitions)),
            ),
            drop_roles=_gone(roles, before.roles, after.roles),
            drop_skills=_gone(skills, before.skills, after.skills),
            drop_transitions=_gone(moves, before.transitions, after.transitions),
            metadata=None if before.metadata == after.metadata else after.metadata,
        )

    def _named(self, graph: CareerGraph) -> tuple[set[RoleId], set[SkillId], set[tuple[RoleId, RoleId]]]:
        """Return the ids of what is put or dropped, the transitions of a dropped role included."""
        roles = {*self.drop_roles, *(one.id for one in self.of(Role))}
        skills = {*self.drop_skills, *(one.id for one in self.of(Skill))}
        moves = {*self.drop_transitions, *(one.pair for one in self.of(Transition))}
        moves |= {one.pair for role in self.drop_roles for one in (*graph.ways_in(role), *graph.ways_out(role))}
        return roles, skills, moves

    def of(self, kind: type[Value]) -> Iterable[Value]:
        """Return the values of a kind that are put."""
        return (one for one in self.put if isinstance(one, kind))


def refers(role: Role, roles: Container[RoleId], skills: Container[SkillId]) -> bool:
    """Return whether a role refers to one of these."""
    named = role.reports_to, *(one.role for one in role.relations)
    return any(one in roles for one in named if one) or any(one.skill in skills for one in role.grows)


def difference(before: CareerGraph, after: CareerGraph) -> ChangeSet:
    """Return the change that turns `before` into `after`."""
    change = ChangeSet(
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
    from_nothing = not (before.roles or before.skills or before.transitions)
    if from_nothing and isinstance(after.transitions, MappingProxyType):  # it stands in memory, and not on a shelf
        object.__setattr__(change, "_whole", after)
    return change


def _put(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> Iterable[Value]:
    return (value for key, value in after.items() if before.get(key) != value)


def _among(keys: Iterable[Key], values: Mapping[Key, Value]) -> Mapping[Key, Value]:
    return {key: values[key] for key in sorted(keys) if key in values}  # type: ignore[type-var]  # ids, or pairs of them


def _gone(keys: Iterable[Key], before: Mapping[Key, Value], after: Mapping[Key, Value]) -> tuple[Key, ...]:
    return tuple(sorted(key for key in keys if key in before and key not in after))  # type: ignore[type-var]


def changed(values: Mapping[Key, Value], dropped: Iterable[Key], put: Mapping[Key, Value]) -> Mapping[Key, Value]:
    """Return values without some, and with others, in order of their keys."""
    after = dict(values)
    for key in dropped:
        after.pop(key, None)
    grew = not put.keys() <= after.keys()
    after.update(put)
    return MappingProxyType(dict(sorted(after.items(), key=itemgetter(0))) if grew else after)
