"""The tokens of the style sheet: contrast where it is needed, and the same names in every theme."""

import re
from itertools import product

import pytest

from careergraph.views import asset
from careergraph.views.stylesheet import BLOCK, TOKEN, for_a_file, for_a_notebook, rules, stylesheet, tokens

TEXT, MARK = 4.5, 3


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *product(("ink", "ink2", "accent"), ("paper", "sheet", "tint"), (TEXT,)),
    *product(("ink3",), ("paper", "sheet"), (TEXT,)),
    *product(("edge",), ("paper", "sheet"), (MARK,)),
    ("on-accent", "accent", TEXT),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "needed"), PAIRS)
def test_contrast_suffices(theme, front, ground, needed):
    known = tokens(theme)
    assert contrast(known[f"--{front}"], known[f"--{ground}"]) >= needed


@pytest.mark.parametrize(
    ("theme", "front", "ground", "ratio"),
    [
        ("light", "ink", "paper", 17.88),
        ("light", "ink2", "tint", 6.99),
        ("light", "accent", "sheet", 7.05),
        ("light", "edge", "paper", 3.88),
        ("dark", "ink", "paper", 15.60),
        ("dark", "accent", "tint", 6.20),
        ("dark", "on-accent", "accent", 7.49),
        ("dark", "edge", "sheet", 4.09),
    ],
)
def test_the_ratios_are_those_of_the_design(theme, front, ground, ratio):
    known = tokens(theme)
    assert round(contrast(known[f"--{front}"], known[f"--{ground}"]), 2) == pytest.approx(ratio, abs=0.011)


def test_every_theme_has_every_colour():
    blocks = {where.strip(): set(dict(TOKEN.findall(body))) - {"--font"} for where, body in BLOCK.findall(stylesheet())}
    assert set(blocks) == {"", ":not([data-theme=light])", "[data-theme=dark]", ":root"}
    assert len({frozenset(names) for names in blocks.values()}) == 1


def test_the_two_ways_into_the_dark_are_the_same():
    blocks = [dict(TOKEN.findall(body)) for where, body in BLOCK.findall(stylesheet()) if "data-theme" in where]
    assert blocks[0] == blocks[1]


def test_rules_use_tokens_only():
    colours = re.findall(r"#[0-9a-f]{3,8}|rgb|hsl", rules())
    assert colours == []
    assert set(re.findall(r"var\((--[\w-]+)\)", rules())) <= set(tokens())


def test_every_rule_is_about_the_pictures():
    bare = re.sub(r"@[^{]*\{", "", rules()).replace("}", "")
    selectors = re.findall(r"^\s*([^{}\n@]+)\{", bare, re.MULTILINE)
    assert selectors
    assert [one for one in selectors if not all(".cg-" in part for part in re.split(r",(?![^(]*\))", one))] == []


def test_every_class_of_the_style_sheet_is_used_and_every_class_used_is_known():
    from pathlib import Path

    import careergraph.views

    folder = Path(careergraph.views.__file__).parent
    sources = "".join(
        path.read_text(encoding="utf-8") for path in [*folder.glob("*.py"), folder / "static" / "network.js"]
    )
    made = {
        "new",
        "partly",
        "owned",
        "held",
        "optional",
        "other",
        "near",
        "yours",
        "sideways",
        "derived",
        "chosen",
        "you",
    }
    for name in set(re.findall(r"\.cg-([\w-]+)", rules())):
        stem = name.removesuffix("-dot").removesuffix("-label")
        assert f"cg-{name}" in sources or stem in made, name


def test_forced_colours_and_print_have_tokens_of_their_own():
    assert "@media (forced-colors: active)" in stylesheet()
    assert "--accent: Highlight" in stylesheet()
    assert "@media print" in stylesheet()
    assert "--accent: #000" in stylesheet()


def test_a_file_has_every_colour_written_out():
    assert "var(" not in for_a_file()
    assert "#a3104f" in for_a_file()
    assert "prefers-color-scheme: dark" in for_a_file()


def test_a_notebook_keeps_its_own_tokens():
    assert ":root {" not in for_a_notebook()
    assert for_a_notebook().startswith(".careergraph {")


def test_the_style_sheet_is_small():
    assert len(asset("pictures.css")) < 10_000
