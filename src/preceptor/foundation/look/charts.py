"""Charts drawn on the server as SVG, twice each (640 and 358 wide), with their numbers in a table.

Chart libraries break under the content security policy or weigh more than the whole page.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import date_format
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

__all__ = ["MapPoint", "bars", "gantt_bar", "gantt_months", "intervals", "lines", "school_map", "stacked_bars"]

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
    title: str,
    span: tuple[date, date],
    window: tuple[date, date],
    *,
    today: date | None = None,
    baseline: tuple[date, date] | None = None,
    critical: bool = False,
) -> SafeString:
    """One bar of a schedule for a table cell: `span` (first and last day) inside `window`; a line marks today.

    One day is a diamond, a critical bar has pointed ends, and the `baseline` is a thin outlined bar below.
    """
    parts: list[str] = [element("rect", x=0, y=9, width=200, height=2, fill=GRID)]
    places = _places(span, window)
    if places is not None:
        parts.append(_span_shape(places, span[0] == span[1], critical))
    if baseline is not None and (below := _places(baseline, window)) is not None:
        frame = {"fill": "#fff", "stroke": INK, "stroke_width": 1}
        parts.append(element("rect", x=below[0], y=21, width=max(below[1] - below[0], 3.0), height=4, **frame))
    if today is not None and (mark := _places((today, today), window)) is not None:
        parts.append(element("line", x1=mark[0], x2=mark[0], y1=0, y2=26, stroke=INK, stroke_width=1.5))
    told = _("%(start)s to %(end)s") % {"start": span[0].isoformat(), "end": span[1].isoformat()}
    return svg((title, told), (200, 20 if baseline is None else 26), parts, "gantt")


def gantt_months(title: str, window: tuple[date, date]) -> SafeString:
    """The months above the bars of a schedule: each month, or each quarter or year where there are many."""
    months = _months(window)
    step = 1 if len(months) <= 14 else 3 if len(months) <= 40 else 12
    shown = [month for month in months if (month.month - 1) % step == 0] or months[:1]
    parts: list[str] = []
    for month in shown:
        x = float(_places((month, month), window)[0])  # type: ignore[index]  # a month of the window is inside it
        parts.append(element("line", x1=x, x2=x, y1=0, y2=20, stroke=GRID))
        name = str(month.year) if step == 12 else date_format(month, "M", use_l10n=False)
        parts.append(element("text", clipped_name(name), x=x + 1, y=18, fill=INK, font_size=7))
        if step < 12 and (month.month == 1 or month == shown[0]):
            parts.append(element("text", str(month.year), x=x + 1, y=8, fill=SOFT, font_size=7))
    told = _("%(start)s to %(end)s") % {"start": window[0].isoformat(), "end": window[1].isoformat()}
    return svg((title, told), (200, 20), parts, "gantt gantt--months")


def clipped_name(name: str) -> str:
    """At most four letters of a month's name."""
    return name[:4].rstrip(".")


def _months(window: tuple[date, date]) -> list[date]:
    """The first day of every month of a window."""
    first, last = (day.year * 12 + day.month - 1 for day in window)
    return [date(at // 12, at % 12 + 1, 1) for at in range(first, last + 1)]


def _places(span: tuple[date, date], window: tuple[date, date]) -> tuple[float, float] | None:
    """Where a span begins and ends in a drawing 200 wide; None where it lies outside the window."""
    days = max((window[1] - window[0]).days + 1, 1)
    start = max((span[0] - window[0]).days, 0)
    end = min((span[1] - window[0]).days + 1, days)
    return (start * 200 / days, end * 200 / days) if end > start else None


def _span_shape(places: tuple[float, float], one_day: bool, critical: bool) -> SafeString:
    """A bar, one with pointed ends where it is critical, or a diamond for a single day."""
    left, right = places
    if one_day:
        x = min(max((left + right) / 2, 7.0), 193.0)
        outline = f"{x:.1f},3 {x + 7:.1f},10 {x:.1f},17 {x - 7:.1f},10"
        return element("polygon", points=outline, fill=color(0) if critical else color(2))
    if critical:
        tip = min((right - left) / 3, 6.0)
        outline = (
            f"{left:.1f},10 {left + tip:.1f},3 {right - tip:.1f},3 {right:.1f},10 "
            f"{right - tip:.1f},17 {left + tip:.1f},17"
        )
        return element("polygon", points=outline, fill=color(0))
    return element("rect", x=left, y=3, width=max(right - left, 3.0), height=14, rx=3, fill=color(2))


def intervals(title: str, description: str, points: Sequence[tuple[str, float, float, float]]) -> SafeString:
    """One dot with a whisker for each step: label, estimate, low, high; values below zero too, and a line at zero."""
    drawings = [_interval_drawing((title, description), points, size) for size in _SIZES]
    table = [(step, figure(value), f"{figure(low)} – {figure(high)}") for step, value, low, high in points]
    return framed((title, description), drawings, ("", _("Estimate"), _("95% interval")), table)


def _interval_drawing(
    words: tuple[str, str], points: Sequence[tuple[str, float, float, float]], size: tuple[int, str]
) -> SafeString:
    width, css = size
    left, top, right, bottom = 56.0, 12.0, width - 24.0, 250.0
    reach = max((abs(bound) for _step, _value, low, high in points for bound in (low, high)), default=1) or 1
    scale = ticks(reach, 2)
    middle, per_unit = (top + bottom) / 2, (bottom - top) / 2 / scale[-1]
    parts: list[str] = []
    for tick in sorted({sign * each for each in scale for sign in (1, -1)}):
        y = middle - tick * per_unit
        parts.append(element("line", x1=left, x2=right, y1=y, y2=y, stroke=INK if tick == 0 else GRID))
        parts.append(label(left - 8, y + 5, figure(tick), anchor="end", fill=SOFT))
    across = (right - left) / max(len(points), 1)
    for at, (step, value, low, high) in enumerate(points):
        x = left + across * (at + 0.5)
        ends = (middle - high * per_unit, middle - low * per_unit)
        parts.append(element("line", x1=x, x2=x, y1=ends[0], y2=ends[1], stroke=color(0), stroke_width=2.5))
        parts += [element("line", x1=x - 6, x2=x + 6, y1=y, y2=y, stroke=color(0), stroke_width=2.5) for y in ends]
        parts.append(element("circle", cx=x, cy=middle - value * per_unit, r=5, fill=color(1), stroke=INK))
        parts.append(label(x, bottom + 24, clipped(step, across), anchor="middle", fill=SOFT))
    return svg(words, (width, 286), parts, css)
