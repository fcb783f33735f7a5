"""Every text of the pages stands in the catalogue, in Chinese as well, and the catalogue holds no other."""

import io
import re
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from web.language import CATALOGUES, compile_catalogue

WEB = Path(__file__).parents[2] / "web"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
SOURCE = CATALOGUES / "zh" / "LC_MESSAGES" / "messages.po"
NEVER = re.compile(r"unfortunately|oops|please|!|\bgap\b|missing|lack of", re.IGNORECASE)
NEVER_IN_CHINESE = re.compile("[!！请]|抱歉|不幸|缺少|差距")
SAME_IN_CHINESE = {"careergraph"}


@pytest.fixture(scope="module")
def messages():
    found = set()
    for _file, _line, message, _comments, _context in extract_from_dir(WEB, METHODS):
        found.add(message if isinstance(message, str) else tuple(message))
    return found


@pytest.fixture(scope="module")
def chinese():
    with SOURCE.open("rb") as readable:
        catalogue = read_po(readable, locale="zh")
    return {message.id: message for message in catalogue if message.id}


def forms(message):
    return (message.string,) if isinstance(message.string, str) else message.string


def values_in(text):
    return set(re.findall(r"%\((\w+)\)s", text)) | ({"%"} if "%%" in text else set())


def test_every_text_is_in_the_catalogue_and_no_other(messages, chinese):
    assert len(messages) > 300
    assert messages - set(chinese) == set()
    assert set(chinese) - messages == set()


def test_every_text_is_translated(chinese):
    left = [one.id for one in chinese.values() if not all(forms(one)) or one.fuzzy]
    assert left == []


def test_translations_have_the_same_values(chinese):
    different = []
    for one in chinese.values():
        ids = (one.id,) if isinstance(one.id, str) else one.id
        wanted = values_in(ids[-1]) - {"num"}
        different += [(one.id, form) for form in forms(one) if values_in(form) - {"num"} != wanted]
    assert different == []


def test_translations_are_not_english(chinese):
    letters = set(string.ascii_letters)
    left = [one.id for one in chinese.values() if not any(ord(sign) > 0x2E00 for sign in forms(one)[0])
            and set(forms(one)[0]) & letters - {"s"} and not values_in(forms(one)[0])]  # fmt: skip
    assert set(left) <= SAME_IN_CHINESE


def test_a_compiled_catalogue_says_what_its_source_says(chinese):
    wanted = {first(one.id): first(one.string) for one in chinese.values()}
    assert compiled_texts(compile_catalogue(SOURCE, "zh")) == wanted
    beside = SOURCE.with_suffix(".mo")
    if beside.exists() and beside.stat().st_mtime >= SOURCE.stat().st_mtime:  # else the source is read
        assert compiled_texts(beside.read_bytes()) == wanted


def compiled_texts(compiled):
    return {first(message.id): first(message.string) for message in read_mo(io.BytesIO(compiled)) if message.id}


def first(text):
    return text if isinstance(text, str) else text[0]


def test_the_tone_is_kind(messages, chinese):
    english = [text for message in messages for text in ((message,) if isinstance(message, str) else message)]
    assert [text for text in english if NEVER.search(text)] == []
    assert [form for one in chinese.values() for form in forms(one) if NEVER_IN_CHINESE.search(form)] == []


def test_the_words_agreed_on_are_used(chinese):
    agreed = {
        "I am a": "我现在是",
        "Show me the ways": "看看有哪些路线",
        "Find routes": "查找路线",
        "What next": "下一步",
        "Map": "地图",
        "My skills": "我的技能",
        "Add a skill": "添加技能",
        "assumed": "推定",
        "to learn": "待学",
        "biggest step": "最大一步",
        "likelihood": "可能性",
        "fastest": "最快",
        "least to learn": "学得最少",
        "gentlest": "最平缓",
        "likeliest": "最常见",
        "best paid": "薪酬最高",
        "any": "不限",
        "Avoid": "避开",
        "Evidence": "依据",
        "Reports to": "上级",
        "Also called": "又称",
        "sideways": "平级调动",
        "Copy link": "复制链接",
        "Nothing you type leaves this computer.": "数据不会离开本机。",
    }
    assert {words: forms(chinese[words])[0] for words in agreed} == agreed


def test_a_page_speaks_the_language_of_its_address_then_of_the_browser(client):
    def spoken(**asked):
        response = client.get("/routes?from=rd-department-manager&to=general-manager", **asked)
        return response.headers["Content-Language"]

    assert spoken() == "en"
    assert spoken(headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}) == "zh"
    assert spoken(headers={"Accept-Language": "fr"}) == "en"
    page = client.get(
        "/routes?from=rd-department-manager&to=general-manager&lang=zh", headers={"Accept-Language": "en"}
    )
    text = page.get_data(as_text=True)
    assert "到总经理有 2 条路线" in text
    assert '<html lang="zh"' in text
    assert "Accept-Language" in page.headers["Vary"]


def test_links_keep_the_language_that_was_chosen(client):
    text = client.get("/routes?from=rd-department-manager&to=general-manager&lang=zh").get_data(as_text=True)
    links = [
        href for href in re.findall(r'<a [^>]*href="([^"#]+)', text) if href.startswith("/") and ".json" not in href
    ]
    assert links
    assert [href for href in links if "lang=" not in href] == []
