"""Figures of listening that others read, and which surveys close soon."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from preceptor.develop.surveys.models import Advice, Survey
from preceptor.foundation.measures.public import Figure, RecordRef, register_measure

SOON = timedelta(days=3)


def closing_soon(now: datetime) -> list[int]:
    """Open surveys in their last days."""
    rows = Survey.objects.filter(state=Survey.State.OPEN, closes__gt=now, closes__lte=now + SOON)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def response_share(on: date) -> Figure:
    """Per cent of those asked who answered, over the surveys that closed in the year up to the day."""
    rows = Survey.objects.filter(
        state=Survey.State.CLOSED, closed_at__date__lte=on, closed_at__date__gt=on - timedelta(days=365)
    ).annotate(asked=Count("invitations"), sent=Count("invitations", filter=Q(invitations__answered=True)))
    found = [(row.title, row.pk, row.asked, row.sent) for row in rows.order_by("closed_at")]
    asked = sum(each[2] for each in found)
    share = Decimal(100 * sum(each[3] for each in found)) / asked if asked else Decimal(0)
    records = [RecordRef(title, reverse("surveys:survey-results", args=[pk])) for title, pk, _asked, _sent in found]
    return Figure(round(share, 1), "%", records, on)


def advice_done(on: date) -> Figure:
    """Pieces of advice that were taken and are done by the day."""
    rows = Advice.objects.filter(done_on__lte=on).select_related("meeting").order_by("pk")
    records = [RecordRef(str(row), reverse("surveys:round-detail", args=[row.meeting.round_id])) for row in rows]
    return Figure(Decimal(len(records)), "", records, on)


def register_measures() -> None:
    """Make the figures known."""
    register_measure(
        "surveys.response",
        _("Principals who answered surveys"),
        response_share,
        sentence=_("Of all who were asked by surveys that closed within a year, the share who answered."),
    )
    register_measure(
        "surveys.advice",
        _("Advice carried out"),
        advice_done,
        sentence=_("Pieces of advice of the advisory group that were taken and are done."),
    )
