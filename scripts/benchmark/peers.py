"""
Other libraries asked the same: the k shortest simple paths, and every simple path with what is learned along it.

Each is imported when it is first needed, and left out loudly where it is not installed. None of them knows carried
skills: to find least learning they must write out every path.
"""

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import islice, pairwise
from typing import Any, TypeAlias

from scripts.benchmark.plain import PlainGraph
from scripts.benchmark.questions import LONGEST, Pair, Question

Values: TypeAlias = list[tuple[int, ...]]
"""Sorted: months in tenths; or learning; or months, learning and − the product of likelihoods in millionths."""
Ask: TypeAlias = Callable[[Question, Pair], Values]

PEERS = {"networkx": "networkx", "igraph": "igraph", "scipy": "scipy.sparse.csgraph", "rustworkx": "rustworkx"}
KINDS = {
    "networkx": ("shortest", "least", "front"),
    "igraph": ("shortest", "least", "front"),
    "scipy": ("shortest",),
    "rustworkx": ("least", "front"),
}
"""What each can be asked. The k shortest paths of rustworkx may visit a node twice: that is another question."""


class Walked:
    """What paths cost, by the arrays of a graph."""

    def __init__(self, arrays: PlainGraph) -> None:
        self.arrays = arrays
        self.place = {
            pair: at for at, pair in enumerate(zip(arrays.tails.tolist(), arrays.heads.tolist(), strict=True))
        }
        self.months, self.likelihoods = arrays.months.tolist(), arrays.likelihoods.tolist()

    def months_of(self, path: Iterable[int]) -> int:
        """Return the sum of months along a path of roles."""
        return sum(self.months[self.place[pair]] for pair in pairwise(path))

    def learned(self, start: int, path: Iterable[int]) -> int:
        """Return the level steps learned along a path: what was learned for a step is owned at the next."""
        arrays, total = self.arrays, 0
        part = slice(arrays.skills_at[start], arrays.skills_at[start + 1])
        held = dict(zip(arrays.skills[part].tolist(), arrays.skill_levels[part].tolist(), strict=True))
        for pair in pairwise(path):
            at = self.place[pair]
            asked = slice(arrays.asks_at[at], arrays.asks_at[at + 1])
            for skill, level in zip(arrays.asks[asked].tolist(), arrays.levels[asked].tolist(), strict=True):
                more = level - held.get(skill, 0)
                if more > 0:
                    total, held[skill] = total + more, level
        return total

    def vector(self, start: int, path: list[int], moves: int) -> tuple[int, int, int]:
        """Return months, learning and − likelihood of a path."""
        share = 10 ** (6 * (moves - len(path) + 1))
        for pair in pairwise(path):
            share *= self.likelihoods[self.place[pair]]
        return self.months_of(path), self.learned(start, path), -share

    def values(self, question: Question, pair: Pair, paths: Iterable[list[int]]) -> Values:
        """Return what a question asks for, out of these paths."""
        if question.kind == "shortest":
            return sorted((self.months_of(path),) for path in paths if len(path) <= LONGEST + 1)
        if question.kind == "least":
            return [(min((self.learned(pair.start, path) for path in paths), default=-1),)]
        return unbeaten({self.vector(pair.start, path, question.moves) for path in paths})


def unbeaten(vectors: Iterable[tuple[int, ...]]) -> Values:
    """Return the vectors that no other beats."""
    kept: Values = []
    for vector in sorted(vectors):
        if not any(all(map(int.__le__, other, vector)) for other in kept):
            kept.append(vector)
    return kept


def peers_of(arrays: PlainGraph) -> dict[str, Ask]:
    """Return the peers that are installed, each with the graph in its own form."""
    makers = {"networkx": _networkx, "igraph": _igraph, "scipy": _scipy, "rustworkx": _rustworkx}
    walked = Walked(arrays)
    found = {}
    for name, module in PEERS.items():
        try:
            found[name] = makers[name](import_module(module), walked)
        except ImportError:
            print(f"SKIPPED: {name} is not installed (pip install {name})", file=sys.stderr)
    return found


def _edges(arrays: PlainGraph) -> list[tuple[int, int]]:
    return list(zip(arrays.tails.tolist(), arrays.heads.tolist(), strict=True))


def _networkx(nx: Any, walked: Walked) -> Ask:  # noqa: ANN401 - a module
    arrays = walked.arrays
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((*pair, months) for pair, months in zip(_edges(arrays), walked.months, strict=True))

    def ask(question: Question, pair: Pair) -> Values:
        if question.kind == "shortest":
            paths = islice(nx.shortest_simple_paths(graph, pair.start, pair.goal, "weight"), question.k)
        else:
            paths = nx.all_simple_paths(graph, pair.start, pair.goal, cutoff=question.moves)
        return walked.values(question, pair, paths)

    return ask


def _igraph(igraph: Any, walked: Walked) -> Ask:  # noqa: ANN401 - a module
    arrays = walked.arrays
    graph = igraph.Graph(n=len(arrays.families), edges=_edges(arrays), directed=True)
    graph.es["months"] = walked.months

    def ask(question: Question, pair: Pair) -> Values:
        if question.kind == "shortest":
            paths = graph.get_k_shortest_paths(pair.start, pair.goal, k=question.k, weights="months")
        else:
            paths = graph.get_all_simple_paths(pair.start, pair.goal, maxlen=question.moves)
        return walked.values(question, pair, paths)

    return ask


def _rustworkx(rustworkx: Any, walked: Walked) -> Ask:  # noqa: ANN401 - a module
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(walked.arrays.families)))
    graph.add_edges_from_no_data(_edges(walked.arrays))

    def ask(question: Question, pair: Pair) -> Values:
        paths = rustworkx.digraph_all_simple_paths(graph, pair.start, pair.goal, cutoff=question.moves + 1)
        return walked.values(question, pair, paths)

    return ask


def _scipy(csgraph: Any, walked: Walked) -> Ask:  # noqa: ANN401 - a module
    arrays, count = walked.arrays, len(walked.arrays.families)
    matrix = import_module("scipy.sparse").csr_matrix(
        (arrays.months, (arrays.tails, arrays.heads)), shape=(count, count)
    )

    def ask(question: Question, pair: Pair) -> Values:
        _, before = csgraph.yen(matrix, pair.start, pair.goal, question.k, return_predecessors=True)
        return walked.values(question, pair, (_path(row, pair) for row in before.tolist()))

    return ask


def _path(before: list[int], pair: Pair) -> list[int]:
    """Return a path by what comes before each node on it."""
    path = [pair.goal]
    while path[-1] != pair.start:
        path.append(before[path[-1]])
    return path[::-1]
