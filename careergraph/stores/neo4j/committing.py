"""One commit to Neo4j: what it comes to, and how it is written, in one transaction under the lock of the graph."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from careergraph.errors import Conflict, StoreUnavailable
from careergraph.model import judging
from careergraph.model.changes import ChangeSet, difference
from careergraph.model.graph import MOST_CONTENTS, CareerGraph, version_of
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.transitions import Transition
from careergraph.model.written import Written
from careergraph.ports import Version
from careergraph.stores.neo4j import cypher, history, properties, touching
from careergraph.stores.neo4j.properties import key
from careergraph.stores.neo4j.server import Transaction
from careergraph.stores.neo4j.touching import PER_BATCH, batches, pair_keys

EMPTY = CareerGraph()


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants committed, to which graph: see `careergraph.ports.Store.commit`."""

    graph: str
    changes: ChangeSet
    change_id: str
    expected: str | None
    note: str
    at: str

    @property
    def key(self) -> str:
        """What names it among the commits of all graphs."""
        return properties.key(self.graph, json.dumps(self.change_id))


class Mark(NamedTuple):
    """How far a first load is: how many pieces are written, and the content of these, or of all where that is known."""

    pieces: int
    content: int

    @property
    def properties(self) -> dict[str, Any]:
        """What it is kept as."""
        return {"loaded": self.pieces, "content": f"{self.content:064x}"}


