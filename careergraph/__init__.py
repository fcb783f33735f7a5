"""
careergraph: how to get from one role to another, and what each way asks of you.

Everything there is to use is named here, and is loaded when it is first used.

Examples
--------
>>> import careergraph as cg
>>> graph = cg.read()
>>> query = cg.RouteQuery.between("rd-department-manager", "general-manager", matters=("months", "hardest"))
>>> for route in cg.find_routes(graph, query):
...     print(route, route.values["months"], route.values["hardest"])
rd-department-manager > technical-director > general-manager 96 12
rd-department-manager > technical-director > deputy-general-manager-technology > general-manager 108 9
"""

from importlib import import_module
from typing import TYPE_CHECKING

from careergraph.model import showing

if TYPE_CHECKING:
    from careergraph.errors import (
        CareerGraphError,
        InvalidGraph,
        OverLimit,
        RoleNotFound,
        StoreError,
        UnreadableData,
    )
    from careergraph.explorer import Explorer, find_routes, read
    from careergraph.formats import write
    from careergraph.model.changes import ChangeSet
    from careergraph.model.graph import CareerGraph
    from careergraph.model.profile import Profile
    from careergraph.model.roles import Role
    from careergraph.model.skills import Requirement, Skill
    from careergraph.model.text import Text
    from careergraph.model.transitions import Evidence, Transition
    from careergraph.routes.query import Budget, RouteQuery, Selector
    from careergraph.stores.registry import open_store
    from careergraph.views import draw

__all__ = [
    "Budget",
    "CareerGraph",
    "CareerGraphError",
    "ChangeSet",
    "Evidence",
    "Explorer",
    "InvalidGraph",
    "OverLimit",
    "Profile",
    "Requirement",
    "Role",
    "RoleNotFound",
    "RouteQuery",
    "Selector",
    "Skill",
    "StoreError",
    "Text",
    "Transition",
    "UnreadableData",
    "draw",
    "find_routes",
    "open_store",
    "read",
    "write",
]

_HOMES = {
    "errors": ("CareerGraphError", "InvalidGraph", "OverLimit", "RoleNotFound", "StoreError", "UnreadableData"),
    "explorer": ("Explorer", "find_routes", "read"),
    "formats": ("write",),
    "model.changes": ("ChangeSet",),
    "model.graph": ("CareerGraph",),
    "model.profile": ("Profile",),
    "model.roles": ("Role",),
    "model.skills": ("Requirement", "Skill"),
    "model.text": ("Text",),
    "model.transitions": ("Evidence", "Transition"),
    "routes.query": ("Budget", "RouteQuery", "Selector"),
    "stores.registry": ("open_store",),
    "views": ("draw",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a name of the front door when it is first asked for (PEP 562)."""
    if name not in _HOME_OF:
        message = f"careergraph has no {name!r}; it has {', '.join(__all__)}"
        raise AttributeError(message)
    value = getattr(import_module(f"careergraph.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Name what can be used, loaded or not."""
    return sorted({*globals(), *__all__})


def _as_html(value: object) -> str:
    from careergraph.views.notebook import as_html  # noqa: PLC0415 - pictures are for notebooks

    return as_html(value)


showing.draw_with(_as_html)
