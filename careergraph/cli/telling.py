"""Routes, steps and skills as lines of text, from the same facts the pictures are drawn from."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from careergraph.analysis.gap import estimated_skills
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.explorer import Holding
from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level, SkillId
from careergraph.model.transitions import RoleId
from careergraph.routes.route import Route, Step, StepSkill
from careergraph.views import sentences
from careergraph.views.believing import believed
from careergraph.views.facts import SkillFacts, StepFacts, route_facts, step_facts
from careergraph.views.printable import plain
from careergraph.views.words import ESTIMATE

HELD, GAINED, OPEN, DOT = "■", "▨", "□", "·"
MOST_SQUARES = 6
"""A scale with more levels is written, not drawn."""


def title(words: CommandWords, graph: CareerGraph, role: RoleId) -> str:
    """Return the title of a role as it stands alone."""
    return words.within(graph.role(role).title)


def skill_name(words: CommandWords, graph: CareerGraph, skill: SkillId) -> str:
    """Return the name of a skill; of one that the graph does not have, its id."""
    return words.within(graph.skills[skill].name) if skill in graph.skills else skill


def letter(number: int) -> str:
    """
    Return the letter of the n-th route, from 1: A to Z, then AA, AB and so on.

    Examples
    --------
    >>> letter(1), letter(26), letter(28)
    ('A', 'Z', 'AB')
    """
    letters = ""
    while number:
        number, last = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[last] + letters
    return letters


def bar(highest: Level, held: Level, gained: Level = 0, to_learn: Level = 0) -> str:
    """
    Return a level bar: held today, gained on the way, to learn, not asked.

    Examples
    --------
    >>> bar(4, 1, 1, 1), bar(9, 2, 0, 3)
    ('■▨□·', '2 of 9')
    """
    if highest > MOST_SQUARES:
        return f"{held + gained} of {highest}"
    return (HELD * held + GAINED * gained + OPEN * to_learn).ljust(highest, DOT)


def by_way_of(words: CommandWords, graph: CareerGraph, route: Route) -> str:
    """Return the roles between the start and the goal."""
    between = [words.in_sentence(graph.role(one).title, graph.metadata.language) for one in route.roles[1:-1]]
    return words("by way of {what}", what=" → ".join(between)) if between else words("straight")


def route_lines(words: CommandWords, graph: CareerGraph, route: Route) -> Iterator[str]:
    """Yield every step of a route, with what each asks."""
    for step in route_facts(words, graph, route).steps:
        yield ""
        yield from step_lines(words, step)
    yield ""
    for sentence in believed(words, graph, route):
        yield from filled(plain(sentence), indent="  ")


def lone_step(words: CommandWords, graph: CareerGraph, step: Step) -> StepFacts:
    """Return what there is to tell of a single move."""
    pair = (step.transition.tail, step.transition.head)
    return step_facts(words, graph, Route(pair, (step,), {}), step)


def step_lines(words: CommandWords, step: StepFacts) -> Iterator[str]:
    """Yield a step: where to, how long, what it asks, why it is believed."""
    head = f"{step.tail.text} → {step.head.text}"
    if step.of > 1:
        head = f"{words('Step {number} of {of}', number=step.number, of=step.of)}  {head}"
    yield head
    months = f"{step.months} ({step.spread})" if step.spread else step.months
    proofs = words.listed(proof.words for proof in step.proofs) or words("no evidence given")
    yield from filled(f"{months} · {step.changes} · {step.learning} · {proofs}", indent="  ")
    yield from skill_lines(words, step.skills)


def skill_lines(words: CommandWords, skills: Sequence[SkillFacts]) -> list[str]:
    """Return the skills that a step asks, a line each: its bar, its name, its state, its levels."""
    if not skills:
        return []
    return table([_skill_row(words, one) for one in skills], indent="  ")


def _skill_row(words: CommandWords, one: SkillFacts) -> tuple[str, ...]:
    seen = one.seen
    squares = bar(one.highest, min(seen.today, seen.asked), one.gained, seen.to_learn)
    name = f"{one.name.text} ({one.kind})" if one.kind else one.name.text
    levels = _levels(words, one)
    return squares, name, levels, words.listed((one.state, *(note for note in one.notes if note != levels)))


def _levels(words: CommandWords, one: SkillFacts) -> str:
    """Return the level held where that is enough, else from which to which level it takes."""
    if not one.seen.to_learn or not one.seen.stated:
        return one.then if one.seen.then else one.asked
    return f"{words.about(str(one.seen.then), estimated=ESTIMATE in one.then)} → {one.asked}"


def legend(words: CommandWords, drawn: str) -> Iterator[str]:
    """Yield what the marks that occur in some text mean."""
    marks = {
        HELD: words("held today"),
        GAINED: words("gained on the way"),
        OPEN: words("one level step to learn"),
        "≈": words("editors' estimate"),
    }
    told = [f"{mark} {meaning}" for mark, meaning in marks.items() if mark in drawn]
    if told:
        yield ""
        yield "   ".join(told)


def assumed(
    words: CommandWords, graph: CareerGraph, role: RoleId, holding: Holding, asked: Iterable[StepSkill] | None = None
) -> Iterator[str]:
    """Yield what is assumed of a person in a role, of all they hold or of what is asked, and how to say otherwise."""
    skills = holding.levels if asked is None else {seen.skill: seen.asked for seen in asked}
    relied_on = {
        skill: min(level, holding.levels[skill]) if asked is not None else level
        for skill, level in sorted(skills.items())
        if skill in holding.assumed
    }
    yield from assumed_levels(words, graph, role, relied_on)
    if not holding.levels:
        yield from nothing_held(words)


def nothing_held(words: CommandWords) -> Iterator[str]:
    """Yield that nothing is known to be held, what follows from that, and how to say what is."""
    yield ""
    yield from filled(words("Nothing is known to be held today, so all that is asked counts as to learn."))
    yield from filled(words("Say what you hold with --held SKILL:LEVEL."))


def assumed_levels(
    words: CommandWords, graph: CareerGraph, role: RoleId, levels: Mapping[SkillId, Level]
) -> Iterator[str]:
    """Yield levels that are assumed of a holder of a role, and how to say otherwise."""
    if levels:
        named = sentences.role_title(words, graph, role)
        listed = words.listed(levels_held(words, graph, levels.items(), estimated_skills(graph, role)))
        yield ""
        yield from filled(words("Assumed of a {role}: {skills}.", role=named, skills=listed))
        yield from filled(words("Say what you hold with --held SKILL:LEVEL (0: not held), or add --no-assume."))


def levels_held(
    words: CommandWords, graph: CareerGraph, levels: Iterable[tuple[SkillId, Level]], estimated: Container[SkillId] = ()
) -> list[str]:
    """Return skills with the level each is held at, ≈ before those that rest on an estimate."""
    scale = graph.metadata.levels
    return [
        f"{skill_name(words, graph, skill)} {words.level(scale, level, estimated=skill in estimated)}"
        for skill, level in levels
    ]


def evidence(words: CommandWords, graph: CareerGraph, step: Step) -> str:
    """Return why a move is believed, in a few words."""
    return sentences.evidence_words(words, sentences.proofs(words, step.transition.evidence, graph.metadata))
