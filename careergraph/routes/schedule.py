"""When the skills of a route have to be there: what to learn for which move, and what of it is asked again."""

from dataclasses import dataclass
from typing import Any

from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document
from careergraph.routes.comparing import summed
from careergraph.routes.route import Route, Step, StepSkill, Value


@dataclass(frozen=True, slots=True)
class Lesson:
    """
    A skill to learn for a step, and when it has to be there at the latest: when the move is made.

    Parameters
    ----------
    seen
        The skill as the step sees it: from which level to which, and whether an estimate is behind it.
    step
        The number of the step that is the first to ask so much of it.
    role
        The role the step leads to.
    again
        How many later steps ask the skill.
    due
        Months from today to the move: those of all steps up to and including it.
    """

    seen: StepSkill
    step: int
    role: RoleId
    again: int
    due: Value

    @property
    def skill(self) -> SkillId:
        """Which skill."""
        return self.seen.skill

    @property
    def level(self) -> Level:
        """The level that has to be reached."""
        return self.seen.asked

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "skill": self.skill,
            "from_level": self.seen.then,
            "level": self.level,
            "step": self.step,
            "role": self.role,
            "again": self.again,
            "due": document.of_value(self.due),
        }


def schedule_of(route: Route) -> tuple[Lesson, ...]:
    """Return what a route asks to be learned, by step; for one step what later steps ask most often comes first."""
    lessons = [_lesson(route, step, seen) for step in route.steps for seen in step.skills if seen.to_learn]
    return tuple(sorted(lessons, key=lambda one: (one.step, -one.again, one.skill)))


def _lesson(route: Route, step: Step, seen: StepSkill) -> Lesson:
    later = route.steps[step.number :]
    again = sum(seen.skill in dict(one.way) for one in later)
    return Lesson(seen, step.number, step.transition.head, again, summed(route.steps[: step.number]))
