"""Ask us and the peers the same questions in turn, compare every answer, and keep the seconds."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from careergraph import CareerGraph, Explorer, find_routes
from careergraph.routes.answer import Answer
from careergraph.routes.rounds import never
from careergraph.routes.search import engine_of
from scripts.benchmark.peers import KINDS, Ask, Values, unbeaten
from scripts.benchmark.plain import PlainGraph
from scripts.benchmark.questions import Pair, Question, pairs
from scripts.benchmark.timing import timed, timed_apart, timed_often

PATIENCE = 2
"""A peer that took too long this often in a row is not asked this question again."""


@dataclass(slots=True)
class PeerTimes:
    """What a peer took for a question, as multiples of what we took, and how often the answers differed."""

    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    too_long: int = 0

    @property
    def given_up(self) -> bool:
        """Whether it is not asked again."""
        return self.too_long >= PATIENCE


@dataclass(slots=True)
class Row:
    """
    What a question took on a graph, in seconds of the processor.

    `first` are goals nobody asked about before, `again` other starts to the same goals, `bare` the same as `again`
    without the answer being put together, and `often` the mean of these asked again and again, as quick peers are.
    """

    graph: str
    question: str
    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    often: list[float] = field(default_factory=list)
    peers: dict[str, PeerTimes] = field(default_factory=dict)


class Bench:
    """One graph, and the peers that know it."""

    def __init__(self, name: str, graph: CareerGraph, arrays: PlainGraph, peers: dict[str, Ask], limit: int) -> None:
        self.name, self.graph, self.arrays, self._peers, self._limit = name, graph, arrays, peers, limit

    def row(self, question: Question, count: int, seed: int, compared: int | None = None) -> Row:
        """Return what a question takes, about so many pairs, all or the first answers compared with the peers'."""
        peers = {name: PeerTimes() for name in self._peers if question.kind in KINDS[name]}
        row = Row(self.name, question.name, peers=peers)
        asked, found = pairs(self.arrays, count, seed), []
        for pair, other in zip(asked, [*asked[1:], asked[0]], strict=True):
            seconds, answer = timed(partial(find_routes, self.graph, question.about(self.arrays, pair)))
            row.first.append(seconds)
            found.append(values(question, answer))
            self._ask_again(row, question, Pair(other.start if other.start != pair.goal else pair.start, pair.goal))
        for pair, seconds, ours in list(zip(asked, row.first, found, strict=True))[:compared]:
            self._ask_peers(row, question, pair, seconds, ours)
        return row

    def _ask_peers(self, row: Row, question: Question, pair: Pair, ours: float, found: Values) -> None:
        for name, times in row.peers.items():
            if times.given_up:
                continue
            told = timed_apart(partial(self._peers[name], question, pair), self._limit)
            if told is None:
                times.too_long += 1
                continue
            seconds, expected = told
            times.too_long = 0
            times.seconds.append(seconds)
            times.ratios.append(seconds / ours)
            if found[: len(expected)] != expected:
                times.differing.append(f"{self.name}, {question.name}, {pair}: ours {found}, {name} {expected}")
                print(f"DIFFERENT {times.differing[-1]}", file=sys.stderr)

    def _ask_again(self, row: Row, question: Question, pair: Pair) -> None:
        query = question.about(self.arrays, pair)
        row.again.append(timed(lambda: find_routes(self.graph, query))[0])
        search = partial(engine_of(self.graph).search, query, never)
        row.bare.append(timed(search)[0])
        row.often.append(timed_often(search)[0])

    def documents(self, question: Question, count: int, seed: int) -> Row:
        """Return what a question takes with everything that is told of its routes, ready for JSON."""
        row = Row(self.name, f"{question.name}, as a document")
        for pair in pairs(self.arrays, count, seed):
            query = question.about(self.arrays, pair)
            row.first.append(timed(lambda: find_routes(self.graph, query).to_dict())[0])  # noqa: B023 - called at once
        return row

    def next_moves(self, count: int) -> Row:
        """Return what the next moves take, each with what is missing; compared with sums over the arrays."""
        row = Row(self.name, "next moves, with what is missing", peers={"sums over arrays": PeerTimes()})
        explorer = Explorer(self.graph)
        for pair in pairs(self.arrays, count, seed=7):
            profile = Question("", "", {"matters": ("moves",)}).about(self.arrays, pair).profile
            seconds, steps = timed(partial(explorer.next_moves, profile))
            row.first.append(seconds)
            row.often.append(timed_often(partial(explorer.next_moves, profile))[0])
            told, expected = timed_often(partial(self._sorted_gaps, pair.start))
            times = row.peers["sums over arrays"]
            times.seconds.append(told)
            times.ratios.append(told / seconds)
            if [int(step.learning) for step in steps] != expected:
                times.differing.append(f"{self.name}, next moves of {pair.start}")
        return row

    def _sorted_gaps(self, start: int) -> list[int]:
        return sorted(self._gaps(start))

    def _gaps(self, start: int) -> Iterator[int]:
        """Yield the gap of each move out of a role for who holds what the role usually asks."""
        arrays = self.arrays
        part = slice(arrays.skills_at[start], arrays.skills_at[start + 1])
        held = dict(zip(arrays.skills[part].tolist(), arrays.skill_levels[part].tolist(), strict=True))
        for at in (arrays.tails == start).nonzero()[0].tolist():
            asked = slice(arrays.asks_at[at], arrays.asks_at[at + 1])
            levels = zip(arrays.asks[asked].tolist(), arrays.levels[asked].tolist(), strict=True)
            yield sum(max(0, level - held.get(skill, 0)) for skill, level in levels)


def values(question: Question, answer: Answer) -> Values:
    """Return the values of our routes in the units of the peers."""
    months = [int(route.values["months"].known * 10) for route in answer]
    learned = [int(route.values["learning"].known) for route in answer]
    if question.kind == "shortest":
        return sorted((one,) for one in months)
    if question.kind == "least":
        return [(min(learned, default=-1),)]
    shares = [-int(route.values["likelihood"].known * 10 ** (6 * question.moves)) for route in answer]
    found: Values = sorted(zip(months, learned, shares, strict=True))
    return found if unbeaten(found) == found else [*found, (-1,)]
