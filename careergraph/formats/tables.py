"""
The tables of a data set: their columns, rows as records, and values as cells.

Lists in a cell are split by ` | `; a bar or a backslash within an item is written with a backslash before
it. A text in another language stands in a column of its own, such as `title_zh`. Yes is `yes`, no is empty.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import TypeAlias

from careergraph.errors import InvalidGraph
from careergraph.formats.csv_text import BAR, Cells, Row, Table, write_rows
from careergraph.formats.shape.record import Origin, Record
from careergraph.model.text import Text

ROLES = Table(
    "roles.csv",
    (
        *("id", "title", "family", "seniority", "description", "aliases", "reports_to"),
        *("pay_low", "pay_high", "pay_currency", "pay_period", "pay_condition", "pay_source", "sources"),
    ),
    required=("id",),
    texts=frozenset({"title", "description", "aliases", "pay_condition"}),
)
SKILLS = Table(
    "skills.csv",
    ("id", "name", "kind", "description", "aliases", "effort"),
    required=("id",),
    texts=frozenset({"name", "description", "aliases"}),
)
TRANSITIONS = Table(
    "transitions.csv",
    ("tail", "head", "kind", "months", "months_low", "months_high", "months_estimated", "likelihood", "asks"),
    required=("tail", "head"),
)
REQUIREMENTS = Table(
    "requirements.csv",
    ("tail", "head", "skill", "level", "level_estimated", "optional", "group", "group_count"),
    required=("tail", "head", "skill"),
)
EVIDENCE = Table(
    "evidence.csv",
    ("tail", "head", "kind", "source", "n", "of", "rule", "note"),
    required=("tail", "head", "kind"),
    texts=frozenset({"note"}),
)
ROLE_SKILLS = Table("role_skills.csv", ("role", "skill", "level", "level_estimated"), required=("role", "skill"))
RESPONSIBILITIES = Table(
    "responsibilities.csv",
    ("role", "group", "text"),
    required=("role",),
    texts=frozenset({"text"}),
)
RELATIONS = Table(
    "relations.csv",
    ("role", "other", "kind", "note"),
    required=("role", "other", "kind"),
    texts=frozenset({"note"}),
)
TABLES = (ROLES, SKILLS, TRANSITIONS, REQUIREMENTS, EVIDENCE, ROLE_SKILLS, RESPONSIBILITIES, RELATIONS)

IDS = frozenset({"id", "role", "other", "skill", "tail", "head", "kind", "asks", "reports_to"})
"""Columns in which blanks around a value mean nothing."""
LISTS = frozenset({"aliases", "sources"})
BY_COLUMN = "{place}, column {field}"
ITEM = re.compile(r"((?:\\[\\|]|(?! \| ).)*+)(?: \| |\Z)", re.DOTALL)
ESCAPED = re.compile(r"\\([\\|])")


Values: TypeAlias = dict[str, object]


def record_of(table: Table, row: Row, origin: Origin) -> Record:
    """Return a row as a record: its texts with their translations, its lists split."""
    texts: dict[str, dict[str, str]] = {}
    values: Values = {}
    for column, cell in row.cells.items():
        base, tag = (column, "") if column in table.columns else table.translated(column) or (column, "")
        if base in table.texts:
            texts.setdefault(base, {})[tag] = cell
        elif base in LISTS:
            values[base] = split(cell)
        else:
            values[base] = cell.strip() if base in IDS else cell
    for base, by_language in texts.items():
        values[base] = _texts_of(by_language) if base in LISTS else by_language
    return Record(values, f"{table.file} row {row.number}", origin)


def bytes_of(table: Table, rows: Iterable[Mapping[str, object]]) -> bytes:
    r"""
    Return rows of plain values as a CSV table.

    Raises
    ------
    InvalidGraph
        A language is named in a way that no column can be.

    Examples
    --------
    >>> bytes_of(SKILLS, [{"id": "law", "name": Text.of("Law", zh="法律"), "kind": "knowledge"}]).decode()
    'id,name,name_zh,kind,description,aliases,effort\nlaw,Law,法律,knowledge,,,\n'
    """
    cells = [_cells_of(row) for row in rows]
    found = {column for row in cells for column in row}.difference(table.columns)
    for column in sorted(found):
        if not table.translated(column):
            what = f"{table.file}: “{column}” cannot be a column. Name the language as BCP 47 does, such as zh-CN"
            raise InvalidGraph([what])
    columns = [one for column in table.columns for one in (column, *_translations(table, column, found))]
    return write_rows(columns, cells)


def joined(items: Iterable[str]) -> str:
    r"""
    Return items as one cell.

    Examples
    --------
    >>> print(joined(["head of technology", "a|b"]))
    head of technology | a\|b
    """
    return BAR.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def split(cell: str) -> list[str]:
    r"""
    Return the items of a cell: the inverse of `joined`.

    Examples
    --------
    >>> split("head of technology | a\\|b"), split("")
    (['head of technology', 'a|b'], [])
    """
    if "|" not in cell and "\\" not in cell:
        return [cell] if cell else []
    items = ITEM.findall(cell + BAR)[:-1]
    return [ESCAPED.sub(r"\1", item) for item in items]


def _translations(table: Table, column: str, found: Iterable[str]) -> list[str]:
    return sorted(one for one in found if (table.translated(one) or ("",))[0] == column)


def _texts_of(by_language: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the texts of a list from its cells by language, item by item."""
    items = zip_longest(*(split(cell) for cell in by_language.values()), fillvalue="")
    return [dict(zip(by_language, item, strict=True)) for item in items]


def _cells_of(values: Mapping[str, object]) -> Cells:
    return {column: cell for name, value in values.items() for column, cell in _columns_of(name, value) if cell}


def _columns_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield the columns that a value takes, with their cells."""
    if isinstance(value, Text):
        yield name, value.original
        yield from ((f"{name}_{language}", text) for language, text in value.translations)
    elif isinstance(value, list):
        texts = [one if isinstance(one, Text) else Text(str(one)) for one in value]
        yield name, joined(text.original for text in texts)
        for language in sorted({language for text in texts for language, _ in text.translations}):
            yield f"{name}_{language}", joined(dict(text.translations).get(language, "") for text in texts)
    elif isinstance(value, bool):
        yield name, "yes" if value else ""
    else:
        yield name, format(value, "f") if isinstance(value, Decimal) else str(value)
