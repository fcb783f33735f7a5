"""
What the core needs handed in, because it has none of its own; and what everything that keeps graphs promises.

The core (model, routes) does no I/O and reads no clock: whoever calls it brings the time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from careergraph.model.changes import ChangeSet
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Level, Skill, SkillId
from careergraph.model.transitions import RoleId, Transition

Clock: TypeAlias = Callable[[], float]
"""Returns seconds that only grow, such as `time.monotonic`."""
Look: TypeAlias = Callable[[], None]
"""Called now and then by what takes a while; raises to stop it."""
Made = TypeVar("Made")

UNKNOWN_MONTHS = 1 << 32
"""One unknown among tenths of months: more than all known ones of a route together."""


class Row(NamedTuple):
    """
    A transition as far as a search is concerned: what is laid into arrays, whatever it comes from.

    Parameters
    ----------
    tail, head
        The roles.
    months
        In tenths; `UNKNOWN_MONTHS` where they are unknown.
    share
        The likelihood in millionths; 0 where it is unknown.
    kinds
        The kinds of evidence, as bits in the order of `EVIDENCE_KINDS`.
    skills, levels
        What it asks in its one way, in order of the skills; nothing where it has several ways.
    more
        Where it has several ways, all that some way asks.
    """

    tail: RoleId
    head: RoleId
    months: int
    share: int
    kinds: int
    skills: Sequence[SkillId]
    levels: Sequence[Level]
    more: Sequence[tuple[SkillId, Level]] = ()


class Rows(NamedTuple):
    """
    Many rows, column by column: what is done with a whole column takes a fraction of what it takes row by row.

    Parameters
    ----------
    tails, heads, months, shares, kinds, levels, more
        One of `Row` for each transition, all equally many.
    skills
        The same, but each skill by its number: its place among those of the graph, in order of their ids.
    """

    tails: Sequence[RoleId]
    heads: Sequence[RoleId]
    months: Sequence[int]
    shares: Sequence[int]
    kinds: Sequence[int]
    skills: Sequence[Sequence[int]]
    levels: Sequence[Sequence[Level]]
    more: Sequence[Sequence[tuple[SkillId, Level]]]

    @classmethod
    def of(cls, rows: Sequence[Row], number: Mapping[SkillId, int]) -> "Rows":
        """Return rows column by column; `number` is that of each skill."""
        found = cls._make(zip(*rows, strict=True) if rows else repeat((), len(cls._fields)))
        return found._replace(skills=[[number[skill] for skill in row.skills] for row in rows])


class LaidOut(NamedTuple):
    """
    A graph laid out to be compiled: its transitions as they come, in order of tail and head, and none of them a value.

    Parameters
    ----------
    metadata, content
        What it says of itself, and the sum of its digests (`CareerGraph.content`).
    roles, skills
        Its values, in order of their ids.
    moves
        Its transitions lot by lot: the row of each, and as JSON what else it says: the fields of its record
        (`model.records`) but tail, head, months, likelihood, and requirements where all are essential, with a level
        that is stated, no estimate, and in no group.
    """

    metadata: Metadata
    content: int
    roles: Mapping[RoleId, Role]
    skills: Mapping[SkillId, Skill]
    moves: Iterable[tuple[Rows, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Version:
    """
    One of the states a stored graph has been in.

    Parameters
    ----------
    number
        0 for the empty graph that every store begins with, then 1, 2 ... in order of the commits.
    version
        Names the content (see `CareerGraph.version`); equal contents have equal ones, whatever their number.
    change_id
        The id of the commit that made it; empty for number 0.
    at
        When it was committed: UTC, ISO 8601, to the second; empty for number 0.
    note
        What the committer said of it, in words; may be empty.
    """

    number: int
    version: str
    change_id: str = ""
    at: str = ""
    note: str = ""


class Store(Protocol):
    """
    What keeps a graph: every version of it, whole, whatever happens.

    A commit that was acknowledged is there for ever; one that was not is there as a whole or not at all. Whoever reads
    sees one version, never half of a change. All of it may be called from several threads.

    Raises
    ------
    StoreUnavailable
        From each: it cannot be reached in time, or is busy. Nothing was changed; it may be tried again.
    """

    url: str
    """What `open_store` opens it by, without any secret."""

    def latest(self) -> Version:
        """Return the newest version, quickly: it is asked before each answer."""

    def versions(self) -> tuple[Version, ...]:
        """Return every version, the newest first."""

    def load(self, number: int | None = None) -> CareerGraph:
        """
        Return the graph as it was at a version, or is now.

        Raises
        ------
        StoreError
            There is no such version.
        """

    def lay_out(self, number: int, take: Callable[[LaidOut], Made]) -> Made:
        """
        Hand the graph of a version, laid out, to `take`, and return what it returns: large ones make no values.

        Raises
        ------
        StoreError
            There is no such version, or it cannot be laid out any more; `load` may still return it.
        """

    def changes(self, number: int) -> ChangeSet:
        """
        Return what the commit that made a version changed: what truly differs from the version before, in order.

        Nothing made version 0, and so it changed nothing.

        Raises
        ------
        StoreError
            There is no such version.
        """

    def commit(
        self, changes: ChangeSet, *, change_id: str, expected_version: str | None = None, note: str = ""
    ) -> Version:
        """
        Make a change, whole, and return the version it made once it is safe.

        Parameters
        ----------
        changes
            What to change.
        change_id
            Names this commit, chosen by the caller. The same id again changes nothing, and returns what it made then,
            whatever version is expected now.
        expected_version
            The `version` the change was made for; None to change whatever is there.
        note
            What it is about, in words.

        Raises
        ------
        ValueError
            There is no change id.
        InvalidGraph
            The graph would break the rules; nothing was changed.
        Conflict
            The graph is at another version; nothing was changed.
        CommitOutcomeUnknown
            The answer was lost: it may or may not be saved. Commit again with the same id to know.
        """

    def role(self, role_id: RoleId) -> Role:
        """
        Return a role as it is now.

        Raises
        ------
        RoleNotFound
            There is none; the error carries close names.
        """

    def skill(self, skill_id: SkillId) -> Skill:
        """
        Return a skill as it is now.

        Raises
        ------
        NotInGraph
            There is none; the error carries close names.
        """

    def ways_out(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that leave a role now, by the id of their head; none where there is no such role."""

    def ways_in(self, role_id: RoleId) -> tuple[Transition, ...]:
        """Return the transitions that lead to a role now, by the id of their tail; none without such a role."""

    def neighbourhood(self, role_id: RoleId, moves: int) -> tuple[Transition, ...]:
        """Return the transitions on walks of up to so many moves from a role, in order of tail and head."""

    def search(self, text: str, limit: int = 12) -> tuple[RoleId, ...]:
        """Return the roles whose title or alias in any language has words that a text names or begins; best first."""

    def close(self) -> None:
        """Let go of files and connections; closing twice is closing once."""
