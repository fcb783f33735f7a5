"""
Skill marks, level bars and evidence boxes.

Each is drawn in two ways: as an SVG of its own that says what it shows, and as a fragment for a picture, hidden
there because the row it stands in says it once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markupsafe import Markup

from careergraph.model.graph import CareerGraph
from careergraph.model.skills import Level
from careergraph.model.transitions import Evidence
from careergraph.routes.route import Route, State
from careergraph.views import sentences
from careergraph.views.believing import believed
from careergraph.views.facts import SkillFacts
from careergraph.views.markup import joined, tag, text_at
from careergraph.views.sentences import Proof
from careergraph.views.widths import width
from careergraph.views.words import Words

MARK = 14
SQUARE = 10
PITCH = 13
MOST_SQUARES = 6
"""A scale with more levels is written, not drawn."""
MOST_DRAWN = 1000
"""Bars and marks that are remembered: there are few different ones, and hundreds on a page."""
BOX = 18
BOX_PITCH = 22
TICK = "M4.1 7.3l2 2.1L10 5.1"


@dataclass(frozen=True, slots=True)
class Levels:
    """
    What a level bar shows.

    Parameters
    ----------
    highest
        The top of the scale: so many squares.
    asked
        The level asked, 0 where nothing is.
    today, gained, to_learn
        Levels held today, gained on the way, and to learn: solid, hatched and open squares.
    """

    highest: Level
    asked: Level
    today: Level
    gained: Level = 0
    to_learn: Level = 0

    @classmethod
    def of(cls, facts: SkillFacts) -> "Levels":
        """Return the levels of a skill that a step asks: no square beyond what is asked."""
        seen = facts.seen
        return cls(facts.highest, seen.asked, min(seen.today, seen.asked), facts.gained, seen.to_learn)

    def sentence(self, words: Words) -> str:
        """Return it in words."""
        if not self.asked:
            return sentences.held(words, self.today, self.highest)
        return sentences.levels(words, self.asked, self.highest, self.today, self.gained, self.to_learn)

    def written(self, words: Words) -> str:
        """Return it as the text that stands for the squares of a long scale."""
        held = self.today + self.gained
        if not self.asked:
            return words("{held} of {highest}", held=held, highest=self.highest)
        return words("{held} of {highest}, asks {asked}", held=held, highest=self.highest, asked=self.asked)

    @property
    def drawn(self) -> bool:
        """Whether the scale is short enough for squares."""
        return self.highest <= MOST_SQUARES


def bar_width(words: Words, levels: Levels) -> float:
    """Return the width of a level bar, 49 for four levels."""
    if levels.drawn:
        return levels.highest * PITCH - (PITCH - SQUARE)
    return width(levels.written(words), 13)


def bar_squares(words: Words, levels: Levels, x: float = 0, y: float = 0) -> Markup:
    """Return the squares of a level bar as a fragment, its left upper corner at (x, y)."""
    if not levels.drawn:
        return text_at(x, y + SQUARE, levels.written(words), class_="cg-small cg-2")
    then = levels.today + levels.gained
    parts = (
        ("cg-held", "".join(_square(x + PITCH * level, y, 0) for level in range(levels.today))),
        ("cg-gained", "".join(_hatched(x + PITCH * level, y) for level in range(levels.today, then))),
        ("cg-open", "".join(_square(x + PITCH * level, y, 1) for level in range(then, then + levels.to_learn))),
        ("cg-dot", "".join(_dot(x + PITCH * level, y) for level in range(then + levels.to_learn, levels.highest))),
    )
    return joined(tag("path", class_=name, d=shape) for name, shape in parts if shape)


def _square(x: float, y: float, inset: float) -> str:
    side = SQUARE - 2 * inset
    return f"M{x + inset:g} {y + inset:g}h{side:g}v{side:g}h-{side:g}z"


def _hatched(x: float, y: float) -> str:
    """Return a thin frame with three lines at 45 degrees."""
    frame = f"M{x + 0.625:g} {y + 0.625:g}h8.75v8.75h-8.75z"
    return f"{frame}M{x + 0.6:g} {y + 4.9:g}l4.3-4.3M{x + 0.6:g} {y + 9.4:g}l8.8-8.8M{x + 5.1:g} {y + 9.4:g}l4.3-4.3"


def _dot(x: float, y: float) -> str:
    return f"M{x + 4:g} {y + 4:g}h2v2h-2z"


@lru_cache(MOST_DRAWN)
def bar(words: Words, levels: Levels) -> Markup:
    """Return a level bar as an SVG of its own; for a long scale, its text."""
    if not levels.drawn:
        return tag("span", levels.written(words), class_="cg-small cg-2")
    wide = bar_width(words, levels)
    return _image("cg-bar", wide, SQUARE, levels.sentence(words), bar_squares(words, levels))


def mark_shape(state: State, x: float = 0, y: float = 0) -> Markup:
    """Return the mark of a state as a fragment, the left upper corner of its 14 pixels at (x, y)."""
    return tag("g", _shapes()[state], transform=f"translate({x:g} {y:g})" if x or y else None)


@cache
def _shapes() -> Mapping[State, Markup]:
    return {
        "new": _ring("cg-ring", 6),
        "partly": _ring("cg-ring", 6) + tag("path", class_="cg-half", d="M7 1a6 6 0 0 0 0 12z"),
        "owned": _ring("cg-thin", 6.25) + tag("path", class_="cg-tick", d=TICK),
        "held": tag("circle", class_="cg-disc", cx=7, cy=7, r=7) + tag("path", class_="cg-cut", d=TICK),
        "optional": _ring("cg-thin cg-dots", 6.25),
    }


def _ring(name: str, radius: float) -> Markup:
    return tag("circle", class_=name, cx=7, cy=7, r=radius)


@lru_cache(MOST_DRAWN)
def state_mark(words: Words, state: State) -> Markup:
    """Return the mark of a state as an SVG of its own."""
    return _image("cg-mark", MARK, MARK, sentences.state_name(words, state), mark_shape(state))


def box_shape(proof: Proof, x: float = 0, y: float = 0) -> Markup:
    """Return an evidence box as a fragment."""
    dashed = " cg-dashed" if proof.kind == "derived" else ""
    frame = tag("rect", class_=f"cg-box{dashed}", x=x + 0.5, y=y + 0.5, width=BOX - 1, height=BOX - 1)
    return frame + text_at(x + BOX / 2, y + 13.5, proof.sign, class_="cg-sign")


def boxes_with_words(words: Words, proofs: Sequence[Proof]) -> Markup:
    """Return the boxes of all kinds of evidence, then the words of the strongest."""
    boxes = joined(box(proof) for proof in proofs)
    return tag("span", boxes, tag("span", sentences.evidence_words(words, proofs)), class_="cg-proof")


def each_proof(proofs: Sequence[Proof]) -> Markup:
    """Return each kind of evidence, its box beside its own words."""
    return joined(tag("span", box(proof), tag("span", proof.words), class_="cg-proof") for proof in proofs)


def box(proof: Proof) -> Markup:
    """Return one box as an SVG of its own; readers skip it, for the words beside it say the same."""
    return tag("svg", box_shape(proof), class_="cg-boxed", width=BOX, height=BOX, aria_hidden="true")


def _image(name: str, wide: float, high: float, sentence: str, shape: Markup) -> Markup:
    return tag(
        "svg",
        shape,
        class_=name,
        role="img",
        aria_label=sentence,
        width=wide,
        height=high,
        viewBox=f"0 0 {wide:g} {high:g}",
    )


def level_bar(
    graph: CareerGraph, *, asked: int = 0, today: int = 0, gained: int = 0, to_learn: int = 0, language: str = "en"
) -> Markup:
    """Return a level bar on the graph's scale; with nothing asked it shows what is held today."""
    return bar(Words(language), Levels(graph.metadata.levels.highest, asked, today, gained, to_learn))


def mark(state: State, *, language: str = "en") -> Markup:
    """Return the mark of a skill state: `new`, `partly`, `owned`, `held` or `optional`."""
    return state_mark(Words(language), state)


def evidence_boxes(graph: CareerGraph, evidence: Sequence[Evidence], *, language: str = "en") -> Markup:
    """Return a box for each kind of evidence, then the words of the first."""
    words = Words(language)
    return boxes_with_words(words, sentences.proofs(words, evidence, graph.metadata))


def each_evidence(graph: CareerGraph, evidence: Sequence[Evidence], *, language: str = "en") -> Markup:
    """Return each kind of evidence, its box beside its own words."""
    return each_proof(sentences.proofs(Words(language), evidence, graph.metadata))


def belief(graph: CareerGraph, route: Route, *, language: str = "en") -> Markup:
    """Return how far the evidence of a route carries, as a paragraph; nothing for a route of no moves."""
    words = Words(language)
    told = list(believed(words, graph, route))
    between = "" if words.language == "zh" else " "
    return tag("p", between.join(told), class_="cg-note") if told else Markup()
