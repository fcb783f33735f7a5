"""Plots as SVG: lines on two logarithmic scales, drawn with nothing but text."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import TypeAlias

Line: TypeAlias = Sequence[tuple[float, float]]
WIDTH, HEIGHT, MARGIN, LINE = 640, 400, 72, 16
FONT = 'font-family="sans-serif" font-size="12"'
COLOURS = ("#0b5fa5", "#b3450b", "#2f7d32", "#7b3fa0", "#8a6d00")


def plot(title: str, across: str, lines: Mapping[str, Line]) -> str:
    """Return a plot of lines: milliseconds upwards, `across` to the right."""
    points = [point for line in lines.values() for point in line]
    left, right = _decades([x for x, _ in points])
    low, high = _decades([y for _, y in points])

    top = 44 + LINE * len(lines)

    def at(x: float, y: float) -> tuple[float, float]:
        along = (log10(x) - left) / (right - left)
        up = (log10(y) - low) / (high - low)
        return MARGIN + along * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - up * (HEIGHT - MARGIN - top)

    parts = [_text(WIDTH / 2, 22, title, "middle"), _text(WIDTH / 2, HEIGHT - 10, across, "middle")]
    parts += [_text(*_moved(at(10**left, 10**y), -6, 4), f"{10.0**y:,g} ms", "end") for y in range(low, high + 1)]
    parts += [_text(*_moved(at(10**x, 10**low), 0, 18), f"{10**x:,}", "middle") for x in range(left, right + 1)]
    parts += [_line([at(10**left, 10**y), at(10**right, 10**y)], "#c8c8c8") for y in range(low, high + 1)]
    for number, (name, line) in enumerate(lines.items()):
        colour = COLOURS[number % len(COLOURS)]
        drawn = [at(*point) for point in line]
        parts += [
            _line(drawn, colour, 2),
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in drawn),
        ]
        parts.append(_text(MARGIN + 8, 44 + LINE * number, name, "start", colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#ffffff"/>', *parts, "</svg>", ""])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _moved(point: tuple[float, float], right: float, down: float) -> tuple[float, float]:
    return point[0] + right, point[1] + down


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#222222") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _line(points: Sequence[tuple[float, float]], colour: str, width: int = 1) -> str:
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{where}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
