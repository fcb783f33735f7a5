"""Several goals weighed together: first steps, what every goal asks anyway, and what can be learned for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from careergraph.analysis.detours import Unavoidable
from careergraph.analysis.first_steps import FirstSteps
from careergraph.analysis.shared_learning import SharedLearning
from careergraph.model.skills import Level, SkillId, Way
from careergraph.routes import document
from careergraph.routes.query import RouteQuery


@dataclass(frozen=True, slots=True)
class Goals:
    """
    Two to five goals, weighed together.

    Parameters
    ----------
    query
        The question.
    first_steps
        Where first steps lead, and what each would be regretted by.
    unavoidable
        For each goal, in their order, what no route to it can do without.
    shared
        The least that can be learned for all of them together.
    """

    query: RouteQuery
    first_steps: FirstSteps
    unavoidable: tuple[Unavoidable, ...]
    shared: SharedLearning

    @property
    def skills_without_regret(self) -> Way:
        """The skills, with a level, that every route to every goal asks above the start; none without a route."""
        return asked_by_every(one.skills for one in self.unavoidable)

    @property
    def complete(self) -> bool:
        """Whether everything was worked out to the end."""
        return self.first_steps.complete and self.shared.complete and all(one.complete for one in self.unavoidable)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        skills = [{"skill": skill, "level": level} for skill, level in self.skills_without_regret]
        return {
            "query": document.of_query(self.query),
            "first_steps": self.first_steps.to_dict(),
            "unavoidable": {one.query.goals[0]: one.to_dict() for one in self.unavoidable},
            "skills_without_regret": skills,
            "shared_learning": self.shared.to_dict(),
            "complete": self.complete,
        }


def asked_by_every(ways: Iterable[Way]) -> Way:
    """
    Return the skills that stand in each of some ways, with the lowest level they stand at.

    Examples
    --------
    >>> asked_by_every([(("law", 2), ("people", 1)), (("law", 3),)])
    (('law', 2),)
    """
    return tuple(sorted(reduce(_least_common, map(dict, ways)).items()))


def _least_common(one: dict[SkillId, Level], other: dict[SkillId, Level]) -> dict[SkillId, Level]:
    return {skill: min(level, other[skill]) for skill, level in one.items() if skill in other}
