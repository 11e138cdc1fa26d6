"""Certifications of the demonstration: the catalogue, this year's cycle, a few weeks of signing, overlaps, a plan."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.conf import settings

from preceptor.config.demo.calendar import first_year, year_code
from preceptor.config.demo.people import DOMAIN
from preceptor.config.demo.pilot import look_back_on_pilot, pilot
from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.sheets import sheet
from preceptor.config.demo.staff import HEADER
from preceptor.foundation.accounts.public import offer_persona, open_accounts
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import PositionBrief, load, people_by_number, positions_held
from preceptor.relieve.compliance.public import (
    Begun,
    DueBrief,
    ItemValues,
    Reasons,
    Signed,
    ask_for_item,
    begun,
    best_pairs,
    certify,
    due_at,
    find_overlaps,
    finish_cycle,
    keep_burden,
    keep_overlaps,
    keep_reduction,
    label_pair,
    load_catalogue,
    make_obligations,
    measure_burden,
    plan_reduction,
    search_overlaps,
    start_cycle,
    start_proposal,
)

REFERENCE = Path(__file__).resolve().parents[2] / "relieve" / "compliance" / "reference"
COUNSEL = "290001"
PEOPLE = "Employee Number,Given Name,Family Name,Work E-mail,Work Phone,Language,Active"
# The district began with Preceptor so many days ago: what fell due before was certified on paper.
SINCE = timedelta(days=24)
SIGNERS, EACH = 30, 6
# Both of each pair say the same in other words; reviewers have said so.
SAME = {("SAF-01", "SAF-02"), ("SAF-22", "SAF-23"), ("PPL-01", "PPL-03"), ("INS-17", "INS-18")}
LINES = (
    ("facilities_director", "Facilities director: owns certifications, and signs some of them away from the schools"),
    ("deputy_superintendent", "Deputy superintendent: decides what may be asked of principals anew"),
)


def compliance(seeding: Seeding) -> str:
    """Everything, once: a step that was killed goes on where it was."""
    year = year_code(first_year(seeding.today))
    _counsel(seeding)
    loaded, piloted = [], 0
    if begun(year).cycle_id is None:
        loaded = [_load("requirements", seeding)]
        piloted = pilot(seeding)
        loaded.append(_load("items", seeding))
    made = _cycle(year, seeding)
    signed = 0 if begun(year).signed else _Signing(seeding).sign()
    look_back_on_pilot(seeding)
    if signed:
        keep_burden(measure_burden(now=seeding.now))
    _workbench(seeding, begun(year))
    _request(seeding)
    return f"compliance: {', '.join([*loaded, f'{made} obligations', f'{piloted + signed} signatures'])}"


def _cycle(year: str, seeding: Seeding) -> int:
    """This year's cycle, from the day on which the district began; how many obligations were made."""
    found = begun(year)
    if found.made:
        return 0
    cycle_id = found.cycle_id
    if cycle_id is None:
        cycle_id = start_cycle(year=year, since=seeding.today - SINCE, by=SYSTEM, now=seeding.now)
    made = make_obligations(cycle_id=cycle_id)
    finish_cycle(cycle_id=cycle_id, made=made, now=seeding.now)
    return made


def _load(kind: str, seeding: Seeding) -> str:
    outcome = load_catalogue(kind=kind, data=(REFERENCE / f"{kind}.csv").read_bytes(), by=SYSTEM, now=seeding.now)
    return f"{outcome.rows} {kind}"


