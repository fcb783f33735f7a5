"""
Which folders become which packages, and the step that compiles the translations.

`web/` is installed as `careergraph_web`: a package called `web` would stand in everybody's way.
`graphdata/` holds no Python; it travels inside the wheel as `careergraph/_graphdata`.
Everything else about the package is in pyproject.toml.
"""

from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


def compile_translations(root: Path) -> None:
    """Write a `.mo` beside each `.po` that is newer."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only builds have Babel at hand
    from babel.messages.pofile import read_po  # noqa: PLC0415 - the same

    sources = (one for folder in ("careergraph", "web") for one in (root / folder).rglob("LC_MESSAGES/*.po"))
    for source in sources:
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as readable, target.open("wb") as writable:
            write_mo(writable, read_po(readable, locale=source.parts[-3]))


class BuildWithTranslations(build_py):
    """Python files as ever, after the translations were compiled."""

    def run(self) -> None:
        """Compile, then build."""
        compile_translations(Path(__file__).parent)
        super().run()


if __name__ == "__main__":
    setup(
        packages=[
            "careergraph",
            *(f"careergraph.{name}" for name in find_packages("careergraph")),
            "careergraph._graphdata",
            "careergraph_web",
            *(f"careergraph_web.{name}" for name in find_packages("web")),
        ],
        cmdclass={"build_py": BuildWithTranslations},
    )
