"""Mentors as records that indicators count."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from preceptor.develop.pairing.models import Pair
from preceptor.foundation.indicators.public import register_records


def mentors() -> list[tuple[int, date, date | None]]:
    """Every mentor of every pair, with the pair's first day and its end."""
    return list(Pair.objects.order_by("started", "id").values_list("mentor_id", "started", "ended"))


def register_counted() -> None:
    """Let indicators count mentors."""
    register_records("pairing.mentors", _("Mentors in a pair"), mentors)
