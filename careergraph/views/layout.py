"""
One layered layout, left to right, for every map.

Layers are columns: given (rungs of seniority), or found, each node one layer beyond the farthest of its tails.
Within a layer nodes keep to their band (a family), and within a band they are ordered so that few edges cross.
The same graph always gets the same layout: nothing is random, and ties go by the order of the ids.

Notes
-----
Layers, crossing reduction by barycentres in sweeps to and fro, dummy nodes on long edges: Sugiyama, Tagawa and Toda,
"Methods for visual understanding of hierarchical system structures", 1981.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

SWEEPS = 12
MOST_STRAIGHTENED = 80
"""Of larger graphs the order stays as the sweeps left it."""
MOST_DUMMIES = 2000
"""With more of them, long edges run straight from end to end."""

DUMMY = "\0"
"""Stands in the names of dummies, and in no id."""

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """
    Where nodes stand.

    Parameters
    ----------
    layer
        The column of each node, from 0.
    y
        Its distance from the top.
    band_tops
        Where each band begins; one more than there are bands.
    through
        For edges that cross layers, the (layer, y) of the points between their ends.
    """

    layer: dict[str, int]
    y: dict[str, float]
    band_tops: tuple[float, ...]
    through: dict[Edge, tuple[tuple[int, float], ...]]


def layered(
    heights: Mapping[str, float],
    edges: Iterable[Edge],
    *,
    layers: Mapping[str, int] | None = None,
    bands: Mapping[str, int] | None = None,
    padding: float = 0,
    most_layers: int | None = None,
) -> Layout:
    """
    Return where nodes stand.

    Parameters
    ----------
    heights
        The room each node needs downwards, by id.
    edges
        From tail to head; those within a layer matter to nobody here.
    layers
        The layer of every node; found where it is not given.
    bands
        The band of every node, from 0; one band where it is not given. Long edges pass through points of their
        own only where there is one band.
    padding
        The room above and below the nodes of a band.
    most_layers
        Into how few layers found ones are drawn together.

    Examples
    --------
    >>> layout = layered(dict.fromkeys("abc", 40), [("a", "b"), ("b", "c"), ("a", "c")])
    >>> layout.layer, layout.y, layout.through
    ({'a': 0, 'b': 1, 'c': 2}, {'a': 40.0, 'b': 60.0, 'c': 40.0}, {('a', 'c'): ((1, 20.0),)})
    """
    edges = sorted({edge for edge in edges if edge[0] != edge[1] and set(edge) <= heights.keys()})
    layer = dict(layers) if layers is not None else found_layers(sorted(heights), edges, most_layers)
    room = dict(heights)
    chains = {} if bands else _chains(edges, layer, room)
    links = [pair for edge in edges for pair in pairwise(chains.get(edge, edge)) if layer[pair[0]] != layer[pair[1]]]
    band = {node: bands[node] if bands else 0 for node in room}
    cells = _straightened(_ordered(_cells(layer, band), links), links, room)
    y, tops = _placed(cells, room, padding)
    through = {edge: tuple((layer[node], y[node]) for node in chain[1:-1]) for edge, chain in chains.items()}
    return Layout({node: layer[node] for node in heights}, {node: y[node] for node in heights}, tops, through)


def found_layers(nodes: Sequence[str], edges: Sequence[Edge], most: int | None = None) -> dict[str, int]:
    """
    Return a layer for each node: one beyond the farthest of its tails, edges that close a circle left aside.

    Examples
    --------
    >>> found_layers("abc", [("a", "b"), ("b", "c"), ("c", "a")])
    {'a': 0, 'b': 1, 'c': 2}
    """
    heads: dict[str, list[str]] = {node: [] for node in nodes}
    for tail, head in edges:
        heads[tail].append(head)
    layer = dict.fromkeys(nodes, 0)
    for node, onward in _forwards(heads):
        for head in onward:
            layer[head] = max(layer[head], layer[node] + 1)
    deepest = max(layer.values(), default=0) + 1
    if most is None or deepest <= most:
        return layer
    return {node: depth * most // deepest for node, depth in layer.items()}


def _forwards(heads: Mapping[str, Sequence[str]]) -> list[tuple[str, list[str]]]:
    """Return every node after all its tails, with the heads of those of its edges that close no circle."""
    entered = dict.fromkeys(heads, 0)
    for onward in heads.values():
        for head in onward:
            entered[head] += 1
    state: dict[str, str] = {}
    forward: dict[str, list[str]] = {node: [] for node in heads}
    finished: list[str] = []
    for root in sorted(heads, key=lambda node: (entered[node], node)):
        if root in state:
            continue
        state[root] = "open"
        stack = [(root, iter(heads[root]))]
        while stack:
            node, rest = stack[-1]
            head = next(rest, "")
            if not head:
                state[node] = "done"
                finished.append(node)
                stack.pop()
            elif state.get(head) != "open":
                forward[node].append(head)
                if head not in state:
                    state[head] = "open"
                    stack.append((head, iter(heads[head])))
    return [(node, forward[node]) for node in reversed(finished)]


def _chains(edges: Iterable[Edge], layer: dict[str, int], room: dict[str, float]) -> dict[Edge, tuple[str, ...]]:
    """Return long edges as chains of nodes, having added a dummy for each layer between their ends."""
    long = [edge for edge in edges if layer[edge[1]] - layer[edge[0]] > 1]
    if sum(layer[head] - layer[tail] - 1 for tail, head in long) > MOST_DUMMIES:
        return {}
    usual = min(room.values(), default=0)
    chains = {}
    for tail, head in long:
        dummies = [f"{tail}{DUMMY}{head}{DUMMY}{at}" for at in range(layer[tail] + 1, layer[head])]
        for at, dummy in enumerate(dummies, layer[tail] + 1):
            layer[dummy], room[dummy] = at, usual
        chains[tail, head] = (tail, *dummies, head)
    return chains


Cells = dict[tuple[int, int], list[str]]
"""The nodes of each (layer, band), from the top."""


def _cells(layer: Mapping[str, int], band: Mapping[str, int]) -> Cells:
    cells: Cells = {}
    for node in sorted(band):
        cells.setdefault((layer[node], band[node]), []).append(node)
    return dict(sorted(cells.items()))


def _ordered(cells: Cells, links: Sequence[Edge]) -> Cells:
    """Return the cells in the best order that sweeps to and fro come by."""
    before: dict[str, list[str]] = {node: [] for cell in cells.values() for node in cell}
    after: dict[str, list[str]] = {node: [] for node in before}
    for tail, head in links:
        after[tail].append(head)
        before[head].append(tail)
    places = {node: place for node, (place, *_) in _places(cells).items()}
    best, fewest = cells, crossings(cells, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        towards = before if sweep % 2 == 0 else after
        cells = _swept(cells, places, towards, backwards=bool(sweep % 2))
        count = crossings(cells, links)
        if count < fewest:
            best, fewest = cells, count
    return best


def _swept(cells: Cells, places: dict[str, float], towards: Mapping[str, Sequence[str]], *, backwards: bool) -> Cells:
    """Return the cells with each sorted by the mean place of the neighbours on one side, layer after layer."""
    swept = dict(cells)
    for key in sorted(cells, reverse=backwards):
        means = {
            node: sum(places[other] for other in towards[node]) / len(towards[node]) if towards[node] else places[node]
            for node in swept[key]
        }
        swept[key] = sorted(swept[key], key=lambda node: (means[node], places[node]))
        places.update({node: place for node, (place, *_) in _places({key: swept[key]}).items()})
    return swept


def _places(cells: Cells) -> dict[str, tuple[float, int]]:
    """Return the place of each node within its layer, from band to band, and its layer."""
    return {
        node: (band + (rank + 0.5) / len(cell), layer)
        for (layer, band), cell in cells.items()
        for rank, node in enumerate(cell)
    }


def crossings(cells: Cells, links: Iterable[Edge]) -> int:
    """Return how many pairs of edges between the same two layers cross."""
    places = _places(cells)
    between: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for pair in links:
        (here, first), (there, second) = (places[node] for node in pair)
        ends = (here, there) if first < second else (there, here)
        between.setdefault((min(first, second), max(first, second)), []).append(ends)
    return sum(_inversions(pairs) for pairs in between.values())


def _inversions(pairs: list[tuple[float, float]]) -> int:
    seen: list[float] = []
    count = 0
    for _, there in sorted(pairs):
        count += len(seen) - bisect_right(seen, there)
        insort(seen, there)
    return count


def _straightened(cells: Cells, links: Sequence[Edge], room: Mapping[str, float]) -> Cells:
    """Return the cells after every swap of neighbours that spares crossings, or length of edges without adding any."""
    if len(room) > MOST_STRAIGHTENED:
        return cells
    cost = _cost(cells, links, room)
    for key, place in [(key, place) for key, cell in cells.items() for place in range(len(cell) - 1)] * 2:
        cell = list(cells[key])
        cell[place], cell[place + 1] = cell[place + 1], cell[place]
        swapped = {**cells, key: cell}
        if (less := _cost(swapped, links, room)) < cost:
            cells, cost = swapped, less
    return cells


def _cost(cells: Cells, links: Sequence[Edge], room: Mapping[str, float]) -> tuple[int, float]:
    y, _ = _placed(cells, room, 0)
    length = sum(abs(y[tail] - y[head]) * (2 if DUMMY in tail + head else 1) for tail, head in links)
    return crossings(cells, links), round(length, 6)


def _placed(cells: Cells, room: Mapping[str, float], padding: float) -> tuple[dict[str, float], tuple[float, ...]]:
    """Return the y of each node, the nodes of a cell in the middle of their band, and where bands begin."""
    count = max((band for _, band in cells), default=-1) + 1
    tallest = [0.0] * count
    for (_, band), cell in cells.items():
        tallest[band] = max(tallest[band], sum(room[node] for node in cell))
    tops = tuple(accumulate((height + 2 * padding for height in tallest), initial=0.0))
    y: dict[str, float] = {}
    for (_, band), cell in cells.items():
        top = tops[band] + padding + (tallest[band] - sum(room[node] for node in cell)) / 2
        for node, start in zip(cell, accumulate((room[node] for node in cell), initial=top), strict=False):
            y[node] = start + room[node] / 2
    return y, tops
