"""
Tables as CSV: read by header name, written so that no spreadsheet runs a cell.

A spreadsheet takes a cell that begins with = + - @, a tab or a line end for a formula or for something it
may change. Such a cell is written with an apostrophe before it, and so is one that begins with an
apostrophe; the reader takes that apostrophe away again, so that every text comes back as it was.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from careergraph.formats.json_text import utf8_bytes, utf8_text
from careergraph.formats.limits import Limits
from careergraph.formats.shape.findings import Findings

Cells: TypeAlias = dict[str, str]

GUARDED = tuple("=+-@\t\r\n＝＋－＠'")
"""How a cell begins that is written behind an apostrophe."""
TRANSLATION = re.compile("(?P<base>[a-z_]+)_(?P<language>[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)", re.ASCII)
BAR = " | "
"""Splits the items of a list in a cell."""
NEEDING_QUOTES = frozenset(',"\r\n')


@dataclass(frozen=True, slots=True)
class Table:
    """
    What a table is called and which columns it has.

    Parameters
    ----------
    file
        The name of its file.
    columns
        By name, in the order they are written.
    required
        The columns without which no row makes sense.
    texts
        The columns that may stand again for another language, as `title_zh`.

    Examples
    --------
    >>> skills = Table("skills.csv", ("id", "name"), required=("id",), texts=frozenset({"name"}))
    >>> skills.knows("name_zh"), skills.knows("nmae")
    (True, False)
    """

    file: str
    columns: tuple[str, ...]
    required: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()

    def knows(self, column: str) -> bool:
        """Return whether the table has such a column."""
        return column in self.columns or self.translated(column) is not None

    def translated(self, column: str) -> tuple[str, str] | None:
        """Return what a column translates, and into which language; None if it is no translation."""
        found = TRANSLATION.fullmatch(column)
        return (found["base"], found["language"]) if found and found["base"] in self.texts else None


@dataclass(frozen=True, slots=True)
class Row:
    """
    A row of a table.

    Parameters
    ----------
    number
        As a spreadsheet counts: the header is row 1.
    cells
        Text by column, empty ones left out.
    """

    number: int
    cells: Cells


def read_rows(table: Table, content: bytes, findings: Findings) -> Iterator[Row]:
    r"""
    Yield the rows of a CSV table; what is wrong with it is noted.

    Parameters
    ----------
    table
        Its name and columns; what stands in a column it does not have is noted and left out.
    content
        UTF-8, with or without a byte order mark; lines end in any way.
    findings
        Where problems are noted; its limits hold.

    Raises
    ------
    UnreadableData
        It is not UTF-8.
    OverLimit
        It has too many rows or columns, or too long a cell.

    Examples
    --------
    >>> rows = read_rows(Table("skills.csv", ("id", "name")), b"name,id\nLaw,law\n", Findings())
    >>> list(rows)
    [Row(number=2, cells={'name': 'Law', 'id': 'law'})]
    """
    utf8_text(table.file, content, "CSV")
    findings.limits.check("values", content.count(BAR.encode()), table.file)
    lines = lines_of(table.file, content, findings)
    header = [column.strip() for column in next(lines, [])]
    findings.limits.check("columns", len(header), table.file)
    if not _is_sound_header(table, header, findings):
        return
    known = [(index, column) for index, column in enumerate(header) if table.knows(column)]
    for number, cells in enumerate(lines, start=2):
        if len(cells) == len(header):
            found = {column: unguarded(cells[index]) for index, column in known if cells[index]}
            if found:
                yield Row(number, found)
        elif any(cells):
            what = f"it has {len(cells)} cells, and the header {len(header)}"
            remedy = "Put a text that holds a comma between quotation marks"
            findings.wrong(f"{table.file} row {number}", what, remedy)


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    r"""
    Return rows as CSV in UTF-8 with LF, under a header.

    Examples
    --------
    >>> write_rows(["id", "name"], [{"id": "x", "name": "=1+1, or so"}])
    b'id,name\nx,"\'=1+1, or so"\n'
    """
    lines = [columns, *([guarded(row.get(column, "")) for column in columns] for row in rows)]
    return utf8_bytes("".join(",".join(map(_quoted, line)) + "\n" for line in lines))


def guarded(text: str) -> str:
    """
    Return a text as a cell that no spreadsheet runs.

    Examples
    --------
    >>> guarded("=1+1"), guarded("'quoted'"), guarded("1-1")
    ("'=1+1", "''quoted'", '1-1')
    """
    return f"'{text}" if text.startswith(GUARDED) else text


def unguarded(cell: str) -> str:
    """
    Return the text of a cell: the inverse of `guarded`.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''quoted'"), unguarded("'hand-written")
    ('=1+1', "'quoted'", "'hand-written")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(GUARDED) else cell


def lines_of(name: str, content: bytes, findings: Findings) -> Iterator[list[str]]:
    """Yield the rows of a CSV text as lists of cells; a table that is broken is noted and ends where it breaks."""
    csv.field_size_limit(max(csv.field_size_limit(), findings.limits.cell + 1))
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    reader = csv.reader(_not_too_wide(name, text, findings.limits), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            findings.limits.check("rows", number - 1, name)
            longest = max(map(len, cells), default=0)
            if longest > findings.limits.cell:
                findings.limits.check("cell", longest, f"{name} row {number}")
            yield cells
    except csv.Error as reason:
        where = f"{name} row {number + 1}"
        findings.wrong(where, f"the row is broken ({reason}), and what follows is not read", "Check its quotes")


def _not_too_wide(name: str, lines: Iterable[str], limits: Limits) -> Iterator[str]:
    """Yield lines, unless one has more commas than its cells can explain."""
    for line in lines:
        if len(line) > limits.cell and line.count(",") > limits.columns + limits.cell:
            limits.check("columns", line.count(","), name)
        yield line


def _is_sound_header(table: Table, header: Sequence[str], findings: Findings) -> bool:
    where = f"{table.file} row 1"
    for column, count in Counter(filter(None, header)).items():
        if count > 1:
            findings.wrong(where, f"the column “{column}” stands {count} times", "Keep one")
        if not table.knows(column):
            what = f"the column “{column}” is unknown, and is not kept"
            findings.notice(where, what, "Correct its name, or leave it out")
    missing = [column for column in table.required if column not in header]
    for column in missing:
        findings.wrong(where, f"there is no column {column}", "Name the columns in the first row, between commas")
    return not missing


def _quoted(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if NEEDING_QUOTES.intersection(cell) else cell
