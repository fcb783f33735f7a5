"""The first sheet of an .xlsx workbook as rows of text; read by openpyxl, which is installed where it is wanted."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from careergraph.errors import UnreadableData
from careergraph.formats.limits import Limits

FORMAT = "an Excel workbook"
EXTRA = "excel"
"""The extra of the package that installs openpyxl."""
DAMAGES = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, OSError, EOFError, SyntaxError)
"""What openpyxl and the libraries below it raise on a workbook that is damaged; XML errors are SyntaxErrors."""


def lines_in_workbook(name: str, content: bytes, limits: Limits) -> Iterator[Sequence[str]]:
    """
    Yield the rows of the first sheet, one by one; a formula stands as what it last gave.

    Raises
    ------
    UnreadableData
        openpyxl is not installed, or the workbook is damaged.
    OverLimit
        It is too large, packed or unpacked.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an extra, and a tenth of a second
    except ImportError as reason:
        remedy = f"reading it needs openpyxl. Install it with `pip install 'careergraph[{EXTRA}]'`"
        raise UnreadableData(FORMAT, name, remedy) from reason
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            limits.check("bytes", sum(member.file_size for member in archive.infolist()), name)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True)):
            limits.check("rows", number, name)
            limits.check("columns", len(row), name)
            yield _cells(row, name, number, limits)
    except (*DAMAGES, IndexError) as reason:
        raise UnreadableData(FORMAT, name, f"the workbook is damaged ({reason}). Fetch it again") from reason


def _cells(row: Sequence[object], name: str, number: int, limits: Limits) -> list[str]:
    cells = ["" if value is None else str(value) for value in row]
    longest = max(map(len, cells), default=0)
    if longest > limits.cell:
        limits.check("cell", longest, f"{name} row {number + 1}")
    return cells
