"""What a graph says of itself in a few figures."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from careergraph.model.graph import CareerGraph
from careergraph.model.metadata import Source, Term
from careergraph.model.text import Text


@dataclass(frozen=True, slots=True)
class Summary:
    """
    A graph in a few figures.

    Parameters
    ----------
    id, title, edition, date, licence, version
        What it says of itself; the version is made from its content.
    roles, skills, transitions
        How many it has.
    families
        Each family with the number of its roles.
    sources
        Where its facts come from.
    estimated
        Whether any figure is an editors' estimate.
    """

    id: str
    title: Text
    edition: str
    date: str
    licence: str
    version: str
    roles: int
    skills: int
    transitions: int
    families: tuple[tuple[Term, int], ...]
    sources: tuple[Source, ...]
    estimated: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it ready for JSON."""
        same = ("id", "edition", "date", "licence", "version", "roles", "skills", "transitions", "estimated")
        return {
            **{name: getattr(self, name) for name in same},
            "title": _said(self.title),
            "families": [{"id": term.id, "title": _said(term.title), "roles": count} for term, count in self.families],
            "sources": [{"id": one.id, "title": _said(one.title), "url": one.url} for one in self.sources],
        }


def summarise(graph: CareerGraph) -> Summary:
    """Return a graph in a few figures."""
    said = graph.metadata
    counts = Counter(role.family for role in graph.roles.values())
    return Summary(
        said.id,
        said.title,
        said.edition,
        said.date,
        said.licence,
        graph.version,
        len(graph.roles),
        len(graph.skills),
        len(graph.transitions),
        tuple((term, counts[term.id]) for term in said.families),
        said.sources,
        graph.has_estimates,
    )


def _said(text: Text) -> dict[str, str]:
    """Return a text by language; the original under an empty tag would be no language, so it is `original`."""
    return {"original": text.original, **dict(text.translations)}
