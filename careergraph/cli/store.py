"""`careergraph store`: what a store holds, what changed, and going back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from careergraph.cli import asking, refusing, writing
from careergraph.cli.columns import table
from careergraph.cli.words import CommandWords
from careergraph.errors import StoreError
from careergraph.explorer import read_report
from careergraph.explorer.opening import keep_ready
from careergraph.explorer.versions import Edit, adopt, edits, revert
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Skill
from careergraph.ports import Store, Version
from careergraph.stores.registry import open_store
from careergraph.views.printable import plain

STORE = click.argument("named", metavar="STORE")
NOTE = click.option("--note", default="", help="Why, in words; kept with the version.")
COMMON = (asking.LANGUAGE, asking.AS_JSON)
SIGNS = {(False, True): "+", (True, False): "-", (True, True): "~"}
"""What stands before a value that came, went or changed, by whether it was there before and is after."""

EXAMPLES = """\b
Examples:
  careergraph store import my-graph/ careers.db
  careergraph store list careers.db
  careergraph store diff careers.db 3 5
  careergraph store revert careers.db 3
  careergraph store backup careers.db careers-backup.db
"""


@click.group("store", epilog=EXAMPLES)
def command() -> None:
    """
    Keep a graph with every version of it.

    STORE is a file (careers.db, made by `import`) or a server (neo4j://host). Every other command reads the newest
    version with --graph STORE.
    """


@command.command("import")
@click.argument("source", metavar="GRAPH")
@STORE
@NOTE
@click.option("--update", is_flag=True, help="Let it be the newest version where STORE has some; they stay.")
@asking.all_of(COMMON)
def import_(source: str, named: str, note: str, language: str, *, update: bool, as_json: bool) -> None:
    """
    Make a store of a graph, in one commit.

    GRAPH is in any format, or another store. What is wrong with it is told, and no store is made.
    """
    words = CommandWords(language)
    graph, _ = read_report(source)
    with closing(open_store(named, create=True)) as store:
        version = adopt(store, graph, note or words("From {source}", source=source), update=update)
        keep_ready(graph)
        _say(words, version, as_json=as_json, told=words("Made version {number}.", number=version.number))


@command.command("list")
@STORE
@asking.all_of(COMMON)
def list_(named: str, language: str, *, as_json: bool) -> None:
    """List every version of a store, the newest first."""
    words = CommandWords(language)
    with closing(open_store(named)) as store:
        found = store.versions()
    if as_json:
        writing.say_json({"store": store.url, "versions": [asdict(one) for one in found]})
        return
    heading = (words("number"), words("version"), words("when"), words("why"))
    rows = [(str(one.number), one.version, _when(one), plain(one.note)) for one in found]
    writing.say("\n".join(table([heading, *rows], right=[0])))


@command.command("diff")
@STORE
@click.argument("before", metavar="[FROM]", type=int, required=False)
@click.argument("after", metavar="[TO]", type=int, required=False)
@asking.all_of(COMMON)
def diff(named: str, before: int | None, after: int | None, language: str, *, as_json: bool) -> None:
    """
    Say what changed between two versions.

    FROM and TO are numbers, as `careergraph store list` has them; unsaid, what the newest version changed, or all
    that changed since FROM. `+` came, `-` went, `~` is another.
    """
    words = CommandWords(language)
    with closing(open_store(named)) as store:
        newest = store.latest().number
        after = newest if after is None else after
        before = max(newest - 1, 0) if before is None else before
        graphs = store.load(before), store.load(after)
    found = edits(*graphs)
    if as_json:
        writing.say_json({"store": store.url, "from": before, "to": after, "edits": [one.to_dict() for one in found]})
        return
    writing.say("\n".join(_told(words, graphs, found)) or words("Nothing differs."))


@command.command("revert")
@STORE
@click.argument("number", type=int)
@NOTE
@asking.all_of(COMMON)
def revert_(named: str, number: int, note: str, language: str, *, as_json: bool) -> None:
    """Make an old version the newest one; all between stay."""
    words = CommandWords(language)
    with closing(open_store(named)) as store:
        made = revert(store, number, note or words("Back to version {number}", number=number))
        told = words("Made version {number}.", number=made.number) if made else words("Nothing differs.")
        _say(words, made or store.latest(), as_json=as_json, told=told)


@command.command("backup")
@STORE
@click.argument("target", metavar="OUT")
@asking.all_of(COMMON)
def backup(named: str, target: str, language: str, *, as_json: bool) -> None:
    """
    Copy a store into a file, whole, while others read and write it.

    OUT is a store like STORE, with every version; it replaces nothing.
    """
    words = CommandWords(language)
    with closing(open_store(named)) as store:
        version = _in_a_file(store).backup(target)
    told = words("{target} has everything up to version {number}.", target=target, number=version.number)
    _say(words, version, as_json=as_json, told=told)


@command.command("check")
@STORE
@asking.all_of(COMMON)
@click.pass_context
def check(context: click.Context, named: str, language: str, *, as_json: bool) -> None:
    """
    Look for damage in a store.

    Every page of the file is looked at, and every version added up again and compared with its name.

    Exits with 1 if something is damaged.
    """
    words = CommandWords(language)
    with closing(open_store(named)) as store:
        wrong, version = _in_a_file(store).check(), store.latest()
    if as_json:
        writing.say_json({"store": store.url, "number": version.number, "whole": not wrong, "problems": wrong})
    elif wrong:
        writing.say("\n".join((*wrong, words("Restore a backup; keep the damaged file until it is."))))
    else:
        versions = words.plural("{count} version is", "{count} versions are", version.number + 1)
        writing.say(words("{versions} whole.", versions=versions))
    context.exit(refusing.NOTHING_FOUND if wrong else refusing.FOUND)


def _in_a_file(store: Store) -> Any:  # noqa: ANN401 - the embedded store, whose module loads the database
    if not hasattr(store, "backup"):
        store.close()
        raise StoreError(f"{store.url} is no file. Its server has tools of its own for this.")
    return store


def _say(words: CommandWords, version: Version, *, as_json: bool, told: str) -> None:
    if as_json:
        writing.say_json(asdict(version))
    else:
        writing.say(words.sentences((told, words("It is named {version}.", version=version.version))))


def _when(version: Version) -> str:
    return datetime.fromisoformat(version.at).strftime("%Y-%m-%d %H:%M UTC") if version.at else ""


def _told(words: CommandWords, graphs: tuple[CareerGraph, CareerGraph], found: tuple[Edit, ...]) -> Iterator[str]:
    kinds = {
        "graph": words("the graph itself"),
        "role": words("role"),
        "skill": words("skill"),
        "transition": words("move"),
    }
    rows = [
        (SIGNS[one.before is not None, one.after is not None], kinds[one.kind], _named(words, graphs, one), _how(one))
        for one in found
    ]
    yield from table(rows) if rows else []


def _named(words: CommandWords, graphs: tuple[CareerGraph, CareerGraph], one: Edit) -> str:
    """Return what a value is called, by the newer of two graphs that has it."""
    named = graphs[1] if one.after is not None else graphs[0]
    if one.kind == "transition":
        return " → ".join(words.within(named.roles[role].title) for role in one.names)
    value = one.after or one.before
    if isinstance(value, Skill):
        return words.within(value.name)
    return words.within(value.title)  # type: ignore[union-attr]  # a role or metadata


def _how(one: Edit) -> str:
    return ", ".join(name.replace("_", " ") for name in one.fields)
