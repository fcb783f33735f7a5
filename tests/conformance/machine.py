"""
Any store beside a dict: whatever is done to both, they hold the same, in every version.

`driven(make)` tries random sequences; `make` returns a function that opens the same new store each time it is called.
"""

from contextlib import suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from careergraph import CareerGraph, ChangeSet, InvalidGraph, Requirement, Role, Skill, Text, Transition
from careergraph.errors import Conflict
from careergraph.model.metadata import Metadata
from careergraph.model.roles import Grown
from careergraph.stores.embedded.rows import key_of
from tests.conformance.contract import whole

ROLES, SKILLS = "abc", "pq"
TITLES = ("One", "=2", "三\x00")
KEYS = (
    *(("role", one, "") for one in ROLES),
    *(("skill", one, "") for one in SKILLS),
    *(("transition", tail, head) for tail in ROLES for head in ROLES if tail != head),
)

texts = st.sampled_from(TITLES).map(Text)
skills = st.builds(Skill, st.sampled_from(SKILLS), texts)
roles = st.builds(
    lambda name, title, grown: Role(name, title, grows=tuple(Grown(one) for one in grown)),
    st.sampled_from(ROLES),
    texts,
    st.sets(st.sampled_from(SKILLS), max_size=1),
)
transitions = st.builds(
    lambda pair, months, asked: Transition(*pair, months=months, requirements=tuple(Requirement(one) for one in asked)),
    st.sampled_from([key[1:] for key in KEYS if key[0] == "transition"]),
    st.sampled_from([None, 6, 12]),
    st.sets(st.sampled_from(SKILLS)),
)
values = st.one_of(roles, skills, transitions, st.builds(Metadata, st.sampled_from(["g", "h"]), texts))


class Beside(RuleBasedStateMachine):
    """
    A store beside a dict of values by key, and a list of such dicts: its versions.

    `pending` is what the next commit will change: a value to put, or None to drop what has that key.
    """

    make = None
    """Returns a function that opens a new store, the same each time."""

    @initialize()
    def begin(self):
        self.opening = self.make()
        self.store, self.other = self.opening(), self.opening()
        self.versions = [{("graph", "", ""): Metadata()}]
        self.ids, self.pending = [], {}

    @rule(value=values)
    def put(self, value):
        self.pending[key_of(value)] = value

    @rule(key=st.sampled_from(KEYS))
    def drop(self, key):
        self.pending[key] = None

    @rule()
    def abort(self):
        self.pending = {}

    @rule(expected=st.booleans(), other=st.booleans())
    def commit(self, expected, other):
        store = self.other if other else self.store
        change, after = change_of(self.pending), changed(self.versions[-1], self.pending)
        change_id, self.pending = f"change {len(self.versions)}", {}
        version = store.latest().version if expected else None
        if graph_of(after) is None:
            with pytest.raises(InvalidGraph):
                store.commit(change, change_id=change_id)
            return
        made = store.commit(change, change_id=change_id, expected_version=version)
        self.versions.append(after)
        self.ids.append(change_id)
        assert (made.number, made.version) == (len(self.versions) - 1, graph_of(after).version)

    @rule(data=st.data())
    def commit_once_more(self, data):
        if self.ids:
            number = data.draw(st.integers(1, len(self.ids)))
            made = self.store.commit(change_of(self.pending), change_id=self.ids[number - 1])
            assert made.number == number

    @rule()
    def commit_to_what_was(self):
        if graph_of(self.versions[0]).version != self.store.latest().version:
            with pytest.raises(Conflict):
                self.store.commit(ChangeSet(), change_id="late", expected_version=CareerGraph().version)

    @rule()
    def reopen(self):
        self.store.close()
        self.store = self.opening()

    @rule(data=st.data())
    def read_an_old_version(self, data):
        number = data.draw(st.integers(0, len(self.versions) - 1))
        assert whole(self.store.load(number)) == whole(graph_of(self.versions[number]))
        if number:
            made = self.store.changes(number).applied_to(graph_of(self.versions[number - 1]))
            assert whole(made) == whole(graph_of(self.versions[number]))

    @rule()
    def look_around(self):
        now = graph_of(self.versions[-1])
        for role in ROLES:
            assert self.store.ways_out(role) == now.ways_out(role)
            assert self.store.ways_in(role) == now.ways_in(role)
        found = {role for title in TITLES for role in self.store.search(title)}
        assert found == set(now.roles)

    @invariant()
    def all_of_them_hold_the_same(self):
        for store in (self.store, self.other):
            assert store.latest().number == len(self.versions) - 1
            assert whole(store.load()) == whole(graph_of(self.versions[-1]))

    def teardown(self):
        with suppress(AttributeError):  # nothing was begun
            self.store.close()
            self.other.close()


def change_of(pending):
    """Return the change set of what is pending."""
    put = [value for value in pending.values() if value is not None]
    gone = [key for key, value in pending.items() if value is None]
    return ChangeSet(
        put=tuple(value for value in put if not isinstance(value, Metadata)),
        drop_roles=tuple(name for kind, name, _ in gone if kind == "role"),
        drop_skills=tuple(name for kind, name, _ in gone if kind == "skill"),
        drop_transitions=tuple((tail, head) for kind, tail, head in gone if kind == "transition"),
        metadata=next((value for value in put if isinstance(value, Metadata)), None),
    )


def changed(values, pending):
    """Return values with what is pending done to them: first what goes, then what comes."""
    gone = {key for key, value in pending.items() if value is None}
    roles = {name for kind, name, _ in gone if kind == "role"}
    gone |= {key for key in values if key[0] == "transition" and roles & {*key[1:]}}
    return {key: value for key, value in values.items() if key not in gone} | {
        key: value for key, value in pending.items() if value is not None
    }


def graph_of(values):
    """Return the graph of values; None where they break the rules."""
    kinds = {kind: [one for key, one in values.items() if key[0] == kind] for kind in ("role", "skill", "transition")}
    with suppress(InvalidGraph):
        return CareerGraph(
            values["graph", "", ""], roles=kinds["role"], skills=kinds["skill"], transitions=kinds["transition"]
        )
    return None


def driven(make, *, sequences, steps, **more):
    """Drive new stores beside dicts, so many times, so many steps at most."""
    machine = type("Driven", (Beside,), {"make": staticmethod(make)})
    chosen = settings(max_examples=sequences, stateful_step_count=steps, deadline=None, **more)
    run_state_machine_as_test(machine, settings=chosen)
