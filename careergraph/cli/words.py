"""The words of the command line: those of the views, and its own beside them, in one language."""

import gettext
import io
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from careergraph.model.text import Text
from careergraph.views.terminal import plain
from careergraph.views.words import ENGLISH, Words, compile_catalogue

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
    messages = resources.files("careergraph.cli") / "translations" / language / "LC_MESSAGES"
    compiled = messages / f"{DOMAIN}.mo"
    content = compiled.read_bytes() if compiled.is_file() else compile_catalogue(messages / f"{DOMAIN}.po", language)
    own = gettext.GNUTranslations(io.BytesIO(content))
    own.add_fallback(others)
    return own
