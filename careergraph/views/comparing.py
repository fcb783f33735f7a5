"""What there is to tell of two routes side by side, in words, before anybody draws it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from careergraph.model.graph import CareerGraph
from careergraph.routes.comparing import Cells, Comparison, Difference, SkillRow, Switch
from careergraph.routes.query import Criterion
from careergraph.routes.route import Route, Step
from careergraph.views import sentences
from careergraph.views.estimates import learning_is_estimate, to_learn_is_estimate
from careergraph.views.facts import Name, SkillFacts, role_name, skill_facts
from careergraph.views.words import Words, figure

ALWAYS: tuple[Criterion, ...] = ("moves", "months", "learning", "hardest")


@dataclass(frozen=True, slots=True)
class Column:
    """
    A step as a column of the table.

    Parameters
    ----------
    sign
        `1` for a shared step, `A2` for the second step of route A.
    number, head
        Which step of its route, and the role it leads to.
    learning
        What it asks.
    """

    sign: str
    number: int
    head: Name
    learning: str


@dataclass(frozen=True, slots=True)
class Row:
    """
    A skill as a row of the table.

    Parameters
    ----------
    name
        Of the skill.
    cells
        How each column sees it; None where a step does not ask it.
    learning
        What each route leaves to learn of it.
    less
        0 or 1, the route that leaves less; None where both leave the same.
    """

    name: Name
    cells: tuple[SkillFacts | None, ...]
    learning: tuple[str, str]
    less: int | None


class ComparisonFacts:
    """
    Two routes side by side, in words.

    Parameters
    ----------
    words, graph, comparison
        What is told, and how.
    letters
        What the two routes are called.
    """

    def __init__(self, words: Words, graph: CareerGraph, comparison: Comparison, letters: tuple[str, str]) -> None:
        self.words = words
        self.graph = graph
        self.comparison = comparison
        self.letters = letters

    @cached_property
    def columns(self) -> tuple[tuple[Column, ...], tuple[Column, ...], tuple[Column, ...]]:
        """The steps both begin with, those of the first alone, those of the second alone."""
        shared, first, second = self.comparison.steps
        one, other = self.comparison.routes
        return (
            tuple(self._column("", one, step) for step in shared),
            tuple(self._column(self.letters[0], one, step) for step in first),
            tuple(self._column(self.letters[1], other, step) for step in second),
        )

    def _column(self, letter: str, route: Route, step: Step) -> Column:
        estimated = learning_is_estimate(self.graph, route, [step])
        head = role_name(self.words, self.graph, step.transition.head)
        return Column(
            f"{letter}{step.number}", step.number, head, self.words.about(figure(step.learning), estimated=estimated)
        )

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The skills: those that differ first."""
        return tuple(map(self._row, self.comparison.rows))

    def _row(self, row: SkillRow) -> Row:
        first, second = self.comparison.routes
        name = self.graph.skills[row.skill].name
        return Row(
            Name(self.words.within(name), self.words.foreign(name, self.graph.metadata.language)),
            (*self._cells(first, (*row.shared, *row.first)), *self._cells(second, row.second)),
            (
                self._sum(first, (*row.shared, *row.first), row.learning[0]),
                self._sum(second, (*row.shared, *row.second), row.learning[1]),
            ),
            int(row.learning[1] < row.learning[0]) if row.differs else None,
        )

    def _cells(self, route: Route, cells: Cells) -> Iterator[SkillFacts | None]:
        return (None if one is None else skill_facts(self.words, self.graph, route, one) for one in cells)

    def _sum(self, route: Route, cells: Cells, learning: Fraction) -> str:
        estimated = any(to_learn_is_estimate(self.graph, route, one) for one in cells if one)
        return self.words.about(figure(learning), estimated=estimated)

    @property
    def sums(self) -> tuple[str, str]:
        """What each route leaves to learn in all, without its unit."""
        first, second = (
            self.words.about(
                figure(route.values["learning"].known),
                estimated=learning_is_estimate(self.graph, route, route.steps),
            )
            for route in self.comparison.routes
        )
        return first, second

    @property
    def parting(self) -> str:
        """Where they part, as a sentence."""
        words, count = self.words, self.comparison.shared
        role = sentences.role_title(words, self.graph, self.comparison.parting)
        if len(self.comparison.routes[0].steps) == len(self.comparison.routes[1].steps) == count:
            return words("They are one and the same route.")
        if not count:
            return words("They part at once, at {role}.", role=role)
        return words.plural(
            "They share the first step and part at {role}.",
            "They share the first {count} steps and part at {role}.",
            count,
            role=role,
        )

    def differences(self, asked: tuple[Criterion, ...] = ()) -> Iterator[tuple[str, str, str, str]]:
        """Yield a criterion, both values, and which route is better: of what was asked for, and of what is known."""
        for one in self.comparison.differences:
            if one.criterion in {*ALWAYS, *asked} or one.better is not None:
                first, second = (
                    sentences.value(self.words, self.graph, one.criterion, route) for route in self.comparison.routes
                )
                yield self.criterion(one.criterion), first, second, self.better(one)

    def criterion(self, one: Criterion) -> str:
        """Return what a criterion is called."""
        words = self.words
        return {
            "moves": words("Moves"),
            "months": words("Months"),
            "learning": words("To learn"),
            "hardest": words("Biggest step"),
            "likelihood": words("Likelihood"),
            "pay": words("Pay at the goal"),
            "dip": words("Fall in pay on the way"),
        }[one]

    def better(self, one: Difference) -> str:
        """Return which route is better in a criterion and by how much, as far as that can be said."""
        words = self.words
        if one.change is None:
            return words("cannot be compared")
        if one.better is None:
            return words("the same")
        return words("{letter}: {amount}", letter=self.letters[one.better], amount=self._amount(one, abs(one.change)))

    def _amount(self, one: Difference, amount: Fraction) -> str:
        words = self.words
        routes = self.comparison.routes
        if one.criterion == "months":
            estimated = any(route.estimated for route in routes)
        else:
            estimated = any(learning_is_estimate(self.graph, route, route.steps) for route in routes)
        said = words.about(figure(amount), estimated=estimated and one.criterion in {"months", "learning", "hardest"})
        return {
            "moves": words("{count} fewer", count=said),
            "months": words("{count} months sooner", count=said),
            "learning": words("{count} fewer", count=said),
            "hardest": words("{count} smaller", count=said),
            "likelihood": words("{count} points higher", count=f"{float(amount) * 100:.2g}"),
            "pay": words("{count} more", count=words.grouped(amount)),
            "dip": words("{count} less", count=words.grouped(amount)),
        }[one.criterion]

    def switches(self) -> Iterator[str]:
        """Yield what is ahead of whoever changes over, a sentence each."""
        one, other = self.letters
        for pair, side in zip(((one, other), (other, one)), self.comparison.switches, strict=True):
            yield from (self._switch(pair, switch) for switch in side)

    def _switch(self, letters: tuple[str, str], one: Switch) -> str:
        words, graph = self.words, self.graph
        walked = Route((self.comparison.routes[0].roles[0],), one.walk, {})
        months = words.months_of(one.months, estimated=any(step.transition.months_estimated for step in one.steps))
        learning = words.level_steps(one.learning, estimated=learning_is_estimate(graph, walked, one.steps))
        told = {
            "letter": letters[0],
            "other": letters[1],
            "role": sentences.role_title(words, graph, one.role),
            "onward": sentences.role_title(words, graph, one.onward),
            "ahead": words.clauses((learning, months)),
        }
        if one.goes_back:
            return words("From {letter} to {other} as {role}, back to {onward}: {ahead} are ahead.", **told)
        return words("From {letter} to {other} as {role}: {ahead} are ahead.", **told)
