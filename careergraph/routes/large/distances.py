"""How far each role of a large graph is from somewhere: an array that reads as a mapping."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from careergraph.model.transitions import RoleId
from careergraph.routes.large.arrays import Arrays, Ints
from careergraph.routes.large.layers import FAR


class Distances(Mapping[RoleId, int]):
    """
    Whole figures of roles; one that is `FAR` has none.

    Parameters
    ----------
    arrays
        The graph.
    figures
        The figure of each role.
    """

    def __init__(self, arrays: Arrays, figures: Ints) -> None:
        self._arrays, self._figures = arrays, figures

    def __getitem__(self, role: RoleId) -> int:
        figure = int(self._figures[self._arrays.number[role]])
        if figure >= FAR:
            raise KeyError(role)
        return figure

    def __iter__(self) -> Iterator[RoleId]:
        return map(self._arrays.roles.__getitem__, np.flatnonzero(self._figures < FAR).tolist())

    def __len__(self) -> int:
        return int((self._figures < FAR).sum())

    def without(self, roles: Sequence[RoleId]) -> Ints:
        """Return the figure of each role, `FAR` for some of them."""
        figures = self._figures.copy()
        figures[[self._arrays.number[role] for role in roles]] = FAR
        return figures
