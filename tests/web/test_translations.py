"""Every text of the pages can be said in Chinese."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

import web

PAGES = Path(web.__file__).parent
TRANSLATIONS = PAGES / "translations"


def forms(text):
    return text if isinstance(text, tuple) else (text,)


def places(text):
    return set(re.findall(r"%(?:\(\w+\)[a-z]|%)", text))


def tags(text):
    return sorted(re.findall(r"<[^>]+>", text))


@pytest.fixture(scope="module")
def texts():
    """Return the texts of the code and of the templates, those with a plural as pairs."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)
    found = {text for _file, _line, text, _comments, _context in extract_from_dir(PAGES, methods, options)}
    return found - {text[0] for text in found if isinstance(text, tuple)}  # one entry serves both


@pytest.fixture(scope="module")
def catalogue():
    with (TRANSLATIONS / "zh" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="zh")


def test_every_text_is_translated(texts, catalogue):
    assert texts
    assert texts - {message.id for message in catalogue} == set()


def test_no_text_hides_where_extraction_does_not_look(texts):
    """As within f-strings."""
    nodes = [node for path in PAGES.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "ngettext"}]
    first = {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}
    assert first - {forms(text)[0] for text in texts} == set()


def test_no_translation_is_left_over(texts, catalogue):
    assert {message.id for message in catalogue if message.id} - texts == set()
    assert not catalogue.obsolete


def test_no_translation_is_empty_or_a_guess(catalogue):
    for message in catalogue:
        if message.id:
            assert all(forms(message.string)), message.id
            assert not message.fuzzy, message.id


def test_each_translation_has_the_same_places_to_fill_and_the_same_tags(catalogue):
    for message in catalogue:
        if message.id:
            (said,) = forms(message.string)  # Chinese has one form, and may follow either of the English ones
            assert places(said) in [places(form) for form in forms(message.id)], message.id
            assert tags(said) in [tags(form) for form in forms(message.id)], message.id


def test_chinese_has_one_form(catalogue):
    assert catalogue.num_plurals == 1
