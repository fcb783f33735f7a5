"""
People in a CSV table: a row each, with the role they hold and what they hold of each skill.

Columns: `person` and `role`; and if need be `held` (as `python:3; law`), `pay` with `currency`, and `months_served`.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from careergraph.errors import UnreadableData
from careergraph.formats.csv_text import Row, Table, read_rows
from careergraph.formats.given import bytes_of
from careergraph.formats.limits import Limits
from careergraph.formats.shape.findings import Findings

PEOPLE = Table("people", ("person", "role", "held", "pay", "currency", "months_served"), required=("person", "role"))
LIMITS = Limits(rows=10_000)
A_COHORT = "a table of people"


@dataclass(frozen=True, slots=True)
class Written:
    """
    A person as a row has them, names not yet looked up.

    Parameters
    ----------
    where
        The file and the row.
    person, role, pay, currency, months_served
        As written; empty where nothing is.
    held
        One text for each skill, `skill` or `skill:level`.
    """

    where: str
    person: str
    role: str
    held: tuple[str, ...] = ()
    pay: str = ""
    currency: str = ""
    months_served: str = ""


def read_people(path: Path) -> tuple[Written, ...]:
    """
    Return the people in a CSV file, in the order of its rows.

    Raises
    ------
    UnreadableData
        It is not there, no such table, or a row lacks its person or role, or repeats a person.
    OverLimit
        It is too large.
    """
    try:
        content = bytes_of(path, LIMITS)
    except OSError as reason:
        raise UnreadableData(A_COHORT, str(path), f"{reason.strerror}. Check the path") from reason
    return people_of(content, path.name)


def people_of(content: bytes, name: str = "people.csv") -> tuple[Written, ...]:
    r"""
    Return the people in the bytes of a CSV table.

    Raises
    ------
    UnreadableData
        It is no such table; the error has the first problem, and where it is.

    Examples
    --------
    >>> people_of(b"person,role,held\nanna,developer,python:3; law\n")[0].held
    ('python:3', 'law')
    >>> people_of(b"person\trole\nanna\tdeveloper\n")[0].role  # as a spreadsheet copies it
    'developer'
    """
    findings = Findings(LIMITS)
    rows = list(read_rows(Table(name, PEOPLE.columns, PEOPLE.required), _with_commas(content), findings))
    for problem in findings.problems:
        raise UnreadableData(A_COHORT, problem.where, f"{problem.what}. {problem.remedy}")
    return tuple(_written(name, rows))


def _with_commas(content: bytes) -> bytes:
    """Return a table with commas between its cells, where it has tabs; any other as it is."""
    header, _, _ = content.partition(b"\n")
    if b"\t" not in header or b"," in header:
        return content
    lines = csv.reader(io.StringIO(content.decode("utf-8", "replace")), delimiter="\t")
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue().encode()


def _written(name: str, rows: list[Row]) -> Iterator[Written]:
    seen: set[str] = set()
    for row in rows:
        where, cells = f"{name} row {row.number}", {column: cell.strip() for column, cell in row.cells.items()}
        for column in PEOPLE.required:
            if not cells.get(column):
                raise UnreadableData(A_COHORT, f"{where}, column {column}", f"there is no {column}. Fill it in")
        if cells["person"] in seen:
            twice = f"“{cells['person']}” stands twice. Tell them apart"
            raise UnreadableData(A_COHORT, f"{where}, column person", twice)
        seen.add(cells["person"])
        held = tuple(text.strip() for text in cells.pop("held", "").split(";") if text.strip())
        yield Written(where, held=held, **cells)
