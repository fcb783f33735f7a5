"""The words of the views: translated completely, and figures that carry their unit."""

import ast
import gettext
import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import careergraph.views
from careergraph.model.roles import Pay
from careergraph.model.skills import DEFAULT_LEVELS
from careergraph.model.text import Text
from careergraph.routes.route import Value
from careergraph.views.words import LANGUAGES, Words, compile_catalogue

VIEWS = Path(careergraph.views.__file__).parent
CATALOGUES = sorted((VIEWS / "translations").glob("*/LC_MESSAGES/careergraph.po"))


def texts_in(path):
    """Yield what a module gives to `words(...)`, `words.plural(...)` and `pgettext(...)`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        wanted = {"words": 1, "self": 1, "plural": 2, "pgettext": 2}.get(name, 0)
        given = [one.value for one in node.args[:wanted] if isinstance(one, ast.Constant)]
        if wanted and given:
            yield tuple(given[1:] if name == "pgettext" else given)


def messages(path):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=path.parts[-3]) if message.id]


USED = {text for path in VIEWS.glob("*.py") for text in texts_in(path)}


def test_there_is_a_catalogue_for_every_language_but_english():
    assert {path.parts[-3] for path in CATALOGUES} == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path):
    known = {message.id if isinstance(message.id, tuple) else (message.id,) for message in messages(path)}
    assert known == USED


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_translation_is_empty_or_loses_a_figure(path):
    for message in messages(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy
        for string in strings:
            assert set(places(string)) == set(places(ids[-1])), message.id


def places(text):
    return [part.partition("}")[0] for part in text.split("{")[1:]]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_compiled_catalogue_is_up_to_date(path):
    compiled = path.with_suffix(".mo")
    if not compiled.exists():
        pytest.skip("nothing was compiled here; the words come from the .po itself")
    fresh = gettext.GNUTranslations(io.BytesIO(compile_catalogue(path, path.parts[-3])))
    with compiled.open("rb") as file:
        assert _texts(gettext.GNUTranslations(file)) == _texts(fresh)


def _texts(catalogue):
    """Return what a catalogue translates, without its header, which tells the time."""
    return {key: text for key, text in catalogue._catalog.items() if key}


def test_an_unknown_language_speaks_english():
    assert Words("fr-CA").language == "en"
    assert Words("zh-Hant-TW").language == "zh"


@pytest.mark.parametrize(
    ("english", "chinese", "given"),
    [
        ("≈\u00a036 months", "≈\u00a036 个月", lambda words: words.months(36, estimated=True)),
        ("1 month", "1 个月", lambda words: words.months(1)),
        ("36.5 months", "36.5 个月", lambda words: words.months(Decimal("36.5"))),
        ("months not known", "月数未知", lambda words: words.months(None)),
        (
            "≈\u00a024 months and 1 step of unknown length",
            "≈\u00a024 个月，另有 1 步时长未知",
            lambda words: words.months_of(Value(1, Fraction(24)), estimated=True),
        ),
        ("2 steps of unknown length", "2 步时长未知", lambda words: words.months_of(Value(2, Fraction(0)))),
        ("1 level step", "1 级", lambda words: words.level_steps(1)),
        ("≈\u00a08 level steps", "≈\u00a08 级", lambda words: words.level_steps(8, estimated=True)),
        ("3.5\u00a0%", "3.5%", lambda words: words.share(Fraction(35, 1000))),
        ("3 practitioner", "3 熟练", lambda words: words.level(DEFAULT_LEVELS, 3)),
        ("– none", "– 无", lambda words: words.level(DEFAULT_LEVELS, 0)),
        (
            "200,000 to 600,000",
            "200,000 至 600,000",
            lambda words: words.pay(Pay(Decimal(200000), Decimal(600000), "CNY")),
        ),
        (
            "Chinese yuan a year",
            "人民币/年",
            lambda words: words.pay_unit(Pay(Decimal(1), Decimal(1), "CNY")),
        ),
    ],
)
def test_a_figure_has_its_unit(english, chinese, given):
    assert given(Words()) == english
    assert given(Words("zh")) == chinese


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (1, "100"),
        (Fraction(999, 1000), ">\u00a099"),
        (Fraction(34, 120), "28"),
        (Fraction(99, 1000), "9.9"),
        (Fraction(9999, 100000), "10"),
        (Fraction(1, 1000), "0.1"),
        (Fraction(1, 100_000), "0.001"),
        (Fraction(1, 1_000_000), "0.0001"),
        (Fraction(1, 10**12), "<\u00a00.0001"),
    ],
)
def test_a_share_never_says_all_or_none_where_some_did_otherwise(share, said):
    assert Words().share(share) == f"{said}\u00a0%"


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("Technical director", "technical director"),
        ("Manager of the R&D department", "manager of the R&D department"),
        ("R&D manager", "R&D manager"),
        ("CTO", "CTO"),
        ("DevOps engineer", "DevOps engineer"),
        ("X-ray technician", "X-ray technician"),
        ("3D artist", "3D artist"),
        ("Clinical Nurse Specialists", "Clinical Nurse Specialists"),
        ("Teachers and Instructors, All Other", "Teachers and Instructors, All Other"),
        ("Carpenters", "carpenters"),
        ("General manager (China)", "general manager (China)"),
        ("Java/Kotlin developer", "Java/Kotlin developer"),
        ("", ""),
    ],
)
def test_a_title_is_in_lower_case_within_a_sentence_unless_its_capitals_belong_there(title, within):
    assert Words().in_sentence(Text(title)) == within


def test_a_title_in_another_language_keeps_its_capital():
    assert Words().in_sentence(Text("Technische Leiterin"), "de") == "Technische Leiterin"
    assert Words().foreign(Text("Technische Leiterin"), "de") == "de"
    assert Words("zh").foreign(Text.of("Founder", zh="创业者"), "en") is None
    assert Words("zh").foreign(Text("Founder"), "en") == "en"


CHINESE = {
    "assumed": "推定",
    "held today": "现已具备",
    "partly held": "部分具备",
    "new to you": "尚未接触",
    "fastest": "最快",
    "least to learn": "学得最少",
    "gentlest": "最平缓",
    "likeliest": "最常见",
    "best paid": "薪酬最高",
    "you are here": "您在这里",
    "your goal": "您的目标",
    "sideways": "平级调动",
}


@pytest.mark.parametrize(("english", "chinese"), CHINESE.items())
def test_the_chinese_words_are_those_of_the_design(english, chinese):
    assert Words("zh")(english) == chinese
