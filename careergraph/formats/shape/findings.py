"""What a reader has to tell: problems that refuse a graph, notices that do not."""

from collections.abc import Iterable

from careergraph.errors import InvalidGraph
from careergraph.formats.limits import DEFAULT_LIMITS, Limits
from careergraph.model.rules import Problem, Subject

INPUT: Subject = ("input",)
"""The subject of what is told by its place alone."""


class Findings:
    """
    Problems and notices of one reading, each once, in the order they were met.

    Parameters
    ----------
    limits
        `problems` bounds how many problems are collected.

    Examples
    --------
    >>> findings = Findings()
    >>> findings.wrong("roles.csv row 2, column id", "there is no id", "Give each role one")
    >>> [str(problem) for problem in findings.problems]
    ['roles.csv row 2, column id: there is no id. Give each role one.']
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self._problems: dict[Problem, None] = {}
        self._notices: dict[Problem, None] = {}
        self._unread: dict[tuple[str, str], list[str]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What refuses the graph."""
        return tuple(self._problems)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was dropped, merged or guessed on the way."""
        return (*self._notices, *self._unread_notices())

    def wrong(self, where: str, what: str, remedy: str) -> None:
        """
        Note a problem.

        Raises
        ------
        InvalidGraph
            There are as many problems as the limit allows; the rest is not looked for.
        """
        self.add([Problem(INPUT, what, remedy, "error", where)])

    def notice(self, where: str, what: str, remedy: str = "") -> None:
        """Note what changes nothing in the validity of the graph, and that its owner should know."""
        self._notices[Problem(INPUT, what, remedy, "warning", where)] = None

    def unread(self, where: str, kind: str, field: str) -> None:
        """Note a field that no reader knows; the same field of the same kind of record is told once."""
        self._unread.setdefault((kind, field), []).append(where)

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems; see `wrong`."""
        for problem in problems:
            self._problems[problem] = None
            if len(self._problems) >= self.limits.problems:
                rest = "there may be more: reading stopped here. Limits(problems=...) bounds how many are told."
                raise InvalidGraph([*self._problems, rest])

    def refuse_if_any(self) -> None:
        """
        Return if there is no problem.

        Raises
        ------
        InvalidGraph
            There are some; the error has all of them.
        """
        if self._problems:
            raise InvalidGraph(self.problems)

    def _unread_notices(self) -> Iterable[Problem]:
        for (kind, field), places in self._unread.items():
            count = "" if len(places) == 1 else f", {len(places)} times in all"
            what = f"“{field}” is no field of a {kind}, and is not kept{count}"
            yield Problem(INPUT, what, "Correct its name, or leave it out", "warning", places[0])
