"""Maps of schools drawn on the server: they print, need no script and no tile server, and each school is a link."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from preceptor.foundation.look.drawing import NARROW, WIDE, color, element, framed, short

_MARGIN = 14.0


@dataclass(frozen=True)
class MapPoint:
    """A school on a map: where it lies, the group by which it is drawn, and the page it leads to."""

    label: str
    latitude: float
    longitude: float
    url: str = ""
    group: str = ""
    detail: str = ""


def school_map(title: str, description: str, points: Sequence[MapPoint]) -> SafeString:
    """A map of points by group; each group has a color and a shape of its own, and the table names every point."""
    groups = sorted({point.group for point in points})
    drawings = [
        _drawing((title, description), points, groups, size)
        for size in ((WIDE, "chart__wide"), (NARROW, "chart__narrow"))
    ]
    rows = [(_named(point), point.group, point.detail) for point in sorted(points, key=lambda point: point.label)]
    legend = _legend(groups) if len(groups) > 1 else SafeString("")
    return framed((title, description), drawings, (_("School"), _("Group"), _("Note")), rows, legend)


def _named(point: MapPoint) -> str:
    return format_html('<a href="{}">{}</a>', point.url, point.label) if point.url else point.label


def projection(points: Sequence[MapPoint], width: float) -> tuple[Callable[[MapPoint], tuple[float, float]], float]:
    """How a point comes onto a drawing of this width, and its height (1.2 times its width at most)."""
    if not points:
        return (lambda _point: (0.0, 0.0)), width / 2
    middle = math.cos(math.radians(sum(point.latitude for point in points) / len(points)))
    xs, ys = [point.longitude * middle for point in points], [point.latitude for point in points]
    west, north = min(xs), max(ys)
    wide, high = max(max(xs) - west, 1e-6), max(north - min(ys), 1e-6)
    scale = min((width - 2 * _MARGIN) / wide, (1.2 * width - 2 * _MARGIN) / high)
    indent = (width - wide * scale) / 2

    def place(point: MapPoint) -> tuple[float, float]:
        return indent + (point.longitude * middle - west) * scale, _MARGIN + (north - point.latitude) * scale

    return place, high * scale + 2 * _MARGIN


def _drawing(
    words: tuple[str, str], points: Sequence[MapPoint], groups: Sequence[str], size: tuple[int, str]
) -> SafeString:
    width, css = size
    place, high = projection(points, width)
    radius = 5.0 if len(points) < 150 else 3.2
    key = sha256(f"{words}{css}".encode()).hexdigest()[:8]
    marks: list[str] = [element("title", words[0], id=f"t{key}"), element("desc", words[1], id=f"d{key}")]
    marks.append(element("rect", width=width, height=high, rx=8, fill="#eef3f1"))
    for point in points:
        mark = _mark(groups.index(point.group), place(point), radius, point.label)
        # The table under the map holds the same links for the keyboard, in alphabetical order.
        marks.append(element("a", mark, href=point.url, tabindex=-1, aria_label=point.label) if point.url else mark)
    role = "group" if any(point.url for point in points) else "img"
    return element(
        "svg",
        *marks,
        class_=css,
        role=role,
        aria_labelledby=f"t{key} d{key}",
        viewBox=f"0 0 {width} {short(float(high))}",
    )


def _mark(group: int, at: tuple[float, float], radius: float, title: str = "") -> SafeString:
    """A circle, square, triangle or diamond, by group."""
    x, y = at
    paint = {"fill": color(group), "stroke": "#fff", "stroke_width": 0.8}
    inside = (element("title", title),) if title else ()
    if group % 4 == 0:
        return element("circle", *inside, cx=x, cy=y, r=radius, **paint)
    if group % 4 == 1:
        return element("rect", *inside, x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, **paint)
    corners = ((0, -1.3), (1.2, 1), (-1.2, 1)) if group % 4 == 2 else ((0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0))
    path = "M" + "L".join(f"{x + dx * radius:.1f} {y + dy * radius:.1f}" for dx, dy in corners) + "Z"
    return element("path", *inside, d=path, **paint)


def _legend(groups: Sequence[str]) -> SafeString:
    entries = (
        (element("svg", _mark(at, (8.0, 8.0), 5.5), viewBox="0 0 16 16", aria_hidden="true"), name)
        for at, name in enumerate(groups)
    )
    return format_html('<ul class="chart__legend">{}</ul>', format_html_join("", "<li>{} {}</li>", entries))
