"""What a route is and costs, which constraints were in force, and why there may be no route: values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from careergraph.model import showing
from careergraph.model.skills import AnyOf, Level, SkillId, Way
from careergraph.model.transitions import RoleId, Transition
from careergraph.routes.evidence import interval, weakest_step
from careergraph.routes.query import Criterion, Selector

State: TypeAlias = Literal["new", "partly", "owned", "held", "optional"]
STATES: tuple[State, ...] = ("new", "partly", "owned", "held", "optional")
"""In the order in which a step's skills are shown."""
ConstraintKind: TypeAlias = Literal[
    "max_moves", "max_months", "max_learning", "max_step", "pay_floor", "avoid", "evidence", "via"
]
LIMIT_KINDS: tuple[ConstraintKind, ...] = ("max_moves", "max_months", "max_learning", "max_step", "pay_floor")
CONSTRAINT_KINDS: tuple[ConstraintKind, ...] = (*LIMIT_KINDS, "avoid", "evidence", "via")
"""In their order."""


@dataclass(frozen=True, slots=True)
class Value:
    """
    The value of a criterion: what is known of it, and how many steps (or roles) are unknown.

    `known` is the natural figure, exact: moves, months, level steps (or effort), a share from 0 to 1, pay.

    Examples
    --------
    >>> str(Value(1, Fraction(24)))
    '24+1?'
    """

    unknown: int
    known: Fraction

    def __str__(self) -> str:
        return f"{float(self.known):g}" + (f"+{self.unknown}?" if self.unknown else "")


class Origin(NamedTuple):
    """Where a skill was last gained on the way: at a step (`step`), or by holding the role entered there (`role`)."""

    step: int
    role: RoleId | None = None


class StepSkill(NamedTuple):
    """
    A requirement, seen with what was held when its step was reached.

    Parameters
    ----------
    skill
        Which skill.
    asked, today, then, to_learn
        Levels: asked by the step; held at the start; held when the step is reached; the difference that is
        left to learn, 0 for an optional requirement.
    state
        `new` (nothing held then), `partly`, `owned` (enough, and some of it gained on the way), `held`
        (enough from the start), or `optional` (asked, not needed, and not held).
    origin
        Where what was gained on the way was gained last; None where nothing was.
    optional, stated, estimated
        As the requirement says.
    assumed
        Whether what is held today is assumed from the start role, not declared.
    group
        The group "any k of these" it was chosen from, if any.
    """

    skill: SkillId
    asked: Level
    today: Level
    then: Level
    to_learn: Level
    state: State
    origin: Origin | None = None
    optional: bool = False
    stated: bool = True
    estimated: bool = False
    assumed: bool = False
    group: AnyOf | None = None

    @property
    def gained(self) -> Level:
        """Levels held when the step is reached that were not held today."""
        return self.then - self.today


@dataclass(frozen=True, slots=True)
class Step:
    """
    One transition within a route, seen with what was held when it was reached.

    Parameters
    ----------
    number
        1 for the first.
    transition, way
        The move, and the way it is met.
    skills
        Its requirements: new, partly, owned, held, optional; within a state the wider gap first, then the id.
    learning
        Its gap, in level steps or effort.
    months
        Months as they count here (time already served is taken off the first step); None is unknown.
    grown
        What is held after arriving that was not held before, by the role: (skill, level) pairs.
    """

    number: int
    transition: Transition
    way: Way
    skills: tuple[StepSkill, ...]
    learning: Fraction
    months: Fraction | None
    grown: Way = ()

    @property
    def keeps(self) -> int:
        """How many of the skills asked are there already."""
        states = [one.state for one in self.skills if not one.optional]
        return states.count("owned") + states.count("held")

    @property
    def raises(self) -> int:
        """How many are partly there."""
        return [one.state for one in self.skills].count("partly")

    @property
    def adds(self) -> int:
        """How many are new."""
        return [one.state for one in self.skills].count("new")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """
    How a route differs from the earlier one that it nearly repeats.

    Parameters
    ----------
    mine, theirs
        The roles of the route, and of the earlier one, from the start to the goal.

    Examples
    --------
    >>> resemblance = Resemblance(("s", "a", "b", "t"), ("s", "b", "a", "c", "t"))
    >>> resemblance.more, resemblance.less, resemblance.reordered
    ((), ('c',), True)
    """

    mine: tuple[RoleId, ...]
    theirs: tuple[RoleId, ...]

    @property
    def more(self) -> tuple[RoleId, ...]:
        """Roles on the way that the earlier one does not pass, in order."""
        return tuple(role for role in self.mine[1:-1] if role not in self.theirs[1:-1])

    @property
    def less(self) -> tuple[RoleId, ...]:
        """Roles on the way of the earlier one that it does not pass, in order."""
        return tuple(role for role in self.theirs[1:-1] if role not in self.mine[1:-1])

    @property
    def reordered(self) -> bool:
        """Whether roles that both pass come in another order."""
        mine, theirs = self.mine[1:-1], self.theirs[1:-1]
        return [role for role in mine if role in theirs] != [role for role in theirs if role in mine]


