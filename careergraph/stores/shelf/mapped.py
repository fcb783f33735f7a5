"""A graph on the shelf: its values are made when they are looked at, its arrays are mapped."""

from collections.abc import Callable, Iterator, Mapping, Sequence, ValuesView
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.ordered import InOrder
from careergraph.model.records import value_of
from careergraph.model.roles import Role
from careergraph.model.skills import Requirement, Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes.compiled import give
from careergraph.routes.large.arrays import UNKNOWN, Arrays, Columns, Ints, Numbered
from careergraph.routes.large.engine import ArrayEngine
from careergraph.stores.shelf.texts import Ids, Texts, mapped_arrays
from careergraph.stores.shelf.writing import ARRAYS, IDS, STARTS, TEXT_OF

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_MOVES = 1 << 15
"""Transitions that are held at once, made of what is mapped."""


class Mapped(Mapping[Key, Value]):
    """
    Values by key, in order, each made when it is first looked at.

    Parameters
    ----------
    keys
        The keys, in order.
    place
        Returns the place of a key; raises KeyError where it has none.
    make
        Returns the value at a place.
    texts
        What the values are made of, where each has a text of its own.
    """

    def __init__(
        self,
        keys: Sequence[Key],
        place: Callable[[Any], int],
        make: Callable[[int], Value],
        texts: Texts | None = None,
    ) -> None:
        self._keys, self.place, self._make, self._texts = keys, place, make, texts

    def __getitem__(self, key: Key) -> Value:
        return self._make(self.place(key))

    def text(self, key: Key) -> str:
        """Return the text that a value is made of."""
        assert self._texts is not None  # noqa: S101 - asked of roles and skills alone
        return self._texts[self.place(key)]

    def __contains__(self, key: object) -> bool:
        try:
            self.place(key)
        except (KeyError, TypeError, ValueError):
            return False
        return True

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def values(self) -> "ValuesView[Value]":
        """Return the values in order; their keys are not looked up."""
        return _Values(self)

    def made(self) -> Iterator[Value]:
        """Yield the values in order."""
        return map(self._make, range(len(self)))


class _Values(ValuesView[Value]):
    """The values of a mapping whose keys stand in order of their places."""

    _mapping: Mapped[Any, Value]

    def __iter__(self) -> Iterator[Value]:
        return self._mapping.made()


class Moves(Sequence[Transition]):
    """
    The transitions of a graph on the shelf, in order of tail and head.

    Parameters
    ----------
    columns
        Its arrays.
    texts
        What transitions say beside what stands in columns.
    text_of
        The place of the text of each.
    roles, skills
        Its role ids, and the ids of the skills that are asked.
    """

    def __init__(
        self, columns: Columns, texts: Texts, text_of: Ints, roles: Sequence[RoleId], skills: Sequence[SkillId]
    ) -> None:
        self._columns, self.texts, self.text_of, self._roles, self._skills = columns, texts, text_of, roles, skills
        self._template = lru_cache(MOST_MOVES)(self._made_template)
        self._at = lru_cache(MOST_MOVES)(self._made)
        self._asked: dict[bytes, InOrder[Requirement]] = {}

    def __len__(self) -> int:
        return len(self.text_of)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one, or as many as a slice has
        if isinstance(place, slice):
            return tuple(self._at(one) for one in range(*place.indices(len(self))))
        return self._at(int(place))

    def pair(self, place: int) -> tuple[RoleId, RoleId]:
        """Return tail and head of a transition."""
        return self._roles[self._columns["tail"][place]], self._roles[self._columns["head"][place]]

    def pairs(self) -> Iterator[tuple[RoleId, RoleId]]:
        """Return tail and head of every transition."""
        roles = tuple(self._roles)
        tails, heads = (map(roles.__getitem__, self._columns[name].data) for name in ("tail", "head"))
        return zip(tails, heads, strict=True)

    def _made(self, place: int) -> Transition:
        tail, head = self.pair(place)
        template = self._template(int(self.text_of[place]))
        asked = template.requirements or self._requirements(place)
        if template.groups:
            asked = template.requirements
        months, share = int(self._columns["months"][place]), int(self._columns["share"][place])
        return replace(
            template,
            tail=tail,
            head=head,
            months=None if months >= UNKNOWN else Decimal(months).scaleb(-1),
            likelihood=Decimal(share).scaleb(-6) if share else None,
            requirements=asked,
        )

    def _made_template(self, text: int) -> Transition:
        return value_of(Transition, {"tail": "", "head": "", **self.texts.record(text)})

    def _requirements(self, place: int) -> InOrder[Requirement]:
        """Return what a transition asks that asks nothing out of the ordinary; equal lists are one."""
        first, last = self._columns["asked_starts"][place : place + 2].tolist()
        skills, levels = self._columns["asked_skill"][first:last], self._columns["asked_level"][first:last]
        key = skills.tobytes() + levels.tobytes()
        known = self._asked.get(key)
        if known is None:
            pairs = zip(skills.tolist(), levels.tolist(), strict=True)
            known = InOrder(Requirement(self._skills[skill], level) for skill, level in pairs)
            if len(self._asked) < MOST_MOVES:
                self._asked[key] = known
        return known


