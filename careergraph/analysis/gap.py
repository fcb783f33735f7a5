"""What a role asks of a person who is not there yet, in one move or, where no move leads there, as a rule."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels
from careergraph.model.skills import Requirement, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes import document
from careergraph.routes.route import Step, StepSkill
from careergraph.routes.stepping import Walker

AskedBy: TypeAlias = Literal["transition", "usual", "unknown"]


@dataclass(frozen=True, slots=True)
class Gap:
    """
    What a role asks, against what a person holds.

    Parameters
    ----------
    by
        Where what is asked comes from: the `transition` from the person's role; what holders of the role `usual`ly
        hold, where no transition joins the two; or `unknown`, where the graph says nothing of the role.
    seen
        What is asked, seen as a step; a move that exists only `by` transition.
    """

    by: AskedBy
    seen: Step

    @property
    def start(self) -> RoleId:
        """The role the person holds."""
        return self.seen.transition.tail

    @property
    def role(self) -> RoleId:
        """The role looked at."""
        return self.seen.transition.head

    @property
    def skills(self) -> tuple[StepSkill, ...]:
        """Each skill that is asked: new, partly, held, optional; within a state the wider gap first."""
        return self.seen.skills

    @property
    def learning(self) -> Fraction:
        """Level steps to learn."""
        return self.seen.learning

    @property
    def step(self) -> Step | None:
        """The move itself, where there is one."""
        return self.seen if self.by == "transition" else None

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        seen = document.of_step(self.seen)
        return {
            "from": self.start,
            "to": self.role,
            "by": self.by,
            "learning": seen["learning"],
            "skills": seen["skills"],
            "step": seen if self.step else None,
        }


def find_gap(graph: CareerGraph, profile: Profile, role: RoleId) -> Gap:
    """
    Return what a role asks of a person: by the move that leads there, else by what the role usually asks.

    Raises
    ------
    RoleNotFound
        The graph does not have the role, or the one the person holds.

    Examples
    --------
    >>> from careergraph import Role, Skill, Text
    >>> roles = [Role("junior", Text("Junior")), Role("lead", Text("Lead"))]
    >>> move = Transition("junior", "lead", requirements=(Requirement("law", 3),))
    >>> graph = CareerGraph(roles=roles, skills=[Skill("law", Text("Law"))], transitions=[move])
    >>> gap = find_gap(graph, Profile("junior", {"law": 1}), "lead")
    >>> gap.by, int(gap.learning), gap.skills[0].state
    ('transition', 2, 'partly')
    """
    start, goal = graph.role(profile.role).id, graph.role(role).id
    walker = Walker.of(graph, profile)
    transition = graph.transitions.get((start, goal))
    if transition is not None:
        return Gap("transition", walker.step(transition))
    usual = usually_asked(graph, goal)
    return Gap("usual" if usual else "unknown", walker.step(Transition(start, goal, requirements=usual)))


def usually_asked(graph: CareerGraph, role: RoleId) -> tuple[Requirement, ...]:
    """Return what every way into a role asks, and what the role grows, as requirements (SEMANTICS P2)."""
    estimated, stated = estimated_skills(graph, role), _stated_skills(graph, role)
    levels = assumed_levels(graph, role)
    return tuple(
        Requirement(skill, level, stated=skill in stated, estimated=skill in estimated)
        for skill, level in levels.items()
    )


def _stated_skills(graph: CareerGraph, role: RoleId) -> set[SkillId]:
    """Return the skills of which some source gives the level, or an editor estimates it."""
    asked = {one.skill for transition in graph.ways_in(role) for one in transition.asked() if one.stated}
    return asked | {grown.skill for grown in graph.role(role).grows}


def estimated_skills(graph: CareerGraph, role: RoleId) -> set[SkillId]:
    """Return the skills of which the level a holder usually has is, in some part, an editors' estimate."""
    asked = {one.skill for transition in graph.ways_in(role) for one in transition.asked() if one.estimated}
    return asked | {grown.skill for grown in graph.role(role).grows if grown.estimated}
