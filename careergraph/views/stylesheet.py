"""The one style sheet of the pictures, as it is needed: in a page, in a notebook, in a file that stands alone."""

import re
from functools import lru_cache
from importlib import resources

TOKEN = re.compile(r"(--[\w-]+): ([^;}]+)")
BLOCK = re.compile(r":root([^{]*)\{([^}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
USE = re.compile(r"var\((--[\w-]+)\)")
NAME = "pictures.css"
BOX = ".careergraph"
"""The class of what stands in somebody else's page."""


@lru_cache
def stylesheet() -> str:
    """Return the style sheet that pages link to."""
    return (resources.files("careergraph.views") / "static" / NAME).read_text(encoding="utf-8")


@lru_cache
def tokens(theme: str = "light") -> dict[str, str]:
    """
    Return the tokens of a theme, `light` or `dark`, by name.

    Examples
    --------
    >>> tokens()["--accent"], tokens("dark")["--paper"]
    ('#a3104f', '#13181b')
    """
    blocks = {where.strip(): dict(TOKEN.findall(body)) for where, body in BLOCK.findall(stylesheet())}
    light = blocks[""]
    return light if theme == "light" else light | blocks["[data-theme=dark]"]


def rules() -> str:
    """Return the style sheet without its tokens, comments and line ends."""
    bare = COMMENT.sub("", stylesheet())
    start = bare.index(".cg-")
    return re.sub(r"\s*\n\s*", "\n", bare[start:]).strip()


@lru_cache
def for_a_file() -> str:
    """
    Return a style sheet for an SVG file, every colour written out.

    Programs that draw SVG and are no browsers know neither custom properties nor themes.
    """
    return f"{_written_out('light')}\n@media (prefers-color-scheme: dark) {{\n{_written_out('dark')}\n}}"


def _written_out(theme: str) -> str:
    known = tokens(theme)
    return USE.sub(lambda found: known[found[1]], rules())


@lru_cache
def for_a_notebook() -> str:
    """Return a style sheet for part of somebody else's page: tokens within a box, themes as notebooks name them."""
    light, dark = (_declared(theme) for theme in ("light", "dark"))
    ground = (
        "background: var(--paper); color: var(--ink); font: 400 14px/20px var(--font); padding: 16px; text-align: left"
    )
    named = ("[data-jp-theme-light=false]", ".vscode-dark", "[data-theme=dark]")
    unnamed = "body:not([data-jp-theme-light], [class*=vscode], [data-theme])"
    return "\n".join(
        (
            f"{BOX} {{ {light}; {ground} }}",
            f"{', '.join(f'{where} {BOX}' for where in named)} {{ {dark} }}",
            f"@media (prefers-color-scheme: dark) {{ {unnamed} {BOX} {{ {dark} }} }}",
            rules(),
        )
    )


def _declared(theme: str) -> str:
    return "; ".join(f"{name}: {value.strip()}" for name, value in tokens(theme).items())
