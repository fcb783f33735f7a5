"""An answer as lines of text: what was found, how far it can be trusted, and what it rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careergraph.cli import helping, phrasing, telling, weighing
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.routes.answer import Answer
from careergraph.routes.query import CRITERIA, Criterion
from careergraph.routes.route import Route, Value
from careergraph.views import sentences
from careergraph.views.estimates import learning_is_estimate
from careergraph.views.printable import plain
from careergraph.views.resembling import nearly
from careergraph.views.words import figure

ALWAYS: tuple[Criterion, ...] = ("months", "moves", "learning", "hardest")
"""Shown of every route, in this order; other criteria where they matter to the person."""
MOST_SPELLED_OUT = 3
"""Routes whose steps are told where nobody says of which."""


@dataclass(frozen=True, slots=True)
class Telling:
    """
    An answer, told in a language.

    Parameters
    ----------
    words, graph, answer
        What is told, and how.
    seconds
        What the search might spend, for the advice after one that was cut.
    compared
        How many routes there are in all, where that is known.
    likeliest
        The likeliest route under the same limits, where one is known.
    """

    words: CommandWords
    graph: CareerGraph
    answer: Answer
    seconds: float
    compared: int | None = None
    likeliest: Route | None = None

    def lines(self, letters: Sequence[str] = ()) -> Iterator[str]:
        """Yield the result, the routes side by side, their steps (or those of some letters), what it all rests on."""
        told = [*self._result(), *self._routes(letters), *self._likeliest(), *self._assumed()]
        yield from told
        yield from telling.legend(self.words, "\n".join(told))

    def _result(self) -> Iterator[str]:
        words, query = self.words, self.answer.query
        start = telling.title(words, self.graph, query.profile.role)
        family = self.graph.family_of(query.goals, query.profile.role)
        each = words.listed(telling.title(words, self.graph, goal) for goal in query.goals)
        yield f"{start} → {sentences.goals(words, self.graph, query) if family else each}"
        yield ""
        if self.answer.no_route:
            yield from helping.why_none(words, self.graph, self.answer, self.answer.no_route)
        else:
            yield from filled(self._found())
        if not self.answer.complete:
            yield from filled(self._cut())
        if not (self.answer.no_route and self.answer.no_route.reason == "unreachable"):
            yield from filled(self._hop_limit())
        yield from self._limits()

    def _found(self) -> str:
        words, count = self.words, len(self.answer)
        hidden = count - len(self.answer.shown)
        more = words.plural("{count} more is not shown.", "{count} more are not shown.", hidden) if hidden else ""
        if len(self.answer.query.matters) > 1:
            several = words("{count} ways; none beats another in everything.", count=count)
            found = several if count > 1 else words("1 way.")
            return words.sentences((found, self._beaten(count), more))
        name = phrasing.criterion(words, self.answer.query.matters[0])
        return words.plural(
            "The best way by {criterion}.", "The {count} best ways by {criterion}.", count, criterion=name
        )

    def _beaten(self, count: int) -> str:
        if self.compared is None or self.compared <= count:
            return ""
        beaten = self.compared - count
        return self.words.plural(
            "Of all {all} routes, {count} is beaten.",
            "Of all {all} routes, {count} are beaten.",
            beaten,
            all=self.compared,
        )

    def _cut(self) -> str:
        words, answer = self.words, self.answer
        seconds = max(1, round(self.seconds))
        found = words("Best found, not yet best:") if answer.routes else words("None found yet:")
        cut = words.plural(
            "the search stopped after {count} second.", "the search stopped after {count} seconds.", seconds
        )
        moves = words.moves(answer.proven_moves)
        sure = words("Every route of up to {moves} was compared.", moves=moves) if answer.proven_moves else ""
        advice = words("Give it longer with --seconds {seconds}.", seconds=10 * seconds)
        limit = answer.offered_learning
        easier = words("Or look only at ways with less to learn: --max-learning {limit}.", limit=limit) if limit else ""
        return words.sentences((found, cut, sure, advice, easier))

    def _hop_limit(self) -> str:
        words, limit = self.words, self.answer.hop_limit
        moves = words.moves(limit.moves)
        if limit.asked and limit.moves < (self.answer.query.max_moves or 0):
            return words("Routes of up to {moves} were looked at, the most that can be.", moves=moves)
        if limit.asked:
            return words("Routes of up to {moves} were looked at, as asked.", moves=moves)
        if limit.fewest is None:
            return words("Routes of up to {moves} were looked at.", moves=moves)
        return words(
            "Routes of up to {moves} were looked at (the shortest has {fewest}); --max-moves asks for longer ones.",
            moves=moves,
            fewest=limit.fewest,
        )

    def _limits(self) -> Iterator[str]:
        words = self.words
        changes = {True: words("without it the answer is another"), False: words("without it the answer is the same")}
        for one in self.answer.constraints:
            if one.kind != "max_moves":
                told = changes.get(one.shaped, "") if self.answer.routes else ""  # type: ignore[arg-type]  # None: not told
                yield from filled(words.clauses((phrasing.limit(words, self.graph, one), told)), indent="  ")

    def _routes(self, letters: Sequence[str]) -> Iterator[str]:
        shown = {
            telling.letter(number): one for number, one in enumerate(self.answer.routes, 1) if one.shown or letters
        }
        if not shown:
            return
        yield ""
        yield from self._side_by_side(shown)
        chosen = list(letters) or (list(shown) if len(shown) <= MOST_SPELLED_OUT else list(shown)[:1])
        for letter in chosen:
            if shown[letter].steps:
                yield ""
                yield f"{letter}  {self.labels(shown[letter])}"
                yield from telling.route_lines(self.words, self.graph, shown[letter])
        if len(chosen) < len(shown):
            yield ""
            other = next(letter for letter in shown if letter not in chosen)
            yield self.words("--route {letter} tells the steps of another one.", letter=other)

    def _side_by_side(self, shown: dict[str, Route]) -> Iterator[str]:
        words, matters = self.words, self.answer.query.matters
        criteria = [*ALWAYS, *(one for one in CRITERIA if one in matters and one not in ALWAYS)]
        heading = ["", words("best at"), *(phrasing.column(words, one) for one in criteria)]
        rows = [
            [letter, self.labels(route), *(self._figure(route, one) for one in criteria)]
            for letter, route in shown.items()
        ]
        first, *lines = table([heading, *rows], right=range(2, len(heading)))
        yield first
        for line, route in zip(lines, shown.values(), strict=True):
            yield line
            yield from filled(self.way(route), indent="     ")

    def labels(self, route: Route) -> str:
        """Return what a route is best at."""
        return self.words.listed(sentences.label(self.words, one) for one in route.labels or ("",))

    def way(self, route: Route) -> str:
        """Return by way of which roles a route leads, where to, and how it differs from one it is much like."""
        words = self.words
        if not route.steps:
            return words("you are there already")
        way = telling.by_way_of(words, self.graph, route)
        if len(self.answer.query.goals) > 1:
            way = words("to {goal}, {way}", goal=sentences.role_title(words, self.graph, route.goal), way=way)
        if route.repeats is None:
            return way
        earlier, letter = self.answer[route.repeats - 1], telling.letter(route.repeats)
        return words.semicolon.join((way, plain(nearly(words, self.graph, route, earlier, letter))))

    def _figure(self, route: Route, one: Criterion) -> str:
        words, value = self.words, route.values[one]
        if one == "moves":
            return figure(value.known)
        if one in {"learning", "hardest"}:
            return words.about(figure(value.known), estimated=learning_is_estimate(self.graph, route, route.steps))
        if one in {"pay", "dip"}:
            return words("not known") if value.unknown else self._money(one, value)
        known = (
            words.share(value.known)
            if one == "likelihood"
            else words.about(figure(value.known), estimated=route.estimated)
        )
        if not value.unknown:
            return known
        unknown = words.plural("{count} step not known", "{count} steps not known", value.unknown)
        return unknown if value.unknown == route.moves else f"{known} + {unknown}"

    def _money(self, one: Criterion, value: Value) -> str:
        words, today = self.words, self.answer.today_pay
        amount = f"{words.grouped(value.known)} {self.answer.query.currency}".strip()
        if one == "dip" or today is None:
            return amount
        change = value.known - today
        return f"{amount} ({'−' if change < 0 else '+'}{words.grouped(abs(change))})"

    def _likeliest(self) -> Iterator[str]:
        """Yield the likeliest route beside the first one, and what it costs to go it."""
        if self.likeliest is not None and self.answer.routes and "likelihood" not in self.answer.query.matters:
            yield ""
            yield from filled(weighing.likeliest(self.words, self.graph, self.answer.routes, self.likeliest))

    def _assumed(self) -> Iterator[str]:
        highest: dict[str, int] = {}
        for skill, level in self.answer.relied_on:
            highest[skill] = max(level, highest.get(skill, 0))
        yield from telling.assumed_levels(self.words, self.graph, self.answer.query.profile.role, highest)
        if not any(self.answer.start.values()):
            yield from telling.nothing_held(self.words)
