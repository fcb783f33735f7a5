"""Only our Cypher is sent: whatever text comes in is a parameter, and the statements are constants."""

import ast
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from careergraph import CareerGraph, ChangeSet, Evidence, Requirement, Role, Skill, Text, Transition
from careergraph.errors import CareerGraphError
from careergraph.model.metadata import Metadata, Source, Term
from careergraph.model.roles import Pay, Relation, Responsibility
from careergraph.model.skills import AnyOf, LevelScale
from careergraph.stores.neo4j import cypher
from careergraph.stores.neo4j import server as neo4j
from careergraph.stores.neo4j.store import open_store
from tests.formats.graphs import HOSTILE
from tests.neo4j_server import PATIENT
from tests.views.hostile import PAYLOADS

STORES = Path(neo4j.__file__).parent
BREAKING_OUT = ("'", '"', "`", "\\", "')", '"}', "`)", "'})", '"]}', "\\'", '\\"', "*/", "\u02bc", "\uff07")
DOING_HARM = (
    "MATCH (n) DETACH DELETE n //",
    " RETURN 1 UNION MATCH (n) RETURN n //",
    "}) MATCH (n) SET n.owned = true //",
    "; CALL dbms.listConfig() //",
    " OR 1=1 //",
    " LOAD CSV FROM 'http://x' AS y RETURN y //",
    "CALL { MATCH (n) DELETE n } //",
    "$graph}) DETACH DELETE (x",
    "*:* AND graph:other",
    "title_words:* OR (",
    "/.*/",
)
BROKEN_OUT = tuple(f"{out} {harm}" for out in BREAKING_OUT for harm in DOING_HARM)
TEXTS = tuple(dict.fromkeys(filter(None, (*HOSTILE, *PAYLOADS, *BROKEN_OUT))))
EVERY = 10
CONSTANTS = {
    one
    for value in vars(cypher).values()
    for one in (value if isinstance(value, tuple) else (value,))
    if isinstance(one, str)
}


@pytest.fixture
def sent(monkeypatch):
    """Return the statements that are sent from now on, noted in the driver's place."""
    statements = set()

    def noting(run):
        def noted(transaction, statement, *given, **named):
            statements.add(statement.text if isinstance(statement, neo4j.neo4j.Query) else statement)
            return run(transaction, statement, *given, **named)

        return noted

    for kind in (neo4j.neo4j.AsyncManagedTransaction, neo4j.neo4j.AsyncTransaction, neo4j.neo4j.AsyncSession):
        monkeypatch.setattr(kind, "run", noting(kind.run))
    return statements


def hostile_in_every_field(text):
    """Return a graph that has a text wherever there is room for one."""
    words = Text.of(text, zh=text, fr=text)
    evidence = Evidence("expert", "s", rule=text, note=words)
    role = Role(
        "a",
        words,
        "f",
        "y",
        words,
        (words,),
        (Responsibility(words, text),),
        pay=Pay(1, 2, text, text, words, "s"),
        relations=(Relation("b", "similar", words),),
        sources=("s",),
    )
    asks = (Requirement("p"),), (AnyOf(1, (Requirement("q"),)),)
    return CareerGraph(
        _metadata(words),
        roles=(role, Role("b", words)),
        skills=(Skill("p", words, description=words, aliases=(words,)), Skill("q", words)),
        transitions=(Transition("a", "b", requirements=asks[0], groups=asks[1], evidence=(evidence,)),),
    )


def _metadata(words):
    scale = LevelScale((words, words))
    terms = (Term("f", words),), (Term("y", words),)
    texts = [str(words)] * 4
    return Metadata("g", words, words, *texts, scale, *terms, (Source("s", words, str(words), words),))


def ask_everything(store, text):
    """Put a text in every place where one can be handed over."""
    for ask in (store.role, store.skill):
        with pytest.raises(CareerGraphError):
            ask(text)
    assert store.ways_out(text) == store.ways_in(text) == store.neighbourhood(text, 2) == ()
    assert set(store.search(text)) <= {"a", "b"}


@pytest.mark.neo4j
def test_only_our_statements_are_sent_whatever_text_comes_in(neo4j_url, sent):
    assert len(TEXTS) >= 200
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        for number, text in enumerate(TEXTS):
            graph = hostile_in_every_field(text)
            change = ChangeSet((*graph.roles.values(), *graph.skills.values(), *graph.transitions.values()))
            seldom = graph.metadata if number % EVERY == 0 else None  # which makes the store judge by the whole graph
            store.commit(replace(change, metadata=seldom), change_id=text, note=text)
            ask_everything(store, text)
        assert store.role("a") == graph.role("a")
        assert len(store.versions()) == len(TEXTS) + 1
        list(store.stream())
        store.lay_out(store.latest().number, lambda laid: list(laid.moves))
        assert store.load(2).version == store.versions()[-3].version
    assert sent - CONSTANTS == set()
    assert len(sent) > 20


def test_no_statement_is_put_together():
    """Nothing but names of constants is handed over as a statement, and the constants are plain strings."""
    for path in STORES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
            if called in {"rows", "run", "stream", "_rows", "Query"}:
                assert all(isinstance(one, ast.Name | ast.Attribute | ast.Starred) for one in node.args), ast.unparse(
                    node
                )
    kinds = {type(node) for node in ast.walk(ast.parse((STORES / "cypher.py").read_text(encoding="utf-8")))}
    assert not kinds & {ast.JoinedStr, ast.BinOp, ast.Call}
