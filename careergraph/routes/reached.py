"""The first route to each of many roles, ranked; each is told when somebody looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from careergraph.model.skills import Way
from careergraph.model.transitions import RoleId
from careergraph.routes import document
from careergraph.routes.query import Criterion
from careergraph.routes.rounds import Outcome
from careergraph.routes.route import Value


@dataclass(frozen=True, slots=True)
class Reached:
    """
    A role within reach, with its first route.

    Parameters
    ----------
    roles
        The route, from the start to the role.
    ways
        The way each of its moves is met.
    values
        The value of every criterion.

    Examples
    --------
    >>> Reached(("junior", "lead"), ((),), {}).role
    'lead'
    """

    roles: tuple[RoleId, ...]
    ways: Sequence[Way]
    values: Mapping[Criterion, Value]

    @property
    def role(self) -> RoleId:
        """The role that is reached."""
        return self.roles[-1]

    @property
    def moves(self) -> int:
        """How many moves it takes."""
        return len(self.ways)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {"role": self.role, "roles": list(self.roles), "values": document.of_values(self.values)}


class Ranked(NamedTuple):
    """First routes by value and tie order, each made when it is first looked at, and how the search for them ended."""

    routes: Sequence[Reached]
    outcome: Outcome
