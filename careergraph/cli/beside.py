"""Two routes side by side, as lines of text."""

from collections.abc import Iterator

from careergraph.cli import telling
from careergraph.cli.answering import Telling
from careergraph.cli.columns import filled, table
from careergraph.routes.comparing import Comparison
from careergraph.views.comparing import ComparisonFacts, Row
from careergraph.views.facts import SkillFacts, gained
from careergraph.views.printable import plain


class Beside:
    """
    A comparison, told in a language.

    Parameters
    ----------
    told
        The answer the routes are from, with the words.
    comparison
        What is told.
    places
        The places (from 0) of the two routes in the answer.
    """

    def __init__(self, told: Telling, comparison: Comparison, places: tuple[int, int]) -> None:
        first, second = (telling.letter(place + 1) for place in places)
        self.told = told
        self.words = told.words
        self.comparison = comparison
        self.facts = ComparisonFacts(told.words, told.graph, comparison, (first, second))

    def lines(self) -> Iterator[str]:
        """Yield where they part, their figures, their skills step by step, and what changing over would cost."""
        told = [*self._routes(), *self._figures(), *self._skills(), *self._switches()]
        yield from told
        yield from telling.legend(self.words, "\n".join(told))

    def _routes(self) -> Iterator[str]:
        yield telling.title(self.words, self.told.graph, self.told.answer.query.profile.role)
        yield ""
        for letter, route in zip(self.facts.letters, self.comparison.routes, strict=True):
            yield f"{letter}  {self.told.labels(route)}"
            yield from filled(self.told.way(route), indent="   ")
        yield from filled(plain(self.facts.parting))
        yield ""

    def _figures(self) -> Iterator[str]:
        rows = list(self.facts.differences(self.told.answer.query.matters))
        yield from table([("", *self.facts.letters, ""), *rows], right=(1, 2))
        yield ""

    def _skills(self) -> Iterator[str]:
        columns = [one for part in self.facts.columns for one in part]
        heads = (f"{one.sign} → {plain(one.head.text)}" for one in columns)
        yield from filled(self.words("Steps: {steps}.", steps=self.words.listed(heads)))
        yield ""
        differing = [self._row(row) for row in self.facts.rows if row.less is not None]
        alike = [self._row(row) for row in self.facts.rows if row.less is None]
        sums = [self.words("Level steps"), *(one.learning for one in columns), *self.facts.sums]
        heading = ["", *(one.sign for one in columns), *self.facts.letters]
        lines = table([heading, *differing, *alike, sums], right=(len(columns) + 1, len(columns) + 2))
        yield lines[0]
        yield from _titled(self.words("Where they differ"), lines[1 : 1 + len(differing)])
        yield from _titled(self.words("The same on both"), lines[1 + len(differing) : -1])
        yield lines[-1]
        yield ""

    def _row(self, row: Row) -> tuple[str, ...]:
        return (f"  {plain(row.name.text)}", *map(_cell, row.cells), *row.learning)

    def _switches(self) -> Iterator[str]:
        switches = [plain(one) for one in self.facts.switches()]
        if switches:
            yield self.words("Changing over")
        for one in switches:
            yield from filled(one, indent="  ")


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def _cell(one: SkillFacts | None) -> str:
    """Return how a step sees a skill: its bar, and what is to learn."""
    if one is None:
        return ""
    squares = telling.bar(one.highest, min(one.seen.today, one.seen.asked), gained(one.seen), one.seen.to_learn)
    return f"{squares} {one.to_learn}" if one.seen.to_learn else squares
