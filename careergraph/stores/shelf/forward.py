"""A graph on the shelf brought forward: the next version from this one and what changed; the rest is not read again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from careergraph.model.changes import ChangeSet
from careergraph.model.graph import MOST_CONTENTS, CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.transitions import Transition
from careergraph.model.written import Written as WrittenOut
from careergraph.routes.index import highest_asked
from careergraph.routes.large.arrays import Arrays, Columns, Flags, Ints, spans
from careergraph.routes.large.compiling import columns_of, growth_columns, row_of, skill_columns, with_orders
from careergraph.stores.shelf.mapped import Moves
from careergraph.stores.shelf.writing import Shared, Written, rest_of, text_of, write

OF_MOVES = ("months", "share", "kinds", "several", "surprises")
"""Columns with one figure a transition that means the same in every version."""


def content_after(graph: CareerGraph, changes: ChangeSet) -> int:
    """Return the content that a sound change makes of a graph."""
    written = WrittenOut()
    put = [*changes.put, *([changes.metadata] if changes.metadata else [])]
    gone = sum(map(written.digest, changes.replaced(graph)))
    return (graph.content + sum(map(written.digest, put)) - gone) % MOST_CONTENTS


def write_forward(folder: Path, arrays: Arrays, changes: ChangeSet) -> None:
    """
    Write what a sound change makes of a graph to a folder.

    Parameters
    ----------
    folder
        An empty folder.
    arrays
        The graph, as it is mapped from the shelf.
    changes
        What changed; it was found sound by the store that made it.
    """
    _Forward(arrays, changes).write(folder)


class _Forward:
    """The next version, put together of what stays and of what is put."""

    def __init__(self, arrays: Arrays, changes: ChangeSet) -> None:
        graph = arrays.graph
        self._arrays, self._changes, self._graph = arrays, changes, graph
        self._roles = _after(graph.roles, changes.drop_roles, {one.id: one for one in changes.of(Role)})
        self._skills = _after(graph.skills, changes.drop_skills, {one.id: one for one in changes.of(Skill)})
        self._put = sorted(changes.of(Transition), key=lambda one: one.pair)
        self._stays = self._staying()

    def write(self, folder: Path) -> None:
        """Write it to an empty folder."""
        metadata: Metadata = self._changes.metadata or self._graph.metadata
        asked, columns, order = self._columns()
        texts = Shared()
        for text in self._texts(order):
            texts.take(text)
        written = Written(
            columns,
            {"roles": tuple(self._roles), "skills": tuple(self._skills), "asked": asked},
            {
                "roles": map(text_of, self._roles.values()),
                "skills": map(text_of, self._skills.values()),
                "moves": texts.texts,
            },
            texts.of,
        )
        write(folder, metadata, content_after(self._graph, self._changes), written)

    def _staying(self) -> Flags:
        """Return which transitions stay as they are."""
        stays = np.ones(len(self._arrays.transitions), dtype=bool)
        for one in self._changes.replaced(self._graph):
            if isinstance(one, Transition):
                stays[self._graph.transitions.place(one.pair)] = False  # type: ignore[attr-defined]  # it is mapped
        return stays

    def _texts(self, order: Ints) -> Iterator[str]:
        moves = self._arrays.transitions
        assert isinstance(moves, Moves)  # noqa: S101 - says to the type checker what is mapped
        staying = np.flatnonzero(self._stays)
        put = [rest_of(one) for one in self._put]
        for place in order.tolist():
            yield moves.text(int(staying[place])) if place < len(staying) else put[place - len(staying)]

    def _columns(self) -> tuple[tuple[str, ...], Columns, Ints]:
        """Return the skills that are asked, the arrays, and in what order both parts stand, one after the other."""
        old, stays = self._arrays.columns, self._stays
        names, new = columns_of(self._roles, self._skills, map(row_of, self._put))
        begins, ends = old["asked_starts"][:-1][stays], old["asked_starts"][1:][stays]
        rows = spans(begins, ends)
        more = self._asked_in_groups()
        asked = self._asked(old["asked_skill"][rows], names, more)
        number = {role: place for place, role in enumerate(self._roles)}
        role_now = np.array([number.get(role, -1) for role in self._arrays.roles], dtype=np.int32)
        skill_now, skill_new = _renumbered(self._arrays.skills, asked), _renumbered(names, asked)
        tail = np.concatenate((role_now[old["tail"][stays]], new["tail"]))
        head = np.concatenate((role_now[old["head"][stays]], new["head"]))
        order = np.lexsort((head, tail))
        counts = np.concatenate((ends - begins, np.diff(new["asked_starts"])))
        after = np.cumsum(counts) - counts
        moved = spans(after[order], after[order] + counts[order])
        laid = {name: np.concatenate((old[name][stays], new[name]))[order] for name in OF_MOVES}
        laid["surprises"] |= self._grows_otherwise(tail, head)[order]
        laid |= {
            "tail": tail[order],
            "head": head[order],
            "asked_starts": np.concatenate(([0], np.cumsum(counts[order]))),
            "asked_skill": np.concatenate((skill_now[old["asked_skill"][rows]], skill_new[new["asked_skill"]]))[moved],
            "asked_level": np.concatenate((old["asked_level"][rows], new["asked_level"]))[moved],
        }
        laid |= {**skill_columns(asked, self._skills, laid, more), **growth_columns(asked, self._roles)}
        return asked, with_orders(laid, len(self._roles)), order

    def _asked_in_groups(self) -> dict[str, int]:
        """Return the highest level that transitions with several ways ask of each skill."""
        kept = (
            self._arrays.transitions[place] for place in np.flatnonzero(self._arrays.several & self._stays).tolist()
        )
        return highest_asked(way for one in (*kept, *self._put) if one.groups for way in one.ways)

    def _asked(self, staying: Ints, names: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({*(self._arrays.skills[one] for one in np.unique(staying)), *names, *more}))

    def _grows_otherwise(self, tail: Ints, head: Ints) -> Flags:
        """Return which transitions touch a role that is put: by its growth they may bring what they did not before."""
        put = {one.id for one in self._changes.of(Role)}
        touched = np.array([role in put for role in self._roles], dtype=bool)
        return touched[tail] | touched[head] if len(tail) else np.zeros(0, dtype=bool)


def _after(values: Mapping[str, Any], dropped: Sequence[str], put: Mapping[str, Any]) -> dict[str, Any]:
    gone = set(dropped)
    after = {key: value for key, value in values.items() if key not in gone} | dict(put)
    return dict(sorted(after.items()))


def _renumbered(names: Sequence[str], now: Sequence[str]) -> Ints:
    """Return for each of some names its place among those of now; -1 where it is not there any more."""
    place = {name: number for number, name in enumerate(now)}
    return np.array([place.get(name, -1) for name in names], dtype=np.int32)
