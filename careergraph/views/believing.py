"""How far the evidence of a route carries, in words: its weakest link, small counts, and what its likelihood may be."""

from collections.abc import Iterator

from careergraph.model.graph import CareerGraph
from careergraph.model.transitions import EVIDENCE_KINDS
from careergraph.routes.route import Route, Step
from careergraph.views import sentences
from careergraph.views.words import Words

FEW = 30
"""Counts of fewer people are called small."""


def believed(words: Words, graph: CareerGraph, route: Route) -> Iterator[str]:
    """Yield sentences: the step whose evidence is weakest, which counts are small, and what the likelihood may be."""
    if route.weakest_step is not None:
        step = route.steps[route.weakest_step - 1]
        role = sentences.role_title(words, graph, step.transition.head)
        said = _strongest(words, graph, step)
        yield words("Weakest evidence: step {number}, to {role}: {evidence}.",
                    number=step.number, role=role, evidence=said)  # fmt: skip
    for step in route.steps:
        counted = _counted(step)
        if counted is not None and counted < FEW:
            yield words.plural(
                "Step {number} was counted on only {count} person.",
                "Step {number} was counted on only {count} people.",
                counted,
                number=step.number,
            )
    if route.interval:
        low, high = (words.share(bound) for bound in route.interval)
        yield words(
            "Of all who left these roles, {share} made each of these moves; at 95 % confidence, {low} to {high}.",
            share=words.share(route.values["likelihood"].known),
            low=low,
            high=high,
        )


def _strongest(words: Words, graph: CareerGraph, step: Step) -> str:
    """Return the words of the kind of evidence that a step is judged by: the strongest it has."""
    proofs = sentences.proofs(words, step.transition.evidence, graph.metadata)
    kinds = sorted(proofs, key=lambda proof: EVIDENCE_KINDS.index(proof.kind))
    return kinds[-1].words if kinds else words("no evidence given")


def _counted(step: Step) -> int | None:
    """Return how many people the counts of a step are about, the largest count; None without counts."""
    counts = [piece.of for piece in step.transition.evidence if piece.n is not None and piece.of is not None]
    return max(counts, default=None)