@dataclass(frozen=True, slots=True)
class Route:
    """
    Transitions joined end to end, no role twice, judged for one person.

    Parameters
    ----------
    roles
        From the start to the goal.
    steps
        One for each move; those of an answer are walked when they are first looked at.
    values
        The value of every criterion, asked for or not.
    labels
        The criteria this route is the best at, among the routes of its answer.
    repeats
        The number (from 1) of the earlier route this one nearly repeats, or None.
    differs
        How it differs from that one, or None.
    shown
        False where epsilon or `show` left it out of the display.
    """

    roles: tuple[RoleId, ...]
    steps: Sequence[Step]
    values: Mapping[Criterion, Value]
    labels: tuple[Criterion, ...] = ()
    repeats: int | None = None
    differs: Resemblance | None = None
    shown: bool = True

    @property
    def goal(self) -> RoleId:
        """The role it ends at."""
        return self.roles[-1]

    @property
    def moves(self) -> int:
        """How many moves it has."""
        return len(self.steps)

    @property
    def estimated(self) -> bool:
        """Whether its months contain an editors' estimate."""
        return any(step.transition.months_estimated for step in self.steps)

    @property
    def interval(self) -> tuple[float, float] | None:
        """Likelihood at 95 % confidence, low and high, where every step has counts."""
        return interval([step.transition for step in self.steps])

    @property
    def weakest_step(self) -> int | None:
        """The number of the step whose best evidence is the weakest; None for a route of no moves."""
        return weakest_step([step.transition for step in self.steps])

    def _repr_html_(self) -> str | None:
        return showing.as_html(self)

    def __str__(self) -> str:
        return " > ".join(self.roles)


@dataclass(frozen=True, slots=True)
class HopLimit:
    """
    How long the routes were that were looked at.

    Parameters
    ----------
    moves
        No longer route was looked at.
    asked
        True where the query set it; else it is the fewest moves + 2, at least the fewest and otherwise at most 6.
    fewest
        The fewest moves to a goal through what avoid, evidence, pay floor and unknown months leave; None if none.
    """

    moves: int
    asked: bool
    fewest: int | None


@dataclass(frozen=True, slots=True)
class Constraint:
    """
    A constraint in force.

    Parameters
    ----------
    kind
        Which one.
    limit
        The figure of a limit.
    selector
        What is avoided or gone by way of.
    kinds
        The kinds of evidence allowed.
    shaped
        Whether the answer without it is another; None where that was not asked, or not finished.
    """

    kind: ConstraintKind
    limit: Fraction | None = None
    selector: Selector | None = None
    kinds: tuple[str, ...] = ()
    shaped: bool | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Breach:
    """A constraint a repair breaks, and the value its limit would need (None for avoid, via and evidence)."""

    constraint: Constraint
    needed: Value | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """The least change to a set of constraints with which a route exists, the route, and the sum of its excesses."""

    breaches: tuple[Breach, ...]
    route: Route
    excess: Fraction


@dataclass(frozen=True, slots=True)
class NoRoute:
    """
    Why there is no route, and what would help.

    Parameters
    ----------
    reason
        `unreachable` (no route at all), `constraints`, or `none_found` (the search was cut).
    repairs
        The smallest first.
    skill
        The least raise (skill, level) with which a route exists as the constraints are, or None.
    closest
        The closest role that can be reached, or None.
    closest_route
        The first route to it.
    complete
        Whether all of this was worked out to the end.
    """

    reason: Literal["unreachable", "constraints", "none_found"]
    repairs: tuple[Repair, ...] = ()
    skill: tuple[SkillId, Level] | None = None
    closest: RoleId | None = None
    closest_route: Route | None = None
    complete: bool = True
