"""
Transitions made of what roles hold: for each role, the roles that share most with it.

Two roles are as close as the level steps they share weigh, of those either of them has; a level step weighs the more
the fewer roles have it (Spärck Jones 1972, in whole thousandths of log2(1 + roles / roles that have it)). All figures
are integers and ties go to the lower role id, so that the quick way (scipy) and the plain one give the same graph.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from importlib.util import find_spec
from itertools import chain, pairwise
from typing import Any, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role, asked_of_holders
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import Evidence, Transition, kind_between

LevelStep: TypeAlias = tuple[SkillId, Level]
Places: TypeAlias = Sequence[Sequence[int]]
"""For each role, by its place in the order of ids, the places of the roles next to it, the closest first."""

TOP = 20
"""How many ways out of a role are derived where nothing else is said."""
WHOLE = 1_000_000
"""Closeness is counted in millionths."""
MOST_UP, MOST_DOWN = 2, 1
"""Rungs of seniority a derived move may climb or fall: what two roles share says nothing of so long a way."""
BLOCK = 128
"""Roles compared with all others at once: what they share stays in the processor's cache."""


@dataclass(frozen=True)
class Holdings:
    """
    What roles hold, as numbers.

    Parameters
    ----------
    steps
        For each role, in the order of ids, the numbers of the level steps it has, ascending.
    rarity
        What each level step weighs.
    rungs
        On which rung of seniority each role stands, from 0; None where that is unknown.
    """

    steps: tuple[tuple[int, ...], ...]
    rarity: tuple[int, ...]
    rungs: tuple[int | None, ...]

    @classmethod
    def of(cls, roles: Iterable[Role], seniorities: Sequence[str] = ()) -> "Holdings":
        """
        Return what roles hold: each skill they grow, with every level up to theirs.

        Examples
        --------
        >>> from careergraph import Text
        >>> from careergraph.model.roles import Grown
        >>> Holdings.of([Role("a", Text("A"), grows=(Grown("law", 2),)), Role("b", Text("B"), grows=(Grown("law"),))])
        Holdings(steps=((0, 1), (0,)), rarity=(1000, 1584), rungs=(None, None))
        """
        roles = tuple(roles)
        rungs = {seniority: rung for rung, seniority in enumerate(seniorities)}
        held = [[(one.skill, level) for one in role.grows for level in range(1, one.level + 1)] for role in roles]
        holders: Counter[LevelStep] = Counter(step for steps in held for step in steps)
        numbers = {step: number for number, step in enumerate(sorted(holders))}
        steps = tuple(tuple(sorted(numbers[step] for step in steps)) for steps in held)
        weigh = {count: _rarity(len(held), count) for count in set(holders.values())}
        return cls(
            steps, tuple(weigh[holders[step]] for step in numbers), tuple(rungs.get(role.seniority) for role in roles)
        )

    def is_in_reach(self, tail: int, head: int) -> bool:
        """Tell whether a move between two roles neither climbs nor falls too far, as far as is known."""
        start, end = self.rungs[tail], self.rungs[head]
        return start is None or end is None or -MOST_DOWN <= end - start <= MOST_UP

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """What all level steps of each role weigh together."""
        return tuple(sum(self.rarity[step] for step in steps) for steps in self.steps)


def derive(graph: CareerGraph, top: int = TOP, *, with_scipy: bool | None = None) -> CareerGraph:
    """
    Return a graph with transitions made of what its roles hold.

    Out of each role lead the `top` moves to the roles closest to it (fewer where fewer share anything), but none that
    climbs more than two rungs of seniority or falls more than one. Each asks what the head role grows: what the tail
    grows too is held already and is no gap. A pair of roles that has a transition keeps it as it is.

    Parameters
    ----------
    graph
        Its roles grow skills (`role_skills`).
    top
        Moves out of a role.
    with_scipy
        Whether the quick way is taken; unsaid, where scipy is installed. Both give the same graph.

    Raises
    ------
    ValueError
        `top` is below 1, or no role of the graph holds a skill.

    Examples
    --------
    >>> from careergraph import Role, Skill, Text
    >>> from careergraph.model.roles import Grown
    >>> cook, baker = (Role(name, Text(name), grows=(Grown("hygiene"),)) for name in ("cook", "baker"))
    >>> derived = derive(CareerGraph(roles=[cook, baker], skills=[Skill("hygiene", Text("hygiene"))]))
    >>> list(derived.transitions), derived.transitions["baker", "cook"].evidence[0].kind
    ([('baker', 'cook'), ('cook', 'baker')], 'derived')
    """
    if top < 1:
        raise ValueError(f"{top} moves out of a role; ask for 1 or more")
    roles = graph.roles.values()
    if not any(role.grows for role in roles):
        raise ValueError("no role holds a skill, so nothing can be derived; say in role_skills what each role holds")
    held = Holdings.of(roles, [term.id for term in graph.metadata.seniorities])
    places = closest(held, top, with_scipy=find_spec("scipy") is not None if with_scipy is None else with_scipy)
    kept = graph.transitions
    moves = [*kept.values(), *(one for one in _transitions(graph, top, held, places) if one.pair not in kept)]
    return CareerGraph(graph.metadata, roles=roles, skills=graph.skills.values(), transitions=moves)


