"""
What there is to tell of a route, in words and figures, before anybody draws it.

The picture, the list, the table and the terminal are made from these values, so that none can say what another does
not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level
from careergraph.model.transitions import RoleId
from careergraph.routes.route import STATES, Route, Step, StepSkill
from careergraph.views import sentences
from careergraph.views.estimates import held_is_estimate, learning_is_estimate, to_learn_is_estimate
from careergraph.views.sentences import Proof
from careergraph.views.words import Words, figure

STATES_TO_LEARN = ("new", "partly")
STATES_KEPT = ("owned", "held")


@dataclass(frozen=True, slots=True)
class Name:
    """A text of the graph, and its language where that is not the language of the page."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """
    A skill a step asks, in words.

    Parameters
    ----------
    seen
        The values behind the words.
    name, kind
        Its name, and the word after it for resources and credentials.
    highest
        The top of the graph's scale.
    state
        The state in words, with where what was gained came from.
    notes
        `assumed`, `optional`, `level not stated`, the choice it was taken from: what is true besides.
    origin
        Where what was gained on the way came from; nothing where nothing was.
    asked, then, to_learn
        The levels in words, with ≈ before estimates.
    asked_figure
        The level asked without its name.
    sentence
        What its level bar says.
    spoken
        All of it in one sentence.
    """

    seen: StepSkill
    name: Name
    kind: str
    highest: Level
    state: str
    notes: tuple[str, ...]
    origin: str
    asked: str
    asked_figure: str
    then: str
    to_learn: str
    sentence: str
    spoken: str

    @property
    def tag(self) -> str:
        """What stands below the name: where it came from, then what is true besides."""
        optional = self.state if self.seen.state == "optional" else ""
        return " · ".join(filter(None, (optional or self.origin, *self.notes)))

    @property
    def gained(self) -> Level:
        """Levels of what is asked that were gained on the way."""
        return gained(self.seen)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """
    A step in words.

    Parameters
    ----------
    number, of
        Which step of how many.
    tail, head
        The roles it leads from and to.
    months, spread
        How long, and the range around it where one is known.
    changes, learning, to_learn
        What it keeps, raises and adds; the level steps it asks, with and without their unit.
    proofs
        Its evidence.
    skills
        What it asks, in the order in which it is shown.
    sentence
        The step as it is spoken.
    """

    number: int
    of: int
    tail: Name
    head: Name
    months: str
    spread: str
    changes: str
    learning: str
    to_learn: str
    proofs: tuple[Proof, ...]
    evidence: str
    skills: tuple[SkillFacts, ...]
    sentence: str

    @property
    def kept(self) -> tuple[SkillFacts, ...]:
        """The skills that are there already."""
        return tuple(one for one in self.skills if one.seen.state in STATES_KEPT)

    @property
    def others(self) -> tuple[SkillFacts, ...]:
        """The skills to learn, and the optional ones that are not held."""
        return tuple(one for one in self.skills if one.seen.state not in STATES_KEPT)


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A route in words: its roles and steps, and its sums."""

    roles: tuple[Name, ...]
    steps: tuple[StepFacts, ...]
    months: str
    learning: str
    effort: str
    sentence: str


def route_facts(words: Words, graph: CareerGraph, route: Route) -> RouteFacts:
    """Return what there is to tell of a route."""
    count = sentences.learning(route)
    weighed = route.values["learning"].known
    effort = "" if weighed == count else sentences.learned(words, graph, weighed, route)
    return RouteFacts(
        tuple(role_name(words, graph, role) for role in route.roles),
        tuple(step_facts(words, graph, route, step) for step in route.steps),
        words.months_of(route.values["months"], estimated=route.estimated),
        words.level_steps(count, estimated=learning_is_estimate(graph, route, route.steps)),
        effort,
        sentences.route(words, graph, route),
    )


def role_name(words: Words, graph: CareerGraph, role: RoleId) -> Name:
    """Return the title of a role."""
    title = graph.role(role).title
    return Name(words.within(title), words.foreign(title, graph.metadata.language))


def step_facts(words: Words, graph: CareerGraph, route: Route, step: Step) -> StepFacts:
    """Return what there is to tell of a step."""
    found = sentences.proofs(words, step.transition.evidence, graph.metadata)
    count = sum(seen.to_learn for seen in step.skills)
    estimated = learning_is_estimate(graph, route, [step])
    return StepFacts(
        step.number,
        route.moves,
        role_name(words, graph, step.transition.tail),
        role_name(words, graph, step.transition.head),
        words.months(step.months, estimated=step.transition.months_estimated),
        _spread(words, step),
        sentences.changes(words, step),
        words.level_steps(count, estimated=estimated),
        words.about(str(count), estimated=estimated),
        found,
        sentences.evidence_words(words, found),
        _in_order(skill_facts(words, graph, route, seen) for seen in step.skills),
        sentences.step(words, graph, step, route.moves),
    )


def _spread(words: Words, step: Step) -> str:
    """Return the range of the months of a transition, where it counts whole."""
    transition = step.transition
    if transition.months_range is None or transition.months is None or step.months != Fraction(transition.months):
        return ""
    low, high = transition.months_range
    return words("{low} to {high}", low=figure(low), high=words.months(high))


def _in_order(skills: Iterable[SkillFacts]) -> tuple[SkillFacts, ...]:
    """Return skills as they are shown everywhere: new, partly, owned, held; the wider gap first, then the name."""
    return tuple(sorted(skills, key=lambda one: (STATES.index(one.seen.state), -one.seen.to_learn, one.name.text)))


def skill_facts(words: Words, graph: CareerGraph, route: Route, seen: StepSkill) -> SkillFacts:
    """Return what there is to tell of a skill that a step asks."""
    skill, scale = graph.skills[seen.skill], graph.metadata.levels
    name, kind = words.within(skill.name), sentences.kind(words, skill)
    state, notes = sentences.state(words, graph, seen), tuple(_notes(words, graph, seen))
    levels = sentences.levels(
        words, seen.asked, scale.highest, min(seen.today, seen.asked), gained(seen), seen.to_learn
    )
    spoken = words.clauses((state, kind, *notes, levels))
    return SkillFacts(
        seen,
        Name(name, words.foreign(skill.name, graph.metadata.language)),
        kind,
        scale.highest,
        state,
        notes,
        sentences.origin_tag(words, graph, seen.origin) if gained(seen) and seen.origin else "",
        words.level(scale, seen.asked, estimated=seen.estimated) if seen.stated else words("level not stated"),
        words.about(str(seen.asked), estimated=seen.estimated),
        words.level(scale, seen.then, estimated=held_is_estimate(graph, route, seen)),
        words.about(str(seen.to_learn), estimated=to_learn_is_estimate(graph, route, seen)),
        levels,
        words("{name}: {facts}", name=name, facts=spoken),
    )


def gained(seen: StepSkill) -> Level:
    """Return the levels of what is asked that were gained on the way."""
    return max(0, min(seen.then, seen.asked) - seen.today)


def _notes(words: Words, graph: CareerGraph, seen: StepSkill) -> Iterable[str]:
    if seen.assumed:
        yield words("assumed")
    if seen.optional and seen.state != "optional":
        yield words("optional")
    if not seen.stated:
        yield words("level not stated")
    if seen.group:
        yield sentences.group(words, graph, seen.group)
