"""The moves out of a person's role, the one with least to learn first."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes.stepping import Walker


def moves_out(graph: CareerGraph, walker: Walker, role: RoleId) -> list[Transition]:
    """Return the moves out of a role by the least to learn, then by months (unknown last), then by their head."""
    return sorted(graph.ways_out(role), key=partial(_place, walker))  # stable: heads stand in order


def _place(walker: Walker, move: Transition) -> tuple[Fraction | int, bool, Fraction | Decimal | int]:
    months = walker.months_of_first(move)
    return walker.least_to_learn(move), months is None, months or 0
