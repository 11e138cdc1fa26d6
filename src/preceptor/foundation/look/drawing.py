"""Pieces of which the charts are made: elements, scales, and the frame with its words and its table."""

import math
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDE, NARROW = 640, 358
PALETTE = ("#12385b", "#c47a00", "#3f7fae", "#7a4e7e", "#4d7c4a", "#8a5a3b")
INK, SOFT, GRID = "#1b2733", "#51606f", "#d5dce3"
_LETTER = 7.6  # mean width of a letter at 15 px, to keep labels inside the drawing


def element(name: str, *inside: str, **attributes: object) -> SafeString:
    """One SVG element; `stroke_width=2` becomes `stroke-width="2"`, values are escaped, numbers kept short."""
    written = format_html_join(
        "", ' {}="{}"', ((key.rstrip("_").replace("_", "-"), short(value)) for key, value in attributes.items())
    )
    content = format_html_join("", "{}", ((part,) for part in inside))
    return format_html("<{}{}>{}</{}>", mark_safe(name), written, content, mark_safe(name))  # noqa: S308  names are constants of our own


def short(value: object) -> object:
    """A number with one decimal place at most."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def figure(value: float | None, unit: str = "") -> str:
    """A value as people read it: grouped, at most one decimal place, with its unit."""
    if value is None:
        return "–"
    places = 0 if float(value).is_integer() else 1
    text = str(number_format(round(value, places), decimal_pos=places, use_l10n=True, force_grouping=True))
    return f"{text} {unit}".strip()


def clipped(text: str, room: float) -> str:
    """The text, cut with an ellipsis where the room is too small; the table holds it whole."""
    letters = max(int(room / _LETTER), 3)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def ticks(most: float, wanted: int = 4) -> list[float]:
    """Round values from 0 to at least `most`, about `wanted` steps of 1, 2, 2.5 or 5 times a power of ten."""
    if most <= 0:
        return [0.0, 1.0]
    rough = most / wanted
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [step * count for count in range(math.ceil(most / step - 1e-9) + 1)]


def svg(words: tuple[str, str], size: tuple[float, float], parts: Iterable[str], css: str) -> SafeString:
    """A drawing with its title and description for those who do not see it."""
    title, description = words
    key = sha256(f"{title}|{description}|{css}".encode()).hexdigest()[:8]
    named = (element("title", title, id=f"t{key}"), element("desc", description, id=f"d{key}"))
    return element(
        "svg",
        *named,
        *parts,
        class_=css,
        role="img",
        aria_labelledby=f"t{key} d{key}",
        viewBox=f"0 0 {short(size[0])} {short(size[1])}",
    )


def label(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK, weight: int = 400) -> SafeString:
    """A line of text in a drawing."""
    return element("text", text, x=x, y=y, text_anchor=anchor, fill=fill, font_size=15, font_weight=weight)


def framed(
    words: tuple[str, str],
    drawings: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    legend: str = "",
) -> SafeString:
    """The chart as it stands on a page: its title, the drawings, the legend, and the numbers in a table."""
    context = {"title": words[0], "drawings": drawings, "legend": legend, "columns": columns, "rows": rows}
    return SafeString(render_to_string("look/chart.html", context))


def legend_of(names: Sequence[str]) -> SafeString:
    """What each color stands for; colors also differ in lightness, and the table tells the same."""
    entries = (
        (
            element(
                "svg",
                element("rect", width=16, height=16, rx=3, fill=color(at)),
                viewBox="0 0 16 16",
                aria_hidden="true",
            ),
            name,
        )
        for at, name in enumerate(names)
    )
    return format_html('<ul class="chart__legend">{}</ul>', format_html_join("", "<li>{} {}</li>", entries))


def color(at: int) -> str:
    """The color of the series at this place."""
    return PALETTE[at % len(PALETTE)]
