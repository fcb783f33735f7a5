"""What is asked of the graphs: route questions about pairs of roles, the pairs near and far, always the same."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from careergraph import Profile, RouteQuery
from scripts.benchmark.chance import Chance
from scripts.benchmark.graphs import role_id, skill_id
from scripts.benchmark.plain import PlainGraph

LONGEST = 8
"""Moves that the k best may have."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A start and a goal, as numbers."""

    start: int
    goal: int


@dataclass(frozen=True, slots=True)
class Question:
    """
    A route question, whoever asks it.

    Parameters
    ----------
    name
        What it is called in tables.
    kind
        What is compared with peers: the `shortest` values, the `least` learning, or the whole `front`.
    asked
        What a `RouteQuery` says.
    """

    name: str
    kind: str
    asked: dict[str, Any] = field(default_factory=dict)

    @property
    def moves(self) -> int:
        """The most moves a route may have."""
        return int(self.asked["max_moves"])

    @property
    def k(self) -> int:
        """How many routes are asked for."""
        return int(self.asked.get("k", 1))

    def about(self, arrays: PlainGraph, pair: Pair) -> RouteQuery:
        """Return the query of somebody who holds what their role usually asks."""
        profile = Profile(role_id(pair.start), dict(held(arrays, pair.start)), assume=False)
        return RouteQuery(profile, (role_id(pair.goal),), **self.asked)


def best_by_months(k: int) -> Question:
    """Return the question for the k quickest routes."""
    return Question(f"{k} best by months", "shortest", {"matters": ("months",), "k": k, "max_moves": LONGEST})


def least_learning(moves: int) -> Question:
    """Return the question for the route with least to learn, what is learned being carried along."""
    return Question(f"least learning, up to {moves} moves", "least", {"matters": ("learning",), "max_moves": moves})


def front(moves: int) -> Question:
    """Return the question for all routes that none beats in learning, months and likelihood."""
    matters = ("months", "learning", "likelihood")
    return Question(
        f"learning × months × likelihood, up to {moves} moves", "front", {"matters": matters, "max_moves": moves}
    )


QUESTIONS = (best_by_months(10), best_by_months(100), least_learning(5), least_learning(6), front(5))


def held(arrays: PlainGraph, role: int) -> list[tuple[str, int]]:
    """Return what a role usually asks."""
    part = slice(arrays.skills_at[role], arrays.skills_at[role + 1])
    return [(skill_id(skill), level) for skill, level in zip(*_lists(arrays, part), strict=True)]


def _lists(arrays: PlainGraph, part: slice) -> tuple[list[int], list[int]]:
    return arrays.skills[part].tolist(), arrays.skill_levels[part].tolist()


def pairs(arrays: PlainGraph, count: int, seed: int) -> list[Pair]:
    """Return pairs of roles: one anywhere, the next two or three families apart, and so on; each goal once."""
    chance, roles = Chance(seed), len(arrays.families)
    size = int(np.count_nonzero(arrays.families == 0))
    goals = chance.below(roles, 50 * count)
    _, first = np.unique(goals, return_index=True)
    goals = goals[np.sort(first)][:count]
    apart = (2 + chance.below(2, len(goals))) * (1 - 2 * chance.below(2, len(goals)))
    near = ((arrays.families[goals] + apart) * size + chance.below(size, len(goals))) % roles
    starts = np.where(np.arange(len(goals)) % 2 == 0, chance.below(roles, len(goals)), near)
    return [Pair(int(start), int(goal)) for start, goal in zip(starts, goals, strict=True) if start != goal]
