"""
What a search looks for: the value of a route, a bound on it, and what must be compared between prefixes.

Two objectives stand behind one shape: the criteria of a query, and the excess over broken constraints that a repair
keeps small.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from careergraph.routes.bounds import Bounds
from careergraph.routes.index import MONTH_UNIT
from careergraph.routes.prefix import Pair, Prefix, dip, lowest_pay
from careergraph.routes.question import Question
from careergraph.routes.route import ConstraintKind

NO_LIMITS: Mapping[ConstraintKind, Fraction] = MappingProxyType({})
Vector: TypeAlias = tuple[Any, ...]
"""Comparable parts, smaller is better in each."""
Measure: TypeAlias = Callable[[Prefix], Any]


class Objective(Protocol):
    """What a search needs to know of what it looks for."""

    measures: tuple[Measure, ...]
    """Figures in which a prefix must be no worse to rule another out."""
    strict: tuple[int, ...]
    """Which of them, when better, make the whole route better."""
    learning: bool
    """Whether the level steps learned count, or are limited."""
    strict_learning: bool
    """Whether less of it makes the whole route better."""
    learned: bool
    """Whether it counts which level steps are learned, not only their weight."""
    hardest: bool
    """Whether the largest gap counts."""

    def value(self, prefix: Prefix) -> Vector:
        """Return the value of a prefix as a whole route."""

    def bound(self, prefix: Prefix) -> Vector:
        """Return a value that no route with this beginning betters."""


class Criteria:
    """The criteria of a query, in canonical order."""

    def __init__(self, question: Question, bounds: Bounds) -> None:
        query = question.query
        self._question, self._bounds = question, bounds
        self._matters = query.matters
        compared = {"months": _months, "likelihood": _share, "dip": self._dip}
        limited = {"months": question.max_months is not None}
        names = [name for name in compared if name in query.matters or limited.get(name)]
        self.measures: tuple[Measure, ...] = tuple(compared[name] for name in names)
        self.strict = tuple(at for at, name in enumerate(names) if name != "dip" and name in query.matters)
        self.learning = "learning" in query.matters or question.max_learning is not None
        self.strict_learning = "learning" in query.matters
        self.learned = False
        self.hardest = "hardest" in query.matters
        values = {
            "moves": lambda prefix: (0, len(prefix.moves)),
            "months": _months,
            "learning": lambda prefix: (0, prefix.learning),
            "hardest": lambda prefix: (0, prefix.hardest),
            "likelihood": _share,
            "pay": lambda prefix: bounds.pay_at(prefix.role),
            "dip": self._dip,
        }
        least = values | {
            "moves": lambda prefix: (0, len(prefix.moves) + (question.distance[prefix.role] or 0)),
            "months": self._least_months,
            "learning": lambda prefix: (0, prefix.learning + bounds.learning_left(prefix.role, prefix.state)),
            "likelihood": self._best_share,
            "pay": lambda prefix: bounds.pay(prefix.role, self._left(prefix)),
        }
        self._values: tuple[Measure, ...] = tuple(values[name] for name in query.matters)
        self._least: tuple[Measure, ...] = tuple(least[name] for name in query.matters)

    def value(self, prefix: Prefix) -> Vector:
        """Return the (unknown, known) pair of each criterion."""
        return tuple(measure(prefix) for measure in self._values)

    def bound(self, prefix: Prefix) -> Vector:
        """Return the least pair of each criterion that a route with this beginning may have."""
        return tuple(measure(prefix) for measure in self._least)

    def _left(self, prefix: Prefix) -> int:
        return self._question.hop_limit.moves - len(prefix.moves)

    def _dip(self, prefix: Prefix) -> tuple[int, Fraction]:
        return dip(self._question, prefix.heads)

    def _least_months(self, prefix: Prefix) -> Pair:
        unknown, months = self._bounds.months(prefix.role, self._left(prefix))
        return prefix.months[0] + unknown, prefix.months[1] + months

    def _best_share(self, prefix: Prefix) -> Pair:
        unknown, share = self._bounds.share(prefix.role, self._left(prefix))
        return prefix.share[0] + unknown, -(prefix.share[1] * share // self._bounds.whole)


class Excess:
    """
    How far a route goes over the limits it is allowed to break (SEMANTICS N3).

    The excess over a limit L is the unknown steps + max(0, value − L) / max(L, 1 unit); over a pay floor x the roles
    without pay + max(0, x − y) / x. With no limit to break, every route has the same value and the first one counts.
    """

    def __init__(self, question: Question, limits: Mapping[ConstraintKind, Fraction] = NO_LIMITS) -> None:
        self._question = question
        self._limits = limits
        self.measures: tuple[Measure, ...] = tuple(self._parts())
        self.strict: tuple[int, ...] = ()
        self.learning = question.max_learning is not None or "max_learning" in self._limits
        self.strict_learning = False
        self.learned = False
        self.hardest = "max_step" in self._limits

    def _parts(self) -> Iterable[Measure]:
        if self._question.max_months is not None or "max_months" in self._limits:
            yield lambda prefix: prefix.months[0]
            yield lambda prefix: prefix.months[1]
        if "pay_floor" in self._limits:
            yield lambda prefix: self._below_floor(prefix)[0]
            yield lambda prefix: self._below_floor(prefix)[1]

    def value(self, prefix: Prefix) -> Vector:
        """Return the sum of the excesses."""
        return (sum((self.excess(kind, prefix) for kind in self._limits), Fraction(0)),)

    bound = value
    """No excess ever shrinks as a route grows longer."""

    def excess(self, kind: ConstraintKind, prefix: Prefix) -> Fraction:
        """Return the excess over one limit."""
        limit = self._limits[kind]
        if kind == "pay_floor":
            unpaid, below = self._below_floor(prefix)
            return unpaid + below / limit
        unknown, known = self._reached(kind, prefix)
        return unknown + max(Fraction(0), known - limit) / max(limit, Fraction(1))

    def _below_floor(self, prefix: Prefix) -> tuple[int, Fraction]:
        """Return how many roles on the way have no pay that compares, and how far the others are below the floor."""
        unpaid, reached = lowest_percent(self._question, prefix)
        return unpaid, Fraction(0) if reached is None else max(Fraction(0), self._limits["pay_floor"] - reached)

    def _reached(self, kind: ConstraintKind, prefix: Prefix) -> tuple[int, Fraction]:
        if kind == "max_moves":
            return 0, Fraction(len(prefix.moves))
        if kind == "max_months":
            return prefix.months[0], Fraction(prefix.months[1], MONTH_UNIT)
        figure = prefix.learning if kind == "max_learning" else prefix.hardest
        return 0, Fraction(figure, self._question.learning_unit)


def lowest_percent(question: Question, prefix: Prefix) -> tuple[int, Fraction | None]:
    """Return how many roles on the way have no pay that compares, and the lowest of the others in per cent of today."""
    unpaid, lowest = lowest_pay(question, prefix.heads)
    return unpaid, None if lowest is None or not question.today else lowest * 100 / question.today


def _months(prefix: Prefix) -> Pair:
    return prefix.months


def _share(prefix: Prefix) -> Pair:
    return prefix.share
