"""How large the graphs of the benchmark are, and what is in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """
    What a graph is to be like.

    Parameters
    ----------
    name
        What it is called in tables.
    roles, transitions, skills
        How many.
    family
        Roles in a family: a community within which most moves stay.
    grows, groups, unknown
        How many in a hundred roles grow skills, transitions have a group "any 2 of 4", and months, likelihoods and pays
        are unknown.
    seed
        The same seed is the same graph.
    """

    name: str
    roles: int
    transitions: int
    skills: int
    family: int = 25
    grows: int = 0
    groups: int = 0
    unknown: int = 0
    seed: int = 1


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("S", 40, 150, 120, family=8),
        Shape("M60", 3_000, 60_000, 14_000),
        Shape("M300", 3_000, 300_000, 14_000),
        Shape("L", 30_000, 1_500_000, 30_000),
    )
}

VARIED = "M60"
VARIANTS = (
    Shape("M60-growing", 3_000, 60_000, 14_000, grows=30),
    Shape("M60-unknown", 3_000, 60_000, 14_000, unknown=20),
    Shape("M60-grouped", 3_000, 60_000, 14_000, groups=10),
)
"""The same graph with what others do without: who has it pays for it, and nobody else."""
