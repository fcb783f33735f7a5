"""
What every store promises, whatever it keeps graphs in.

A subclass says how to open a store, by a fixture `opening` that opens the same one again each time it is called, and
what it can do besides, by `features`. What needs a feature that a store does not declare is skipped, and listed so.
"""

import inspect
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings

from careergraph import (
    ChangeSet,
    InvalidGraph,
    Requirement,
    Role,
    RoleNotFound,
    Skill,
    StoreError,
    Text,
    Transition,
    find_routes,
    open_store,
)
from careergraph.errors import Conflict, NotInGraph
from careergraph.model.changes import difference
from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Metadata
from careergraph.ports import Store
from careergraph.stores.shelf.shelf import Shelf
from tests.drawn import asked, drawn
from tests.formats.graphs import HOSTILE, graphs
from tests.generated import random_graph, random_query
from tests.views.hostile import PAYLOADS, hostile_graph

DURABLE = "durable"
"""What was committed is there when the store is opened again, by another process as well."""
SHARED = "shared"
"""It may be open more than once at a time."""
NAMED = "named"
"""`open_store` opens it by its `url`."""

LADDER = "s>a(p2,q)6m40%~policy a>t(p3,q/r)12m s>t(r3)36m t+q2 r*1.5"
FIXED = (
    (LADDER, "months; k=2"),
    (LADDER, "months+learning"),
    (LADDER, "months+learning; held p1; step<=2"),
    (LADDER, "months; months<=6; avoid a"),
    ("s>a(p2) b>t", "months"),
    ("s>a(p)1m s>b(q)1m a>t(q)1m b>t(p)1m a>b", "moves+months+learning; via b"),
)
"""The k best, the routes none beats, constraints, and two reasons why there is none."""
RANDOM = 25
"""Random questions in each run of the tests; the long run asks 500."""
ON_PURPOSE = (HealthCheck.function_scoped_fixture, HealthCheck.differing_executors)
"""One store takes all examples, one after another, and several classes have the test."""
INJECTIONS = ("'; DROP TABLE versions; --", "`}) DETACH DELETE n //")


def whole(graph):
    """Return everything that is in a graph, in its order; graphs that are equal by name alone differ here."""
    values = graph.roles, graph.skills, graph.transitions
    return graph.metadata, *(list(one.items()) for one in values)


def made_of(graph):
    """Return the change that makes a graph of nothing."""
    return difference(CareerGraph(), graph)


def numbered(number):
    """Return a change that says its number in eight places, of which a reader has to see all or none."""
    return ChangeSet(put=tuple(Role(f"r{place}", Text(f"Version {number}")) for place in range(8)))


def differing_answers(store, numbers):
    """Return the numbers of random questions that a store answers otherwise than the graph in memory."""
    return [number for number in numbers if _answers_otherwise(store, number)]


def _answers_otherwise(store, number):
    rng = Random(f"conformance/{number}")
    graph = random_graph(rng)
    query = random_query(rng, graph)
    store.commit(difference(store.load(), graph), change_id=str(number))
    return find_routes(store.load(), query).to_dict() != find_routes(graph, query).to_dict()


