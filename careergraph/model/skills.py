"""Skills, the scale their levels stand on, and the requirements a transition asks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product
from math import comb, prod
from typing import Literal, TypeAlias, get_args

from careergraph.model.text import Text, exact

SkillId: TypeAlias = str
Level: TypeAlias = int
SkillKind: TypeAlias = Literal["skill", "knowledge", "experience", "credential", "resource"]
Way: TypeAlias = tuple[tuple[SkillId, Level], ...]
"""One way to meet a transition: (skill, level) pairs ordered by skill."""

SKILL_KINDS: tuple[str, ...] = get_args(SkillKind)
MOST_WAYS = 64
"""A transition with more ways than this is refused (a group of "any 5 of 20" would have 15,504)."""


@dataclass(frozen=True, slots=True)
class Skill:
    """
    Anything a move can require.

    Parameters
    ----------
    id
        A slug, unique for ever.
    name, description, aliases
        In the graph's language, with translations.
    kind
        `skill`, `knowledge`, `experience`, `credential` or `resource` (contacts, funds).
    effort
        Weight of one level step, above 0, at most two decimals; 1 where nothing is said.
    """

    id: SkillId
    name: Text
    kind: SkillKind = "skill"
    description: Text = Text()
    aliases: tuple[Text, ...] = ()
    effort: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        object.__setattr__(self, "effort", exact(self.effort))


@dataclass(frozen=True, slots=True)
class LevelScale:
    """
    The levels of a graph, the lowest first; level 1 is the first of them.

    Examples
    --------
    >>> DEFAULT_LEVELS.highest, str(DEFAULT_LEVELS.name(3))
    (4, 'practitioner')
    """

    names: tuple[Text, ...]

    @property
    def highest(self) -> Level:
        """The top level."""
        return len(self.names)

    def name(self, level: Level) -> Text:
        """Return the name of a level; of level 0, an empty text."""
        return self.names[level - 1] if level else Text()


DEFAULT_LEVELS = LevelScale(
    (
        Text.of("awareness", zh="了解"),
        Text.of("working", zh="能用"),
        Text.of("practitioner", zh="熟练"),
        Text.of("expert", zh="精通"),
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Requirement:
    """
    A skill at a level.

    Parameters
    ----------
    skill
        What is asked.
    level
        How well, 1 or above on the graph's scale.
    optional
        Shown, and changes nothing: no gap, no state, no constraint, no order.
    stated
        False where the source names no level: it counts as level 1 and is shown as "level not stated".
    estimated
        True where the level is the editors' estimate; shown with ≈.
    """

    skill: SkillId
    level: Level = 1
    optional: bool = False
    stated: bool = True
    estimated: bool = False


@dataclass(frozen=True, slots=True, order=True)
class AnyOf:
    """
    A group: any `count` of these requirements are asked.

    Examples
    --------
    >>> AnyOf(1, (Requirement("law"), Requirement("finance", 2))).count
    1
    """

    count: int
    members: tuple[Requirement, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", tuple(sorted(self.members)))


def count_ways(groups: Iterable[AnyOf]) -> int:
    """Return how many choices the groups leave, before equal ways are counted once."""
    return prod(comb(len(group.members), group.count) for group in groups)


def ways(plain: Iterable[Requirement], groups: Collection[AnyOf]) -> tuple[Way, ...]:
    """
    Return the ways to meet requirements: plain essential ones joined with a choice of each group.

    The highest level wins where a skill is asked twice; equal ways are one; ways are in order.

    Examples
    --------
    >>> ways([Requirement("p", 2)], [AnyOf(1, (Requirement("q"), Requirement("p", 3)))])
    ((('p', 2), ('q', 1)), (('p', 3),))
    """
    essential = tuple(one for one in plain if not one.optional)
    if not groups:
        return (_joined(essential),)
    choices = product(*(combinations(group.members, group.count) for group in groups))
    return tuple(sorted({_joined((*essential, *(one for part in choice for one in part))) for choice in choices}))


def _joined(requirements: Iterable[Requirement]) -> Way:
    asked = sorted((one.skill, one.level) for one in requirements)
    return tuple(dict(asked).items())  # of one skill's levels the highest comes last
