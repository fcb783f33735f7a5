"""What is made once, or asked of a whole graph: the index, what is within reach, what opens most, derived moves."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from careergraph import Budget, CareerGraph, Explorer, Profile, RouteQuery
from careergraph.analysis.derive import Holdings, closest
from careergraph.model.roles import Grown
from careergraph.routes.large.engine import ArrayEngine
from careergraph.routes.large.wide import Wide
from careergraph.routes.search import engine_of
from careergraph.stores.shelf.shelf import Shelf
from scripts.benchmark.graphs import role_id, skill_id
from scripts.benchmark.measuring import PeerTimes, Row
from scripts.benchmark.plain import PlainGraph
from scripts.benchmark.questions import held, pairs
from scripts.benchmark.timing import timed, timed_apart, timed_often

REACH_MONTHS = 60
LONG = Budget(seconds=30)
CUT = " (cut after 30 seconds)"


def index_rows(name: str, graph: CareerGraph) -> tuple[list[Row], float]:
    """Return what naming and compiling a graph take, and the bytes of its arrays for each transition."""
    version = Row(name, "version of the content, made once", [timed(lambda: graph.version)[0]])
    seconds, engine = timed(lambda: engine_of(graph))
    compiled = Row(name, "index compiled, made once", [seconds])
    ready = Row(name, "index found again in memory", [timed(lambda: engine_of(graph))[0] for _ in range(5)])
    rows = [version, compiled, ready]
    if isinstance(engine, ArrayEngine):
        rows.append(Row(name, "made ready for many questions, once", [timed(engine.make_ready)[0]]))
        rows.extend(_shelf_rows(name, graph))
    return rows, _bytes(engine) / max(1, len(graph.transitions))


def _shelf_rows(name: str, graph: CareerGraph) -> list[Row]:
    """Return what it takes to put a graph on a shelf, and to open it from there as another process does."""
    with TemporaryDirectory() as folder:
        put = timed(lambda: Shelf(Path(folder)).put(graph))[0]
        opened = [timed(lambda: Shelf(Path(folder)).get(graph.version))[0] for _ in range(5)]
    return [Row(name, "put on the shelf, once a version", [put]), Row(name, "opened from the shelf", opened)]


def _bytes(engine: object) -> int:
    """Return the bytes of the arrays an engine keeps, those that questions make included; 0 where it keeps values."""
    if not isinstance(engine, ArrayEngine):
        return 0
    for name in ("heads", "after", "before"):
        getattr(engine.arrays, name)
    return sum(one.nbytes for one in vars(engine.arrays).values() if isinstance(one, np.ndarray))


def reach_rows(name: str, graph: CareerGraph, arrays: PlainGraph, count: int) -> list[Row]:
    """Return what reach takes, compared with sums over the arrays, and leverage."""
    explorer = Explorer(graph)
    reach = Row(name, "in reach within 60 months, up to 3 moves", peers={"sums over arrays": PeerTimes()})
    leverage = Row(name, "which skill opens most: up to 60 level steps, 3 moves")
    explorer.reach(RouteQuery(Profile(role_id(0)), (), max_moves=1))  # compiles what it needs
    for pair in pairs(arrays, count, seed=8):
        profile = Profile(role_id(pair.start), dict(held(arrays, pair.start)), assume=False)
        within = RouteQuery(profile, (), matters=("months",), max_months=Decimal(REACH_MONTHS), max_moves=3)
        seconds, found = timed(partial(explorer.reach, within))
        reach.first.append(seconds)
        told, expected = timed_often(partial(_within, arrays, pair.start))
        _compare(reach.peers["sums over arrays"], told / seconds, {one.role for one in found} == expected, pair.start)
        limited = RouteQuery(profile, (), matters=("learning",), max_learning=Decimal(60), max_moves=3)
        seconds, opened = timed(partial(explorer.leverage, limited, LONG))
        leverage.first.append(seconds)
        if not opened.complete:
            leverage.question = f"{leverage.question.removesuffix(CUT)}{CUT}"
    return [reach, leverage]


def _compare(times: PeerTimes, ratio: float, same: bool, what: object) -> None:  # noqa: FBT001 - what was compared
    times.ratios.append(ratio)
    if not same:
        times.differing.append(str(what))


def _within(arrays: PlainGraph, start: int) -> set[str]:
    """Return the roles within reach, move by move: months are above 0, so no least sum visits a role twice."""
    far = 1 << 40
    months = np.full(len(arrays.families), far)
    months[start] = 0
    for _ in range(3):
        longer = months.copy()
        np.minimum.at(longer, arrays.heads, months[arrays.tails] + arrays.months)
        months = longer
    months[start] = far
    return {role_id(int(role)) for role in np.flatnonzero(months <= 10 * REACH_MONTHS)}


def gap_rows(name: str, graph: CareerGraph, arrays: PlainGraph, count: int) -> list[Row]:
    """Return what the gap of every transition takes for a person, compared with sums over the requirements."""
    engine = engine_of(graph)
    if not isinstance(engine, ArrayEngine):
        return []  # the plain engine has no view of the whole
    row = Row(name, "gap of every transition", peers={"sums over arrays": PeerTimes()})
    for pair in pairs(arrays, count + 1, seed=9):
        profile = Profile(role_id(pair.start), dict(held(arrays, pair.start)), assume=False)
        query = RouteQuery(profile, (), matters=("learning",))
        seconds, gaps = timed(lambda: Wide(engine.arrays, query).gaps)  # noqa: B023 - called at once
        told, expected = timed(partial(_all_gaps, arrays, pair.start))
        row.first.append(seconds)
        _compare(row.peers["sums over arrays"], told / seconds, bool((gaps == expected).all()), pair.start)
    del row.first[0], row.peers["sums over arrays"].ratios[0]  # the first lays down what everybody shares
    return [row]


def _all_gaps(arrays: PlainGraph, start: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return what each transition asks beyond what a role usually asks: one look at every requirement."""
    known = np.zeros(int(arrays.skills.max()) + 1, dtype=np.int64)
    part = slice(arrays.skills_at[start], arrays.skills_at[start + 1])
    known[arrays.skills[part]] = arrays.skill_levels[part]
    sums = np.concatenate(([0], np.cumsum(np.maximum(arrays.levels - known[arrays.asks], 0))))
    return sums[arrays.asks_at[1:]] - sums[arrays.asks_at[:-1]]


