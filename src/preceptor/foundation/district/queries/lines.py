"""Which positions lie above or below some others, walked in the database along its indexes."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

# A seat is a number that several positions follow one another in, so each step up goes by way of the number.
_UPWARDS = """
WITH RECURSIVE line(id, reports_to_id) AS (
    SELECT id, reports_to_id FROM district_position WHERE person_id IN ({people})
    UNION
    SELECT seat.id, seat.reports_to_id
    FROM line
    JOIN district_position above ON above.id = line.reports_to_id
    JOIN district_position seat ON seat.number = above.number
)
SELECT id FROM line
"""
# Below a seat that somebody holds nobody is looked for; whoever has a leave on record counts as away here.
_DOWNWARDS = """
WITH RECURSIVE below(id, number) AS (
    SELECT near.id, near.number
    FROM district_position above
    JOIN district_position near ON near.reports_to_id = above.id
    WHERE above.number IN ({seats})
    UNION
    SELECT near.id, near.number
    FROM below
    JOIN district_position above ON above.number = below.number
    JOIN district_position near ON near.reports_to_id = above.id
    WHERE NOT EXISTS (
        SELECT 1 FROM district_position held
        WHERE held.number = below.number AND held.start <= %s AND (held."end" IS NULL OR held."end" > %s)
        AND held.leave_start IS NULL
    )
)
SELECT id FROM below
"""


def upwards(person_ids: Collection[int]) -> RawSQL:
    """Ids of all positions of these people and of all seats above them, whoever held those and whenever."""
    return _ids(_UPWARDS.format(people=_places(person_ids)), tuple(person_ids))


def downwards(seats: Collection[str], on: date) -> RawSQL:
    """Ids of positions that report to these seats, directly or past seats that are vacant on the day."""
    day = connection.ops.adapt_datefield_value(on)
    return _ids(_DOWNWARDS.format(seats=_places(seats)), (*seats, day, day))


def _places(values: Collection[object]) -> str:
    """Places for so many values; NULL where there are none, which no row equals."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def _ids(query: str, values: tuple[object, ...]) -> RawSQL:
    """The query as a list of ids inside another."""
    return RawSQL(query, values, output_field=BigIntegerField())  # noqa: S611  its text is all here, values are bound
