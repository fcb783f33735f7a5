"""What is made once, or asked of a whole graph: the index, what is within reach, what opens most, derived moves."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from careergraph import Budget, CareerGraph, Explorer, Profile, RouteQuery
from careergraph.model.roles import Grown
from careergraph.routes.search import engine_of
from scripts.benchmark.graphs import role_id, skill_id
from scripts.benchmark.measuring import Row
from scripts.benchmark.plain import PlainGraph
from scripts.benchmark.questions import held, pairs
from scripts.benchmark.timing import timed

REACH_MONTHS = 60
LONG = Budget(seconds=60)


def index_rows(name: str, graph: CareerGraph) -> tuple[list[Row], float]:
    """Return what naming and compiling a graph take, and the bytes of its arrays for each transition."""
    version = Row(name, "version of the content, made once", [timed(lambda: graph.version)[0]])
    seconds, engine = timed(lambda: engine_of(graph))
    compiled = Row(name, "index compiled, made once", [seconds])
    ready = Row(name, "index found again in memory", [timed(lambda: engine_of(graph))[0] for _ in range(5)])
    return [version, compiled, ready], _bytes(engine) / max(1, len(graph.transitions))


def _bytes(engine: object) -> int:
    """Return the bytes of the arrays an engine keeps; 0 for the plain engine, which keeps values."""
    kept = vars(getattr(engine, "arrays", None) or object) if hasattr(engine, "arrays") else {}
    return sum(one.nbytes for one in kept.values() if isinstance(one, np.ndarray))


def reach_rows(name: str, graph: CareerGraph, arrays: PlainGraph, count: int) -> list[Row]:
    """Return what reach and leverage take, where the library answers them."""
    explorer: Any = Explorer(graph)
    asked: dict[str, Callable[[RouteQuery], object]] = {}
    if hasattr(explorer, "reach"):
        asked[f"within {REACH_MONTHS} months, up to 3 moves"] = lambda query: explorer.reach(query, LONG)
    if hasattr(explorer, "leverage"):
        asked["which skill opens most, within 60 months, up to 3 moves"] = lambda query: explorer.leverage(query, LONG)
    return [Row(name, what, _seconds(ask, arrays, count)) for what, ask in asked.items()]


def _seconds(ask: Callable[[RouteQuery], object], arrays: PlainGraph, count: int) -> list[float]:
    found = []
    for pair in pairs(arrays, count, seed=8):
        profile = Profile(role_id(pair.start), dict(held(arrays, pair.start)), assume=False)
        query = RouteQuery(profile, (role_id(pair.goal),), matters=("months",), max_months=REACH_MONTHS, max_moves=3)  # type: ignore[arg-type]
        found.append(timed(partial(ask, query))[0])
    return found


def derive_row(name: str, graph: CareerGraph, arrays: PlainGraph) -> Row:
    """Return what deriving twenty moves for each role takes, out of what the roles hold."""
    bounds = zip(arrays.skills_at[:-1].tolist(), arrays.skills_at[1:].tolist(), strict=True)
    roles = [
        replace(role, grows=_grown(arrays, slice(begin, end)))
        for role, (begin, end) in zip(graph.roles.values(), bounds, strict=True)
    ]
    alone = Explorer(CareerGraph(graph.metadata, roles=roles, skills=graph.skills.values()))
    return Row(name, "derive the 20 nearest of all pairs", [timed(lambda: alone.derived(20))[0]])


def _grown(arrays: PlainGraph, part: slice) -> tuple[Grown, ...]:
    skills, levels = arrays.skills[part].tolist(), arrays.skill_levels[part].tolist()
    return tuple(Grown(skill_id(skill), level) for skill, level in zip(skills, levels, strict=True))
