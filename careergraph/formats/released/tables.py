"""Tables of a public release, row by row: by header name, never by position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from careergraph.formats.csv_text import Cells, lines_of
from careergraph.formats.json_text import utf8_text
from careergraph.formats.released.workbook import lines_in_workbook
from careergraph.formats.shape.findings import Findings

EMPTY = frozenset({"", "n/a", "N/A", "MISSING", "NOT IN USE"})
"""What releases write where nothing stands."""
ENDINGS = (".csv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class ReleasedRow:
    """
    A row of a release.

    Parameters
    ----------
    place
        `occupations_en.csv row 7`, as a spreadsheet counts.
    cells
        Text by column, without blanks around it; what is empty is left out.
    """

    place: str
    cells: Cells

    def get(self, column: str) -> str:
        """Return what stands in a column; nothing where it is empty."""
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Release:
    """
    The files of a release, and what is found wrong with them.

    Parameters
    ----------
    name
        What the folder is called.
    files
        Bytes by file name.
    findings
        Where rows that are left out are told.
    """

    name: str
    files: Mapping[str, bytes]
    findings: Findings

    def file_of(self, stem: str) -> str:
        """Return the name of the file of a table, whatever kind it is; empty where there is none."""
        return next((stem + ending for ending in ENDINGS if stem + ending in self.files), "")

    def rows(self, stem: str, *needed: str) -> Iterator[ReleasedRow]:
        """
        Yield the rows of a table; one without a needed cell, or of another width than the header, is told and left out.

        Parameters
        ----------
        stem
            The file's name without its ending; a table that is not there has no rows, and is told.
        needed
            Columns without which a row makes no sense. A table without such a column is a problem.
        """
        file = self.file_of(stem)
        if not file:
            self.findings.notice(self.name, f"there is no table “{stem}”, so what it says is unknown")
            return
        lines = _lines(file, self.files[file], self.findings)
        header = [str(column).strip() for column in next(lines, ())]
        if self._has(file, header, needed):
            yield from self._sound(file, header, lines, needed)

    def _has(self, file: str, header: Sequence[str], needed: Iterable[str]) -> bool:
        missing = [column for column in needed if column not in header]
        for column in missing:
            remedy = "Take the release's own file, with its header"
            self.findings.wrong(f"{file} row 1", f"there is no column “{column}”", remedy)
        return not missing

    def _sound(
        self, file: str, header: Sequence[str], lines: Iterable[Sequence[str]], needed: Sequence[str]
    ) -> Iterator[ReleasedRow]:
        for number, line in enumerate(lines, start=2):
            place = f"{file} row {number}"
            if len(line) != len(header):
                if any(line):
                    what = f"it has {len(line)} cells, and the header {len(header)}: the row is left out"
                    self.findings.notice(place, what)
                continue
            cells = {
                column: cell for column, cell in zip(header, map(str.strip, line), strict=True) if cell not in EMPTY
            }
            lacking = next((column for column in needed if column not in cells), None)
            if lacking is None:
                yield ReleasedRow(place, cells)
            elif cells:
                self.left_out(place, lacking, "nothing stands there")

    def left_out(self, place: str, column: str, why: str) -> None:
        """Tell that a row is left out, and why."""
        self.findings.notice(f"{place}, column {column}", f"{why}: the row is left out")


def _lines(file: str, content: bytes, findings: Findings) -> Iterator[Sequence[str]]:
    ending = PurePath(file).suffix
    if ending == ".xlsx":
        return lines_in_workbook(file, content, findings.limits)
    if ending == ".txt":
        return _lines_of_text(file, content, findings)
    utf8_text(file, content, "CSV")
    return lines_of(file, content, findings)


def _lines_of_text(file: str, content: bytes, findings: Findings) -> Iterator[list[str]]:
    """Yield the rows of a text whose cells are split by tabs and quoted by nothing."""
    limits = findings.limits
    for number, line in enumerate(utf8_text(file, content, "text").split("\n")):
        limits.check("rows", number, file)
        if line.count("\t") > limits.columns:
            limits.check("columns", line.count("\t"), file)
        cells = line.removesuffix("\r").split("\t")
        if len(line) > limits.cell:
            limits.check("cell", max(map(len, cells)), f"{file} row {number + 1}")
        yield cells