def derive_rows(name: str, graph: CareerGraph, arrays: PlainGraph, limit: int) -> list[Row]:
    """Return what finding the twenty nearest of each role takes, and deriving the moves to them, by what roles hold."""
    bounds = zip(arrays.skills_at[:-1].tolist(), arrays.skills_at[1:].tolist(), strict=True)
    roles = [
        replace(role, grows=_grown(arrays, slice(begin, end)))
        for role, (begin, end) in zip(graph.roles.values(), bounds, strict=True)
    ]
    held = Holdings.of(roles)
    nearest = Row(name, "the 20 nearest roles of each, by what they hold", peers={"Python alone": PeerTimes()})
    find = partial(closest, held, 20)
    find(with_scipy=True)  # loads it
    seconds, found = timed(partial(find, with_scipy=True))
    nearest.first.append(seconds)
    told = timed_apart(partial(find, with_scipy=False), limit)
    if told is not None:
        _compare(nearest.peers["Python alone"], told[0] / seconds, told[1] == found, name)
    alone = Explorer(CareerGraph(graph.metadata, roles=roles, skills=graph.skills.values()))
    return [nearest, Row(name, "the moves to them derived, as a graph", [timed(lambda: alone.derived(20))[0]])]


def _grown(arrays: PlainGraph, part: slice) -> tuple[Grown, ...]:
    skills, levels = arrays.skills[part].tolist(), arrays.skill_levels[part].tolist()
    return tuple(Grown(skill_id(skill), level) for skill, level in zip(skills, levels, strict=True))
