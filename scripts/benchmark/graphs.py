"""The graphs of the benchmark as role graphs, kept in a folder so that they are drawn once."""

import gc
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from careergraph import CareerGraph, Evidence, Requirement, Role, Skill, Text, Transition
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Grown, Pay
from careergraph.model.skills import AnyOf
from scripts.benchmark.plain import RUNGS, PlainGraph, draw
from scripts.benchmark.shapes import SHAPES, Shape

KIND_BY_RISE = ("lateral", "promotion", "step_back")
EVIDENCE = (Evidence("derived", rule="drawn by chance"),)
GROUP_OF = 4


def load(name: str) -> CareerGraph:
    """
    Return the graph of a shape by its name: S, M60, M300 or L.

    Examples
    --------
    >>> load("S")
    <CareerGraph S: 40 roles, 120 skills, 150 transitions, version c27c11db2a32e479>
    """
    shape = SHAPES[name]
    return as_graph(plain(shape), shape)


def plain(shape: Shape, folder: Path | None = None) -> PlainGraph:
    """Return the arrays of a shape, from the folder where they were kept the first time."""
    folder = folder or kept_in()
    file = folder / f"{shape.name}-{_fingerprint(shape)}.npz"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".npz", delete=False) as unfinished:
            np.savez(unfinished, **draw(shape).arrays())  # type: ignore[arg-type]  # its stubs take a keyword for a flag
        Path(unfinished.name).replace(file)
    with np.load(file) as arrays:
        return PlainGraph(**arrays)


def kept_in() -> Path:
    """Return the folder for what was drawn: CAREERGRAPH_BENCH, or one among the temporary files."""
    named = os.environ.get("CAREERGRAPH_BENCH")
    return Path(named) if named else Path(tempfile.gettempdir()) / f"careergraph-bench-{os.getuid()}"


def _fingerprint(shape: Shape) -> str:
    """Return what changes when the shape changes, or how it is drawn."""
    sources = (Path(__file__).with_name(name).read_bytes() for name in ("plain.py", "chance.py"))
    return hashlib.sha256(b"".join((repr(shape).encode(), *sources))).hexdigest()[:12]


def role_id(role: int) -> str:
    """Return the id of a role: ids sort as the numbers do."""
    return f"r{role:05}"


@cache
def skill_id(skill: int) -> str:
    """Return the id of a skill."""
    return f"s{skill:05}"


@cache
def requirement(skill: int, level: int) -> Requirement:
    """Return the one requirement of a skill at a level, which all transitions share."""
    return Requirement(skill_id(skill), level)


def as_graph(arrays: PlainGraph, shape: Shape) -> CareerGraph:
    """Return the role graph of arrays."""
    with _no_search_for_garbage():
        return CareerGraph(
            _metadata(shape, int(arrays.families[-1]) + 1),
            roles=_roles(arrays),
            skills=[Skill(skill_id(skill), Text(f"Skill {skill}")) for skill in range(shape.skills)],
            transitions=_transitions(arrays),
        )


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Millions of values that all stay: the collector would look through them again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _metadata(shape: Shape, families: int) -> Metadata:
    return Metadata(
        shape.name,
        Text(f"Drawn by chance: {shape.name}"),
        licence="CC0-1.0",
        families=tuple(Term(f"f{family:04}", Text(f"Family {family}")) for family in range(families)),
        seniorities=tuple(Term(f"rung{rung}", Text(f"Rung {rung}")) for rung in range(RUNGS)),
        sources=(Source("chance", Text("Drawn by chance")),),
    )


def _roles(arrays: PlainGraph) -> Iterator[Role]:
    grown = list(zip(arrays.grows.tolist(), arrays.grows_levels.tolist(), strict=True))
    for role, (begin, end) in enumerate(pairwise(arrays.grows_at.tolist())):
        pay = int(arrays.pays[role])
        yield Role(
            role_id(role),
            Text(f"Role {role}"),
            family=f"f{arrays.families[role]:04}",
            seniority=f"rung{arrays.seniorities[role]}",
            pay=Pay(Decimal(pay), Decimal(pay), "EUR", source="chance") if pay else None,
            grows=tuple(Grown(skill_id(skill), level) for skill, level in grown[begin:end]),
        )


def _transitions(arrays: PlainGraph) -> Iterator[Transition]:
    columns = (arrays.tails, arrays.heads, arrays.months, arrays.likelihoods, arrays.grouped)
    rises = np.sign(arrays.seniorities[arrays.heads] - arrays.seniorities[arrays.tails])
    bounds = pairwise(arrays.asks_at.tolist())
    rows = zip(*(column.tolist() for column in columns), rises.tolist(), bounds, strict=True)
    for tail, head, months, share, grouped, rise, (begin, end) in rows:
        asked = tuple(map(requirement, arrays.asks[begin:end].tolist(), arrays.levels[begin:end].tolist()))
        yield Transition(
            role_id(tail),
            role_id(head),
            KIND_BY_RISE[rise],  # type: ignore[arg-type]  # they are kinds of transitions
            None if months < 0 else Decimal(months).scaleb(-1),
            likelihood=Decimal(share).scaleb(-6) if share else None,
            requirements=asked[GROUP_OF:] if grouped else asked,
            groups=(AnyOf(2, asked[:GROUP_OF]),) if grouped else (),
            evidence=EVIDENCE,
        )
