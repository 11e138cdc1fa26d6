"""An indicator with a frozen year, and an accreditation duty, for the walk over every address."""

from datetime import date
from typing import Any

from preceptor.foundation.accounts.tests.cast import NOW, Cast
from preceptor.foundation.district.models import SchoolYear
from preceptor.foundation.indicators.models import AccreditationDuty, FrozenFigure, Indicator, IndicatorVersion
from preceptor.foundation.indicators.tests.world import PRINCIPALS


def figure(cast: Cast) -> FrozenFigure:
    """A year of an indicator that counts the principal."""
    SchoolYear.objects.get_or_create(code="2025-26", start=date(2025, 7, 1), end=date(2026, 6, 30))
    indicator = Indicator.objects.create(code="principals")
    version = IndicatorVersion.objects.create(indicator=indicator, number=1, text=PRINCIPALS, sha256="0", loaded_at=NOW)
    person, unit = cast.people["principal"].pk, cast.units["school-a"].pk
    cohort = {
        "subjects": [person],
        "counts": [1],
        "units": [unit],
        "atoms": [0],
        "keys": [["x"]],
        "dimensions": ["group"],
    }
    return FrozenFigure.objects.create(
        indicator=indicator,
        version=version,
        period="2025-26",
        revision=1,
        origin="computed",
        as_of=date(2026, 6, 30),
        number=1,
        out_of=1,
        cells={"threshold": 10, "total": {"state": 0}, "tables": []},
        cohort=cohort,
        frozen_at=NOW,
    )


def of_indicator(cast: Cast) -> dict[str, Any]:
    """Arguments that name an indicator."""
    return {"code": figure(cast).indicator.code}


def of_figure(cast: Cast) -> dict[str, Any]:
    """Arguments that name a frozen figure."""
    return {"figure_id": figure(cast).pk}


def of_period(cast: Cast) -> dict[str, Any]:
    """Arguments that name a year of an indicator."""
    return {"code": figure(cast).indicator.code, "period": "2025-26"}


def of_duty(cast: Cast) -> dict[str, Any]:
    """Arguments that name an accreditation duty."""
    row = AccreditationDuty.objects.create(
        title="Report",
        program="Induction",
        body="Commission",
        evidence_wanted="The report",
        due=date(2026, 12, 20),
        owner=cast.people["accreditation_officer"],
        made_at=NOW,
    )
    return {"duty_id": row.pk}
