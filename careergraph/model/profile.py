"""Profile: where a person stands today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from careergraph.model.roles import Grown
from careergraph.model.skills import Level, SkillId, Way
from careergraph.model.text import exact, optional_exact
from careergraph.model.transitions import RoleId

if TYPE_CHECKING:
    from careergraph.model.graph import CareerGraph


Levels: TypeAlias = dict[SkillId, Level]
NOTHING: Mapping[RoleId, Levels] = MappingProxyType({})
MOST_KEPT = 1024
"""Roles of a graph whose usual levels are kept, so that the next question need not work them out."""


@dataclass(frozen=True, slots=True)
class Profile:
    """
    The role a person holds and the level they hold of each skill.

    Parameters
    ----------
    role
        The current role: the only start of a query.
    declared
        Level by skill, as the person says; 0 says "not held" and wins over what is assumed. Skills the
        graph does not have are kept and ignored.
    assume
        Whether the holder of the role is assumed to hold what the role usually asks and grows.
    yearly_pay, currency
        Today's pay; without it, the role's.
    months_served
        Months already spent in the role, at most one decimal.

    Raises
    ------
    ValueError
        A level, the pay or the months are negative, or the months have more than one decimal.

    Examples
    --------
    >>> Profile("developer", {"python": 3}).declared["python"]
    3
    """

    role: RoleId
    declared: Mapping[SkillId, Level] = field(default_factory=dict)
    assume: bool = True
    yearly_pay: Decimal | None = None
    currency: str = ""
    months_served: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "declared", MappingProxyType(dict(sorted(self.declared.items()))))
        object.__setattr__(self, "yearly_pay", optional_exact(self.yearly_pay))
        object.__setattr__(self, "months_served", exact(self.months_served))
        for complaint in _complaints(self):
            raise ValueError(complaint)

    def holding(self, learned: Mapping[SkillId, Level]) -> "Profile":
        """
        Return the profile with levels declared in the place of what it says of those skills.

        Examples
        --------
        >>> dict(Profile("lead", {"law": 1, "tax": 2}).holding({"law": 3}).declared)
        {'law': 3, 'tax': 2}
        """
        return replace(self, declared={**self.declared, **learned})

    def __hash__(self) -> int:
        return hash((self.role, tuple(self.declared.items()), self.assume, self.yearly_pay, self.months_served))


def _complaints(profile: Profile) -> Iterator[str]:
    for skill, level in profile.declared.items():
        if level < 0:
            yield f"level {level} of {skill} is below 0; 0 says that it is not held"
    if profile.yearly_pay is not None and profile.yearly_pay < 0:
        yield f"a yearly pay of {profile.yearly_pay} is below 0; leave it out where it is unknown"
    served = profile.months_served
    if served < 0 or served != served.quantize(Decimal("0.1")):
        yield f"{served} months served; write 0 or more, with at most one decimal"


def assumed_levels(graph: "CareerGraph", role: RoleId) -> dict[SkillId, Level]:
    """
    Return what is assumed of a holder of `role`: level by skill, ordered by skill.

    That is what the role grows, joined with the level of each skill that *every* way of *every*
    transition into the role asks. Never the union: nobody came in by all doors. It is worked out once for a role, as
    long as not too many others are asked about: every question of a holder begins with it.
    """
    known: Mapping[RoleId, Levels] = vars(graph).get("_assumed_for_good", NOTHING)
    kept: dict[RoleId, Levels] = vars(graph).setdefault("_assumed", {})
    levels = known.get(role, kept.get(role))
    if levels is None:
        levels = _assumed_levels(graph, role)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[role] = levels
    return dict(levels)


def keep_assumed(graph: "CareerGraph", levels: Mapping[RoleId, Levels]) -> None:
    """Keep for good what is assumed of holders of some roles, as it was worked out for all of them together."""
    vars(graph)["_assumed_for_good"] = levels


def _assumed_levels(graph: "CareerGraph", role: RoleId) -> Levels:
    different = {(id(one.requirements), id(one.groups)): one for one in graph.ways_in(role)}
    return usual_levels((way for transition in different.values() for way in transition.ways), graph.role(role).grows)


def usual_levels(ways: Iterable[Way], grows: Iterable[Grown]) -> Levels:
    """
    Return what is usual in a role, given all ways of all transitions into it and what it grows; ordered by skill.

    Examples
    --------
    >>> usual_levels([(("law", 2), ("tax", 1)), (("law", 3),)], [Grown("art", 1)])
    {'art': 1, 'law': 2}
    """
    asked = _asked_at_every(iter(ways))
    for grown in grows:
        asked[grown.skill] = max(grown.level, asked.get(grown.skill, 0))
    return dict(sorted(asked.items()))


def start_levels(graph: "CareerGraph", profile: Profile) -> dict[SkillId, Level]:
    """Return the level of each skill held at the start, zeros left out: declared levels over assumed ones."""
    levels = assumed_levels(graph, profile.role) if profile.assume else {}
    levels.update(profile.declared)
    return {skill: level for skill, level in sorted(levels.items()) if level > 0}


def _asked_at_every(doors: Iterator[Way]) -> dict[SkillId, Level]:
    """Return the least level of each skill that all ways ask."""
    asked = dict(next(doors, ()))
    while asked and (door := next(doors, None)) is not None:
        levels = dict(door)
        asked = {skill: min(level, levels[skill]) for skill, level in asked.items() if skill in levels}
    return asked


def as_way(levels: Mapping[SkillId, Level]) -> Way:
    """Return levels as (skill, level) pairs ordered by skill."""
    return tuple(sorted(levels.items()))
