"""
A graph for Neo4j to import: tables for `neo4j-admin`, or one script of Cypher. Either makes what the store makes.

What comes of it is version 1 of a graph that the store opens.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from careergraph.errors import InvalidGraph
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.model.rules import SLUG
from careergraph.stores.neo4j import committing, cypher, properties
from careergraph.stores.neo4j.committing import EMPTY, Plan, Wish
from careergraph.stores.neo4j.properties import Properties, key

Files: TypeAlias = dict[str, bytes]

BETWEEN = "\x1f"
"""Stands between the items of a list in a cell; no text that means anything has it."""
TYPED = {
    "levels": "long[]",
    "grown_levels": "long[]",
    "essential": "boolean[]",
    "skills": "string[]",
    "grows": "string[]",
    "titles": "string[]",
    "aliases": "string[]",
    "names": "string[]",
    "title_words": "string[]",
    "alias_words": "string[]",
    "evidence": "string[]",
    "sources": "string[]",
    "months": "double",
    "likelihood": "double",
    "effort": "double",
    "pay_low": "double",
    "pay_high": "double",
    "number": "long",
    "whole": "boolean",
}
"""The types of properties that are no plain text."""
COMMAND = r"""#!/usr/bin/env sh
# Imports this graph into an empty database of a Neo4j that does not run: sh import.sh [DATABASE]
# Then start it, and run schema.cypher (cypher-shell --file schema.cypher): the constraints, and the index for search.
set -eu
cd "$(dirname "$0")"
neo4j-admin database import full "${1:-neo4j}" --overwrite-destination --multiline-fields=true \
  --array-delimiter="U+001F" --id-type=string \
  --nodes=graph.csv --nodes=version.csv --nodes=change.csv --nodes=roles.csv --nodes=skills.csv \
  --relationships=transitions.csv --relationships=history.csv
"""


def for_neo4j_admin(graph: CareerGraph, name: str, at: str) -> Files:
    """
    Return a graph as tables with typed headers, and the command that imports them.

    Parameters
    ----------
    graph
        The graph.
    name
        What it is called in the database.
    at
        When version 1 is said to be made: UTC, ISO 8601.

    Raises
    ------
    InvalidGraph
        It cannot be called so.
    """
    head, version, change = _made(graph, name, at)
    ends = [{"start": key(name, ""), "end": version["key"], "type": "VERSION"}]
    ends.append({"start": version["key"], "end": f"{version['key']} change", "type": "MADE_BY"})
    moves = [properties.of_move(one, name) for one in graph.transitions.values()]
    return {
        "graph.csv": _nodes("CareerGraph", [{"key": key(name, ""), "id": name, **head}]),
        "version.csv": _nodes("CareerVersion", [version]),
        "change.csv": _nodes("CareerChange", [{"key": f"{version['key']} change", **change}]),
        "roles.csv": _nodes("Role", [properties.of_role(one, name) for one in graph.roles.values()]),
        "skills.csv": _nodes("Skill", [properties.of_skill(one, name) for one in graph.skills.values()]),
        "transitions.csv": _moves(moves),
        "history.csv": _table((":START_ID", ":END_ID", ":TYPE"), (tuple(one.values()) for one in ends)),
        "schema.cypher": _script(cypher.SCHEMA),
        "import.sh": COMMAND.encode(),
    }


def as_cypher(graph: CareerGraph, name: str, at: str) -> bytes:
    """Return a graph as a script of Cypher; takes and raises the same as `for_neo4j_admin`."""
    head, version, change = _made(graph, name, at)
    told = difference(EMPTY, graph)
    rows = committing.rows_of(told, name)
    return _script(
        [
            *cypher.SCHEMA,
            _filled(cypher.BEGIN, graph=name),
            *(_filled(statement, rows=lot) for statement, lot in rows),
            _filled(cypher.NEW_VERSION, graph=name, head=head, version=version, change=change),
        ]
    )


def _made(graph: CareerGraph, name: str, at: str) -> tuple[Properties, Properties, Properties]:
    if not SLUG.fullmatch(name):
        raise InvalidGraph(
            [f"“{name}” cannot name a graph in Neo4j. Use letters, digits and - . : / + without blanks."]
        )
    told = difference(EMPTY, graph)
    wish = Wish(name, told, f"export {graph.version}", None, "", at)
    plan = Plan(0, told, difference(graph, EMPTY), graph.content, graph.metadata)
    said = committing.parameters(wish, plan, committing.version_of_plan(wish, plan), whole=True)
    return said["head"], said["version"], said["change"]


def _nodes(label: str, rows: Sequence[Properties]) -> bytes:
    columns = _columns(rows)
    header = ["key:ID", *map(_typed, columns), ":LABEL"]
    return _table(header, ([row["key"], *(row.get(one) for one in columns), label] for row in rows))


def _moves(rows: Sequence[Properties]) -> bytes:
    columns = _columns([row["properties"] for row in rows])
    header = [":START_ID", ":END_ID", *map(_typed, columns), ":TYPE"]
    cells = ([row["tail"], row["head"], *map(row["properties"].get, columns), "TRANSITION"] for row in rows)
    return _table(header, cells)


def _columns(rows: Iterable[Properties]) -> list[str]:
    return [one for one in dict.fromkeys(name for row in rows for name in row) if one != "key"]


def _typed(name: str) -> str:
    return f"{name}:{TYPED.get(name, 'string')}"


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> str | None:
    if isinstance(value, list | tuple):
        return BETWEEN.join(_cell(one) or "" for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value).replace(BETWEEN, " ")


def _script(statements: Iterable[str]) -> bytes:
    return "".join(f"{statement.strip()};\n\n" for statement in statements).encode()


def _filled(statement: str, **values: object) -> str:
    """Return a statement with literals in the place of its parameters."""
    return re.sub(r"\$(\w+)", lambda found: _literal(values[found[1]]), statement)


def _literal(value: Any) -> str:  # noqa: ANN401 - whatever a property may be
    if isinstance(value, Mapping):
        said = (f"`{name}`: {_literal(one)}" for name, one in value.items() if one is not None)
        return f"{{{', '.join(said)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_literal, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return json.dumps(value) if isinstance(value, str) else repr(value)
