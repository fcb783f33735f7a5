"""Every text of the command line can be said in Chinese."""

import ast
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

CAREERGRAPH = Path(__file__).parents[2] / "careergraph"


def texts_in(folder):
    """Return the texts that are handed to `words(...)` and `words.plural(...)` below a folder."""
    calls = [
        node
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    ]
    names = {ast.unparse(call.func).rpartition(".")[2]: None for call in calls}
    assert "words" in names
    wanted = [call for call in calls if ast.unparse(call.func).rpartition(".")[2] in {"words", "plural", "self"}]
    return {call.args[0].value for call in wanted if isinstance(call.args[0].value, str)}


@pytest.fixture(scope="module")
def catalogues():
    paths = [
        CAREERGRAPH / "cli" / "translations" / "zh" / "LC_MESSAGES" / "careergraph-cli.po",
        CAREERGRAPH / "views" / "translations" / "zh" / "LC_MESSAGES" / "careergraph.po",
    ]
    return [read_po(BytesIO(path.read_bytes()), locale="zh") for path in paths]


def msgids(catalogue):
    return {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}


def test_every_text_is_translated(catalogues):
    known = {one for catalogue in catalogues for one in msgids(catalogue)}
    assert texts_in(CAREERGRAPH / "cli") - known == set()


def test_no_translation_is_left_over(catalogues):
    assert msgids(catalogues[0]) - texts_in(CAREERGRAPH / "cli") == set()


def test_no_translation_is_empty_and_each_has_the_same_places_to_fill(catalogues):
    for message in catalogues[0]:
        if not message.id:
            continue
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        (said,) = message.string if isinstance(message.string, tuple) else (message.string,)
        assert said, message.id
        assert places(said) <= {place for form in forms for place in places(form)}, message.id


def places(text):
    return {part.partition("}")[0] for part in text.split("{")[1:]}
