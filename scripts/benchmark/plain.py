"""
Graphs like those of real occupations, drawn by chance, as plain arrays.

Roles stand in families on a line, with a seniority in each. Most moves stay in the family or go to one nearby, most
lead upwards, few roles draw people from everywhere, and few moves out of a role have most of the people. A role asks
skills that everybody needs, skills of its family and of the families beside it; a move asks most of what its head
does, so that two moves into one role ask much the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from scripts.benchmark.chance import Chance, Whole
from scripts.benchmark.shapes import Shape

RUNGS = 5
"""Seniorities of a family."""
GENERAL_SKILLS = 40
"""Skills that every family asks."""
FEWEST_SKILLS, MOST_SKILLS = 14, 40
FEWEST_ASKED = 10
HIGHEST = 4
AT_ONCE = 100_000
"""Transitions whose requirements are drawn at once: what memory allows."""
OWN, NEAR, FAR = 50, 40, 7
"""In a hundred moves: within the family, to one of four families on either side, up to twenty away; the rest go to
roles that draw people from everywhere."""


@dataclass(frozen=True, slots=True)
class PlainGraph:
    """
    A graph as arrays; roles, skills and transitions are numbers, transitions in order of (tail, head).

    Parameters
    ----------
    families, seniorities, pays
        Of each role: both numbered, and yearly pay in euros, 0 where unknown.
    skills_at, skills, skill_levels
        What role r usually asks stands from `skills_at[r]` to below `skills_at[r + 1]`.
    grows_at, grows, grows_levels
        What it grows, likewise.
    tails, heads, months, likelihoods
        Of each transition: months in tenths, −1 where unknown; likelihoods in millionths, 0 where unknown.
    asks_at, asks, levels
        What it requires, likewise by transition.
    grouped
        Whether its first four requirements are a group "any 2 of these".
    """

    families: Whole
    seniorities: Whole
    pays: Whole
    skills_at: Whole
    skills: Whole
    skill_levels: Whole
    grows_at: Whole
    grows: Whole
    grows_levels: Whole
    tails: Whole
    heads: Whole
    months: Whole
    likelihoods: Whole
    asks_at: Whole
    asks: npt.NDArray[np.int32]
    levels: npt.NDArray[np.int8]
    grouped: npt.NDArray[np.bool_]

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return all arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def draw(shape: Shape) -> PlainGraph:
    """
    Return the graph of a shape.

    Examples
    --------
    >>> from scripts.benchmark.shapes import SHAPES
    >>> graph = draw(SHAPES["S"])
    >>> len(graph.tails), int(graph.months[0]), int(graph.asks.sum())
    (150, 85, 225537)
    """
    chance = Chance(shape.seed)
    families = np.arange(shape.roles) // shape.family
    seniorities = np.arange(shape.roles) % shape.family * RUNGS // shape.family
    skills_at, skills, skill_levels = _skills_of_roles(shape, chance, families, seniorities)
    tails, heads, shares = _transitions(shape, chance, seniorities)
    asks_at, asks, levels = _requirements(chance, heads, skills_at, skills, skill_levels)
    grows = _grown(shape, chance, skills_at, skills, skill_levels)
    return PlainGraph(
        families,
        seniorities,
        _pays(shape, chance, seniorities),
        skills_at,
        skills,
        skill_levels,
        *grows,
        tails,
        heads,
        _months(shape, chance, seniorities[tails], families[tails] != families[heads]),
        np.where(chance.in_hundred(shape.unknown, len(tails)), 0, shares),
        asks_at,
        asks,
        levels,
        chance.in_hundred(shape.groups, len(tails)),
    )


def _skills_of_roles(shape: Shape, chance: Chance, families: Whole, seniorities: Whole) -> tuple[Whole, Whole, Whole]:
    """Return what each role usually asks: offsets, skills in order, levels that grow with seniority."""
    stripe = max(1, (shape.skills - GENERAL_SKILLS) // (int(families[-1]) + 1))
    chosen = []
    for family in families.tolist():
        count = int(chance.between(FEWEST_SKILLS, MOST_SKILLS, 1)[0])
        general = chance.below(GENERAL_SKILLS, 4)
        own = np.minimum(chance.below(2 * stripe, 4 * count), chance.below(2 * stripe, 4 * count)) - stripe // 2
        own = GENERAL_SKILLS + (family * stripe + own) % (shape.skills - GENERAL_SKILLS)
        chosen.append(np.sort(_first_different(np.concatenate((general, own)), count)))
    at = _offsets(np.array([len(one) for one in chosen]))
    rungs = np.repeat(seniorities, np.diff(at))
    levels = np.minimum(HIGHEST, 1 + chance.below(2, len(rungs)) + rungs // 2)
    return at, np.concatenate(chosen), levels


def _transitions(shape: Shape, chance: Chance, seniorities: Whole) -> tuple[Whole, Whole, Whole]:
    """Return tails, heads in order, and the shares in millionths of those who leave a tail."""
    degrees = _degrees(shape, chance)
    heads, shares = [], []
    for tail, degree in enumerate(degrees.tolist()):
        chosen = _heads(shape, chance, seniorities, tail, degree)
        weights = (1_000 + chance.below(1_000, degree)) // np.arange(1, degree + 1)
        order = np.argsort(chosen)
        heads.append(chosen[order])
        shares.append(np.maximum(1, weights * 950_000 // max(1, int(weights.sum())))[order])
    return np.repeat(np.arange(shape.roles), degrees), np.concatenate(heads), np.concatenate(shares)


def _degrees(shape: Shape, chance: Chance) -> Whole:
    """Return how many moves lead out of each role: a quarter to seven quarters of the mean, all of them together."""
    weights = np.cumsum(chance.between(25, 175, shape.roles))
    ends: Whole = weights * shape.transitions // weights[-1]
    return np.diff(ends, prepend=0)


def _heads(shape: Shape, chance: Chance, seniorities: Whole, tail: int, degree: int) -> Whole:
    """Return different heads for a tail, the likeliest first."""
    candidates = np.empty(0, np.int64)
    while True:
        more = _candidates(shape, chance, tail, 2 * degree + 8)
        rise = seniorities[more] - seniorities[tail]
        welcome = ((rise >= 0) & (rise <= 2)) | chance.in_hundred(35, len(more))  # noqa: PLR2004 - two rungs at once
        candidates = np.concatenate((candidates, more[welcome & (more != tail)]))
        different = _first_different(candidates, degree)
        if len(different) == degree:
            return different


def _candidates(shape: Shape, chance: Chance, tail: int, count: int) -> Whole:
    """Return roles that a move may lead to: near ones most often."""
    size = shape.family
    kind = chance.below(100, count)
    sign = 1 - 2 * chance.below(2, count)
    away = np.where(kind < OWN, 0, 1 + np.where(kind < OWN + NEAR, chance.below(4, count), chance.below(20, count)))
    place = (tail // size + sign * away) * size + chance.below(size, count)
    drawing = np.minimum(shape.roles - 1, chance.below(max(1, shape.roles // 20), count) * 20 + 19)
    candidates: Whole = np.where(kind < OWN + NEAR + FAR, place % shape.roles, drawing)
    return candidates


def _requirements(
    chance: Chance, heads: Whole, skills_at: Whole, skills: Whole, skill_levels: Whole
) -> tuple[Whole, npt.NDArray[np.int32], npt.NDArray[np.int8]]:
    """Return what each transition asks: what its head does but for a stretch, some of it a level lower."""
    of_head = np.diff(skills_at)[heads]
    counts = FEWEST_ASKED + np.maximum(*(chance.below(of_head - FEWEST_ASKED + 1, len(heads)) for _ in range(2)))
    asked = [_asked(chance, part, counts, heads, skills_at, skill_levels) for part in _parts(len(heads))]
    places = np.concatenate([place for place, _ in asked])
    levels = np.concatenate([level for _, level in asked])
    return _offsets(counts), skills[places].astype(np.int32), levels


def _asked(
    chance: Chance, part: slice, counts: Whole, heads: Whole, skills_at: Whole, skill_levels: Whole
) -> tuple[Whole, npt.NDArray[np.int8]]:
    """Return for a part of the transitions which places of the roles' skills they ask, and at what level."""
    begins, sizes = skills_at[heads[part]], np.diff(skills_at)[heads[part]]
    at = _offsets(sizes)
    within = np.arange(at[-1]) - np.repeat(at[:-1], sizes)
    first = chance.below(sizes, len(sizes))
    stays = (within - np.repeat(first, sizes)) % np.repeat(sizes, sizes) < np.repeat(counts[part], sizes)
    places = (within + np.repeat(begins, sizes))[stays]
    levels = np.maximum(1, skill_levels[places] - chance.in_hundred(20, len(places)))
    return places, levels.astype(np.int8)