class Pairs(Sequence[tuple[RoleId, RoleId]]):
    """Tail and head of every transition, in order."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves

    def __len__(self) -> int:
        return len(self._moves)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - one; a slice is not asked for
        return self._moves.pair(place)

    def __iter__(self) -> Iterator[tuple[RoleId, RoleId]]:
        return self._moves.pairs()


def mapped_graph(folder: Path, about: Mapping[str, Any]) -> CareerGraph:
    """Return the graph in a folder, with what searches it."""
    arrays = mapped_arrays(folder / ARRAYS, about["arrays"])
    texts = {name: Texts(folder / f"{name}.txt", arrays[f"{name}{STARTS}"]) for name in ("roles", "skills", "moves")}
    columns = {name: arrays[name] for name in about["columns"]}
    roles, skills, asked = (
        Ids(folder / f"{name}{IDS}.txt", arrays[f"{name}{IDS}{STARTS}"]) for name in ("roles", "skills", "asked")
    )
    moves = Moves(columns, texts["moves"], arrays[TEXT_OF], roles, asked)
    graph = CareerGraph.of_sound(
        value_of(Metadata, about["metadata"]),
        Mapped(roles, roles.place, _values(texts["roles"], Role), texts["roles"]),
        Mapped(skills, skills.place, _values(texts["skills"], Skill), texts["skills"]),
        Mapped(Pairs(moves), _place_of(roles, columns), moves.__getitem__),
        int(about["content"], 16),
    )
    vars(graph).update(
        _out=Mapped(roles, roles.place, _ways(moves, columns["out_starts"], None)),
        _in=Mapped(roles, roles.place, _ways(moves, columns["in_starts"], columns["into"])),
        _heads=Mapped(roles, roles.place, _beside(roles, columns["head"], columns["out_starts"], None)),
        _tails=Mapped(roles, roles.place, _beside(roles, columns["tail"], columns["in_starts"], columns["into"])),
        has_estimates=about["has_estimates"],
        first_of_kind={kind: tuple(pair) for kind, pair in about["first_of_kind"].items()},
        knows_likelihoods=about["knows_likelihoods"],
    )
    give(graph, ArrayEngine, ArrayEngine(graph, Arrays(graph, moves, _numbered(roles), _numbered(asked), columns)))
    return graph


def _numbered(ids: Ids) -> Numbered:
    return Numbered(ids, Mapped(ids, ids.place, int))


def _values(texts: Texts, kind: type[Value]) -> Callable[[int], Value]:
    return lru_cache(None)(lambda place: value_of(kind, texts.record(place)))


def _place_of(roles: Ids, columns: Columns) -> Callable[[tuple[RoleId, RoleId]], int]:
    starts, heads = columns["out_starts"], columns["head"]

    def place(pair: tuple[RoleId, RoleId]) -> int:
        tail, head = roles.place(pair[0]), roles.place(pair[1])
        first, last = int(starts[tail]), int(starts[tail + 1])
        found = first + int(np.searchsorted(heads[first:last], head))
        if found == last or heads[found] != head:
            raise KeyError(pair)
        return found

    return place


def _beside(ids: Sequence[RoleId], ends: Ints, starts: Ints, order: Ints | None) -> Callable[[int], tuple[RoleId, ...]]:
    def beside(role: int) -> tuple[RoleId, ...]:
        places = slice(int(starts[role]), int(starts[role + 1]))
        found = ends[places] if order is None else ends[order[places]]
        return tuple(ids[one] for one in found.tolist())

    return beside


def _ways(moves: Moves, starts: Ints, order: Ints | None) -> Callable[[int], tuple[Transition, ...]]:
    @lru_cache(1 << 10)
    def ways(role: int) -> tuple[Transition, ...]:
        places = range(int(starts[role]), int(starts[role + 1]))
        return tuple(moves[place if order is None else int(order[place])] for place in places)

    return ways
