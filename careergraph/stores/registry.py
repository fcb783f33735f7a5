"""Turns what names a store into the store; the module of a store is imported when it is needed."""

from collections.abc import Mapping
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from careergraph.errors import StoreError

if TYPE_CHECKING:
    from careergraph.ports import Store

SUFFIXES = (".db", ".sqlite", ".sqlite3")
"""How the name of a file ends that is a store."""
MODULES: Mapping[str, str] = {"sqlite": "embedded.store"} | dict.fromkeys(
    ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"), "neo4j.store"
)
"""The module of this package, each with an `open_store(url, create=...)`, by the scheme of a URL."""


def names_store(named: str | PathLike[str]) -> bool:
    """
    Return whether this names a store, and not a file or folder in some format.

    Examples
    --------
    >>> [names_store(one) for one in ("careers.db", "sqlite:///careers.db", "neo4j://localhost", "careers.json")]
    [True, True, True, False]
    """
    text = fspath(named)
    return "://" in text or (text.lower().endswith(SUFFIXES) and not Path(text).is_dir())


def open_store(url: str | PathLike[str], *, create: bool = False) -> "Store":
    """
    Return the store that keeps a graph, with every version of it.

    Parameters
    ----------
    url
        A file (`careers.db`, `careers.sqlite` or `sqlite:///path/to/it`), or a Neo4j server (`neo4j://host`,
        `bolt://host`; with `+s` or `+ssc` for encrypted ones).
    create
        Whether to make an empty store where there is none.

    Raises
    ------
    StoreError
        There is no store there, or it is named in a way that is not known.
    StoreUnavailable
        It cannot be reached now.
    UnreadableData
        The file is no store, damaged, or from a newer careergraph.

    Examples
    --------
    >>> import tempfile
    >>> from careergraph import ChangeSet, Role, Text
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     store = open_store(f"{folder}/careers.db", create=True)
    ...     made = store.commit(ChangeSet(put=(Role("cto", Text("CTO")),)), change_id="first")
    ...     print(made.number, store.role("cto").title)
    ...     store.close()
    1 CTO
    """
    text = fspath(url)
    scheme = text.partition("://")[0].lower() if "://" in text else "sqlite"
    if scheme not in MODULES:
        raise StoreError(f"“{scheme}://” names no store that is known. {_remedy()}")
    try:
        module = import_module(f"careergraph.stores.{MODULES[scheme]}")
    except ModuleNotFoundError as reason:
        raise StoreError(f"{scheme}:// needs {reason.name}, which is not installed. {_remedy()}") from reason
    store: Store = module.open_store(text, create=create)
    return store


def _remedy() -> str:
    schemes = ", ".join(f"{one}://" for one in MODULES if one != "sqlite")
    return f"Name a file that ends in {', '.join(SUFFIXES)}, sqlite:///path, or a server by {schemes}."
