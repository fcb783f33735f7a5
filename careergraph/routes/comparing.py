"""Two routes of one person side by side: where they part, what each asks, and what changing over would cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes import document
from careergraph.routes.query import CRITERIA, Criterion, RouteQuery
from careergraph.routes.route import Route, Step, StepSkill, Value
from careergraph.routes.shortlist import comparable
from careergraph.routes.stepping import Walker

Cells: TypeAlias = tuple[StepSkill | None, ...]
"""One skill at some steps; None where a step does not ask it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One criterion of both routes.

    Parameters
    ----------
    criterion
        Which one.
    values
        The value of each route.
    """

    criterion: Criterion
    values: tuple[Value, Value]

    @property
    def change(self) -> Fraction | None:
        """The second figure minus the first; None where something of either is unknown."""
        first, second = self.values
        return None if first.unknown or second.unknown else second.known - first.known

    @property
    def better(self) -> int | None:
        """0 or 1, the route that is better in it; None where they are equal or something is unknown."""
        if not self.change:
            return None
        first, second = (comparable(self.criterion, value) for value in self.values)
        return int(second < first)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        said = document.share if self.criterion == "likelihood" else document.figure
        return {
            "criterion": self.criterion,
            "values": [{"known": said(value.known), "unknown": value.unknown} for value in self.values],
            "change": None if self.change is None else said(self.change),
            "better": self.better,
        }


@dataclass(frozen=True, slots=True)
class SkillRow:
    """
    A skill over the steps of both routes.

    Parameters
    ----------
    skill
        Which skill.
    shared, first, second
        How it is seen at the steps that both begin with, and at the steps of each after that.
    learning
        What each route leaves to learn of it in all, in level steps or effort.
    """

    skill: SkillId
    shared: Cells
    first: Cells
    second: Cells
    learning: tuple[Fraction, Fraction]

    @property
    def differs(self) -> bool:
        """Whether one route leaves more of it to learn than the other."""
        return self.learning[0] != self.learning[1]

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        cells = {"shared": self.shared, "first": self.first, "second": self.second}
        return {
            "skill": self.skill,
            **{name: [one and document.of_skill(one) for one in seen] for name, seen in cells.items()},
            "learning": [document.figure(one) for one in self.learning],
        }


@dataclass(frozen=True, slots=True)
class Switch:
    """
    Changing over: some steps of one route were taken, and the rest of the other is what is ahead.

    Parameters
    ----------
    taken
        How many steps were taken.
    role
        The role held then.
    onward
        The role of the other route that its rest begins at: the role held, or where the other route does not pass it
        the last one held that it does pass.
    walk
        The steps taken and the rest of the other route, in its own ways, each seen with what is held by then.
    """

    taken: int
    role: RoleId
    onward: RoleId
    walk: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The rest of the other route."""
        return self.walk[self.taken :]

    @property
    def goes_back(self) -> bool:
        """Whether one would first have to be back in an earlier role."""
        return self.onward != self.role

    @property
    def learning(self) -> Fraction:
        """What the rest asks, in level steps or effort."""
        return sum((step.learning for step in self.steps), Fraction(0))

    @property
    def months(self) -> Value:
        """How long the rest takes; going back is not counted."""
        return summed(self.steps)

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "taken": self.taken,
            "role": self.role,
            "onward": self.onward,
            "goes_back": self.goes_back,
            "learning": document.figure(self.learning),
            "months": document.of_value(self.months),
            "steps": [document.of_step(step) for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Two routes side by side.

    Parameters
    ----------
    routes
        The first and the second.
    shared
        How many steps they take alike at the start.
    differences
        Each criterion, in canonical order.
    rows
        Each skill that a step asks: the largest difference first, then the most to learn, then the id.
    switches
        From the parting on, changing over from the first to the second, and from the second to the first.
    """

    routes: tuple[Route, Route]
    shared: int
    differences: tuple[Difference, ...]
    rows: tuple[SkillRow, ...]
    switches: tuple[tuple[Switch, ...], tuple[Switch, ...]]

    @property
    def parting(self) -> RoleId:
        """The role in which they part."""
        return self.routes[0].roles[self.shared]

    @property
    def steps(self) -> tuple[Sequence[Step], Sequence[Step], Sequence[Step]]:
        """The steps both begin with, those of the first alone, and those of the second alone."""
        first, second = self.routes
        return first.steps[: self.shared], first.steps[self.shared :], second.steps[self.shared :]

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "routes": [document.of_route(route) for route in self.routes],
            "shared": {"steps": self.shared, "roles": list(self.routes[0].roles[: self.shared + 1])},
            "differences": [one.to_dict() for one in self.differences],
            "skills": [row.to_dict() for row in self.rows],
            "switches": [[one.to_dict() for one in side] for side in self.switches],
        }


def compare_routes(graph: CareerGraph, query: RouteQuery, first: Route, second: Route) -> Comparison:
    """
    Return two routes of a query's person side by side.

    Raises
    ------
    ValueError
        A route does not start in the person's role, or makes a move the graph does not have.
    """
    for route in (first, second):
        _refuse_strange(graph, query, route)
    walker = Walker.of(graph, query.profile, effort=query.effort)
    shared = _shared(first.steps, second.steps)
    differences = (Difference(one, (first.values[one], second.values[one])) for one in CRITERIA)
    return Comparison(
        (first, second),
        shared,
        tuple(differences),
        tuple(sorted(_rows(walker, first, second, shared), key=_row_order)),
        (tuple(_switches(walker, first, second, shared)), tuple(_switches(walker, second, first, shared))),
    )


def summed(steps: Sequence[Step]) -> Value:
    """Return the months of some steps; what is unknown is counted, never taken for nothing."""
    known = [step.months for step in steps if step.months is not None]
    return Value(len(steps) - len(known), sum(known, Fraction(0)))


def _refuse_strange(graph: CareerGraph, query: RouteQuery, route: Route) -> None:
    if route.roles[0] != query.profile.role:
        raise ValueError(f"{route} does not start in {query.profile.role}; compare routes of one answer")
    for pair in pairwise(route.roles):
        if pair not in graph.transitions:
            raise ValueError(f"{route} is no route of this graph: no move leads from {pair[0]} to {pair[1]}")


def _shared(first: Sequence[Step], second: Sequence[Step]) -> int:
    """Return how many steps are taken alike at the start: the same moves, met in the same ways."""
    alike = ((one.transition.pair, one.way) == (two.transition.pair, two.way) for one, two in zip(first, second))  # noqa: B905 - one may be longer
    return next((number for number, same in enumerate(alike) if not same), min(len(first), len(second)))


def _rows(walker: Walker, first: Route, second: Route, shared: int) -> Iterator[SkillRow]:
    seen = [[_by_skill(step) for step in route.steps] for route in (first, second)]
    for skill in sorted({one for steps in seen for step in steps for one in step}):
        cells = [tuple(step.get(skill) for step in steps) for steps in seen]
        learned = [sum(one.to_learn for one in side if one) * walker.weight(skill) for side in cells]
        yield SkillRow(skill, cells[0][:shared], cells[0][shared:], cells[1][shared:], (learned[0], learned[1]))


def _by_skill(step: Step) -> Mapping[SkillId, StepSkill]:
    """Return what a step asks by skill; where it asks one twice, what it needs wins over what is optional."""
    return {one.skill: one for one in sorted(step.skills, key=lambda one: not one.optional)}


def _row_order(row: SkillRow) -> tuple[object, ...]:
    first, second = row.learning
    return -abs(first - second), -max(first, second), row.skill


def _switches(walker: Walker, taken: Route, other: Route, shared: int) -> Iterator[Switch]:
    """Yield changing over from one route to another at the parting, and after each later step with something ahead."""
    walked = [(step.transition, step.way) for step in taken.steps]
    ahead = [(step.transition, step.way) for step in other.steps]
    onward = shared
    for number in range(shared, len(walked) + 1):
        role = taken.roles[number]
        onward = other.roles.index(role) if role in other.roles else onward
        if onward < len(ahead) and role != other.goal:
            yield Switch(number, role, other.roles[onward], walker.walk([*walked[:number], *ahead[onward:]]))
