"""A history that anybody can tell: what the n-th commit changes, and what a store holds after it."""

from contextlib import closing
from random import Random

from careergraph import ChangeSet, Role, Text
from careergraph.stores.embedded.store import EmbeddedStore

ROLES = [f"r{number:02}" for number in range(60)]
MOST = 50


def change(number):
    """Return the n-th change: 1 to 50 roles are named after it, some go."""
    rng = Random(number)
    chosen = rng.sample(ROLES, rng.randint(1, MOST))
    gone = len(chosen) // 5
    return ChangeSet(put=tuple(Role(one, Text(f"{number}")) for one in chosen[gone:]), drop_roles=tuple(chosen[:gone]))


def change_id(number):
    return f"change {number}"


def commit(store, number):
    return store.commit(change(number), change_id=change_id(number), note=f"the {number}th")


class History:
    """What a store holds after each commit: titles by role."""

    def __init__(self):
        self._states = [{}]

    def after(self, number):
        """Return what is there after so many commits."""
        while len(self._states) <= number:
            made, before = change(len(self._states)), self._states[-1]
            left = {role: title for role, title in before.items() if role not in made.drop_roles}
            self._states.append(left | {role.id: str(role.title) for role in made.put})
        return self._states[number]


def held(graph):
    """Return what a graph holds, as `History.after` has it."""
    return {role.id: str(role.title) for role in graph.roles.values()}


def found(path, history):
    """Open a store and return how many commits it holds, and whether it holds them whole."""
    with closing(EmbeddedStore(path)) as store:
        number = store.latest().number
        return number, held(store.load()) == history.after(number)