@dataclass(frozen=True, slots=True)
class State:
    """Where a graph is: its number, content and metadata; what is being loaded into it, and how far."""

    number: int
    content: int
    metadata: Metadata
    loading: str | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What a wish comes to at a version.

    Parameters
    ----------
    number
        Of the version that it changes.
    told, undo
        What truly changes, and what would take it back.
    content, metadata
        Of the graph afterwards.
    """

    number: int
    told: ChangeSet
    undo: ChangeSet
    content: int
    metadata: Metadata


def planned(wish: Wish, before: CareerGraph, number: int) -> Plan:
    """
    Return what a wish comes to, judged with the whole graph at hand.

    Raises
    ------
    InvalidGraph
        The result would break the rules.
    """
    after = wish.changes.applied_to(before)
    told, undo = wish.changes.told(before, after), difference(after, before)
    return Plan(number, told, undo, after.content, after.metadata)


async def admitted(transaction: Transaction, wish: Wish) -> Version | State:
    """
    Lock the graph and return the version that this wish made before, or else the state it finds.

    Raises
    ------
    Conflict
        The graph is at another version than the wish was made for.
    """
    empty = {"content": f"{EMPTY.content:064x}", **_head(EMPTY.metadata)}
    await transaction.rows(cypher.LOCK, graph=wish.graph, content=empty["content"], metadata=empty["metadata"])
    for row in await transaction.rows(cypher.MADE_BY, change_key=wish.key):
        return properties.version_of(row)
    state = await state_of(transaction, wish.graph)
    found = version_of(state.content)
    if wish.expected not in {None, found}:
        raise Conflict(str(wish.expected), found)
    return state


async def state_of(transaction: Transaction, graph: str) -> State:
    """Return where a graph is that is locked, and so is there."""
    ((number, content, metadata, loading, *mark),) = await transaction.rows(cypher.STATE, graph=graph)
    loaded = None if None in mark else Mark(mark[0], int(mark[1], 16))
    return State(number, int(content, 16), properties.metadata_of(metadata), loading, loaded)


async def committed(transaction: Transaction, wish: Wish, plan: Plan | None) -> Version | None:
    """
    Return the version a wish made, now or before; None where it needs a plan made with the whole graph at hand.

    Raises
    ------
    InvalidGraph, Conflict
        As `careergraph.ports.Store.commit`; nothing was changed.
    StoreUnavailable
        The graph is being loaded.
    """
    state = await admitted(transaction, wish)
    if isinstance(state, Version):
        return state
    if state.loading:
        told = f"“{wish.graph}” is being loaded for the first time, or that was cut short. Push it again to go on."
        raise StoreUnavailable(told, retry_after=5.0)
    if judging.needs_whole(wish.changes, state.metadata):
        if plan is None or plan.number != state.number:
            return None
    else:
        plan = await _planned_by_touch(transaction, wish, state)
    await _write(transaction, wish.graph, plan)
    return await new_version(transaction, wish, plan)


async def new_version(transaction: Transaction, wish: Wish, plan: Plan, *, whole: bool = False) -> Version:
    """Write the version a plan makes; `whole` where it makes all there is, which is not written twice."""
    version = version_of_plan(wish, plan)
    await transaction.rows(cypher.NEW_VERSION, **parameters(wish, plan, version, whole=whole))
    return version


def version_of_plan(wish: Wish, plan: Plan) -> Version:
    """Return the version that a plan makes."""
    return Version(plan.number + 1, version_of(plan.content), wish.change_id, wish.at, wish.note)


def parameters(wish: Wish, plan: Plan, version: Version, *, whole: bool) -> dict[str, Any]:
    """Return what a new version is written with."""
    content = f"{plan.content:064x}"
    keys = {"key": key(wish.graph, str(version.number)), "change_key": wish.key, "graph": wish.graph}
    return {
        "graph": wish.graph,
        "head": {"number": version.number, "version": version.version, "content": content, **_head(plan.metadata)},
        "version": {**keys, "content": content, **properties.of_version(version)},
        "change": {"whole": True} if whole else _texts(plan),
    }


def _added(told: ChangeSet, undo: ChangeSet) -> int:
    """Return what a change adds to the content of a graph, less what it takes away."""
    written = Written()
    return sum(map(written.digest, _values(told))) - sum(map(written.digest, _values(undo)))


def _values(changes: ChangeSet) -> Iterator[Role | Skill | Transition | Metadata]:
    yield from changes.put
    if changes.metadata:
        yield changes.metadata


def _head(metadata: Metadata) -> dict[str, Any]:
    return properties.of_metadata(metadata)


def _texts(plan: Plan) -> dict[str, Any]:
    changes, undoes = history.texts_of(plan.told), history.texts_of(plan.undo)
    return {"whole": False, "changes": changes, "undoes": undoes}


async def _planned_by_touch(transaction: Transaction, wish: Wish, state: State) -> Plan:
    """Return what a wish comes to, looking only at what it names, at what refers to that, and at what it refers to."""
    touched = await touching.touched(transaction, wish.graph, wish.changes, state.metadata)
    there = await touching.there(transaction, wish.graph, *judging.referred_to(wish.changes, touched))
    before, after = touched.graph, judging.judged(wish.changes, touched, there)
    told, undo = wish.changes.told(before, after), difference(after, before)
    return Plan(state.number, told, undo, (state.content + _added(told, undo)) % MOST_CONTENTS, after.metadata)


async def _write(transaction: Transaction, graph: str, plan: Plan) -> None:
    told = plan.told
    for lot in batches(told.drop_transitions):
        await transaction.rows(cypher.DROP_MOVES, pairs=pair_keys(graph, lot))
        transaction.renew()
    await transaction.rows(cypher.DROP_ROLES, keys=[key(graph, one) for one in told.drop_roles])
    await transaction.rows(cypher.DROP_SKILLS, keys=[key(graph, one) for one in told.drop_skills])
    for statement, rows in rows_of(told, graph):
        await transaction.rows(statement, rows=rows)
        if len(rows) == PER_BATCH:
            transaction.renew()


class Lot(NamedTuple):
    """Values that are put at once: by which statement, and what makes a row of each."""

    statement: str
    values: Sequence[Any]
    row_of: Callable[[Any], Any]

    def rows(self) -> list[Any]:
        """Return the rows of the values."""
        return list(map(self.row_of, self.values))


def rows_of(changes: ChangeSet, graph: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield statements with their rows: what a change set puts; transitions last."""
    yield from ((lot.statement, lot.rows()) for lot in lots_of(changes, graph))


def lots_of(changes: ChangeSet, graph: str, *, new: bool = False) -> Iterator[Lot]:
    """Yield what a change set puts in lots, `new` where nothing is there; transitions last."""
    laying = properties.Laying(graph)
    for kind, statement, row_of in (
        (Skill, cypher.PUT_SKILLS, partial(properties.of_skill, graph=graph)),
        (Role, cypher.PUT_ROLES, partial(properties.of_role, graph=graph)),
        (Transition, cypher.NEW_MOVES, laying.listed) if new else (Transition, cypher.PUT_MOVES, laying.move),
    ):
        yield from (Lot(statement, values, row_of) for values in batches(list(changes.of(kind))))
