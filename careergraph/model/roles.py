"""Roles: what a post is, does, pays and teaches."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from careergraph.model.ordered import InOrder, in_order
from careergraph.model.skills import Level, Requirement, SkillId
from careergraph.model.text import Text, exact
from careergraph.model.transitions import RoleId

RelationKind: TypeAlias = Literal["similar", "distinct", "works_with"]
RELATION_KINDS: tuple[str, ...] = get_args(RelationKind)
PERIODS_IN_A_YEAR = {"year": Decimal(1), "month": Decimal(12)}
"""Pay in other periods is shown and not compared."""


@dataclass(frozen=True, slots=True)
class Pay:
    """
    What a role pays, by a source; never invented.

    Parameters
    ----------
    low, high
        The range, in `currency` for each `period`.
    currency
        An ISO 4217 code.
    period
        `year`, `month`, or another word that is shown as it stands.
    condition
        For whom and where the range holds.
    source
        The id of a source of the graph's metadata.
    """

    low: Decimal
    high: Decimal
    currency: str
    period: str = "year"
    condition: Text = Text()
    source: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", exact(self.low))
        object.__setattr__(self, "high", exact(self.high))

    @property
    def yearly(self) -> Decimal | None:
        """The middle of the range for a year, in `currency`; None where the period is not comparable."""
        times = PERIODS_IN_A_YEAR.get(self.period)
        return None if times is None else exact((self.low + self.high) / 2 * times)


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Something the holder of a role does; `group` names the part of the post it belongs to."""

    text: Text
    group: str = "duties"


@dataclass(frozen=True, slots=True)
class Relation:
    """
    How a role stands to another beside transitions.

    `similar`: a like post. `distinct`: not the same, whatever some call it. `works_with`: they deal with
    each other. `note` says how.
    """

    role: RoleId
    kind: RelationKind
    note: Text = Text()


@dataclass(frozen=True, slots=True, order=True)
class Grown:
    """A skill and the level one has after holding the role; `estimated` is shown with ≈."""

    skill: SkillId
    level: Level = 1
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """
    A position a person can hold.

    Parameters
    ----------
    id
        A slug, unique for ever; titles may repeat.
    title, description, aliases
        In the graph's language, with translations. Two roles may share an alias and stay two.
    family, seniority
        Ids of the graph's metadata, or empty.
    responsibilities
        What the holder does.
    reports_to
        The id of the role it reports to.
    pay
        None where no source says.
    grows
        What one builds by holding the role.
    relations
        How it stands to other roles.
    sources
        Ids of the sources that speak of it.
    """

    id: RoleId
    title: Text
    family: str = ""
    seniority: str = ""
    description: Text = Text()
    aliases: tuple[Text, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    reports_to: RoleId | None = None
    pay: Pay | None = None
    grows: tuple[Grown, ...] = ()
    relations: tuple[Relation, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "grows", in_order(self.grows))


def asked_of_holders(roles: Collection[Role]) -> dict[RoleId, InOrder[Requirement]]:
    """
    Return what each role grows as requirements: what a move asks that asks all that its holders hold.

    Equal requirements are one value, however many roles share them.

    Examples
    --------
    >>> asked_of_holders([Role("cook", Text("Cook"), grows=(Grown("hygiene", 2),))])["cook"]
    (Requirement(skill='hygiene', level=2, optional=False, stated=True, estimated=False),)
    """
    known: dict[Grown, Requirement] = {}
    for role in roles:
        for one in role.grows:
            if one not in known:
                known[one] = Requirement(one.skill, one.level, estimated=one.estimated)
    return {role.id: InOrder(known[one] for one in role.grows) for role in roles}
