"""What a graph says of itself: its name, its scales, and where its facts come from."""

from dataclasses import dataclass

from careergraph.model.skills import DEFAULT_LEVELS, LevelScale
from careergraph.model.text import Text


@dataclass(frozen=True, slots=True)
class Term:
    """An id with its title: a family, or a rung of seniority."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from; `url` may be empty."""

    id: str
    title: Text
    url: str = ""
    note: Text = Text()


@dataclass(frozen=True, slots=True)
class Metadata:
    """
    What a graph says of itself.

    Parameters
    ----------
    id, title, description, edition, date
        Its slug, its name, what it is about, which edition, and the day it stands for (ISO 8601).
    language
        The language of every text that names none.
    licence
        Under what terms the graph may be used.
    levels
        The level scale, the lowest first.
    families, seniorities
        Terms the roles refer to; seniorities from the lowest rung.
    sources
        Where its facts come from.
    """

    id: str = "untitled"
    title: Text = Text("Untitled")
    description: Text = Text()
    edition: str = ""
    date: str = ""
    language: str = "en"
    licence: str = ""
    levels: LevelScale = DEFAULT_LEVELS
    families: tuple[Term, ...] = ()
    seniorities: tuple[Term, ...] = ()
    sources: tuple[Source, ...] = ()
