"""What can come next: the moves out of a role, seen by the person who holds it."""

from collections.abc import Sequence

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes.compiled import is_compiled
from careergraph.routes.later import Later
from careergraph.routes.leaving import moves_out
from careergraph.routes.route import Step
from careergraph.routes.stepping import Walker


def find_next_moves(graph: CareerGraph, profile: Profile, *, effort: bool = False) -> Sequence[Step]:
    """
    Return each move out of a person's role as a step, the one with least to learn first.

    Each is met in the way that leaves least to learn; equal ones go by months (unknown last), then by role id. What a
    move asks is seen skill by skill when somebody looks at it.

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
    moves = _in_order(graph, profile.role, walker)
    return Later(len(moves), lambda first, last: [*map(walker.step, moves[first:last])], at_once=1)


def _in_order(graph: CareerGraph, role: RoleId, walker: Walker) -> Sequence[Transition]:
    """Return the moves out of a role, by what searches the graph if that is made already."""
    if not is_compiled(graph):
        return moves_out(graph, walker, role)
    from careergraph.routes.search import engine_of  # noqa: PLC0415 - a command that only asks this needs no search

    return engine_of(graph).moves_out(role, walker)
