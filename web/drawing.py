"""The pictures of a page, drawn by the library in the language of the page."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from markupsafe import Markup

from careergraph import CareerGraph, Explorer, Transition, draw

from .asking import Asked
from .language import language

if TYPE_CHECKING:
    from .cards import Beaten, Card
    from .doors import Doors
    from .results import Results

MOST_AROUND, MOST_BESIDE = 6, 2
PLOT_WIDTHS = (400, 300)
SMALL_MAP_WIDTHS = (712, 350)
"""Of the picture for wide screens, and of the one for phones."""


class Looking(Protocol):
    """Which part of the map is looked at."""

    @property
    def ways(self) -> Literal["in", "out", "both"]:
        """In which direction."""

    @property
    def away(self) -> str:
        """How many moves."""


class Pictures:
    """
    Everything that is drawn for one page.

    Parameters
    ----------
    explorer
        Whose graph is drawn, in the language of the page.
    """

    def __init__(self, explorer: Explorer) -> None:
        self.graph = explorer.graph
        self.language = language()

    def _draw(self, kind: str, *more: object, **options: object) -> Markup:
        drawn: Markup = draw(self.graph, kind, *more, language=self.language, **options)
        return drawn

    def held(self, level: int) -> Markup:
        """Return the level bar of a skill that is held."""
        return self._draw("level_bar", today=level)

    def asks(self, level: int, held: int) -> Markup:
        """Return the level bar of a skill that is asked, with what of it is held and what is to learn."""
        return self._draw("level_bar", asked=level, today=min(held, level), to_learn=max(level - held, 0))

    def evidence(self, move: Transition) -> Markup:
        """Return why a move is believed: a box for each kind of evidence, and the words of the strongest."""
        return self._draw("evidence_boxes", move.evidence)

    def plot(self, results: "Results", cards: "Sequence[Card]", beaten: "Sequence[Beaten]") -> Markup:
        """Return the routes as dots, those that others beat as crosses, and the limits as lines."""
        return self._twice(
            lambda width, prefix: draw(
                [_point(card) for card in cards],
                "plot",
                across=results.across,
                beaten=[one.place for one in beaten if one.place],
                max_months=results.query.max_months,
                max_learning=results.query.max_learning,
                estimated=results.is_plot_estimated,
                language=self.language,
                width=width,
                prefix=prefix,
            ),
            PLOT_WIDTHS,
            "plot",
        )

    @staticmethod
    def _twice(drawn: Callable[[float, str], Markup], widths: Sequence[float], prefix: str) -> Markup:
        """Return a picture for wide screens and one for phones; the style sheet shows one of them."""
        wide, narrow = drawn(widths[0], prefix), drawn(widths[1], f"{prefix}-small")
        return Markup('<div class="on-wide">{}</div><div class="on-phone">{}</div>').format(wide, narrow)

    def route(self, card: "Card") -> Markup:
        """Return a route as picture and list, with its legend and its table."""
        return self._draw("whole_route", card.route)

    def belief(self, card: "Card") -> Markup:
        """Return how far the evidence of a route carries, in words."""
        return self._draw("belief", card.route)

    def resemblance(self, card: "Card") -> str:
        """Return how a route differs from the one that it nearly repeats; nothing where that is not shown."""
        if not card.repeats:
            return ""
        earlier = card.results.routes[card.repeats]
        said: str = draw(self.graph, "resemblance", card.route, earlier, card.repeats, language=self.language)
        return said[:1].upper() + said[1:]

    def lessons(self, card: "Card") -> Markup:
        """Return what a route asks to be learned, move by move, folded."""
        return self._draw("lesson_table", card.route, folded=True)

    def comparison(self, comparison: object, letters: tuple[str, str], asked: Sequence[str], chosen: int) -> Markup:
        """Return two routes side by side: their figures, their skills step by step, and what changing over costs."""
        return self._draw("side_by_side", comparison, letters=letters, asked=asked, chosen=chosen)

    def timeline(self, results: "Results") -> Markup | None:
        """Return the route that the smallest repair makes room for, with the limit on months that it breaks."""
        why = results.answer.no_route
        if why is None or not why.repairs:
            return None
        return self._draw("timeline", why.repairs[0].route, max_months=results.query.max_months)

    def onward(self, doors: "Doors") -> Markup | None:
        """Return the moves out of a role, and those between the roles they lead to, unless these are a tangle."""
        moves, you = [door.move for door in doors.ways_out[:MOST_AROUND]], doors.asked.start or None
        heads = [move.head for move in moves]
        if not heads:
            return None
        if sum(len({*heads}.intersection(self.graph.heads_of(head))) for head in heads) > len(heads):
            return self._draw("neighbourhood", doors.role, you=you, ways_in=(), ways_out=moves, href=doors.page_of)
        return self._draw("small_map", [doors.role, *heads], you=you, href=doors.page_of)

    def neighbourhood(self, doors: "Doors") -> Markup | None:
        """Return the ways into a role and out of it."""
        ways_in = [door.move for door in doors.ways_in[:MOST_AROUND]]
        ways_out = [door.move for door in doors.ways_out[:MOST_AROUND]]
        if not ways_in and not ways_out:
            return None
        you = doors.asked.start or None
        return self._draw("neighbourhood", doors.role, you=you, ways_in=ways_in, ways_out=ways_out, href=doors.page_of)

    def small_map(self, hub: str, asked: Asked, href: Callable[[str], str]) -> Markup:
        """Return a small part of the map; on phones the roles in three columns around one of them."""
        you = asked.start or None
        near = [hub, *self._beside(hub, you)] if hub else None
        return self._twice(
            lambda width, prefix: self._draw(
                "small_map", *([near] if near and width < SMALL_MAP_WIDTHS[0] else []),
                you=you, href=href, width=width, prefix=prefix,
            ),
            SMALL_MAP_WIDTHS,
            "small",
        )  # fmt: skip

    def _beside(self, hub: str, you: str | None) -> Sequence[str]:
        """Return up to two roles before a role, and two after it that do not lead to each other."""
        before = sorted((move.tail for move in self.graph.ways_in(hub)), key=lambda role: role != you)
        after = [move.head for move in self.graph.ways_out(hub)]
        ends = [role for role in after if not {move.head for move in self.graph.ways_out(role)} & set(after)]
        return [*before[:MOST_BESIDE], *ends[:MOST_BESIDE]]

    def career_map(
        self, part: CareerGraph, looking: Looking, chosen: str, asked: Asked, href: Callable[[str], str]
    ) -> "Atlas":
        """Return the map of a part of the graph, one of its roles chosen."""
        scene = draw(
            part,
            "career_map",
            language=self.language,
            chosen=chosen or None,
            you=asked.start if asked.start in part.roles else None,
            ways=looking.ways,
            reach=int(looking.away),
            href=href,
        )
        return Atlas(scene)


class Atlas:
    """
    The map, in the forms a page needs.

    Parameters
    ----------
    scene
        What is drawn.
    """

    def __init__(self, scene: Any) -> None:  # noqa: ANN401 - a scene; the front door has no name for it
        self.scene = scene

    @property
    def frame(self) -> Markup:
        """The map: a picture whose roles are links, and a network in its place where scripts run."""
        frame: Markup = draw(self.scene, "network_frame", more_href="#chosen")
        return frame

    @property
    def key(self) -> Markup:
        """What its dots and lines mean."""
        key: Markup = draw(self.scene, "map_key")
        return key


def _point(card: "Card") -> dict[str, object]:
    months, learning = card.route.values["months"], card.route.values["learning"]
    return {
        "letter": card.letter,
        "label": card.best_at,
        "months": None if months.unknown else months.known,
        "learning": learning.known,
        "hardest": card.route.values["hardest"].known,
        "chosen": card.is_chosen,
        "href": card.href,
    }
