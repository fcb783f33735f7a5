"""How much a reader takes in before it refuses."""

from dataclasses import dataclass

from careergraph.errors import OverLimit

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What is refused as too large; hand in your own to raise or lower one.

    Parameters
    ----------
    bytes
        Of a file, of all files of a folder together, and of an archive both packed and unpacked.
    rows, columns
        Of one table.
    cell
        Characters of one cell or one text.
    values
        Of one JSON document: commas, lists and objects together. Of one table: items of lists in cells.
    members
        Files in an archive.
    problems
        Told of one graph; reading stops when there are more.

    Examples
    --------
    >>> Limits(rows=10).check("rows", 11)
    Traceback (most recent call last):
    ...
    careergraph.errors.OverLimit: rows: 11 found, 10 allowed. Raise it: read(path, limits=Limits(rows=...)).
    """

    bytes: int = 256 * MEBIBYTE
    rows: int = 1_000_000
    columns: int = 500
    cell: int = 50_000
    values: int = 10_000_000
    members: int = 100
    problems: int = 1_000

    def check(self, limit: str, found: int, where: str = "") -> None:
        """
        Let `found` pass if the limit of that name allows it.

        Raises
        ------
        OverLimit
            It is more; the error says where the limit can be raised.
        """
        allowed = getattr(self, limit)
        if found > allowed:
            remedy = f"Raise it: read(path, limits=Limits({limit}=...))."
            raise OverLimit(f"{where}: {limit}" if where else limit, allowed, found, remedy)


DEFAULT_LIMITS = Limits()
