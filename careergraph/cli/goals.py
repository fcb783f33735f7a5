"""`careergraph goals`: several goals weighed together."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import click

from careergraph.analysis.first_steps import FirstStep
from careergraph.analysis.goals import Goals
from careergraph.cli import asking, helping, phrasing, querying, refusing, telling, weighing, writing
from careergraph.cli.columns import filled, table
from careergraph.cli.words import CommandWords
from careergraph.model.graph import CareerGraph
from careergraph.routes.query import Budget
from careergraph.routes.route import Route
from careergraph.views import sentences
from careergraph.views.estimates import learning_is_estimate
from careergraph.views.words import figure

EXAMPLES = """\b
Examples:
  careergraph goals "R&D manager" "general manager" founder
  careergraph goals "R&D manager" "general manager" founder --matters learning
"""


@click.command("goals", epilog=EXAMPLES)
@click.argument("roles", nargs=-1, metavar="FROM TO TO [TO]...")
@asking.all_of((*querying.FIELDS, querying.DOCUMENT, querying.SECONDS))
@asking.GRAPH
@asking.LANGUAGE
@asking.AS_JSON
@click.pass_context
def command(
    context: click.Context,
    /,
    roles: tuple[str, ...],
    document: str | None,
    seconds: float,
    source: str,
    language: str,
    *,
    as_json: bool,
    **asked: Any,  # noqa: ANN401 - the fields of a query, from the options above
) -> None:
    """
    Weigh two to five goals: first steps, and what to learn for all.

    The regret of a first step for a goal is how much worse the best route that begins with it is than the best route
    of all, by the first criterion. What to learn for all is the least with which a route to each goal is open.

    Exits with 1 if no first step leads to every goal, with 3 if the search was cut short.
    """
    explorer = asking.Asking(source, language, as_json).explorer
    query = querying.asked_query(explorer, roles, document, asked)
    try:
        found = explorer.weigh_goals(query, Budget(seconds=seconds or None))
    except ValueError as error:
        raise click.UsageError(f"{error}.") from error
    if as_json:
        writing.say_json(explorer.goals_document(found))
    else:
        writing.say("\n".join(_Told(CommandWords(language), explorer.graph, found).lines()))
    if not found.complete:
        context.exit(refusing.CUT)
    context.exit(refusing.FOUND if found.first_steps.steps else refusing.NOTHING_FOUND)


class _Told:
    """Goals, told in a language."""

    def __init__(self, words: CommandWords, graph: CareerGraph, found: Goals) -> None:
        self.words, self.graph, self.found = words, graph, found

    def lines(self) -> Iterator[str]:
        """Yield where one stands, the first steps, what every goal asks anyway, and what is learned for all."""
        words, query = self.words, self.found.query
        goals = words.listed(telling.title(words, self.graph, goal) for goal in query.goals)
        told = [
            f"{telling.title(words, self.graph, query.profile.role)} → {goals}",
            *self._first_steps(),
            *self._anyway(),
            *self._shared(),
        ]
        yield from told
        if not self.found.complete:
            yield ""
            stopped = words("The search stopped before all of this was settled.")
            yield from filled(words.sentences((stopped, words("Give it longer with --seconds."))))
        yield from telling.legend(words, "\n".join(told))

    def _first_steps(self) -> Iterator[str]:
        words, found = self.words, self.found.first_steps
        yield ""
        if not found.steps:
            yield from filled(words("No first step leads to every goal within the limits."))
        else:
            criterion = phrasing.criterion(words, found.criterion)
            yield from filled(
                words("First steps, and what the best route by each is worse in {criterion}:", criterion=criterion)
            )
            heading = ["", *(self._named(goal) for goal in self.found.query.goals)]
            rows = [[self._named(step.role), *self._regrets(step)] for step in found.steps]
            yield from table([heading, *rows], right=range(1, len(heading)), indent="  ")
        yield from self._elsewhere()
        for step in found.without_regret:
            role = sentences.role_title(words, self.graph, step.role)
            yield from filled(words("No regret: a best route to each goal begins with {role}.", role=role))

    def _regrets(self, step: FirstStep) -> Iterator[str]:
        found = self.found.first_steps
        for goal in self.found.query.goals:
            routes = [found.best[goal], step.routes[goal]]
            yield weighing.regret(self.words, self.graph, found.criterion, step.regrets[goal], routes)

    def _elsewhere(self) -> Iterator[str]:
        words = self.words
        for step in self.found.first_steps.others:
            goals = words.listed(sentences.role_title(words, self.graph, goal) for goal in step.routes)
            yield from filled(words("{role} leads only to {goals}.", role=self._named(step.role), goals=goals))

    def _anyway(self) -> Iterator[str]:
        words = self.words
        routes = [one.example for one in self.found.unavoidable if one.example]
        if len(routes) < len(self.found.query.goals):
            return
        yield ""
        named = weighing.skills(words, self.graph, self.found.skills_without_regret, routes)
        if named:
            yield from filled(words("Whichever you choose, every route asks: {skills}.", skills=words.listed(named)))
        else:
            yield from filled(words("No skill is asked on every route to every goal."))

    def _shared(self) -> Iterator[str]:
        words, shared = self.words, self.found.shared
        yield ""
        if shared.weight is None:
            out_of_reach = [goal for goal in self.found.query.goals if goal not in self.found.first_steps.best]
            goals = words.listed(sentences.role_title(words, self.graph, goal) for goal in out_of_reach)
            none = words("No route leads to {goals} within the limits.", goals=goals)
            yield from filled(none if shared.complete and goals else words("No route to each goal was found in time."))
            return
        yield from filled(self._weight(shared.weight, shared.routes))
        if shared.lower_bound is not None:
            bound = words("Best found; no choice asks less than {bound}.", bound=figure(shared.lower_bound))
            yield from filled(bound, indent="  ")
        for route in shared.routes:
            goal = sentences.role_title(words, self.graph, route.goal)
            line = words("To {goal}: {route}", goal=goal, route=helping.in_a_line(words, self.graph, route))
            yield from filled(line, indent="  ")
        levels = dict(shared.learned)
        for one in weighing.skills(words, self.graph, levels.items(), shared.routes):
            yield from filled(one, indent="  ")

    def _weight(self, weight: Fraction, routes: tuple[Route, ...]) -> str:
        words, apart = self.words, self.found.shared.apart
        estimated = any(learning_is_estimate(self.graph, route, route.steps) for route in routes)
        amount = self._amount(weight, estimated=estimated)
        if apart is None:
            return words("To keep every goal open, learn {amount}:", amount=amount)
        one_by_one = self._amount(apart, estimated=estimated)
        return words(
            "To keep every goal open, learn {amount} (one by one it would be {apart}):", amount=amount, apart=one_by_one
        )

    def _amount(self, weight: Fraction, *, estimated: bool) -> str:
        if self.found.query.effort:
            return self.words.about(self.words("effort {figure}", figure=figure(weight)), estimated=estimated)
        return self.words.level_steps(weight, estimated=estimated)

    def _named(self, role: str) -> str:
        return telling.title(self.words, self.graph, role)
