"""People from outside the district: which pages are open to them, and who of those that lead others needs more."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from preceptor.foundation.accounts.models import User
from preceptor.foundation.accounts.queries.grants import book, grants_of
from preceptor.foundation.accounts.rules import policy as rules
from preceptor.foundation.district.public import starts_later, today

Leading = Callable[[int, datetime], bool]
_leading: list[Leading] = []


def register_leading(source: Leading) -> None:
    """Ask this source whether somebody leads others without a position for it; they need a second factor then."""
    if source not in _leading:
        _leading.append(source)


def second_factor_wanted(person_id: int, now: datetime) -> bool:
    """Whether somebody's roles ask for a second factor, or what they were named to lead."""
    if rules.needs_second_factor(grants_of(person_id, now)):
        return True
    return any(leads(person_id, now) for leads in _leading)


def from_outside(person_id: int, now: datetime) -> bool:
    """Whether somebody holds no position in the district and none that begins later: who was hired is no outsider."""
    return rules.from_outside(grants_of(person_id, now)) and not starts_later(person_id, today(now))


def is_closed(person_id: int | None, view_name: str, now: datetime) -> bool:
    """Whether a page is closed to somebody because they work elsewhere; accounts of nobody have no pages to close."""
    if person_id is None or view_name in book().outside:
        return False
    return from_outside(person_id, now)


def leads_nowhere(person_id: int | None, url: str, now: datetime) -> bool:
    """Whether an address of this site is one that would be closed to somebody."""
    if person_id is None or not from_outside(person_id, now):
        return False
    try:
        name = resolve(urlsplit(url).path).view_name
    except Resolver404:
        return False
    return name not in book().outside


def nav_gate(request: HttpRequest, url: str) -> bool:
    """Whether an entry may stand in the menu of the reader."""
    user = request.user
    person_id = user.person_id if isinstance(user, User) else None
    return not leads_nowhere(person_id, url, timezone.now())
