"""What programs count, as measures."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from preceptor.develop.programs.models import Cycle
from preceptor.foundation.district.public import zone
from preceptor.foundation.measures.public import Figure, RecordRef


def cycles_running(on: date) -> Figure:
    """How many cycles of programs are published and not closed at the end of a day."""
    end = datetime.combine(on + timedelta(days=1), time(0), zone())
    rows = Cycle.objects.filter(Q(closed_at=None) | Q(closed_at__gte=end), published_at__lt=end).order_by("key", "name")
    records = [RecordRef(f"{row.key} {row.name}", reverse("programs:cycle-detail", args=[row.pk])) for row in rows]
    return Figure(len(records), _("cycles"), records, on)  # type: ignore[arg-type]  # a figure makes it a Decimal
