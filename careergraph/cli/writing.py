"""Print, on whatever terminal there is: what it cannot show is written with what it can."""

import json
import re
import sys
from io import TextIOWrapper
from typing import TextIO

PLAIN = str.maketrans(
    {
        "≈": "~", "≤": "<=", "≥": ">=", "×": "x", "·": "-", "–": "-", "—": "-", "−": "-", "…": "...", "→": "->",
        "“": '"', "”": '"', "‘": "'", "’": "'", "■": "#", "▨": "+", "▩": "+", "▧": "+", "▒": "+", "□": "o", "▢": "o",
        "∴": "derived", "§": "policy", "ε": "epsilon", "✓": "x", "○": "o", "●": "*", "◐": "+", "│": "|", "─": "-",
        "�": "?",
    }
)  # fmt: skip
"""What stands for a sign where the terminal has no such sign."""
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or a reader's eye; what was typed, or stands in a file, may hold them."""


def suit_terminal() -> None:
    """Let no character end a command: on a terminal that is not UTF-8, an unknown one is printed as `?`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str, *, to_errors: bool = False) -> None:
    """Print a text, with plain signs where the terminal has no others; lines are broken by now, so blanks are plain."""
    stream = _stream(to_errors=to_errors)
    text = STEERING.sub("�", text.replace("\u00a0", " "))
    stream.write((text if _can_show(stream, text) else text.translate(PLAIN)) + "\n")


def say_json(document: object, *, to_errors: bool = False) -> None:
    """Print a document as JSON, two blanks an indent; beyond ASCII as it is where the terminal can show it."""
    stream = _stream(to_errors=to_errors)
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)
    if not _can_show(stream, text):
        text = json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False)
    stream.write(text + "\n")


def _stream(*, to_errors: bool) -> TextIO:
    return sys.stderr if to_errors else sys.stdout


def _can_show(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
