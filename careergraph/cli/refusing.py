"""Errors, told in a plain sentence on the error stream, and the exit code each stands for."""

import os
import sys
from typing import Any

import click

from careergraph.cli import writing
from careergraph.errors import CareerGraphError, InvalidGraph, OverLimit, RoleNotFound, StoreError, UnreadableData

FOUND = 0
NOTHING_FOUND = 1
NOT_UNDERSTOOD = 2
CUT = 3
UNREADABLE = 4
OUR_FAULT = 70
INTERRUPTED = 130
TRACE = "CAREERGRAPH_TRACE"
"""Set to anything, an error that nobody foresaw shows its trace."""

KINDS: tuple[tuple[type[Exception], str, int], ...] = (
    (RoleNotFound, "unknown-role", NOT_UNDERSTOOD),
    (InvalidGraph, "invalid-graph", NOTHING_FOUND),
    (UnreadableData, "unreadable-data", UNREADABLE),
    (OverLimit, "over-limit", UNREADABLE),
    (StoreError, "store", UNREADABLE),
    (CareerGraphError, "not-in-graph", NOT_UNDERSTOOD),
    (click.UsageError, "usage", NOT_UNDERSTOOD),
    (click.ClickException, "refused", NOT_UNDERSTOOD),
)
"""The first that fits: what the error is called in JSON, and the exit code."""


def tell(error: Exception, *, as_json: bool) -> int:
    """Print an error and return its exit code."""
    if isinstance(error, BrokenPipeError):
        return _quietly()
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return NOT_UNDERSTOOD
    for kind, name, code in KINDS:
        if isinstance(error, kind):
            _print(error, name, code, as_json=as_json)
            return code
    if os.environ.get(TRACE):
        raise error
    foreseen = click.ClickException(
        f"something went wrong inside careergraph ({type(error).__name__}: {error}). With {TRACE}=1 it shows where"
    )
    _print(foreseen, "internal", OUR_FAULT, as_json=as_json)
    return OUR_FAULT


def _print(error: Exception, name: str, code: int, *, as_json: bool) -> None:
    sentence = (error.format_message() if isinstance(error, click.ClickException) else str(error)).strip()
    sentence += "" if sentence.endswith((".", "?", ")", "。")) else "."
    if as_json:
        writing.say_json(_document(error, name, code, sentence), to_errors=True)
        return
    writing.say(f"careergraph: {sentence}", to_errors=True)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        writing.say(f"`{context.command_path} --help` lists what can be asked.", to_errors=True)


def _document(error: Exception, name: str, code: int, sentence: str) -> dict[str, Any]:
    said: dict[str, Any] = {"error": name, "detail": sentence, "exit_code": code}
    if isinstance(error, InvalidGraph):
        said["problems"] = [str(problem) for problem in error.problems]
    suggestions = getattr(error, "suggestions", ())
    return said | ({"suggestions": list(suggestions)} if suggestions else {})


def _quietly() -> int:
    """End without a word where nobody reads on, as `careergraph show | head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still unwritten goes there at exit
    return NOTHING_FOUND
