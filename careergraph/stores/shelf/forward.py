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
from careergraph.routes.index import highest_asked
from careergraph.routes.large.arrays import Arrays, Columns, Flags, Ints, numbers_of, spans
from careergraph.routes.large.compiling import effort_of, growth_columns, rows_laid, rows_of, skill_columns, with_orders
from careergraph.stores.shelf.mapped import Mapped, Moves
from careergraph.stores.shelf.writing import Written, rest_of, text_of, write

OF_MOVES = ("months", "share", "kinds", "several", "surprises")
"""Columns with one figure a transition that means the same in every version."""


def content_after(graph: CareerGraph, changes: ChangeSet) -> int:
    """Return the content that a sound change makes of a graph."""
    return (graph.content + changes.added_content(graph)) % MOST_CONTENTS


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
        self._roles = _After(graph.roles, changes.drop_roles, {one.id: one for one in changes.of(Role)})
        self._skills = _After(graph.skills, changes.drop_skills, {one.id: one for one in changes.of(Skill)})
        self._put = sorted(changes.of(Transition), key=lambda one: one.pair)
        self._stays = self._staying()

    def write(self, folder: Path) -> None:
        """Write it to an empty folder."""
        metadata: Metadata = self._changes.metadata or self._graph.metadata
        asked, columns, order = self._columns()
        texts, text_of_each = self._texts()
        written = Written(
            columns,
            {"roles": tuple(self._roles), "skills": tuple(self._skills), "asked": asked},
            {
                "roles": map(self._roles.text, self._roles),
                "skills": map(self._skills.text, self._skills),
                "moves": texts,
            },
            text_of_each[order],
        )
        write(folder, metadata, content_after(self._graph, self._changes), written)

    def _staying(self) -> Flags:
        """Return which transitions stay as they are."""
        stays = np.ones(len(self._arrays.transitions), dtype=bool)
        for one in self._changes.replaced(self._graph):
            if isinstance(one, Transition):
                stays[self._graph.transitions.place(one.pair)] = False  # type: ignore[attr-defined]  # it is mapped
        return stays

    def _texts(self) -> tuple[tuple[str, ...], Ints]:
        """Return what transitions say beside what stands in columns, each text once, and which of them each has."""
        moves = self._arrays.transitions
        assert isinstance(moves, Moves)  # noqa: S101 - says to the type checker what is mapped
        used, which = np.unique(moves.text_of[self._stays], return_inverse=True)
        texts = {moves.texts[one]: place for place, one in enumerate(used.tolist())}
        fresh = [texts.setdefault(rest_of(one), len(texts)) for one in self._put]
        return tuple(texts), np.concatenate((which, np.array(fresh, dtype=np.int64)))

    def _columns(self) -> tuple[tuple[str, ...], Columns, Ints]:
        """Return the skills that are asked, the arrays, and in what order both parts stand, one after the other."""
        old, stays = self._arrays.columns, self._stays
        skills = tuple(self._skills)
        names, _, new = rows_laid(self._roles, skills, rows_of(self._put, numbers_of(skills)))
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
        laid |= {**skill_columns(asked, self._efforts(asked), laid, more), **self._growth(asked)}
        return asked, with_orders(laid, len(self._roles)), order

    def _efforts(self, asked: Iterable[str]) -> Iterator[int]:
        """Yield the effort of each skill that is asked: as it was, where the skill stays as it was."""
        old, put = self._arrays, {one.id for one in self._changes.of(Skill)}
        for name in asked:
            place = None if name in put else old.skill_number.get(name)
            yield effort_of(name, self._skills) if place is None else int(old.effort[place])

    def _growth(self, asked: tuple[str, ...]) -> Columns:
        """Return what each role grows: taken over from roles that stay, or all anew where more skills are asked now."""
        old, put = self._arrays, {one.id for one in self._changes.of(Role)}
        if not set(asked) <= set(old.skills):
            return growth_columns(asked, self._roles)
        fresh = growth_columns(asked, {role: self._roles[role] for role in sorted(put)})
        place = {role: number for number, role in enumerate(self._roles)}
        now = np.array([-1 if role in put else place.get(role, -1) for role in old.roles], dtype=np.int64)
        owner = np.repeat(now, np.diff(old.grown_starts))
        skill = _renumbered(old.skills, asked)[old.grown_skill]
        stays = (owner >= 0) & (skill >= 0)
        owners = np.array([place[role] for role in sorted(put)], dtype=np.int64)
        owner = np.concatenate((owner[stays], np.repeat(owners, np.diff(fresh["grown_starts"]))))
        order = np.argsort(owner, kind="stable")
        counts = np.bincount(owner, minlength=len(place))
        return {
            "grown_starts": np.concatenate(([0], np.cumsum(counts))),
            "grown_skill": np.concatenate((skill[stays], fresh["grown_skill"]))[order],
            "grown_level": np.concatenate((old.grown_level[stays], fresh["grown_level"]))[order],
        }

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


class _After(Mapping[str, Any]):
    """Values by id after a change, in order; those that stay are left as text until somebody looks at them."""

    def __init__(self, values: Mapping[str, Any], dropped: Iterable[str], put: Mapping[str, Any]) -> None:
        self._values, self._put = values, put
        self._ids = sorted({*values} - {*dropped} | put.keys())

    def __getitem__(self, one: str) -> Any:  # noqa: ANN401 - a role or a skill
        return self._put[one] if one in self._put else self._values[one]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def text(self, one: str) -> str:
        """Return a value as the text that its record is."""
        if one in self._put:
            return text_of(self._put[one])
        assert isinstance(self._values, Mapped)  # noqa: S101 - says to the type checker where the values are
        return self._values.text(one)


def _renumbered(names: Sequence[str], now: Sequence[str]) -> Ints:
    """Return for each of some names its place among those of now; -1 where it is not there any more."""
    place = {name: number for number, name in enumerate(now)}
    return np.array([place.get(name, -1) for name in names], dtype=np.int32)
