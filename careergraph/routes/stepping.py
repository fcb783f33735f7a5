"""Walk a route for a person, and say what each step asks, what is there already, and where it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels
from careergraph.model.roles import Grown
from careergraph.model.skills import AnyOf, Level, Requirement, SkillId, Way
from careergraph.model.transitions import Transition
from careergraph.routes.route import STATES, Origin, State, Step, StepSkill

ONE = Fraction(1)
PLACES: Mapping[State, int] = {state: place for place, state in enumerate(STATES)}


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
        skills = [self._seen(one, group, held, origins) for one, group in _requirements(transition, way)]
        skills.sort(key=_skill_order)
        grows = self.graph.roles[transition.head].grows
        return Step(
            number,
            transition,
            way,
            tuple(skills),
            self._learning(skills),
            self._months(number, transition),
            _grown(grows, held, way) if grows else (),
        )

    def _learning(self, skills: Iterable[StepSkill]) -> Fraction:
        if not self.effort:
            return Fraction(sum(seen.to_learn for seen in skills))
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
        self, one: Requirement, group: AnyOf | None, held: Mapping[SkillId, Level], origins: Mapping[SkillId, Origin]
    ) -> StepSkill:
        skill, level, optional = one.skill, one.level, one.optional
        today, then = self.start.get(skill, 0), held.get(skill, 0)
        return StepSkill(
            skill,
            level,
            today,
            then,
            level - then if level > then and not optional else 0,
            _state(level, today, then, optional=optional),
            origins.get(skill),
            optional,
            one.stated,
            one.estimated,
            today > 0 and skill in self.assumed,
            group,
        )


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
    after = {skill: max(level, held.get(skill, 0)) for skill, level in way}
    return tuple((one.skill, one.level) for one in grows if one.level > after.get(one.skill, held.get(one.skill, 0)))


def _state(asked: Level, today: Level, then: Level, *, optional: bool) -> State:
    if then >= asked:
        return "held" if today >= asked else "owned"
    if optional:
        return "optional"
    return "partly" if then else "new"


_PLACE = {state: place for place, state in enumerate(STATES)}


def _skill_order(seen: StepSkill) -> tuple[int, int, SkillId]:
    return _PLACE[seen.state], -seen.to_learn, seen.skill


def _requirements(transition: Transition, way: Way) -> list[tuple[Requirement, AnyOf | None]]:
    """Return what a way asks, each with the group it was chosen from, and what is optional beside it."""
    if not transition.groups:
        return [(one, None) for one in transition.requirements]
    plain = {one.skill: one for one in transition.requirements}
    return [
        *(_chosen(transition, plain.get(skill), skill, level) for skill, level in way),
        *((one, None) for one in transition.requirements if one.optional),
    ]


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
