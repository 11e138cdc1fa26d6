"""What somebody may do: the policy file, today's positions, the answer."""

import logging
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path

from preceptor.foundation.accounts.models import SecretLink
from preceptor.foundation.accounts.rules import policy as rules
from preceptor.foundation.accounts.rules.links import LinkTimes, still_carries
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import seats_of, seats_with, today

ROLES = Path(__file__).resolve().parents[1] / "reference" / "roles.toml"
log = logging.getLogger(__name__)

Remembered = dict[tuple[int, date], tuple[rules.Grant, ...]]
_remembered: ContextVar[Remembered | None] = ContextVar("accounts_grants", default=None)


@cache
def book() -> rules.Book:
    """The policy, read once."""
    return rules.read_book(tomllib.loads(ROLES.read_text(encoding="utf-8")))


@contextmanager
def remembering() -> Iterator[None]:
    """Within one request the positions of a person are asked once; the next request asks again."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def grants_of(person_id: int, now: datetime) -> tuple[rules.Grant, ...]:
    """What somebody holds at a moment."""
    on = today(now)
    kept = _remembered.get()
    if kept is not None and (person_id, on) in kept:
        return kept[person_id, on]
    held = [rules.Held(seat.job, seat.title, seat.unit_name, seat.unit_path) for seat in seats_of(person_id, on)]
    grants = rules.grants_from(book(), held)
    if kept is not None:
        kept[person_id, on] = grants
    return grants


def policy(by: Actor, action: str, *, where: str | None, now: datetime) -> bool:
    """Whether the actor may do the action at this place; an action that the policy does not know is nobody's."""
    if action not in book().actions:
        log.error("The policy does not know the action %s; list it in accounts/reference/roles.toml.", action)
        return False
    if by.id is None:
        return False
    if by.kind == "link":
        return _link_may(by.id, action, now)
    return by.kind == "person" and rules.allowed(grants_of(by.id, now), action, where)


def holds(person_id: int | None, action: str, now: datetime) -> bool:
    """Whether one of somebody's roles carries the action anywhere; spares a page what cannot concern its reader."""
    if person_id is None:
        return False
    return any(name == action for grant in grants_of(person_id, now) for name, _reach in grant.role.may)


def _link_may(link_id: int, action: str, now: datetime) -> bool:
    """Whether a secret link still carries the action."""
    link = SecretLink.objects.filter(pk=link_id).first()
    if link is None or not still_carries(LinkTimes(link.expires, link.used, link.revoked, link.replaced), now):
        return False
    return rules.link_allowed(book(), link.purpose, action)


def people_who_may(action: str, where: str | None, now: datetime) -> list[int]:
    """People whose job carries the action as far as `where`, by id; actions on one's own records name nobody."""
    named = {
        job
        for role in book().roles
        for name, reach in role.may
        if name == action and reach is not rules.Reach.SELF
        for job in role.jobs
    }
    found = set()
    for seat in seats_with(named, today(now)):
        held = rules.Held(seat.job, seat.title, seat.unit_name, seat.unit_path)
        if rules.allowed(rules.grants_from(book(), [held]), action, where):
            found.add(seat.person_id)
    return sorted(found)


def role_codes(person_id: int, now: datetime) -> tuple[str, ...]:
    """Codes of the roles somebody has at a moment, in the policy's order."""
    held = {grant.role.code for grant in grants_of(person_id, now)}
    return tuple(role.code for role in book().roles if role.code in held)
