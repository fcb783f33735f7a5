"""Where a graph is kept in Neo4j: a URL that names a server, a database and a graph, and never holds a secret."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from careergraph.errors import StoreError
from careergraph.model.rules import SLUG

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
EXAMPLE = "neo4j://localhost:7687/neo4j?graph=careers"
SECRETS = "Set NEO4J_USERNAME, and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE"


@dataclass(frozen=True, slots=True)
class Address:
    """
    A graph in a Neo4j.

    Parameters
    ----------
    server
        Scheme, host and port, as the driver takes them.
    database
        Its name; empty for the one that is the default there.
    graph
        Which of its graphs; empty for the only one.

    Examples
    --------
    >>> Address.of("bolt+s://graphs.example.org/people?graph=trade")
    Address(server='bolt+s://graphs.example.org', database='people', graph='trade')
    """

    server: str
    database: str = ""
    graph: str = ""

    @classmethod
    def of(cls, url: str) -> "Address":
        """
        Return the address that a URL names.

        Raises
        ------
        StoreError
            It is no such URL, or holds a name or a password.
        """
        parts = urlsplit(url)
        if "@" in parts.netloc or {"user", "username", "password"} & parse_qs(parts.query).keys():
            told = "The address holds a name or a password, and a command line is kept in its history"
            raise StoreError(f"{told}. {SECRETS}, and leave it out of the address.")
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise StoreError(f"“{url}” is no address of a Neo4j. Write one such as {EXAMPLE}.")
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if unknown := asked.keys() - {"database", "graph"}:
            raise StoreError(f"“{', '.join(sorted(unknown))}” means nothing in {url}. Write one such as {EXAMPLE}.")
        graph = asked.get("graph", "")
        if graph and not SLUG.fullmatch(graph):
            raise StoreError(f"“{graph}” cannot name a graph. Use letters, digits and - . : / + without blanks.")
        return cls(f"{parts.scheme}://{parts.netloc}", asked.get("database") or parts.path.strip("/"), graph)

    @property
    def url(self) -> str:
        """The whole as one URL."""
        graph = f"?graph={quote(self.graph, safe='')}" if self.graph else ""
        return f"{self.server}{f'/{self.database}' if self.database else ''}{graph}"


def credentials(environment: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
    """
    Return the name and the password that the environment holds, or the file it names; None where there is none.

    Raises
    ------
    StoreError
        The file cannot be read.
    """
    name = environment.get("NEO4J_USERNAME") or "neo4j"
    if password := environment.get("NEO4J_PASSWORD"):
        return name, password
    file = environment.get("NEO4J_PASSWORD_FILE")
    if not file:
        return None
    try:
        return name, Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as reason:
        raise StoreError(f"The password cannot be read from {file} (NEO4J_PASSWORD_FILE). Check the path.") from reason
