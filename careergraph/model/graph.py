"""The role graph: immutable values, each in one place, and the same as a networkx graph."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from careergraph.errors import InvalidGraph, NotInGraph, RoleNotFound
from careergraph.model import rules, showing
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.model.written import Written

if TYPE_CHECKING:
    import networkx as nx


Value = TypeVar("Value")

MOST_CONTENTS = 1 << 256
"""Contents are counted below this; see `CareerGraph.content`."""


class CareerGraph:
    """
    Roles, skills, and the transitions between roles. Immutable; change it by a `ChangeSet`.

    Parameters
    ----------
    metadata
        What the graph says of itself.
    roles, skills, transitions
        Its values, in any order: the order of input changes nothing.

    Raises
    ------
    InvalidGraph
        The values break the rules of the model; the error has all problems.

    Examples
    --------
    >>> from careergraph import Role, Text, Transition
    >>> graph = CareerGraph(roles=[Role("a", Text("A")), Role("b", Text("B"))], transitions=[Transition("a", "b")])
    >>> graph.nx.number_of_edges(), [transition.head for transition in graph.ways_out("a")]
    (1, ['b'])
    """

    def __init__(
        self,
        metadata: Metadata | None = None,
        *,
        roles: Iterable[Role] = (),
        skills: Iterable[Skill] = (),
        transitions: Iterable[Transition] = (),
    ) -> None:
        self.metadata = metadata or Metadata()
        given = tuple(roles), tuple(skills), tuple(transitions)
        problems = [one for one in rules.problems(self.metadata, *given) if one.severity == "error"]
        if problems:
            raise InvalidGraph(problems)
        self.roles: Mapping[RoleId, Role] = _by_key((role.id, role) for role in given[0])
        self.skills: Mapping[SkillId, Skill] = _by_key((skill.id, skill) for skill in given[1])
        self.transitions: Mapping[tuple[RoleId, RoleId], Transition] = _by_key((one.pair, one) for one in given[2])

    @classmethod
    def of_sound(
        cls,
        metadata: Metadata,
        roles: Mapping[RoleId, Role],
        skills: Mapping[SkillId, Skill],
        transitions: Mapping[tuple[RoleId, RoleId], Transition],
        content: int | None = None,
    ) -> "CareerGraph":
        """
        Return the graph of values that were found sound before, in order of their ids: nothing is looked at again.

        Parameters
        ----------
        content
            The sum of their digests, where it is known.
        """
        graph = cls.__new__(cls)
        graph.metadata, graph.roles, graph.skills, graph.transitions = metadata, roles, skills, transitions
        if content is not None:
            vars(graph)["content"] = content
        return graph

    @classmethod
    def from_nx(
        cls, network: "nx.DiGraph[str]", metadata: Metadata | None = None, skills: Iterable[Skill] = ()
    ) -> "CareerGraph":
        """Return the graph of a networkx graph whose nodes hold a `role` and whose edges a `transition`."""
        roles = [attributes["role"] for _, attributes in network.nodes(data=True)]
        transitions = [attributes["transition"] for _, _, attributes in network.edges(data=True)]
        return cls(metadata, roles=roles, skills=skills, transitions=transitions)

    @cached_property
    def nx(self) -> "nx.DiGraph[str]":
        """
        The same graph for networkx: nodes hold `role`, edges hold `transition` and `months`.

        It is frozen, because the values are; take `graph.nx.copy()` to edit, and `from_nx` to come back.
        """
        import networkx as nx  # noqa: PLC0415 - a tenth of a second that most commands do not need

        network: nx.DiGraph[str] = nx.DiGraph(id=self.metadata.id, version=self.version)
        for role in self.roles.values():
            network.add_node(role.id, role=role, title=str(role.title))
        for transition in self.transitions.values():
            network.add_edge(*transition.pair, transition=transition, months=transition.months)
        frozen: nx.DiGraph[str] = nx.freeze(network)
        return frozen

    @cached_property
    def content(self) -> int:
        """
        The sum of the digests of its values, below 2²⁵⁶: what a change takes away and adds, it takes away and adds.

        (Bellare and Micciancio 1997 call it AdHash.) Nobody has to write out a whole graph again to name what a small
        change made of it.
        """
        written = Written()
        values = (self.metadata, *self.roles.values(), *self.skills.values(), *self.transitions.values())
        return sum(map(written.digest, values)) % MOST_CONTENTS

    @property
    def known_content(self) -> int | None:
        """Its content, where that was worked out or handed in before; None where somebody would have to wait for it."""
        return vars(self).get("content")

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits made from the whole content: equal graphs have equal versions."""
        return version_of(self.content)

    @cached_property
    def has_estimates(self) -> bool:
        """Whether any figure is an editors' estimate."""
        moves = self.transitions.values()
        different = {(id(one.requirements), id(one.groups)): one for one in moves}  # many moves may ask the same
        return (
            any(one.months_estimated for one in moves)
            or any(asked.estimated for one in different.values() for asked in one.asked())
            or any(grown.estimated for role in self.roles.values() for grown in role.grows)
        )

    @cached_property
    def knows_likelihoods(self) -> bool:
        """Whether any transition has a likelihood."""
        return any(one.likelihood is not None for one in self.transitions.values())

    @cached_property
    def first_of_kind(self) -> Mapping[str, tuple[RoleId, RoleId]]:
        """The first transition of each kind there is, by kind."""
        return {one.kind: one.pair for one in reversed(tuple(self.transitions.values()))}

    def problems(self) -> list[rules.Problem]:
        """Return what is wrong or doubtful in it by the rules of the model: doubts only, unless it was made unseen."""
        values = tuple(self.roles.values()), tuple(self.skills.values()), tuple(self.transitions.values())
        return rules.problems(self.metadata, *values)

    def role(self, role_id: RoleId) -> Role:
        """
        Return the role with this id.

        Raises
        ------
        RoleNotFound
            There is none; the error carries close names.
        """
        try:
            return self.roles[role_id]
        except KeyError:
            from difflib import get_close_matches  # noqa: PLC0415 - most roles are there

            raise RoleNotFound(role_id, get_close_matches(role_id, self.roles, n=3)) from None

    def skill(self, skill_id: SkillId) -> Skill:
        """
        Return the skill with this id.

        Raises
        ------
        NotInGraph
            There is none; the error carries close names.
        """
        try:
            return self.skills[skill_id]
        except KeyError:
            from difflib import get_close_matches  # noqa: PLC0415 - most skills are there

            raise NotInGraph("skill", skill_id, get_close_matches(skill_id, self.skills, n=3)) from None

    def family_of(self, roles: Iterable[RoleId], start: RoleId) -> str:
        """Return the family that several roles are together, `start` among them or not; nothing where they are none."""
        given = set(roles)
        families = {self.roles[role].family for role in given if role in self.roles}
        family = families.pop() if len(families) == 1 and len(given) > 1 else ""
        members = {role.id for role in self.roles.values() if role.family == family} if family else set()
        return family if given | {start} & members == members else ""

    def make_ready(self) -> None:
        """Work out what is worked out once for a graph: its version, and the moves out of and into each role."""
        for name, made in vars(type(self)).items():
            if isinstance(made, cached_property) and name != "nx":
                getattr(self, name)

    def ways_out(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that leave a role, by the id of their head."""
        return self._out.get(role_id, ())

    def ways_in(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that lead to a role, by the id of their tail."""
        return self._in.get(role_id, ())

    def heads_of(self, role_id: RoleId) -> tuple[RoleId, ...]:
        """Return the roles that moves out of a role lead to, in order: a look that needs no transition."""
        return self._heads.get(role_id, ())

    def tails_of(self, role_id: RoleId) -> tuple[RoleId, ...]:
        """Return the roles from which moves lead to a role, in order."""
        return self._tails.get(role_id, ())

    def count_moves(self, role_id: RoleId) -> int:
        """Return how many moves lead to a role and out of it."""
        return len(self.tails_of(role_id)) + len(self.heads_of(role_id))

    @cached_property
    def _heads(self) -> Mapping[RoleId, tuple[RoleId, ...]]:
        return _grouped((tail, head) for tail, head in self.transitions)

    @cached_property
    def _tails(self) -> Mapping[RoleId, tuple[RoleId, ...]]:
        return _grouped((head, tail) for tail, head in self.transitions)

    @cached_property
    def _out(self) -> Mapping[RoleId, tuple[Transition, ...]]:
        return _grouped((one.tail, one) for one in self.transitions.values())

    @cached_property
    def _in(self) -> Mapping[RoleId, tuple[Transition, ...]]:
        return _grouped((one.head, one) for one in self.transitions.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CareerGraph) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    def _repr_html_(self) -> str | None:
        return showing.as_html(self)

    def __repr__(self) -> str:
        counts = f"{len(self.roles)} roles, {len(self.skills)} skills, {len(self.transitions)} transitions"
        return f"<CareerGraph {self.metadata.id}: {counts}, version {self.version}>"


def version_of(content: int) -> str:
    """Return the version that names a content: see `CareerGraph.content`."""
    return f"{content:064x}"[:16]


def _by_key(pairs: Iterable[tuple[object, object]]) -> Mapping:  # type: ignore[type-arg]
    return MappingProxyType(dict(sorted(pairs, key=lambda pair: pair[0])))  # type: ignore[arg-type,return-value]


def _grouped(pairs: Iterable[tuple[RoleId, Value]]) -> dict[RoleId, tuple[Value, ...]]:
    groups: dict[RoleId, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in groups.items()}
