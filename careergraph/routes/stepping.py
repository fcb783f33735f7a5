"""Walk a route for a person, and say what each step asks, what is there already, and where it came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from careergraph.model.graph import CareerGraph
from careergraph.model.profile import Profile, assumed_levels
from careergraph.model.skills import AnyOf, Level, Requirement, SkillId, Way
from careergraph.model.transitions import Transition
from careergraph.routes.route import STATES, Origin, State, Step, StepSkill

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Walker:
    """
    A person on a graph.

    Parameters
    ----------
    graph
        Where they walk.
    start
        The level held of each skill at the start.
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
        held = {**assumed, **profile.declared}
        start = {skill: level for skill, level in sorted(held.items()) if level > 0}
        return cls(graph, start, frozenset(assumed), Fraction(profile.months_served), effort)

    def walk(self, taken: Iterable[tuple[Transition, Way]]) -> tuple[Step, ...]:
        """Return the steps of a route, each seen with what was held when it was reached."""
        held = dict(self.start)
        origins: dict[SkillId, Origin] = {}
        steps: list[Step] = []
        for number, (transition, way) in enumerate(taken, 1):
            steps.append(self._step(number, transition, way, held, origins))
            _raise(held, origins, way, Origin(number))
            grown = ((one.skill, one.level) for one in self.graph.roles[transition.head].grows)
            _raise(held, origins, grown, Origin(number, transition.head))
        return tuple(steps)

    def step(self, transition: Transition) -> Step:
        """Return one move out of where the person stands, in the way that leaves least to learn."""
        steps = [self.walk([(transition, way)])[0] for way in transition.ways]
        return min(steps, key=lambda step: (step.learning, step.way))

    def _step(
        self,
        number: int,
        transition: Transition,
        way: Way,
        held: Mapping[SkillId, Level],
        origins: Mapping[SkillId, Origin],
    ) -> Step:
        skills = [self._seen(one, held, origins) for one in _requirements(transition, way)]
        skills.sort(key=lambda seen: (STATES.index(seen.state), -seen.to_learn, seen.skill))
        after = {skill: max(level, held.get(skill, 0)) for skill, level in way}
        grows = self.graph.roles[transition.head].grows
        grown = ((one.skill, one.level) for one in grows)
        return Step(
            number,
            transition,
            way,
            tuple(skills),
            self._weight_of(skills),
            self._months(number, transition),
            tuple((skill, level) for skill, level in grown if level > after.get(skill, held.get(skill, 0))),
        )

    def _weight_of(self, skills: Iterable[StepSkill]) -> Fraction:
        to_learn = [(seen.to_learn, seen.skill) for seen in skills if seen.to_learn]
        if not self.effort:
            return Fraction(sum(steps for steps, _ in to_learn))
        return sum((steps * self.weight(skill) for steps, skill in to_learn), Fraction(0))

    def _months(self, number: int, transition: Transition) -> Fraction | None:
        if transition.months is None:
            return None
        return max(Fraction(0), Fraction(transition.months) - (self.months_served if number == 1 else 0))

    def weight(self, skill: SkillId) -> Fraction:
        """Return what one level step of a skill counts: 1, or its effort where learning is weighed by it."""
        known = self.graph.skills.get(skill) if self.effort else None
        return Fraction(known.effort) if known else ONE

    def _seen(
        self,
        asked: tuple[Requirement, AnyOf | None],
        held: Mapping[SkillId, Level],
        origins: Mapping[SkillId, Origin],
    ) -> StepSkill:
        one, group = asked
        today, then = self.start.get(one.skill, 0), held.get(one.skill, 0)
        return StepSkill(
            one.skill,
            one.level,
            today,
            then,
            0 if one.optional else max(0, one.level - then),
            _state(one, today, then),
            origins.get(one.skill),
            one.optional,
            one.stated,
            one.estimated,
            one.skill in self.assumed and today > 0,
            group,
        )


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


def _state(asked: Requirement, today: Level, then: Level) -> State:
    if then >= asked.level:
        return "held" if today >= asked.level else "owned"
    if asked.optional:
        return "optional"
    return "partly" if then else "new"


def _requirements(transition: Transition, way: Way) -> list[tuple[Requirement, AnyOf | None]]:
    """Return what a way asks, each with the group it was chosen from, and what is optional beside it."""
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
