"""Charts drawn on the server as SVG, twice each (640 and 358 wide), with their numbers in a table.

Chart libraries break under the content security policy or weigh more than the whole page.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.foundation.look.drawing import (
    GRID,
    INK,
    NARROW,
    SOFT,
    WIDE,
    clipped,
    color,
    element,
    figure,
    framed,
    label,
    legend_of,
    svg,
    ticks,
)
from preceptor.foundation.look.maps import MapPoint, school_map

__all__ = ["MapPoint", "bars", "gantt_bar", "lines", "school_map", "stacked_bars"]

Row = tuple[str, Sequence[float]]
_SIZES = ((WIDE, "chart__wide"), (NARROW, "chart__narrow"))


def bars(
    title: str, description: str, data: Sequence[tuple[str, float]], *, unit: str = "", name: str = ""
) -> SafeString:
    """One horizontal bar for each label; `name` heads the column of values."""
    rows = [(text, (value,)) for text, value in data]
    drawings = [_bar_drawing((title, description), rows, (width, css), unit) for width, css in _SIZES]
    table = [(text, figure(value, unit)) for text, value in data]
    return framed((title, description), drawings, ("", name or unit or _("Value")), table)


def stacked_bars(
    title: str, description: str, series: Sequence[str], rows: Sequence[Row], *, unit: str = ""
) -> SafeString:
    """One horizontal bar for each row, made of one piece for each series."""
    drawings = [_bar_drawing((title, description), rows, (width, css), unit) for width, css in _SIZES]
    table = [(text, *(figure(value, unit) for value in values), figure(sum(values), unit)) for text, values in rows]
    return framed((title, description), drawings, ("", *series, _("Total")), table, legend_of(series))


def _bar_drawing(words: tuple[str, str], rows: Sequence[Row], size: tuple[int, str], unit: str) -> SafeString:
    width, css = size
    narrow = width == NARROW
    left, pitch, end = (0, 50, 64) if narrow else (190, 34, 80)
    most = max((sum(max(value, 0) for value in values) for _text, values in rows), default=0) or 1
    scale = (width - left - end) / most
    parts: list[str] = []
    for at, (text, values) in enumerate(rows):
        top = at * pitch + (20 if narrow else 4)
        words_at = (0, top - 6) if narrow else (left - 10, top + 17)
        parts.append(
            label(*words_at, clipped(text, width - 8 if narrow else left - 12), anchor="start" if narrow else "end")
        )
        parts += _pieces(values, left, top, scale)
        reach = left + sum(max(value, 0) for value in values) * scale
        parts.append(label(reach + 8, top + 17, figure(sum(values), unit), weight=600))
    return svg(words, (width, len(rows) * pitch + 4), parts, css)


def _pieces(values: Sequence[float], left: float, top: float, scale: float) -> list[str]:
    """The pieces of one bar side by side; a thin gap parts them, so that they can be told without color."""
    drawn: list[str] = []
    at = float(left)
    for place, value in enumerate(values):
        wide = max(value, 0) * scale
        if wide > 0:
            drawn.append(
                element(
                    "rect",
                    x=at,
                    y=top,
                    width=max(wide - 1.5, 1.0),
                    height=24,
                    rx=3,
                    fill=color(place),
                    class_=f"series-{place}",
                )
            )
        at += wide
    return drawn


def lines(
    title: str, description: str, steps: Sequence[str], series: Mapping[str, Sequence[float | None]], *, unit: str = ""
) -> SafeString:
    """One line for each series over the same steps; a gap where a value is missing."""
    drawings = [_line_drawing((title, description), steps, series, size) for size in _SIZES]
    table = [(step, *(figure(values[at], unit) for values in series.values())) for at, step in enumerate(steps)]
    return framed((title, description), drawings, ("", *series), table, legend_of(list(series)))


def _line_drawing(
    words: tuple[str, str], steps: Sequence[str], series: Mapping[str, Sequence[float | None]], size: tuple[int, str]
) -> SafeString:
    width, css = size
    left, top, right, bottom = 56.0, 12.0, width - 12.0, 250.0
    scale = ticks(max((value for values in series.values() for value in values if value is not None), default=0))
    across = (right - left) / max(len(steps) - 1, 1)
    parts: list[str] = []
    for tick in scale:
        y = bottom - (bottom - top) * tick / scale[-1]
        parts.append(element("line", x1=left, x2=right, y1=y, y2=y, stroke=GRID))
        parts.append(label(left - 8, y + 5, figure(tick), anchor="end", fill=SOFT))
    every = -(-len(steps) * 64 // max(int(right - left), 1)) or 1
    for at in range(0, len(steps), every):
        anchor = "start" if at == 0 else "end" if at == len(steps) - 1 else "middle"
        parts.append(label(left + at * across, bottom + 24, clipped(steps[at], 90), anchor=anchor, fill=SOFT))
    for place, values in enumerate(series.values()):
        points = [
            (left + at * across, None if value is None else bottom - (bottom - top) * value / scale[-1])
            for at, value in enumerate(values)
        ]
        parts += _polyline(points, place)
    return svg(words, (width, 286), parts, css)


def _polyline(points: Sequence[tuple[float, float | None]], place: int) -> list[str]:
    """A line with dots; each series has its own dashes, so that it can be told without color."""
    dashes = ("none", "7 4", "2 4", "12 4 2 4", "1 3", "10 6")[place % 6]
    path, pen = [], "M"
    for x, y in points:
        if y is not None:
            path.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "M" if y is None else "L"
    line = element(
        "path",
        d="".join(path),
        fill="none",
        stroke=color(place),
        stroke_width=2.5,
        stroke_dasharray=dashes,
        class_=f"series-{place}",
    )
    return [line, *(element("circle", cx=x, cy=y, r=3.5, fill=color(place)) for x, y in points if y is not None)]


def gantt_bar(
    title: str, span: tuple[date, date], window: tuple[date, date], *, today: date | None = None
) -> SafeString:
    """One bar of a schedule for a table cell: `span` (first and last day) inside `window`; a line marks today."""
    first, last = window
    days = max((last - first).days + 1, 1)
    per_day = 200 / days
    start = min(max((span[0] - first).days, 0), days)
    end = min(max((span[1] - first).days + 1, start), days)
    parts: list[str] = [element("rect", x=0, y=9, width=200, height=2, fill=GRID)]
    if end > start:
        parts.append(
            element(
                "rect", x=start * per_day, y=3, width=max((end - start) * per_day, 3.0), height=14, rx=3, fill=color(2)
            )
        )
    if today is not None and first <= today <= last:
        x = (today - first).days * per_day
        parts.append(element("line", x1=x, x2=x, y1=0, y2=20, stroke=INK, stroke_width=2))
    told = _("%(start)s to %(end)s") % {"start": span[0].isoformat(), "end": span[1].isoformat()}
    return svg((title, told), (200, 20), parts, "gantt")
