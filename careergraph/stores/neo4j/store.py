"""
The Neo4j store: a graph in a server, in every version it ever had.

Roles and skills are nodes, transitions relationships, all as they are now; each version keeps what it changed and what
takes that back. A read that needs several statements asks before and after it which version it sees.
"""

import time
import weakref
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from functools import wraps
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

from careergraph.errors import Conflict, NotInGraph, RoleNotFound, StoreError, StoreUnavailable
from careergraph.model.changes import ChangeSet, difference
from careergraph.model.folding import fold
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.rules import SLUG
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition
from careergraph.ports import LaidOut, Made, Version
from careergraph.stores import looking
from careergraph.stores.neo4j import committing, cypher, history, properties, schema, whole
from careergraph.stores.neo4j.address import Address
from careergraph.stores.neo4j.built import in_order, lucene, moves_of
from careergraph.stores.neo4j.committing import EMPTY, Plan, Wish
from careergraph.stores.neo4j.loading import LARGE, FirstLoad, Progress
from careergraph.stores.neo4j.patience import Deadline
from careergraph.stores.neo4j.properties import MoveRow, key
from careergraph.stores.neo4j.server import DEADLINE, PER_FETCH, Server, Transaction
from careergraph.stores.neo4j.touching import PER_BATCH

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

UNNAMED = "careers"
"""What a graph is called where nobody names it, and none is there."""
NOTHING_YET = Version(0, EMPTY.version)
CHANGED = 5
"""How often a change is judged anew because somebody committed meanwhile."""


def open_store(url: str, *, create: bool = False, deadline: float = DEADLINE) -> "Neo4jStore":
    """
    Return the store that a URL names; nothing is asked of the server yet.

    Raises
    ------
    StoreError
        It is no address of a Neo4j, or holds a password.
    """
    return Neo4jStore(Server(Address.of(url), deadline=deadline), create=create)


def in_time(
    ask: Callable[Concatenate["Neo4jStore", Parameters], Answer],
) -> Callable[Concatenate["Neo4jStore", Parameters], Answer]:
    """Let everything that an operation asks of the server share one deadline."""

    @wraps(ask)
    def asked(store: "Neo4jStore", /, *given: Parameters.args, **named: Parameters.kwargs) -> Answer:
        with store.server.in_time():
            return ask(store, *given, **named)

    return asked