def closest(held: Holdings, top: int, *, with_scipy: bool) -> Places:
    """Return the places of the closest roles of each role, the closest first, but none that is out of reach."""
    return (_closest_quickly if with_scipy else _closest_plainly)(held, top)


def _rarity(roles: int, holders: int) -> int:
    """Return log2(1 + roles / holders) in whole thousandths, rounded down, without a float."""
    return int(((roles + holders) ** 1000 // holders**1000).bit_length() - 1)


def _closeness(shared: int, one: int, other: int) -> int:
    return shared * WHOLE // (one + other - shared)


def _closest_plainly(held: Holdings, top: int) -> Places:
    """Return the closest roles of each: what `_closest_quickly` gives, in plain Python."""
    holders: list[list[int]] = [[] for _ in held.rarity]
    for role, steps in enumerate(held.steps):
        for step in steps:
            holders[step].append(role)
    return [_closest_to(role, held, holders, top) for role in range(len(held.steps))]


def _closest_to(role: int, held: Holdings, holders: Sequence[Sequence[int]], top: int) -> list[int]:
    shared: Counter[int] = Counter()
    for step in held.steps[role]:
        for other in holders[step]:
            shared[other] += held.rarity[step]
    del shared[role]
    own, weights = held.weights[role], held.weights
    ranked = (
        (-_closeness(weight, own, weights[other]), other)
        for other, weight in shared.items()
        if held.is_in_reach(role, other)
    )
    return [other for _, other in nsmallest(top, ranked)]


def _closest_quickly(held: Holdings, top: int) -> Places:
    """Return the closest roles of each: products of sparse matrices, a block of roles at a time."""
    import numpy as np  # noqa: PLC0415 - who derives nothing needs neither
    from scipy.sparse import csr_array  # noqa: PLC0415

    columns = np.fromiter(chain.from_iterable(held.steps), dtype=np.int32)
    starts = np.cumsum([0, *map(len, held.steps)], dtype=np.int32)
    shape = len(held.steps), len(held.rarity)
    weighed = csr_array((np.array(held.rarity, dtype=np.int64)[columns], columns, starts), shape=shape)
    holders = csr_array((np.ones(len(columns), dtype=np.int64), columns, starts), shape=shape).T.tocsr()
    weights = np.array(held.weights, dtype=np.int64)
    rungs = np.array([np.nan if rung is None else rung for rung in held.rungs], dtype=np.float32)
    places: list[list[int]] = []
    for start in range(0, shape[0], BLOCK):
        block = np.arange(start, min(start + BLOCK, shape[0]))
        places += _ranked(weighed[block] @ holders, block, weights, rungs, top)
    return places


def _ranked(shared: Any, block: Any, weights: Any, rungs: Any, top: int) -> Iterator[list[int]]:  # noqa: ANN401 - arrays
    """Yield the closest roles of each role of a block: by closeness, then place."""
    import numpy as np  # noqa: PLC0415

    count, others, lengths = len(weights), shared.indices, np.diff(shared.indptr)
    either = np.repeat(weights[block], lengths) + weights.take(others) - shared.data
    keys = -1 - shared.data * WHOLE // either
    barred = others == np.repeat(block, lengths)
    if not np.isnan(rungs).all():
        climb = rungs.take(others) - np.repeat(rungs[block], lengths)
        barred |= (climb > MOST_UP) | (climb < -MOST_DOWN)  # neither holds of an unknown rung, which is no number
    keys[barred] = 0
    keys = keys * count + others  # the lowest first; below 0 but for what is barred
    for start, end in pairwise(shared.indptr.tolist()):
        row = keys[start:end]
        if end - start > top:
            row.partition(top - 1)
        best = np.sort(row[:top])
        yield (best[best < 0] % count).tolist()


def _transitions(graph: CareerGraph, top: int, held: Holdings, places: Places) -> Iterator[Transition]:
    """Yield the moves from each role to the closest ones; moves to one role share what they ask."""
    roles = list(graph.roles.values())
    asked = asked_of_holders(roles)
    why = (Evidence("derived", rule=f"top {top} by shared skills"),)
    for tail, heads in enumerate(places):
        for head in heads:
            kind = kind_between(held.rungs[tail], held.rungs[head])
            yield Transition(roles[tail].id, roles[head].id, kind, requirements=asked[roles[head].id], evidence=why)
