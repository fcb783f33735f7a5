"""What can be asked: criteria, constraints, and how much a search may spend."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from careergraph.model.profile import Profile
from careergraph.model.skills import Level, SkillId
from careergraph.model.text import optional_exact
from careergraph.model.transitions import EVIDENCE_KINDS, EvidenceKind, RoleId

Criterion: TypeAlias = Literal["moves", "months", "learning", "hardest", "likelihood", "pay", "dip"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
"""In their canonical order."""
SelectorKind: TypeAlias = Literal["role", "family", "skill"]
SELECTOR_KINDS: tuple[SelectorKind, ...] = get_args(SelectorKind)


@dataclass(frozen=True, slots=True, order=True)
class Selector:
    """
    What a step can match: it arrives at a role or family, or it asks or gains a skill at a level.

    Written as `technical-director`, `family:technology`, `skill:law` or `skill:law:2`.

    Examples
    --------
    >>> Selector.parse("skill:law:2")
    Selector(kind='skill', id='law', level=2)
    >>> str(Selector.parse("technical-director"))
    'technical-director'
    """

    kind: SelectorKind
    id: str
    level: Level = 1

    @classmethod
    def parse(cls, text: str) -> "Selector":
        """
        Return the selector a text stands for.

        Raises
        ------
        ValueError
            The text names nothing, or a level that is no whole number above 0.
        """
        kind, colon, name = text.strip().partition(":")
        if not colon or kind not in SELECTOR_KINDS:
            kind, name = "role", text.strip()
        stem, colon, level = name.rpartition(":")
        if kind == "skill" and colon and level.isdecimal():
            return cls("skill", stem, int(level)).checked()
        return cls(kind, name).checked()  # type: ignore[arg-type]  # it was looked up in SELECTOR_KINDS

    def checked(self) -> "Selector":
        """Return it, unless it cannot match anything: then raise a ValueError."""
        if not self.id or self.level < 1 or self.kind not in SELECTOR_KINDS:
            message = (
                f"{self.kind}:{self.id}:{self.level} selects nothing; write a role's id, family:ID or skill:ID:LEVEL"
            )
            raise ValueError(message)
        return self

    def __str__(self) -> str:
        if self.kind == "role":
            return self.id
        return f"{self.kind}:{self.id}" + (f":{self.level}" if self.level > 1 else "")


@dataclass(frozen=True, slots=True)
class Budget:
    """
    What a search may spend.

    Parameters
    ----------
    seconds
        Wall time after which the search stops and says so; None lets it finish.
    most_moves
        The longest routes any query may ask for.

    Examples
    --------
    >>> Budget(seconds=0.05)
    Budget(seconds=0.05, most_moves=8)
    """

    seconds: float | None = None
    most_moves: int = 8

    def __post_init__(self) -> None:
        if self.seconds is not None and not self.seconds > 0:
            message = f"a budget of {self.seconds} seconds finds nothing; give more than 0, or None for no limit"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class RouteQuery:
    """
    Which routes are asked for, by whom, and what matters.

    Parameters
    ----------
    profile
        Who asks: the start role and what is held.
    goals
        Role ids; routes to several goals are the routes to each of them together. None where everything within
        reach is asked for.
    matters
        Criteria, in any order. One alone asks for the k best routes, several for the Pareto set.
    k
        How many routes, for one criterion.
    effort
        Weigh a level step by its skill's effort instead of 1.
    currency
        The currency pay is compared in; without it, that of the start role's pay.
    max_moves, max_months, max_learning, max_step
        Limits that hold with equality. Without max_moves: the fewest moves + 2, otherwise at most 6.
    pay_floor
        Every role on the way pays at least this per cent (1 or more) of today's pay.
    evidence
        Each transition has a piece of evidence of one of these kinds; empty allows all.
    via, avoid
        Selectors some step must match, and no step may match.
    show
        How many routes of a Pareto set to show; None shows all.
    epsilon
        By criterion: routes that differ by less are shown once. It thins what is shown, never what is found.

    Examples
    --------
    >>> RouteQuery.between("junior", "lead", matters=("pay", "months")).matters
    ('months', 'pay')
    """

    profile: Profile
    goals: tuple[RoleId, ...]
    matters: tuple[Criterion, ...] = ("months", "learning", "hardest")
    k: int = 1
    effort: bool = False
    currency: str = ""
    max_moves: int | None = None
    max_months: Decimal | None = None
    max_learning: Decimal | None = None
    max_step: Decimal | None = None
    pay_floor: Decimal | None = None
    evidence: tuple[EvidenceKind, ...] = ()
    via: tuple[Selector, ...] = ()
    avoid: tuple[Selector, ...] = ()
    show: int | None = None
    epsilon: tuple[tuple[Criterion, Decimal], ...] = ()

    @classmethod
    def between(
        cls, start: RoleId, *goals: RoleId, held: Mapping[SkillId, Level] | None = None, **asked: object
    ) -> "RouteQuery":
        """Return the query of a person in role `start` who holds `held`, to one goal or several."""
        return cls(Profile(start, held or {}), goals, **asked)  # type: ignore[arg-type]  # checked by __post_init__

    def __post_init__(self) -> None:
        _refuse_unknown("criterion", self.matters, CRITERIA)
        _refuse_unknown("kind of evidence", self.evidence, EVIDENCE_KINDS)
        settle = object.__setattr__
        settle(self, "goals", tuple(sorted(set(self.goals))))
        settle(self, "matters", tuple(one for one in CRITERIA if one in self.matters))
        settle(self, "evidence", tuple(one for one in EVIDENCE_KINDS if one in self.evidence))
        settle(self, "via", tuple(sorted(set(self.via))))
        settle(self, "avoid", tuple(sorted(set(self.avoid))))
        settle(self, "epsilon", tuple(one for one in sorted(dict(self.epsilon).items(), key=_canonical)))
        for name in ("max_months", "max_learning", "max_step", "pay_floor"):
            settle(self, name, optional_exact(getattr(self, name)))
        _check(self)

    def aimed(self) -> "RouteQuery":
        """
        Return the query, as one that says where to.

        Raises
        ------
        ValueError
            It has no goal.
        """
        if not self.goals:
            message = "say which role to get to: the query has no goal"
            raise ValueError(message)
        return self


def _canonical(item: tuple[Criterion, Decimal]) -> int:
    return CRITERIA.index(item[0])


def _refuse_unknown(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    for one in given:
        if one not in known:
            message = f"“{one}” is no {what}; use {', '.join(known)}"
            raise ValueError(message)


def _check(query: RouteQuery) -> None:
    """Raise a ValueError that names the first thing nobody can answer."""
    for complaint in _complaints(query):
        raise ValueError(complaint)


def _complaints(query: RouteQuery) -> Iterable[str]:
    if not query.matters:
        yield f"a query needs at least one criterion: {', '.join(CRITERIA)}"
    if query.k < 1:
        yield f"k = {query.k} asks for no route; ask for 1 or more"
    if query.show is not None and query.show < 1:
        yield f"show = {query.show} shows no route; write 1 or more"
    for name in ("max_moves", "max_months", "max_learning", "max_step"):
        limit = getattr(query, name)
        if limit is not None and limit < 0:
            yield f"{name} = {limit} is below 0; leave it out for no limit"
    if query.pay_floor is not None and query.pay_floor < 1:
        yield f"pay_floor = {query.pay_floor}; write per cent of today's pay, 1 or more"
    if any(size <= 0 for _, size in query.epsilon):
        yield "an epsilon must be above 0"
