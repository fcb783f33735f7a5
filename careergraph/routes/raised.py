"""What raises help: values that name a skill, a level, and the roles it opens or brings nearer."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document


@dataclass(frozen=True, slots=True)
class Raise:
    """
    A skill learned to a level, and what that changes.

    Parameters
    ----------
    skill, level
        What is learned, and how far.
    weight
        Level steps (or effort) it takes from what is held.
    opened
        Roles within reach with it and not without, by id.
    nearer
        Roles whose first route becomes better by the criterion, by id.
    """

    skill: SkillId
    level: Level
    weight: Fraction
    opened: tuple[RoleId, ...]
    nearer: tuple[RoleId, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "skill": self.skill,
            "level": self.level,
            "weight": document.figure(self.weight),
            "opened": list(self.opened),
            "nearer": list(self.nearer),
        }


class Helped(NamedTuple):
    """The raises that help, in their order (SEMANTICS L3), and up to how many moves every route was looked at."""

    raises: Sequence[Raise]
    proven_moves: int
