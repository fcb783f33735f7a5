"""What stands in a folder of the shelf, and how it comes there."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from careergraph.model.collecting import nothing_collected
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.records import record_of
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import LaidOut, Rows
from careergraph.routes.large.arrays import Columns, Ints, numbers_of
from careergraph.routes.large.compiling import columns_of, in_lots, rows_of
from careergraph.stores.shelf.texts import lines, mapped, write_arrays, write_texts

FORMAT = 3
"""Changes when what stands in a folder means something else; folders of another format are not opened."""
ABOUT = "about.json"
ARRAYS = "arrays.bin"
STARTS = "_texts"
"""After the name of a file of texts: the array that says where each begins."""
IDS = "_ids"
"""After the name of what has ids: the file of texts that has them."""
TEXT_OF = "text_of"
"""The array that says which text a transition has."""
IN_COLUMNS = ("tail", "head", "months", "likelihood")
PLAIN = 2
"""Fields of a requirement that says no more than its skill and its level."""
ESTIMATED = b'estimated":true'
"""Stands in the text of a value that has an estimate, and in no other: in a word, the quotation mark is escaped."""


class Written(NamedTuple):
    """What is written of a graph: arrays, ids in order, texts, and the place of the text of each transition."""

    columns: Columns
    ids: Mapping[str, Sequence[str]]
    texts: Mapping[str, Iterable[str]]
    text_of: Sequence[int] | Ints


def laid_out(graph: CareerGraph) -> LaidOut:
    """Return a graph in memory laid out."""
    moves = tuple(graph.transitions.values())
    texts = (list(map(rest_of, lot)) for lot in in_lots(moves))
    rows = rows_of(moves, numbers_of(graph.skills))
    return LaidOut(graph.metadata, graph.content, graph.roles, graph.skills, zip(rows, texts, strict=True))


def write_graph(folder: Path, graph: LaidOut) -> None:
    """Write a graph to an empty folder, compiled from its rows in one pass."""
    texts = Shared()
    roles, skills = graph.roles, graph.skills
    with nothing_collected():
        asked, columns = columns_of(roles, skills, texts.taken_from(graph.moves))
    written = Written(
        columns,
        {"roles": tuple(roles), "skills": tuple(skills), "asked": asked},
        {"roles": map(text_of, roles.values()), "skills": map(text_of, skills.values()), "moves": texts.texts},
        texts.of,
    )
    write(folder, graph.metadata, graph.content, written)


def rest_of(transition: Transition) -> str:
    """Return as text what a transition says beside what stands in columns."""
    return rest_text(record_of(transition))


def rest_text(record: Mapping[str, Any]) -> str:
    """Return as text what the record of a transition says beside what stands in columns."""
    plain = all(len(row) == PLAIN for row in record.get("requirements", ())) and not record.get("groups")
    in_columns = (*IN_COLUMNS, *(("requirements",) if plain else ()))
    return text_of({name: said for name, said in record.items() if name not in in_columns})


class Shared:
    """Texts, each kept once, and which of them each transition has."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self.of: list[int] = []

    def taken_from(self, moves: Iterable[tuple[Rows, Sequence[str]]]) -> Iterator[Rows]:
        """Yield the rows of moves, and take their texts."""
        for rows, texts in moves:
            self.of += [self.texts.setdefault(text, len(self.texts)) for text in texts]
            yield rows


def write(folder: Path, metadata: Metadata, content: int, written: Written) -> None:
    """Write everything; last of all what is read first, so that what it names is there."""
    kinds = _first_of_kind(written)
    ids = {f"{name}{IDS}": lines(some) for name, some in written.ids.items()}
    texts = {**written.texts, **ids}
    starts = {f"{name}{STARTS}": write_texts(folder / f"{name}.txt", some) for name, some in texts.items()}
    arrays = {**written.columns, **starts, TEXT_OF: np.array(written.text_of, dtype=np.int32)}
    about = {
        "format": FORMAT,
        "metadata": record_of(metadata),
        "content": f"{content:064x}",
        "has_estimates": any(ESTIMATED in mapped(folder / f"{name}.txt")[:] for name in ("roles", "moves")),
        "knows_likelihoods": bool((written.columns["share"] > 0).any()),
        "first_of_kind": kinds,
        "columns": list(written.columns),
        "arrays": write_arrays(folder / ARRAYS, arrays),
        "files": {one.name: one.stat().st_size for one in sorted(folder.iterdir())},
    }
    (folder / ABOUT).write_text(json.dumps(about), encoding="ascii")


def _first_of_kind(written: Written) -> dict[str, tuple[RoleId, RoleId]]:
    """Return the first transition of each kind there is."""
    texts, places = np.unique(np.array(written.text_of, dtype=np.int32), return_index=True)
    said = tuple(written.texts["moves"])
    first: dict[str, int] = {}
    for text, place in zip(texts.tolist(), places.tolist(), strict=True):
        kind = json.loads(said[text]).get("kind", "promotion")
        first[kind] = min(place, first.get(kind, place))
    roles, tail, head = written.ids["roles"], written.columns["tail"], written.columns["head"]
    return {kind: (roles[tail[place]], roles[head[place]]) for kind, place in first.items()}


def text_of(value: Any) -> str:  # noqa: ANN401 - a value of the model, or what JSON holds
    """Return a value as the text that its record is."""
    return json.dumps(record_of(value), separators=(",", ":"))  # beyond ASCII escaped: any text there is can be kept
