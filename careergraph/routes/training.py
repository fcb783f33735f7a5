"""
What to teach a cohort, so that those who are stuck get a route to a goal (SEMANTICS L8).

Every route of everybody is written out once. With a training T each gap of a route is what it was, less T, so a route
becomes allowed exactly if T holds enough of the level steps it is over a limit by: a covering problem. Its least
solution is found by depth-first search with a growing limit on the size (IDA*, Korf 1985), skill by skill in the order
of ids: so the first one found is the first in order, and the limit is a lower bound when time is up.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from careergraph.model.graph import CareerGraph
from careergraph.model.people import Person
from careergraph.model.skills import Way
from careergraph.model.text import exact
from careergraph.ports import Clock
from careergraph.routes import document
from careergraph.routes.asked import PlainEngine, constraints
from careergraph.routes.covering import Cover, Needs
from careergraph.routes.demands import excess
from careergraph.routes.index import EFFORT_UNIT, GraphIndex, compiled
from careergraph.routes.prefix import Prefix, first_prefix, gaps, taken
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question, weigher
from careergraph.routes.reaching import OverTime, Watch
from careergraph.routes.route import Constraint
from careergraph.routes.search import deadline

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Training:
    """
    The least training with which enough of those who are stuck get a route.

    Parameters
    ----------
    query
        What was asked: its goals, limits and effort.
    constraints
        Every constraint in force.
    share
        The share of the stuck that is to be freed.
    stuck
        The people without an allowed route today.
    raises
        What is taught to everybody, (skill, level) by skill; None if no training frees enough, or none was found.
    size
        Level steps (or effort) it takes beyond what all hold.
    freed
        Those of the stuck who have a route with it.
    complete
        Whether it is the exact answer.
    lower_bound
        No training of less than this size frees enough.
    """

    kind: ClassVar[str] = "training"

    query: RouteQuery
    constraints: tuple[Constraint, ...]
    share: Decimal
    stuck: tuple[str, ...]
    raises: Way | None
    size: Fraction | None
    freed: tuple[str, ...]
    complete: bool = True
    lower_bound: Fraction = Fraction(0)

    @property
    def needed(self) -> int:
        """How many are to be freed."""
        return math.ceil(Fraction(self.share) * len(self.stuck))

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        return {
            "to": list(self.query.goals),
            "effort": self.query.effort,
            "constraints": [document.of_constraint(one) for one in self.constraints],
            "share": document.figure(self.share),
            "stuck": list(self.stuck),
            "needed": self.needed,
            "raises": None
            if self.raises is None
            else [{"skill": skill, "level": level} for skill, level in self.raises],
            "size": None if self.size is None else document.figure(self.size),
            "freed": list(self.freed),
            "complete": self.complete,
            "lower_bound": document.figure(self.lower_bound),
        }


def find_training(
    graph: CareerGraph,
    query: RouteQuery,
    people: Iterable[Person],
    share: Decimal | int | str = HALF,
    *,
    budget: Budget | None = None,
    clock: Clock | None = None,
) -> Training:
    """
    Find the least training with which at least a share of the stuck get a route.

    Parameters
    ----------
    graph
        Where to look.
    query
        Where to, as its goals, and within which limits; its profile does not count.
    people
        The cohort. Stuck are those without a route within the limits.
    share
        Above 0, at most 1.
    budget, clock
        As for `find_routes`.

    Raises
    ------
    RoleNotFound
        The query or somebody's profile names a role the graph does not have.
    ValueError
        The query has no goal, or the share is no share.

    Examples
    --------
    >>> from careergraph import CareerGraph, Profile, Requirement, Role, RouteQuery, Skill, Text, Transition
    >>> move = Transition("junior", "lead", requirements=(Requirement("law", 3),))
    >>> roles = [Role("junior", Text("Junior")), Role("lead", Text("Lead"))]
    >>> graph = CareerGraph(roles=roles, skills=[Skill("law", Text("Law"))], transitions=[move])
    >>> people = [Person("anna", Profile("junior", {"law": 1})), Person("ben", Profile("junior"))]
    >>> training = find_training(graph, RouteQuery.between("junior", "lead", max_step=1), people)
    >>> training.stuck, training.raises, training.freed
    (('anna', 'ben'), (('law', 2),), ('anna', 'ben'))
    """
    asked_share = exact(share)
    if not 0 < asked_share <= 1:
        message = f"a share of {share} cannot be; write more than 0 and at most 1, such as 0.5"
        raise ValueError(message)
    budget = budget or Budget()
    cohort = sorted(people, key=lambda one: one.id)
    watch = Watch(deadline(budget, clock))
    asked = query.aimed()
    training = Training(asked, constraints(asked, budget.most_moves), asked_share, (), None, None, (), complete=False)
    try:
        looked = [_looked_at(compiled(graph, PlainEngine).index, query, one, budget, watch) for one in cohort]
    except OverTime:
        return training
    stuck = [one for one in looked if one.routes is not None]
    training = replace(training, stuck=tuple(one.person for one in stuck))
    return _trained(compiled(graph, PlainEngine).index, training, looked, stuck, watch)


class _Looked(NamedTuple):
    """A person, what they hold, and what each of their routes would need; None for routes if one is allowed."""

    person: str
    state: int
    routes: tuple[Needs, ...] | None


def _looked_at(index: GraphIndex, query: RouteQuery, person: Person, budget: Budget, watch: Watch) -> _Looked:
    asked = replace(query, profile=person.profile)
    question = Question(index, asked, most_moves=budget.most_moves)
    needs: dict[Needs, None] = {}
    for prefix in _routes(question, watch):
        one = _needs(question, prefix)
        if not one.steps and one.all is None:
            return _Looked(person.id, question.state, None)
        needs[one] = None
    return _Looked(person.id, question.state, tuple(needs))


def _routes(question: Question, watch: Watch) -> Iterator[Prefix]:
    """Yield every route within the limits that no learning changes."""
    waiting = [first_prefix(question)]
    hops = question.hop_limit.moves
    while waiting:
        watch.look()
        prefix = waiting.pop()
        if prefix.role in question.goals and prefix.via == question.all_via:
            yield prefix
        for move in question.moves[prefix.role]:
            away = question.distance[move.head]
            if away is None or len(prefix.moves) + 1 + away > hops or prefix.visited >> move.head & 1:
                continue
            longer = taken(question, prefix, move)
            if question.max_months is None or longer.months[1] <= question.max_months:
                waiting.append(longer)


def _needs(question: Question, prefix: Prefix) -> Needs:
    of_steps = list(gaps(question.state, prefix.moves))
    over = next(excess([sum(of_steps)], question.max_learning, question.weigh), None)
    return Needs(over, tuple(sorted(excess(of_steps, question.max_step, question.weigh))))


def _trained(
    index: GraphIndex, training: Training, looked: Sequence[_Looked], stuck: Sequence[_Looked], watch: Watch
) -> Training:
    """Return the training with its least raises."""
    query, unit = training.query, EFFORT_UNIT if training.query.effort else 1
    held_by_all = index.every_step
    for one in looked:
        held_by_all &= one.state
    cover = Cover(
        index,
        [one.routes or () for one in stuck],
        training.needed,
        held_by_all,
        weigher(index, effort=query.effort),
        watch.look,
    )
    complete = True
    try:
        taught = cover.first()
    except OverTime:
        complete, taught = False, cover.some()
    bound = Fraction(cover.proven, unit)
    if taught is None:
        return replace(training, complete=complete, lower_bound=bound)
    freed = tuple(one.person for one, free in zip(stuck, cover.freed(taught), strict=True) if free)
    return replace(
        training,
        raises=cover.spelled(taught),
        size=Fraction(cover.size(taught), unit),
        freed=freed,
        complete=complete,
        lower_bound=bound,
    )
