"""Indicators of the demonstration: the board's, frozen for every year that ended, one revised, one to revise."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.sheets import sheet
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import load, school_calendar
from preceptor.foundation.indicators.public import (
    AccreditationDuty,
    Charge,
    DutyValues,
    Entry,
    FrozenFigure,
    Working,
    add_duty,
    enter_figure,
    finish_duty,
    freeze,
    keep_moved,
    load_shipped,
    look_again,
    set_charge,
)
from preceptor.foundation.look.public import Refusal

BOARD = "Board resolution on coaching and mentoring."
TARGETS = {
    "cleared_teacher_credentials": Decimal(35),
    "cleared_administrator_credentials": Decimal(35),
    "aspiring_administrator_completions": Decimal(60),
    "technology_coaches": Decimal(600),
    "schools_with_technology_coach": Decimal(75),
    "coaching_principals": Decimal(12),
    "trained_teacher_coaches": Decimal(120),
    "certified_administrative_coaches": Decimal(30),
    "coaches_trained": Decimal(100),
    "employee_engagement": Decimal(70),
}
ENGAGED = ((2_871, 4_620), (3_014, 4_702), (3_098, 4_655), (3_266, 4_811), (3_402, 4_874))
COMMISSION = "Commission on Teacher Credentialing"
DUTIES = (
    ("Common standards response", "Administrative services credential, clear induction", 48, "The submitted response."),
    ("Annual data submission", "Teacher induction program", 17, "The confirmation of the submission."),
    ("Precondition report", "Teacher induction program", -6, "The signed report."),
    ("Program review documents", "Administrative services credential, clear induction", 190, "The review binder."),
    ("Annual accreditation fee", "Both credential programs", -75, "The receipt."),
    ("Exit survey of candidates", "Teacher induction program", -140, "The table of answers."),
)
HEADER = "Employee Number,Qualification,From,Until,Document Number,Source"


def indicators(seeding: Seeding) -> str:
    """Load the definitions, name owners and targets, freeze the years, keep accreditation."""
    officer = Actor("person", seeding.person_id("accountability_officer"), "demonstration")
    codes = [one.code for one in load_shipped(by=SYSTEM, now=seeding.now)]
    for code in codes:
        charge = Charge(officer.id, TARGETS.get(code), _year(seeding.today.year + 1), BOARD)
        set_charge(code=code, charge=charge, by=SYSTEM, now=seeding.now)
    ended = [year.code for year in school_calendar().years if year.end < seeding.today]
    fresh = _freeze(codes, ended, officer, seeding)
    _engagement(ended, officer, seeding)
    if fresh:
        _late_documents(ended[-1], officer, seeding)
    _accreditation(seeding)
    return f"indicators: {fresh} figures frozen, {len(ended)} years"


def _year(begins: int) -> str:
    return f"{begins}-{(begins + 1) % 100:02d}"


def _freeze(codes: list[str], ended: list[str], officer: Actor, seeding: Seeding) -> int:
    """Every year that ended, unless it is frozen; the last one of one indicator is left for its owner's desk."""
    there = set(FrozenFigure.objects.values_list("indicator__code", "period"))
    working, fresh = Working(), 0
    for code in codes:
        for period in ended:
            if (code, period) in there or (code, period) in _left_alone(ended):
                continue
            with suppress(Refusal):
                freeze(code=code, period=period, by=officer, now=seeding.now, working=working)
                fresh += 1
    return fresh


def _left_alone(ended: list[str]) -> set[tuple[str, str]]:
    """What is not frozen: one year waits on its owner's desk, and of years before the program no mentor is recorded."""
    before = {("coaching_principals", period) for period in ended[:-1]}
    return before | {("aspiring_administrator_completions", ended[-1])}


def _engagement(ended: list[str], officer: Actor, seeding: Seeding) -> None:
    """The result of each year's survey, with its report."""
    there = set(FrozenFigure.objects.filter(indicator__code="employee_engagement").values_list("period", flat=True))
    for period, (engaged, answered) in zip(reversed(ended), reversed(ENGAGED), strict=False):
        if period not in there:
            report = _paper(f"survey-{period}.pdf")
            entry = Entry(period, engaged, answered)
            enter_figure(code="employee_engagement", entry=entry, evidence=report, by=officer, now=seeding.now)


def _late_documents(period: str, officer: Actor, seeding: Seeding) -> None:
    """Documents that came late: one indicator is revised, another waits for its owner."""
    last = next(year.end for year in school_calendar().years if year.code == period)
    rows = seeding.district.sheets["qualifications"].rows
    for kind, count in (("teaching", 14), ("administrative services", 3)):
        cleared = {row[0] for row in rows if row[1] == f"Clear {kind} credential"}
        waiting = [row for row in rows if row[1] == f"Preliminary {kind} credential" and row[0] not in cleared]
        late = [_late(row, kind, last) for row in waiting[:count]]
        load(kind="qualifications", data=sheet(HEADER, late).as_csv(), by=SYSTEM, now=seeding.now)
    with suppress(Refusal):
        reason = "Clear credentials that were issued in the year and reached the personnel office after it."
        freeze(code="cleared_teacher_credentials", period=period, reason=reason, by=officer, now=seeding.now)
    keep_moved(look_again())


def _late(row: tuple[str, ...], kind: str, last: date) -> tuple[object, ...]:
    day = last - timedelta(days=20)
    return row[0], f"Clear {kind} credential", day, None, "", "Credential records, received late"


def _accreditation(seeding: Seeding) -> None:
    """Duties around today, two of them done with their evidence."""
    owner = seeding.person_id("accreditation_officer")
    by = Actor("person", owner, "demonstration")
    if AccreditationDuty.objects.exists():
        return
    for title, program, days, wanted in DUTIES:
        due = seeding.today + timedelta(days=days)
        values = DutyValues(title, program, COMMISSION, wanted, due, owner)
        duty_id = add_duty(values=values, by=by, now=seeding.now)
        if days < -50:
            evidence = _paper("evidence.pdf")
            finish_duty(duty_id=duty_id, evidence=evidence, note="Handed in on time.", by=by, now=seeding.now)


def _paper(name: str) -> SimpleUploadedFile:
    """A page that stands for a document."""
    held = BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=612, height=792)
    writer.write(held)
    return SimpleUploadedFile(name, held.getvalue(), content_type="application/pdf")
