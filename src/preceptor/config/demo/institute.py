"""An institute of the demonstration: last spring's group is through, this year's is in the middle of its sessions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from preceptor.config.demo.calendar import first_year, weekday_from
from preceptor.config.demo.seeding import Seeding
from preceptor.develop.awards.public import approve_certificates, award_board_page, issue_approved, propose_earned
from preceptor.develop.coursework.public import Given, Place, Verdict, hand_in, judge_work
from preceptor.develop.programs.public import cycles_of, edit_draft, import_draft, open_cycles, publish_cycle
from preceptor.develop.sessions.public import (
    Came,
    SessionLine,
    add_member,
    begin_group,
    enter_attendance,
    name_leader,
    open_group,
    sessions_of,
)
from preceptor.foundation.audit.public import SYSTEM, Actor
from preceptor.foundation.district.public import holidays, people, positions_held, zone
from preceptor.foundation.jobs.public import Run
from preceptor.foundation.look.public import remembering

KEY, COHORT, AWARD = "master_schedule_institute", "cohort_20", "certificate"
PROGRAM = Path(__file__).resolve().parents[4] / "programs" / "master-program-institute-20.toml"
SESSIONS, HELD, WEDNESDAY = 10, 5, 2
MORNING, EVENING = time(8), time(17)
WEEK = timedelta(days=7)
# Members of this year's group beside the two whose desks a visitor sees, and of last spring's.
OTHERS, BEFORE = 4, 2
WORK = (
    "Requests of all students of grade ten against the sections that we offer: chemistry has 61 requests too many, and "
    "two thirds of them come from students who were never offered algebra in grade eight. The draft opens two sections "
    "and a support class beside them.",
    "Our roster has eleven singletons. Seven of them collide with the block of the newcomer program, so that those "
    "students can take none of them. The new grid moves four singletons; the other three need a decision of the team.",
    "A conflict matrix of the ten courses with most requests, and what the team decided about each red cell.",
)
TAKEN = "Clear, and built on your students' own requests. Next: say who in the team decides about the last three."
RETURNED = "Which students cannot reach these courses? Add the requests by grade and language, then hand it in again."


@dataclass(frozen=True)
class Group:
    """One run of the institute: its days, who learns, who leads, and the moment until which things happen."""

    cycle_id: int
    days: tuple[date, ...]
    members: tuple[int, ...]
    mentor: Actor
    office: Actor
    latest: datetime


def institute(seeding: Seeding) -> str:
    """Last spring's group with one certificate and somebody who lacks work; this year's with half its sessions held."""
    if cycles_of(KEY):
        return "institute: already there"
    with transaction.atomic():
        spring = _spring(seeding)
        running = _running(seeding)
    return f"institute: {len(spring.members)} people are through, {len(running.members)} in the middle"


def _spring(seeding: Seeding) -> Group:
    """Ten sessions of last spring: one did everything, the other lacks two tasks and a review."""
    year = first_year(seeding.today)
    days = _wednesdays(date(year, 1, 24))
    group = _opened(seeding, f"Cohort 20, Spring {year}", days, _staff(seeding)[-BEFORE:])
    complete, lacking = group.members
    with remembering():
        for number, line in enumerate(_hold(group, SESSIONS, {}), start=1):
            _session_work(group, complete, number, line)
            if number <= SESSIONS - 2:
                _session_work(group, lacking, number, line)
        for person_id, reviews in ((complete, 2), (lacking, 1)):
            _on_site(group, person_id, coachings=2, reviews=reviews)
    _certify(group)
    return group


def _running(seeding: Seeding) -> Group:
    """This year's: five sessions held, work in every state; a session is held today where today is its day."""
    days = _wednesdays_around(weekday_from(seeding.today, WEDNESDAY))
    shown = tuple(seeding.person_id(key) for key in ("assistant_principal", "counselor"))
    season = "Fall" if days[0].month >= 7 else "Spring"
    group = _opened(seeding, f"Cohort 21, {season} {days[0].year}", days, (*shown, *_staff(seeding)[:OTHERS]))
    late = {(1, shown[1]): timedelta(minutes=75), (3, shown[0]): timedelta(minutes=20)}
    with remembering():
        for number, line in enumerate(_hold(group, HELD, late), start=1):
            for place, person_id in enumerate(group.members):
                _states(group, person_id, number, line, place)
        _on_site(group, shown[0], coachings=1, reviews=1)
    return group


