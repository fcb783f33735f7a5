"""What can come next: the moves out of a role, seen by the person who holds it."""

from fractions import Fraction

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.routes.route import Step
from careergraph.routes.stepping import Walker


def find_next_moves(graph: CareerGraph, profile: Profile, *, effort: bool = False) -> tuple[Step, ...]:
    """
    Return each move out of a person's role as a step, the one with least to learn first.

    Each is met in the way that leaves least to learn; equal ones go by months (unknown last), then by role id.

    Raises
    ------
    RoleNotFound
        The graph does not have the role the person holds.

    Examples
    --------
    >>> from careergraph import Requirement, Role, Skill, Text, Transition
    >>> roles = [Role(name, Text(name)) for name in ("junior", "senior", "lead")]
    >>> moves = [Transition("junior", "lead", requirements=(Requirement("law"),)), Transition("junior", "senior")]
    >>> graph = CareerGraph(roles=roles, skills=[Skill("law", Text("Law"))], transitions=moves)
    >>> [(step.transition.head, int(step.learning)) for step in find_next_moves(graph, Profile("junior"))]
    [('senior', 0), ('lead', 1)]
    """
    graph.role(profile.role)
    walker = Walker.of(graph, profile, effort=effort)
    return tuple(sorted(map(walker.step, graph.ways_out(profile.role)), key=_least_first))


def _least_first(step: Step) -> tuple[Fraction, bool, Fraction, str]:
    return step.learning, step.months is None, step.months or Fraction(0), step.transition.head
