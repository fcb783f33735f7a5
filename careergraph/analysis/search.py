"""
Find roles and skills by what people call them: id, title, alias, any language, family, or nearly so.

Case, width, accents and punctuation make no difference. What begins like the words typed comes first; close spelling
comes last.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Literal, TypeAlias

from careergraph.model.folding import fold
from careergraph.model.graph import CareerGraph
from careergraph.model.roles import Role
from careergraph.model.skills import Skill
from careergraph.model.text import Text

By: TypeAlias = Literal["title", "alias", "translation", "id", "family", "close"]

CLOSE = 0.75
"""From 0 to 1: how alike two spellings are that are taken for each other."""
NEARLY_AS_CLOSE = 0.15
"""What is less like the words typed than the closest name, by more than this, is left out."""
MOST_COMPARED = 200
"""Close spelling is measured on this many names that share most pairs of letters with the words typed."""
LONGEST = 200
"""Characters of a search text; nobody's title is longer."""


@dataclass(frozen=True, slots=True)
class Match:
    """
    A role or a skill that a search found.

    Parameters
    ----------
    id
        Which one.
    text
        The name that matched, as the graph writes it.
    by
        What matched: its `title` (or name) in the language searched in, a `translation` of it, an `alias`, its
        `id`, the title of its `family`; or `close`: a name that is spelled nearly so.
    """

    id: str
    text: str
    by: By

    def to_dict(self) -> dict[str, str]:
        """Return it ready for JSON."""
        return {"id": self.id, "text": self.text, "by": self.by}


@dataclass(frozen=True, slots=True)
class Name:
    """One thing that a role or skill is called, in one language; `folded` is how it is compared."""

    id: str
    text: str
    by: By
    language: str
    folded: str