def _states(group: Group, person_id: int, number: int, line: SessionLine, place: int) -> None:
    """Most tasks are mastered; the second member's last came back, and the newest wait to be judged."""
    if number == HELD:
        if place % 2:
            _hand_in(group, person_id, number, line)
        return
    if (number, place) == (HELD - 1, 1):
        _hand_in(group, person_id, number, line)
        _judge(group, person_id, number, line, Verdict(comment=RETURNED, returned=True))
        return
    if number + place < HELD + OTHERS:
        _session_work(group, person_id, number, line)


def _wednesdays(first: date) -> tuple[date, ...]:
    """Ten Wednesdays from a day on, without closed ones."""
    closed = {each.day for each in holidays(first, first + WEEK * SESSIONS * 2)}
    found: list[date] = []
    day = weekday_from(first, WEDNESDAY)
    while len(found) < SESSIONS:
        if day not in closed:
            found.append(day)
        day += WEEK
    return tuple(found)


def _wednesdays_around(coming: date) -> tuple[date, ...]:
    """Ten Wednesdays without closed ones, of which the first five are past on a day before `coming`."""
    first, day = coming, coming
    closed = {each.day for each in holidays(coming - WEEK * SESSIONS * 2, coming)}
    held = 0
    while held < HELD:
        day -= WEEK
        if day not in closed:
            first, held = day, held + 1
    return _wednesdays(first)


def _staff(seeding: Seeding) -> tuple[int, ...]:
    """Assistant principals whose desks no visitor sees."""
    spared = {seeding.person_id(one.key) for one in seeding.district.personas}
    seats = positions_held("assistant_principal", seeding.today)
    return tuple(seat.person_id for seat in seats if seat.person_id not in spared and not seat.on_leave)


def _opened(seeding: Seeding, name: str, days: Sequence[date], members: Sequence[int]) -> Group:
    """A published cycle with its group, everybody on the roster, those who lead it named."""
    before = _moment(days[0], MORNING) - timedelta(days=14)
    cycle_id = _published(name, days)
    leaders = {"mentor": seeding.person_id("applicant_high"), "coordinator": seeding.person_id("coordinator")}
    who = people([*members, *leaders.values()])
    office = Actor("person", leaders["coordinator"], "demonstration")
    group_id = open_group(cycle_id=cycle_id, cohort=COHORT, title=name.partition(",")[0], by=SYSTEM, now=before)
    for person_id in members:
        add_member(group_id=group_id, email=who[person_id].email, by=SYSTEM, now=before)
    for role, person_id in leaders.items():
        name_leader(group_id=group_id, email=who[person_id].email, role=role, by=SYSTEM, now=before)
    begin_group(group_id=group_id, by=SYSTEM, now=before)
    mentor = Actor("person", leaders["mentor"], "demonstration")
    return Group(cycle_id, tuple(days), tuple(members), mentor, office, seeding.now)


def _published(name: str, days: Sequence[date]) -> int:
    """The shipped program with the days of this run."""
    unit_id = next(each.unit_id for each in open_cycles())
    now = _moment(days[0], MORNING) - timedelta(days=100)
    text = PROGRAM.read_text(encoding="utf-8")
    cycle_id = import_draft(text=text, file=PROGRAM.name, name=name, unit_id=unit_id, by=SYSTEM, now=now)
    revision = edit_draft(cycle_id=cycle_id, revision=0, edits=_edits(name, days), by=SYSTEM, now=now)
    publish_cycle(cycle_id=cycle_id, revision=revision, by=SYSTEM, now=now)
    return cycle_id


