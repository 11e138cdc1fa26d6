"""Accounts as pages and other contexts see them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from preceptor.foundation.accounts.models import DemoPersona, User
from preceptor.foundation.accounts.queries.asker import has_authenticator
from preceptor.foundation.accounts.queries.grants import book, grants_of
from preceptor.foundation.accounts.queries.outside import second_factor_wanted
from preceptor.foundation.accounts.rules.policy import Grant, Reach
from preceptor.foundation.district.public import people_by_email, seated_people, today
from preceptor.foundation.jobs.public import share_under_way

DEMO_FILLING = "demo.fill"
"""The work that adds to the demonstration while people look around already, known by its name alone."""


@dataclass(frozen=True)
class AccountBrief:
    """An account of a person."""

    user_id: int
    person_id: int
    email: str
    open: bool
    last_sign_in: datetime | None


@dataclass(frozen=True)
class RoleRow:
    """One role somebody has: why, where, and what it may do in words."""

    code: str
    title: str
    line: str
    because: str
    place: str
    may: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RoleListPage:
    """What may I do, and why."""

    name: str
    email: str
    rows: tuple[RoleRow, ...]
    second_factor_on: bool
    second_factor_wanted: bool


@dataclass(frozen=True)
class Persona:
    """One person offered on the demonstration's sign-in page."""

    user_id: int
    name: str
    line: str


@dataclass(frozen=True)
class DemoSignInPage:
    """The people one can be in the demonstration."""

    personas: tuple[Persona, ...]
    next: str
    filled_percent: int | None


def users_of(person_ids: Iterable[int]) -> dict[int, AccountBrief]:
    """Accounts by person; people without an account are left out."""
    rows = User.objects.filter(person_id__in=list(person_ids)).values_list(
        "pk", "person_id", "email", "is_active", "last_login"
    )
    return {row[1]: AccountBrief(*row) for row in rows if row[1] is not None}


def people_without_account(emails: Collection[str], now: datetime) -> list[int]:
    """People with these addresses, else everybody who holds a position today, as far as they have no account yet."""
    wanted = list(people_by_email(emails).values()) if emails else seated_people(today(now))
    there = set(User.objects.filter(person__isnull=False).values_list("person_id", flat=True))
    return [person_id for person_id in wanted if person_id not in there]


def role_names(person_id: int, now: datetime) -> list[str]:
    """Titles of the roles somebody has at a moment, each once."""
    return list(dict.fromkeys(_(grant.role.title) for grant in grants_of(person_id, now)))


def role_list_page(user: User, now: datetime) -> RoleListPage:
    """The signed-in person's roles and account."""
    grants = grants_of(user.person_id, now) if user.person_id is not None else ()
    return RoleListPage(
        name=user.get_full_name(),
        email=user.email,
        rows=tuple(_row(grant) for grant in grants),
        second_factor_on=has_authenticator(user),
        second_factor_wanted=user.person_id is not None and second_factor_wanted(user.person_id, now),
    )


def _row(grant: Grant) -> RoleRow:
    """One role in words."""
    role = grant.role
    reaches = {
        Reach.SELF: _("your own records"),
        Reach.UNIT: _("%(place)s and everything below it") % {"place": grant.place},
        Reach.DISTRICT: _("the whole district"),
    }
    may = tuple((_(book().actions[action]), reaches[reach]) for action, reach in role.may)
    because = grant.because or _("You have an account")
    return RoleRow(role.code, _(role.title), _(role.line), because, grant.place, may)


def demo_sign_in_page(next_url: str) -> DemoSignInPage:
    """The people of the demonstration in their order."""
    rows = DemoPersona.objects.filter(user__is_active=True).select_related("user__person")
    personas = tuple(Persona(row.user_id, row.user.get_full_name(), _(row.line)) for row in rows)
    return DemoSignInPage(personas, next_url, share_under_way(DEMO_FILLING))


def persona_user(user_id: int) -> User | None:
    """The account of a demonstration person, and of nobody else."""
    return User.objects.filter(pk=user_id, persona__isnull=False, is_active=True).first()
