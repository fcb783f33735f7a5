"""`careergraph neo4j`: bring a graph to a Neo4j server, fetch it from there, and see that all is well."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict

import click

from careergraph.cli import asking, keeping, refusing, writing
from careergraph.cli.progress import Bar
from careergraph.cli.words import CommandWords
from careergraph.errors import CommitOutcomeUnknown, StoreError
from careergraph.explorer import read_report
from careergraph.explorer.opening import keep_ready
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.ports import Version
from careergraph.stores.neo4j.store import Neo4jStore, open_store

URL = click.argument("url", metavar="URL")
SECONDS = click.option(
    "--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds to wait for an answer."
)
COMMON = (SECONDS, asking.LANGUAGE, asking.AS_JSON)
EXAMPLES = """\b
Examples:
  export NEO4J_USERNAME=neo4j NEO4J_PASSWORD_FILE=~/.neo4j-password
  careergraph neo4j push my-graph/ neo4j://localhost
  careergraph neo4j push trade.json "neo4j+s://graphs.example.org/people?graph=trade"
  careergraph neo4j pull neo4j://localhost my-graph.json
  careergraph neo4j check neo4j://localhost
  careergraph routes founder general-manager --graph neo4j://localhost
"""


@click.group("neo4j", epilog=EXAMPLES)
def command() -> None:
    """
    Bring a graph to a Neo4j server, or fetch it.

    URL is neo4j://host or bolt://host (+s encrypted, +ssc with a certificate nobody vouches for), with /DATABASE and
    ?graph=NAME where there are several. The password is read from NEO4J_PASSWORD, or the file that
    NEO4J_PASSWORD_FILE names, and never stands in a command.
    """


@command.command("push")
@click.argument("source", metavar="GRAPH")
@URL
@click.option("--note", default="", help="Why, in words; kept with the version.")
@click.option("--update", is_flag=True, help="Make it the newest version where the server has some; they stay.")
@asking.all_of(COMMON)
def push(source: str, url: str, note: str, timeout: float, language: str, *, update: bool, as_json: bool) -> None:
    """
    Make a graph the newest version on a server.

    A large graph that is new there is written in several pieces, which nobody sees before the last; a push that was
    cut goes on where it was when it is begun again.
    """
    words = CommandWords(language)
    graph, _ = read_report(source)
    with closing(open_store(url, create=True, deadline=timeout)) as store, _bar(words) as bar:
        version = _pushed(store, graph, note or words("From {source}", source=source), bar, update=update)
        keep_ready(graph)
    _say(words, version, store.url, as_json=as_json)


@command.command("pull")
@URL
@click.argument("target", metavar="OUT")
@click.option("--version", "number", type=int, default=None, help="An older version, by its number.")
@keeping.TO
@keeping.FORCE
@asking.all_of(COMMON)
def pull(
    url: str,
    target: str,
    number: int | None,
    format_name: str,
    timeout: float,
    language: str,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Write the graph on a server to a file or folder, in any format."""
    words = CommandWords(language)
    keeping.refuse_to_replace(target, force=force)
    with closing(open_store(url, deadline=timeout)) as store, _bar(words) as bar:
        graph = store.pull(bar)[1] if number is None else store.load(number)
    keeping.keep(graph, target, format_name)
    keeping.tell_written(graph, target, (), as_json=as_json)


@command.command("check")
@URL
@asking.all_of(COMMON)
@click.pass_context
def check(context: click.Context, url: str, timeout: float, language: str, *, as_json: bool) -> None:
    """
    Say what is on a server, and whether all of it is as it was written.

    Exits with 1 if the graph was changed by hand, or breaks the rules.
    """
    words = CommandWords(language)
    with closing(open_store(url, deadline=timeout)) as store:
        agent, protocol = store.server.about()
        graphs, version, counts, wrong = store.graphs(), store.latest(), store.counts(), store.check()
        name = store.graph
    said = {"server": agent, "protocol": protocol, "graphs": list(graphs), "graph": name}
    counted = dict(zip(("roles", "skills", "transitions"), counts, strict=True))
    if as_json:
        writing.say_json({**said, **asdict(version), **counted, "problems": list(wrong)})
    else:
        listed = words.listed(graphs) if graphs else words("none")
        writing.say(
            words("{agent}, protocol {protocol}. Graphs: {graphs}.", agent=agent, protocol=protocol, graphs=listed)
        )
        writing.say(_counted(words, name, version, counted))
        writing.say("\n".join(wrong) if wrong else words("Every value of it is as it was written."))
    context.exit(refusing.NOTHING_FOUND if wrong else refusing.FOUND)


def _pushed(store: Neo4jStore, graph: CareerGraph, note: str, bar: Bar, *, update: bool) -> Version:
    now = store.latest()
    if now.number and now.version == graph.version:
        return now
    if now.number and not update:
        raise StoreError(f"{store.url} has a graph already. Add --update to make this its newest version.")
    before = store.load(now.number) if now.number else CareerGraph()
    change_id = f"push {graph.version} on {now.number}"  # the same again, so that a push that was cut goes on
    for _ in range(2):
        try:
            return store.push(
                difference(before, graph), change_id=change_id, expected_version=now.version, note=note, progress=bar
            )
        except CommitOutcomeUnknown:
            continue
    raise CommitOutcomeUnknown(change_id)


@contextmanager
def _bar(words: CommandWords) -> Iterator[Bar]:
    bar = Bar(words, time.monotonic)
    try:
        yield bar
    finally:
        bar.end()


def _say(words: CommandWords, version: Version, url: str, *, as_json: bool) -> None:
    if as_json:
        writing.say_json({"store": url, **asdict(version)})
        return
    told = words("{url} has it as version {number}.", url=url, number=version.number)
    writing.say(words.sentences((told, words("It is named {version}.", version=version.version))))


def _counted(words: CommandWords, name: str, version: Version, counts: dict[str, int]) -> str:
    return words(
        "{name}: {roles} roles, {skills} skills, {transitions} moves; version {number}, {version}.",
        name=name,
        number=version.number,
        version=version.version,
        **{what: f"{count:,}" for what, count in counts.items()},
    )
