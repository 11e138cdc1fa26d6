"""Tags and filters that every template has: amounts, moments, shapes, fields."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.safestring import SafeString

from preceptor.foundation.look import controls, shapes, words

register = template.Library()


@register.simple_tag
def minutes(amount: float | None) -> str:
    """Minutes in words: '10 min', '1 h 5 min'."""
    return words.minutes(amount)


@register.filter
def district_time(moment: datetime | None) -> str:
    """A moment in the district's time zone: 'Dec 8, 2026, 5:00 p.m.'."""
    return words.district_time(moment)


@register.filter
def day(value: date | datetime | None) -> str:
    """A day: 'Dec 8, 2026'."""
    return words.day(value)


@register.filter
def count(amount: float | str | None) -> str:
    """A number with its thousands apart: '156,679'."""
    return words.count(amount)


@register.filter
def money(amount: Decimal | float | str | None) -> str:
    """Dollars: '$3,060' or '$3,060.50'."""
    return words.money(amount)


@register.simple_tag
def shape(name: str) -> SafeString:
    """A small drawing that goes beside a word."""
    return shapes.shape(name)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field with its USWDS classes."""
    return controls.control(field)


@register.filter
def group_of_choices(field: BoundField) -> bool:
    """Whether the field is several inputs under one question."""
    return controls.is_group(field)


@register.filter
def single_box(field: BoundField) -> bool:
    """Whether the field is one tick box, whose label stands behind it."""
    return controls.is_single_box(field)


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """The page's own address with some parts of its query changed: `{% query_with page=3 %}`."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("look/crumbs.html")
def crumbs(*parts: object) -> dict[str, object]:
    """The way to this page: label, address, label, address, ..., and last the label of the page itself."""
    texts = [str(part) for part in parts]
    return {"steps": list(zip(texts[:-1:2], texts[1::2], strict=True)), "here": texts[-1]}
