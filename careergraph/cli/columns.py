"""Text set in columns, as wide as a terminal shows it."""

import shutil
from collections.abc import Sequence

from careergraph.views.printable import columns as width

MOST_COLUMNS = 110
"""A wider line is hard to read."""
GUTTER = "  "


def room() -> int:
    """Return how many columns a line may take."""
    return min(shutil.get_terminal_size().columns, MOST_COLUMNS)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return a text filled up with blanks, before it if it stands at the right."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> list[str]:
    """
    Return rows as lines, every column as wide as its widest cell.

    Parameters
    ----------
    rows
        Cells; every row has as many.
    right
        The numbers of the columns that stand at the right, as figures do.
    indent
        What every line begins with.

    Examples
    --------
    >>> table([("fastest", "36"), ("最快", "108")], right=[1])
    ['fastest   36', '最快     108']
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    used = [number for number, columns in enumerate(widths) if columns]
    return [
        (indent + GUTTER.join(pad(row[number], widths[number], right=number in right) for number in used)).rstrip()
        for row in rows
    ]


def filled(text: str, *, indent: str = "", columns: int = 0) -> list[str]:
    """
    Return a text in lines that fit; a text without blanks, as Chinese has none, breaks anywhere.

    Examples
    --------
    >>> filled("Leads the technical department.", indent="  ", columns=20)
    ['  Leads the', '  technical', '  department.']
    """
    most = max(10, (columns or room()) - width(indent))
    lines = [""]
    for word in text.split(" "):  # what a no-break space joins stays together
        for part in _parts(word, most):
            joined = f"{lines[-1]} {part}" if lines[-1] else part
            if width(joined) <= most:
                lines[-1] = joined
            else:
                lines.append(part)
    return [indent + line for line in lines if line]


def _parts(word: str, most: int) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width(parts[-1] + sign) > most:
            parts.append("")
        parts[-1] += sign
    return parts