def _grown(
    shape: Shape, chance: Chance, skills_at: Whole, skills: Whole, skill_levels: Whole
) -> tuple[Whole, Whole, Whole]:
    """Return what roles grow: the first three of their skills, a level higher."""
    grows = chance.in_hundred(shape.grows, shape.roles)
    places = (skills_at[:-1][grows][:, None] + np.arange(3)).ravel()
    return _offsets(np.where(grows, 3, 0)), skills[places], np.minimum(HIGHEST, skill_levels[places] + 1)


def _pays(shape: Shape, chance: Chance, seniorities: Whole) -> Whole:
    """Return yearly pay by seniority, in steps of 500 euros."""
    pays = 24_000 + 9_000 * seniorities + 500 * chance.below(30, shape.roles)
    known: Whole = np.where(chance.in_hundred(shape.unknown, shape.roles), 0, pays)
    return known


def _months(shape: Shape, chance: Chance, rungs: Whole, far: npt.NDArray[np.bool_]) -> Whole:
    """Return the time before a move in tenths of a month: halves, longer for seniors and for a change of family."""
    months = 60 + 40 * rungs + 60 * far + 5 * chance.below(60, len(rungs))
    known: Whole = np.where(chance.in_hundred(shape.unknown, len(rungs)), -1, months)
    return known


def _first_different(values: Whole, count: int) -> Whole:
    """Return the first `count` different ones, in the order in which they came."""
    _, first = np.unique(values, return_index=True)
    different: Whole = values[np.sort(first)[:count]]
    return different


def _offsets(counts: Whole) -> Whole:
    """Return where each stretch begins, and the end of the last."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))


def _parts(count: int) -> Iterator[slice]:
    return (slice(begin, min(begin + AT_ONCE, count)) for begin in range(0, count, AT_ONCE))
