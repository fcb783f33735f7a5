"""Transitions, and the evidence that makes one believe them."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal, TypeAlias, get_args

from careergraph.model.ordered import in_order
from careergraph.model.skills import AnyOf, Requirement, Way, ways
from careergraph.model.text import Text, exact, optional_exact

RoleId: TypeAlias = str
TransitionKind: TypeAlias = Literal["promotion", "lateral", "founding", "step_back"]
EvidenceKind: TypeAlias = Literal["derived", "expert", "policy", "observed"]

TRANSITION_KINDS: tuple[str, ...] = get_args(TransitionKind)
EVIDENCE_KINDS: tuple[str, ...] = get_args(EvidenceKind)
"""From the weakest to the strongest."""

LEAST_LIKELIHOOD = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Why an edge is believed.

    Parameters
    ----------
    kind
        `observed` (n of N), `policy`, `expert` or `derived` (by which rule).
    source
        The id of a source of the graph's metadata.
    n, of
        Of `of` spells in the tail role that were followed by another role, `n` went to the head.
    rule
        The rule something was derived by.
    note
        What the source says, in words.
    """

    kind: EvidenceKind
    source: str = ""
    n: int | None = None
    of: int | None = None
    rule: str = ""
    note: Text = Text()


def strength(piece: Evidence) -> tuple[int, int, str]:
    """Return a key that grows with the strength of a piece of evidence: its kind, then how many were counted."""
    rank = EVIDENCE_KINDS.index(piece.kind) if piece.kind in EVIDENCE_KINDS else -1
    return rank, piece.of or 0, repr(piece)


def likelihood_from_counts(n: int, of: int) -> Decimal:
    """
    Return n / of at six decimals, rounded half to even, at least 0.000001.

    Raises
    ------
    ValueError
        Unless 1 ≤ n ≤ of.

    Examples
    --------
    >>> likelihood_from_counts(1, 3)
    Decimal('0.333333')
    """
    if not 1 <= n <= of:
        message = f"{n} of {of}: a count must be at least 1 and at most the whole"
        raise ValueError(message)
    return max((Decimal(n) / Decimal(of)).quantize(LEAST_LIKELIHOOD, ROUND_HALF_EVEN), LEAST_LIKELIHOOD)


@dataclass(frozen=True, slots=True)
class Transition:
    """
    A possible move from one role to another.

    Parameters
    ----------
    tail, head
        The role that is left and the role that is entered.
    kind
        `promotion`, `lateral`, `founding` or `step_back`.
    months
        Typical time in the tail role before the move, 0 to 1200, at most one decimal; None is unknown.
    months_range
        (low, high) around `months`, for display only.
    months_estimated
        True where the months are the editors' estimate; shown with ≈.
    likelihood
        The share of those who left the tail role for another role who went to this head: above 0, at
        most 1, at most six decimals; None is unknown.
    requirements
        Plain requirements, essential or optional; a skill at most once. Transitions that ask the same may share them.
    groups
        Groups "any k of these".
    evidence
        Why the edge is believed; kept with the strongest first.
    """

    tail: RoleId
    head: RoleId
    kind: TransitionKind = "promotion"
    months: Decimal | None = None
    months_range: tuple[Decimal, Decimal] | None = None
    months_estimated: bool = False
    likelihood: Decimal | None = None
    requirements: tuple[Requirement, ...] = ()
    groups: tuple[AnyOf, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "months", optional_exact(self.months))
        object.__setattr__(self, "likelihood", optional_exact(self.likelihood))
        if self.months_range is not None:
            low, high = self.months_range
            object.__setattr__(self, "months_range", (exact(low), exact(high)))
        object.__setattr__(self, "requirements", in_order(self.requirements))
        object.__setattr__(self, "groups", in_order(self.groups))
        if len(self.evidence) > 1:
            object.__setattr__(self, "evidence", tuple(sorted(self.evidence, key=strength, reverse=True)))

    @property
    def pair(self) -> tuple[RoleId, RoleId]:
        """Tail and head, which name the transition."""
        return self.tail, self.head

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways to meet its essential requirements, in order."""
        return ways(self.requirements, self.groups)

    def asked(self) -> tuple[Requirement, ...]:
        """Return every requirement, those in groups included."""
        return (*self.requirements, *(member for group in self.groups for member in group.members))


def kind_between(tail: int | None, head: int | None) -> TransitionKind:
    """
    Return what a move is by the rungs of seniority at its ends, the lowest 0; lateral where one is unknown.

    Examples
    --------
    >>> kind_between(1, 3), kind_between(2, 2), kind_between(None, 3), kind_between(3, 1)
    ('promotion', 'lateral', 'lateral', 'step_back')
    """
    if tail is None or head is None or tail == head:
        return "lateral"
    return "promotion" if head > tail else "step_back"


def merge(first: Transition, second: Transition) -> tuple[Transition, tuple[str, ...]]:
    """
    Return one transition for two records of a pair, and the names of the fields in which they differ.

    Both pieces of evidence are kept; of everything else, what the first record says.

    Examples
    --------
    >>> merge(Transition("a", "b", months=6), Transition("a", "b", months=9))[1]
    ('months',)
    """
    fields = ("kind", "months", "months_range", "months_estimated", "likelihood", "requirements", "groups")
    differing = tuple(name for name in fields if getattr(first, name) != getattr(second, name))
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return replace(first, evidence=evidence), differing
