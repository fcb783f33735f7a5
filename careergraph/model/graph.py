"""The role graph: immutable values, each in one place, and the same as a networkx graph."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from careergraph.errors import InvalidGraph, RoleNotFound
from careergraph.model import rules, showing
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.model.written import Written

if TYPE_CHECKING:
    import networkx as nx


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
    def version(self) -> str:
        """Sixteen hexadecimal digits made from the whole content: equal graphs have equal versions."""
        import hashlib  # noqa: PLC0415 - loads a library of its own, and most questions need no version

        digest, written = hashlib.sha256(b"["), Written()
        content = (self.metadata, *self.roles.values(), *self.skills.values(), *self.transitions.values())
        for number, one in enumerate(content):
            digest.update(((", " if number else "") + written.of(one)).encode())
        digest.update(b"]")
        return digest.hexdigest()[:16]

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

    def family_of(self, roles: Iterable[RoleId], start: RoleId) -> str:
        """Return the family that several roles are together, `start` among them or not; nothing where they are none."""
        given = set(roles)
        families = {self.roles[role].family for role in given if role in self.roles}
        family = families.pop() if len(families) == 1 and len(given) > 1 else ""
        members = {role.id for role in self.roles.values() if family and role.family == family}
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

    @cached_property
    def _out(self) -> dict[RoleId, tuple[Transition, ...]]:
        return _grouped((one.tail, one) for one in self.transitions.values())

    @cached_property
    def _in(self) -> dict[RoleId, tuple[Transition, ...]]:
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


def _by_key(pairs: Iterable[tuple[object, object]]) -> Mapping:  # type: ignore[type-arg]
    return MappingProxyType(dict(sorted(pairs, key=lambda pair: pair[0])))  # type: ignore[arg-type,return-value]


def _grouped(pairs: Iterable[tuple[RoleId, Transition]]) -> dict[RoleId, tuple[Transition, ...]]:
    groups: dict[RoleId, list[Transition]] = {}
    for key, transition in pairs:
        groups.setdefault(key, []).append(transition)
    return {key: tuple(group) for key, group in groups.items()}
