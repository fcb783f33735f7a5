"""A folder: `dataset.json` says what the graph is, CSV tables (see `tables`) hold it."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from careergraph.errors import UnreadableData
from careergraph.formats import json_text
from careergraph.formats.csv_text import Table, read_rows
from careergraph.formats.given import Given
from careergraph.formats.shape import plain
from careergraph.formats.shape.building import Reading, build
from careergraph.formats.shape.findings import Findings
from careergraph.formats.shape.heading import body, heading
from careergraph.formats.shape.record import Origin, Record, Values
from careergraph.formats.tables import (
    BY_COLUMN,
    EVIDENCE,
    RELATIONS,
    REQUIREMENTS,
    RESPONSIBILITIES,
    ROLE_SKILLS,
    ROLES,
    SKILLS,
    TABLES,
    TRANSITIONS,
    bytes_of,
    record_of,
)
from careergraph.model.graph import CareerGraph

FORMAT = "careergraph-dataset"
HEAD = "dataset.json"
ON_ROLES = {"grows": ROLE_SKILLS, "responsibilities": RESPONSIBILITIES, "relations": RELATIONS}
"""Tables whose rows hang on a role, by the field of the role."""
ON_TRANSITIONS = {"requirements": REQUIREMENTS, "evidence": EVIDENCE}
"""Tables whose rows hang on a transition, by the field of the transition."""
_PAY_COLUMNS = {column.removeprefix("pay_"): column for column in ROLES.columns if column.startswith("pay_")}

Rows: TypeAlias = list[Mapping[str, object]]


def recognises(given: Given) -> bool:
    """Return whether a folder is a data set."""
    return isinstance(given.content, Mapping) and HEAD in given.content


def read(given: Given) -> Reading:
    """
    Return the graph of a data set's folder.

    Raises
    ------
    UnreadableData
        There is no `dataset.json`, or a file is no text.
    InvalidGraph
        Something in it is wrong; every problem names its file, row and column.
    OverLimit
        It is too large.
    """
    files = given.content if isinstance(given.content, Mapping) else {}
    return read_files(files, Findings(given.limits))


def read_files(files: Mapping[str, bytes], findings: Findings) -> Reading:
    """Return the graph of files by name; see `read`."""
    if HEAD not in files:
        raise UnreadableData(FORMAT, HEAD, "the file is not there. Add it")
    values = body(HEAD, json_text.loads(HEAD, files[HEAD], findings.limits), FORMAT)
    _note_files(files, findings)
    language = str(values.get("language") or "en")
    origin = Origin(findings, language, BY_COLUMN)
    rows = {table: _records(table, files, origin) for table in TABLES}
    values["roles"] = [_with_pay(role) for role in _hung(ROLES, ("role",), ON_ROLES, rows)]
    values["skills"] = rows[SKILLS]
    moves = _hung(TRANSITIONS, ("tail", "head"), ON_TRANSITIONS, rows)
    values["transitions"] = [_with_groups(move) for move in moves]
    return build(Record(values, HEAD, Origin(findings, language, "{place} {field}")))


def write(graph: CareerGraph) -> dict[str, bytes]:
    """
    Return a graph as files by name; the same graph always gives the same bytes.

    Raises
    ------
    InvalidGraph
        A text cannot be written.

    Examples
    --------
    >>> sorted(write(CareerGraph()))[:3]
    ['dataset.json', 'evidence.csv', 'relations.csv']
    """
    head = heading(FORMAT) | plain.of_metadata(graph.metadata)
    roles = [plain.of_role(role) for role in graph.roles.values()]
    moves = [_without_groups(move) for move in plain.of_transitions(graph)]
    tables: dict[Table, Rows] = {
        ROLES: [_without_pay(role) for role in roles],
        SKILLS: [plain.of_skill(skill) for skill in graph.skills.values()],
        TRANSITIONS: [_without(move, ON_TRANSITIONS) for move in moves],
        **{table: _hanging(field, roles, {"role": "id"}) for field, table in ON_ROLES.items()},
        **{table: _hanging(field, moves, {"tail": "tail", "head": "head"}) for field, table in ON_TRANSITIONS.items()},
    }
    files = {table.file: bytes_of(table, rows) for table, rows in tables.items()}
    return {HEAD: json_text.dumps(head, graph.metadata.language), **files}


def _note_files(files: Iterable[str], findings: Findings) -> None:
    known = {table.file for table in TABLES}
    if ROLES.file not in files:
        findings.wrong(ROLES.file, "the file is not there", "Add it, with a header and a row for each role")
    for name in files:
        if name.lower().endswith(".csv") and name not in known:
            findings.notice(name, "the table is unknown, and is not read", f"Known are {', '.join(sorted(known))}")


def _records(table: Table, files: Mapping[str, bytes], origin: Origin) -> list[Record]:
    """Return the rows of a table as records; none where there is no such file."""
    rows = read_rows(table, files[table.file], origin.findings) if table.file in files else ()
    return [record_of(table, row, origin) for row in rows]


def _hung(
    onto: Table, columns: tuple[str, ...], hanging: Mapping[str, Table], rows: Mapping[Table, list[Record]]
) -> list[Record]:
    """Return the records of a table, each with the rows of other tables that name it in `columns`."""
    owners = [(tuple(one.word(column).strip() for column in onto.required), one) for one in rows[onto]]
    fields: dict[tuple[str, ...], dict[str, list[Record]]] = {owner: {} for owner, _ in owners}
    for field, table in hanging.items():
        for row in rows[table]:
            owner = tuple(row.name(column) for column in columns)
            if owner in fields:
                fields[owner].setdefault(field, []).append(row.having(_without(row.values, columns)))
            elif all(owner):
                row.wrong(columns[0], f"{' > '.join(owner)} is not in {onto.file}", "Add it there, or correct the id")
    return [one.having({**one.values, **fields[owner]}) for owner, one in owners]


def _with_pay(role: Record) -> Record:
    """Return a role whose columns on pay stand in a record of their own."""
    columns = {name.removeprefix("pay_"): name for name in role.values if name.startswith("pay_")}
    if not columns:
        return role
    pay = role.having({name: role.values[column] for name, column in columns.items()}, _PAY_COLUMNS)
    return role.having({**_without(role.values, columns.values()), "pay": pay})


def _with_groups(move: Record) -> Record:
    """Return a transition whose grouped requirements stand in groups."""
    named: dict[str, list[Record]] = {}
    for asked in move.parts("requirements"):
        named.setdefault(asked.word("group"), []).append(asked)
    plain_ones = named.pop("", [])
    for asked in plain_ones:
        if asked.values.get("group_count") is not None:
            asked.wrong("group", "nothing stands there", "Name the group whose count this is, or remove the count")
    groups = [_group(name, members) for name, members in named.items()]
    return move.having({**move.values, "requirements": plain_ones, "groups": groups})


def _group(name: str, members: list[Record]) -> Record:
    first = members[0]
    counts = {count for count in (member.whole("group_count") for member in members) if count is not None}
    if len(counts) > 1:
        first.wrong("group_count", f"the group “{name}” has several counts", "Write one count for all its members")
    ungrouped = [member.having(_without(member.values, ("group", "group_count"))) for member in members]
    return first.having({"count": min(counts, default=None), "members": ungrouped}, {"count": "group_count"})


def _without(values: Values, fields: Collection[str]) -> Values:
    return {field: value for field, value in values.items() if field not in fields}


def _without_pay(role: plain.Plain) -> plain.Plain:
    pay = role.get("pay")
    flat = {f"pay_{name}": value for name, value in pay.items()} if isinstance(pay, Mapping) else {}
    return {**_without(role, ("pay", *ON_ROLES)), **flat}


def _without_groups(move: plain.Plain) -> plain.Plain:
    """Return a transition whose grouped requirements stand among the others, under the name of their group."""
    members = [
        {**member, "group": str(number), "group_count": group["count"]}
        for number, group in enumerate(_listed(move, "groups"), start=1)
        for member in _listed(group, "members")
    ]
    return {**_without(move, ("groups",)), "requirements": [*_listed(move, "requirements"), *members]}


def _hanging(field: str, owners: Iterable[plain.Plain], columns: Mapping[str, str]) -> Rows:
    """Return the rows that hang on owners in a field, with the columns that name the owner."""
    return [
        {**{column: owner[name] for column, name in columns.items()}, **row}
        for owner in owners
        for row in _listed(owner, field)
    ]


def _listed(values: Mapping[str, object], field: str) -> Rows:
    """Return the plain values in a list; none where there is no such list."""
    found = values.get(field, [])
    return found if isinstance(found, list) else []
