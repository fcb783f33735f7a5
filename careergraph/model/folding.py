"""How names are compared: case, width, accents and punctuation make no difference."""

import re
import unicodedata

SYMBOLS = "&+#"
"""They tell names apart (R&D, C++, C#); all other punctuation is a blank."""

_blanks = re.compile(rf"[^\w{SYMBOLS}]+|_+")
_accents = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """
    Return a text as it is compared: without case, width, accents and punctuation.

    Examples
    --------
    >>> fold("Ｄéputy  General-Manager (R&D)")
    'deputy general manager r&d'
    """
    plain = _accents.sub("", unicodedata.normalize("NFKD", text))
    return _blanks.sub(" ", unicodedata.normalize("NFKC", plain).casefold()).strip()
