"""Holders certified before: recorded from a list, tried first without writing, read again as often as one likes."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from preceptor.develop.awards.commands.refusals import COORDINATE
from preceptor.develop.awards.models import Certificate
from preceptor.develop.awards.queries.terms import AwardTerms, award_terms
from preceptor.develop.awards.rules.certificate import new_number
from preceptor.foundation.audit.public import Actor, record, require
from preceptor.foundation.district.public import (
    Field,
    Mapping,
    Row,
    Told,
    open_table,
    people_by_email,
    read_rows,
    repeated,
    tell_all,
    today,
    zone,
)
from preceptor.foundation.look.public import Refusal

FIELDS = (
    Field("number", "code", required=True, longest=60),
    Field("name", "text", required=True, longest=200),
    Field("awarded_on", "date", required=True),
    Field("email", "email", longest=254),
    Field("valid_until", "date"),
)
COLUMNS = {
    "number": ["number", "certificate number", "certificate"],
    "name": ["name", "holder"],
    "awarded_on": ["awarded_on", "awarded", "date", "issued"],
    "email": ["email", "e-mail", "mail"],
    "valid_until": ["valid_until", "expires", "expiration", "valid until"],
}
MAPPING = Mapping(kind="certificates", title="Holders certified before", columns=COLUMNS, others="ignore")


@dataclass(frozen=True)
class ImportLine:
    """One holder of the list, and what would become of the row."""

    row: int
    number: str
    name: str
    email: str
    awarded_on: date
    valid_until: date | None
    known: bool


@dataclass(frozen=True)
class ImportOutcome:
    """What a list holds: lines that can be recorded, and faults that stop the whole."""

    lines: tuple[ImportLine, ...]
    faults: tuple[Told, ...]
    recorded: int

    @property
    def new(self) -> int:
        """How many are not recorded yet."""
        return sum(not line.known for line in self.lines)

    def as_csv(self) -> str:
        """The list as it was read, to be handed back when the reader has looked it over."""
        held = io.StringIO()
        writer = csv.writer(held)
        writer.writerow([field.name for field in FIELDS])
        for line in self.lines:
            writer.writerow([line.number, line.name, line.awarded_on, line.email, line.valid_until or ""])
        return held.getvalue()


@transaction.atomic
def import_holders(*, cycle_id: int, award: str, data: bytes, write: bool, by: Actor, now: datetime) -> ImportOutcome:
    """Read a list of holders, and record those who are new when asked to and when nothing is wrong with the list."""
    terms = award_terms(cycle_id, award)
    require(by, COORDINATE, where=terms.unit_path, now=now)
    reading = read_rows(MAPPING, FIELDS, open_table(data))
    faults = (*reading.faults, *repeated(reading.rows, ("number",), "number"))
    lines = tuple(_lines(reading.rows, terms)) if not faults else ()
    if faults or not write:
        return ImportOutcome(lines, tell_all(faults)[0], 0)
    done = _write([line for line in lines if not line.known], terms, by, now)
    if done:
        facts = {"award": award, "recorded": done}
        record(by=by, action="awards.import", about=f"programs.cycle:{cycle_id}", facts=facts, now=now)
    return ImportOutcome(lines, (), done)


def _lines(rows: tuple[Row, ...], terms: AwardTerms) -> Iterator[ImportLine]:
    """Every row as it would be recorded; a list without a last day takes it from the award's years."""
    earlier = set(
        Certificate.objects.filter(
            cycle_id=terms.cycle_id, award=terms.name, origin=Certificate.Origin.IMPORT
        ).values_list("earlier_number", flat=True)
    )
    for row in rows:
        values = row.values
        awarded, until = values["awarded_on"], values.get("valid_until")
        assert isinstance(awarded, date)  # noqa: S101  the field is required and read as a date
        if until is None and terms.valid_years is not None:
            runs_out = terms.runs_out(awarded)
            until = today(runs_out) if runs_out is not None else None
        number = str(values["number"])
        yield ImportLine(
            row=row.number,
            number=number,
            name=str(values["name"]),
            email=str(values.get("email") or ""),
            awarded_on=awarded,
            valid_until=until if isinstance(until, date) else None,
            known=number in earlier,
        )


def _write(lines: list[ImportLine], terms: AwardTerms, by: Actor, now: datetime) -> int:
    known = people_by_email([line.email for line in lines if line.email])
    rows = [
        Certificate(
            number=new_number(),
            cycle_id=terms.cycle_id,
            award=terms.name,
            title=terms.title,
            kind=terms.kind,
            person_id=known.get(line.email),
            holder_name=line.name,
            holder_email=line.email,
            state=Certificate.State.RECORDED,
            origin=Certificate.Origin.IMPORT,
            earlier_number=line.number,
            awarded_on=line.awarded_on,
            valid_until=_last_moment(line.valid_until),
            hours=terms.hours,
            proposed_by_id=by.id,
            proposed_at=now,
        )
        for line in lines
    ]
    try:
        Certificate.objects.bulk_create(rows)
    except IntegrityError:
        raise Refusal(
            "imported-meanwhile",
            _("Somebody recorded some of these holders in the same moment."),
            remedy=_("Read the list again; those who are recorded are left out."),
        ) from None
    return len(rows)


def _last_moment(day: date | None) -> datetime | None:
    """The end of a day on the district's clock."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time.min, zone()) - timedelta(seconds=1)
