"""The words of the command line: those of the views, and its own beside them, in one language."""

import gettext
from collections.abc import Iterable
from functools import lru_cache

from careergraph.model.text import Text
from careergraph.views.printable import plain
from careergraph.views.words import ENGLISH, Words, read_catalogue

DOMAIN = "careergraph-cli"


class CommandWords(Words):
    """
    The words of the command line in one language; what it has no own word for, the views have.

    Examples
    --------
    >>> CommandWords("zh")("you are here"), CommandWords("zh")("Ways in")
    ('您在这里', '从哪里来')
    """

    def __init__(self, language: str = ENGLISH) -> None:
        super().__init__(language)
        self._catalogue = _own_before(self.language, self._catalogue)

    def within(self, text: Text) -> str:
        """Return a text of the graph in this language, without what would steer a terminal."""
        return plain(super().within(text))

    def sentences(self, parts: Iterable[str]) -> str:
        """Return sentences as one paragraph, empty ones left out; Chinese sets no blank between them."""
        return ("" if self.language == "zh" else " ").join(filter(None, parts))


@lru_cache
def _own_before(language: str, others: gettext.NullTranslations) -> gettext.NullTranslations:
    if language == ENGLISH:
        return others
    own = read_catalogue("careergraph.cli", DOMAIN, language)
    own.add_fallback(others)
    return own
