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
from functools import reduce
from operator import and_
from typing import Any, ClassVar, NamedTuple

from careergraph.model.graph import CareerGraph
from careergraph.model.people import Person
from careergraph.model.profile import start_levels
from careergraph.model.skills import Way
from careergraph.model.text import exact
from careergraph.ports import Clock, Look
from careergraph.routes import document
from careergraph.routes.asked import Engine, constraints
from careergraph.routes.index import EFFORT_UNIT, GraphIndex
from careergraph.routes.prefix import Prefix, first_prefix, gaps, taken
from careergraph.routes.query import Budget, RouteQuery
from careergraph.routes.question import Question, weigher
from careergraph.routes.route import Constraint
from careergraph.routes.search import engine_of
from careergraph.routes.survey.covering import Cover, Needs
from careergraph.routes.survey.demands import excess
from careergraph.routes.watch import OverTime, Watch, deadline, end_of

HALF = Decimal("0.5")
LISTING = 0.4
"""The share of a budget in which routes are written out; where it is too little, the least is not known to be so."""
FEW = 40
"""Routes of a person that count where there are too many to write out: those that need least of what was seen."""


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
        Whether it is the exact answer. If not, `raises` is the best found, and more people may be stuck.
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
    query
        Where to, as its goals, and within which limits; its profile does not count.
    people
        The cohort. Stuck are those without a route within the limits.
    share
        Above 0, at most 1.
    graph, budget, clock
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
    cohort, asked_share = sorted(people, key=lambda one: one.id), _as_share(share)
    looking = _Looking(engine_of(graph), query.aimed(), budget or Budget(), clock)
    training = looking.nothing(asked_share)
    try:
        stuck = [one for one in cohort if looking.is_stuck(one)]
    except OverTime:
        return training
    return _trained(looking, replace(training, stuck=tuple(one.id for one in stuck)), cohort, stuck)


def _as_share(share: Decimal | int | str) -> Decimal:
    """
    Return a share, exactly.

    Raises
    ------
    ValueError
        It is none.
    """
    asked = exact(share)
    if not 0 < asked <= 1:
        message = f"a share of {share} cannot be; write more than 0 and at most 1, such as 0.5"
        raise ValueError(message)
    return asked


class _Listed(NamedTuple):
    """What each route of somebody who is stuck would need, and whether these are all their routes."""

    routes: tuple[Needs, ...]
    complete: bool


class _Looking:
    """Looks at people, one by one, within a budget."""

    def __init__(self, engine: Engine, query: RouteQuery, budget: Budget, clock: Clock | None) -> None:
        self._engine, self._query, self._budget, self._clock = engine, query, budget, clock
        self._out_of_time = deadline(budget, clock)
        self.look = Watch(self._out_of_time).look

    def nothing(self, share: Decimal) -> Training:
        """Return the answer before anybody was looked at."""
        limits = constraints(self._query, self._budget.most_moves)
        return Training(self._query, limits, share, (), None, None, (), complete=False)

    def is_stuck(self, person: Person) -> bool:
        """Return whether a person has no route within the limits."""
        self.look()
        query = replace(self._query, profile=person.profile, matters=("moves",), k=1, show=None, epsilon=())
        _, found, outcome, _ = self._engine.search(query, self._out_of_time, most_moves=self._budget.most_moves)
        if not found and not outcome.complete:
            raise OverTime
        return not found

    def index(self, people: Iterable[Person]) -> GraphIndex:
        """Return an index that has every route of some people: in it all their level steps are numbered alike."""
        starts, moves = set(), 0
        for one in people:
            self.look()
            starts.add(self._engine.graph.role(one.profile.role).id)
            query = replace(self._query, profile=one.profile)
            moves = max(moves, self._engine.hop_limit(query, self._budget.most_moves).moves)
        return self._engine.index_towards(self._query.goals, moves, starts, self.look)

    def listed(self, index: GraphIndex, person: Person, people: int) -> _Listed:
        """Return what the routes of one of so many people would need; where time is short, of those found soon."""
        asked = replace(self._query, profile=person.profile)
        question = Question(index, asked, most_moves=self._budget.most_moves, look=self.look)
        needs: dict[Needs, None] = {}
        seconds = self._budget.seconds
        share = None if seconds is None else seconds * LISTING / people
        try:
            for prefix in _routes(question, Watch(end_of(Budget(share), self._clock)).look):
                needs[_needs(question, prefix)] = None
        except OverTime:
            return _Listed(tuple(sorted(needs, key=_size)[:FEW]), complete=False)
        return _Listed(tuple(needs), complete=True)


def _size(needs: Needs) -> int:
    """Return the least weight that has to be taught to meet some needs."""
    return max(sum(weight for _, weight in needs.steps), needs.all[1] if needs.all else 0)


def _routes(question: Question, look: Look) -> Iterator[Prefix]:
    """Yield every route within the limits that no learning changes, first those that begin with what asks least."""
    waiting = [first_prefix(question)]
    hops = question.hop_limit.moves
    while waiting:
        look()
        prefix = waiting.pop()
        if prefix.role in question.goals and prefix.via == question.all_via:
            yield prefix
        following = []
        for move in question.moves[prefix.role]:
            away = question.distance[move.head]
            if away is None or len(prefix.moves) + 1 + away > hops or prefix.visited >> move.head & 1:
                continue
            longer = taken(question, prefix, move)
            if question.max_months is None or longer.months[1] <= question.max_months:
                following.append(longer)
        waiting += sorted(following, key=_learning, reverse=True)


def _learning(prefix: Prefix) -> int:
    return prefix.learning


def _needs(question: Question, prefix: Prefix) -> Needs:
    of_steps = list(gaps(question.state, prefix.moves))
    over = next(excess([sum(of_steps)], question.max_learning, question.weigh), None)
    return Needs(over, tuple(sorted(excess(of_steps, question.max_step, question.weigh))))


def _trained(looking: _Looking, training: Training, cohort: Sequence[Person], people: Sequence[Person]) -> Training:
    """
    Return the training with its least raises for the people who are stuck, or the best found.

    Each step of the way betters the one before.
    """
    try:
        cover, listed = _cover(looking, training, cohort, people)
    except OverTime:
        return training
    complete, taught = listed, None
    try:
        taught = cover.some()
        taught = None if taught is None else cover.trimmed(taught)
        taught = cover.first()
    except OverTime:
        complete = False
    return _told(cover, replace(training, complete=complete), taught, proven=listed)


def _cover(
    looking: _Looking, training: Training, cohort: Sequence[Person], people: Sequence[Person]
) -> tuple[Cover, bool]:
    """Return what has to be covered for the people who are stuck, and whether all their routes are in it."""
    index = looking.index(cohort)
    held = [index.bits(start_levels(index.graph, one.profile).items()) for one in cohort]
    stuck = [looking.listed(index, one, len(people)) for one in people]
    weigh, held_by_all = weigher(index, effort=training.query.effort), reduce(and_, held, index.every_step)
    cover = Cover(index, [one.routes for one in stuck], training.needed, held_by_all, weigh, looking.look)
    return cover, all(one.complete for one in stuck)


def _told(cover: Cover, training: Training, taught: int | None, *, proven: bool) -> Training:
    """Return the training with what is taught."""
    unit = EFFORT_UNIT if training.query.effort else 1
    training = replace(training, lower_bound=Fraction(cover.proven if proven else 0, unit))
    if taught is None:
        return training
    freed = tuple(one for one, free in zip(training.stuck, cover.freed(taught), strict=True) if free)
    return replace(training, raises=cover.spelled(taught), size=Fraction(cover.size(taught), unit), freed=freed)