def _counsel(seeding: Seeding) -> None:
    """A general counsel in the compliance office, and who else can be somebody here."""
    who = (COUNSEL, "Renata", "Okafor", f"renata.okafor.0001@{DOMAIN}", "(559) 555-0123", "English", "yes")
    start = date(first_year(seeding.today) - 3, 7, 1)
    seat = ("590001", COUNSEL, "general_counsel", "General Counsel", "COMP", "permanent", start, *([None] * 3), "")
    load(kind="people", data=sheet(PEOPLE, [who]).as_csv(), by=SYSTEM, now=seeding.now)
    load(kind="positions", data=sheet(HEADER, [seat]).as_csv(), by=SYSTEM, now=seeding.now)
    number = people_by_number([COUNSEL])[COUNSEL]
    open_accounts(by=SYSTEM, person_ids=[number], now=seeding.now)
    if settings.DEMO:
        line = "General counsel: says whether a reduction leaves the law met"
        offer_persona(by=SYSTEM, person_id=number, line=line, order=60, now=seeding.now)
        for order, (job, words) in enumerate(LINES, 61):
            first = positions_held(job, seeding.today)[0]
            offer_persona(by=SYSTEM, person_id=first.person_id, line=words, order=order, now=seeding.now)


class _Signing:
    """Some principals have signed what fell due first; the others still have it before them."""

    def __init__(self, seeding: Seeding) -> None:
        self.seeding = seeding
        self.chance = Random(seeding.seed)  # noqa: S311  invented signatures, no secrets
        self.shown = {seeding.person_id("applicant"), seeding.person_id("mentor")}

    def sign(self) -> int:
        """The first of each of some principals; how many signatures."""
        held = [each for each in positions_held("principal", self.seeding.today) if not each.on_leave]
        chosen = self.chance.sample(held, k=min(SIGNERS, len(held)))
        chosen += [each for each in held if each.person_id in self.shown and each not in chosen]
        due = due_at({each.unit_id for each in chosen}, self.seeding.today)
        return sum(self._school(each, [one for one in due if one.unit_id == each.unit_id]) for each in chosen)

    def _school(self, who: PositionBrief, due: list[DueBrief]) -> int:
        plain = [each for each in due if not each.questions and not each.evidence_needed]
        by = Actor("person", who.person_id, "demonstration")
        for each in plain[:EACH]:
            now = self.seeding.now - timedelta(hours=self.chance.randrange(20, 400))
            spent = timedelta(seconds=self.chance.choice((4, 45, 70, 95, 130, 240)))
            signed = Signed(each.text_id, "en", {}, now - spent)
            certify(obligation_ids=[each.id], signed=signed, by=by, now=now)
        return len(plain[:EACH])


def _workbench(seeding: Seeding, found: Begun) -> None:
    """Overlaps with some answers, and a reduction for next year that waits for its approvals."""
    if not found.searched:
        _overlaps(seeding)
    if not found.proposed:
        number = start_proposal(year=year_code(first_year(seeding.today) + 1), by=SYSTEM, now=seeding.now)
        versions, reduction = plan_reduction()
        keep_reduction(proposal_id=number, versions=versions, found=reduction)


def _overlaps(seeding: Seeding) -> None:
    run_id = search_overlaps(by=SYSTEM, now=seeding.now)
    items, pairs = find_overlaps()
    keep_overlaps(run_id=run_id, items=items, pairs=pairs, now=seeding.now)
    for pair in best_pairs(200):
        if (min(pair.a, pair.b), max(pair.a, pair.b)) in SAME:
            label_pair(pair_id=pair.id, label="same", by=SYSTEM, now=seeding.now)


def _request(seeding: Seeding) -> None:
    """An office asks for something new that exists already in other words."""
    owner = positions_held("facilities_director", seeding.today)[0]
    approver = positions_held("deputy_superintendent", seeding.today)[0]
    values = ItemValues(
        code="SAF-40",
        title="Emergency drill calendar",
        statement="I certify that fire and earthquake drills of this quarter are on the calendar and were held.",
        owner="FAC",
        basis="policy",
        citation="DP 3516 Emergencies",
        least_signer="principal",
        frequency="quarter",
        minutes=6,
        minutes_low=4,
        minutes_high=10,
        due_days=15,
    )
    ask_for_item(
        values=values,
        reasons=Reasons(
            why_new="The drill logs say that drills were held, and not that they were planned in advance.",
            approver_id=approver.person_id,
            sent_key="demo",
        ),
        by=Actor("person", owner.person_id, "demonstration"),
        now=seeding.now,
    )
