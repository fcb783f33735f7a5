"""`careergraph export`: a graph for Neo4j to import."""

import time
from pathlib import Path

import click

from careergraph.cli import asking, keeping, writing
from careergraph.cli.words import CommandWords
from careergraph.explorer import read_report
from careergraph.formats.files import write_file, write_files

FORMATS = ("neo4j-admin", "cypher")
EXAMPLES = """\b
Examples:
  careergraph export my-graph/ tables/ --format neo4j-admin
  careergraph export my-graph/ my-graph.cypher --format cypher
"""


@click.command("export", epilog=EXAMPLES)
@click.argument("source", metavar="GRAPH")
@click.argument("target", metavar="OUT")
@click.option("--format", "chosen", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True, help="How.")
@click.option("--name", default="", help="What it is called in the database; the id of the graph unsaid.")
@keeping.FORCE
@asking.LANGUAGE
@asking.AS_JSON
def command(source: str, target: str, chosen: str, name: str, language: str, *, force: bool, as_json: bool) -> None:
    """
    Write a graph for Neo4j to import.

    `neo4j-admin` makes a folder of CSV tables with typed headers, and the command that imports them into a server that
    does not run: the quickest way for millions of moves. `cypher` makes one script for cypher-shell. What comes of
    either is a graph that `neo4j://host` opens, as `careergraph neo4j push` makes it.
    """
    from careergraph.stores.neo4j import exported  # noqa: PLC0415 - loads the driver, and a typing error needs none

    words = CommandWords(language)
    keeping.refuse_to_replace(target, force=force)
    graph, _ = read_report(source)
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    asked = graph, name or graph.metadata.id, at
    try:
        if chosen == FORMATS[0]:
            write_files(Path(target), exported.for_neo4j_admin(*asked))
        else:
            write_file(Path(target), exported.as_cypher(*asked))
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}. Name another place.") from error
    keeping.tell_written(graph, target, (), as_json=as_json)
    if not as_json and chosen == FORMATS[0]:
        writing.say(words("{file} has the command that imports it.", file=f"{target.rstrip('/')}/import.sh"))
