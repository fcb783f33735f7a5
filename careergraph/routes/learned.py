"""
What routes learn, as sets of level steps: the smallest of them, for goals that are to share what they learn.

A set is smaller than another if it is part of it. Whoever wants to learn little for several goals together needs no
route whose set has a smaller one beside it: the union would only grow (SEMANTICS L6).
"""

from collections.abc import Callable

from careergraph.routes.bounds import Bounds
from careergraph.routes.collect import Collection
from careergraph.routes.objective import Measure, Vector
from careergraph.routes.prefix import Prefix
from careergraph.routes.question import Question


class Learned:
    """
    What a route learns, level step by level step; its value is the weight.

    Parameters
    ----------
    question, bounds
        What is searched.
    others
        A weight that is left to learn beside a set of level steps, whatever the other goals are reached by.
    """

    strict: tuple[int, ...] = ()
    learning = strict_learning = learned = True
    hardest = False

    def __init__(self, question: Question, bounds: Bounds, others: Callable[[int], int] = lambda _: 0) -> None:
        self._bounds, self._others = bounds, others
        self.measures: tuple[Measure, ...] = (_months,) if question.max_months is not None else ()

    def value(self, prefix: Prefix) -> Vector:
        """Return the weight of what a route learns."""
        return (prefix.learning,)

    def bound(self, prefix: Prefix) -> Vector:
        """Return a weight that no union with what this leads to is below."""
        ahead = self._bounds.learning_left(prefix.role, prefix.state)
        return (prefix.learning + max(ahead, self._others(prefix.learned)),)


class SmallestSets(Collection):
    """
    Of each smallest set of level steps that a route learns, the first route in tie order.

    Parameters
    ----------
    heaviest
        Sets of more than this weight are of no use.
    """

    k = 1

    def __init__(self, heaviest: int) -> None:
        self._heaviest = heaviest
        self._found: dict[int, Prefix] = {}

    def add(self, value: Vector, route: Prefix) -> None:
        """Take a route if no smaller set is known, and let go of those that are larger."""
        (weight,) = value
        known = self._found.get(route.learned)
        if known is not None:
            if route.tie < known.tie:
                self._found[route.learned] = route
        elif weight <= self._heaviest and not any(other & ~route.learned == 0 for other in self._found):
            larger = [other for other in self._found if route.learned & ~other == 0]
            for other in larger:
                del self._found[other]
            self._found[route.learned] = route

    def cuts(self, bound: Vector, prefix: Prefix, fewest: int) -> bool:
        """Return whether what is learned already is too heavy, or more than a set that is known."""
        (weight,) = bound
        return weight > self._heaviest or any(
            self._comes_before(learned, route, prefix, fewest) for learned, route in self._found.items()
        )

    @staticmethod
    def _comes_before(learned: int, route: Prefix, prefix: Prefix, fewest: int) -> bool:
        if learned & ~prefix.learned:
            return False
        moves = len(route.moves)
        lost = fewest > moves or (fewest == moves and prefix.roles > route.roles[: len(prefix.roles)])
        return learned != prefix.learned or lost

    def routes(self) -> list[Prefix]:
        """Return the routes found."""
        return list(self._found.values())


def _months(prefix: Prefix) -> tuple[int, int]:
    return prefix.months
