"""Money by need of the demonstration: $263 million for schools, a scenario beside it, windows and some budgets."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from preceptor.config.demo.seeding import Seeding
from preceptor.config.demo.sheets import sheet
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import all_schools, load, positions_held, seats_of, zone
from preceptor.foundation.look.public import remembering
from preceptor.resource.funding.public import (
    Spending,
    Wanted,
    approve_budget,
    budget_detail_page,
    compute_scenario,
    copy_scenario,
    newest_publication,
    publish_scenario,
    save_lines,
    set_window,
    shipped_formulas,
    start_scenario,
    submit_budget,
)

HEADINGS = "School Code,School Year,Figure,Value,Source"
# Which part of a school's pupils sits in grades 4-5, 6-8 and 9-12.
GRADES = {
    "elementary": (0.31, 0.0, 0.0),
    "middle": (0.0, 1.0, 0.0),
    "high": (0.0, 0.0, 1.0),
    "span": (0.13, 0.27, 0.36),
}
BEGUN = 9
PUPILS_A_ROOM, SPARE_ROOMS = 33, 1
NAMES = ("pupils_4_5", "pupils_6_8", "pupils_9_12")
PLAN = ("teacher", 0.55), ("tutoring", 0.25), ("families", 0.08)


@transaction.atomic
def funding(seeding: Seeding) -> str:
    """Count grades and rooms, share the pools, publish, open the windows, and let some schools make their budgets."""
    if newest_publication() is not None:  # all of it is written in one transaction
        return "funding: already there"
    source = "Norm count of the demonstration"
    rows = list(_rows(seeding, source))
    load(kind="figures", data=sheet(HEADINGS, rows).as_csv(), by=SYSTEM, now=seeding.now)
    finance = Actor("person", seeding.person_id("finance_officer"), "demonstration")
    formula = next(each.text for each in shipped_formulas() if each.key == "district_by_need")
    year = rows[0][1]
    first = start_scenario(wanted=Wanted("Allocation by need", year, formula), by=finance, now=seeding.now)
    compute_scenario(scenario_id=first, now=seeding.now)
    heavier = {"weights.need.learners": "6", "maximum.equity": "900000"}
    other = copy_scenario(
        scenario_id=first, title="More weight on English learners", changes=heavier, by=finance, now=seeding.now
    )
    compute_scenario(scenario_id=other, now=seeding.now)
    publish_scenario(scenario_id=first, kind="budget", by=finance, now=seeding.now)
    _windows(seeding, year, finance)
    _office(seeding)
    return f"funding: {_budgets(seeding)} schools have begun their budgets"


def _rows(seeding: Seeding, source: str) -> Iterator[tuple[str, str, str, int, str]]:
    """Pupils by grades and rooms of every school, in the year of the newest figures."""
    figures = seeding.district.sheets["figures"].rows
    newest = max(str(row[1]) for row in figures)
    enrolled = {row[0]: float(str(row[3])) for row in figures if row[1] == newest and row[2] == "total_enrolled"}
    for at, school in enumerate(all_schools()):
        size = enrolled.get(school.code)
        if size is None:
            continue
        counts = [round(size * part) for part in GRADES.get(school.level, GRADES["span"])]
        for name, count in zip(NAMES, counts, strict=True):
            yield (school.code, newest, name, count, source)
        # One school in seven is full: it lacks rooms when classes grow smaller.
        rooms = -(-sum(counts) // PUPILS_A_ROOM) + (-2 if at % 7 == 3 else SPARE_ROOMS)
        yield (school.code, newest, "rooms_4_12", max(rooms, 1), source)


def _windows(seeding: Seeding, year: str, finance: Actor) -> None:
    """Schools have sixteen days and local districts twenty-eight, side by side, as the plan of 2019 had it."""
    opens = datetime.combine(seeding.today - timedelta(days=5), time(0), zone())
    for audience, days in (("schools", 17), ("local_districts", 29)):
        set_window(
            year=year, audience=audience, opens=opens, closes=opens + timedelta(days=days), by=finance, now=seeding.now
        )


def _budgets(seeding: Seeding) -> int:
    """A few schools have handed in or begun; nobody's who is shown to visitors with work to do."""
    local = seeding.person_id("budget_approver")
    approver = Actor("person", local, "demonstration")
    taken = 0
    for number, unit_id in _principals(seeding):
        with transaction.atomic(), remembering():
            principal = Actor("person", number, "demonstration")
            page = budget_detail_page(unit_id=unit_id, by=principal, now=seeding.now)
            lines = list(_lines(page.funds[0].state.fund.key, page.total))
            done = taken % 3 != 2
            save_lines(unit_id=unit_id, lines=lines if done else lines[:1], revision=0, by=principal, now=seeding.now)
            if done:
                submit_budget(unit_id=unit_id, by=principal, now=seeding.now)
            if taken % 3 == 1:
                approve_budget(unit_id=unit_id, by=approver, now=seeding.now)
        taken += 1
    return taken


def _office(seeding: Seeding) -> None:
    """One local district has handed its own budget in; the approver's own is still theirs to develop."""
    shown = seeding.person_id("budget_approver")
    held = [each for each in positions_held("local_district_superintendent", seeding.today) if each.person_id != shown]
    if not held:
        return
    first = min(held, key=lambda each: each.unit_id)
    by = Actor("person", first.person_id, "demonstration")
    lines: list[Spending] = []
    for part in budget_detail_page(unit_id=first.unit_id, by=by, now=seeding.now).funds:
        fund = part.state.fund
        most = (fund.amount * Decimal("0.7")).quantize(Decimal(100))
        lines += [Spending(fund.key, "training", most), Spending(fund.key, "families", fund.amount - most)]
    save_lines(unit_id=first.unit_id, lines=lines, revision=0, by=by, now=seeding.now)
    submit_budget(unit_id=first.unit_id, by=by, now=seeding.now)


def _principals(seeding: Seeding) -> list[tuple[int, int]]:
    """Nine principals of the approver's local district who are nobody's persona: person and unit."""
    own = next(seat.unit_path for seat in seats_of(seeding.person_id("budget_approver"), seeding.today))
    shown = {seeding.person_id(persona.key) for persona in seeding.district.personas}
    found = [
        (held.person_id, held.unit_id)
        for held in positions_held("principal", seeding.today)
        if held.unit_path.startswith(own) and held.person_id not in shown
    ]
    funded = newest_publication()
    units = set() if funded is None else set(funded.scenario.shares.values_list("unit_id", flat=True))
    return [
        each for each in dict((unit, (person, unit)) for person, unit in sorted(found)).values() if each[1] in units
    ][:BEGUN]


def _lines(fund: str, total: Decimal) -> Iterator[Spending]:
    """Teachers first, then tutoring and families; materials take what is left, so that it adds up."""
    left = total
    for kind, part in PLAN:
        amount = (total * Decimal(str(part))).quantize(Decimal(100))
        left -= amount
        yield Spending(fund, kind, amount)
    yield Spending(fund, "materials", left)
