"""Two years ago some schools tried one office's certifications; a reduction of them began a year ago."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

from django.db import transaction

from preceptor.config.demo.calendar import first_year, year_code
from preceptor.config.demo.seeding import Seeding
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import PositionBrief, all_schools, positions_held
from preceptor.relieve.compliance.public import (
    DueBrief,
    Signed,
    adopt_proposal,
    answer_proposal,
    approvals_of,
    begun,
    certify,
    close_cycle,
    due_at,
    finish_cycle,
    keep_burden,
    keep_reduction,
    load_catalogue,
    look_back,
    look_backs_due,
    make_obligations,
    measure_burden,
    plan_reduction,
    start_cycle,
    start_proposal,
)

ITEMS = Path(__file__).with_name("pilot.csv")
SCHOOLS = 12
NOON = time(19, tzinfo=UTC)
# One signature in so many is late; in the reduction's year one item slips, and the look-back finds it.
LATER_ITEM = "FIN-11"
LATE_BEFORE, LATE_AFTER = 30, 4


class Pilot:
    """One office's certifications at some schools, before and after a reduction."""

    def __init__(self, seeding: Seeding) -> None:
        self.seeding = seeding
        self.chance = Random(f"pilot {seeding.seed}")  # noqa: S311  invented signatures, no secrets
        self.first = first_year(seeding.today) - 2
        self.held = self._principals()

    def run(self) -> int:
        """Both years and what lies between them; how many signatures."""
        codes = {each.unit_id: each.code for each in all_schools()}
        pilot = [codes[each.unit_id] for each in self.held]
        before, after = year_code(self.first), year_code(self.first + 1)
        spring = datetime.combine(date(self.first + 1, 5, 12), NOON)
        signed = self._year(before, pilot, datetime.combine(date(self.first, 7, 10), NOON))
        self._reduce(after, spring)
        signed += self._year(after, pilot, datetime.combine(date(self.first + 1, 7, 8), NOON))
        return signed

    def _principals(self) -> list[PositionBrief]:
        """Principals who have led the same school from before the first year until today."""
        start = date(self.first, 7, 1)
        then = {each.unit_id: each.person_id for each in positions_held("principal", start)}
        asked = {each.unit_id for each in all_schools() if each.charter == "none" and each.level != "other"}
        held = [
            each
            for each in positions_held("principal", self.seeding.today)
            if then.get(each.unit_id) == each.person_id and each.unit_id in asked and not each.on_leave
        ]
        return self.chance.sample(held, k=min(SCHOOLS, len(held)))

    def _year(self, year: str, pilot: Sequence[str], frozen: datetime) -> int:
        """A whole year: frozen, made, signed, measured and closed."""
        found = begun(year)
        cycle_id = found.cycle_id or start_cycle(year=year, pilot=pilot, by=SYSTEM, now=frozen)
        if not found.made:
            finish_cycle(cycle_id=cycle_id, made=make_obligations(cycle_id=cycle_id), now=frozen)
        ends = datetime.combine(date(frozen.year + 1, 6, 30), NOON)
        signed = sum(1 for _each in self._sign(ends, slipping=frozen.year > self.first))
        keep_burden(measure_burden(now=ends))
        close_cycle(cycle_id=cycle_id, by=SYSTEM, now=ends)
        return signed

    def _sign(self, ends: datetime, *, slipping: bool) -> Iterator[int]:
        who = {each.unit_id: Actor("person", each.person_id, "demonstration") for each in self.held}
        for turn, owed in enumerate(due_at(who.keys(), ends.date())):
            every = LATE_AFTER if slipping and owed.code == LATER_ITEM else LATE_BEFORE
            yield self._certify(owed, who[owed.unit_id], late=turn % every == 0)

    def _certify(self, owed: DueBrief, by: Actor, *, late: bool) -> int:
        days = 3 if late else -self.chance.randrange(1, 9)
        now = datetime.combine(owed.due + timedelta(days=days), NOON)
        spent = timedelta(minutes=owed.minutes * self.chance.uniform(0.4, 1.1))
        signed = Signed(owed.text_id, "en", {}, now - spent)
        return certify(obligation_ids=[owed.id], signed=signed, by=by, now=now)

    @transaction.atomic
    def _reduce(self, year: str, now: datetime) -> None:
        """Planned, approved by the owning office and counsel, adopted before the year began."""
        if begun(year_code(self.first)).proposed:
            return
        number = start_proposal(year=year, by=SYSTEM, now=now)
        versions, reduction = plan_reduction()
        keep_reduction(proposal_id=number, versions=versions, found=reduction)
        counsel = positions_held("general_counsel", now.date())[0].person_id
        for each in approvals_of(number):
            owner = positions_held("finance_officer", now.date())[0].person_id if each.unit_id else counsel
            by = Actor("person", owner, "demonstration")
            answer_proposal(approval_id=each.id, approved=True, reason="", by=by, now=now + timedelta(days=4))
        adopt_proposal(proposal_id=number, by=SYSTEM, now=now + timedelta(days=6))


def pilot(seeding: Seeding) -> int:
    """What one office asked two years ago as it was written down then, and the two years; how many signatures."""
    then = date(first_year(seeding.today) - 2, 6, 20)
    if begun(year_code(then.year)).cycle_id is None:
        load_catalogue(kind="items", data=ITEMS.read_bytes(), by=SYSTEM, now=datetime.combine(then, NOON))
    return Pilot(seeding).run()


def look_back_on_pilot(seeding: Seeding) -> None:
    """The compliance office has looked back: hours fell, and one item slipped."""
    officer = Actor("person", seeding.person_id("compliance_officer"), "demonstration")
    for number, _year, _since in look_backs_due(seeding.now):
        look_back(proposal_id=number, by=officer, now=seeding.now)