class StoreContract:
    """What every store promises; subclasses say how to open one."""

    features = frozenset()

    @pytest.fixture
    def opening(self):
        pytest.fail("a subclass returns a function that opens the same empty store each time")

    @pytest.fixture
    def store(self, opening):
        with closing(opening()) as store:
            yield store

    @pytest.fixture
    def ladder(self, store):
        """The store with a ladder in it, as version 1."""
        store.commit(made_of(drawn(LADDER)), change_id="ladder")
        return store

    def needs(self, feature):
        if feature not in self.features:
            pytest.skip(f"{type(self).__name__} does not declare that it is {feature}")

    def test_it_has_what_a_store_has_and_takes_what_a_store_takes(self, store):
        for name, said in inspect.getmembers(Store, inspect.isfunction):
            if not name.startswith("_"):
                given = list(inspect.signature(said).parameters.values())[1:]
                taken = inspect.signature(getattr(store, name)).parameters
                assert [(one.name, one.kind, one.default) for one in given] == [
                    (one.name, one.kind, one.default) for one in taken.values()
                ]

    def test_it_begins_with_the_empty_graph(self, store):
        (version,) = store.versions()
        assert (version.number, version.version, version.change_id) == (0, CareerGraph().version, "")
        assert store.latest() == version
        assert whole(store.load()) == whole(store.load(0)) == whole(CareerGraph())
        assert store.changes(0) == ChangeSet()

    def test_a_committed_change_is_there_after_reopening(self, ladder, opening):
        self.needs(DURABLE)
        ladder.close()
        with closing(opening()) as again:
            assert whole(again.load()) == whole(drawn(LADDER))
            assert again.latest().version == drawn(LADDER).version
            assert [one.number for one in again.versions()] == [1, 0]

    def test_a_commit_says_what_it_made_when_and_why(self, store):
        made = store.commit(made_of(drawn(LADDER)), change_id="first", note="a ladder")
        assert (made.number, made.version, made.change_id, made.note) == (1, drawn(LADDER).version, "first", "a ladder")
        assert datetime.fromisoformat(made.at).tzinfo == UTC
        assert store.latest() == made == store.versions()[0]

    def test_every_version_stays_and_its_changes_lead_to_it_from_the_one_before(self, ladder):
        for number, change in enumerate(CHANGES):
            ladder.commit(change, change_id=f"change {number}")
        graphs = [ladder.load(version.number) for version in reversed(ladder.versions())]
        assert len(graphs) == len(CHANGES) + 2
        for number, (before, after) in enumerate(pairwise(graphs), 1):
            assert ladder.changes(number) == difference(before, after)
            assert whole(ladder.changes(number).applied_to(before)) == whole(after)
        assert whole(graphs[1]) == whole(drawn(LADDER))
        assert whole(graphs[-1]) == whole(ladder.load())
        assert [graph.version for graph in graphs] == [one.version for one in reversed(ladder.versions())]

    def test_what_a_change_names_and_does_not_change_is_no_part_of_it(self, ladder):
        same = ladder.load().roles["s"]
        ladder.commit(ChangeSet(put=(same, Role("u", Text("U"))), drop_roles=("nobody",)), change_id="half of it")
        assert ladder.changes(2) == ChangeSet(put=(Role("u", Text("U")),))

    def test_an_old_version_can_be_made_the_newest(self, ladder):
        ladder.commit(ChangeSet(drop_roles=("a",)), change_id="without a")
        ladder.commit(difference(ladder.load(), ladder.load(1)), change_id="back")
        assert ladder.latest().version == ladder.versions()[2].version
        assert whole(ladder.load()) == whole(drawn(LADDER))

    @pytest.mark.parametrize("number", [-1, 2, 10**12, 10**30])
    def test_a_version_that_is_not_there_is_told(self, ladder, number):
        for ask in (ladder.load, ladder.changes):
            with pytest.raises(StoreError, match=str(number)):
                ask(number)

    def test_a_rejected_change_leaves_no_trace(self, ladder):
        before = ladder.versions(), whole(ladder.load())
        broken = ChangeSet(put=(Role("u", Text("U")), Transition("u", "nowhere")))
        with pytest.raises(InvalidGraph, match="nowhere"):
            ladder.commit(broken, change_id="again")
        assert (ladder.versions(), whole(ladder.load())) == before
        assert ladder.commit(ChangeSet(put=(Role("u", Text("U")),)), change_id="again").number == 2

    def test_a_commit_without_an_id_is_misuse(self, store):
        with pytest.raises(ValueError, match="id"):
            store.commit(ChangeSet(), change_id="")

    def test_the_same_change_id_twice_changes_once(self, ladder):
        first = ladder.commit(numbered(1), change_id="once", note="first")
        ladder.commit(numbered(2), change_id="another")
        before = whole(ladder.load())
        assert ladder.commit(numbered(3), change_id="once", note="second", expected_version="long ago") == first
        assert whole(ladder.load()) == before
        assert ladder.latest().number == 3

    def test_the_same_change_id_changes_once_after_reopening_too(self, ladder, opening):
        self.needs(DURABLE)
        first = ladder.commit(numbered(1), change_id="once")
        ladder.close()
        with closing(opening()) as again:
            assert again.commit(numbered(2), change_id="once") == first
            assert again.latest() == first

    def test_a_change_of_nothing_is_a_version(self, ladder):
        made = ladder.commit(ChangeSet(), change_id="nothing")
        assert (made.number, made.version) == (2, ladder.versions()[1].version)
        assert ladder.changes(2) == ChangeSet()

    def test_a_conflict_is_told_and_changes_nothing(self, ladder):
        old = ladder.latest().version
        ladder.commit(numbered(1), change_id="faster", expected_version=old)
        now = ladder.latest().version
        with pytest.raises(Conflict) as told:
            ladder.commit(numbered(2), change_id="slower", expected_version=old)
        assert (told.value.expected, told.value.found) == (old, now)
        assert ladder.latest().version == now
        assert ladder.commit(numbered(2), change_id="slower", expected_version=now).number == 3

    def test_who_has_it_open_sees_what_others_commit(self, ladder, opening):
        self.needs(SHARED)
        with closing(opening()) as other:
            assert whole(other.load()) == whole(drawn(LADDER))
            for number, change in enumerate((*CHANGES, numbered(1), numbered(2)), 2):
                made = ladder.commit(change, change_id=f"change {number}")
                assert other.latest() == made
                assert whole(other.load()) == whole(ladder.load())
            assert other.load().version == other.latest().version

    def test_who_has_it_open_writes_on_what_others_committed(self, ladder, opening):
        self.needs(SHARED)
        with closing(opening()) as other:
            other.load()
            ladder.commit(ChangeSet(put=(Role("u", Text("U")),)), change_id="one")
            other.commit(ChangeSet(put=(Transition("t", "u"),)), change_id="two")
            assert ("t", "u") in ladder.load().transitions

    def test_a_reader_never_sees_half_a_change(self, store, opening):
        reader, done, seen = opening() if SHARED in self.features else store, Event(), []

        def read():
            while not done.is_set():
                seen.append({str(role.title) for role in reader.load().roles.values()})

        thread = Thread(target=read)
        thread.start()
        for number in range(40):
            store.commit(numbered(number), change_id=str(number))
        done.set()
        thread.join()
        assert seen
        assert all(len(titles) <= 1 for titles in seen)

    def test_several_threads_may_commit(self, store):
        def commit(thread):
            for number in range(5):
                store.commit(ChangeSet(put=(Role(f"r{thread}-{number}", Text("R")),)), change_id=f"{thread}/{number}")

        threads = [Thread(target=commit, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.latest().number == len(store.load().roles) == 20

    def test_roles_and_skills_are_looked_up_by_id(self, ladder):
        assert ladder.role("s") == drawn(LADDER).roles["s"]
        assert ladder.skill("r") == drawn(LADDER).skills["r"]

    def test_what_is_not_there_is_told_with_close_names(self, store):
        store.commit(ChangeSet(put=(Role("director", Text("D")), Skill("finance", Text("F")))), change_id="two")
        with pytest.raises(RoleNotFound) as role:
            store.role("directr")
        with pytest.raises(NotInGraph) as skill:
            store.skill("finanse")
        assert (role.value.suggestions, skill.value.suggestions) == (("director",), ("finance",))

    def test_ways_out_and_in_are_in_order(self, ladder):
        assert [one.head for one in ladder.ways_out("s")] == ["a", "t"]
        assert [one.tail for one in ladder.ways_in("t")] == ["a", "s"]
        assert ladder.ways_out("s") == drawn(LADDER).ways_out("s")
        assert ladder.ways_out("nobody") == ladder.ways_in("nobody") == ()

    def test_look_ups_follow_every_change(self, ladder):
        ladder.commit(ChangeSet(drop_roles=("a",), put=(Role("t", Text("Goal")),)), change_id="change")
        assert [one.head for one in ladder.ways_out("s")] == ["t"]
        assert str(ladder.role("t").title) == "Goal"
        assert ladder.search("goal") == ("t",)
        with pytest.raises(RoleNotFound):
            ladder.role("a")

    @pytest.mark.parametrize(
        ("moves", "found"),
        [(0, ""), (1, "s>a s>b"), (2, "a>c b>a s>a s>b"), (3, "a>c b>a c>s s>a s>b"), (9, "a>c b>a c>s s>a s>b")],
    )
    def test_a_neighbourhood_is_what_walks_of_so_many_moves_pass(self, store, moves, found):
        store.commit(made_of(drawn("s>a s>b b>a a>c c>s x>s")), change_id="graph")
        assert " ".join(">".join(one.pair) for one in store.neighbourhood("s", moves)) == found
        assert store.neighbourhood("nobody", moves) == ()

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Director", ["director", "managing", "technical"]),
            ("direct", ["director", "managing", "technical"]),
            ("tech dir", ["technical"]),
            ("总监", ["technical"]),
            ("CTO", ["technical"]),
            ("ｃｔｏ", ["technical"]),
            ("irector", []),
            ("", []),
            ("—", []),
        ],
    )
    def test_roles_are_found_by_what_their_names_begin_with(self, store, text, found):
        roles = (
            Role("technical", Text.of("Technical director", zh="总监"), aliases=(Text("CTO"),)),
            Role("managing", Text("Managing director")),
            Role("director", Text("Director")),
            Role("clerk", Text("Clerk")),
        )
        store.commit(ChangeSet(put=roles), change_id="roles")
        assert list(store.search(text)) == found
        assert store.search(text, 1) == tuple(found[:1])

    def test_hostile_text_in_every_field_comes_back_as_it_was(self, store):
        graph = hostile_graph()
        store.commit(made_of(graph), change_id="hostile")
        assert whole(store.load()) == whole(graph)
        assert store.role("a") == graph.roles["a"]
        store.commit(ChangeSet(drop_roles=("b",)), change_id="less of it")
        assert whole(store.load(1)) == whole(graph)

    @settings(max_examples=25, suppress_health_check=ON_PURPOSE)
    @given(graph=graphs())
    def test_everything_that_a_graph_can_hold_comes_back(self, store, graph):
        store.commit(difference(store.load(), graph), change_id=str(store.latest().number))
        assert whole(store.load()) == whole(graph)
        assert whole(store.load(store.latest().number)) == whole(graph)
        with TemporaryDirectory() as folder:
            shelved = store.lay_out(store.latest().number, partial(Shelf(Path(folder)).lay, graph.version))
            assert whole(shelved) == whole(graph)

    @pytest.mark.parametrize("text", [*HOSTILE, *PAYLOADS, *INJECTIONS])
    def test_hostile_text_does_nothing_as_a_note_and_in_a_search(self, store, text):
        made = store.commit(ChangeSet(put=(Role("a", Text(text)),)), change_id="one", note=text)
        assert made.note == store.latest().note == text
        assert str(store.role("a").title) == text
        assert set(store.search(text)) <= {"a"}
        assert len(store.versions()) == 2

    @pytest.mark.parametrize(
        "text", ["'; DROP TABLE versions; --", "\x00", " ", "变更", "`}) DETACH DELETE n //", "9" * 300]
    )
    def test_a_change_id_may_be_any_text(self, store, text):
        made = store.commit(numbered(1), change_id=text)
        assert store.commit(numbered(2), change_id=text) == made
        assert store.latest().change_id == text

    def test_many_values_are_one_commit(self, store):
        asks = tuple(Requirement(f"s{number:02}", 1 + number % 4) for number in range(40))
        skills = [Skill(f"s{number:02}", Text("S")) for number in range(40)]
        roles = [Role(f"r{number:03}", Text("R")) for number in range(60)]
        moves = [Transition(a.id, b.id, requirements=asks) for a in roles for b in roles[:20] if a is not b]
        graph = CareerGraph(roles=roles, skills=skills, transitions=moves)
        store.commit(made_of(graph), change_id="many")
        assert whole(store.load()) == whole(graph)
        assert store.latest().number == 1

    @pytest.mark.parametrize(("graph", "query"), FIXED)
    def test_routes_are_the_same_as_in_memory(self, store, graph, query):
        store.commit(made_of(drawn(graph)), change_id="graph")
        assert find_routes(store.load(), asked(query)).to_dict() == find_routes(drawn(graph), asked(query)).to_dict()

    def test_routes_on_random_graphs_are_the_same_as_in_memory(self, store):
        assert differing_answers(store, range(RANDOM)) == []

    def test_its_url_opens_it(self, ladder):
        self.needs(NAMED)
        with closing(open_store(ladder.url)) as again:
            assert whole(again.load()) == whole(drawn(LADDER))

    def test_closing_twice_is_closing_once(self, store):
        store.close()
        store.close()


CHANGES = (
    ChangeSet(put=(Role("a", Text("Another")),)),
    ChangeSet(put=(Transition("a", "t", requirements=(Requirement("p", 1),)),)),
    ChangeSet(drop_transitions=(("s", "t"),)),
    ChangeSet(put=(Skill("new", Text("New")), Transition("t", "a", requirements=(Requirement("new"),)))),
    ChangeSet(metadata=Metadata("renamed", levels=drawn("a>b").metadata.levels)),
    ChangeSet(drop_roles=("a",), put=(Role("u", Text("U")), Transition("s", "u"))),
    ChangeSet(drop_roles=("u",), put=(Role("u", Text("U once more")),)),
    ChangeSet(drop_skills=("new",)),
)
"""Made to the ladder, one after another: everything that a change can do."""
