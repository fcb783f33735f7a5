"""What to learn when: the schedule of a route in words, move by move."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from careergraph.model.graph import CareerGraph
from careergraph.routes.route import Route
from careergraph.routes.schedule import Lesson, schedule_of
from careergraph.views import sentences
from careergraph.views.facts import SkillFacts, skill_facts
from careergraph.views.words import Words


@dataclass(frozen=True, slots=True)
class Moment:
    """
    A move, and what has to be there when it is made.

    Parameters
    ----------
    number
        Of the step.
    heading
        When that is, and what the move leads to.
    lessons
        Each skill to learn, with how often it is asked again.
    """

    number: int
    heading: str
    lessons: tuple[tuple[SkillFacts, str], ...]


def moments(words: Words, graph: CareerGraph, route: Route) -> Iterator[Moment]:
    """Yield the moves of a route that ask something to be learned, with what each asks."""
    for number, lessons in groupby(schedule_of(route), key=lambda one: one.step):
        due = list(lessons)
        told = tuple((skill_facts(words, graph, route, one.seen), asked_again(words, one)) for one in due)
        yield Moment(number, _heading(words, graph, route, due[0]), told)


def _heading(words: Words, graph: CareerGraph, route: Route, first: Lesson) -> str:
    estimated = any(step.transition.months_estimated for step in route.steps[: first.step])
    role = sentences.role_title(words, graph, first.role)
    when = words.months_of(first.due, estimated=estimated)
    return words("Step {number}, to {role}: by {months} from now", number=first.step, role=role, months=when)


def asked_again(words: Words, lesson: Lesson) -> str:
    """Return how often a skill is asked again after the step it is learned for."""
    if not lesson.again:
        return words("not asked again")
    return words.plural("asked again by {count} later step", "asked again by {count} later steps", lesson.again)
