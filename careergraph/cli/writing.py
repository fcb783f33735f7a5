"""Print, on whatever terminal there is: what it cannot show is written with what it can."""

import json
import sys
from io import TextIOWrapper

import click

PLAIN = str.maketrans(
    {
        "≈": "~", "≤": "<=", "≥": ">=", "×": "x", "·": "-", "–": "-", "—": "-", "−": "-", "…": "...", "→": "->",
        "“": '"', "”": '"', "‘": "'", "’": "'", "■": "#", "▨": "+", "▩": "+", "▧": "+", "▒": "+", "□": "o", "▢": "o",
        "∴": "derived", "§": "policy", "ε": "epsilon", "✓": "x", "○": "o", "●": "*", "◐": "+", "│": "|", "─": "-",
    }
)  # fmt: skip
"""What stands for a sign where the terminal has no such sign."""


def suit_terminal() -> None:
    """Let no character end a command: on a terminal that is not UTF-8, an unknown one is printed as `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str, *, to_errors: bool = False) -> None:
    """Print a text, with plain signs where the terminal has no others."""
    click.echo(text if _can_show(text, to_errors=to_errors) else text.translate(PLAIN), err=to_errors)


def say_json(document: object, *, to_errors: bool = False) -> None:
    """Print a document as JSON, two blanks an indent; beyond ASCII as it is where the terminal can show it."""
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    if not _can_show(text, to_errors=to_errors):
        text = json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False)
    click.echo(text, err=to_errors)


def _can_show(text: str, *, to_errors: bool) -> bool:
    stream = sys.stderr if to_errors else sys.stdout
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
