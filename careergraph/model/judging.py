"""
A change judged by what it touches, with the rest of a large graph unseen.

Whoever keeps the graph finds three things: the values that the change names, those that may refer to what goes, and
which of the ids that all these refer to are there.
"""

from collections.abc import Container
from dataclasses import dataclass

from careergraph.errors import InvalidGraph
from careergraph.model import rules
from careergraph.model.changes import ChangeSet, refers
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Role
from careergraph.model.skills import Skill, SkillId
from careergraph.model.transitions import RoleId, Transition


@dataclass(frozen=True, slots=True)
class Touched:
    """
    What a change touches of a graph.

    Parameters
    ----------
    graph
        The values that it drops or puts others in the place of, and the transitions of the roles that it drops.
    roles, transitions
        Among others, all that refer to a role or a skill that goes; some may stand there twice.
    """

    graph: CareerGraph
    roles: tuple[Role, ...] = ()
    transitions: tuple[Transition, ...] = ()


def needs_whole(changes: ChangeSet, before: Metadata) -> bool:
    """Return whether a change takes from the metadata what any value may refer to."""
    after = changes.metadata
    if after is None:
        return False
    return not _names(before) <= _names(after) or after.levels.highest < before.levels.highest


def _names(metadata: Metadata) -> set[tuple[str, str]]:
    terms = {"family": metadata.families, "seniority": metadata.seniorities}
    named = {(kind, one.id) for kind, listed in terms.items() for one in listed}
    return named | {("source", one.id) for one in metadata.sources}


def gone(changes: ChangeSet) -> tuple[set[RoleId], set[SkillId]]:
    """Return the roles and skills that are dropped, and not put again."""
    roles, skills = {one.id for one in changes.of(Role)}, {one.id for one in changes.of(Skill)}
    return set(changes.drop_roles) - roles, set(changes.drop_skills) - skills


def referred_to(changes: ChangeSet, touched: Touched) -> tuple[set[RoleId], set[SkillId]]:
    """Return the ids that have to be there."""
    roles = (*changes.of(Role), *touched.roles)
    moves = (*changes.of(Transition), *touched.transitions)
    by_roles = {one for role in roles for one in (role.reports_to or "", *(each.role for each in role.relations))}
    skills = {one.skill for role in roles for one in role.grows} | {one.skill for move in moves for one in move.asked()}
    return by_roles | {one for move in moves for one in move.pair}, skills


def judged(changes: ChangeSet, touched: Touched, there: tuple[set[RoleId], set[SkillId]]) -> CareerGraph:
    """
    Return what a change makes of what it touches.

    Parameters
    ----------
    there
        Those of the ids referred to that are there before it.

    Raises
    ------
    InvalidGraph
        The whole graph would break the rules; the error has all problems.
    """
    before = touched.graph
    after = changes.made_of(before)
    gone_roles, gone_skills = gone(changes)
    ids = (there[0] - gone_roles) | after.roles.keys(), (there[1] - gone_skills) | after.skills.keys()
    roles = {one.id: one for one in touched.roles if refers(one, gone_roles, gone_skills)}
    moves = {one.pair: one for one in touched.transitions if _asks(one, gone_skills)}
    found = [
        *(rules.metadata_problems(after.metadata) if changes.metadata else ()),
        *rules.problems_of_values(
            after.metadata,
            ids,
            (*changes.of(Role), *(roles[one] for one in roles if one not in before.roles)),
            tuple(changes.of(Skill)),
            (*changes.of(Transition), *(moves[one] for one in moves if one not in before.transitions)),
        ),
    ]
    if wrong := [one for one in found if one.severity == "error"]:
        raise InvalidGraph(wrong)
    return after


def _asks(move: Transition, skills: Container[SkillId]) -> bool:
    return any(one.skill in skills for one in move.asked())
