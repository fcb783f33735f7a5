"""How far the evidence of a route carries: its weakest link, and an interval for its likelihood."""

from collections.abc import Sequence
from math import sqrt

from careergraph.model.transitions import EVIDENCE_KINDS, Evidence, Transition

NORMAL_QUANTILES = (1.9600, 2.2414, 2.3940, 2.4977, 2.5758, 2.6383, 2.6901, 2.7344)
"""Two-sided, at confidence 1 − 0.05 / k for k = 1..8 steps, so that all hold together (Bonferroni)."""


def weakest_step(transitions: Sequence[Transition]) -> int | None:
    """
    Return the number (from 1) of the step whose best piece of evidence is the weakest; None for no step.

    None < derived < expert < policy < observed; among observed ones the smallest N; then the earlier step.
    """
    strengths = [_strength(transition.evidence) for transition in transitions]
    return strengths.index(min(strengths)) + 1 if strengths else None


def _strength(evidence: Sequence[Evidence]) -> tuple[int, int]:
    """Return how strong the best piece is, which stands first."""
    if not evidence:
        return -1, 0
    best = evidence[0]
    return EVIDENCE_KINDS.index(best.kind), (best.of or 0) if best.kind == "observed" else 0


def interval(transitions: Sequence[Transition]) -> tuple[float, float] | None:
    """
    Return the product of the lower and of the upper bounds of a route's steps, at 95 % together.

    None if a step has no counts, for a route of no steps, and for one longer than the quantiles known.

    Notes
    -----
    Score interval of a proportion (Wilson 1927), each step at confidence 1 − 0.05 / k.
    """
    if not 0 < len(transitions) <= len(NORMAL_QUANTILES):
        return None
    low = high = 1.0
    for pair in map(_best_counts, transitions):
        if pair is None:
            return None
        below, above = wilson(*pair, NORMAL_QUANTILES[len(transitions) - 1])
        low, high = low * below, high * above
    return low, high


def _best_counts(transition: Transition) -> tuple[int, int] | None:
    counted = [(piece.of, piece.n) for piece in transition.evidence if piece.n is not None and piece.of is not None]
    if not counted:
        return None
    of, n = max(counted)
    return n, of


def wilson(n: int, of: int, z: float) -> tuple[float, float]:
    """
    Return the score interval of n of N at z standard deviations.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson(12, 40, 2.2414)]
    [0.1676, 0.477]
    """
    share = n / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return (middle - spread) / whole, (middle + spread) / whole
