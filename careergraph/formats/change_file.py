"""
A change as JSON: values to put in the shape of the one-file JSON, and ids to drop.

It is what a script sends to change a graph that is kept in a store, and what tells what a version changed.
"""

from careergraph.formats import json_text
from careergraph.formats.limits import DEFAULT_LIMITS, Limits
from careergraph.formats.shape import plain
from careergraph.formats.shape.building import metadata_of, role_of, skill_of, transition_of
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.heading import body, heading
from careergraph.formats.shape.record import Origin, Record
from careergraph.model.changes import ChangeSet
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.transitions import RoleId, Transition

FORMAT = "careergraph-change"
FIELDS = frozenset(("language", "metadata", "roles", "skills", "transitions", "drop"))
DROPPED = frozenset(("roles", "skills", "transitions"))


def read(name: str, content: bytes, limits: Limits = DEFAULT_LIMITS) -> ChangeSet:
    """
    Return the change that JSON text holds.

    Raises
    ------
    UnreadableData
        It is no JSON, or no change, or of a later version.
    InvalidGraph
        A value in it is none; every problem names its place, such as `transitions[0].months`.
    OverLimit
        It is too large.

    Examples
    --------
    >>> read("change.json", b'{"format": "careergraph-change", "drop": {"roles": ["cto"]}}').drop_roles
    ('cto',)
    """
    findings = Findings(limits)
    values = body(name, json_text.loads(name, content, limits), FORMAT)
    record = Record(values, "", Origin(findings, str(values.get("language") or "en"), "{field}"))
    record.note_others("change", FIELDS)
    said = record.part("metadata")
    put: tuple[Role | Skill | Transition, ...] = (
        *map(role_of, record.parts("roles")),
        *map(skill_of, record.parts("skills")),
        *map(transition_of, record.parts("transitions")),
    )
    roles, skills, transitions = _dropped(record.part("drop"))
    change = ChangeSet(put, roles, skills, transitions, metadata_of(said) if said else None)
    findings.refuse_if_any()
    return change


def _dropped(record: Record | None) -> tuple[tuple[RoleId, ...], tuple[str, ...], tuple[tuple[RoleId, RoleId], ...]]:
    if record is None:
        return (), (), ()
    record.note_others("drop", DROPPED)
    pairs = tuple((one.name("tail"), one.name("head")) for one in record.parts("transitions"))
    return record.words("roles"), record.words("skills"), pairs


def document(change: ChangeSet, language: str = "en") -> plain.Plain:
    """
    Return a change of a graph in a language as a document; `read` reads its JSON back.

    Examples
    --------
    >>> document(ChangeSet(drop_transitions=(("a", "b"),)))["drop"]
    {'transitions': [{'tail': 'a', 'head': 'b'}]}
    """
    pairs = [{"tail": tail, "head": head} for tail, head in change.drop_transitions]
    dropped = {"roles": list(change.drop_roles), "skills": list(change.drop_skills), "transitions": pairs}
    said = {
        "metadata": plain.of_metadata(change.metadata) if change.metadata else None,
        "roles": [plain.of_role(one) for one in change.of(Role)],
        "skills": [plain.of_skill(one) for one in change.of(Skill)],
        "transitions": [plain.of_transition(one) for one in change.of(Transition)],
        "drop": {name: ids for name, ids in dropped.items() if ids},
    }
    return heading(FORMAT) | {"language": language} | {name: value for name, value in said.items() if value}
