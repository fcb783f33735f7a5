"""Walk a route for a person, and say what each step asks, what is there already, and where it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, repeat
from operator import attrgetter
from typing import NamedTuple

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels
from careergraph.model.roles import Grown
from careergraph.model.skills import AnyOf, Level, Requirement, SkillId, Way
from careergraph.model.transitions import Transition
from careergraph.routes.route import STATES, Origin, State, Step, StepSkill

ONE = Fraction(1)
TO_LEARN = attrgetter("to_learn")


@dataclass(frozen=True, slots=True)
class Walker:
    """
    A person on a graph.

    Parameters
    ----------
    graph
        Where they walk.
    start
        The level held of each skill at the start, in any order; 0 is not held.
    assumed
        The skills of which the level at the start is assumed, not declared.
    months_served
        Months already spent in the start role.
    effort
        Whether learning is weighed by the effort of a skill.
    """

    graph: CareerGraph
    start: Mapping[SkillId, Level]
    assumed: frozenset[SkillId] = frozenset()
    months_served: Fraction = Fraction(0)
    effort: bool = False

    @classmethod
    def of(cls, graph: CareerGraph, profile: Profile, *, effort: bool = False) -> "Walker":
        """Return the walker a profile describes."""
        assumed = assumed_in(graph, profile)
        start = {**assumed, **profile.declared}
        return cls(graph, start, frozenset(assumed), Fraction(profile.months_served), effort)

    @property
    def here(self) -> "Walked":
        """The walk of no steps."""
        return Walked((), self.start, {})

    def walk(self, taken: Iterable[tuple[Transition, Way]]) -> tuple[Step, ...]:
        """Return the steps of a route, each seen with what was held when it was reached."""
        walked = self.here
        for transition, way in taken:
            walked = self.further(walked, transition, way)
        return walked.steps

    def further(self, walked: "Walked", transition: Transition, way: Way) -> "Walked":
        """Return a walk with one step more."""
        number = len(walked.steps) + 1
        step = self._step(number, transition, way, walked.held, walked.origins)
        held, origins = dict(walked.held), dict(walked.origins)
        _raise(held, origins, way, Origin(number))
        _raise(held, origins, step.grown, Origin(number, transition.head))
        return Walked((*walked.steps, step), held, origins)

    def step(self, transition: Transition) -> Step:
        """Return one move out of where the person stands, in the way that leaves least to learn."""
        ways = transition.ways
        way = min(ways, key=lambda way: (self._lacking(way), way)) if len(ways) > 1 else ways[0]
        return self._step(1, transition, way, self.start, {})

    def least_to_learn(self, transition: Transition) -> Fraction | int:
        """Return what that step is to learn, without a look at it."""
        if transition.groups:
            return min(map(self._lacking, transition.ways))
        if self.effort:
            return self._lacking(transition.ways[0])
        held, lacking = self.start.get, 0
        for one in transition.requirements:  # of many moves, so each is looked at once
            more = one.level - held(one.skill, 0)
            if more > 0 and not one.optional:
                lacking += more
        return lacking

    def _lacking(self, way: Iterable[tuple[SkillId, Level]]) -> Fraction | int:
        """Return the weight of what a way asks above the start."""
        held = self.start.get
        return sum([(level - held(skill, 0)) * self.weight(skill) for skill, level in way if level > held(skill, 0)])

    def months_of_first(self, transition: Transition) -> Fraction | Decimal | None:
        """Return the months that a move out of where the person stands takes from now; None where unknown."""
        return self._months(1, transition) if self.months_served else transition.months

    def _step(
        self,
        number: int,
        transition: Transition,
        way: Way,
        held: Mapping[SkillId, Level],
        origins: Mapping[SkillId, Origin],
    ) -> Step:
        skills = self._seen(_requirements(transition, way), held, origins)
        grows = self.graph.roles[transition.head].grows
        return Step(
            number,
            transition,
            way,
            skills,
            self._learning(skills),
            self._months(number, transition),
            _grown(grows, held, way) if grows else (),
        )

    def _learning(self, skills: Iterable[StepSkill]) -> Fraction:
        if not self.effort:
            return Fraction(sum([seen.to_learn for seen in skills]))
        return sum((seen.to_learn * self.weight(seen.skill) for seen in skills if seen.to_learn), Fraction(0))

    def _months(self, number: int, transition: Transition) -> Fraction | None:
        if transition.months is None:
            return None
        months = Fraction(transition.months)
        return max(Fraction(0), months - self.months_served) if number == 1 and self.months_served else months

    def weight(self, skill: SkillId) -> Fraction:
        """Return what one level step of a skill counts: 1, or its effort where learning is weighed by it."""
        known = self.graph.skills.get(skill) if self.effort else None
        return Fraction(known.effort) if known else ONE

    def _seen(
        self,
        asked: Iterable[tuple[Requirement, AnyOf | None]],
        held: Mapping[SkillId, Level],
        origins: Mapping[SkillId, Origin],
    ) -> tuple[StepSkill, ...]:
        """Return what is asked, given by skill, as it is seen with what is held by then, in the order shown."""
        at_start, by_then, origin, assumed = self.start.get, held.get, origins.get, self.assumed
        seen: dict[State, list[StepSkill]] = {state: [] for state in STATES}
        for one, group in asked:  # of every step that is told, so each is looked at once
            skill, level, optional = one.skill, one.level, one.optional
            today, then = at_start(skill, 0), by_then(skill, 0)
            state = _state(level, today, then, optional=optional)
            seen[state].append(
                StepSkill(
                    skill,
                    level,
                    today,
                    then,
                    level - then if level > then and not optional else 0,
                    state,
                    origin(skill),
                    optional,
                    one.stated,
                    one.estimated,
                    today > 0 and skill in assumed,
                    group,
                )
            )
        for lacking in (seen["new"], seen["partly"]):
            lacking.sort(key=TO_LEARN, reverse=True)  # of equal gaps, it stays by skill
        return tuple(chain.from_iterable(seen.values()))


class Walked(NamedTuple):
    """A walk as far as it has come: its steps, the level held of each skill by then, and where what is new is from."""

    steps: tuple[Step, ...]
    held: Mapping[SkillId, Level]
    origins: Mapping[SkillId, Origin]


def assumed_in(graph: CareerGraph, profile: Profile) -> dict[SkillId, Level]:
    """Return the levels that a profile's start holds by assumption: those that nothing declared replaces."""
    if not profile.assume:
        return {}
    assumed = assumed_levels(graph, profile.role)
    return {skill: level for skill, level in assumed.items() if skill not in profile.declared}