def _edits(name: str, days: Sequence[date]) -> Mapping[str, str | date | datetime]:
    """What differs from the file of Spring 2021."""
    first = days[0]
    return {
        "title": "Master Program Institute",
        "issued": first - timedelta(days=93),
        "timeline.call_opens.when": first - timedelta(days=93),
        "timeline.applications_due.when": first - timedelta(days=54),
        "timeline.decisions_told.when": first - timedelta(days=41),
        "timeline.program_starts.when": datetime.combine(first, MORNING),
        "timeline.program_ends.when": datetime.combine(days[-1], time(16)),
        f"cohorts.{COHORT}.title": name.partition(",")[0],
        **{f"cohorts.{COHORT}.sessions.s{number}.day": day for number, day in enumerate(days, start=1)},
    }


def _hold(group: Group, held: int, late: Mapping[tuple[int, int], timedelta]) -> tuple[SessionLine, ...]:
    """Hold the first sessions: who leads enters everybody, those who came late with their minutes."""
    now = _moment(group.days[held - 1], EVENING)
    lines = sessions_of(group.cycle_id, group.members[0], now)[:held]
    for number, line in enumerate(lines, start=1):
        rows = tuple(Came(each, line.starts + late.get((number, each), timedelta())) for each in group.members)
        evening = _moment(group.days[number - 1], EVENING)
        enter_attendance(session_id=line.id, rows=rows, by=group.mentor, now=evening)
    return lines


def _session_work(group: Group, person_id: int, number: int, line: SessionLine) -> None:
    """Content shown in the session, its task handed in and mastered."""
    _judge(group, person_id, number, line, Verdict({"understood": "understood"}, minutes=20), "content")
    _hand_in(group, person_id, number, line)
    levels = {"students": "mastered", "rigor": "mastered", "rules": "mastered"}
    _judge(group, person_id, number, line, Verdict(levels, TAKEN if number % 3 == 0 else ""))


def _hand_in(group: Group, person_id: int, number: int, line: SessionLine) -> None:
    by, place = Actor("person", person_id, "demonstration"), Place(group.cycle_id, person_id, "practicum", f"s{number}")
    given = Given(text=WORK[number % len(WORK)])
    now = min(line.starts + timedelta(days=3, hours=9), group.latest)
    hand_in(place=place, given=given, upload=None, sent_key=f"demo:{number}", by=by, now=now)


def _judge(
    group: Group, person_id: int, number: int, line: SessionLine, verdict: Verdict, task: str = "practicum"
) -> None:
    days = timedelta(hours=8) if task == "content" else timedelta(days=5)
    place = Place(group.cycle_id, person_id, task, f"s{number}")
    judge_work(place=place, verdict=verdict, by=group.mentor, now=line.starts + days)


def _on_site(group: Group, person_id: int, *, coachings: int, reviews: int) -> None:
    """Coaching on site by the mentor, reviews by the office."""
    levels = {"progress": "on_track", "team": "shared"}
    what = [("coaching", number, Verdict(mode="in_person"), group.mentor) for number in range(1, coachings + 1)]
    what += [("review", number, Verdict(levels, mode="video"), group.office) for number in range(1, reviews + 1)]
    for task, number, verdict, by in what:
        now = _moment(group.days[2 * number], EVENING) + timedelta(days=1)
        place = Place(group.cycle_id, person_id, task, f"n{number}")
        judge_work(place=place, verdict=verdict, by=by, now=now)


def _certify(group: Group) -> None:
    """Whoever has done everything is proposed by rule, approved, and gets the certificate."""
    now = _moment(group.days[-1], EVENING) + timedelta(days=9)
    propose_earned(cycle_id=group.cycle_id, award=AWARD, by=SYSTEM, now=now)
    board = award_board_page(cycle_id=group.cycle_id, award=AWARD, part="waiting", number="1", by=SYSTEM, now=now)
    approve_certificates(cycle_id=group.cycle_id, ids=[each.id for each in board.shown], by=SYSTEM, now=now)
    issue_approved(cycle_id=group.cycle_id, run=Run(0, {}, 1, now, lambda _done, _total: None, lambda: None))


def _moment(day: date, at: time) -> datetime:
    """A moment on the district's clock."""
    return datetime.combine(day, at, zone())
