"""What only the Neo4j store does: first loads in pieces, several graphs in one database, addresses without secrets."""

import logging
from contextlib import closing

import pytest

from careergraph import CareerGraph, ChangeSet, Requirement, Role, Skill, StoreError, Text, Transition
from careergraph.errors import Conflict, StoreUnavailable
from careergraph.model.written import Written
from careergraph.stores.neo4j import cypher, loading, touching
from careergraph.stores.neo4j.address import Address, credentials
from careergraph.stores.neo4j.patience import Breaker
from careergraph.stores.neo4j.properties import key
from careergraph.stores.neo4j.store import open_store
from tests.conformance.contract import LADDER, made_of, whole
from tests.drawn import drawn
from tests.neo4j_server import PATIENT, graph_of_its_own

CANARY = "canary-7f3a"


@pytest.fixture
def store(neo4j_url):
    with closing(open_store(neo4j_url, create=True, deadline=PATIENT)) as store:
        yield store


@pytest.fixture
def in_small_pieces(monkeypatch):
    monkeypatch.setattr(touching, "PER_BATCH", 10)
    monkeypatch.setattr("careergraph.stores.neo4j.store.LARGE", 20)


def many(count=12, title="R"):
    roles = [Role(f"r{number:02}", Text(title)) for number in range(count)]
    moves = [
        Transition(a.id, b.id, requirements=(Requirement("p", 2),)) for a in roles for b in roles[:5] if a is not b
    ]
    return CareerGraph(roles=roles, skills=[Skill("p", Text("P"))], transitions=moves)


class CutError(Exception):
    """Somebody pulled the plug."""


def cut_at(rows):
    def progress(done, _total):
        if done >= rows:
            raise CutError

    return progress


@pytest.mark.neo4j
@pytest.mark.usefixtures("in_small_pieces")
class TestAFirstLoad:
    def test_it_is_whole_and_tells_how_far_it_is(self, store):
        told = []
        made = store.push(made_of(many()), change_id="a", progress=lambda *one: told.append(one))
        assert made.number == 1
        assert whole(store.load()) == whole(many())
        assert told[-1] == (len(made_of(many()).put),) * 2
        assert len(told) > 5
        assert store.changes(1) == made_of(many())
        assert store.commit(made_of(many()), change_id="a") == made

    def test_nobody_sees_any_of_it_before_its_end(self, store):
        with pytest.raises(CutError):
            store.push(made_of(many()), change_id="a", progress=cut_at(40))
        assert store.latest().number == 0
        assert whole(store.load()) == whole(CareerGraph())
        assert store.ways_out("r01") == store.search("R") == ()
        assert list(store.stream()) == []
        with pytest.raises(StoreUnavailable, match="being loaded"):
            store.commit(ChangeSet(put=(Role("x", Text("X")),)), change_id="b")

    def test_one_that_was_cut_goes_on_where_it_was(self, store, monkeypatch):
        with pytest.raises(CutError):
            store.push(made_of(many()), change_id="a", progress=cut_at(40))
        pieces = []
        put = loading.FirstLoad._piece
        monkeypatch.setattr(loading.FirstLoad, "_piece", lambda *one: pieces.append(one[1].before.pieces) or put(*one))
        store.push(made_of(many()), change_id="a")
        assert min(pieces) > 2
        assert whole(store.load()) == whole(many())

    @pytest.mark.parametrize("known", [True, False])
    def test_one_that_was_cut_does_not_go_on_with_another_graph_under_the_same_id(self, store, known):
        one, other = many(), many(title="Another")
        if known:
            assert one.version != other.version  # made here, so that a load takes them as they are
        with pytest.raises(CutError):
            store.push(made_of(one), change_id="a", progress=cut_at(40))
        assert store.push(made_of(other), change_id="a").version == other.version
        assert whole(store.load()) == whole(other)
        assert store.check() == ()

    def test_a_graph_whose_version_is_known_is_not_looked_at_again(self, store, monkeypatch):
        graph = many()
        version = graph.version
        with monkeypatch.context() as patched:
            patched.setattr(Written, "digest", lambda *_: pytest.fail("a value was written out"))
            assert store.push(made_of(graph), change_id="a").version == version
        assert store.check() == ()

    def test_another_graph_takes_the_place_of_one_that_was_cut(self, store):
        with pytest.raises(CutError):
            store.push(made_of(many()), change_id="a", progress=cut_at(40))
        other = many(9, "Another")
        store.push(made_of(other), change_id="b")
        assert whole(store.load()) == whole(other)
        assert store.counts() == (9, 1, len(other.transitions))

    def test_who_is_overtaken_is_told(self, store):
        def overtake(done, _total):
            if done == 11:
                store.push(made_of(many(9)), change_id="b")

        with pytest.raises(Conflict):
            store.push(made_of(many()), change_id="a", progress=overtake)
        assert whole(store.load()) == whole(many(9))