class Names:
    """
    Everything that the roles, or the skills, of a graph are called.

    Parameters
    ----------
    names
        All of them; make it by `role_names` or `skill_names`.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(name for name in names if name.folded)

    def find(self, text: str, language: str = "en", limit: int = 12) -> tuple[Match, ...]:
        """
        Return what a text may stand for, the best first, each once, at most `limit`.

        Whole names come before beginnings, beginnings before words, words before parts of words, all of them before
        close spelling; titles come before aliases, shorter names before longer ones.
        """
        asked = fold(text[:LONGEST])
        if not asked:
            return ()
        ranked = [(*rank, name) for name in self._holding(asked) if (rank := _rank(name, asked, language))]
        ranked.sort(key=lambda one: (one[0], one[1], len(one[2].folded), one[2].folded, one[2].id))
        found = _once(Match(name.id, name.text, _seen_from(name, language)) for *_, name in ranked)
        if len(found) < limit:
            found = _once((*found, *self.close(asked)))
        return found[:limit]

    def close(self, text: str) -> tuple[Match, ...]:
        """Return what is spelled nearly so, the closest first."""
        asked = fold(text[:LONGEST])
        pairs = Counter(_pairs(asked))
        shared: Counter[int] = Counter()
        for pair, times in pairs.items():
            for number in self._by_pair.get(pair, ()):
                shared[number] += times
        likely = sorted(shared, key=lambda number: (-shared[number], number))[:MOST_COMPARED]
        alike = [(likeness(asked, self.names[number].folded), self.names[number]) for number in likely]
        least = max(CLOSE, max((degree for degree, _ in alike), default=0.0) - NEARLY_AS_CLOSE)
        near = [(degree, name) for degree, name in alike if degree >= least]
        near.sort(key=lambda one: (-one[0], KINDS.index(one[1].by), len(one[1].folded), one[1].id))
        return _once(Match(name.id, name.text, "close") for _, name in near)

    def exactly(self, text: str, *kinds: By) -> tuple[str, ...]:
        """Return the ids of what has exactly this title, or alias, in any language."""
        return tuple(dict.fromkeys(name.id for name in self._by_folded.get(fold(text), ()) if name.by in kinds))

    def _holding(self, asked: str) -> Iterator[Name]:
        """Yield the names that hold the longest word of what is asked: none else can match."""
        word = max(asked.split(), key=len)
        wanted = word if len(asked) > 1 else f" {word}"  # a single letter has to begin a word
        text, starts = self._lines
        place = text.find(wanted)
        while place >= 0:
            number = bisect_right(starts, place) - 1
            yield self.names[number]
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            place = text.find(wanted, end)

    @cached_property
    def _lines(self) -> tuple[str, Sequence[int]]:
        """All names in one text, so that it is searched at once, and where in it each begins."""
        lines = [f"\n {name.folded}" for name in self.names]
        return "".join(lines), [0, *accumulate(map(len, lines[:-1]))]

    @cached_property
    def _by_folded(self) -> Mapping[str, Sequence[Name]]:
        names: dict[str, list[Name]] = {}
        for name in self.names:
            names.setdefault(name.folded, []).append(name)
        return names

    @cached_property
    def _by_pair(self) -> Mapping[str, tuple[int, ...]]:
        """Numbers of names by the pairs of letters that they contain."""
        numbers: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            for pair in set(_pairs(name.folded)):
                numbers.setdefault(pair, []).append(number)
        return {pair: tuple(group) for pair, group in numbers.items()}


KINDS: tuple[By, ...] = ("title", "translation", "alias", "id", "family", "close")
"""In the order in which equally good matches are told."""


def role_names(graph: CareerGraph) -> Names:
    """
    Return what the roles of a graph are called.

    Examples
    --------
    >>> graph = CareerGraph(roles=[Role("td", Text.of("Technical director", zh="技术总监"))])
    >>> role_names(graph).find("techncal dir")
    (Match(id='td', text='Technical director', by='close'),)
    """
    families = {term.id: term.title for term in graph.metadata.families}
    language = graph.metadata.language
    return Names(name for role in graph.roles.values() for name in _names_of_role(role, families, language))


def skill_names(graph: CareerGraph) -> Names:
    """Return what the skills of a graph are called."""
    language = graph.metadata.language
    return Names(name for skill in graph.skills.values() for name in _names_of_skill(skill, language))


def _names_of_role(role: Role, families: Mapping[str, Text], language: str) -> Iterator[Name]:
    yield from _names(role.id, role.title, "title", language)
    for alias in role.aliases:
        yield from _names(role.id, alias, "alias", language)
    yield Name(role.id, role.id, "id", "", fold(role.id))
    if role.family:
        yield from _names(role.id, families.get(role.family, Text(role.family)), "family", language)


def _names_of_skill(skill: Skill, language: str) -> Iterator[Name]:
    yield from _names(skill.id, skill.name, "title", language)
    for alias in skill.aliases:
        yield from _names(skill.id, alias, "alias", language)
    yield Name(skill.id, skill.id, "id", "", fold(skill.id))


def _names(owner: str, text: Text, by: By, language: str) -> Iterator[Name]:
    for tongue, words in ((language, text.original), *text.translations):
        yield Name(owner, words, by, tongue, fold(words))


def _seen_from(name: Name, language: str) -> By:
    """Return what matched for somebody who searches in `language`."""
    if name.by != "title" or name.language.partition("-")[0] == language.partition("-")[0]:
        return name.by
    return "translation"


def _rank(name: Name, asked: str, language: str) -> tuple[int, int] | None:
    """Return how well a name matches, smaller is better; None where it does not."""
    quality = _quality(name.folded, asked)
    if quality is None:
        return None
    by = _seen_from(name, language)
    return (quality + 4 if by == "family" else quality), KINDS.index(by)


def _quality(folded: str, asked: str) -> int | None:
    if folded == asked:
        return 0
    if folded.startswith(asked):
        return 1
    words = folded.split()
    if all(any(word.startswith(part) for word in words) for part in asked.split()):
        return 2
    return 3 if len(asked) > 1 and asked in folded else None


def _once(matches: Iterable[Match]) -> tuple[Match, ...]:
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(match.id, match)
    return tuple(first.values())


def _pairs(folded: str) -> Iterator[str]:
    """Yield pairs of neighbouring letters; a blank stands before each word."""
    for word in folded.split():
        padded = f" {word}"
        yield from (padded[place : place + 2] for place in range(len(padded) - 1))


def likeness(asked: str, name: str) -> float:
    """
    Return how alike two folded texts are, from 0 to 1: as wholes, or word by word where words are cut short.

    Examples
    --------
    >>> likeness("techncal dir", "technical director") > likeness("techncal dir", "technical department manager")
    True
    """
    words = name.split()
    parts = asked.split()
    by_words = sum(len(part) * max(_likeness_of_words(part, word) for word in words) for part in parts)
    return max(_ratio(asked, name), by_words / sum(map(len, parts)))


def _likeness_of_words(part: str, word: str) -> float:
    return max(_ratio(part, word), 0.98 * _ratio(part, word[: len(part)]))


@lru_cache(maxsize=20_000)  # the same words stand in many names
def _ratio(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - most names are spelled right

    return SequenceMatcher(None, one, other, autojunk=False).ratio()
