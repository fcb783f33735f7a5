"""Everything that can be asked of a store, by name."""

import secrets

from careergraph import ChangeSet, Role, Text


def lay_out(store):
    """Read the newest version laid out; in time where the two calls it takes are, together."""
    with store.server.in_time():
        return store.lay_out(store.latest().number, lambda laid: list(laid.moves))


OPERATIONS = {
    "latest": lambda store: store.latest(),
    "versions": lambda store: store.versions(),
    "load": lambda store: store.load(),
    "load an old version": lambda store: store.load(1),
    "changes": lambda store: store.changes(1),
    "commit": lambda store: store.commit(small(), change_id=secrets.token_hex(8)),
    "commit judged by the whole": lambda store: store.commit(
        ChangeSet(drop_roles=("nobody",)), change_id=secrets.token_hex(8)
    ),
    "role": lambda store: store.role("s"),
    "skill": lambda store: store.skill("p"),
    "ways out": lambda store: store.ways_out("s"),
    "ways in": lambda store: store.ways_in("t"),
    "neighbourhood": lambda store: store.neighbourhood("s", 3),
    "search": lambda store: store.search("s"),
    "lay out": lay_out,
    "stream": lambda store: list(store.stream()),
}


def small():
    """Return a change of one role that nobody else has."""
    return ChangeSet(put=(Role(f"r{secrets.token_hex(4)}", Text("R")),))