@pytest.mark.neo4j
class TestSeveralGraphs:
    def test_they_are_kept_apart(self, store, neo4j_server):
        store.commit(made_of(drawn(LADDER)), change_id="same id")
        with graph_of_its_own(neo4j_server) as url, closing(open_store(url, create=True, deadline=PATIENT)) as other:
            other.commit(made_of(drawn("s>x")), change_id="same id")
            assert whole(store.load()) == whole(drawn(LADDER))
            assert whole(other.load()) == whole(drawn("s>x"))
            assert [one.head for one in other.ways_out("s")] == ["x"]
            assert other.search("s") == ("s",)
            with pytest.raises(StoreError, match="Name one"):
                open_store(neo4j_server, deadline=PATIENT).latest()

    def test_one_that_is_not_there_is_told(self, store, neo4j_url):
        store.commit(made_of(drawn("a>b")), change_id="a")
        with closing(open_store(f"{neo4j_url}-not", deadline=PATIENT)) as other:
            for ask in (other.latest, other.load, other.versions):
                with pytest.raises(StoreError, match="no graph"):
                    ask()

    def test_ids_are_in_the_order_that_python_has_them(self, store):
        names = ["a", "a-b", "a.b", "a1", "ab", "中", "\uff21", "\U00020000", "Z", "\ue000x".replace("\ue000", "é")]
        roles = [Role(name, Text("R")) for name in names]
        moves = [Transition(a, b) for a in names for b in names if a != b]
        store.commit(ChangeSet(put=(*roles, *moves)), change_id="a")
        pairs = [(row.tail, row.head) for row in store.stream()]
        assert pairs == sorted(pairs)
        assert len(pairs) == len(moves)


@pytest.mark.neo4j
def test_a_skill_that_somebody_took_away_by_hand_is_told_where_a_graph_is_laid_out(store):
    version = store.commit(made_of(many()), change_id="a")
    assert store.lay_out(version.number, lambda laid: sum(len(texts) for _, texts in laid.moves)) == len(
        many().transitions
    )
    store.server.write(lambda one: one.rows(cypher.DROP_SKILLS, keys=[key(store.graph, "p")]))
    with pytest.raises(StoreError, match="changed by hand"):
        store.lay_out(version.number, lambda laid: list(laid.moves))
    assert "p" not in store.load().skills


@pytest.mark.neo4j
class TestSecrets:
    def test_a_wrong_password_is_told_and_appears_nowhere(self, neo4j_server, monkeypatch, caplog):
        caplog.set_level(logging.DEBUG)
        monkeypatch.setenv("NEO4J_PASSWORD", CANARY)
        store = open_store(f"{neo4j_server}?graph=x", deadline=PATIENT)
        with closing(store), pytest.raises(StoreError, match="refuses the name or the password") as told:
            store.latest()
        shown = [repr(store), repr(store.server), store.url, str(told.value), repr(told.value.__cause__), caplog.text]
        assert not [one for one in shown if CANARY in one]

    def test_a_database_that_is_not_there_is_told(self, neo4j_server):
        store = open_store(f"{neo4j_server}/nowhere?graph=x", deadline=PATIENT)
        with closing(store), pytest.raises(StoreError, match="no database “nowhere”"):
            store.latest()


@pytest.mark.neo4j
def test_the_routing_scheme_works_too(neo4j_url):
    with closing(open_store(neo4j_url.replace("bolt://", "neo4j://"), create=True, deadline=PATIENT)) as store:
        store.commit(made_of(drawn(LADDER)), change_id="a")
        assert whole(store.load()) == whole(drawn(LADDER))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"neo4j://neo4j:{CANARY}@host", "history"),
        (f"neo4j://host?password={CANARY}", "history"),
        ("http://host", "no address"),
        ("neo4j://", "no address"),
        ("neo4j://host?grpah=x", "means nothing"),
        ("neo4j://host?graph=two words", "cannot name"),
    ],
)
def test_an_address_that_is_none_is_refused_and_no_secret_is_told(url, why):
    with pytest.raises(StoreError, match=why) as told:
        open_store(url)
    assert CANARY not in str(told.value)


def test_an_address_names_server_database_and_graph():
    assert Address.of("bolt+ssc://h:1/d?graph=g") == Address.of("bolt+ssc://h:1?database=d&graph=g")
    assert Address.of("neo4j://h?graph=a/b").url == "neo4j://h?graph=a%2Fb"


def test_the_password_is_read_from_the_environment_or_a_file(tmp_path):
    (tmp_path / "password").write_text("from a file\n")
    assert credentials({}) is None
    assert credentials({"NEO4J_PASSWORD": "p"}) == ("neo4j", "p")
    named = {"NEO4J_USERNAME": "u", "NEO4J_PASSWORD_FILE": str(tmp_path / "password")}
    assert credentials(named) == ("u", "from a file")
    with pytest.raises(StoreError, match="NEO4J_PASSWORD_FILE"):
        credentials({"NEO4J_PASSWORD_FILE": str(tmp_path / "nowhere")})


def test_while_one_tries_the_others_are_refused():
    now = [0.0]
    breaker = Breaker("it", failures=1, rest=2.0, clock=lambda: now[0])
    breaker.failed()
    now[0] = 2.0
    assert breaker.admit()
    with pytest.raises(StoreUnavailable):
        breaker.admit()
    breaker.failed()
    with pytest.raises(StoreUnavailable) as told:
        breaker.admit()
    assert told.value.retry_after == 2
