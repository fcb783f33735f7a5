"""
Everything careergraph raises, in one tree.

::

    CareerGraphError
    ├── RoleNotFound        .role_id .suggestions       also a LookupError
    ├── NotInGraph          .kind .name .suggestions    a skill or a family; also a LookupError
    ├── InvalidGraph        .problems (all of them)     also a ValueError
    ├── UnreadableData      .format .where .problem     also a ValueError    (any bytes, any format)
    ├── OverLimit           .limit .allowed .found      what was too big, and where to raise it
    └── StoreError
        ├── StoreUnavailable        .retry_after        nothing was changed; may be tried again
        ├── CommitOutcomeUnknown    .change_id          may or may not be saved; ask by change_id
        └── Conflict                .expected .found    somebody else was faster

Misuse of a function (a wrong type, a negative budget) stays Python's own `TypeError` and `ValueError`.
That no route exists is no error: it is an answer with a reason.
"""

from collections.abc import Sequence

MOST_TOLD = 100
"""Problems of a graph that its error's message spells out."""


class CareerGraphError(Exception):
    """Anything careergraph can tell its caller: the thing, the reason, the remedy."""


class RoleNotFound(CareerGraphError, LookupError):
    """
    A role was named that the graph does not have.

    Parameters
    ----------
    role_id
        What was asked for, as it was written.
    suggestions
        Close names, the closest first; may be empty.

    Examples
    --------
    >>> str(RoleNotFound("techncal director", ["technical director"]))
    'No role “techncal director”. Did you mean technical director?'
    """

    def __init__(self, role_id: str, suggestions: Sequence[str] = ()) -> None:
        self.role_id = role_id
        self.suggestions = tuple(suggestions)
        super().__init__(f"No role “{role_id}”. {self._remedy()}")

    def _remedy(self) -> str:
        if not self.suggestions:
            return "The graph's roles are listed by `careergraph show`."
        return f"Did you mean {' or '.join(self.suggestions)}?"


class NotInGraph(CareerGraphError, LookupError):
    """
    A skill or a family was named that the graph does not have.

    Parameters
    ----------
    kind
        What was looked for: `skill` or `family`.
    name
        What was asked for, as it was written.
    suggestions
        Close names, the closest first; may be empty.

    Examples
    --------
    >>> str(NotInGraph("skill", "leding a team", ["team leadership"]))
    'No skill “leding a team”. Did you mean team leadership?'
    """

    def __init__(self, kind: str, name: str, suggestions: Sequence[str] = ()) -> None:
        self.kind = kind
        self.name = name
        self.suggestions = tuple(suggestions)
        remedy = (
            f"Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else "No name in the graph is near."
        )
        super().__init__(f"No {kind} “{name}”. {remedy}")


class InvalidGraph(CareerGraphError, ValueError):
    """
    A graph breaks the rules of the model; `problems` has every one of them, with its place.

    Parameters
    ----------
    problems
        What is wrong: values with `where`, `what` and `remedy` (see `careergraph.model.rules.Problem`),
        or plain sentences.
    """

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        heading = "1 problem" if count == 1 else f"{count} problems"
        told = [f"  {problem}" for problem in self.problems[:MOST_TOLD]]
        if count > MOST_TOLD:
            told.append(f"  ... and {count - MOST_TOLD} more; `problems` has them all")
        super().__init__("\n".join([f"The graph has {heading}:", *told]))


class UnreadableData(CareerGraphError, ValueError):
    """
    Bytes that are not what they were taken for.

    Parameters
    ----------
    format_name
        The format that was tried.
    where
        File, and row or line where known.
    problem
        What is wrong there and how to mend it.
    """

    def __init__(self, format_name: str, where: str, problem: str) -> None:
        self.format = format_name
        self.where = where
        self.problem = problem
        super().__init__(f"{where} cannot be read as {format_name}: {problem}")


class OverLimit(CareerGraphError):
    """
    Something is larger than a limit allows.

    Parameters
    ----------
    limit
        The name of the limit, as it is written where it can be raised.
    allowed, found
        The limit and what was met, in the limit's unit.
    remedy
        Where to raise it.
    """

    def __init__(self, limit: str, allowed: object, found: object, remedy: str) -> None:
        self.limit = limit
        self.allowed = allowed
        self.found = found
        super().__init__(f"{limit}: {found} found, {allowed} allowed. {remedy}")


class StoreError(CareerGraphError):
    """A store could not do what was asked."""


class StoreUnavailable(StoreError):
    """
    The store cannot be reached or is busy; nothing was changed, and it may be tried again.

    Parameters
    ----------
    message
        The thing, the reason, the remedy.
    retry_after
        Seconds after which another try makes sense.
    """

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        self.retry_after = retry_after
        super().__init__(message)


class CommitOutcomeUnknown(StoreError):
    """
    A commit was sent and its answer was lost: it may or may not be saved.

    Parameters
    ----------
    change_id
        Ask the store by this id, or commit again with it: the same id never changes twice.
    """

    retry_after = 1.0
    """Seconds after which the same commit makes sense again."""

    def __init__(self, change_id: str) -> None:
        self.change_id = change_id
        super().__init__(
            f"The answer to commit {change_id} was lost: it may or may not be saved. "
            "Commit again with the same change id; it never changes twice."
        )


class Conflict(StoreError):
    """
    Somebody else committed first.

    Parameters
    ----------
    expected, found
        The version the change was made for, and the version the store has.
    """

    def __init__(self, expected: str, found: str) -> None:
        self.expected = expected
        self.found = found
        super().__init__(
            f"The graph is at version {found}, not at {expected}: somebody else was faster. "
            "Load it again, and make the change on what is there now."
        )
