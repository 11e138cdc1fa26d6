"""Pages of endorsers, by link or signed in, and of the coordinator who replaces one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preceptor.develop.admissions.models import Endorsement
from preceptor.develop.admissions.queries.asked import way_into
from preceptor.develop.admissions.queries.words import to_the_second
from preceptor.develop.admissions.rules.deadlines import window
from preceptor.develop.programs.public import CycleBrief, Question, cycle, cycles
from preceptor.foundation.district.public import PersonBrief, people, positions_of, reporting_line, today
from preceptor.foundation.look.public import Refusal

LINK_PURPOSE = "admissions.endorse"
ABOUT = "admissions.endorsement"


class UnknownEndorsement(Refusal):
    """No request of this number is addressed to the reader."""

    status = 404


@dataclass(frozen=True)
class EndorsementPage:
    """A request as the endorser sees it: who asks, what to certify, what to fill in."""

    id: int
    application_id: int
    title: str
    program: str
    cycle_id: int
    cycle_name: str
    role_title: str
    applicant: str
    applicant_position: str
    endorser: str
    state: str
    state_word: str
    statements: Mapping[str, str]
    fields: Mapping[str, Question]
    prefilled: Mapping[str, str]
    due: str
    in_time: bool
    may_decline: bool
    answered_at: datetime | None
    office: str
    contact: str


@dataclass(frozen=True)
class EndorsementLine:
    """One request in the endorser's list."""

    id: int
    applicant: str
    program: str
    cycle_name: str
    state: str
    state_word: str
    asked_at: datetime
    due_at: datetime | None


@dataclass(frozen=True)
class EndorsementListPage:
    """Requests to the reader, those that wait first."""

    waiting: tuple[EndorsementLine, ...]
    answered: tuple[EndorsementLine, ...]


@dataclass(frozen=True)
class EndorsementReplacePage:
    """Who is asked now, and whom of the reporting line the office can ask instead."""

    id: int
    applicant: str
    program: str
    endorser: str
    state_word: str
    asked_at: datetime
    choices: tuple[PersonBrief, ...]


def about(endorsement_id: int) -> str:
    """How the request is named in links, letters and signatures."""
    return f"{ABOUT}:{endorsement_id}"


def id_from(about_text: str) -> int:
    """The request's number from its name."""
    return int(about_text.rpartition(":")[2])


def _rows() -> QuerySet[Endorsement]:
    """Requests with their application and applicant."""
    return Endorsement.objects.select_related("application__person", "endorser")


def unknown_endorsement() -> UnknownEndorsement:
    """The refusal for a request that is not there, or is not the reader's: both look the same."""
    return UnknownEndorsement(
        "unknown-endorsement",
        _("There is no request for an endorsement here that you can open."),
        remedy=_("Requests to you are on your desk and in the letters that you got."),
    )


def endorsement_page(endorsement_id: int, *, endorser_id: int | None, now: datetime) -> EndorsementPage:
    """A request to a signed-in endorser; requests to others are not found."""
    row = _rows().filter(pk=endorsement_id, endorser_id=endorser_id).first() if endorser_id else None
    if row is None:
        raise unknown_endorsement()
    return _page(row, now)


def linked_endorsement_page(about_text: str, now: datetime) -> EndorsementPage:
    """The request that a secret link is about."""
    row = _rows().filter(pk=id_from(about_text)).first()
    if row is None:
        raise unknown_endorsement()
    return _page(row, now)


def _page(row: Endorsement, now: datetime) -> EndorsementPage:
    """A request as its endorser sees it; nothing else of the application is in it."""
    found = cycle(row.application.cycle_id)
    wanted = way_into(found, row.application.role).endorsements[row.name]
    due = row.due_at or found.dates[wanted.due]
    held = positions_of(row.application.person_id, today(now))
    return EndorsementPage(
        id=row.pk,
        application_id=row.application_id,
        title=wanted.title,
        program=found.title,
        cycle_id=found.id,
        cycle_name=found.name,
        role_title=found.definition.roles[row.application.role].title,
        applicant=str(row.application.person),
        applicant_position=f"{held[-1].title}, {held[-1].unit_name}" if held else "",
        endorser=row.endorser_name,
        state=row.state,
        state_word=str(row.get_state_display()),
        statements=wanted.statements,
        fields=wanted.fields,
        prefilled=_prefilled(row, held[-1].title if held else "", now),
        due=to_the_second(due),
        in_time=window(now, row.asked_at, due) == "open",
        may_decline=wanted.may_decline,
        answered_at=row.answered_at,
        office=found.definition.contact.office,
        contact=found.definition.contact.email or found.definition.contact.phone or "",
    )


def _prefilled(row: Endorsement, applicant_position: str, now: datetime) -> dict[str, str]:
    """Contact details from the district's records, so that nothing known is asked again."""
    values = {"name": row.endorser_name, "email": row.endorser_email, "applicant_position": applicant_position}
    if row.endorser is None:
        return values
    held = positions_of(row.endorser.pk, today(now))
    place = {"title": held[-1].title, "location": held[-1].unit_name} if held else {}
    return {**values, "phone": row.endorser.phone, **place}


def endorsement_list_page(person_id: int | None) -> EndorsementListPage:
    """Every request to the reader."""
    shown = [Endorsement.State.ASKED, Endorsement.State.ENDORSED, Endorsement.State.DECLINED]
    rows = list(_rows().filter(endorser_id=person_id, state__in=shown).order_by("due_at", "pk"))
    known = cycles(row.application.cycle_id for row in rows)
    lines = [_line(row, known[row.application.cycle_id]) for row in rows if row.application.cycle_id in known]
    return EndorsementListPage(
        tuple(line for line in lines if line.state == "asked"), tuple(line for line in lines if line.state != "asked")
    )


def _line(row: Endorsement, found: CycleBrief) -> EndorsementLine:
    """One request for the list."""
    return EndorsementLine(
        id=row.pk,
        applicant=str(row.application.person),
        program=found.title,
        cycle_name=found.name,
        state=row.state,
        state_word=str(row.get_state_display()),
        asked_at=row.asked_at,
        due_at=row.due_at,
    )


def endorsement_replace_page(endorsement_id: int, now: datetime) -> tuple[EndorsementReplacePage, str]:
    """The page for replacing an endorser, and the place at which the reader must coordinate."""
    row = _rows().filter(pk=endorsement_id).first()
    if row is None:
        raise unknown_endorsement()
    found = cycle(row.application.cycle_id)
    page = EndorsementReplacePage(
        id=row.pk,
        applicant=str(row.application.person),
        program=found.title,
        endorser=row.endorser_name,
        state_word=str(row.get_state_display()),
        asked_at=row.asked_at,
        choices=tuple(line_above(row.application.person_id, now, but=row.endorser_id)),
    )
    return page, found.unit_path


def line_above(person_id: int, now: datetime, *, but: int | None) -> list[PersonBrief]:
    """People of the reporting line of today, the nearest first, without the one who is asked already."""
    line = [above for above in reporting_line(person_id, today(now)) if above != but]
    known = people(line)
    return [known[above] for above in line if above in known]
