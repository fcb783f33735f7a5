"""Questions a store answers from the graph it holds."""

from collections.abc import Iterable, Iterator

from careergraph.model.folding import fold
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.transitions import RoleId, Transition

LONGEST = 200
"""Characters of a search text; nobody's title is longer."""


def neighbourhood(graph: CareerGraph, role_id: RoleId, moves: int) -> tuple[Transition, ...]:
    """
    Return the transitions on walks of up to so many moves from a role, in order of tail and head.

    Examples
    --------
    >>> from careergraph import Text
    >>> roles, moves = [Role(one, Text(one)) for one in "abc"], [Transition("b", "c"), Transition("a", "b")]
    >>> [one.pair for one in neighbourhood(CareerGraph(roles=roles, transitions=moves), "a", 2)]
    [('a', 'b'), ('b', 'c')]
    """
    left: set[RoleId] = set()
    ends = {role_id}
    found: list[Transition] = []
    for _ in range(moves):
        out = [one for role in ends for one in graph.ways_out(role)]
        left |= ends
        ends = {one.head for one in out} - left
        found += out
    return tuple(sorted(found, key=lambda one: one.pair))


class RoleNames:
    """
    The titles and aliases of roles, in every language, as they are searched.

    Parameters
    ----------
    roles
        The roles.

    Examples
    --------
    >>> from careergraph import Text
    >>> names = RoleNames([Role("td", Text.of("Technical director", zh="技术总监")), Role("d", Text("Director"))])
    >>> names.search("direc"), names.search("技术总监")
    (('d', 'td'), ('td',))
    """

    def __init__(self, roles: Iterable[Role]) -> None:
        self._names = [(folded, alias, role.id) for role in roles for folded, alias in _folded_names(role)]

    def search(self, text: str, limit: int = 12) -> tuple[RoleId, ...]:
        """
        Return the roles with a name that has words beginning like each word of a text, the best first.

        Whole names come before beginnings, beginnings before words within; then titles before aliases, shorter names
        before longer ones.
        """
        return ranked(self._names, fold(text[:LONGEST]), limit)


def ranked(names: Iterable[tuple[str, bool, RoleId]], asked: str, limit: int) -> tuple[RoleId, ...]:
    """Return whose names begin as asked, the best first: folded names, each with whether it is an alias, and whose."""
    found = [
        (rank, alias, len(name), name, role)
        for name, alias, role in names
        if asked and (rank := _rank(name, asked)) is not None
    ]
    return tuple(dict.fromkeys(role for *_, role in sorted(found)))[:limit]


def _folded_names(role: Role) -> Iterator[tuple[str, bool]]:
    yield from ((fold(name), False) for name in role.title.every())
    yield from ((fold(name), True) for alias in role.aliases for name in alias.every())


def _rank(name: str, asked: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    words = name.split()
    return 2 if all(any(word.startswith(part) for word in words) for part in asked.split()) else None
