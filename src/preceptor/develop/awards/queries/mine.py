"""My certificates: what I hold, until when, and how it is renewed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.words import Badge, certificate_badge
from preceptor.foundation.accounts.public import holds
from preceptor.foundation.audit.public import Actor
from preceptor.foundation.district.public import today
from preceptor.foundation.look.public import day

# What its holder does not see: proposals are the office's until they are approved.
HELD = ("issued", "recorded")


@dataclass(frozen=True)
class CertificateLine:
    """One certificate in a list."""

    id: int
    number: str
    title: str
    holder: str
    badge: Badge
    detail: str
    issued: bool


@dataclass(frozen=True)
class MyCertificatesPage:
    """Everything that somebody holds or held, the newest first."""

    lines: tuple[CertificateLine, ...]
    office: bool


def my_certificates_page(*, by: Actor, now: datetime) -> MyCertificatesPage:
    """What one person holds."""
    rows = own_certificates(by.id or 0).order_by("-awarded_on", "-pk").defer("credential", "paper")
    return MyCertificatesPage(tuple(line_of(row) for row in rows), holds(by.id, "awards.coordinate", now))


def own_certificates(person_id: int) -> QuerySet[Certificate]:
    """The certificates of one person that were given."""
    return Certificate.objects.filter(person_id=person_id, state__in=HELD)


def line_of(row: Certificate) -> CertificateLine:
    """One certificate as a list shows it."""
    return CertificateLine(
        id=row.pk,
        number=row.earlier_number or row.number,
        title=row.title,
        holder=row.holder_name,
        badge=certificate_badge(row),
        detail=" · ".join(_details(row.awarded_on, row.valid_until)),
        issued=row.state == Certificate.State.ISSUED,
    )


def _details(awarded_on: date | None, valid_until: datetime | None) -> Iterator[str]:
    if awarded_on is not None:
        yield _("awarded %(day)s") % {"day": day(awarded_on)}
    if valid_until is not None:
        yield _("valid until %(day)s") % {"day": day(today(valid_until))}
    elif awarded_on is not None:
        yield _("does not run out")


def certificate_count(cycle_id: int) -> int:
    """How many certificates a cycle knows, in whatever state."""
    return Certificate.objects.filter(cycle_id=cycle_id).count()