def _raise(
    held: dict[SkillId, Level],
    origins: dict[SkillId, Origin],
    levels: Iterable[tuple[SkillId, Level]],
    origin: Origin,
) -> None:
    for skill, level in levels:
        if level > held.get(skill, 0):
            held[skill] = level
            origins[skill] = origin


def _grown(grows: Iterable[Grown], held: Mapping[SkillId, Level], way: Way) -> Way:
    """Return what a role grows beyond what is held when a way was met."""
    asked = dict(way)
    beyond_way = [one for one in grows if one.level > asked.get(one.skill, 0)]
    return tuple([(one.skill, one.level) for one in beyond_way if one.level > held.get(one.skill, 0)])


def _state(asked: Level, today: Level, then: Level, *, optional: bool) -> State:
    if then >= asked:
        return "held" if today >= asked else "owned"
    if optional:
        return "optional"
    return "partly" if then else "new"


def _requirements(transition: Transition, way: Way) -> Iterable[tuple[Requirement, AnyOf | None]]:
    """Return what a way asks, by skill, each with the group it was chosen from, and what is optional beside it."""
    if not transition.groups:
        return zip(transition.requirements, repeat(None))
    plain = {one.skill: one for one in transition.requirements}
    asked = [
        *(_chosen(transition, plain.get(skill), skill, level) for skill, level in way),
        *((one, None) for one in transition.requirements if one.optional),
    ]
    return sorted(asked, key=lambda pair: pair[0].skill)


def _chosen(
    transition: Transition, plain: Requirement | None, skill: SkillId, level: Level
) -> tuple[Requirement, AnyOf | None]:
    if plain is not None and not plain.optional and plain.level == level:
        return plain, None
    return next(
        (member, group)
        for group in transition.groups
        for member in group.members
        if (member.skill, member.level) == (skill, level)
    )
