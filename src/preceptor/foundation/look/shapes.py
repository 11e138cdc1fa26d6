"""Small drawings that stand beside words; never alone, so that they are hidden from screen readers."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

_WHITE = 'fill="none" stroke="#fff" stroke-width="2.4"'
_RING = 'fill="none" stroke="currentColor" stroke-width="2.4"'
_FULL = 'fill="currentColor"'
_CLOCK = f'<circle cx="12" cy="12" r="9" {_LINE}/><path d="M12 7v5.5l3.5 2" {_LINE}/>'

# Each status has a shape of its own, so that it can be told without color.
_SHAPES = {
    "done": f'<circle cx="12" cy="12" r="10" {_FULL}/><path d="m7 12.5 3.5 3.5L17 9" {_WHITE}/>',
    "now": f'<circle cx="12" cy="12" r="9" {_RING}/><circle cx="12" cy="12" r="4.5" {_FULL}/>',
    "waiting": _CLOCK,
    "late": f'<path d="M12 2.5 22.5 21h-21z" {_FULL}/><path d="M12 9v6m0 2.2v.6" {_WHITE}/>',
    "stopped": f'<rect x="2.5" y="2.5" width="19" height="19" rx="3" {_FULL}/><path d="m8 8 8 8m0-8-8 8" {_WHITE}/>',
    "draft": f'<circle cx="12" cy="12" r="9" {_LINE} stroke-dasharray="3.5 4"/>',
    "search": f'<circle cx="10.5" cy="10.5" r="6.5" {_LINE}/><path d="m15.5 15.5 5 5" {_LINE}/>',
    "menu": f'<path d="M3 6h18M3 12h18M3 18h18" {_LINE}/>',
    "close": f'<path d="m5 5 14 14M19 5 5 19" {_LINE}/>',
    "next": f'<path d="m9 5 7 7-7 7" {_LINE}/>',
    "back": f'<path d="m15 5-7 7 7 7" {_LINE}/>',
    "undo": f'<path d="M8 5 3.5 9.5 8 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-4" {_LINE}/>',
    "download": f'<path d="M12 3v12m-5-5 5 5 5-5M4 20h16" {_LINE}/>',
    "print": f'<path d="M7 8V3h10v5M7 17H3V9h18v8h-4M7 14h10v7H7z" {_LINE}/>',
    "calm": f'<path d="M12 21V11m0 0c0-4 2.5-7 8-7 0 5-3 8-8 8m0 2c0-3-2-5.5-6.5-5.5 0 4 2.5 6.5 6.5 6.5" {_LINE}/>',
    "clock": _CLOCK,
}


def shape(name: str) -> SafeString:
    """The drawing of that name; an unknown name is a mistake of the template and says so."""
    if name not in _SHAPES:
        raise ValueError(f"there is no shape '{name}'; choose one of {', '.join(sorted(_SHAPES))}")
    inside = mark_safe(_SHAPES[name])  # noqa: S308  constant text of this module
    return format_html(
        '<svg class="shape shape--{}" viewBox="0 0 24 24" width="20" height="20" '
        'aria-hidden="true" focusable="false">{}</svg>',
        name,
        inside,
    )
