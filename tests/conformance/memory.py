"""The simplest store there can be: a list of graphs. What the others do is what this does, or they are wrong."""

from threading import Lock

from careergraph.errors import Conflict, StoreError
from careergraph.model.changes import ChangeSet, difference
from careergraph.model.graph import CareerGraph
from careergraph.ports import Version
from careergraph.stores.looking import RoleNames, neighbourhood
from careergraph.stores.shelf.writing import laid_out


class MemoryStore:
    """Versions in a list, each with its graph; nothing is there once the process ends."""

    url = "memory"

    def __init__(self):
        empty = CareerGraph()
        self._versions = [Version(0, empty.version)]
        self._graphs = [empty]
        self._lock = Lock()

    def latest(self):
        return self._versions[-1]

    def versions(self):
        return tuple(reversed(self._versions))

    def load(self, number=None):
        return self._graphs[-1 if number is None else self._known(number)]

    def lay_out(self, number, take):
        return take(laid_out(self.load(number)))

    def changes(self, number):
        return difference(self.load(number - 1), self.load(number)) if self._known(number) else ChangeSet()

    def commit(self, changes, *, change_id, expected_version=None, note=""):
        if not change_id:
            raise ValueError("A commit needs an id")
        with self._lock:
            for version in self._versions[1:]:
                if version.change_id == change_id:
                    return version
            if expected_version not in {None, self.latest().version}:
                raise Conflict(expected_version, self.latest().version)
            graph = changes.applied_to(self.load())
            self._graphs.append(graph)
            self._versions.append(Version(len(self._versions), graph.version, change_id, "2026-01-01T00:00:00Z", note))
            return self.latest()

    def role(self, role_id):
        return self.load().role(role_id)

    def skill(self, skill_id):
        return self.load().skill(skill_id)

    def ways_out(self, role_id):
        return self.load().ways_out(role_id)

    def ways_in(self, role_id):
        return self.load().ways_in(role_id)

    def neighbourhood(self, role_id, moves):
        return neighbourhood(self.load(), role_id, moves)

    def search(self, text, limit=12):
        return RoleNames(self.load().roles.values()).search(text, limit)

    def close(self):
        pass

    def _known(self, number):
        if not 0 <= number < len(self._versions):
            raise StoreError(f"memory has no version {number}")
        return number
