"""The district's own records as indicators count them."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from preceptor.foundation.district.public import (
    QUALIFICATION_KINDS,
    job_codes,
    position_spans,
    qualification_spans,
    school_spans,
)
from preceptor.foundation.indicators.queries.registry import register_records

POSITIONS = "district.positions"
PERMANENCE = ("permanent", "probationary", "acting", "temporary")
LEVELS = ("elementary", "middle", "high", "span", "other")
CHARTERS = ("none", "affiliated", "independent")


def positions() -> list[tuple[int, date, date | None, str, str]]:
    """Every position without its unit."""
    return [row[:5] for row in position_spans()]


def register_district() -> None:
    """Offer positions, qualifications and schools; the district lies below and cannot do so itself."""
    register_records(POSITIONS, _("Positions"), positions, fields={"job": job_codes(), "permanence": PERMANENCE})
    register_records(
        "district.qualifications",
        _("Credentials, trainings and coaching duties"),
        qualification_spans,
        fields={"kind": QUALIFICATION_KINDS},
    )
    register_records(
        "district.schools",
        _("Schools"),
        school_spans,
        fields={"level": LEVELS, "charter": CHARTERS},
        of="schools",
    )
