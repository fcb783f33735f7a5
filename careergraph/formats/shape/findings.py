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
        `problems` bounds how many problems, and how many notices, are collected.

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
        self._unread: dict[tuple[str, str], tuple[str, int]] = {}
        self._untold = 0
        self.told = 0
        """How often something was noted, the same things again included."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What refuses the graph."""
        return tuple(self._problems)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was dropped, merged or guessed on the way; as many as the limit allows, and how many more."""
        more = [Problem(INPUT, f"{self._untold} more notices", "", "warning", "and")] if self._untold else []
        return (*self._notices, *self._unread_notices(), *more)

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
        self.told += 1
        if self._has_room():
            self._notices[Problem(INPUT, what, remedy, "warning", where)] = None

    def unread(self, where: str, kind: str, field: str) -> None:
        """Note a field that no reader knows; the same field of the same kind of record is told once."""
        self.told += 1
        first, count = self._unread.get((kind, field), (where, 0))
        if count or self._has_room():
            self._unread[kind, field] = first, count + 1

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems; see `wrong`."""
        for problem in problems:
            self.told += 1
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

    def _has_room(self) -> bool:
        full = len(self._notices) + len(self._unread) >= self.limits.problems
        self._untold += full
        return not full

    def _unread_notices(self) -> Iterable[Problem]:
        for (kind, field), (where, count) in self._unread.items():
            times = "" if count == 1 else f", {count} times in all"
            what = f"“{field}” is no field of a {kind}, and is not kept{times}"
            yield Problem(INPUT, what, "Correct its name, or leave it out", "warning", where)