class Neo4jStore:
    """
    A graph in Neo4j: see `careergraph.ports.Store` for what it promises.

    Parameters
    ----------
    server
        Where it is.
    create
        Whether to make an empty graph where there is none.
    clock
        Returns the seconds since 1970 that versions are dated by.
    """

    def __init__(self, server: Server, *, create: bool = False, clock: Callable[[], float] = time.time) -> None:
        self.url = server.address.url
        self.server = server
        self._create, self._clock = create, clock
        self._graph = server.address.graph
        self._has_schema = False
        self._letting_go = weakref.finalize(self, server.close)  # also when nobody closes it

    def __repr__(self) -> str:
        return f"<Neo4jStore {self.url}>"

    @property
    def graph(self) -> str:
        """
        Which graph of the database it is.

        Raises
        ------
        StoreError
            None was named, and there are several.
        """
        if not self._graph:
            there = self.graphs()
            if len(there) > 1:
                told = f"There are several graphs in {self.url}: {', '.join(there)}"
                raise StoreError(f"{told}. Name one: ?graph={there[0]}")
            if not there:
                return UNNAMED
            self._graph = there[0]
        return self._graph

    @in_time
    def graphs(self) -> tuple[str, ...]:
        """Return the names of all graphs in the database."""
        return tuple(name for (name,) in self._rows(cypher.GRAPHS))

    @in_time
    def latest(self) -> Version:
        """Return the newest version, quickly."""
        found = self._rows(cypher.LATEST, graph=self.graph)
        if not found:
            return self._absent()
        return properties.version_of(found[0]) if found[0][1] else NOTHING_YET

    @in_time
    def versions(self) -> tuple[Version, ...]:
        """Return every version, the newest first."""
        found = self._rows(cypher.VERSIONS, graph=self.graph)
        if not found:
            self.latest()  # which tells where there is no such graph
        return (*map(properties.version_of, found), NOTHING_YET)

    @in_time
    def load(self, number: int | None = None) -> CareerGraph:
        """
        Return the graph as it was at a version, or is now; the whole of it is streamed.

        Raises
        ------
        StoreError
            There is no such version.
        """
        newest, graph = self.pull()
        if number is None or number == newest:
            return graph
        return EMPTY if number == 0 else self._taken_back(graph, newest, number)

    @in_time
    def pull(self, progress: Progress | None = None) -> tuple[int, CareerGraph]:
        """Return the number of the newest version and its graph, and tell how many roles of how many are read."""
        number, graph = whole.now(self.server, self.graph, progress)
        if not number:
            self.latest()  # which tells where there is no such graph
        return number, graph

    @in_time
    def changes(self, number: int) -> ChangeSet:
        """
        Return what the commit that made a version changed; nothing for number 0.

        Raises
        ------
        StoreError
            There is no such version.
        """
        if number == 0:
            return ChangeSet()
        found = self._rows(cypher.CHANGES, key=key(self.graph, str(number)))
        if not found:
            self._no_version(number)
        ((whole, texts),) = found
        if whole is None:
            raise StoreUnavailable(f"Version {number} of {self.url} is being made. Try again.", retry_after=0.0)
        if not whole:
            return history.change_of(texts)
        graph = self.load(number)
        return difference(EMPTY, graph)

    def commit(
        self,
        changes: ChangeSet,
        *,
        change_id: str,
        expected_version: str | None = None,
        note: str = "",
    ) -> Version:
        """
        Make a change, whole, and return the version it made: see `Store.commit`.

        A large graph that is committed to an empty store goes there in several transactions. Nobody sees any of it
        before the last, and the same commit again goes on where it was cut.
        """
        return self.push(changes, change_id=change_id, expected_version=expected_version, note=note)

    @in_time
    def push(
        self,
        changes: ChangeSet,
        *,
        change_id: str,
        expected_version: str | None = None,
        note: str = "",
        progress: Progress | None = None,
    ) -> Version:
        """
        Commit, and tell how far it is: see `commit`.

        Parameters
        ----------
        progress
            Is told how many rows of how many are written, where a large graph is loaded first.
        """
        if not change_id:
            raise ValueError("A commit needs an id: choose one that no other commit has")
        if not self._has_schema:
            schema.make(self.server)
            self._has_schema = True
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self._clock()))
        wish = Wish(self._name_for(changes), changes, change_id, expected_version, note, at)
        if len(changes.put) >= LARGE and (version := self._load_first(wish, progress)):
            return version
        pieces = 1 + len(changes.put) // PER_BATCH
        plan: Plan | None = None
        for _ in range(CHANGED):
            judged = plan
            version = self.server.write(lambda one: committing.committed(one, wish, judged), change_id, pieces)  # noqa: B023
            if version:
                return version
            newest, graph = whole.now(self.server, wish.graph)
            plan = committing.planned(wish, graph, newest)
        raise StoreUnavailable(f"{self.url} is changed again and again by others; nothing was changed. Try again.")

    @in_time
    def role(self, role_id: RoleId) -> Role:
        """Return a role as it is now; where there is none, RoleNotFound carries close names."""
        for (found,) in self._rows(cypher.ROLE, graph=self.graph, key=key(self.graph, role_id)):
            return properties.role_of(found)
        raise RoleNotFound(role_id, self._close_to(role_id, cypher.ROLE_IDS))

    @in_time
    def skill(self, skill_id: SkillId) -> Skill:
        """Return a skill as it is now; where there is none, NotInGraph carries close names."""
        for (found,) in self._rows(cypher.SKILL, graph=self.graph, key=key(self.graph, skill_id)):
            return properties.skill_of(found)
        raise NotInGraph("skill", skill_id, self._close_to(skill_id, cypher.SKILL_IDS))

    @in_time
    def ways_out(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that leave a role now, by the id of their head; none where there is no such role."""
        return moves_of(self._rows(cypher.MOVES_OUT, graph=self.graph, keys=[key(self.graph, role_id)]))

    @in_time
    def ways_in(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that lead to a role now, by the id of their tail; none without such a role."""
        return moves_of(self._rows(cypher.MOVES_IN, graph=self.graph, keys=[key(self.graph, role_id)]))

    @in_time
    def neighbourhood(self, role_id: RoleId, moves: int) -> tuple[Transition, ...]:
        """Return the transitions on walks of up to so many moves from a role, in order of tail and head."""
        graph = self.graph

        async def rounds(transaction: Transaction) -> list[list[Any]]:
            left, ends, found = set[RoleId](), {role_id}, list[list[Any]]()
            for _ in range(moves):
                keys = [key(graph, one) for one in sorted(ends)]
                out = await transaction.rows(cypher.MOVES_OUT, graph=graph, keys=keys) if keys else []
                left |= ends
                ends = {row[1] for row in out} - left
                found += out
            return found

        return moves_of(self.server.read(rounds))

    @in_time
    def search(self, text: str, limit: int = 12) -> tuple[RoleId, ...]:
        """Return the roles whose title or alias in any language has words that a text names or begins; best first."""
        asked = fold(text[: looking.LONGEST])
        if not asked or not self.latest().number:
            return ()
        found = self._rows(cypher.SEARCH, text=lucene(asked), graph=self.graph)
        names = ((name, alias, row[0]) for row in found for alias in (False, True) for name in row[1 + alias] or ())
        return looking.ranked(names, asked, limit)

    @in_time
    def lay_out(self, number: int, take: Callable[[LaidOut], Made]) -> Made:
        """
        Hand the graph of the newest version, laid out, to `take`, and return what it returns.

        Raises
        ------
        StoreError
            It is not the newest version any more, or was not when all of it was read.
        """
        return take(whole.laid_out(self.server, self.graph, number))

    def stream(self) -> Iterator[MoveRow]:
        """
        Yield every transition as it is now, in order of tail and head, as rows and not yet values.

        Raises
        ------
        StoreUnavailable
            Before the last of them: somebody committed meanwhile, so that the rows are of no one version. Begin again.
        """
        deadline = Deadline(self.server.seconds)
        with self.server.in_time(deadline):
            graph = self.graph
            before = whole.settle(self.server, graph)
        for lot in whole.lots(self.server, graph, deadline):
            if len(lot) < PER_FETCH:
                with self.server.in_time(deadline):
                    after = whole.settle(self.server, graph)
                if after != before:
                    raise StoreUnavailable(f"{self.url} was changed while it was read. Read it again.", retry_after=0.0)
            yield from in_order(lot)

    def bookmarks(self) -> tuple[str, ...]:
        """Return what names the newest state seen here; another store that is handed it reads no older one."""
        return self.server.bookmarks()

    def read_after(self, bookmarks: Collection[str]) -> None:
        """See at least what these bookmarks name, which another store returned."""
        self.server.read_after(bookmarks)

    @in_time
    def counts(self) -> tuple[int, int, int]:
        """Return how many roles, skills and transitions there are."""
        graph = self.graph
        found = self._rows(cypher.COUNTS, graph=graph, prefix=key(graph, ""))
        roles, skills, moves = found[0] if found else (0, 0, 0)
        return roles, skills, moves

    @in_time
    def check(self) -> tuple[str, ...]:
        """Return everything that is wrong with the graph, in words: every value of it is read, and nothing changed."""
        kept = self.load()
        seen = CareerGraph.of_sound(kept.metadata, kept.roles, kept.skills, kept.transitions)
        wrong = [str(one) for one in seen.problems() if one.severity == "error"]
        if seen.version != kept.version:
            wrong.insert(0, f"What is there is version {seen.version}, and not {kept.version}: it was changed by hand.")
        return tuple(wrong)

    def close(self) -> None:
        """Let go of connections; closing twice is closing once."""
        self._letting_go()

    def _rows(self, statement: str, **parameters: object) -> list[list[Any]]:
        return self.server.rows(statement, **parameters)

    def _name_for(self, changes: ChangeSet) -> str:
        if not self._graph:
            named = changes.metadata.id if changes.metadata else ""
            there = self.graph
            self._graph = named if there == UNNAMED and SLUG.fullmatch(named) else there
        return self._graph

    def _absent(self) -> Version:
        if self._graph and not self._create and (there := self.graphs()):
            raise StoreError(f"There is no graph “{self._graph}” in {self.url}; there are {', '.join(there)}.")
        return NOTHING_YET

    def _load_first(self, wish: Wish, progress: Progress | None) -> Version | None:
        """Return the version a large first load made; None where the graph has a version already."""
        if self.latest().number:
            return None
        if wish.expected not in {None, EMPTY.version}:
            raise Conflict(str(wish.expected), EMPTY.version)
        return FirstLoad(self.server, wish, progress).run()

    def _taken_back(self, graph: CareerGraph, newest: int, number: int) -> CareerGraph:
        found = {one.number: one for one in self.versions()}
        if number not in found:
            self._no_version(number)
        rows = self._rows(cypher.UNDOES, graph=self.graph, number=number)
        undo = history.joined(history.change_of(texts or ()) for texts, made in rows if made <= newest)
        return undo.made_of(graph)

    def _close_to(self, name: str, statement: str) -> list[str]:
        ids = [one for (one,) in self._rows(statement, graph=self.graph, prefix=key(self.graph, ""))]
        return get_close_matches(name, ids, n=3)

    def _no_version(self, number: int) -> NoReturn:
        raise StoreError(f"{self.url} has no version {number}. `careergraph store list` names those it has.")
